"""The keys that work here, read from the bindings themselves so that they are never wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar, TypeAlias

from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tuiwork.tui.content import plain

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
        if binding.system or not binding.description or not enabled:
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
        if binding.show and enabled and binding.action not in shown:
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
    """All keys of the place it was opened from; give it that screen's `active_bindings`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark", "dismiss", "close", show=False),
        Binding("j,down", "scroll(1)", "Down", show=False),
        Binding("k,up", "scroll(-1)", "Up", show=False),
        Binding("pagedown,space", "scroll(10)", "Page down", show=False),
        Binding("pageup", "scroll(-10)", "Page up", show=False),
    ]
    DEFAULT_CSS = """
    Keys {
        align: center middle;
        & > VerticalScroll {
            width: auto;
            max-width: 90%;
            height: auto;
            max-height: 90%;
            padding: 0 2;
            background: $surface;
            border: round $focus;
            border-title-color: $focus;
            border-subtitle-color: $dim;
            scrollbar-size-vertical: 1;
        }
        Vertical, Static { width: auto; height: auto; }
    }
    """

    def __init__(
        self, active: Mapping[str, ActiveBinding], sections: Mapping[str, str] = NOTHING
    ) -> None:
        super().__init__()
        self._active = active
        self._sections = sections

    def compose(self) -> ComposeResult:
        with VerticalScroll() as frame:
            frame.border_title = Content("Keys")
            frame.border_subtitle = Content("esc close")
            with Vertical():
                yield Static(self._table())

    def action_scroll(self, lines: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def _table(self) -> Content:
        groups = key_groups(self._active, self.app.get_key_display, self._sections)
        keys = max((cell_len(keys) for _, rows in groups for keys, _ in rows), default=0)
        blocks = [_block(group, keys) for group in groups]
        width = max((line.cell_length for block in blocks for line in block), default=0)
        wide = self.app.size.width * 0.9 - 6 >= 2 * width + BETWEEN
        one_by_one = [line for block in blocks for line in block][1:]
        return Content("\n").join(_side_by_side(blocks, width) if wide else one_by_one)


BETWEEN = 4
"""Cells between two columns of keys."""


def _block(group: KeyGroup, width: int) -> list[Content]:
    """A blank line, the title, and a line for each action."""
    title, rows = group
    lines = [Content(""), Content.assemble((title, "bold $dim"))]
    for keys, does in rows:
        lines.append(
            Content.assemble(" " * (width - cell_len(keys)), (keys, "$focus"), "  ", plain(does))
        )
    return lines


def _side_by_side(blocks: Sequence[Sequence[Content]], width: int) -> list[Content]:
    """The blocks in two columns of nearly the same height, in their order."""
    half = sum(map(len, blocks)) / 2
    columns: list[list[Content]] = [[], []]
    for block in blocks:
        first = not columns[1] and len(columns[0]) + len(block) / 2 <= half
        columns[0 if first else 1] += block
    left, right = (column[1:] for column in columns)
    height = max(len(left), len(right))
    left += [Content("")] * (height - len(left))
    right += [Content("")] * (height - len(right))
    gap = width + BETWEEN
    return [
        Content.assemble(one, " " * (gap - one.cell_length), other)
        for one, other in zip(left, right, strict=True)
    ]
