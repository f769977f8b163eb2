"""The two lenses: from tasks to the plan they serve, and from the plan to the work behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import work

from tuiwork.insight.goals.serving import serving
from tuiwork.insight.lenses import Served, above
from tuiwork.model.task import Task
from tuiwork.tui.parts import PLAN, Part
from tuiwork.tui.symbols import symbols
from tuiwork.tui.visiting import Visiting
from tuiwork.tui.ways import Way


class Lensing(Visiting):
    """The part of the app that changes the lens. `carried` are the ids of the tasks with which
    somebody comes to the plan."""

    carried: Sequence[str] = ()

    @work(group="lens", exit_on_error=False)
    async def see_plan(self, ids: Sequence[str]) -> None:
        """Show what tasks serve: the key result, the goal or the initiative that most of them do.

        Where they serve none, the work that serves none is shown, with the goals nearest to it.
        """
        if not self.is_open:
            return
        workspace = self.workspace
        found = await self.desk.look(lambda: above(workspace, ids))
        spot = _spot(found)
        if spot is not None:
            part, self.left_at[spot[0]] = spot
            self.carried = tuple(ids) if part is Part.GOALS else ()
            self.show_part(part)
        elif all(serving(workspace).paths[task.path].run for task in self._known(ids)):
            self.tell("It keeps things running: run work needs no goal.")
        else:
            self.tell("It serves no goal.")
            self.see_unaligned(ids)

    def _known(self, ids: Iterable[str]) -> list[Task]:
        """The tasks with these ids that have a goal path; dropped ones have none."""
        paths, tasks = serving(self.workspace).paths, self.workspace.tasks
        return [tasks[id_] for id_ in ids if id_ in tasks and tasks[id_].path in paths]

    def see_unaligned(self, ids: Sequence[str] = ()) -> None:
        """Show the work that serves no goal: all of it, or these tasks."""
        from tuiwork.tui.planning.aligning import AligningScreen

        if self.is_open:
            self.push_screen(AligningScreen(symbols(ascii_only=self.setup.ascii_only), ids))

    async def see_work(self, names: Sequence[str], carried: Sequence[str] = ()) -> None:
        """Show the tasks of goals and key results; those somebody came from are marked again."""
        from tuiwork.tui.planning.goal_ways import way_to_goals

        workspace = self.workspace
        way = await self.desk.look(lambda: way_to_goals(workspace, names))
        await self._go(way, carried)

    async def see_tasks(self, ids: Iterable[str]) -> None:
        """Show these tasks, closed ones too."""
        from tuiwork.tui.planning.goal_ways import way_to_tasks

        await self._go(way_to_tasks(ids))

    async def see_task(self, task: Task) -> None:
        """Show one task where it lies."""
        closed = not self.workspace.is_open(task)
        await self._go(Way(task.folder, closed=closed, task=task.id))

    async def _go(self, way: Way, carried: Sequence[str] = ()) -> None:
        self.action_work()
        await self.go_to(way)
        view = self.work_screen
        if view is None or not carried:
            return
        view.tasks_list.move_to(carried[0])
        if len(carried) > 1:
            view.mark(carried)


def _spot(found: Served) -> tuple[Part, str] | None:
    """The part of the plan, and the name in it, that most tasks serve: the nearest to the work."""
    if found.goals:
        most = min(found.goals, key=lambda row: (-len(row[1]), "/" not in row[0].name))
        return Part.GOALS, most[0].name
    if found.initiatives and Part.INITIATIVES in PLAN:
        return Part.INITIATIVES, found.initiatives[0][0].name
    return None
