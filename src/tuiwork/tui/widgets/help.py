"""The keys that work here, read from the bindings themselves so that they are never wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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


def key_groups(active: Mapping[str, ActiveBinding], display: Display) -> list[KeyGroup]:
    """Return what can be pressed, nearest to the focus first; keys of one action stand together."""
    groups: dict[str, dict[tuple[str, str], list[str]]] = {}
    for node, binding, enabled, _ in active.values():
        if binding.system or not binding.description or not enabled:
            continue
        elsewhere = "Everywhere" if isinstance(node, App) else "Here"
        actions = groups.setdefault(node.BINDING_GROUP_TITLE or elsewhere, {})
        actions.setdefault((binding.action, binding.description), []).append(display(binding))
    return [
        (title, [(" ".join(dict.fromkeys(keys)), does) for (_, does), keys in actions.items()])
        for title, actions in groups.items()
    ]


def key_hints(active: Mapping[str, ActiveBinding], display: Display) -> Content:
    """Return the one-line version: the keys that ask to be shown, such as `enter add`."""
    shown: dict[str, Content] = {}
    for _, binding, enabled, _ in active.values():
        if binding.show and enabled and binding.action not in shown:
            key = (display(binding), "$focus")
            shown[binding.action] = Content.assemble(key, " ", plain(binding.description))
    return Content("   ").join(shown.values())


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

    def __init__(self, active: Mapping[str, ActiveBinding]) -> None:
        super().__init__()
        self._active = active

    def compose(self) -> ComposeResult:
        with VerticalScroll() as frame:
            frame.border_title = Content("Keys")
            frame.border_subtitle = Content("esc close")
            with Vertical():
                yield Static(self._table())

    def action_scroll(self, lines: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def _table(self) -> Content:
        groups = key_groups(self._active, self.app.get_key_display)
        width = max((cell_len(keys) for _, rows in groups for keys, _ in rows), default=0)
        lines: list[Content] = []
        for title, rows in groups:
            lines += [Content(""), Content.assemble((title, "bold $dim"))]
            for keys, does in rows:
                pad = " " * (width - cell_len(keys))
                lines.append(Content.assemble(pad, (keys, "$focus"), "  ", plain(does)))
        return Content("\n").join(lines[1:])
