"""The command palette: every key of the Work view, and every place, found by a few letters."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from tuiwork.text.clean import safe
from tuiwork.tui.content import plain
from tuiwork.tui.keys import WORK_KEYS
from tuiwork.tui.places import place_title
from tuiwork.tui.widgets.fuzzy import match

if TYPE_CHECKING:
    from tuiwork.tui.app import TuiworkApp
    from tuiwork.tui.side_screen import SideScreen
    from tuiwork.tui.work import WorkScreen


class _Command(NamedTuple):
    label: str
    hint: str
    action: str = ""
    place: str = ""


class WorkCommands(Provider):
    """The actions of the Work view and the ways to its places."""

    async def discover(self) -> Hits:
        for command in self._actions():
            yield DiscoveryHit(
                _shown(command, ()), self._runner(command), text=safe(command.label), help=None
            )

    async def search(self, query: str) -> Hits:
        for command in (*self._actions(), *self._places()):
            hit = match(query, command.label)
            if hit is not None:
                yield Hit(
                    hit.score,
                    _shown(command, hit.offsets),
                    self._runner(command),
                    text=safe(command.label),
                    help=None,
                )

    def _actions(self) -> Iterable[_Command]:
        for key in WORK_KEYS:
            if key.id != "app.palette":
                yield _Command(key.label, self._app.setup.keymap.word(key.id), key.action)

    def _places(self) -> Iterable[_Command]:
        screen = self._work
        for key in (row.key for row in screen.places_list.rows if not row.header):
            title = place_title(screen.workspace, key)
            yield _Command(f"Go to {title}", "", place=key)

    @property
    def _app(self) -> TuiworkApp:
        return self._work.work_app

    @property
    def _work(self) -> WorkScreen:
        from tuiwork.tui.work import WorkScreen

        assert isinstance(self.screen, WorkScreen)
        return self.screen

    def _runner(self, command: _Command) -> Callable[[], Any]:
        if command.place:
            return partial(self._work.go, command.place)
        return partial(self._work.run_action, command.action)


class SideCommands(WorkCommands):
    """The actions of a screen beside the Work view."""

    def _actions(self) -> Iterable[_Command]:
        for key in self._side.KEYS:
            if key.id != "app.palette":
                word = self._side.work_app.setup.keymap.word(key.id)
                yield _Command(key.label, word, key.action)

    def _places(self) -> Iterable[_Command]:
        return ()

    @property
    def _side(self) -> SideScreen:
        from tuiwork.tui.side_screen import SideScreen

        assert isinstance(self.screen, SideScreen)
        return self.screen

    def _runner(self, command: _Command) -> Callable[[], Any]:
        return partial(self._side.run_action, command.action)


def _shown(command: _Command, offsets: Iterable[int]) -> Content:
    label = plain(command.label)
    for offset in offsets:
        label = label.stylize("bold $focus", offset, offset + 1)
    return Content.assemble(label, "  ", (command.hint, "$dim")) if command.hint else label
