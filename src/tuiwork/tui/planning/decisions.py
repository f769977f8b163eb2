"""The decisions: what was chosen and why, which wait for another look, and what came of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content

from tuiwork.insight.deciding import decisions_of, reviews_due
from tuiwork.model.decision import Decision
from tuiwork.model.workspace import Workspace
from tuiwork.text.dates import describe_date, short_date
from tuiwork.text.log import entries_of
from tuiwork.tui.asking import Job
from tuiwork.tui.keys import ANYWHERE, BEHIND_KEYS, EVERY_KEY, PART_KEYS, Key, bindings
from tuiwork.tui.pane_text import led, wrapped
from tuiwork.tui.parts import Part
from tuiwork.tui.planning import decision_forms
from tuiwork.tui.planning.drawing import count
from tuiwork.tui.planning.keys import DECISION_KEYS, DECISION_LIST_KEYS
from tuiwork.tui.planning.plan_part import PlanPart
from tuiwork.tui.typing_ahead import asks
from tuiwork.tui.widgets.columns import Column, Line, fit, lay_out
from tuiwork.tui.widgets.lines import Lines
from tuiwork.tui.widgets.rows import Row, State

EMPTY = "No decision is written down yet.\n\n{add}  writes one down"

_COLUMNS = (
    Column("sign", 1),
    Column("title"),
    Column("review", 22, gap=2, rank=1),
    Column("decided", 10, gap=2, right=True, rank=2),
    Column("owner", 6, gap=2, rank=3),
)
_PARTS = (
    ("context", "context"),
    ("choice", "choice"),
    ("expected", "expected"),
    ("outcome", "outcome"),
    ("learned", "learned"),
)


class DecisionLines(Lines):
    """The list of them; Enter goes into one."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings(DECISION_LIST_KEYS))


class DecisionScreen(PlanPart):
    """Those that are due for a look first, the one under the cursor in full at the right."""

    PART = Part.DECISIONS
    KEYS: ClassVar[tuple[Key, ...]] = (
        *DECISION_LIST_KEYS, *DECISION_KEYS,
        *(EVERY_KEY[one] for one in ("change.undo", "change.redo")),
        *PART_KEYS, *BEHIND_KEYS, *ANYWHERE,
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(KEYS))
    CAN_ENTER = True

    def __init__(self, signs: Mapping[str, str]) -> None:
        super().__init__("Decisions", signs)

    def make_list(self) -> Lines:
        return DecisionLines(self._draw, can_mark=False, signs=self.signs, id="rows")

    @property
    def current(self) -> Decision | None:
        """The decision under the cursor."""
        row = self.rows_list.row
        return row.value if row is not None and isinstance(row.value, Decision) else None

    # Showing

    async def find_rows(self) -> Sequence[Row]:
        workspace, today = self.workspace, self.actor.today
        self.empty_words = EMPTY.format(add=self.work_app.key_of("decision.add"))
        return await self.work_app.desk.look(lambda: decision_rows(workspace, today))

    def _draw(self, row: Row, width: int, _: State) -> Sequence[Line]:
        if not isinstance(row.value, Decision):
            return [[(str(row.value), "")]]
        return [decision_line(row.value, self.actor.today, width, self.signs)]

    async def lines_behind(self, key: str, width: int) -> Sequence[Content]:
        one = self.current
        if one is None or one.slug != key:
            return ()
        return list(decision_text(one, self.actor.today, width))

    # What the keys do

    @on(Lines.Opened, "#rows")
    def action_open(self) -> None:
        self.show_in(True)

    @asks
    async def action_add(self) -> None:
        known: dict[str, str] = {}

        def job(told: Mapping[str, str]) -> Job:
            return lambda session: session.do(decision_forms.decision_by_form, known, told)

        await self._answer(
            lambda told, problem: decision_forms.ask_decision(
                self.workspace, self.actor, known, told or {}, problem
            ),
            job,
        )

    @asks
    async def action_review(self) -> None:
        one = self.current
        if one is None:
            return

        def job(told: Mapping[str, str]) -> Job:
            return lambda session: session.do(decision_forms.outcome_by_form, one.slug, told)

        await self._answer(
            lambda told, problem: decision_forms.ask_outcome(
                self.workspace, self.actor, one, told or {}, problem
            ),
            job,
        )

    @asks
    async def action_edit(self) -> None:
        one = self.current
        if one is not None:
            await self.work_app.edit_file(one.path)


