"""The command palette: every key of the view, and every place, found by a few letters."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from tuiwork.text.clean import safe
from tuiwork.tui.content import plain
from tuiwork.tui.places import place_title
from tuiwork.tui.widgets.fuzzy import match

if TYPE_CHECKING:
    from tuiwork.tui.view import View
    from tuiwork.tui.work import WorkScreen

PALETTE = "app.palette"


class _Command(NamedTuple):
    label: str
    hint: str
    run: Callable[[], Any]


class ViewCommands(Provider):
    """The actions of a view."""

    async def discover(self) -> Hits:
        for command in self._actions():
            yield DiscoveryHit(
                _shown(command, ()), command.run, text=safe(command.label), help=None
            )

    async def search(self, query: str) -> Hits:
        for command in (*self._actions(), *self._places()):
            hit = match(query, command.label)
            if hit is not None:
                yield Hit(
                    hit.score,
                    _shown(command, hit.offsets),
                    command.run,
                    text=safe(command.label),
                    help=None,
                )

    def _actions(self) -> Iterable[_Command]:
        view = self._view
        for key in view.KEYS:
            if key.id != PALETTE:
                word = view.work_app.setup.keymap.word(key.id)
                yield _Command(key.label, word, partial(view.run_action, key.action))

    def _places(self) -> Iterable[_Command]:
        return ()

    @property
    def _view(self) -> View:
        from tuiwork.tui.view import View

        assert isinstance(self.screen, View)
        return self.screen


class WorkCommands(ViewCommands):
    """The actions of the Work view and the ways to its places."""

    def _places(self) -> Iterable[_Command]:
        work = self._work
        for key in (row.key for row in work.places_list.rows if not row.header):
            title = place_title(work.workspace, key)
            yield _Command(f"Go to {title}", "", partial(work.go, key))

    @property
    def _work(self) -> WorkScreen:
        from tuiwork.tui.work import WorkScreen

        assert isinstance(self.screen, WorkScreen)
        return self.screen


def _shown(command: _Command, offsets: Iterable[int]) -> Content:
    label = plain(command.label)
    for offset in offsets:
        label = label.stylize("bold $focus", offset, offset + 1)
    return Content.assemble(label, "  ", (command.hint, "$dim")) if command.hint else label
