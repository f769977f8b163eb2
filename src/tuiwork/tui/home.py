"""Home: a person's day with what each task is for, what is worth a look, what others did."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.geometry import Region
from textual.getters import query_one

from tuiwork.insight.attention import Attention
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.session.visiting import OtherDay
from tuiwork.tui.bottom_line import BottomLine
from tuiwork.tui.field_verbs import FieldVerbs
from tuiwork.tui.home_rows import DayTask, Deed, HomeLines, day_rows, news_rows
from tuiwork.tui.keys import HOME_KEYS, TASK_KEYS, Key, bindings
from tuiwork.tui.other_days import OtherTask, Unavailable
from tuiwork.tui.parts import Part
from tuiwork.tui.top_line import TopLine
from tuiwork.tui.ways import Way
from tuiwork.tui.widgets.columns import Line
from tuiwork.tui.widgets.lines import Lines
from tuiwork.tui.widgets.rows import Row, State

if TYPE_CHECKING:
    from tuiwork.tui.app import TuiworkApp

NO_DAY = """\
Nothing is due, under way or blocked for you.

{work}  shows all the work
{add}  adds a task"""
MARK = "mark"
FOR_TASKS = {
    MARK,
    *(key.action.partition("(")[0] for key in TASK_KEYS if key.id.startswith("task.")),
} - {"add", "new"}
"""What is done to tasks, and only where they lie."""
NO_NEWS = "All is well, and nobody changed anything."


class Seen(NamedTuple):
    """What Home showed of a workspace, and when."""

    workspace: Workspace
    now: datetime
    day: Sequence[Row]
    news: Sequence[Row]


async def look_ahead(app: TuiworkApp) -> None:
    """Find out what Home will show, while nobody waits for it."""
    workspace, actor, others, desk = app.workspace, app.actor, app.other_days, app.desk
    day = await desk.ponder(lambda: day_rows(workspace, actor, others))
    app.home_seen = Seen(workspace, actor.now, day, await find_news(app, desk.ponder))


async def find_news(
    app: TuiworkApp, work_out: Callable[[Callable[[], list[Row]]], Awaitable[list[Row]]]
) -> list[Row]:
    """What is worth a look and what others did, worked out on the lane that is given."""
    workspace, actor, problems, desk = app.workspace, app.actor, len(app.problems), app.desk
    looked = await desk.run(app.last_looked)
    past = await desk.run(lambda: desk.session.history(limit=300))
    return await work_out(lambda: news_rows(workspace, actor, past, looked, problems=problems))


class HomeScreen(FieldVerbs):
    """Two lists: the day, and the news. Tasks of the day take every key that tasks take."""

    CSS_PATH = "home.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012
    AUTO_FOCUS = "#day"
    BINDING_GROUP_TITLE = "Everywhere"
    KEYS: ClassVar[tuple[Key, ...]] = HOME_KEYS
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(KEYS))

    day_list = query_one("#day", Lines)
    news_list = query_one("#news", Lines)

    def __init__(self, signs: Mapping[str, str]) -> None:
        super().__init__(signs)
        self._lines: HomeLines | None = None
        self._others: Sequence[OtherDay] = ()
        self._drawn: tuple[object, ...] = ()

    def compose(self) -> ComposeResult:
        self._others = self.work_app.other_days
        yield TopLine()
        with Horizontal(id="home"):
            yield Lines(self._draw, keep_marks=True, signs=self._signs, id="day")
            yield Lines(self._draw, can_mark=False, signs=self._signs, empty=NO_NEWS, id="news")
        yield BottomLine()

    def on_mount(self) -> None:
        self.show_workspace()
        self.look_elsewhere()

    @work(exclusive=True, group="elsewhere", exit_on_error=False)
    async def look_elsewhere(self) -> None:
        """Find out about the day in the other workspaces, and show that, too."""
        await self.work_app.look_elsewhere()
        if self._others != self.work_app.other_days:
            self._others = self.work_app.other_days
            self.show_rows()

    @property
    def title_words(self) -> str:
        return "Home"

    @property
    def current(self) -> Task | None:
        row = self.day_list.row if self.focused is self.day_list else None
        value = row.value if row is not None else None
        return value.task if isinstance(value, DayTask) else None

    @property
    def marks(self) -> frozenset[str]:
        return self.day_list.marks

    def mark(self, ids: Iterable[str]) -> None:
        self.day_list.mark(ids)

    @property
    def title_region(self) -> Region | None:
        region, row = self.day_list.row_region, self.day_list.row
        if region is None or row is None or self._lines is None or self.current is None:
            return None
        start, room = self._lines.title_place(row.value, region.width)
        return Region(region.x + start, region.y, room, 1)

    def show_workspace(self) -> None:
        self.show_top()
        self.show_rows()

    @work(exclusive=True, group="rows", exit_on_error=False)
    async def show_rows(self) -> None:
        """Find out what there is for this person, and show it: the day first."""
        app, workspace, actor, others = self.work_app, self.workspace, self.actor, self._others
        known = app.home_seen
        if known is not None and known.workspace is workspace:
            self._show(self.day_list, known.day, workspace, known.now)
            self._show(self.news_list, known.news, workspace, known.now)
        day = await app.desk.look(lambda: day_rows(workspace, actor, others))
        work, add = map(app.key_of, ("view.work", "task.add"))
        self.day_list.say_when_empty(NO_DAY.format(work=work, add=add))
        self._show(self.day_list, day, workspace, actor.now)
        news = await find_news(app, app.desk.look)
        self._show(self.news_list, news, workspace, actor.now)
        app.home_seen = Seen(workspace, actor.now, day, news)
        self.show_hints()

    def _show(self, lines: Lines, rows: Sequence[Row], workspace: Workspace, now: datetime) -> None:
        """Show rows; where they are shown as they would be now, nothing is painted."""
        drawn = (id(workspace), now.replace(second=0, microsecond=0), self._others)
        if drawn != self._drawn:
            self._drawn = drawn
            self._lines = HomeLines(workspace, now, self._signs, self._others)
            self.day_list.redraw()
            self.news_list.redraw()
        lines.show(rows)
        self.call_after_refresh(self.settle_inline)

    def _draw(self, row: Row, width: int, _: State) -> Sequence[Line]:
        assert self._lines is not None
        return [self._lines.draw(row, width)]

    # What the keys do

    def why_not(self, action: str) -> str | None:
        """Why an action cannot be done to the row under the cursor; None where it can."""
        row = self.day_list.row if self.focused is self.day_list else None
        if action not in FOR_TASKS or row is None or not isinstance(row.value, OtherTask):
            return None
        if self.marks and action != MARK:
            return None
        return (
            f"This task lies in “{row.value.name}”: {self.work_app.key_of('list.open')} goes there."
        )

    def action_reload(self) -> None:
        super().action_reload()
        self.look_elsewhere()

    @on(Lines.Opened, "#day")
    @work(exit_on_error=False)
    async def _open_task(self) -> None:
        value = self.day_list.row.value if self.day_list.row is not None else None
        if isinstance(value, DayTask):
            self.work_app.action_work()
            await self.work_app.go_to(Way(value.task.folder, task=value.task.id))
        elif isinstance(value, OtherTask):
            await self.work_app.go_elsewhere(value.root, value.task.id)
        elif isinstance(value, Unavailable):
            self.work_app.tell(f"“{value.day.name}” cannot be read: {value.day.why_not}")

    @on(Lines.Opened, "#news")
    @work(exit_on_error=False)
    async def _open_news(self) -> None:
        row = self.news_list.row
        value = row.value if row is not None else None
        if row is not None and isinstance(value, Deed):
            self.work_app.left_at[Part.CHANGES] = row.key
            self.work_app.show_past()
        elif isinstance(value, Attention):
            await self._open_attention(value)

    async def _open_attention(self, value: Attention) -> None:
        if value.place == "conflicts":
            self.action_conflicts()
        elif value.place == "problems":
            self.action_problems()
        elif value.place:
            self.work_app.left_at[Part(value.place)] = value.at
            self.work_app.show_part(Part(value.place))
        else:
            self.work_app.action_work()
            await self.work_app.go_to(Way(filter=value.query))

    async def action_quit(self) -> None:
        self.work_app.action_work()

    def on_descendant_focus(self) -> None:
        self.show_hints()

    def on_resize(self) -> None:
        self.call_after_refresh(self.show_hints)
