from __future__ import annotations

from itertools import product

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from tests.tui.harness import Stage, awaited
from tuiwork.tui import themes
from tuiwork.tui.widgets.lines import Lines
from tuiwork.tui.widgets.rows import Row

MEANINGS = ("focus", "overdue", "today", "done", "blocked", "dim")
SHADES = ("text", "text-muted", "text-error", "text-warning", "text-success", "text-accent")
TEXTS = ("foreground", *SHADES, *MEANINGS)
GROUNDS = ("background", "surface", "panel", "cursor", "cursor-blurred", "block-cursor-background")


def variables(theme: Theme) -> dict[str, str]:
    return theme.to_color_system().generate() | theme.variables


def luminance(color: Color) -> float:
    channels = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in color.normalized
    ]
    return sum(
        weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), channels, strict=True)
    )


def contrast(one: str, other: str) -> float:
    """The ratio that WCAG 2 defines."""
    dark, light = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))))
    return (light + 0.05) / (dark + 0.05)


def weak_pairs(theme: Theme, least: float) -> list[tuple[str, str, float]]:
    colours = variables(theme)
    ratios = {
        (text, ground): contrast(colours[text], colours[ground])
        for text, ground in product(TEXTS, GROUNDS)
    }
    return [(*pair, round(ratio, 2)) for pair, ratio in ratios.items() if ratio < least]


def test_the_measure_agrees_with_known_ratios() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", themes.THEMES, ids=lambda theme: theme.name)
def test_every_text_is_readable_on_every_ground(theme: Theme) -> None:
    assert weak_pairs(theme, 4.5) == []


def test_the_high_contrast_theme_goes_further() -> None:
    assert weak_pairs(themes.CONTRAST, 7) == []


def test_there_is_a_theme_that_leaves_the_colours_to_the_terminal() -> None:
    assert BUILTIN_THEMES[themes.ANSI].ansi


@pytest.mark.parametrize("name", ["nord", "textual-light", "ansi-dark", "ansi-light"])
@awaited
async def test_textuals_own_themes_work_too(name: str) -> None:
    lines = Lines(lambda row, width, state: [[(row.key, "overdue"), (row.key, "dim")]])  # noqa: ARG005
    app = Stage(lines, theme=name)
    async with app.run_test(size=(20, 3)) as pilot:
        lines.show([Row("a"), Row("b")])
        await pilot.pause()
        assert app.shown()[:2] == ["▌  aa", "   bb"]
