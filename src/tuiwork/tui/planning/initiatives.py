"""The initiatives of the workspace: a list with the page of each behind it, and what all tell."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from tuiwork.insight.initiatives.portfolio import Portfolio, Step, claims, focus, portfolio
from tuiwork.insight.initiatives.standing import Standing
from tuiwork.model.initiative import Initiative
from tuiwork.model.workspace import Workspace
from tuiwork.tui.content import plain, put
from tuiwork.tui.keys import ANYWHERE, BEHIND_KEYS, EVERY_KEY, PART_KEYS, Key, bindings
from tuiwork.tui.parts import Part
from tuiwork.tui.planning.initiative_keys import INITIATIVE_KEYS, INITIATIVE_LIST_KEYS
from tuiwork.tui.planning.initiative_lines import head_line, header_words, row_line
from tuiwork.tui.planning.initiative_rows import (
    HORIZONS,
    Grouping,
    Head,
    Shown,
    brief,
    chosen,
    full,
    rows_of,
)
from tuiwork.tui.planning.initiative_text import page_lines
from tuiwork.tui.planning.initiative_verbs import InitiativeVerbs
from tuiwork.tui.planning.portfolio_text import group_lines
from tuiwork.tui.ways import Way, quoted
from tuiwork.tui.widgets.columns import Line
from tuiwork.tui.widgets.lines import Lines
from tuiwork.tui.widgets.rows import Row, State

SOON = 0.03
"""Seconds in which the rows come to the screen."""
FEW = 5
"""Initiatives that are worked out before the rows are shown; of more it is told a moment later."""
EMPTY = (
    "No initiative in this time.\n\n"
    "{add} writes one down: a title is enough. {horizon} looks farther ahead, and back."
)


class InitiativeLines(Lines):
    """The list of them; Enter shows the tasks."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings(INITIATIVE_LIST_KEYS))


