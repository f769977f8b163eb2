"""The Work view: places at the left, tasks in the middle, the task in full at the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from tuiwork.errors import Refused
from tuiwork.model.change import Actor
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.tui.content import plain
from tuiwork.tui.detail import Detail
from tuiwork.tui.keys import WORK_KEYS, bindings
from tuiwork.tui.palette import WorkCommands
from tuiwork.tui.places import (
    ALL,
    PROBLEMS,
    default_folder,
    place_title,
    sidebar_rows,
    task_rows,
)
from tuiwork.tui.task_lines import TaskLines, spot_line
from tuiwork.tui.task_verbs import TaskVerbs
from tuiwork.tui.widgets.columns import Line
from tuiwork.tui.widgets.help import Keys, key_hints
from tuiwork.tui.widgets.lines import Lines
from tuiwork.tui.widgets.rows import Row, State

if TYPE_CHECKING:
    from tuiwork.tui.app import TuiworkApp

OPENING = "Opening the workspace…"
NO_TASKS = "Nothing to do here.\n\na  adds a task\nz  shows closed ones too"
NO_MATCH = "Nothing matches the filter.\n\nescape  clears it"
DETAIL_DELAY = 0.04
"""Seconds the cursor has to rest before the detail pane follows it."""


class WorkScreen(TaskVerbs, Screen[None]):
    """The screen. What it shows is made anew from each workspace; keys act on marked tasks."""

    BINDING_GROUP_TITLE = "Work"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(WORK_KEYS))
    COMMANDS: ClassVar = {WorkCommands}
    CSS_PATH = "work.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-normal"), (100, "-wide")]  # noqa: RUF012
    AUTO_FOCUS = "#tasks"

    def __init__(self, signs: Mapping[str, str]) -> None:
        super().__init__()
        self._signs = signs
        self._place = ALL
        self._query = ""
        self._closed = False
        self._folded: frozenset[str] = frozenset()
        self._lines: TaskLines | None = None

    # What it is made of

    def compose(self) -> ComposeResult:
        with Horizontal(id="top"):
            yield Static(id="where")
            yield Static(id="sync")
            yield Static(id="who")
        with Horizontal(id="body"):
            yield Lines(self._draw_spot, can_mark=False, signs=self._signs, id="places")
            with Vertical(id="middle"):
                yield Static(id="heading")
                yield Lines(
                    self._draw_task, keep_marks=True, empty=OPENING, signs=self._signs, id="tasks"
                )
                yield Input(placeholder="owner:@me due:<+7d words …", id="filter")
                yield Static(id="trouble")
            yield Detail(self._signs, id="detail")
        yield Static(id="bottom")

    def on_mount(self) -> None:
        self.query_one("#filter").display = False
        self.query_one("#trouble").display = False
        self.query_one(Detail).show_nothing()
        self._hint()

    @property
    def _app(self) -> TuiworkApp:
        return cast("TuiworkApp", self.app)

    @property
    def workspace(self) -> Workspace:
        """The workspace as it is shown."""
        return self._app.workspace

    @property
    def actor(self) -> Actor:
        return self._app.actor

    @property
    def now(self) -> datetime:
        return self._app.actor.now

    @property
    def tasks_list(self) -> Lines:
        return self.query_one("#tasks", Lines)

    @property
    def places(self) -> tuple[str, ...]:
        """The keys of the places the sidebar shows."""
        return tuple(row.key for row in self.query_one("#places", Lines).rows if not row.header)

    @property
    def current(self) -> Task | None:
        """The task under the cursor."""
        row = self.tasks_list.row
        return row.value if row is not None and isinstance(row.value, Task) else None

    @property
    def chosen(self) -> Sequence[Task]:
        """The tasks a verb acts on: the marked ones, else the one under the cursor."""
        tasks = self.workspace.tasks
        marked = [tasks[key] for key in sorted(self.tasks_list.marks) if key in tasks]
        return marked or ([self.current] if self.current else [])

    # Showing

    def show_workspace(self) -> None:
        """Show the workspace anew; whatever the person looks at stays where it is."""
        self._lines = TaskLines(self.workspace, self.now, self._signs)
        rows = sidebar_rows(self.workspace, self.actor, self._folded, len(self._app.problems))
        places = self.query_one("#places", Lines)
        places.show(rows)
        if places.key != self._place:
            places.move_to(self._place)
        self.show_tasks()
        self.show_sync()

    def show_tasks(self) -> None:
        """Show the tasks of the place that match the filter."""
        tasks = self.tasks_list
        try:
            rows = task_rows(
                self.workspace, self.actor, self._place, self._query, closed=self._closed
            )
        except Refused as error:
            self._trouble(error.message)
            return
        self._trouble("")
        tasks.say_when_empty(NO_MATCH if self._query else NO_TASKS)
        tasks.show(rows)
        tasks.redraw()
        self._head(sum(not row.header for row in rows))
        self._show_detail()

    def show_sync(self) -> None:
        """Show the state of the exchange, and where and who one is."""
        settings = self.workspace.settings
        where = f"{settings.name}   {place_title(self.workspace, self._place)}"
        self.query_one("#where", Static).update(plain(where))
        words = self._app.sync_state.words(self.now)
        self.query_one("#sync", Static).update(plain(f"{self._signs['sync']} {words}"))
        self.query_one("#who", Static).update(plain(self.actor.handle))

    def _head(self, count: int) -> None:
        parts = [
            plain(place_title(self.workspace, self._place)).stylize("bold"),
            plain(f"  {count}"),
        ]
        if self._query:
            parts.append(plain(f"   {self._query}").stylize("$focus"))
        if self._closed:
            parts.append(Content.styled("   with closed ones", "$dim"))
        if self.tasks_list.marks:
            parts.append(Content.styled(f"   {len(self.tasks_list.marks)} marked", "$focus"))
        self.query_one("#heading", Static).update(Content.assemble(*parts))

    def _trouble(self, words: str) -> None:
        trouble = self.query_one("#trouble", Static)
        trouble.display = bool(words)
        trouble.update(plain(words.split("\n")[0]))

    def _show_detail(self) -> None:
        if self._app.is_open:
            self.query_one(Detail).show(self.workspace, self.current, self.now)

    def _hint(self) -> None:
        hints = key_hints(self.active_bindings, self.app.get_key_display)
        self.query_one("#bottom", Static).update(hints)

    def _draw_spot(self, row: Row, width: int, _: State) -> Sequence[Line]:
        return [spot_line(row, width, self._signs)]

    def _draw_task(self, row: Row, width: int, state: State) -> Sequence[Line]:
        assert self._lines is not None
        return self._lines.draw(row, width, state)

    # Moving about

    @on(Lines.CursorMoved, "#tasks")
    def _task_changed(self) -> None:
        self.set_timer(DETAIL_DELAY, self._follow)

    def _follow(self) -> None:
        if self.is_attached:
            self._show_detail()

    @on(Lines.MarksChanged, "#tasks")
    def _marks_changed(self) -> None:
        self._head(sum(not row.header for row in self.tasks_list.rows))

    @on(Lines.CursorMoved, "#places")
    def _place_changed(self, event: Lines.CursorMoved) -> None:
        if event.key is None or event.key in (self._place, PROBLEMS) or not self._app.is_open:
            return
        self._place = event.key
        self.tasks_list.mark(())
        self.show_tasks()
        self.show_sync()

    @on(Lines.Opened, "#places")
    def _place_opened(self, event: Lines.Opened) -> None:
        if event.key == PROBLEMS:
            self._app.show_problems()
        elif event.key.startswith("spaces/") and event.key not in self.workspace.lists:
            self._folded ^= {event.key}
            self.show_workspace()
        else:
            self.tasks_list.focus()
            self.remove_class("-places")

    @on(Lines.Opened, "#tasks")
    def _task_opened(self) -> None:
        self.action_into()

    def go(self, place: str) -> None:
        """Look at another place."""
        if place == PROBLEMS:
            self._app.show_problems()
        else:
            self.query_one("#places", Lines).move_to(place)

    def action_into(self) -> None:
        if self.focused is self.query_one("#places"):
            self.tasks_list.focus()
            self.remove_class("-places")
        elif self.current is not None:
            self.add_class("-detail")
            steps = self.query_one("#steps")
            (steps if steps.display else self.query_one(Detail)).focus()

    def action_out(self) -> None:
        if self.query_one(Detail).has_focus_within:
            self.remove_class("-detail")
            self.tasks_list.focus()
        else:
            self.add_class("-places")
            self.query_one("#places").focus()

    async def action_quit(self) -> None:
        if self.query_one(Detail).has_focus_within:
            self.action_out()
        elif self.focused is self.query_one("#places") and self.has_class("-places", "-narrow"):
            self.action_into()
        elif self._query:
            self._set_query("")
        else:
            await self._app.leave()

    # Filtering

    def action_filter(self) -> None:
        bar = self.query_one("#filter", Input)
        bar.display = True
        bar.focus()

    def action_closed(self) -> None:
        self._closed = not self._closed
        self.show_tasks()

    @on(Input.Changed, "#filter")
    def _filter_changed(self, event: Input.Changed) -> None:
        self._query = event.value
        self.show_tasks()

    @on(Input.Submitted, "#filter")
    def _filter_done(self) -> None:
        self.query_one("#filter").display = bool(self._query)
        self.tasks_list.focus()

    def key_escape(self) -> None:
        """Leave the filter, or clear it."""
        in_filter = self.focused is self.query_one("#filter")
        if in_filter or (self._query and not self.tasks_list.marks):
            self._set_query("")

    def _set_query(self, query: str) -> None:
        bar = self.query_one("#filter", Input)
        bar.value = query
        bar.display = bool(query)
        self.tasks_list.focus()

    # The rest

    def action_help(self) -> None:
        self.app.push_screen(Keys(self.active_bindings))

    def action_sync(self) -> None:
        self._app.sync_now()

    def action_reload(self) -> None:
        self._app.open_workspace()

    @on(Detail.Ticked)
    def _tick(self, event: Detail.Ticked) -> None:
        self.tick(event.task_id, event.number)

    @on(Detail.LinkOpened)
    def _link(self, event: Detail.LinkOpened) -> None:
        self._app.follow_link(event.url)

    def on_descendant_focus(self) -> None:
        self._hint()

    @property
    def folder(self) -> str | None:
        """The list that a new task goes to when it names none."""
        return default_folder(self.workspace, self._place)
