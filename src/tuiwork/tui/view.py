"""What all views have in common: the top and the bottom line, and the keys that work everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, cast

from textual.worker import Worker

from tuiwork.model.change import Actor
from tuiwork.model.workspace import Workspace
from tuiwork.tui.bottom_line import BottomLine
from tuiwork.tui.keys import SECTIONS, Key
from tuiwork.tui.palette import ViewCommands
from tuiwork.tui.sync_words import SyncState
from tuiwork.tui.top_line import TopLine
from tuiwork.tui.widgets.help import Keys
from tuiwork.tui.widgets.laid_once import LaidOnce

if TYPE_CHECKING:
    from tuiwork.tui.app import TuiworkApp


class View(LaidOnce[None]):
    """A screen of the app with a TopLine and a BottomLine. It shows one workspace, and is told
    when that has changed. `KEYS` are what its palette offers."""

    KEYS: ClassVar[tuple[Key, ...]] = ()
    COMMANDS: ClassVar = {ViewCommands}

    def __init__(self, signs: Mapping[str, str]) -> None:
        super().__init__()
        self._signs = signs

    @property
    def work_app(self) -> TuiworkApp:
        return cast("TuiworkApp", self.app)

    @property
    def workspace(self) -> Workspace:
        return self.work_app.workspace

    @property
    def actor(self) -> Actor:
        return self.work_app.actor

    @property
    def takes_keys(self) -> bool:
        """Whether what keys are about is shown; those that come earlier wait for a while."""
        return True

    @property
    def title_words(self) -> str:
        """Where one is, for the top line."""
        raise NotImplementedError

    @property
    def sync_state(self) -> SyncState:
        """How the exchange stands, as far as this view tells of it."""
        return self.work_app.sync_state

    def show_workspace(self) -> None:
        """Show anew what there is; whatever the person looks at stays where it is."""
        raise NotImplementedError

    def why_not(self, action: str) -> str | None:  # noqa: ARG002
        """Why an action cannot be done here, None where it can."""
        return None

    def show_top(self) -> None:
        """Show where one is, and the state of the exchange."""
        actor = self.actor
        self.query_one(TopLine).show(
            self.workspace.settings.name,
            self.title_words,
            f"{self._signs['sync']} {self.sync_state.words(actor.now)}",
            actor.handle,
        )

    def show_hints(self) -> None:
        """Show the keys that work here."""
        self.query_one(BottomLine).show(self.active_bindings, self.app.get_key_display)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        self.work_app.on_worker_state_changed(event)

    # The keys that work everywhere

    def action_find(self) -> None:
        self.work_app.find_anywhere()

    def action_problems(self) -> None:
        self.work_app.show_problems()

    def action_conflicts(self) -> None:
        self.work_app.show_conflicts()

    def action_past(self) -> None:
        self.work_app.show_past()

    def action_undo(self) -> None:
        self.work_app.take_back(redo=False)

    def action_redo(self) -> None:
        self.work_app.take_back(redo=True)

    def action_sync(self) -> None:
        if self.work_app.is_open and not self.work_app.sync_state.busy:
            self.work_app.sync_now()

    def action_reload(self) -> None:
        self.work_app.read_again()

    def action_help(self) -> None:
        self.app.push_screen(Keys(self.active_bindings, SECTIONS))