class InitiativeList(InitiativeVerbs):
    """The initiatives in their groups at the left, the page of one, or a group, at the right."""

    PART = Part.INITIATIVES
    CAN_ENTER = True
    KEYS: ClassVar[tuple[Key, ...]] = (
        *INITIATIVE_KEYS,
        *(EVERY_KEY[id_] for id_ in ("plan.lens", "change.undo", "change.redo")),
        *PART_KEYS,
        *BEHIND_KEYS,
        *ANYWHERE,
    )
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(KEYS))

    def __init__(self, signs: Mapping[str, str]) -> None:
        super().__init__("Initiatives", signs)
        self._known: dict[str, tuple[Initiative, Shown]] = {}
        self._found: dict[str, Standing] = {}
        self._portfolio: Portfolio | None = None
        self._of: Workspace | None = None

    def make_list(self) -> Lines:
        key = self.work_app.key_of
        words = EMPTY.format(add=key("initiative.add"), horizon=key("initiative.horizon"))
        self.empty_words = words
        return InitiativeLines(self._draw, can_mark=False, signs=self.signs, id="rows")

    def above(self) -> ComposeResult:
        yield Static(id="told")

    @property
    def current(self) -> Initiative | None:
        return self.workspace.initiatives.get(self.rows_list.key or "")

    @property
    def _look(self) -> tuple[Grouping, str]:
        """How the person looks at them: by what, and how far ahead."""
        kept = self.work_app.looks.get(self.PART)
        return (Grouping(kept[0]), kept[1]) if kept else (Grouping.STAGE, next(iter(HORIZONS)))

    # Showing

    async def find_rows(self) -> Sequence[Row]:
        workspace, today = self.workspace, self.actor.today
        if workspace is not self._of:
            self._of, self._portfolio = workspace, None
            self._found = {
                slug: Standing(workspace, one, today) for slug, one in workspace.initiatives.items()
            }
            self._known |= await self.work_app.desk.look(self._changed)
            self.work_out()
        left_at = self.work_app.left_at
        rows, aim = self._rows(), left_at.get(self.PART, "")
        if aim in self._found and all(row.key != aim for row in rows):
            self.work_app.looks[self.PART] = (self._look[0], "")
            rows = self._rows()
        if all(row.key != aim for row in rows):
            shown = (row.key for row in rows if isinstance(row.value, Shown))
            left_at[self.PART] = next(shown, "")
        self._say()
        return rows

    def _rows(self) -> list[Row]:
        grouping, horizon = self._look
        rows = chosen(self._found.values(), horizon, self.actor.today)
        return list(rows_of(rows, grouping, {slug: one for slug, (_, one) in self._known.items()}))

    def _changed(self) -> dict[str, tuple[Initiative, Shown]]:
        """What the rows show of initiatives that are not as they were: of a few everything."""
        changed = {
            slug: here
            for slug, here in self._found.items()
            if slug not in self._known or self._known[slug][0] is not here.initiative
        }
        tell = full if len(changed) <= FEW else brief
        return {slug: (here.initiative, tell(here)) for slug, here in changed.items()}

    @work(exclusive=True, group="standing", exit_on_error=False)
    async def work_out(self) -> None:
        """Work out how all of them stand, once the rows are on the screen, and show that, too."""
        workspace, today = self.workspace, self.actor.today

        def job() -> tuple[Portfolio, dict[str, tuple[Initiative, Shown]]]:
            found = portfolio(workspace, today)
            told = {here.initiative.slug: (here.initiative, full(here)) for here in found.rows}
            return found, told

        await asyncio.sleep(SOON)
        found, told = await self.work_app.desk.look(job)
        if workspace is self._of:
            self._portfolio, self._known = found, told
            self.rows_list.show(self._rows())
            self.rows_list.redraw()
            self.show_behind()

    def _say(self) -> None:
        """Say above the list how many run, what they claim, and how one looks at them."""
        grouping, horizon = self._look
        looks = (HORIZONS[horizon], str(grouping))
        words = header_words(focus(self.workspace), claims(self.workspace), looks)
        put(self.query_one("#told", Static), plain(words))

    def _draw(self, row: Row, width: int, _: State) -> Sequence[Line]:
        if isinstance(row.value, Head):
            return [head_line(row.value, self._step(row.value), width, self.signs)]
        assert isinstance(row.value, Shown)
        by_stage = self._look[0] is Grouping.STAGE
        ascii_only = self.work_app.setup.ascii_only
        return [row_line(row.value, width, self.signs, stage=not by_stage, ascii_only=ascii_only)]

    def _step(self, head: Head) -> Step | None:
        """The step of the funnel that a group is."""
        steps = self._portfolio.funnel if self._portfolio else ()
        return next((step for step in steps if step.stage == head.name), None)

    async def lines_behind(self, key: str, width: int) -> Sequence[Content]:
        workspace, today = self.workspace, self.actor.today
        look = self.work_app.desk.look
        row = next((row for row in self.rows_list.rows if row.key == key), None)
        if row is not None and isinstance(row.value, Head):
            head, grouping, found = row.value, self._look[0], self._portfolio
            return await look(
                lambda: group_lines(
                    head, grouping, found or portfolio(workspace, today), claims(workspace), width
                )
            )
        here = self._found.get(key)
        if here is None:
            return ()
        ascii_only = self.work_app.setup.ascii_only
        return await look(lambda: page_lines(here, width, self.signs, ascii_only=ascii_only))

    def look_for(self, name: str) -> None:
        self.work_app.left_at[self.PART] = name
        self._is_shown = False
        self.show_rows()

    # What the keys do

    def _turn(self, grouping: Grouping, horizon: str) -> None:
        """Look at them in another way."""
        self.work_app.looks[self.PART] = (grouping, horizon)
        self.rows_list.show(self._rows())
        self.rows_list.redraw()
        self._say()
        self.show_behind()

    def action_group(self) -> None:
        grouping, horizon = self._look
        ways = list(Grouping)
        self._turn(ways[(ways.index(grouping) + 1) % len(ways)], horizon)

    def action_horizon(self) -> None:
        grouping, horizon = self._look
        spans = list(HORIZONS)
        self._turn(grouping, spans[(spans.index(horizon) + 1) % len(spans)])

    @on(Lines.Opened, "#rows")
    @work(exit_on_error=False)
    async def action_open(self) -> None:
        row = self.rows_list.row
        if row is None:
            return
        slugs = row.value.ids if isinstance(row.value, Head) else (row.key,)
        tasks = [task for slug in slugs for task in self._found[slug].tasks]
        if not tasks:
            self.work_app.tell("No task is linked; the field initiative of a task does that.")
        elif all(task.text("initiative") for task in tasks):
            names = ",".join(map(quoted, slugs))
            self.work_app.action_work()
            await self.work_app.go_to(Way(filter=f"initiative:{names}"))
        else:
            await self.work_app.see_tasks(task.id for task in tasks)

    def action_lens(self) -> None:
        self.action_open()

    def action_into(self) -> None:
        if self.rows_list.key is not None:
            self.show_in(True)

    def action_out(self) -> None:
        if self.is_in:
            self.show_in(False)
