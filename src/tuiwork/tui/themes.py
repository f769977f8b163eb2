"""The looks: three themes of our own, and what focus, overdue, today, done, blocked and dim are."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.theme import Theme

ANSI = "ansi-dark"
"""Textual's theme that leaves every colour to the terminal."""


def _theme(
    name: str,
    *,
    dark: bool,
    grounds: tuple[str, str, str],
    text: str,
    dim: str,
    accent: str,
    red: str,
    amber: str,
    green: str,
    cursor: str,
    cursor_blurred: str,
) -> Theme:
    background, surface, panel = grounds
    return Theme(
        name=name,
        dark=dark,
        primary=accent,
        secondary=accent,
        accent=accent,
        error=red,
        warning=amber,
        success=green,
        foreground=text,
        background=background,
        surface=surface,
        panel=panel,
        variables={
            "focus": accent,
            "overdue": red,
            "blocked": red,
            "today": amber,
            "done": green,
            "dim": dim,
            "dim-style": "none",
            "cursor": cursor,
            "cursor-blurred": cursor_blurred,
            "text": text,
            "text-muted": dim,
            "text-disabled": dim,
            "text-primary": accent,
            "text-secondary": accent,
            "text-accent": accent,
            "text-error": red,
            "text-warning": amber,
            "text-success": green,
            "foreground-muted": dim,
            "border": accent,
            "border-blurred": panel,
            "block-cursor-background": cursor,
            "block-cursor-foreground": text,
            "block-cursor-text-style": "none",
            "block-cursor-blurred-background": cursor_blurred,
            "block-cursor-blurred-foreground": text,
            "block-hover-background": panel,
            "input-selection-background": cursor,
            "scrollbar": cursor_blurred,
            "scrollbar-hover": cursor,
            "scrollbar-active": accent,
            "scrollbar-background": background,
            "scrollbar-background-hover": background,
            "scrollbar-background-active": background,
            "footer-background": surface,
            "footer-foreground": dim,
            "footer-description-foreground": dim,
            "footer-key-foreground": accent,
        },
    )


DARK = _theme(
    "tuiwork-dark",
    dark=True,
    grounds=("#14171c", "#1a1e25", "#222731"),
    text="#dce0e7",
    dim="#98a1af",
    accent="#7ab7ff",
    red="#ff8a84",
    amber="#e9b95f",
    green="#84c994",
    cursor="#1f3753",
    cursor_blurred="#272e39",
)
LIGHT = _theme(
    "tuiwork-light",
    dark=False,
    grounds=("#fcfbf9", "#f4f2ee", "#eae7e1"),
    text="#21252b",
    dim="#585f6a",
    accent="#0b559f",
    red="#a8201a",
    amber="#7a4a00",
    green="#1c6131",
    cursor="#d5e5f8",
    cursor_blurred="#e6e6e6",
)
CONTRAST = _theme(
    "tuiwork-contrast",
    dark=True,
    grounds=("#000000", "#000000", "#1a1a1a"),
    text="#ffffff",
    dim="#d0d0d0",
    accent="#ffd94a",
    red="#ffb3ad",
    amber="#ffc266",
    green="#8ff0a4",
    cursor="#00306b",
    cursor_blurred="#2b2b2b",
)
THEMES = (DARK, LIGHT, CONTRAST)


def theme_name(word: str) -> str:
    """What Textual calls a theme that people call `dark`, `light`, `contrast` or `ansi`."""
    ours = {"dark": DARK.name, "light": LIGHT.name, "contrast": CONTRAST.name, "ansi": ANSI}
    return ours.get(word, word)


def register(app: App[Any]) -> None:
    """Make the themes known to the app."""
    for theme in THEMES:
        app.register_theme(theme)


def meanings(theme: Theme) -> dict[str, str]:
    """Return the CSS variables of meaning for a theme that does not define them itself.

    An app returns them from `get_theme_variable_defaults`, so that every theme of Textual works.
    """
    if theme.ansi:
        return dict(_ANSI_MEANINGS)
    made = theme.to_color_system().generate()
    return {ours: made[theirs] for ours, theirs in _THEIR_NAMES.items()} | {"dim-style": "none"}


_THEIR_NAMES = {
    "focus": "text-primary",
    "overdue": "text-error",
    "blocked": "text-error",
    "today": "text-warning",
    "done": "text-success",
    "dim": "text-muted",
    "cursor": "primary-muted",
    "cursor-blurred": "panel",
}
_ANSI_MEANINGS = {
    "focus": "ansi_cyan",
    "overdue": "ansi_red",
    "blocked": "ansi_red",
    "today": "ansi_yellow",
    "done": "ansi_green",
    "dim": "ansi_default",
    "dim-style": "dim",
    "cursor": "ansi_default",
    "cursor-blurred": "ansi_default",
}
