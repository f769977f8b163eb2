"""Finding anywhere: one question from every place, and the way to what was chosen."""

from __future__ import annotations

from dataclasses import replace

from textual.widgets import Input

from tuiwork.tui.elsewhere import Elsewhere
from tuiwork.tui.later import find_screen
from tuiwork.tui.look import Layout
from tuiwork.tui.places import exists
from tuiwork.tui.selection import layout_of
from tuiwork.tui.symbols import symbols
from tuiwork.tui.typing_ahead import asks
from tuiwork.tui.ways import Way, way_to
from tuiwork.tui.work_view import WorkView


class Finding(Elsewhere):
    """The part of the app that finds things and goes there."""

    _finder: find_screen.Finder | None = None

    @asks
    async def find_anywhere(self) -> None:
        """Ask what to find, and go there."""
        finder = self._finder = self._finder or find_screen.Finder(self.desk)
        signs = symbols(ascii_only=self.setup.ascii_only)
        chosen = await self.push_screen_wait(find_screen.FindScreen(finder, signs, self.key_of))
        await finder.rest()
        if isinstance(chosen, str):
            await self.go_to(Way(filter=chosen))
        elif chosen is not None:
            await self.go_to(way_to(self.workspace, chosen))

    async def go_to(self, way: Way) -> None:
        """Go where a way leads: in the Work view, or in the editor."""
        if way.path is not None:
            await self.edit_file(way.path)
            return
        view = self.work_screen
        if view is None or not exists(self.workspace, way.place):
            self.tell("It is gone by now.")
            return
        _turn(view, way)
        await view.shown()
        there = way.task is not None and view.tasks_list.move_to(way.task)
        if there and (view.has_class("-narrow") or view.has_class("-normal")):
            view.add_class("-detail")
            view.detail.focus()


def _turn(view: WorkView, way: Way) -> None:
    """Have the Work view look where a way leads."""
    view.remove_class("-places", "-detail")
    view.tasks_list.mark(())
    view.tasks_list.focus()
    layout = layout_of(view.workspace, way.place) or view.look.layout
    if way.task is not None:
        layout = Layout.LIST
    with view.prevent(Input.Changed):
        view.filter_bar.write(way.filter)
    view.look_at(
        replace(
            view.look,
            place=way.place,
            filter=way.filter,
            closed=way.closed,
            layout=layout,
            folded=frozenset(),
            shifted=0,
        )
    )
    view.fold(frozenset(one for one in view.folded if not way.place.startswith(f"{one}/")))
    view.places_list.move_to(way.place)
