"""The roadmap: initiatives as bars over quarters, milestones and the ends of goals among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from tuiwork.insight.load import Level
from tuiwork.insight.roadmap import Row as Planned
from tuiwork.model.subject import Subject
from tuiwork.text.clean import safe
from tuiwork.tui.asking import Job
from tuiwork.tui.content import put
from tuiwork.tui.keys import ANYWHERE, BEHIND_KEYS, EVERY_KEY, PART_KEYS, Key, bindings
from tuiwork.tui.parts import PLAN, Part
from tuiwork.tui.planning.drawing import content_of
from tuiwork.tui.planning.forecasting import Forecasting
from tuiwork.tui.planning.keys import ROADMAP_KEYS, ROADMAP_LIST_KEYS
from tuiwork.tui.planning.plan_part import PlanPart, ask_day, day_meant
from tuiwork.tui.planning.road_lines import Reach, RoadLines, Shown
from tuiwork.tui.planning.road_rows import flag_of, load_levels, road_rows
from tuiwork.tui.planning.road_text import flag_lines, row_lines
from tuiwork.tui.typing_ahead import asks
from tuiwork.tui.ways import Way
from tuiwork.tui.widgets.columns import Line, cut
from tuiwork.tui.widgets.lines import Lines
from tuiwork.tui.widgets.pick import Choice, PickMany
from tuiwork.tui.widgets.rows import Row, State
from tuiwork.verbs.initiatives.setting import set_initiative

EMPTY = (
    "No initiative has dates, and no milestone or goal ends ahead.\n\n"
    "tuiwork initiative add  writes one down"
)
TIME = ("view.earlier", "view.later", "view.today", "view.closer", "view.farther")
CHANGES = ("change.undo", "change.redo")
WORDS = {"start": "starts", "end": "ends"}


class RoadmapLines(Lines):
    """The list of it; Enter opens what a row is about."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings(ROADMAP_LIST_KEYS))


