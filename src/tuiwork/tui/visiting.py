"""Going from view to view, and remembering when the person last looked at what others did."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from tuiwork.tui.desk import Lane
from tuiwork.tui.finding import Finding
from tuiwork.tui.later import home
from tuiwork.tui.parts import PLAN, TEAM, Part
from tuiwork.tui.reviewing import Reviewing
from tuiwork.tui.side_screen import SideScreen
from tuiwork.tui.symbols import symbols
from tuiwork.tui.view import View
from tuiwork.tui.work import WorkScreen

if TYPE_CHECKING:
    from pathlib import Path

    from textual.dom import DOMNode

    from tuiwork.session.visiting import OtherDay
    from tuiwork.tui.app import TuiworkApp
    from tuiwork.tui.home import Seen


class Visiting(Finding, Reviewing):
    """The part of the app that knows its views. The Work view lies below all others."""

    other_days: tuple[OtherDay, ...] = ()
    home_seen: Seen | None = None
    _elsewhere: Lane | None = None
    _looked: datetime | None = None
    _has_read = False
    _has_looked = False

    def action_work(self) -> None:
        """Back to the Work view."""
        while len(self.screen_stack) > 1 and not isinstance(self.screen, WorkScreen):
            self.pop_screen()

    def action_home(self) -> None:
        """To Home."""
        if not self.is_open or isinstance(self.screen, home.HomeScreen):
            return
        self._has_looked = True
        self.action_work()
        signs = symbols(ascii_only=self.setup.ascii_only)
        self.push_screen(home.HomeScreen(signs))

    def action_plan(self) -> None:
        """To the part of Plan that was shown last."""
        self._visit(PLAN)

    def action_team(self) -> None:
        """To the part of Team that was shown last."""
        self._visit(TEAM)

    def action_activity(self) -> None:
        """To what happened."""
        self.action_work()
        self.show_past()

    def _visit(self, view: tuple[Part, ...]) -> None:
        part = self.part_of(view)
        if part is None:
            return
        if not isinstance(self.screen, SideScreen):
            self.action_work()
        self.show_part(part)

    async def look_ahead(self) -> None:
        look_ahead = await self.desk.ponder(lambda: home.look_ahead)
        await look_ahead(cast("TuiworkApp", self))

    async def look_elsewhere(self) -> None:
        """Find out about the person's day in their other workspaces; nothing here waits for it."""
        if not self.is_open or not self.setup.merged:
            return
        from tuiwork.session.visiting import days_elsewhere

        self._elsewhere = self._elsewhere or Lane("tuiwork-elsewhere")
        session, workspaces = self.desk.session, self.setup.merged
        found = await self._elsewhere.run(lambda: days_elsewhere(workspaces, session))
        self.other_days = tuple(found)

    async def go_elsewhere(self, root: Path, task: str | None = None) -> None:
        """Leave for another workspace, for this task there."""
        self.goes_on_in, self.goes_to = root, task
        await self.leave()

    async def run_action(
        self,
        action: Any,
        default_namespace: DOMNode | None = None,
        namespaces: Any = None,
    ) -> bool:
        """Run an action, or say in a sentence why it cannot be done here."""
        if isinstance(self.screen, View):
            name = action if isinstance(action, str) else action[1]
            why_not = self.screen.why_not(name.partition("(")[0].rpartition(".")[2])
            if why_not is not None:
                self.tell(why_not)
                return True
        return await super().run_action(action, default_namespace, namespaces)

    async def leave(self) -> None:
        """Leave the screens; the app says how."""
        raise NotImplementedError

    def last_looked(self) -> datetime | None:
        """When the person saw Home before this run; it reads a file, once."""
        if not self._has_read:
            self._has_read = True
            with suppress(OSError, ValueError):
                written = self._looked_file.read_text().strip()
                self._looked = datetime.fromisoformat(written).astimezone(UTC)
        return self._looked

    def remember_looking(self) -> None:
        """Note, for the next time, that the person saw at Home what others did."""
        if self._has_looked:
            with suppress(OSError):
                self._looked_file.write_text(datetime.now(UTC).isoformat(timespec="seconds"))

    @property
    def _looked_file(self) -> Path:
        return self.desk.session.local.state / "looked"
