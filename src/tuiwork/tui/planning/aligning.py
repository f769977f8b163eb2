"""The work that serves no goal, each task with the goals nearest to it, to be tied or declared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.content import Content

from tuiwork.insight.aligning import Alignments, alignments
from tuiwork.insight.goals.serving import serving
from tuiwork.insight.why import Link
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.tui.field_verbs import FieldVerbs
from tuiwork.tui.keys import ANYWHERE, EVERY_KEY, Key, bindings
from tuiwork.tui.later import prompts, tasks
from tuiwork.tui.parts import Part
from tuiwork.tui.planning.goal_keys import ALIGN_KEYS, ALIGN_LIST_KEYS
from tuiwork.tui.planning.loose_rows import unaligned_words
from tuiwork.tui.planning.loose_text import unaligned_task_lines
from tuiwork.tui.side_screen import SideScreen
from tuiwork.tui.task_lines import status_sign
from tuiwork.tui.widgets.columns import Column, Line, fit, lay_out
from tuiwork.tui.widgets.lines import Lines
from tuiwork.tui.widgets.rows import Row, State

EMPTY = "All is well: every task serves a goal, or keeps things running."

_COLUMNS = (
    Column("sign", 1),
    Column("title"),
    Column("owner", 8, rank=2),
    Column("place", 14, rank=3),
    Column("near", 28, rank=1, gap=2),
)


class UnalignedLines(Lines):
    """The list of them; Enter goes to the task."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings(ALIGN_LIST_KEYS))


class AligningScreen(SideScreen, FieldVerbs):
    """Unaligned tasks; those that are marked are tied or declared at once, as one Change."""

    PART = Part.GOALS
    EMPTY = EMPTY
    CAN_ENTER = True
    KEYS: ClassVar[tuple[Key, ...]] = (
        *ALIGN_KEYS, EVERY_KEY["change.undo"], EVERY_KEY["change.redo"], *ANYWHERE,
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(KEYS))

    def __init__(self, signs: Mapping[str, str], ids: Sequence[str] = ()) -> None:
        """With ids it is about these tasks alone."""
        super().__init__("Work without a goal", signs)
        self._only = frozenset(ids)
        self._left = ""
        self._near: tuple[Workspace, dict[str, tuple[Link, ...]]] | None = None

    def make_list(self) -> Lines:
        return UnalignedLines(self._draw, signs=self.signs, id="rows")

    def on_mount(self) -> None:
        self._left = self.work_app.left_at.get(self.PART, "")

    @property
    def current(self) -> Task | None:
        return self.workspace.tasks.get(self.rows_list.key or "")

    @property
    def marks(self) -> frozenset[str]:
        return self.rows_list.marks

    def mark(self, ids: Iterable[str]) -> None:
        self.rows_list.mark(ids)

    # Showing

    async def find_rows(self) -> Sequence[Row]:
        workspace, today, only = self.workspace, self.actor.today, self._only

        def find_out() -> tuple[Alignments, list[Task]]:
            found = alignments(workspace, today)
            if not only:
                return found, list(found.unaligned)
            paths = serving(workspace).paths
            some = (workspace.tasks[id_] for id_ in only if id_ in workspace.tasks)
            return found, [
                task
                for task in sorted(some, key=lambda one: one.path)
                if task.path in paths and paths[task.path].alignment == "unaligned"
            ]

        found, unaligned = await self.work_app.desk.look(find_out)
        self.heading = "Work without a goal"
        self.heading += "" if only else f"  {unaligned_words(found)}" if unaligned else ""
        self.show_top()
        return [Row(task.id, task) for task in unaligned]

    def nearest(self, task: Task) -> tuple[Link, ...]:
        """The goals nearest to a task; looked up once for each workspace."""
        workspace = self.workspace
        if self._near is None or self._near[0] is not workspace:
            self._near = workspace, {}
        known = self._near[1]
        if task.id not in known:
            known[task.id] = super().nearest(task)
        return known[task.id]

    def _draw(self, row: Row, width: int, _: State) -> Sequence[Line]:
        task = row.value
        assert isinstance(task, Task)
        near = self.nearest(task)
        sign, tone = status_sign(self.workspace, task, self.signs)
        cells: dict[str, str | Line] = {
            "sign": [(sign, tone)],
            "title": [(task.title, "")],
            "owner": [(task.owner or "", "dim")],
            "place": [(self.workspace.list_of(task).title, "dim")],
            "near": [(near[0].title if near else self.signs["none"], "accent" if near else "dim")],
        }
        return [lay_out(fit(_COLUMNS, width, 24), cells, cut_sign=self.signs["cut"])]

    async def lines_behind(self, key: str, width: int) -> Sequence[Content]:
        workspace, today = self.workspace, self.actor.today
        task = workspace.tasks.get(key)
        if task is None:
            return ()
        return await self.work_app.desk.look(
            lambda: list(unaligned_task_lines(workspace, task, today, width))
        )

    # What the keys do

    def action_run(self) -> None:
        """Say of the tasks that they keep things running."""
        if self.chosen:
            ids = [task.id for task in self.chosen]
            self.work_app.do(tasks.set_fields, ids, [prompts.assignment("run", True)])

    @on(Lines.Opened, "#rows")
    @work(group="open", exit_on_error=False)
    async def _opened(self) -> None:
        if self.current is not None:
            self.work_app.left_at[self.PART] = self._left
            await self.work_app.see_task(self.current)

    def action_open(self) -> None:
        self.rows_list.action_open()

    def action_back(self) -> None:
        self.work_app.left_at[self.PART] = self._left
        self.dismiss(None)
