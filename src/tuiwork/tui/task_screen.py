"""A screen on which tasks can be chosen: what the keys that change tasks have to know of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from textual.geometry import Region

from tuiwork.model.change import Change
from tuiwork.model.task import Task
from tuiwork.tui.view import View
from tuiwork.tui.widgets.inline import Inline
from tuiwork.tui.widgets.steps import Steps


class TaskScreen(View):
    """Subclasses say which task stands under the cursor and which are marked."""

    @property
    def current(self) -> Task | None:
        """The task under the cursor."""
        raise NotImplementedError

    @property
    def marks(self) -> Collection[str]:
        """The ids of the marked tasks."""
        return ()

    def mark(self, ids: Iterable[str]) -> None:
        """Mark exactly these tasks."""

    @property
    def title_region(self) -> Region | None:
        """Where on the screen the title under the cursor stands; None where it is not seen in a
        line of its own."""
        return None

    @property
    def steps(self) -> Steps | None:
        """The checklist of the task under the cursor, where it is on the screen."""
        return None

    def settle_inline(self) -> None:
        """Have what is edited where it stands follow the line, which may have moved."""
        question = self.app.screen
        if isinstance(question, Inline):
            question.settle()

    @property
    def chosen(self) -> Sequence[Task]:
        """The tasks a verb acts on: the marked ones, else the one under the cursor."""
        tasks = self.workspace.tasks
        marked = [tasks[key] for key in sorted(self.marks) if key in tasks]
        if marked or self.current is None:
            return marked
        return [tasks[self.current.id]] if self.current.id in tasks else []

    @property
    def folder(self) -> str | None:
        """The list that a new task goes to when it names none."""
        return None

    @property
    def is_ordered(self) -> bool:
        """Whether something else than their rank in a list puts the tasks in order."""
        return True

    def after(self, change: Change) -> None:
        """Look at what was changed, where it is shown."""
