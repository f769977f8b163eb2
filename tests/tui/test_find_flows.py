"""Finding anywhere with f, by keys alone, on a real workspace."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.harness import HOSTILE, awaited
from tests.tui.test_work_flows import app_of, opened, shown, until
from tests.workspace import make_workspace, write
from tuiwork.tui.find_screen import FindScreen
from tuiwork.tui.places import ALL
from tuiwork.tui.widgets.lines import Lines
from tuiwork.tui.work import WorkScreen

JOBS = "spaces/operations/jobs"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_workspace(tmp_path / "team")


async def find(pilot: Pilot[int], words: str) -> None:
    """Press f, type words, wait until all is found."""
    await until(pilot, lambda: pilot.app.screen is work(pilot))
    await pilot.press("f")
    await until(pilot, lambda: isinstance(pilot.app.screen, FindScreen))
    await pilot.press(*({":": "colon", "/": "slash"}.get(key, key) for key in words))
    await until(pilot, lambda: f"{words} " in shown(pilot) and "found " in shown(pilot))
    await until(pilot, lambda: "found …" not in shown(pilot))
    await pilot.pause(0.02)


def rows(pilot: Pilot[int]) -> list[str]:
    """The lines of what was found."""
    lines = pilot.app.screen.query_one(Lines)
    text = shown(pilot).split("\n")
    region = lines.region
    return [
        line[region.x + 1 : region.right - 1].strip() for line in text[region.y : region.bottom]
    ]


def work(pilot: Pilot[int]) -> WorkScreen:
    screen = app_of(pilot).work_screen
    assert screen is not None
    return screen


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20)], ids=str)
@awaited
async def test_titles_come_first_then_notes_with_the_line_that_was_hit(
    root: Path, size: tuple[int, int]
) -> None:
    async with opened(root, size) as pilot:
        await find(pilot, "janitor")
        title, gap, heading, note, text, *_ = rows(pilot)
        assert title.startswith("○  Call janitor")
        assert title.endswith("Jobs")
        assert (gap, heading) == ("", "In notes and comments")
        assert note.startswith("◐  Replace compressor")
        assert text == "tell the janitor"
        assert "2 found" in shown(pilot)


@awaited
async def test_enter_goes_to_the_task_in_its_list_with_the_detail_open(root: Path) -> None:
    async with opened(root, (80, 24)) as pilot:
        await find(pilot, "inspect")
        await pilot.press("enter")
        await until(pilot, lambda: work(pilot).has_class("-detail"))
        assert work(pilot).look.place == JOBS
        assert work(pilot).tasks_list.key == "x5m0rt6b"
        await until(pilot, lambda: "Operations › Jobs" in shown(pilot))
        await pilot.press("q")
        assert work(pilot).tasks_list.has_focus_within


@awaited
async def test_a_closed_task_is_gone_to_with_what_is_closed_shown(root: Path) -> None:
    async with opened(root) as pilot:
        await find(pilot, "telemetry")
        assert rows(pilot)[1] == "Closed"
        await pilot.press("enter")
        await until(pilot, lambda: work(pilot).current is not None)
        await until(pilot, lambda: work(pilot).look.closed)
        await until(pilot, lambda: work(pilot).tasks_list.key == "9bz2cw7k")


@awaited
async def test_people_goals_and_lists_are_gone_to_as_their_tasks(root: Path) -> None:
    async with opened(root) as pilot:
        for words, place, query in (
            ("holm", ALL, "owner:sara"),
            ("median", ALL, "goal:faster-service/handling-time"),
            ("jobs", JOBS, ""),
        ):
            await find(pilot, words)
            await pilot.press("enter")
            await until(pilot, lambda: work(pilot).look.place == place)  # noqa: B023
            assert work(pilot).look.filter == work(pilot).filter_bar.query_text == query


@awaited
async def test_enter_in_haste_goes_to_what_was_typed_not_to_what_is_shown(root: Path) -> None:
    async with opened(root) as pilot:
        await find(pilot, "p")
        assert "Inspect pump" not in rows(pilot)[0]
        for key in ("u", "m", "p", "enter"):
            pilot.app.simulate_key(key)
        await until(pilot, lambda: work(pilot).tasks_list.key == "x5m0rt6b")


@awaited
async def test_what_was_typed_is_there_again_and_the_next_letter_replaces_it(root: Path) -> None:
    async with opened(root) as pilot:
        await find(pilot, "janitor")
        await pilot.press("down", "enter")
        await until(pilot, lambda: work(pilot).tasks_list.key == "k7f3qd2m")
        await find(pilot, "")
        screen = pilot.app.screen
        assert isinstance(screen, FindScreen)
        await until(pilot, lambda: (screen.query_one(Lines).key or "").find("k7f3qd2m") > 0)
        await pilot.press("p")
        await until(pilot, lambda: any("Inspect pump" in row for row in rows(pilot)))


@awaited
async def test_a_filter_is_a_word_like_any_other_and_tab_filters_by_it(root: Path) -> None:
    async with opened(root) as pilot:
        await find(pilot, "owner:ali")
        assert "tab filters by it" in shown(pilot)
        assert rows(pilot)[1] == "Nothing is found."
        await pilot.press("tab")
        await until(pilot, lambda: work(pilot).filter_bar.query_text == "owner:ali")
        await until(pilot, lambda: "1 of 3" in shown(pilot))


@awaited
async def test_what_changes_on_disk_is_found_while_one_looks(root: Path) -> None:
    async with opened(root) as pilot:
        await find(pilot, "crane")
        app = app_of(pilot)
        path = f"{JOBS}/m1m1m1m1-crane.md"
        write(root, path, '+++\nid = "m1m1m1m1"\ntitle = "Crane, again"\n+++\n')
        await app.desk.reload(frozenset({path}))
        await until(pilot, lambda: "Crane, again" in shown(pilot))


@awaited
async def test_hostile_text_is_shown_as_harmless_text(tmp_path: Path) -> None:
    tasks = {
        f"k7f3qd{number:02}": {"title": text, "tags": [text], "notes": f"needle {text}"}
        for number, text in enumerate(HOSTILE)
    }
    async with opened(make_workspace(tmp_path / "team", tasks)) as pilot:
        await find(pilot, "needle")
        text = shown(pilot)
        assert text.count("needle") > len(HOSTILE)
        assert not {one for one in text if ord(one) < 32 and one != "\n"}
        assert not any(0x7F <= ord(one) < 0xA0 or one in "\u202e\u2066" for one in text)
