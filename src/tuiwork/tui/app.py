"""The app: opens the workspace behind the first frame, and leaves when all is safe."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.filter import LineFilter
from textual.screen import Screen

from tuiwork.errors import TuiworkError
from tuiwork.text.clean import safe
from tuiwork.tui import themes
from tuiwork.tui.ascii_only import AsciiOnly
from tuiwork.tui.crashing import Crashing
from tuiwork.tui.following import Following
from tuiwork.tui.garbage import Tidy, keep_all
from tuiwork.tui.keymap import key_word
from tuiwork.tui.keys import APP_KEYS, TOUR_KEYS, bindings
from tuiwork.tui.later import load_all
from tuiwork.tui.lensing import Lensing
from tuiwork.tui.personal import Personal
from tuiwork.tui.setup import Setup, read_setup
from tuiwork.tui.symbols import symbols
from tuiwork.tui.typing_ahead import TypingAhead
from tuiwork.tui.ways import Way
from tuiwork.tui.work import WorkScreen

if TYPE_CHECKING:
    from tuiwork.session import Session

LAST_WORDS = 5.0
"""Seconds that leaving waits for commits under way."""
PAINTED = 0.1
"""Seconds that what was just shown is left alone with the processor to be painted."""
STYLES = ("home.tcss", "side_screen.tcss")
"""How other views look; it is read when nobody waits, else when the first of them opens."""
READING = "Reading {files:,} files for the first time…\n\n{read:,} are read"
TELL = 0.2
"""Seconds between two words about it."""
MINUTE = 20.0
"""Seconds after which what depends on the clock is shown anew."""


class TuiworkApp(Tidy[int], TypingAhead[int], Following, Lensing, Personal, Crashing):
    """The screens of one workspace."""

    TITLE = "tuiwork"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    CSS_PATH = "work.tcss"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings((*APP_KEYS, *TOUR_KEYS)))

    def __init__(
        self,
        open_session: Callable[[], Session],
        setup: Setup | None = None,
        begins_at: str | None = None,
    ) -> None:
        """`begins_at` is the id of the task to look at first."""
        super().__init__(open_session, setup or Setup())
        self._begins_at = begins_at
        self._framed = asyncio.Event()
        self._plain = (AsciiOnly(),) if self.setup.ascii_only else ()
        themes.register(self)
        self.take_setup(self.setup)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return themes.meanings(self.current_theme)

    def get_key_display(self, binding: Binding) -> str:
        return key_word(binding.key, ascii_only=self.setup.ascii_only)

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), *self._plain]

    def get_driver_class(self) -> type[Driver]:
        usual = super().get_driver_class()
        if usual.__name__ != "LinuxDriver":
            return usual
        from tuiwork.tui.terminal import HardyDriver

        return HardyDriver

    def get_default_screen(self) -> Screen[None]:
        return WorkScreen(symbols(ascii_only=self.setup.ascii_only))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        del screen
        yield from ()

    def on_mount(self) -> None:
        self.call_after_refresh(self._framed.set)
        self.open_workspace()
        self.set_interval(MINUTE, self.show_clock)
        self._end_well()
        self.app_resume_signal.subscribe(self, self._draw_anew)

    def _draw_anew(self, _: object) -> None:
        """Draw everything: back from `fg`, Textual takes the terminal but leaves it empty."""
        self.refresh(layout=True)

    @work(exclusive=True, group="open", exit_on_error=False)
    async def open_workspace(self) -> None:
        """Show what a first screen needs, then load everything, then follow what changes."""
        telling = self.set_interval(TELL, self._tell_reading)
        try:
            await self.desk.glance()
            telling.stop()
            await self._framed.wait()
            self.show_workspace()
            await asyncio.sleep(PAINTED)
            await self.desk.open()
        except TuiworkError as error:
            self.parting_words = error.message
            self.exit(error.exit_code, return_code=error.exit_code)
            return
        self._whole.set()
        self.show_workspace()
        self.reconsider()
        self.greet()
        begins_at = self.workspace.tasks.get(self._begins_at or "")
        if begins_at is not None:
            await self.go_to(Way(begins_at.folder, task=begins_at.id))
        await asyncio.sleep(PAINTED)
        self.follow()
        await self.learn_sync_state()
        await self.desk.ponder(_warm_up)
        for name in STYLES:
            self.stylesheet.read(Path(__file__).with_name(name))

    def _tell_reading(self) -> None:
        """Say how far the first reading of all files is, where somebody has to wait for it."""
        read, files = self.desk.read
        if read and self.work_screen is not None:
            self.work_screen.tasks_list.say(READING.format(read=read, files=files))

    @work(exclusive=True, group="open", exit_on_error=False)
    async def read_again(self) -> None:
        """Read everything anew, for when somebody doubts what is shown."""
        await self._whole.wait()
        await self.desk.load_again()
        self.show_workspace()
        self.reconsider()

    def show_clock(self) -> None:
        """Show what another minute, or another day, changes."""
        screen = self.work_screen
        if screen is not None and self.is_open:
            screen.show_clock()

    # Leaving

    def _end_well(self) -> None:
        """Leave properly when the terminal goes away or the system asks to end."""
        if self.is_headless:
            return
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self.leave_now)

    @work(group="leave", exclusive=True, exit_on_error=False)
    async def leave_now(self) -> None:
        """Leave from outside an action."""
        await self.leave()

    async def action_quit(self) -> None:
        await self.leave()

    async def leave(self) -> None:
        """Quit once what is saved is committed, or after a few seconds without; nothing is lost."""
        if self.desk.stop.is_set():
            return  # a window that is closed may say so twice
        self.desk.stop.set()
        self.keep_unsent()
        if self.is_open:
            try:
                await asyncio.wait_for(self.desk.record(), LAST_WORDS)
                await asyncio.wait_for(self.desk.run(self.remember_looking), LAST_WORDS)
            except TimeoutError:
                self.say_at_the_end("saved; it is committed the next time tuiwork runs")
            except TuiworkError as error:
                self.say_at_the_end(error.message)
        self.exit(0)


def _warm_up() -> None:
    """Load what keys would have to wait for, and the first unusual date."""
    load_all()
    import dateparser  # noqa: F401

    import tuiwork.tui.planning.goals
    import tuiwork.tui.undo_list  # noqa: F401

    keep_all()


def open_screens(start: Path, today: date | None = None) -> int:
    """Open the workspace around `start` on the terminal, then those that the person goes to from
    there; the exit code when they leave."""
    import sys

    task = None
    while True:
        app = TuiworkApp(partial(_session, start, today), read_setup(), task)
        code = app.run(mouse=app.setup.mouse)
        if app.parting_words:
            with suppress(OSError):
                sys.stderr.write(f"tuiwork: {safe(app.parting_words, multiline=True)}\n")
        if app.goes_on_in is None:
            return app.return_code or code or 0
        start, task = app.goes_on_in, app.goes_to


def _session(start: Path, today: date | None) -> Session:
    from tuiwork.session import Session

    return Session(start, today)
