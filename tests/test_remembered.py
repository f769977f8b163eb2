from __future__ import annotations

from pathlib import Path

import pytest

from tuiwork.remembered import Remembered, recall, remember, state_folder


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))


def test_what_is_remembered_is_recalled_and_the_rest_stays() -> None:
    remember(theme="nord", instead_of="dark")
    remember(tour_seen=True)
    assert recall() == Remembered("nord", "dark", tour_seen=True)


def test_nothing_is_remembered_at_first_nor_of_a_file_that_makes_no_sense() -> None:
    assert recall() == Remembered()
    state_folder().mkdir(parents=True)
    for text in ("[", "[]", '{"tour": "maybe"}'):
        (state_folder() / "remembered.json").write_text(text)
        assert recall() == Remembered()


def test_a_disk_that_refuses_is_no_trouble() -> None:
    state_folder().parent.mkdir(parents=True, exist_ok=True)
    state_folder().write_text("in the way")
    remember(tour_seen=True)
    assert recall() == Remembered()


def test_a_theme_picked_counts_until_the_config_changes_its_mind() -> None:
    picked = Remembered("nord", "dark")
    assert picked.theme_over("dark") == "nord"
    assert picked.theme_over("light") == "light"
    assert Remembered().theme_over("dark") == "dark"
