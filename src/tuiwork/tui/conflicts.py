"""The conflict screen: values that two people changed at once, each chosen by one key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.content import Content

from tuiwork.errors import NoWorkspace, TuiworkError
from tuiwork.model.change import Change
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.session import Session
from tuiwork.session.tracing import Sides, find_sides
from tuiwork.sync.git.repository import Repository
from tuiwork.text import toml
from tuiwork.text.merging.conflicts import DELETED, NOTES, Conflict, kept_values
from tuiwork.text.merging.resolve import Choice
from tuiwork.text.merging.words import NOTHING, words_of
from tuiwork.tui.conflict_text import conflict_lines, field_name
from tuiwork.tui.keys import (
    ANYWHERE,
    CONFLICT_KEYS,
    CONFLICT_LIST_KEYS,
    EVERY_KEY,
    PART_KEYS,
    Key,
    bindings,
)
from tuiwork.tui.parts import Part
from tuiwork.tui.side_screen import SideScreen
from tuiwork.tui.typing_ahead import asks
from tuiwork.tui.widgets.ask import Ask
from tuiwork.tui.widgets.columns import Line, cut
from tuiwork.tui.widgets.lines import Lines
from tuiwork.tui.widgets.rows import Row, State
from tuiwork.verbs.resolving import choose_seen, read_value

EMPTY = "All is well: no value is in conflict.\n\nWhat two people change at once waits here."


class ConflictLines(Lines, inherit_bindings=False):
    """The list of them; letters choose here, so that arrows alone move."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings(CONFLICT_LIST_KEYS))


