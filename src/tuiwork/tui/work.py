"""The Work view: moving about in its panes, filtering, and the keys that act on no task."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from tuiwork.model.task import Task
from tuiwork.tui.arranging import Arranging
from tuiwork.tui.bottom_line import BottomLine
from tuiwork.tui.detail import Detail
from tuiwork.tui.field_verbs import FieldVerbs
from tuiwork.tui.filter_bar import FilterBar
from tuiwork.tui.keys import WORK_KEYS, Key, bindings
from tuiwork.tui.palette import WorkCommands
from tuiwork.tui.places import PROBLEMS, is_folder
from tuiwork.tui.selection import layout_of
from tuiwork.tui.task_pane import TaskPane
from tuiwork.tui.tour import Tour, card_text, card_title
from tuiwork.tui.tour_card import TourCard
from tuiwork.tui.widgets.lines import Lines


class WorkScreen(Arranging, FieldVerbs):
    """The screen with all its keys."""

    BINDING_GROUP_TITLE = "Everywhere"
    KEYS: ClassVar[tuple[Key, ...]] = WORK_KEYS
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(KEYS))
    COMMANDS: ClassVar = {WorkCommands}

    def compose(self) -> ComposeResult:
        yield from super().compose()
        yield TourCard()

    # Panes

    @on(TaskPane.CursorMoved)
    def _task_changed(self) -> None:
        self.show_task()

    @on(TaskPane.MarksChanged)
    def _marks_changed(self) -> None:
        self.show_heading()
        self.show_hints()

    @on(Lines.CursorMoved, "#places")
    def _place_changed(self, event: Lines.CursorMoved) -> None:
        if event.key is None or event.key in (self.look.place, PROBLEMS):
            return
        self.tasks_list.mark(())
        layout = layout_of(self.workspace, event.key) or self.look.layout
        self.look_at(replace(self.look, place=event.key, layout=layout, shifted=0))

    @on(Lines.Opened, "#places")
    def _place_opened(self, event: Lines.Opened) -> None:
        if event.key == PROBLEMS:
            self.action_problems()
        elif is_folder(self.workspace, event.key):
            self.fold(self.folded ^ {event.key})
        else:
            self._enter_tasks()

    @on(TaskPane.Opened)
    def _task_opened(self) -> None:
        self._enter_detail()

    def _enter_tasks(self) -> None:
        self.remove_class("-places", "-detail")
        self.tasks_list.focus()

    def _enter_detail(self) -> None:
        if self.current is not None:
            self.add_class("-detail")
            self.detail.enter()

    def _enter_places(self) -> None:
        self.add_class("-places")
        self.places_list.focus()

    @property
    def _in_places(self) -> bool:
        return self.focused is self.places_list

    @property
    def _in_detail(self) -> bool:
        return self.detail.has_focus_within

    def action_into(self) -> None:
        place = self.places_list.key or ""
        if self._in_places and place in self.folded:
            self.fold(self.folded - {place})
        elif self._in_places:
            self._enter_tasks()
        else:
            self._enter_detail()

    def action_out(self) -> None:
        place = self.places_list.key or ""
        if self._in_detail:
            self._enter_tasks()
        elif not self._in_places:
            self._enter_places()
        elif is_folder(self.workspace, place) and place not in self.folded:
            self.fold(self.folded | {place})
        elif place.count("/") > 1:
            self.places_list.move_to(place.rpartition("/")[0])

    async def action_quit(self) -> None:
        if self._in_detail or (self._in_places and self.has_drawer):
            self._enter_tasks()
        elif self.look.filter:
            self.filter_bar.write("")
        else:
            await self.work_app.leave()

    def key_escape(self) -> None:
        """Back to the tasks; there, away with the filter."""
        if self._in_detail or self._in_places:
            self._enter_tasks()
        elif self.look.filter:
            self.filter_bar.write("")
        else:
            self.work_app.end_tour()

    def go(self, place: str) -> None:
        """Look at another place."""
        if place == PROBLEMS:
            self.action_problems()
            return
        self.fold(frozenset(one for one in self.folded if not place.startswith(f"{one}/")))
        self.places_list.move_to(place)

    def on_descendant_focus(self) -> None:
        self.show_hints()

    def on_resize(self) -> None:
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        self.show_hints()
        if self.is_current and self.focused is None:
            self._enter_tasks()

    # Filtering

    def action_filter(self) -> None:
        self.remove_class("-places", "-detail")
        self.filter_bar.open()

    @on(FilterBar.Changed)
    def _filter_changed(self, event: FilterBar.Changed) -> None:
        self.look_at(replace(self.look, filter=event.query))

    def action_closed(self) -> None:
        self.look_at(replace(self.look, closed=not self.look.closed))

    # The rest

    @on(Detail.Ticked)
    def _tick(self, event: Detail.Ticked) -> None:
        self.tick(event.task_id, event.number)

    def show_tour(self, tour: Tour | None) -> None:
        """Show a step of the tour, or none."""
        card = self.query_one(TourCard)
        if tour is None:
            card.hide()
            return
        key_of = self.work_app.key_of
        hint = f"{key_of('tour.next')} next · esc end"
        card.show(card_title(tour), card_text(tour, key_of, self._signs["done"]), hint)

    def look_for(self, task: Task) -> None:
        """Look at a task where it lies, whatever was looked at before."""
        self.filter_bar.write("")
        self.go(task.folder)
        closed = self.look.closed or not self.workspace.is_open(task)
        self.look_at(replace(self.look, place=task.folder, filter="", closed=closed))
        self.want(task.id)

    def show_hints(self) -> None:
        """Show the keys that work here."""
        active = self.active_bindings
        if self.filter_bar.has_focus_within:
            active = {key: one for key, one in active.items() if one.node is not self}
        self.query_one(BottomLine).show(active, self.app.get_key_display)
