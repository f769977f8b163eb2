"""What the Work view shows: places at the left, tasks in the middle, one in full at the right."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from textwrap import wrap

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.geometry import Region
from textual.getters import query_one
from textual.widgets import Static
from textual.worker import WorkerCancelled

from tuiwork.errors import Refused
from tuiwork.model.change import Actor, Change
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.query.tree import QueryError
from tuiwork.tui.bottom_line import BottomLine
from tuiwork.tui.content import put
from tuiwork.tui.detail import Detail
from tuiwork.tui.detail_text import page_of
from tuiwork.tui.filter_bar import FilterBar
from tuiwork.tui.heading import heading, layouts
from tuiwork.tui.look import Layout, Look
from tuiwork.tui.places import default_folder, place_title, sidebar_rows
from tuiwork.tui.selection import Selection, Selector
from tuiwork.tui.task_lines import spot_line
from tuiwork.tui.task_pane import TaskPane
from tuiwork.tui.task_verbs import TaskVerbs
from tuiwork.tui.top_line import TopLine
from tuiwork.tui.widgets.columns import Line
from tuiwork.tui.widgets.lines import Lines
from tuiwork.tui.widgets.rows import Row, State
from tuiwork.tui.widgets.steps import Steps

OPENING = "Opening the workspace…"
NO_TASKS = "Nothing to do here.\n\n{add}  adds a task\n{closed}  shows closed ones too"
NO_MATCH = "Nothing matches the filter.\n\nesc  clears it"
NO_LISTS = "This workspace has no list yet.\n\ntuiwork init  makes a first one"
SPREAD = (Layout.BOARD, Layout.CALENDAR, Layout.TIMELINE)
"""Layouts that need the room of the detail pane where there is not very much of it."""
TRIES = 20
"""How often what is looked at may be asked for anew while somebody waits for it."""
REST = 0.04
"""Seconds the cursor has to rest before the detail pane follows it."""
NARROW = 40
"""Cells that a sentence in place of tasks may take."""
ECHO = 0.01
"""Seconds in which a typed letter is painted before the tasks are chosen anew."""


class WorkView(TaskVerbs):
    """The panes. What they show is made anew from each workspace, away from the event loop."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-normal"), (110, "-wide"), (170, "-vast")]  # noqa: RUF012
    AUTO_FOCUS = "#tasks"

    tasks_list = query_one(TaskPane)
    places_list = query_one("#places", Lines)
    filter_bar = query_one(FilterBar)
    detail = query_one(Detail)

    def __init__(self, signs: Mapping[str, str]) -> None:
        super().__init__(signs)
        self.look = Look()
        self._selector = Selector()
        self._selection: Selection | None = None
        self.folded: frozenset[str] = frozenset()
        self._wanted: tuple[str, str | None] | None = None
        self._paged: tuple[Workspace, str, date, str] | None = None

    # What it is made of

    def compose(self) -> ComposeResult:
        yield TopLine()
        with Horizontal(id="body"):
            yield Lines(self._draw_spot, can_mark=False, signs=self._signs, id="places")
            with Vertical(id="middle"):
                with Horizontal(id="headline"):
                    yield Static(id="heading")
                    yield Static(id="layouts")
                yield FilterBar(self.leave_filter, id="filter")
                yield TaskPane(self._signs, OPENING)
            yield Detail(self._signs, id="detail")
        yield BottomLine()

    def on_mount(self) -> None:
        self.detail.show(None)

    @property
    def title_words(self) -> str:
        return place_title(self.workspace, self.look.place)

    @property
    def current(self) -> Task | None:
        """The task under the cursor."""
        row = self.tasks_list.row
        return row.value if row is not None and isinstance(row.value, Task) else None

    @property
    def marks(self) -> Collection[str]:
        """The ids of the marked tasks."""
        return self.tasks_list.marks

    def mark(self, ids: Iterable[str]) -> None:
        self.tasks_list.mark(ids)

    @property
    def title_region(self) -> Region | None:
        return self.tasks_list.title_region

    @property
    def steps(self) -> Steps | None:
        page, task = self.detail.page, self.current
        same = page is not None and task is not None and page.id == task.id
        return self.detail.steps if same else None

    @property
    def folder(self) -> str | None:
        """The list that a new task goes to when it names none."""
        return default_folder(self.workspace, self.look.place, self.current)

    @property
    def is_ordered(self) -> bool:
        """Whether a query put the tasks in order, rather than their rank."""
        return self._selection is not None and self._selection.ordered

    @property
    def has_drawer(self) -> bool:
        """Whether the places lie in a drawer that comes and goes."""
        return self.has_class("-narrow") or self.has_class("-spread", "-normal")

    # Looking

    def look_at(self, look: Look) -> None:
        """Look elsewhere, or in another way."""
        same = replace(look, layout=self.look.layout) == self.look
        self.look = look
        self.show_tasks(after=0.0 if same else ECHO)
        self.show_top()

    async def leave_filter(self, query: str) -> None:
        """Show what a filter finds, and go to the first of it."""
        self.look = replace(self.look, filter=query)
        await self.shown()
        self.set_focus(self.tasks_list.shown)

    def fold(self, folders: frozenset[str]) -> None:
        """Have exactly these folders folded in the sidebar."""
        self.folded = folders
        self.show_places()

    @property
    def _no_tasks(self) -> str:
        key_of = self.work_app.key_of
        return NO_TASKS.format(add=key_of("task.add"), closed=key_of("view.closed"))

    # Showing

    async def shown(self) -> None:
        """Wait until what is looked at is shown, also where something else asks for that again."""
        for _ in range(TRIES):
            with suppress(WorkerCancelled):
                await self.show_tasks().wait()
                return

    def show_workspace(self) -> None:
        """Show the workspace anew; whatever the person looks at stays where it is."""
        self.show_places()
        self.show_tasks()
        self.show_top()

    def show_places(self) -> None:
        """Show the sidebar."""
        app = self.work_app
        self.places_list.show(
            sidebar_rows(self.workspace, app.counts, self.folded, len(app.problems))
        )

    @work(exclusive=True, group="tasks", exit_on_error=False)
    async def show_tasks(self, *, after: float = 0.0) -> None:
        """Show the tasks of the place that match the filter."""
        if after:
            await asyncio.sleep(after)
        workspace, actor, look = self.workspace, self.actor, self.look
        try:
            selection = await self.work_app.desk.look(
                lambda: self._selector.select(workspace, actor, look)
            )
        except QueryError as error:
            self.filter_bar.say(error)
        except Refused as error:
            self.filter_bar.say(None)
            nothing = Selection(look, (), Counter(), 0, ordered=False)
            words = "\n".join(wrap(error.message, NARROW))
            await self._show_selection(workspace, actor, nothing, words)
        else:
            self.filter_bar.say(None)
            empty = NO_MATCH if look.filter else self._no_tasks if workspace.lists else NO_LISTS
            await self._show_selection(workspace, actor, selection, empty)

    async def _show_selection(
        self, workspace: Workspace, actor: Actor, selection: Selection, empty: str
    ) -> None:
        self._selection = selection
        tasks = self.tasks_list
        wanted = self._wanted
        self._wanted = None
        if wanted is not None and wanted[1] != tasks.key:
            wanted = None
        with self.app.batch_update():  # else each step of it is painted
            self._spread(selection.look.layout in SPREAD)
            await tasks.show(selection, workspace, actor.now, empty)
        if wanted is not None:
            tasks.move_to(wanted[0])
        self.show_heading()
        self.show_task(at_once=True)
        self.call_after_refresh(self.settle_inline)

    def _spread(self, spread: bool) -> None:
        """Give the tasks the room of the pane; Textual would style all there is anew."""
        if spread is not self.has_class("-spread"):
            self.set_class(spread, "-spread", update=False)
            self.app.stylesheet.update_nodes([*self.query("#places, #middle, #detail, #layouts")])

    @work(exclusive=True, group="task", exit_on_error=False)
    async def show_task(self, *, at_once: bool = False) -> None:
        """Show the task under the cursor in full, once the cursor rests."""
        if not at_once:
            await asyncio.sleep(REST)
        task, workspace, now = self.current, self.workspace, self.actor.now
        if task is None:
            self._paged = None
            self.detail.show(None)
            return
        editor = self.work_app.key_of("task.editor")
        if self._paged != (wanted := (workspace, task.id, now.date(), editor)):
            page = await self.work_app.desk.look(
                lambda: page_of(workspace, task, now, self._signs, editor)
            )
            self._paged = wanted
            self.detail.show(page)

    def show_clock(self) -> None:
        """Show what the passing of time changes: a little with every minute, more every day."""
        self.show_top()
        drawn = self.tasks_list.task_lines
        if drawn is not None and drawn.day != self.actor.today:
            self.show_workspace()
            self.work_app.reconsider()

    def show_heading(self) -> None:
        """Show what is shown, in words."""
        if self._selection is not None:
            title = place_title(self.workspace, self.look.place).rpartition(" › ")[2]
            marks, whole = self.tasks_list.marks, self.workspace.is_whole
            words = heading(title, self._selection, marks, whole=whole)
            put(self.query_one("#heading", Static), words)
            put(self.query_one("#layouts", Static), layouts(self.look.layout))

    def want(self, id_: str) -> None:
        """Have the cursor on a task as soon as it is shown."""
        self._wanted = (id_, self.tasks_list.key)

    def after(self, change: Change) -> None:
        """Look at what was changed, where it is shown."""
        self.tasks_list.mark(())
        if len(change.ids) == 1:
            self._wanted = (change.ids[0], self.tasks_list.key)

    def _draw_spot(self, row: Row, width: int, _: State) -> Sequence[Line]:
        return [spot_line(row, width, self._signs)]
