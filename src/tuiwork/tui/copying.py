"""Copying: what a task is called, or where it lies, on its way into other programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from tuiwork.model.task import Task
from tuiwork.text.clean import safe
from tuiwork.text.markdown import link
from tuiwork.tui.later import clipboard, prompts
from tuiwork.tui.task_verbs import TaskVerbs
from tuiwork.tui.typing_ahead import asks
from tuiwork.tui.widgets.pick import Choice, Pick

LONGEST = 60
"""Characters of what was copied that are told."""


class Copying(TaskVerbs):
    """A screen with the key that copies."""

    @asks
    async def action_copy(self) -> None:
        """Ask what to copy of the chosen tasks, and copy it, a line for each."""
        if not (chosen := self.chosen):
            return
        every = copies(self.work_app.desk.session.root, chosen)
        choices = [
            Choice(name, name, text if len(chosen) == 1 else f"{len(chosen)} lines")
            for name, text in every.items()
        ]
        name = await self._ask(Pick(f"Copy of {prompts.about(chosen)}", choices))
        if name is None:
            return
        text = every[name]
        told = text if len(text) <= LONGEST and "\n" not in text else f"the {name.casefold()}"
        await self.copy_text(text, told)

    async def copy_text(self, text: str, told: str) -> None:
        """Copy a text, and tell what was copied."""
        self.app.copy_to_clipboard(text)
        if await clipboard.put(text):
            self.work_app.tell(f"Copied {told}")
        else:
            self.work_app.tell(f"Sent {told} to the terminal, which copies it if it can")


def copies(root: Path, tasks: Sequence[Task]) -> Mapping[str, str]:
    """What can be copied of tasks, by name: a line for each of them."""
    return {
        "Id": "\n".join(task.id for task in tasks),
        "Title": "\n".join(_line(task.title) for task in tasks),
        "Path of the file": "\n".join(safe(str(root / task.path)) for task in tasks),
        "Markdown link": "\n".join(link(_line(task.title), safe(task.path)) for task in tasks),
    }


def _line(text: str) -> str:
    return safe(" ".join(text.split()))