class RoadmapScreen(PlanPart, Forecasting):
    """Bars above, everything about the row under the cursor below."""

    PART = Part.ROADMAP
    EMPTY = EMPTY
    KEYS: ClassVar[tuple[Key, ...]] = (
        *ROADMAP_LIST_KEYS, *ROADMAP_KEYS, *(EVERY_KEY[one] for one in (*TIME, *CHANGES)),
        *PART_KEYS, *BEHIND_KEYS, *ANYWHERE,
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(KEYS))

    def __init__(self, signs: Mapping[str, str]) -> None:
        super().__init__("Roadmap", signs)
        self._reach = Reach.QUARTER
        self._shifted = 0
        self._levels: Mapping[date, Level] = {}
        self._lines: RoadLines | None = None

    def make_list(self) -> Lines:
        return RoadmapLines(self._draw, can_mark=False, signs=self.signs, id="rows")

    def above(self) -> ComposeResult:
        yield Static(id="ruler")

    def below(self) -> ComposeResult:
        yield Static(id="load")

    # Showing

    async def find_rows(self) -> Sequence[Row]:
        workspace, today = self.workspace, self.actor.today
        rows = await self.work_app.desk.look(lambda: road_rows(workspace, today, self.signs))
        self._arrange()
        self.tell_load()
        return rows

    @work(exclusive=True, group="load", exit_on_error=False)
    async def tell_load(self) -> None:
        """Find out how full the weeks are, and show that, too."""
        workspace, today = self.workspace, self.actor.today
        self._levels = await self.work_app.desk.ponder(lambda: load_levels(workspace, today))
        self._show_scale()

    def _arrange(self) -> None:
        """Draw on the scale as it is now."""
        titles = {slug: safe(one.title) for slug, one in self.workspace.initiatives.items()}
        self._lines = RoadLines(self.signs, self.actor.today, self._reach, self._shifted, titles)
        self.heading = f"Roadmap by {self._reach}"
        self.show_top()
        self._show_scale()
        self.rows_list.redraw()

    def _show_scale(self) -> None:
        width = self.rows_list.row_width
        if self._lines is None or width <= 0:
            return
        ruler = Content("\n").join([content_of(line) for line in self._lines.ruler(width)])
        put(self.query_one("#ruler", Static), ruler)
        load = content_of(self._lines.load(self._levels, width))
        put(self.query_one("#load", Static), load)

    def on_resize(self) -> None:
        super().on_resize()
        self.call_after_refresh(self._show_scale)

    def _draw(self, row: Row, width: int, _: State) -> Sequence[Line]:
        assert self._lines is not None
        if isinstance(row.value, Shown):
            return [self._lines.draw(row.value, width)]
        flag = flag_of(row)
        if flag is None:
            return [[(str(row.value), "")]]
        words: Line = [(f"{self.signs['problem']} ", "overdue"), (safe(flag.words), "")]
        return [cut(words, width, self.signs["cut"])]

    @property
    def current(self) -> Planned | None:
        """What the row under the cursor is about."""
        row = self.rows_list.row
        return row.value.row if row is not None and isinstance(row.value, Shown) else None

    async def lines_behind(self, key: str, width: int) -> Sequence[Content]:
        row = self.rows_list.row
        if row is None or row.key != key:
            return ()
        workspace, today, value = self.workspace, self.actor.today, row.value
        flag = flag_of(row)
        if flag is not None:
            return flag_lines(workspace, flag, today, width)
        if not isinstance(value, Shown):
            return ()
        # What is everyday has come; what is left of its tasks says nothing of its end.
        has_come = value.row.state in ("everyday", "closed")
        subject = None if has_come else self.subject
        found = await self.forecast_of(subject) if subject is not None else None
        return row_lines(workspace, value, found, today, width, self.signs)

    @property
    def subject(self) -> Subject | None:
        row = self.current
        return None if row is None or row.kind == "milestone" else _subject(row)

    # What the keys do

    def action_shift(self, step: int) -> None:
        self._shifted = self._shifted + step if step else 0
        self._arrange()

    def action_zoom(self, step: int) -> None:
        reaches = list(Reach)
        at = reaches.index(self._reach) + step
        if 0 <= at < len(reaches):
            self._reach, self._shifted = reaches[at], 0
            self._arrange()

    @on(Lines.Opened, "#rows")
    async def action_open(self) -> None:
        flag, row = flag_of(self.rows_list.row), self.current
        if flag is not None:
            self.rows_list.move_to(Subject("initiative", flag.names[0]).reference)
        elif row is not None and row.kind == "milestone":
            await self.show_task(self.workspace.tasks[row.name])
        elif row is not None:
            part = Part.GOALS if row.kind == "goal" else Part.INITIATIVES
            if part in self.work_app.parts_of(PLAN):
                self.work_app.left_at[part] = row.name
                self.work_app.show_part(part)
            else:
                await self.show_way(Way(filter=f"{row.kind}:{row.name}", closed=True))

    def _initiative(self) -> Planned | None:
        row = self.current
        if row is None or row.kind != "initiative":
            self.work_app.tell("Only initiatives have a start, an end and an order.")
            return None
        return row

    @asks
    async def action_day(self, key: str) -> None:
        row = self._initiative()
        if row is None:
            return
        now = row.start if key == "start" else row.end
        title = f"“{row.title}” {WORDS[key]}"

        def job(words: str) -> Job:
            day = day_meant(self.workspace, self.actor, words)
            value = f"{key}={day or ''}"
            return lambda session: session.do(set_initiative, row.name, [value])

        await self._answer(
            lambda words, problem: ask_day(
                self.workspace, self.actor, title, now, self.signs, words or "", problem
            ),
            job,
        )

    @asks
    async def action_after(self) -> None:
        row = self._initiative()
        if row is None:
            return
        known = self.workspace.initiatives
        choices = [
            Choice(slug, one.title, one.text("stage") or "candidate")
            for slug, one in known.items()
            if slug != row.name and (one.text("stage") != "closed" or slug in row.after)
        ]

        def job(chosen: tuple[str, ...]) -> Job:
            return lambda session: session.do(
                set_initiative, row.name, [f"after={','.join(chosen)}"]
            )

        await self._answer(
            lambda chosen, problem: PickMany(
                f"“{row.title}” comes after", choices,
                ticked=row.after if chosen is None else chosen, problem=problem,
            ),
            job,
        )  # fmt: skip


def _subject(row: Planned) -> Subject:
    return Subject("goal" if row.kind == "goal" else "initiative", row.name)
