"""The Team view by keys alone: the load, what if, room for an initiative, people, handoffs."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.harness import awaited
from tests.tui.test_work_flows import COMPRESSOR, app_of, opened, root, shown, text_of, until
from tests.workspace import git, write
from tuiwork.demo.stage import set_stage
from tuiwork.model.log import Entry
from tuiwork.text.edit import edit
from tuiwork.tui.parts import Part
from tuiwork.tui.planning.load import LoadScreen
from tuiwork.tui.side_screen import SideScreen
from tuiwork.tui.work import WorkScreen

__all__ = ["root"]


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return set_stage(tmp_path_factory.mktemp("demo")).workspace


@pytest.fixture
def sample(stage: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(stage, tmp_path / "nordvik"))


@pytest.fixture
def handed(root: Path) -> Path:
    """Ali handed the compressor to Sara, who looks."""
    details = "ali -> sara The part is here.\nNext: call the crane.\nDue: friday."
    entry = Entry(datetime.fromisoformat("2026-06-09T08:00:00Z"), "ali", "handoff", details)
    file = root / COMPRESSOR
    file.write_text(edit(COMPRESSOR, file.read_text(), entries=[entry]))
    git(root, "commit", "--quiet", "-am", "Handed")
    return root


def screen(pilot: Pilot[int]) -> SideScreen:
    found = pilot.app.screen
    assert isinstance(found, SideScreen)
    return found


def part(pilot: Pilot[int]) -> Part | None:
    found = pilot.app.screen
    return found.PART if isinstance(found, SideScreen) else None


def tasks_of(work: WorkScreen) -> list[str]:
    return [row.key for row in work.tasks_list.rows if not row.header]


async def at_load(pilot: Pilot[int], handle: str = "sara") -> LoadScreen:
    await pilot.press("4")
    await until(pilot, lambda: isinstance(pilot.app.screen, LoadScreen))
    found = pilot.app.screen
    assert isinstance(found, LoadScreen)
    await until(pilot, lambda: bool(found.heat.rows))
    found.heat.move_to(handle)
    await pilot.pause()
    return found


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)], ids=str)
@awaited
async def test_the_load_is_seen_at_every_size_with_at_least_four_weeks(
    stage: Path, size: tuple[int, int]
) -> None:
    async with opened(stage, size) as pilot:
        await at_load(pilot)
        await until(pilot, lambda: "46h of 30h = 153%, 16h too many" in shown(pilot))
        assert "LOAD   handoffs" in shown(pilot)
        for words in ("█153%   46h", "–       off", "w25 15 jun", "w28 6 jul", "everybody"):
            assert words in shown(pilot)
        assert "without an owner      2 tasks" in shown(pilot)


@awaited
async def test_the_cursor_walks_the_weeks_and_beyond_those_that_fit(stage: Path) -> None:
    async with opened(stage, (80, 24)) as pilot:
        load = await at_load(pilot, "freja")
        await pilot.press("l")
        await until(pilot, lambda: "Freja Lind  week 26" in shown(pilot))
        assert "off 22 jun – 26 jun" in shown(pilot)
        await pilot.press("right", "right", "right", "right")
        await until(pilot, lambda: "week 30, 20 jul" in shown(pilot))
        assert "w25 15 jun" not in shown(pilot)
        await pilot.press("h", "k")
        await until(pilot, lambda: "Ali Rahimi  week 29" in shown(pilot))
        assert load.heat.window.at == 4


@awaited
async def test_a_click_goes_to_the_week_it_hits(stage: Path) -> None:
    async with opened(stage, (120, 40)) as pilot:
        load = await at_load(pilot, "ali")
        await pilot.click(load.heat, offset=(2 + 10 + 2 * 13 + 5, 1))
        await until(pilot, lambda: "Freja Lind  week 27" in shown(pilot))
        await pilot.click(load.heat, offset=(4, 5))
        await until(pilot, lambda: "Sara Holm  week 27" in shown(pilot))


@awaited
async def test_enter_shows_the_tasks_of_a_week_at_work_and_the_place_is_kept(stage: Path) -> None:
    async with opened(stage) as pilot:
        await at_load(pilot)
        await pilot.press("l", "enter")
        work = app_of(pilot).work_screen
        assert work is not None
        await until(pilot, lambda: pilot.app.screen is work)
        await until(pilot, lambda: tasks_of(work) == ["cn7q4qcj"])
        await pilot.press("4")
        await until(pilot, lambda: "Sara Holm  week 26" in shown(pilot))


@awaited
async def test_undated_work_and_work_of_nobody_open_too(stage: Path) -> None:
    async with opened(stage) as pilot:
        await at_load(pilot, ":unowned")
        await until(pilot, lambda: "Without an owner" in shown(pilot))
        await pilot.press("enter")
        work = app_of(pilot).work_screen
        assert work is not None
        await until(pilot, lambda: work.look.filter == "is:unowned is:open")
        await until(
            pilot, lambda: len([row for row in work.tasks_list.rows if not row.header]) == 2
        )


@awaited
async def test_a_week_without_work_says_so(stage: Path) -> None:
    async with opened(stage) as pilot:
        await at_load(pilot)
        await pilot.press("l", "l", "l", "enter")
        await until(pilot, lambda: "No task falls in here." in shown(pilot))
        assert part(pilot) is Part.LOAD


@awaited
async def test_what_if_writes_nothing_and_escape_ends_it(sample: Path) -> None:
    before = git(sample, "status", "--porcelain")
    async with opened(sample) as pilot:
        await at_load(pilot)
        await pilot.press("i", *"+ana 30h")
        await until(pilot, lambda: "ana with 30 h a week" in shown(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "nothing is written, esc ends it" in shown(pilot))
        await until(pilot, lambda: "ana        ≠·  30h free" in shown(pilot))
        await pilot.press("tab")
        await until(pilot, lambda: part(pilot) is Part.HANDOFFS)
        await pilot.press("4")
        await pilot.press("shift+tab")
        await until(pilot, lambda: "what if: ana with 30 h a week" in shown(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: "what if" not in shown(pilot).split("enter show tasks")[0])
        assert part(pilot) is Part.LOAD
        await pilot.press("escape")
        await until(pilot, lambda: part(pilot) is None)
    assert git(sample, "status", "--porcelain") == before
    assert not (sample / "people/ana.md").exists()


@awaited
async def test_a_line_that_makes_no_sense_stays_open_with_its_words(stage: Path) -> None:
    async with opened(stage) as pilot:
        await at_load(pilot)
        await pilot.press("i", *"ana", "enter")
        await until(pilot, lambda: "“ana” supposes nothing" in shown(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: "supposes nothing" not in shown(pilot))


@awaited
async def test_a_task_that_is_supposed_to_be_somebody_elses_becomes_so_by_one_key(
    root: Path,
) -> None:
    async with opened(root) as pilot:
        await at_load(pilot)
        await pilot.press("!")
        await until(pilot, lambda: "No task is supposed to be somebody else's" in shown(pilot))
        await pilot.press("i", *"+ali 20h, k7f > ali", "enter")
        await until(pilot, lambda: "“Replace compressor” given to ali" in shown(pilot))
        assert 'owner = "sara"' in text_of(root)
        await pilot.press("!")
        await until(pilot, lambda: 'owner = "ali"' in text_of(root))
        await until(pilot, lambda: "given to ali" not in shown(pilot))
        assert app_of(pilot).supposed == "+ali 20h"
        await pilot.press("u")
        await until(pilot, lambda: 'owner = "sara"' in text_of(root))


@awaited
async def test_giving_away_offers_the_tasks_of_the_week_and_who_has_hours_left(root: Path) -> None:
    async with opened(root) as pilot:
        await at_load(pilot)
        await pilot.press("o")
        await until(pilot, lambda: "Suppose that somebody else had" in shown(pilot))
        await pilot.press(*"compressor", "enter")
        await until(pilot, lambda: "40h free in w25" in shown(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "what if: “Replace compressor” given to ali" in shown(pilot))
        assert 'owner = "sara"' in text_of(root)


@awaited
async def test_whether_we_can_take_an_initiative_is_answered_with_its_hours(stage: Path) -> None:
    async with opened(stage) as pilot:
        await at_load(pilot)
        await pilot.press("c", *"quote", "enter")
        await until(pilot, lambda: "Not this week: sara is 20 h short in w25" in shown(pilot))
        assert "There is room for Quote in a day from w26 (22 jun) on." in shown(pilot)
        await until(pilot, lambda: "≠█167%   50h" in shown(pilot))
        await until(pilot, lambda: "now 46h of 30h" in shown(pilot))


@awaited
async def test_an_initiative_that_names_nobody_is_asked_about_again(root: Path) -> None:
    write(root, "initiatives/photos.md", '+++\ntitle = "Photo reports"\n+++\n')
    async with opened(root) as pilot:
        await at_load(pilot)
        await pilot.press("c", "enter")
        await until(pilot, lambda: "does not say whom it needs" in shown(pilot))
        assert app_of(pilot).supposed == ""


@awaited
async def test_hours_and_an_absence_are_set_and_the_load_follows(root: Path) -> None:
    async with opened(root) as pilot:
        await at_load(pilot)
        await until(pilot, lambda: "none are written" in shown(pilot))
        await pilot.press("e", *"30", "enter", *"22 jun..26 jun", "enter", *"course", "ctrl+s")
        await until(pilot, lambda: "hours = 30" in text_of(root, "people/sara.md"))
        assert 'what = "course"' in text_of(root, "people/sara.md")
        await until(pilot, lambda: "of 30h" in shown(pilot) and "off" in shown(pilot))


@awaited
async def test_a_form_that_is_refused_opens_again_with_its_words(root: Path) -> None:
    async with opened(root) as pilot:
        await at_load(pilot)
        await pilot.press("e", *"30", "down", "down", *"course", "ctrl+s")
        await until(pilot, lambda: "say on which days the absence is" in shown(pilot))
        assert "course" in shown(pilot)


@awaited
async def test_a_person_is_added(root: Path) -> None:
    async with opened(root) as pilot:
        await at_load(pilot)
        await pilot.press("a", *"Ole Holm", "enter", "enter", *"20", "ctrl+s")
        await until(pilot, lambda: (root / "people/ole.md").exists())
        await until(pilot, lambda: "20h free" in shown(pilot))


@awaited
async def test_what_was_supposed_of_a_task_that_went_ends(root: Path) -> None:
    async with opened(root) as pilot:
        await at_load(pilot)
        await pilot.press("i", *"- k7f", "enter")
        await until(pilot, lambda: "what if: without “Replace compressor”" in shown(pilot))
        (root / COMPRESSOR).unlink()
        await until(pilot, lambda: "makes no sense any more" in shown(pilot))
        assert app_of(pilot).supposed == ""


@awaited
async def test_the_handoff_that_waits_is_told_and_only_its_receiver_answers(stage: Path) -> None:
    async with opened(stage) as pilot:
        await pilot.press("4")
        await pilot.press("tab")
        await until(pilot, lambda: "jonas › ali" in shown(pilot))
        await until(pilot, lambda: "it waits for 6 days" in shown(pilot))
        await pilot.press("t")
        await until(pilot, lambda: "“Read meters over wireless M-Bus” was" in shown(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: part(pilot) is None)
        work = app_of(pilot).work_screen
        assert work is not None
        await until(pilot, lambda: work.current is not None and "meters" in work.current.title)


@awaited
async def test_what_was_handed_to_me_is_taken_over_here(handed: Path) -> None:
    async with opened(handed) as pilot:
        await pilot.press("4", "tab")
        await until(pilot, lambda: "It waits for your answer." in shown(pilot))
        await pilot.press("t")
        await until(pilot, lambda: "sara accept" in text_of(handed))
        await until(pilot, lambda: "No handoff waits for an answer." in shown(pilot))


@awaited
async def test_what_was_handed_to_me_goes_back_or_on_from_here(handed: Path) -> None:
    async with opened(handed, (80, 24)) as pilot:
        await pilot.press("4", "tab")
        await until(pilot, lambda: "It waits for your answer." in shown(pilot))
        await pilot.press("H")
        await until(pilot, lambda: "Hand over “Replace compressor”" in shown(pilot))
        await pilot.press("escape", "r")
        await until(pilot, lambda: "Why does “Replace compressor” go back?" in shown(pilot))
        await pilot.press(*"No key", "enter")
        await until(pilot, lambda: "sara return No key" in text_of(handed))


@awaited
async def test_a_number_leads_to_the_part_that_was_shown_last(stage: Path) -> None:
    async with opened(stage) as pilot:
        await pilot.press("4")
        await until(pilot, lambda: part(pilot) is Part.LOAD)
        await pilot.press("tab")
        await until(pilot, lambda: part(pilot) is Part.HANDOFFS)
        await pilot.press("1")
        await until(pilot, lambda: part(pilot) is None)
        await pilot.press("4")
        await until(pilot, lambda: part(pilot) is Part.HANDOFFS)
        await pilot.press("8")
        await until(pilot, lambda: part(pilot) is Part.CHANGES)
        await pilot.press("4", "tab")
        await until(pilot, lambda: part(pilot) is Part.LOAD)
        assert len(pilot.app.screen_stack) == 2
