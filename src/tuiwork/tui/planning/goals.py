"""The goals of a period: the tree with the work behind it, and what is not tied together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.content import Content
from textual.worker import WorkerCancelled

from tuiwork.insight.attention import BUSY_AT
from tuiwork.insight.lenses import above
from tuiwork.insight.questions import asked_about
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.tui.field_verbs import FieldVerbs
from tuiwork.tui.keys import ANYWHERE, EVERY_KEY, PART_KEYS, Key, bindings
from tuiwork.tui.parts import Part
from tuiwork.tui.planning import loose_rows as loose_ends
from tuiwork.tui.planning.goal_keys import GOAL_KEYS, GOAL_LIST_KEYS, LENS_KEYS
from tuiwork.tui.planning.goal_lines import GoalLines
from tuiwork.tui.planning.goal_rows import (
    GoalRow,
    ResultRow,
    Shown,
    beside,
    goal_rows,
    key_of,
    name_of,
    shown_for,
)
from tuiwork.tui.planning.goal_text import goal_lines, result_lines
from tuiwork.tui.planning.goal_verbs import GoalVerbs
from tuiwork.tui.planning.loose_rows import Loose, LooseRow, loose_of
from tuiwork.tui.planning.loose_text import loose_lines
from tuiwork.tui.side_screen import SideScreen
from tuiwork.tui.widgets.columns import Line
from tuiwork.tui.widgets.lines import Lines
from tuiwork.tui.widgets.rows import Row, State

EMPTY = """\
No goal is set yet.

{add}  sets one: what should be reached, by when, by whom and why
{result}  then adds what it is measured by"""
NONE = "No goal is set for it; {add} sets one, {now} goes back to those of now."


class GoalRows(Lines):
    """The list of them; Enter goes to the work behind a row."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings(GOAL_LIST_KEYS))


