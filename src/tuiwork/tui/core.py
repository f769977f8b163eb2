"""What every part of the app stands on: the open desk, what is known beside it, having a say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from traceback import format_exc
from typing import TYPE_CHECKING

from rich.text import Text
from textual import events
from textual.app import App
from textual.filter import LineFilter
from textual.worker import Worker, WorkerState

from tuiwork.errors import NotRecorded, Problem, TuiworkError
from tuiwork.model.change import Actor
from tuiwork.model.workspace import Workspace
from tuiwork.text.clean import safe
from tuiwork.tui.desk import Desk
from tuiwork.tui.keymap import key_word
from tuiwork.tui.last_door import LastDoor
from tuiwork.tui.places import Counts
from tuiwork.tui.setup import Setup
from tuiwork.tui.sync_words import SyncState
from tuiwork.tui.themes import theme_name
from tuiwork.tui.view import View

if TYPE_CHECKING:
    from tuiwork.session import Session
    from tuiwork.tui.work import WorkScreen

LAST_DOOR = LastDoor()
PASTED = 20_000
"""Characters that are taken of what is pasted into one line."""
SAID = 3.0
COMPLAINED = 8.0
"""Seconds that an outcome, and a complaint, stay on the screen."""


class Core(App[int]):
    """The state of the app. What it knows changes only on the event loop."""

    def __init__(self, open_session: Callable[[], Session], setup: Setup) -> None:
        super().__init__()
        self.setup = setup
        self.desk = Desk(open_session)
        self.sync_state = SyncState()
        self.problems: list[Problem] = list(setup.problems)
        self.counts: Counts = {}
        self.parting_words = ""
        self.goes_on_in: Path | None = None
        self.goes_to: str | None = None
        self.drafts: dict[str, tuple[str, str]] = {}
        self.failures: list[BaseException] = []

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), LAST_DOOR]

    async def on_event(self, event: events.Event) -> None:
        """Take what is pasted without what would command the terminal it is shown on."""
        if isinstance(event, events.Paste):
            event.text = safe(event.text[:PASTED], multiline=True)
        await super().on_event(event)

    def _fatal_error(self) -> None:
        """Tell of our mistake on the terminal that is given back, without the values at hand."""
        self.panic(Text(safe(format_exc(), multiline=True)))

    @property
    def is_open(self) -> bool:
        """Whether everything is loaded."""
        return self.desk.is_open

    @property
    def workspace(self) -> Workspace:
        """The workspace as last loaded or changed; empty until it is open."""
        return self.desk.workspace

    @property
    def actor(self) -> Actor:
        """Who acts, at this moment."""
        return self.desk.actor

    @property
    def work_screen(self) -> WorkScreen | None:
        """The Work view, once it is there."""
        from tuiwork.tui.work import WorkScreen

        return next(
            (one for one in self.screen_stack if isinstance(one, WorkScreen) and one.is_mounted),
            None,
        )

    def key_of(self, id_: str) -> str:
        """The key of an action, as the person has it and in words; the palette's where none."""
        keymap = self.setup.keymap
        found = keymap.keys[id_] or keymap.keys["app.palette"] or ("ctrl+p",)
        return key_word(found[0], ascii_only=self.setup.ascii_only)

    def take_setup(self, setup: Setup) -> None:
        """Take over the keys, the colours and the problems of a setup."""
        self.setup = setup
        self.set_keymap(setup.keymap.changes)
        self.theme = theme_name(setup.theme)

    @property
    def views(self) -> list[View]:
        """The views there are, the Work view first."""
        return [one for one in self.screen_stack if isinstance(one, View) and one.is_mounted]

    def show_workspace(self) -> None:
        """Show what there is now."""
        for view in self.views:
            view.show_workspace()

    def tell(self, words: str) -> None:
        """Say how something went; only the last of these stays."""
        self.clear_notifications()
        self.notify(safe(words, multiline=True), markup=False, timeout=SAID)

    def complain(self, error: TuiworkError) -> None:
        """Say what went wrong."""
        self.notify(
            safe(error.message, multiline=True),
            severity="warning" if isinstance(error, NotRecorded) else "error",
            markup=False,
            timeout=COMPLAINED,
        )

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Tell of a mistake of ours; in the background it is no reason to take the screens away."""
        error = event.worker.error
        if event.state is WorkerState.ERROR and error is not None:
            self.failures.append(error)
            words = f"Something went wrong that should not: {type(error).__name__}: {error}"
            self.notify(safe(words[:400]), severity="error", markup=False, timeout=COMPLAINED)
