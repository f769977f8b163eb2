"""What the keys do with attachments: keep a copy of a file with a task, take one away."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path

from textual.content import Content

from tuiwork.model.attachment import size_words
from tuiwork.model.task import Task
from tuiwork.text.clean import safe
from tuiwork.text.offering import Offer
from tuiwork.text.quickadd.completing import Completion
from tuiwork.tui.content import plain
from tuiwork.tui.copying import Copying
from tuiwork.tui.handing_verbs import HandingVerbs
from tuiwork.tui.later import links, prompts
from tuiwork.tui.typing_ahead import asks
from tuiwork.tui.widgets.completing import AskCompleting
from tuiwork.tui.widgets.pick import Choice, Pick

MOST = 40
"""Names of a folder that are offered."""
LOOKED_AT = 5000
"""Names of a folder that are looked at for them."""


class AttachingVerbs(HandingVerbs, Copying):
    """A screen with the verbs for attachments."""

    @asks
    async def action_link(self) -> None:
        """Open an address of the task, or copy the path of an attachment: never open that."""
        if len(self.chosen) != 1:
            return
        files = self.workspace.attached(self.chosen[0].id)
        question = links.ask_link(self.chosen[0], files)
        if question is None:
            self.work_app.tell("There is no web address in this task, and nothing attached.")
        elif (answer := await self._ask(question)) is None:
            return
        elif answer in {one.path for one in files}:
            path = str(self.work_app.desk.session.root / answer)
            await self.copy_text(path, safe(path))
        else:
            self.work_app.follow_link(answer)

    @asks
    async def action_attach(self) -> None:
        """Ask for a file, and keep a copy of it with the task."""
        if len(self.chosen) != 1:
            return
        task = self.chosen[0]
        await self._answer(
            lambda path, problem: ask_file(task, path or "", problem),
            lambda path: (
                lambda session: session.apply(session.plan_attach(task.id, [place_of(path)]))
            ),
        )

    @asks
    async def action_detach(self) -> None:
        """Ask which attachment of the task to take away; undo brings it back."""
        if len(self.chosen) != 1:
            return
        task = self.chosen[0]
        files = self.workspace.attached(task.id)
        if not files:
            self.work_app.tell("Nothing is attached to this task.")
            return
        choices = [Choice(one.name, one.name, size_words(one.size)) for one in files]
        name = await self._ask(Pick(f"Take away from {prompts.about([task])}", choices))
        if name is not None:
            from tuiwork.verbs.attaching import detach

            self._do(detach, task.id, [name])


def ask_file(task: Task, initial: str = "", problem: str = "") -> AskCompleting:
    """Which file to attach; its name is completed folder by folder."""
    return AskCompleting(
        f"Attach to {prompts.about([task])}",
        initial,
        complete=complete_path,
        hint="the path of a file, ~ is your home",
        preview=_preview,
        validate=lambda path: None if path.strip() else "name a file",
        problem=problem,
        accept="attach",
    )


def place_of(path: str) -> Path:
    """The place that a path in words means; a terminal that a file is dropped on may quote it."""
    words = path.strip()
    if len(words) > 1 and words[0] == words[-1] and words[0] in "'\"":
        words = words[1:-1]
    return Path(words).expanduser()


def complete_path(path: str, cursor: int) -> Completion | None:
    """What the name at the cursor may become, folders with a slash; hidden ones where one begins
    so."""
    folder, slash, begun = path[:cursor].rpartition("/")
    if not path.strip():
        return None
    try:
        with os.scandir(place_of(folder + slash) if slash else ".") as entries:
            found = [
                one.name + ("/" if one.is_dir() else "")
                for one in islice(entries, LOOKED_AT)
                if one.name.casefold().startswith(begun.casefold())
                and (begun or not one.name.startswith("."))
            ]
    except (OSError, ValueError, RuntimeError):
        return None
    names = sorted((one for one in found if one.isprintable() and one != begun), key=str.casefold)
    offers = tuple(Offer(one) for one in names[:MOST])
    return _PathCompletion(cursor - len(begun), len(path), offers) if offers else None


class _PathCompletion(Completion):
    """Like a word's, but nothing comes behind what is taken."""

    __slots__ = ()

    def take(self, line: str, offer: Offer) -> tuple[str, int]:
        """The path with a name taken, and where the cursor is then."""
        begun = line[: self.start] + offer.value
        return begun, len(begun)


def _preview(path: str) -> Content:
    """What is there."""
    if not path.strip():
        return Content.styled("a copy is kept, for all who share the workspace", "$dim")
    try:
        place = place_of(path)
        if place.is_dir():
            return Content.styled("a folder", "$dim")
        return plain(f"{place.name}  {size_words(place.stat().st_size)}")
    except (OSError, ValueError, RuntimeError):
        begun = complete_path(path, len(path)) is not None
        return Content.styled("…" if begun else "no such file", "$dim" if begun else "$today")
