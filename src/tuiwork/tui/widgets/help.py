"""The keys that work here, read from the bindings themselves so that they are never wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import zip_longest
from types import MappingProxyType
from typing import ClassVar, TypeAlias

from rich.cells import cell_len
from textual import on
from textual.app import App, ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tuiwork.tui.content import plain
from tuiwork.tui.keys import HELP_KEYS, HINTS, NO_KEY, bindings

Display: TypeAlias = Callable[[Binding], str]
"""How a binding's key is written, such as `App.get_key_display`."""

KeyGroup: TypeAlias = tuple[str, list[tuple[str, str]]]
"""A title, and (keys, what they do) in order."""


NOTHING: Mapping[str, str] = MappingProxyType({})


def key_groups(
    active: Mapping[str, ActiveBinding], display: Display, sections: Mapping[str, str] = NOTHING
) -> list[KeyGroup]:
    """Return what can be pressed, nearest to the focus first; keys of one action stand together.

    `sections` names groups of their own for ids that begin with a word, such as `task`; they come
    last, in its order.
    """
    groups: dict[str, dict[tuple[str, str], list[str]]] = {}
    for node, binding, enabled, _ in active.values():
        if binding.system or not binding.description or not enabled or binding.key == NO_KEY:
            continue
        if binding.action.endswith("copy_text"):
            continue
        elsewhere = "Everywhere" if isinstance(node, App) else "Here"
        section = sections.get((binding.id or "").partition(".")[0])
        actions = groups.setdefault(section or node.BINDING_GROUP_TITLE or elsewhere, {})
        actions.setdefault((binding.action, binding.description), []).append(display(binding))
    titles = [one for one in groups if one not in sections.values()]
    titles += [one for one in dict.fromkeys(sections.values()) if one in groups]
    return [
        (
            title,
            [(" ".join(dict.fromkeys(keys)), does) for (_, does), keys in groups[title].items()],
        )
        for title in titles
    ]


def key_hints(
    active: Mapping[str, ActiveBinding],
    display: Display,
    words: Mapping[str, str] = NOTHING,
) -> list[Content]:
    """Return the keys that ask to be shown, such as `enter add`; `words` says it shorter for some
    ids."""
    shown: dict[str, Content] = {}
    for _, binding, enabled, _ in active.values():
        if binding.show and enabled and binding.action not in shown and binding.key != NO_KEY:
            key = (display(binding), "$focus")
            word = words.get(binding.id or "", binding.description)
            shown[binding.action] = Content.assemble(key, " ", plain(word))
    return list(shown.values())


def one_line(hints: Sequence[Content], width: int | None = None, gap: int = 3) -> Content:
    """The hints side by side: as many, from the first one on, as fit whole."""
    kept: list[Content] = []
    taken = -gap
    for hint in hints:
        taken += gap + hint.cell_length
        if width is not None and taken > width:
            break
        kept.append(hint)
    return Content(" " * gap).join(kept)


class Keys(ModalScreen[None]):
    """All keys of the place it was opened from, found by typing; give it that screen's
    `active_bindings`."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings(HELP_KEYS))
    DEFAULT_CSS = """
    Keys {
        align: center middle;
        & > .keys {
            width: auto;
            max-width: 94%;
            height: auto;
            padding: 0 2;
            background: $surface;
            border: round $focus;
            border-title-color: $focus;
            border-subtitle-color: $dim;
        }
        Input, Input:focus {
            border: none;
            height: 1;
            padding: 0;
            background: $panel;
            background-tint: transparent;
        }
        VerticalScroll { width: auto; height: auto; scrollbar-size-vertical: 1; }
        Static { width: auto; height: auto; padding: 1 1 0 0; }
    }
    """

    def __init__(
        self, active: Mapping[str, ActiveBinding], sections: Mapping[str, str] = NOTHING
    ) -> None:
        super().__init__()
        self._active = active
        self._sections = sections

    def compose(self) -> ComposeResult:
        with Vertical(classes="keys") as frame:
            frame.border_title = Content("Keys")
            yield Input(placeholder="what you want to do, or a key")
            with VerticalScroll(can_focus=False):
                yield Static(self._table(self._groups))

    def on_mount(self) -> None:
        # What is found by typing must not make the frame jump.
        scroll = self.query_one(VerticalScroll)
        hints = key_hints(self.active_bindings, self.app.get_key_display, HINTS)
        self.query_one(".keys").border_subtitle = one_line([Content("type to find"), *hints])
        self.call_after_refresh(self._hold_width, scroll)

    def _hold_width(self, scroll: VerticalScroll) -> None:
        scroll.styles.min_width = scroll.size.width

    def on_resize(self) -> None:
        room = self.app.size.height - ABOVE_AND_BELOW
        self.query_one(VerticalScroll).styles.max_height = max(room, 1)

    @property
    def _groups(self) -> list[KeyGroup]:
        return key_groups(self._active, self.app.get_key_display, self._sections)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        found = matching(self._groups, event.value)
        self.query_one(Static).update(
            self._table(found) if found else Content.styled("Nothing matches.", "$dim")
        )

    def action_scroll(self, lines: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def _table(self, groups: Sequence[KeyGroup]) -> Content:
        keys = max((cell_len(keys) for _, rows in groups for keys, _ in rows), default=0)
        blocks = [_block(group, keys) for group in groups]
        width = max((line.cell_length for block in blocks for line in block), default=0)
        room = int(self.app.size.width * 0.94) - FRAME
        columns = max(1, min((room + BETWEEN) // (width + BETWEEN), len(blocks)))
        return Content("\n").join(_side_by_side(blocks, columns, width))


BETWEEN = 4
"""Cells between two columns of keys."""
FRAME = 8
"""Cells that the frame, its padding and a scrollbar take."""
ABOVE_AND_BELOW = 4
"""Lines that the frame, what is typed and a little air take."""


def matching(groups: Sequence[KeyGroup], query: str) -> list[KeyGroup]:
    """The groups with the rows that have every word of a query, or exactly that key."""
    words = query.casefold().split()
    found = [
        (
            title,
            [
                (keys, does)
                for keys, does in rows
                if query.strip() in keys.split()
                or all(word in f"{title} {does}".casefold() for word in words)
            ],
        )
        for title, rows in groups
    ]
    return [(title, rows) for title, rows in found if rows]


def _block(group: KeyGroup, width: int) -> list[Content]:
    """A blank line, the title, and a line for each action."""
    title, rows = group
    lines = [Content(""), Content.assemble((title, "bold $dim"))]
    for keys, does in rows:
        lines.append(
            Content.assemble(" " * (width - cell_len(keys)), (keys, "$focus"), "  ", plain(does))
        )
    return lines


def _side_by_side(blocks: Sequence[Sequence[Content]], count: int, width: int) -> Iterator[Content]:
    """The blocks in columns of nearly the same height, in their order."""
    part = sum(map(len, blocks)) / count
    columns: list[list[Content]] = [[]]
    for block in blocks:
        if len(columns) < count and columns[-1] and len(columns[-1]) + len(block) / 2 > part:
            columns.append([])
        columns[-1] += block
    for line in zip_longest(*(column[1:] for column in columns), fillvalue=Content("")):
        *firsts, last = line
        padded = [
            part for one in firsts for part in (one, " " * (width + BETWEEN - one.cell_length))
        ]
        yield Content.assemble(*padded, last)
