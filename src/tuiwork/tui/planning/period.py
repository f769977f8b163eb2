"""The plan of a period: what is in, in order, what waits and what was declined, and the room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from tuiwork.insight.forecast import Forecast, forecast, work_of
from tuiwork.insight.plans import planned_tasks
from tuiwork.insight.room import Room
from tuiwork.insight.starting import last_period, next_period
from tuiwork.model.goal import period_of
from tuiwork.model.subject import Subject
from tuiwork.tui.content import put
from tuiwork.tui.keys import ANYWHERE, BEHIND_KEYS, EVERY_KEY, PART_KEYS, Key, bindings
from tuiwork.tui.parts import Part
from tuiwork.tui.planning.drawing import content_of
from tuiwork.tui.planning.forecast_panel import ForecastPanel
from tuiwork.tui.planning.keys import PERIOD_KEYS, PERIOD_LIST_KEYS
from tuiwork.tui.planning.period_lines import ItemLines, head_lines
from tuiwork.tui.planning.period_rows import (
    TITLE_IN,
    Item,
    Period,
    forecasts_of,
    look_at_period,
    period_rows,
    room_of,
)
from tuiwork.tui.planning.period_text import item_lines
from tuiwork.tui.planning.period_verbs import PeriodVerbs
from tuiwork.tui.planning.plan_part import PlanPart
from tuiwork.tui.typing_ahead import asks
from tuiwork.tui.widgets.columns import Line
from tuiwork.tui.widgets.lines import Lines
from tuiwork.tui.widgets.rows import Row, State

EMPTY = """\
There is no plan of {period} yet.

{start}  starts it, step by step
{add}  puts in one thing"""
OTHER = ("view.earlier", "view.later", "view.today", "change.undo", "change.redo")


class PeriodLines(Lines):
    """The list of it; Enter shows the tasks of an item."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings(PERIOD_LIST_KEYS))


