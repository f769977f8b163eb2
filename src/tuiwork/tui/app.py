"""The app: opens the workspace behind the first frame, does what the screens ask for, and follows
what changes on disk."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from textual import work
from textual.app import App, SuspendNotSupported
from textual.binding import Binding

from tuiwork.errors import NotRecorded, Problem, SyncStopped, TuiworkError
from tuiwork.model.change import Actor, Change, FileChange
from tuiwork.model.workspace import Workspace
from tuiwork.text.clean import safe
from tuiwork.tui import themes
from tuiwork.tui.desk import Desk, Lane
from tuiwork.tui.problems import Problems
from tuiwork.tui.symbols import symbols
from tuiwork.tui.sync_words import SyncState
from tuiwork.tui.widgets.ask import Ask
from tuiwork.tui.work import WorkScreen

if TYPE_CHECKING:
    from tuiwork.session import Session

P = ParamSpec("P")

SETTLE = 2.5
"""Seconds after an edit by another program before it is recorded."""
LAST_WORDS = 5.0
"""Seconds that leaving waits for commits under way."""


class TuiworkApp(App[int]):
    """The screens of one workspace."""

    TITLE = "tuiwork"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"

    def __init__(self, open_session: Callable[[], Session]) -> None:
        super().__init__()
        themes.register(self)
        self.theme = _theme()
        self.desk = Desk(open_session)
        self.sync_state = SyncState()
        self.problems: list[Problem] = []
        self.parting_words = ""
        self.is_open = False
        self._workspace = Workspace({})
        self._actor: Actor | None = None
        self._settling: asyncio.TimerHandle | None = None

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return themes.meanings(self.current_theme)

    def get_key_display(self, binding: Binding) -> str:
        return _KEY_WORDS.get(binding.key, binding.key)

    @property
    def workspace(self) -> Workspace:
        """The workspace as last loaded or changed; empty until it is open."""
        return self._workspace

    @property
    def actor(self) -> Actor:
        """Who acts, at this moment."""
        return self.desk.session.actor() if self._actor is None else self._now(self._actor)

    def _now(self, actor: Actor) -> Actor:
        now = self.desk.session.now
        return replace(actor, now=now, today=now.date())

    @property
    def work_screen(self) -> WorkScreen | None:
        """The Work view, once it is there."""
        return next((one for one in self.screen_stack if isinstance(one, WorkScreen)), None)

    def on_mount(self) -> None:
        self.push_screen(WorkScreen(symbols(ascii_only=_ascii_only())))
        self.call_after_refresh(self.open_workspace)

    # Opening and following

    @work(exclusive=True, group="open")
    async def open_workspace(self) -> None:
        """Load everything and show it, then keep following what changes on disk."""
        first = not self.is_open
        try:
            self._workspace, self._actor = await self.desk.open()
        except TuiworkError as error:
            self.parting_words = error.message
            self.exit(error.exit_code)
            return
        self.is_open = True
        self._show()
        if first:
            self._follow()
            self._tend()

    @work(group="tend")
    async def _tend(self) -> None:
        """What may wait until the tasks are on the screen."""
        await self._find_problems()
        await self._learn_sync_state()
        await self.desk.run(_warm_up)

    @work(group="follow")
    async def _follow(self) -> None:
        """Show what other programs change, for as long as the app lives."""
        lane = Lane("tuiwork-watch")
        changes = self.desk.session.watch(self.desk.stop)
        while (paths := await lane.run(lambda: next(changes, None))) is not None:
            if await self.desk.reload(paths):
                self._show()
                await self._find_problems()
                self._settle()

    def _settle(self) -> None:
        """Record the edits of other programs once they have been quiet for a while."""
        if self._settling is not None:
            self._settling.cancel()
        loop = asyncio.get_running_loop()
        self._settling = loop.call_later(SETTLE, self._record_outside)

    @work(group="record")
    async def _record_outside(self) -> None:
        try:
            await self.desk.run(self.desk.session.record_outside)
        except TuiworkError as error:
            self.complain(error)
        self._show()
        await self._learn_sync_state()

    async def _find_problems(self) -> None:
        from tuiwork.insight.checking import find_problems

        found = await self.desk.run(lambda: find_problems(self.desk.session.workspace))
        if found != self.problems:
            self.problems = found
            self._show()

    def _show(self) -> None:
        self._workspace = self.desk.session.workspace
        screen = self.work_screen
        if screen is not None and screen.is_mounted:
            screen.show_workspace()

    # Doing

    @work(group="do")
    async def do(
        self,
        verb: Callable[Concatenate[Workspace, Actor, P], Change],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        """Do a verb, show what came of it, and commit it in the background."""
        await self._carry_out(lambda: self.desk.session.do(verb, *args, **kwargs))

    @work(group="do")
    async def take_back(self, *, redo: bool) -> None:
        """Undo or redo the person's last change."""
        session = self.desk.session
        await self._carry_out(session.redo if redo else session.undo)

    async def _carry_out(self, job: Callable[[], Change]) -> None:
        if not self.is_open:
            return
        try:
            change = await self.desk.run(job)
        except TuiworkError as error:
            self.complain(error)
            return
        self._show()
        if change.is_empty:
            self.notify("Nothing changed.", markup=False)
            return
        self._after(change)
        await self._record()

    def _after(self, change: Change) -> None:
        screen = self.work_screen
        if screen is not None:
            screen.tasks_list.mark(())
            if len(change.ids) == 1:
                screen.tasks_list.move_to(change.ids[0])
        words = "\n".join([change.message, *change.notices])
        self.notify(safe(words, multiline=True), markup=False, timeout=3)

    async def _record(self) -> None:
        try:
            await self.desk.record()
        except TuiworkError as error:
            self.complain(error)
        await self._learn_sync_state()

    def complain(self, error: TuiworkError) -> None:
        """Say what went wrong."""
        self.notify(
            safe(error.message, multiline=True),
            severity="warning" if isinstance(error, NotRecorded) else "error",
            markup=False,
            timeout=8,
        )

    # The team

    @work(exclusive=True, group="sync")
    async def sync_now(self) -> None:
        """Exchange with the remote; editing goes on meanwhile."""
        if not self.is_open or self.sync_state.busy:
            return
        self._say_sync(replace(self.sync_state, busy=True, trouble=""))
        trouble = ""
        try:
            result = await self.desk.sync()
        except SyncStopped as error:
            trouble = error.state
            self.complain(error)
        except TuiworkError as error:
            self.complain(error)
        else:
            self.notify(safe(result.message, multiline=True), markup=False)
        self._say_sync(replace(self.sync_state, busy=False, trouble=trouble))
        self._show()
        await self._find_problems()
        await self._learn_sync_state()

    async def _learn_sync_state(self) -> None:
        try:
            status = await self.desk.run(self.desk.session.remote_status)
        except TuiworkError:
            # A folder that is no repository has no state to show; recording says so in words.
            return
        self._say_sync(
            replace(
                self.sync_state,
                remote=status.remote is not None,
                waiting=status.ahead,
                behind=status.behind,
                synced=status.last_synced,
            )
        )

    def _say_sync(self, state: SyncState) -> None:
        self.sync_state = state
        screen = self.work_screen
        if screen is not None and screen.is_mounted and self.is_open:
            screen.show_sync()

    # Other programs

    @work
    async def show_problems(self) -> None:
        """List the problems; open the chosen file in the editor."""
        path = await self.push_screen_wait(Problems(self.problems))
        if path is not None:
            try:
                await self.edit_file(path)
            except TuiworkError as error:
                self.complain(error)

    async def edit_file(self, path: str) -> None:
        """Open a file in the person's editor; what changed meanwhile is merged with the result."""
        from tuiwork.editor import edit_text
        from tuiwork.store.files import read_text
        from tuiwork.text.source import Malformed

        root = self.desk.session.root
        try:
            before = await self.desk.run(lambda: read_text(root, path))
        except (Malformed, OSError) as error:
            raise TuiworkError(f"{path} cannot be opened here: {error}") from None
        try:
            with self.suspend():
                after = edit_text(before, path.rpartition("/")[2])
        except SuspendNotSupported:
            self.notify("The editor needs a terminal of its own.", severity="error")
            return
        self.refresh()
        if after != before:
            name = path.rpartition("/")[2]
            change = Change(
                f"Edited {name}"[:72], (FileChange(path, before, after),), _ids(self, path)
            )
            await self._carry_out(lambda: self.desk.session.apply(change))

    @work
    async def follow_link(self, url: str) -> None:
        """Open a web or mail address, after showing it."""
        if not url.lower().startswith(("https://", "http://", "mailto:")):
            self.notify(safe(f"Not opened, no web address: {url}"), markup=False)
            return
        chosen = await self.push_screen_wait(Ask("Open this address?", url))
        if chosen == url:
            self.open_url(url)

    # Leaving

    async def leave(self) -> None:
        """Quit once what is saved is committed, or after a few seconds without; nothing is lost."""
        self.desk.stop.set()
        if self.is_open:
            try:
                await asyncio.wait_for(self.desk.record(), LAST_WORDS)
            except TimeoutError:
                self.parting_words = "saved; it is committed the next time tuiwork runs"
            except TuiworkError as error:
                self.parting_words = error.message
        self.exit(0)


def _ids(app: TuiworkApp, path: str) -> tuple[str, ...]:
    return tuple(task.id for task in app.workspace.tasks.values() if task.path == path)


def _warm_up() -> None:
    """Load what the first unusual date would have to wait for."""
    import dateparser  # noqa: F401


def _theme() -> str:
    return os.environ.get("TUIWORK_THEME") or themes.DARK.name


def _ascii_only() -> bool:
    import locale

    return "utf" not in (locale.getpreferredencoding(False) or "").lower()


_KEY_WORDS = {
    "slash": "/",
    "colon": ":",
    "question_mark": "?",
    "ctrl+r": "^r",
    "ctrl+p": "^p",
    "delete": "del",
    "escape": "esc",
    "right": "→",
    "left": "←",
    "down": "↓",
    "up": "↑",
}


def open_screens(start: Path, today: date | None = None) -> int:
    """Open the workspace around `start` on the terminal; the exit code when the person leaves."""
    import sys

    def open_session() -> Session:
        from tuiwork.session import Session

        return Session(start, today)

    app = TuiworkApp(open_session)
    code = app.run()
    if app.parting_words:
        sys.stderr.write(f"tuiwork: {safe(app.parting_words)}\n")
    return app.return_code or code or 0
