"""Modules that only some keys need: each is loaded when the first of its keys is pressed, so that
the first task is seen sooner."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tuiwork.tui import clipboard as clipboard
    from tuiwork.tui import date_prompt as date_prompt
    from tuiwork.tui import field_prompts as field_prompts
    from tuiwork.tui import find_screen as find_screen
    from tuiwork.tui import handing_form as handing_form
    from tuiwork.tui import home as home
    from tuiwork.tui import links as links
    from tuiwork.tui import prompts as prompts
    from tuiwork.tui import quick_add as quick_add
    from tuiwork.tui import task_form as task_form
    from tuiwork.tui import ties as ties
    from tuiwork.tui import why_screen as why_screen
    from tuiwork.verbs import capture as capture
    from tuiwork.verbs import checklists as checklists
    from tuiwork.verbs import handing as handing
    from tuiwork.verbs import linking as linking
    from tuiwork.verbs import placing as placing
    from tuiwork.verbs import questions as questions
    from tuiwork.verbs import states as states
    from tuiwork.verbs import tasks as tasks
    from tuiwork.verbs import views as views

ASKING = (
    "clipboard", "date_prompt", "field_prompts", "find_screen", "handing_form", "home", "links",
    "prompts", "quick_add", "task_form", "ties", "why_screen",
)  # fmt: skip
DOING = (
    "capture", "checklists", "handing", "linking", "placing", "questions", "states", "tasks",
    "views",
)  # fmt: skip


class _Later:
    """Stands for a module until something of it is asked for."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self._name), name)


def load_all() -> None:
    """Load them, for when nobody waits."""
    for name in NAMES.values():
        import_module(name)


NAMES = {
    **{name: f"tuiwork.tui.{name}" for name in ASKING},
    **{name: f"tuiwork.verbs.{name}" for name in DOING},
}
for _name, _module in NAMES.items():
    globals()[_name] = _Later(_module)
