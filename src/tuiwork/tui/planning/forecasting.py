"""Asking when what stands under the cursor may be done."""

from __future__ import annotations

from datetime import date

from tuiwork.insight.forecast import Forecast, forecast, work_of
from tuiwork.model.goal import goal_days
from tuiwork.model.subject import Subject, document_of, title_of
from tuiwork.model.workspace import Workspace
from tuiwork.tui.asking import Asking
from tuiwork.tui.planning.forecast_panel import ForecastPanel
from tuiwork.tui.typing_ahead import asks


class Forecasting(Asking):
    """A view that forecasts goals and initiatives; subclasses say which one is meant."""

    @property
    def subject(self) -> Subject | None:
        """What stands under the cursor; None where no forecast can be about it."""
        raise NotImplementedError

    async def forecast_of(self, subject: Subject) -> Forecast:
        """When the work for it may be done."""
        workspace, today = self.workspace, self.actor.today
        return await self.work_app.desk.look(
            lambda: forecast(workspace, today, work_of(workspace, subject))
        )

    @asks
    async def action_forecast(self) -> None:
        subject = self.subject
        if subject is None:
            self.work_app.tell("A forecast is about a goal or an initiative.")
            return
        workspace = self.workspace
        found = await self.forecast_of(subject)
        title, end = title_of(workspace, subject), _end(workspace, subject)
        await self.app.push_screen_wait(ForecastPanel(title, found, self._signs, end))


def _end(workspace: Workspace, subject: Subject) -> date | None:
    """The day by which it should be done."""
    goal = workspace.goals.get(subject.name.partition("/")[0])
    if subject.kind == "goal" and goal is not None:
        days = goal_days(goal)
        return days[1] if days else None
    document = document_of(workspace, subject)
    end = document.moment("end") if document is not None else None
    return date(end.year, end.month, end.day) if end is not None else None
