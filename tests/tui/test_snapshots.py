"""Every view looks as it did when somebody last looked at it, narrow and wide, light and dark."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.harness import awaited
from tests.tui.pictures import KEPT, SIZES, THEMES, Sitting, differs
from tuiwork.demo.stage import TODAY, set_stage

VIEWS = {
    "work": (),
    "detail": ("l",),
    "board": ("v",),
    "agenda": ("v", "v"),
    "calendar": ("v", "v", "v"),
    "timeline": ("v", "v", "v", "v"),
    "home": ("1",),
    "goals": ("3",),
    "initiatives": ("3", "tab", "j"),
    "roadmap": ("3", "tab", "tab"),
    "period": ("3", "tab", "tab", "tab"),
    "decisions": ("3", "tab", "tab", "tab", "tab"),
    "load": ("4",),
    "handoffs": ("4", "tab"),
    "activity": ("8",),
    "find": ("f", "p", "u", "m", "p"),
    "add": ("a", *"Pump", "space", *"!high"),
    "form": ("i",),
    "date": ("d",),
    "why": ("w",),
    "keys": ("?",),
}
"""The views, and the keys that lead there from a job in the Work view."""


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return set_stage(tmp_path_factory.mktemp("demo")).workspace


@pytest.mark.parametrize("view", VIEWS)
@awaited
async def test_a_view_looks_as_it_did(company: Path, tmp_path: Path, view: str) -> None:
    sitting = Sitting(company)
    complaints = []
    async with sitting.app.run_test(size=SIZES["wide"]) as pilot:
        await sitting.begin(pilot)
        await sitting.press(pilot, VIEWS[view])
        for size, (columns, lines) in SIZES.items():
            await pilot.resize_terminal(columns, lines)
            for theme in THEMES:
                drawn = await sitting.in_theme(pilot, theme)
                complaints.append(differs(f"{view}-{size}-{theme}", drawn, tmp_path))
        assert sitting.app.failures == []
        await sitting.app.leave()
    assert not any(complaints), "\n".join(filter(None, complaints))


def test_no_picture_is_kept_that_nobody_draws() -> None:
    drawn = {f"{view}-{size}-{theme}" for view in VIEWS for size in SIZES for theme in THEMES}
    assert {one.stem for one in KEPT.glob("*.svg")} == drawn


def test_the_pictures_show_the_day_of_the_sample_company() -> None:
    assert f"monday {TODAY.day} june" in (
        KEPT / "home-wide-dark.svg"
    ).read_text().casefold().replace("&#160;", " ")
