"""What a task is called and where it lies is copied by a few keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.text.workspaces import task
from tests.tui.harness import awaited
from tests.tui.test_work_flows import opened, select, shown, until
from tests.workspace import make_workspace
from tuiwork.tui import clipboard
from tuiwork.tui.copying import copies


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_workspace(tmp_path / "team")


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a clipboard program takes."""
    texts: list[str] = []

    async def put(text: str) -> bool:
        texts.append(text)
        return True

    monkeypatch.setattr(clipboard, "put", put)
    return texts


def test_everything_that_can_be_copied_is_a_line_for_each_task() -> None:
    one, other = task("a1", title="Roof [x]"), task("b1", title="two\nlines\x1b")
    assert copies(Path("/w"), [one, other]) == {
        "Id": "a1\nb1",
        "Title": "Roof [x]\ntwo lines␛",
        "Path of the file": f"/w/{one.path}\n/w/{other.path}",
        "Markdown link": f"[Roof \\[x\\]]({one.path})\n[two lines␛]({other.path})",
    }


@awaited
async def test_the_id_is_two_keys_away(root: Path, taken: list[str]) -> None:
    async with opened(root) as pilot:
        select(pilot, "k7f3qd2m")
        await pilot.press("y", "enter")
        await until(pilot, lambda: "Copied k7f3qd2m" in shown(pilot))
        assert pilot.app.clipboard == "k7f3qd2m"
    assert taken == ["k7f3qd2m"]


@awaited
async def test_marked_tasks_are_copied_a_line_each(root: Path, taken: list[str]) -> None:
    async with opened(root) as pilot:
        select(pilot, "k7f3qd2m")
        await pilot.press("space", "space", "y")
        await until(pilot, lambda: "Copy of 2 tasks" in shown(pilot))
        await pilot.press(*"title", "enter")
        await until(pilot, lambda: bool(taken))
        await until(pilot, lambda: "Copied the title" in shown(pilot))
    assert sorted(taken[0].split("\n")) == ["Call janitor", "Replace compressor"]


@awaited
async def test_without_a_program_the_terminal_is_said_to_have_it(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def put(text: str) -> bool:
        del text
        return False

    monkeypatch.setattr(clipboard, "put", put)
    async with opened(root) as pilot:
        select(pilot, "k7f3qd2m")
        await pilot.press("y", *"markdown", "enter")
        await until(pilot, lambda: "Sent the markdown link to the terminal" in shown(pilot))
        assert pilot.app.clipboard.startswith("[Replace compressor](spaces/operations/jobs/")