class GoalsScreen(SideScreen, GoalVerbs, FieldVerbs):
    """Objectives with their key results, then the loose ends; what stands behind a row beside it.

    Marked goals are looked at together. Those that the tasks serve from which somebody came are
    marked from the start.
    """

    PART = Part.GOALS
    CAN_ENTER = True
    KEYS: ClassVar[tuple[Key, ...]] = (
        *GOAL_LIST_KEYS, *GOAL_KEYS, *LENS_KEYS, EVERY_KEY["change.undo"], EVERY_KEY["change.redo"],
        *PART_KEYS, EVERY_KEY["behind.leave"], *ANYWHERE,
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(KEYS[len(GOAL_LIST_KEYS) :]))

    def __init__(self, signs: Mapping[str, str]) -> None:
        super().__init__("Goals", signs)
        self._shown = Shown()
        self._folded: frozenset[str] = frozenset()
        self._loose: tuple[Workspace, Loose] | None = None
        self._carried: Sequence[str] = ()
        self._came_from: Sequence[str] = ()
        self._wanted = ""

    def make_list(self) -> Lines:
        return GoalRows(self._draw, signs=self.signs, id="rows")

    def on_mount(self) -> None:
        app = self.work_app
        self._carried, app.carried = app.carried, ()
        left = app.left_at[self.PART] = self._key_for(app.left_at.get(self.PART, ""))
        self._shown = shown_for(self.workspace, self.actor.today, self._shown, name_of(left))
        self._wanted = "" if name_of(left) else left

    def _key_for(self, word: str) -> str:
        """The row that a goal, a task somebody asks about, or a signal stands in."""
        if self.workspace.key_result(word) is not None:
            return key_of(word)
        task = self.workspace.tasks.get(word)
        if task is not None and asked_about(self.workspace, task, self.actor.today):
            return f"{loose_ends.QUESTIONS_KEY} {word} 0"
        return loose_ends.BUSY_KEY if word == BUSY_AT else word

    # What stands under the cursor

    @property
    def reference(self) -> str:
        return name_of(self.rows_list.key)

    @property
    def _value(self) -> GoalRow | ResultRow | LooseRow | None:
        row = self.rows_list.row
        known = row is not None and isinstance(row.value, GoalRow | ResultRow | LooseRow)
        return row.value if row is not None and known else None

    @property
    def current(self) -> Task | None:
        """The task that a loose end is about."""
        value = self._value
        leads = value.leads if isinstance(value, LooseRow) else ""
        return self.workspace.tasks.get(leads)

    # Showing

    async def find_rows(self) -> Sequence[Row]:
        app, workspace, actor = self.work_app, self.workspace, self.actor
        keys = {name: app.key_of(f"goals.{name}") for name in ("add", "result", "now")}
        self.empty_words = EMPTY.format(**keys)
        shown, folded, carried = self._shown, self._folded, self._carried
        rows = await app.desk.look(
            lambda: goal_rows(workspace, actor.today, shown, folded, NONE.format(**keys))
        )
        if carried:
            served = await app.desk.look(lambda: above(workspace, carried))
            self._carried = ()
            self.rows_list.mark(key_of(one.name) for one, _ in served.goals)
            self._came_from = carried
        if self._loose is None or self._loose[0] is not workspace:
            self.find_loose()
        if self._loose is not None and workspace.goals:
            rows += loose_ends.loose_rows(workspace, self._loose[1], actor.handle, folded)
        return rows

    @work(exclusive=True, group="loose", exit_on_error=False)
    async def find_loose(self) -> None:
        """Find out what is loose, once the goals are shown."""
        workspace, today = self.workspace, self.actor.today
        found = await self.work_app.desk.ponder(lambda: loose_of(workspace, today))
        self._loose = workspace, found
        first, before = self._wanted, self.rows_list.key
        self._wanted = ""
        await self._settled()
        if first and before == self.rows_list.key:
            _ = self.rows_list.move_to(first) or self.rows_list.move_to(first.partition(" ")[0])

    async def _settled(self) -> None:
        """Show the rows, and wait until they are there; somebody else may ask for them again."""
        with suppress(WorkerCancelled):
            await self.show_rows().wait()

    def _draw(self, row: Row, width: int, _: State) -> Sequence[Line]:
        return [GoalLines(self.actor.today, self.signs).draw(row, width)]

    async def lines_behind(self, key: str, width: int) -> Sequence[Content]:
        row = self.rows_list.row
        if row is None or row.key != key:
            return ()
        workspace, now, signs, loose = self.workspace, self.actor.now, self.signs, self._loose
        value = row.value

        def lines() -> list[Content]:
            if isinstance(value, GoalRow):
                return goal_lines(workspace, value.node, now, signs, width)
            if isinstance(value, ResultRow):
                return result_lines(workspace, value, now, signs, width)
            if isinstance(value, LooseRow) and loose is not None:
                return list(loose_lines(workspace, loose[1], row, now.date(), signs, width))
            return []

        return await self.work_app.desk.look(lines)

    # Moving about

    @on(Lines.Opened, "#rows")
    def _opened(self) -> None:
        self._go_on()

    def action_open(self) -> None:
        self.rows_list.action_open()

    @work(group="open", exit_on_error=False)
    async def _go_on(self) -> None:
        """To what stands behind the row."""
        value, key = self._value, self.rows_list.key or ""
        app = self.work_app
        if isinstance(value, ResultRow) and not self.rows_list.marks and value.rests_on:
            await app.see_tasks(value.rests_on)
        elif isinstance(value, GoalRow | ResultRow):
            await app.see_work(self.looked_at, self._came_from)
        elif key == loose_ends.BUSY_KEY and self._loose is not None:
            weeks = self._loose[1].busy.recent
            await app.see_tasks([id_ for week in weeks for id_ in week.ids])
        elif key == loose_ends.UNALIGNED_KEY:
            self.action_unaligned()
        elif isinstance(value, LooseRow) and value.folded is not None:
            self.action_fold()
        elif isinstance(value, LooseRow):
            await self._follow(key, value.leads)

    async def _follow(self, key: str, leads: str) -> None:
        """To what a loose end is about."""
        if key.startswith(loose_ends.QUESTIONS_KEY):
            self.action_why()
        elif (task := self.workspace.tasks.get(leads)) is not None:
            await self.work_app.see_task(task)
        elif self.workspace.key_result(leads) is not None:
            self._shown = shown_for(self.workspace, self.actor.today, self._shown, leads)
            slug = leads.partition("/")[0]
            self._folded -= {key_of(slug)}
            await self._settled()
            self.rows_list.move_to(key_of(leads))
        elif leads in self.workspace.documents:
            await self.work_app.edit_file(leads)

    def action_into(self) -> None:
        value, key = self._value, self.rows_list.key or ""
        if isinstance(value, GoalRow | LooseRow) and value.folded and not self.is_in:
            self._fold(self._folded ^ {key})
        elif key:
            self.show_in(True)

    def action_out(self) -> None:
        if self.is_in:
            self.show_in(False)

    def action_fold(self) -> None:
        """Fold the goal under the cursor, or the one that its key result is part of."""
        value, key = self._value, self.rows_list.key or ""
        if isinstance(value, ResultRow):
            key = key_of(value.goal.slug)
        elif isinstance(value, LooseRow) and value.inner:
            key = key.partition(" ")[0]
        elif value is None or (isinstance(value, GoalRow | LooseRow) and value.folded is None):
            return
        self.rows_list.move_to(key)
        self._fold(self._folded ^ {key})

    def _fold(self, folded: frozenset[str]) -> None:
        self._folded = folded
        self.show_rows()

    def action_period(self, step: int) -> None:
        """To an earlier or a later period; 0 goes back to what runs now."""
        there = beside(self.workspace, self.actor.today, self._shown, step) if step else Shown()
        if there is None:
            when = "an earlier" if step < 0 else "a later"
            self.work_app.tell(f"There is no goal of {when} period.")
            return
        self._shown = there
        self.show_rows()

    def action_closed(self) -> None:
        """Show the goals of all periods, closed ones too; or those of now."""
        self._shown = Shown() if self._shown.closed else Shown(closed=True)
        self.show_rows()

    def action_why(self) -> None:
        """Why the task of a loose end is done; of a goal, what stands behind it says it."""
        if self.current is None:
            self.action_into()
        else:
            super().action_why()

    def action_unaligned(self) -> None:
        """To the work that serves no goal."""
        self.work_app.see_unaligned()

    @property
    def looked_at(self) -> list[str]:
        """The marked goals, else the one under the cursor."""
        marked = [row.key for row in self.rows_list.rows if row.key in self.rows_list.marks]
        names = [name for key in marked if (name := name_of(key))]
        return names or [name for name in [self.reference] if name]

    def action_lens(self) -> None:
        """To the Work view, with the tasks of the marked goals, or of the one under the cursor."""
        self._go_on()

    @work(exit_on_error=False)
    async def action_edit_file(self) -> None:
        if self.goal is not None:
            await self.work_app.edit_file(self.goal.path)
