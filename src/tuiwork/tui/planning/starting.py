"""The start of a period, step by step: one key for each thing to decide on, and one Change in the
end. Until then nothing is written; what was decided is kept as long as the program runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from tuiwork.errors import TuiworkError
from tuiwork.insight.room import Room, initiatives_in, room
from tuiwork.insight.starting import Start, start_of
from tuiwork.model.plan import State as PlanState
from tuiwork.tui import prompts
from tuiwork.tui.content import put
from tuiwork.tui.keys import ANYWHERE, BEHIND_KEYS, PART_KEYS, Key, bindings
from tuiwork.tui.parts import Part
from tuiwork.tui.planning.drawing import content_of
from tuiwork.tui.planning.keys import START_KEYS, START_LIST_KEYS
from tuiwork.tui.planning.plan_part import PlanPart
from tuiwork.tui.planning.start_lines import (
    Deciding,
    counts,
    draw_offer,
    offer_lines,
    start_head,
    start_rows,
)
from tuiwork.tui.typing_ahead import asks
from tuiwork.tui.widgets import pick
from tuiwork.tui.widgets.columns import Line
from tuiwork.tui.widgets.lines import Lines
from tuiwork.tui.widgets.rows import Row, State
from tuiwork.verbs.plans import Choice, decide

EMPTY = "There is nothing to decide on for {period}.\n\n{finish}  starts it as it is"
WRITE, RECORD, GO_ON = "write", "record", "on"


class StartLines(Lines):
    """The list of what there is to decide on; Enter goes into one."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings(START_LIST_KEYS))


class StartScreen(PlanPart):
    """How far one is and the room above, the offers at the left, one in full at the right."""

    PART = Part.PERIOD
    KEYS: ClassVar[tuple[Key, ...]] = (
        *START_KEYS, *START_LIST_KEYS, *PART_KEYS, *BEHIND_KEYS, *ANYWHERE,
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(KEYS))
    CAN_ENTER = True

    def __init__(self, signs: Mapping[str, str], period: str) -> None:
        super().__init__(f"Start of {period}", signs)
        self._period = period
        self._found: Start | None = None
        self._room: Room | None = None

    @property
    def _choices(self) -> dict[str, Choice]:
        """What was decided so far, by reference; it outlives this screen."""
        return self.work_app.start_drafts.setdefault(self._period, {})

    def is_only(self, part: Part) -> bool:
        del part
        return False

    def make_list(self) -> Lines:
        return StartLines(self._draw, can_mark=False, signs=self.signs, id="rows")

    def above(self) -> ComposeResult:
        yield Static(id="start-head")

    @property
    def current(self) -> Deciding | None:
        """The offer under the cursor."""
        row = self.rows_list.row
        return row.value if row is not None and isinstance(row.value, Deciding) else None

    # Showing

    async def find_rows(self) -> Sequence[Row]:
        workspace, today, period = self.workspace, self.actor.today, self._period
        found = await self.work_app.desk.look(lambda: start_of(workspace, period, today))
        self._found = found
        self.empty_words = EMPTY.format(period=period, finish=self.work_app.key_of("start.finish"))
        self.show_top()
        self.tell_room()
        return start_rows(found, self._choices)

    @work(exclusive=True, group="room", exit_on_error=False)
    async def tell_room(self) -> None:
        """Tell how far one is, then how much room the choices so far leave."""
        found, workspace, today = self._found, self.workspace, self.actor.today
        if found is None:
            return
        self._show_head(found)
        names = [*initiatives_in(found.plan), *self._taken(found)]
        self._room = await self.work_app.desk.look(
            lambda: room(workspace, found.period, today, names)
        )
        self._show_head(found)

    def _show_head(self, found: Start) -> None:
        key = self.work_app.key_of("start.finish")
        lines = start_head(found, self._choices, self._room, self.signs, key)
        words = Content("\n").join([content_of(line) for line in lines])
        put(self.query_one("#start-head", Static), words)

    def _taken(self, found: Start) -> list[str]:
        """The initiatives that are taken on."""
        made = [self._choices.get(one.subject.reference) for one in found.offers]
        subjects = [one.subject for one in made if one is not None and one.state == "in"]
        return [one.name for one in subjects if one.kind == "initiative"]

    def _draw(self, row: Row, width: int, _: State) -> Sequence[Line]:
        if not isinstance(row.value, Deciding):
            return [[(str(row.value), "")]]
        return [draw_offer(row.value, width, self.signs)]

    async def lines_behind(self, key: str, width: int) -> Sequence[Content]:
        one = self.current
        if one is None or one.offer.subject.reference != key:
            return ()
        return offer_lines(self.workspace, one, self.actor.today, width, self.signs)

    # What the keys do

    @on(Lines.Opened, "#rows")
    def action_open(self) -> None:
        self.show_in(True)

    def action_decide(self, state: PlanState | str) -> None:
        """Take this on, let it wait, or leave it undecided; then to the next."""
        one = self.current
        if one is None:
            return
        subject = one.offer.subject
        if state in ("in", "waiting"):
            kept: PlanState = "in" if state == "in" else "waiting"
            waited = kept == "waiting" and one.offer.origin == "waited"
            reason = one.offer.standing.item.reason if waited else ""
            self._choices[subject.reference] = Choice(subject, kept, reason)
        else:
            self._choices.pop(subject.reference, None)
        self._go_on()

    @asks
    async def action_decline(self) -> None:
        one = self.current
        if one is None:
            return
        standing, subject = one.offer.standing, one.offer.subject
        known = self._choices.get(subject.reference)
        before = known.reason if known and known.state == "declined" else ""
        if one.offer.origin == "revisit":
            before = before or standing.item.reason
        title = f"Why is “{standing.title}” declined?"
        reason = await self.app.push_screen_wait(
            prompts.ask_text(title, "for whoever asked for it", before, accept="decline")
        )
        if reason is not None:
            self._choices[subject.reference] = Choice(subject, "declined", reason.strip())
            self._go_on()

    def _go_on(self) -> None:
        found = self._found
        if found is None:
            return
        self.rows_list.show(start_rows(found, self._choices))
        self.rows_list.action_move(1)
        self.show_behind()
        self.tell_room()

    @asks
    async def action_finish(self) -> None:
        """Sum up, and write it all as one Change if the person says so."""
        found = self._found
        if found is None:
            return
        made = [self._choices.get(one.subject.reference) for one in found.offers]
        choices = [one for one in made if one is not None]
        left = len(found.offers) - len(choices)
        title = f"Start {self._period} with {counts(choices)}?"
        options = [
            pick.Choice(WRITE, "Write it", f"{left} left out of the plan" if left else ""),
            pick.Choice(RECORD, "Write it, and a decision for each", "to be reviewed"),
            pick.Choice(GO_ON, "Go on deciding", "nothing is written"),
        ]
        answer = await self.app.push_screen_wait(pick.Pick(title, options, at=WRITE))
        if answer not in (WRITE, RECORD):
            return
        period, record = self._period, answer == RECORD
        try:
            await self.work_app.carry_out(
                lambda session: session.do(decide, period, choices, start=True, record=record)
            )
        except TuiworkError as error:
            self.work_app.complain(error)
            return
        self.work_app.start_drafts.pop(period, None)
        self.work_app.show_part(Part.PERIOD)

    def action_back(self) -> None:
        """Back to the period; what was decided waits here."""
        if self.is_in:
            self.show_in(False)
            return
        if self._choices:
            self.work_app.tell(
                f"Nothing was written. {len(self._choices)} decided so far are kept until you "
                "leave the program."
            )
        self.work_app.show_part(Part.PERIOD)