def decision_rows(workspace: Workspace, today: date) -> list[Row]:
    """Those whose review day has come first, then those that wait for theirs, then the rest."""
    due = list(reviews_due(workspace, today))
    known = {one.slug for one in due}
    rest = [one for one in decisions_of(workspace) if one.slug not in known]
    ahead = [one for one in rest if one.is_open]
    ahead.sort(key=lambda one: (one.review or today, one.slug))
    done = [one for one in rest if not one.is_open]
    rows: list[Row] = []
    for title, members in (("Due for a look", due), ("To be looked at", ahead), ("Done", done)):
        if members:
            rows += [Row(f":gap {title}", "", header=True)] if rows else []
            rows.append(Row(f":title {title}", f"{title}  {len(members)}", header=True))
            rows += [Row(one.slug, one) for one in members]
    return rows


def decision_line(one: Decision, today: date, width: int, signs: Mapping[str, str]) -> Line:
    """A decision on one line."""
    words, tone = review_words(one, today)
    sign = signs["stale"] if tone in ("overdue", "today") else signs["done"]
    cells: Mapping[str, str | Line] = {
        "sign": [(sign if tone else signs["todo"], tone or "dim")],
        "title": [(one.title, "")],
        "review": [(words, tone)],
        "decided": [(short_date(one.decided, today) if one.decided else "", "dim")],
        "owner": [(one.owner, "accent") if one.owner else ("nobody", "today")],
    }
    return lay_out(fit(_COLUMNS, width), cells, cut_sign=signs["cut"])


def review_words(one: Decision, today: date) -> tuple[str, str]:
    """When a decision is looked at, or was, and the tone of it."""
    if not one.is_open:
        return (f"seen {short_date(one.reviewed, today)}" if one.reviewed else "no review", "done")
    late = one.days_overdue(today)
    if late:
        return f"{count(late, 'day')} overdue", "overdue"
    assert one.review is not None
    return f"review {short_date(one.review, today)}", "today" if one.review == today else ""


def decision_text(one: Decision, today: date, width: int) -> Iterator[Content]:
    """A decision in full: what it was about, what was chosen among what, and what came of it."""
    yield from wrapped(one.title, width, "bold")
    decided = describe_date(one.decided, today) if one.decided else "some day"
    yield from wrapped(f"{one.owner or 'nobody'}, decided {decided}", width, "$dim")
    words, tone = review_words(one, today)
    style = {"overdue": "$overdue", "today": "$today", "done": "$done"}.get(tone, "")
    yield from wrapped(words[:1].upper() + words[1:], width, style)
    for key, label in _PARTS:
        text = one.text(key)
        if key == "choice":
            for number, option in enumerate(one.names("options")):
                lead = "options   " if number == 0 else "          "
                yield from led(lead, option, width, "$dim")
        if text:
            yield Content("")
            yield from led(f"{label:<10}", text, width, "bold" if key == "choice" else "")
    reviews = [entry for entry in entries_of(one) if entry.event == "reviewed"]
    for entry in reviews[:-1]:
        yield Content("")
        lead = f"{short_date(entry.at.date(), today)}  "
        yield from led(lead, entry.details.replace("\n", " "), width, "$dim")
    for paragraph in (one.notes or "").replace("\r\n", "\n").split("\n\n"):
        lines = paragraph.strip().splitlines()
        if lines:
            yield Content("")
        for line in lines if _is_list(lines) else [" ".join(lines)][: len(lines)]:
            yield from wrapped(line, width, "")


def _is_list(lines: Sequence[str]) -> bool:
    """Whether lines have to stay as they are, and are no paragraph."""
    return any(line.startswith(("-", "*", "|", "#", " ", ">")) for line in lines)
