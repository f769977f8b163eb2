"""What is the person's own: their config, the theme they pick, their other workspaces, the tour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import work
from textual.app import SuspendNotSupported

from tuiwork.errors import NoWorkspace, TuiworkError
from tuiwork.text.clean import safe
from tuiwork.tui.core import COMPLAINED, Core
from tuiwork.tui.setup import read_setup
from tuiwork.tui.themes import theme_name
from tuiwork.tui.tour import TOUR, Tour
from tuiwork.tui.typing_ahead import asks
from tuiwork.tui.widgets.pick import Choice, Pick

if TYPE_CHECKING:
    from textual.dom import DOMNode


class Personal(Core):
    """The part of the app that is each person's own."""

    tour: Tour | None = None
    _has_begun = False

    def on_mount(self) -> None:
        self._has_begun = True

    def greet(self) -> None:
        """Say, once the workspace is open, what is wrong in the config; begin a first tour."""
        self._tell_of_problems()
        if self.setup.tour:
            self.begin_tour()

    def _tell_of_problems(self) -> None:
        count = len(self.setup.problems)
        if count:
            words = "1 problem" if count == 1 else f"{count} problems"
            self.notify(
                safe(f"{words} in {self.setup.config_path}; {self.key_of('app.problems')} shows"),
                severity="warning",
                markup=False,
                timeout=COMPLAINED,
            )

    # The config

    @work(exit_on_error=False)
    async def action_config(self) -> None:
        """Edit the config, and take over what changed; mouse and signs change with the next run."""
        await self.edit_config()

    async def edit_config(self) -> None:
        """Have the person edit their config in the editor."""
        from tuiwork.config import edit_config

        try:
            with self.suspend():
                changed = edit_config()
        except SuspendNotSupported:
            self.complain(TuiworkError("the editor needs a terminal of its own"))
            return
        except TuiworkError as error:
            self.complain(error)
            return
        finally:
            self.refresh()
        if changed:
            old = set(self.setup.problems)
            self.take_setup(read_setup())
            kept = [problem for problem in self.problems if problem not in old]
            self.problems = [*self.setup.problems, *kept]
            self.show_workspace()
            self._tell_of_problems()

    def watch_theme(self, theme: str) -> None:
        """Remember a theme that the person picked."""
        if self._has_begun and theme != theme_name(self.setup.theme):
            from tuiwork.remembered import remember

            remember(theme=theme, instead_of=self.setup.configured)

    # The other workspaces

    @asks
    async def action_workspaces(self) -> None:
        """Leave for another workspace, when all that is saved here is committed."""
        from tuiwork.store.local import find_root

        if not self.setup.workspaces:
            self.tell(f"No other workspace is known; [workspaces] in {self.setup.config_path} can.")
            return
        here = self.desk.session.root if self.is_open else None
        choices = [Choice(name, name, str(path)) for name, path in self.setup.workspaces.items()]
        at = next((name for name, path in self.setup.workspaces.items() if path == here), None)
        name = await self.push_screen_wait(Pick("Go to the workspace", choices, at=at))
        if name is None:
            return
        path = self.setup.workspaces[name]
        try:
            root = find_root(path)
        except NoWorkspace as error:
            self.complain(error)
            return
        if root != here:
            self.goes_on_in = root
            await self.leave()

    async def leave(self) -> None:
        """Leave the screens; the app says how."""
        raise NotImplementedError

    # The tour

    def begin_tour(self) -> None:
        """Show the first step of the tour."""
        self._show_tour(TOUR)

    def action_tour(self) -> None:
        """Begin the tour, again."""
        self.begin_tour()

    def action_tour_next(self) -> None:
        """Go on without having done what the step says."""
        if self.tour is not None:
            self._show_tour(self.tour.next)

    def end_tour(self) -> None:
        """Take the tour away."""
        self._show_tour(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the next step only while there is one."""
        if action == "tour_next":
            return self.tour is not None
        return super().check_action(action, parameters)

    async def run_action(
        self,
        action: Any,
        default_namespace: DOMNode | None = None,
        namespaces: Any = None,
    ) -> bool:
        """Run an action, and let the tour see it."""
        done = await super().run_action(action, default_namespace, namespaces)
        if done and self.tour is not None:
            name = action if isinstance(action, str) else action[1]
            after = self.tour.seen(name.partition("(")[0].rpartition(".")[2])
            if after is not self.tour:
                self._show_tour(after)
        return done

    def _show_tour(self, tour: Tour | None) -> None:
        if tour is None and self.tour is not None:
            from tuiwork.remembered import remember

            remember(tour_seen=True)
        self.tour = tour
        screen = self.work_screen
        if screen is not None:
            screen.show_tour(tour)