class ConflictScreen(SideScreen):
    """The kept values at the left, the one under the cursor at the right with both its sides."""

    PART = Part.CONFLICTS
    EMPTY = EMPTY
    KEYS: ClassVar[tuple[Key, ...]] = (
        *CONFLICT_KEYS,
        EVERY_KEY["conflict.open"],
        *(EVERY_KEY[id_] for id_ in ("change.undo", "change.redo")),
        *PART_KEYS,
        *ANYWHERE,
    )
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(KEYS))
    TELLS_CONFLICTS = True

    def __init__(self, signs: Mapping[str, str]) -> None:
        super().__init__("Conflicts", signs)
        self._found: dict[str, Conflict] = {}
        self._sides: dict[str, Sides] = {}

    def make_list(self) -> Lines:
        return ConflictLines(self._draw, row_height=2, can_mark=False, signs=self.signs, id="rows")

    @property
    def current(self) -> Conflict | None:
        """The conflict under the cursor."""
        return self._found.get(self.rows_list.key or "")

    # Showing

    async def find_rows(self) -> Sequence[Row]:
        workspace = self.work_app.workspace
        conflicts = await self.work_app.desk.look(lambda: kept_values(workspace))
        self._found = {_key(workspace, one): one for one in conflicts}
        self.heading = f"Conflicts  {len(conflicts)}" if conflicts else "Conflicts"
        self.show_top()
        self.tell_sides()
        return [Row(key, self._told(workspace, one)) for key, one in self._found.items()]

    @work(exclusive=True, group="sides", exit_on_error=False)
    async def tell_sides(self) -> None:
        """Find out who set the values, and show that, too."""
        app, found = self.work_app, dict(self._found)
        workspace = app.workspace
        unknown = [key for key, one in found.items() if not _is_told(self._sides.get(key), one)]
        if not unknown:
            return
        repo: Repository | None = None
        try:
            repo = await app.desk.run(app.desk.session.repository)
        except NoWorkspace:
            repo = None
        conflicts = [found[key] for key in unknown]
        sides = await app.desk.ponder(lambda: find_sides(repo, workspace, conflicts))
        self._sides |= dict(zip(unknown, sides, strict=True))
        self.rows_list.show(
            [Row(key, self._told(workspace, one)) for key, one in self._found.items()]
        )
        self.show_behind()

    def _told(self, workspace: Workspace, conflict: Conflict) -> tuple[str, str, str]:
        """The title, the field and who, as a row shows them."""
        document = workspace.documents.get(conflict.path)
        sides = self._sides.get(_key(workspace, conflict))
        by = [sides.kept_by, sides.other_by] if sides else [None, conflict.by]
        who = " and ".join(dict.fromkeys(one for one in by if one))
        field = field_name(document.kind if document else None, conflict.field)
        return document.title if document else conflict.path, field, who

    def _draw(self, row: Row, width: int, _: State) -> Sequence[Line]:
        title, field, who = row.value
        sign = self.signs["conflict"]
        return [
            cut([(f"{sign} ", "today"), (title, "strong")], width, self.signs["cut"]),
            cut([(f"  {field}", "accent"), (f"  {who}", "dim")], width, self.signs["cut"]),
        ]

    async def lines_behind(self, key: str, width: int) -> Sequence[Content]:
        conflict = self._found.get(key)
        if conflict is None:
            return ()
        workspace, now = self.work_app.workspace, self.work_app.actor.now
        known = self._sides.get(key)
        sides = known if _is_told(known, conflict) and known else Sides(
            conflict, other_by=conflict.by, other_at=conflict.at
        )  # fmt: skip
        return await self.work_app.desk.look(
            lambda: conflict_lines(workspace, sides, now, width, self.signs)
        )

    # What the keys do

    def action_keep(self) -> None:
        self._choose("kept")

    def action_take(self) -> None:
        self._choose("other")

    def _choose(self, choice: Choice) -> None:
        conflict = self.current
        if conflict is not None:
            self.work_app.do(choose_seen, conflict, choice)

    @asks
    async def action_third(self) -> None:
        conflict = self.current
        if conflict is None:
            return
        if conflict.field == DELETED:
            self.work_app.tell("It stays or it goes: there is no third way.")
        elif conflict.field == NOTES:
            await self.work_app.edit_notes_of(conflict)
        else:
            await self._ask_third(conflict)

    async def _ask_third(self, conflict: Conflict) -> None:
        """Ask for a value; one that will not do is asked for again, and kept."""
        workspace = self.work_app.workspace
        document = workspace.documents.get(conflict.path)
        kind = document.kind if document else None
        shown = words_of(kind, conflict)[0]
        words, problem = "" if shown == NOTHING else shown, ""
        name = field_name(kind, conflict.field)
        while True:
            ask = Ask(name[:1].upper() + name[1:], words, problem=problem, accept="write")
            answer = await self.app.push_screen_wait(ask)
            if answer is None:
                return
            words = answer
            try:
                await self.work_app.carry_out(_third(conflict, words))
            except TuiworkError as error:
                problem = error.message
            else:
                return

    @on(Lines.Opened, "#rows")
    def action_open(self) -> None:
        conflict = self.current
        document = self.work_app.workspace.documents.get(conflict.path) if conflict else None
        screen = self.work_app.work_screen
        if isinstance(document, Task) and screen is not None:
            self.dismiss(None)
            screen.look_for(document)
        elif document is not None:
            self.work_app.tell(f"It lies in {document.path}")

    def action_undo(self) -> None:
        self.work_app.take_back(redo=False)

    def action_redo(self) -> None:
        self.work_app.take_back(redo=True)


def _third(conflict: Conflict, words: str) -> Any:
    def do(session: Session) -> Change:
        workspace = session.workspace
        actor = session.actor()
        value = read_value(workspace, actor, conflict, words)
        return session.do(choose_seen, conflict, "value", value=value)

    return do


def _key(workspace: Workspace, conflict: Conflict) -> str:
    document = workspace.documents.get(conflict.path)
    name = document.id if isinstance(document, Task) else conflict.path
    return f"{name} {conflict.field} {toml.canonical(conflict.other)}"


def _is_told(sides: Sides | None, conflict: Conflict) -> bool:
    """Whether it is known who set these very values."""
    return sides is not None and toml.canonical(sides.conflict.kept) == toml.canonical(
        conflict.kept
    )
