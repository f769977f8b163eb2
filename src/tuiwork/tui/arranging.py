"""The keys that arrange the tasks: the layout, their order and groups, what is folded, the time."""

from __future__ import annotations

import re
from dataclasses import replace

from textual import on

from tuiwork.errors import Refused
from tuiwork.text.query.parse import parse_query
from tuiwork.text.query.tree import QueryError
from tuiwork.tui.later import prompts, states, views
from tuiwork.tui.layouts.board import status_in
from tuiwork.tui.layouts.timeline import Zoom
from tuiwork.tui.look import Layout
from tuiwork.tui.selection import all_of, looked_for
from tuiwork.tui.task_pane import TaskPane
from tuiwork.tui.typing_ahead import asks
from tuiwork.tui.widgets.ask import Ask
from tuiwork.tui.work_view import WorkView


class Arranging(WorkView):
    """The view with the keys that change how tasks are shown, not the tasks."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the keys of a layout where that is shown."""
        if action == "zoom":
            return self.look.layout is Layout.TIMELINE
        if action == "shift":
            return self.look.layout in (Layout.TIMELINE, Layout.CALENDAR)
        return super().check_action(action, parameters)

    def action_layout(self, name: str = "") -> None:
        """Lay the tasks out in another way: this one, or the next."""
        layout = Layout(name) if name else self.look.layout.next
        self.look_at(replace(self.look, layout=layout, shifted=0))

    def action_zoom(self, step: int) -> None:
        zooms = list(Zoom)
        at = zooms.index(self.look.zoom) + step
        if 0 <= at < len(zooms):
            self.look_at(replace(self.look, zoom=zooms[at], shifted=0))

    def action_shift(self, step: int) -> None:
        """Show an earlier or a later time; 0 goes back to today."""
        self.look_at(replace(self.look, shifted=self.look.shifted + step if step else 0))

    def action_fold(self) -> None:
        """Hide or show the subtasks of the task under the cursor, or those it stands among."""
        task = self.current
        if task is None or self.look.layout is not Layout.LIST:
            return
        if not self.workspace.children.get(task.id) and task.parent in self.workspace.tasks:
            task = self.workspace.tasks[task.parent]
        if not self.workspace.children.get(task.id):
            self.work_app.tell("There are no subtasks to fold here.")
            return
        self.look_at(replace(self.look, folded=self.look.folded ^ {task.id}))
        self.tasks_list.move_to(task.id)

    @asks
    async def action_sort(self) -> None:
        """Ask by what to sort, and write it into the filter."""
        await self._rewrite("sort", "Sort by")

    @asks
    async def action_group(self) -> None:
        """Ask by what to group, and write it into the filter."""
        await self._rewrite("group", "Group by")

    async def _rewrite(self, key: str, title: str) -> None:
        now = _written(self.look.filter, key)
        answer = await self._ask(
            prompts.ask_order(self.workspace, title, now, directions=key == "sort")
        )
        if answer is not None:
            words = "" if answer == prompts.NOBODY else answer
            self.filter_bar.write(_with(self.look.filter, key, words))

    @asks
    async def action_save_view(self) -> None:
        """Keep what is looked at as a saved view: a text file that the team shares."""
        query = looked_for(self.workspace, self.look)
        layout = str(self.look.layout)
        await self._answer(
            lambda name, problem: Ask(
                "Save this view as", initial=name or "", hint="a name for the sidebar",
                problem=problem, accept="save",
            ),
            lambda name: lambda session: session.do(views.save_view, name, query, layout),
        )  # fmt: skip

    @asks
    async def action_forecast(self) -> None:
        """Tell when all that is looked at may be done; closed tasks tell how fast it goes."""
        from tuiwork.insight.forecast import forecast
        from tuiwork.tui.planning.forecast_panel import ForecastPanel

        workspace, actor, title = self.workspace, self.actor, self.title_words
        look = replace(self.look, closed=True, layout=Layout.LIST, folded=frozenset())
        try:
            found = await self.work_app.desk.look(
                lambda: forecast(workspace, actor.today, all_of(workspace, actor, look))
            )
        except (QueryError, Refused) as error:
            self.work_app.complain(error)
            return
        title = f"“{look.filter}” in {title}" if look.filter else title
        await self.app.push_screen_wait(ForecastPanel(title, found, self._signs))

    @on(TaskPane.Carried)
    def _carried(self, event: TaskPane.Carried) -> None:
        """Give cards the status of the column that they were moved to."""
        found = [self.workspace.tasks[one] for one in event.ids if one in self.workspace.tasks]
        wanted = {
            task.id: status
            for task in found
            if (status := status_in(self.workspace, task, event.column)) is not None
        }
        if len(wanted) < len(found):
            self.work_app.tell(f"Not all of them can be “{event.column.title}”; nothing was moved.")
        elif wanted:
            self.work_app.do(states.put, wanted)


def _written(query: str, key: str) -> str:
    """What a query sorts or groups by."""
    try:
        parsed = parse_query(query)
    except QueryError:
        return ""
    if key == "group":
        return str(parsed.group or "")
    return str(parsed.sort[0]) if parsed.sort else ""


def _with(query: str, key: str, words: str) -> str:
    """The query with another order or grouping, the rest of it as it was typed."""
    rest = re.sub(rf"(?:^|\s){key}:\S*", "", query).strip()
    return " ".join(one for one in (rest, f"{key}:{words}" if words else "") if one)
