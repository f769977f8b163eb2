"""The log of the exchanges with the team: when, how much went each way, how each ended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from tuiwork.sync.exchanged import Exchange, how_it_ended
from tuiwork.tui.conflict_text import moment
from tuiwork.tui.keys import ANYWHERE, BEHIND_KEYS, PART_KEYS, Key, bindings
from tuiwork.tui.pane_text import led, wrapped
from tuiwork.tui.parts import Part
from tuiwork.tui.side_screen import SideScreen
from tuiwork.tui.sync_words import in_keys
from tuiwork.tui.widgets.columns import Column, Line, fit, lay_out
from tuiwork.tui.widgets.lines import Lines
from tuiwork.tui.widgets.rows import Row, State

EMPTY = "Nothing was exchanged from this copy yet.\n\n{sync}  syncs"

_COLUMNS = (
    Column("sign", 1),
    Column("when", 12, right=True, gap=1),
    Column("how", gap=2),
    Column("remote", 10, gap=2, rank=1),
)


class SyncLog(SideScreen):
    """Exchanges, newest first, with the whole story of the one under the cursor beside them."""

    PART = Part.SYNC
    KEYS: ClassVar[tuple[Key, ...]] = (*PART_KEYS, *BEHIND_KEYS, *ANYWHERE)
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(KEYS))

    def __init__(self, signs: Mapping[str, str]) -> None:
        super().__init__("Sync", signs)
        self._found: dict[str, Exchange] = {}

    def make_list(self) -> Lines:
        return Lines(self._draw, can_mark=False, signs=self.signs, id="rows")

    async def find_rows(self) -> Sequence[Row]:
        desk = self.work_app.desk
        self.empty_words = EMPTY.format(sync=self.work_app.key_of("sync.now"))
        found = await desk.run(desk.session.exchanges)
        # Two may have begun in one second; they are told apart from the oldest on.
        self._found = {
            f"{one.at.isoformat()} {len(found) - number}": one for number, one in enumerate(found)
        }
        return [Row(key, one) for key, one in self._found.items()]

    def _draw(self, row: Row, width: int, _: State) -> Sequence[Line]:
        one = row.value
        assert isinstance(one, Exchange)
        sign = ("done", "done") if one.ended_well else ("problem", "today")
        quiet = one.ended_well and not (one.sent or one.received)
        tone = "dim" if quiet else "" if one.ended_well else "today"
        cells: dict[str, str | Line] = {
            "sign": [(self.signs[sign[0]], sign[1])],
            "when": [(moment(one.at, self.work_app.actor.now), "dim")],
            "how": [(how_it_ended(one), tone)],
            "remote": [(one.remote, "dim")],
        }
        return [lay_out(fit(_COLUMNS, width), cells, cut_sign=self.signs["cut"])]

    async def lines_behind(self, key: str, width: int) -> Sequence[Content]:
        one = self._found.get(key)
        if one is None:
            return ()
        conflicts = self.work_app.key_of("app.conflicts")
        return list(exchange_lines(one, self.work_app.actor.now, width, conflicts))


def exchange_lines(one: Exchange, now: datetime, width: int, conflicts: str) -> Iterator[Content]:
    """One exchange in full; `conflicts` is the key that shows them."""
    words = how_it_ended(one)
    yield from wrapped(words[:1].upper() + words[1:], width, "bold")
    yield from wrapped(f"{moment(one.at, now)}  in {one.took:.1f} s", width, "$dim")
    yield Content("")
    style = "" if one.ended_well else "$today"
    for line in in_keys(one.message, conflicts).splitlines():
        yield from wrapped(line, width, style)
    yield Content("")
    if one.remote:
        yield from led("with      ", f"{one.remote}  {one.url}", width, "")
    for label, count in (("sent", one.sent), ("received", one.received)):
        yield from led(f"{label:<10}", str(count), width, "")
    if one.conflicts:
        yield from led("conflicts ", str(one.conflicts), width, "$today")