class PeriodScreen(PeriodVerbs, PlanPart):
    """The figures above, the items at the left, everything about one at the right."""

    PART = Part.PERIOD
    KEYS: ClassVar[tuple[Key, ...]] = (
        *PERIOD_LIST_KEYS, *PERIOD_KEYS, *(EVERY_KEY[one] for one in OTHER),
        *PART_KEYS, *BEHIND_KEYS, *ANYWHERE,
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(KEYS))

    def __init__(self, signs: Mapping[str, str]) -> None:
        super().__init__("Period", signs)
        self._found: Period | None = None
        self._forecasts: dict[str, Forecast] = {}
        self._room: Room | None = None
        self._lines: ItemLines | None = None

    def make_list(self) -> Lines:
        return PeriodLines(self._draw, can_mark=False, signs=self.signs, id="rows")

    def above(self) -> ComposeResult:
        yield Static(id="period-head")

    @property
    def period(self) -> str:
        """The period that is looked at: that of today, unless the person went to another."""
        return self.work_app.period_at or self._of_today

    @property
    def _of_today(self) -> str:
        return period_of(self.actor.today, self.workspace.settings.period)

    @property
    def current(self) -> Item | None:
        row = self.rows_list.row
        return row.value if row is not None and isinstance(row.value, Item) else None

    @property
    def found(self) -> Period | None:
        return self._found

    # Showing

    async def find_rows(self) -> Sequence[Row]:
        workspace, today, name = self.workspace, self.actor.today, self.period
        found = await self.work_app.desk.look(lambda: look_at_period(workspace, name, today))
        if self._found is None or self._found.name != name:
            self._forecasts, self._room = {}, None
        self._found = found
        self._lines = ItemLines(found, self.signs)
        start, add = self.work_app.key_of("period.start"), self.work_app.key_of("period.add")
        self.empty_words = EMPTY.format(period=name, start=start, add=add)
        self.heading = f"Plan of {name}"
        self.show_top()
        self._show_head()
        self.tell_more()
        return period_rows(found, self._forecasts)

    @work(exclusive=True, group="more", exit_on_error=False)
    async def tell_more(self) -> None:
        """Find out how much room there is, and when what is in may be done; show that, too."""
        found, workspace = self._found, self.workspace
        if found is None:
            return
        self._room = await self.work_app.desk.ponder(lambda: room_of(workspace, found))
        self._show_head()
        if found.plan is None:
            return
        forecasts = await self.work_app.desk.ponder(lambda: forecasts_of(workspace, found))
        if self._found is found and forecasts != self._forecasts:
            self._forecasts = forecasts
            self.rows_list.show(period_rows(found, forecasts))
            self._show_head()
            self.show_behind()

    def _show_head(self) -> None:
        if self._found is not None:
            whole, head = self._forecasts.get(self._found.name), self.query_one("#period-head")
            width = head.content_size.width
            lines = head_lines(self._found, self._room, whole, self.signs, width)
            words = Content("\n").join([content_of(line) for line in lines])
            put(self.query_one("#period-head", Static), words)

    def on_resize(self) -> None:
        super().on_resize()
        self.call_after_refresh(self._show_head)

    def _draw(self, row: Row, width: int, _: State) -> Sequence[Line]:
        lines = self._lines
        if lines is not None and isinstance(row.value, Item):
            return [lines.draw(row.value, width)]
        if lines is not None and row.key == TITLE_IN:
            return [lines.heading(str(row.value), width)]
        return [[(str(row.value), "")]]

    async def lines_behind(self, key: str, width: int) -> Sequence[Content]:
        item, found, workspace = self.current, self._found, self.workspace
        if item is None or found is None or item.standing.item.of != key:
            return ()
        return await self.work_app.desk.look(
            lambda: item_lines(workspace, found, item, width, self.signs)
        )

    # What the keys do

    @on(Lines.Opened, "#rows")
    async def action_open(self) -> None:
        item = self.current
        if item is None:
            return
        subject = item.standing.subject
        if subject is not None and subject.kind == "task" and not item.standing.missing:
            await self.show_task(self.workspace.tasks[subject.name])
        else:
            await self.show_tasks(item.standing.tasks)

    def action_shift(self, step: int) -> None:
        """To another period; 0 is that of today."""
        beside = {-1: last_period, 1: next_period}.get(step)
        name = beside(self.period) if beside else self._of_today
        if name is not None:
            self.work_app.period_at = "" if name == self._of_today else name
            self.show_rows()

    def action_begin(self) -> None:
        """Go through the start of this period, step by step."""
        from tuiwork.tui.planning.starting import StartScreen

        found = self._found
        if found is not None and found.plan is not None and found.plan.started:
            follow = next_period(found.name) or found.name
            self.work_app.tell(
                f"{found.name} was started on {found.plan.started}; "
                f"{self.work_app.key_of('view.later')} leads to {follow}."
            )
            return
        self.app.switch_screen(StartScreen(self.signs, self.period))

    @asks
    async def action_forecast(self) -> None:
        """Tell when the item under the cursor, or all that is in, may be done."""
        item, found = self.current, self._found
        if found is None or found.plan is None:
            self.work_app.tell("There is no plan to forecast.")
            return
        end: date | None = found.days[1] if found.days else None
        workspace, today, plan = self.workspace, self.actor.today, found.plan
        if item is not None and isinstance(item.standing.subject, Subject):
            title, told = item.standing.title, await self._of_item(item, today)
            end = item.standing.item.target or end
        else:
            title, told = (
                found.name,
                await self.work_app.desk.look(
                    lambda: forecast(workspace, today, planned_tasks(workspace, plan))
                ),
            )
        await self.app.push_screen_wait(ForecastPanel(title, told, self.signs, end))

    async def _of_item(self, item: Item, today: date) -> Forecast:
        workspace, subject = self.workspace, item.standing.subject
        assert subject is not None
        if item.forecast is not None:
            return item.forecast
        return await self.work_app.desk.look(
            lambda: forecast(workspace, today, work_of(workspace, subject))
        )
