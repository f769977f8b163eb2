"""The roadmap, a period, its start and the decisions by keys alone, in the sample company."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TypeVar

import pytest
from textual.pilot import Pilot

from tests.tui.harness import HOSTILE, awaited
from tests.tui.test_work_flows import app_of, opened, root, shown, until
from tests.workspace import git, write
from tuiwork.demo.stage import set_stage
from tuiwork.tui.home import HomeScreen
from tuiwork.tui.parts import Part
from tuiwork.tui.planning.decisions import DecisionScreen
from tuiwork.tui.planning.period import PeriodScreen
from tuiwork.tui.planning.roadmap import RoadmapScreen
from tuiwork.tui.planning.starting import StartScreen
from tuiwork.tui.side_screen import SideScreen
from tuiwork.tui.work import WorkScreen

__all__ = ["root"]

SIZES = [(80, 24), (120, 40), (200, 50)]
QUOTE = "initiatives/quote-in-a-day.md"
PLAN = "plans/2026-Q2.md"

Screen = TypeVar("Screen", bound=SideScreen)


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return set_stage(tmp_path_factory.mktemp("demo")).workspace


@pytest.fixture
def sample(stage: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(stage, tmp_path / "nordvik"))


async def at(pilot: Pilot[int], part: Part, kind: type[Screen], key: str = "") -> Screen:
    """The screen of a part, with the cursor on a row."""
    app_of(pilot).show_part(part)
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))
    screen = pilot.app.screen
    assert isinstance(screen, kind)
    await until(pilot, lambda: screen.takes_keys)
    await on(pilot, screen, key)
    return screen


async def on(pilot: Pilot[int], screen: SideScreen, key: str) -> None:
    if key:
        await until(pilot, lambda: screen.rows_list.move_to(key))
    await pilot.pause()


async def write_words(pilot: Pilot[int], words: str) -> None:
    for one in words:
        await pilot.press({" ": "space", ".": "full_stop", "-": "minus"}.get(one, one))


def text(root: Path, path: str) -> str:
    return (root / path).read_text()


def files(root: Path) -> str:
    return git(root, "status", "--porcelain")


# The roadmap


@pytest.mark.parametrize("size", SIZES, ids=str)
@awaited
async def test_the_roadmap_shows_bars_milestones_and_what_has_no_dates(
    stage: Path, size: tuple[int, int]
) -> None:
    async with opened(stage, size) as pilot:
        await at(pilot, Part.ROADMAP, RoadmapScreen, "initiative:customer-status-page")
        await until(pilot, lambda: "in 107 days" in shown(pilot))
        assert "2026-Q3" in shown(pilot)
        assert "━━━━━━━━━━━━━━━━━━━━" in shown(pilot)
        assert "◆" in shown(pilot)
        assert "team’s hours" in shown(pilot)
        await until(pilot, lambda: "done by mon 29 jun (50 %), mon 29 jun (85 %)" in shown(pilot))
        await pilot.press("G")
        await until(pilot, lambda: "no start and no end" in shown(pilot))


@awaited
async def test_the_roadmap_is_zoomed_and_moved_and_comes_back_to_today(stage: Path) -> None:
    async with opened(stage, (120, 40)) as pilot:
        await at(pilot, Part.ROADMAP, RoadmapScreen)
        await pilot.press("plus")
        await until(pilot, lambda: "Roadmap by month" in shown(pilot))
        await pilot.press("minus", "minus")
        await until(pilot, lambda: "Roadmap by year" in shown(pilot))
        await pilot.press("minus", "right_square_bracket", "right_square_bracket")
        await until(pilot, lambda: "2027-Q1" in shown(pilot) and "2026-Q2" not in shown(pilot))
        await pilot.press("0")
        await until(pilot, lambda: "2026-Q2" in shown(pilot))


@awaited
async def test_an_end_is_set_in_words_and_one_before_the_start_is_asked_again(
    sample: Path,
) -> None:
    async with opened(sample, (120, 40)) as pilot:
        screen = await at(pilot, Part.ROADMAP, RoadmapScreen, "initiative:quote-in-a-day")
        await pilot.press("d")
        await write_words(pilot, "2026-06-20")
        await pilot.press("enter")
        await until(pilot, lambda: "before it starts" in shown(pilot))
        await pilot.press(*["backspace"] * 10)
        await write_words(pilot, "30 november")
        await pilot.press("enter")
        await until(pilot, lambda: "end = 2026-11-30" in text(sample, QUOTE))
        await until(pilot, lambda: screen.rows_list.key == "initiative:quote-in-a-day")
        await pilot.press("u")
        await until(pilot, lambda: "end = 2026-10-31" in text(sample, QUOTE))


@awaited
async def test_what_it_comes_after_is_picked_and_a_circle_is_refused_by_name(
    sample: Path,
) -> None:
    async with opened(sample, (120, 40)) as pilot:
        screen = await at(pilot, Part.ROADMAP, RoadmapScreen, "initiative:quote-in-a-day")
        await pilot.press("b")
        await write_words(pilot, "status")
        await pilot.press("enter")
        await until(pilot, lambda: 'after = ["customer-status-page"]' in text(sample, QUOTE))
        await until(pilot, lambda: "← Customer sta" in shown(pilot))
        await until(pilot, lambda: "starts on 2026-07-01, before" in shown(pilot))
        await on(pilot, screen, "initiative:customer-status-page")
        await pilot.press("b")
        await write_words(pilot, "quote")
        await pilot.press("enter")
        ring = "each would wait for the next: customer-status-page → quote-in-a-day →"
        await until(pilot, lambda: ring in shown(pilot))
        await pilot.press("escape")


@awaited
async def test_a_circle_that_is_written_in_the_files_is_named_in_full(sample: Path) -> None:
    for one, other in (("left", "right"), ("right", "left")):
        front = f'title = "{one}"\nstart = 2026-07-01\nend = 2026-08-01\nafter = ["{other}"]'
        write(sample, f"initiatives/{one}.md", f"+++\n{front}\n+++\n")
    async with opened(sample, (120, 40)) as pilot:
        screen = await at(pilot, Part.ROADMAP, RoadmapScreen)
        await on(pilot, screen, "flag each waits for the next: left → right → left")
        await until(pilot, lambda: "Take one of them out of" in shown(pilot))
        await pilot.press("enter")
        assert screen.rows_list.key == "initiative:left"


@awaited
async def test_a_milestone_opens_its_task(sample: Path) -> None:
    front = 'id = "m1westag"\ntitle = "Launch"\nstatus = "new"\ntype = "milestone"'
    place = "spaces/product/bugs"
    write(sample, f"{place}/m1westag-launch.md", f"+++\n{front}\ndue = 2026-07-10\n+++\n")
    async with opened(sample, (120, 40)) as pilot:
        await at(pilot, Part.ROADMAP, RoadmapScreen, "task:m1westag")
        await until(pilot, lambda: "in 25 days" in shown(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, WorkScreen))


# A period


@pytest.mark.parametrize("size", SIZES, ids=str)
@awaited
async def test_a_period_tells_its_days_its_figures_its_room_and_its_items(
    stage: Path, size: tuple[int, int]
) -> None:
    async with opened(stage, size) as pilot:
        await at(pilot, Part.PERIOD, PeriodScreen)
        for words in ("day 76 of 91", "50 % finished", "29 % drift", "of 551 h", "Waits  3"):
            assert words in shown(pilot)
        await until(pilot, lambda: "mon 12 oct" in shown(pilot))
        await pilot.press("G")
        await until(pilot, lambda: "again mon 21 sep" in shown(pilot))


@awaited
async def test_an_item_is_declined_with_a_reason_and_not_without_one(sample: Path) -> None:
    async with opened(sample, (120, 40)) as pilot:
        await at(pilot, Part.PERIOD, PeriodScreen, "goal:grow-contracts")
        await pilot.press("n", "enter")
        await until(pilot, lambda: "say something" in shown(pilot))
        await write_words(pilot, "no time")
        await pilot.press("enter")
        await until(pilot, lambda: 'reason = "no time"' in text(sample, PLAN))
        await until(pilot, lambda: "43 % drift" in shown(pilot))
        await pilot.press("u")
        await until(pilot, lambda: "no time" not in text(sample, PLAN).partition("+++\n\n")[0])


@awaited
async def test_an_item_goes_down_and_up_in_the_plan(sample: Path) -> None:
    async with opened(sample, (120, 40)) as pilot:
        await at(pilot, Part.PERIOD, PeriodScreen, "goal:faster-service")
        first, second = '"goal:faster-service"', '"initiative:customer-status-page"'

        def is_first() -> bool:
            written = text(sample, PLAN)
            return written.index(first) < written.index(second)

        await pilot.press("J")
        await until(pilot, lambda: not is_first())
        await pilot.press("K")
        await until(pilot, is_first)


@awaited
async def test_what_waits_is_taken_in_gets_a_target_and_is_dropped_again(sample: Path) -> None:
    key = "initiative:photo-reports"
    async with opened(sample, (120, 40)) as pilot:
        screen = await at(pilot, Part.PERIOD, PeriodScreen, key)
        await pilot.press("i")
        await until(pilot, lambda: "Waits  2" in shown(pilot))
        await on(pilot, screen, key)
        await pilot.press("d")
        await write_words(pilot, "30 june")
        await pilot.press("enter")
        await until(pilot, lambda: "target = 2026-06-30" in text(sample, PLAN))
        await pilot.press("D")
        await write_words(pilot, "later")
        await pilot.press("enter")
        await until(pilot, lambda: 'reason = "later"' in text(sample, PLAN))
        await until(pilot, lambda: "Waits  3" in shown(pilot))


@awaited
async def test_something_is_put_in_the_plan_by_a_few_letters(sample: Path) -> None:
    async with opened(sample, (120, 40)) as pilot:
        await at(pilot, Part.PERIOD, PeriodScreen)
        await pilot.press("a")
        await write_words(pilot, "dark theme")
        await pilot.press("enter")
        await until(pilot, lambda: "In  8" in shown(pilot))


@awaited
async def test_enter_on_an_item_shows_its_tasks_also_the_finished_ones(stage: Path) -> None:
    async with opened(stage, (120, 40)) as pilot:
        await at(pilot, Part.PERIOD, PeriodScreen, "initiative:customer-status-page")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, WorkScreen))
        work = app_of(pilot).work_screen
        assert work is not None
        await until(pilot, lambda: sum(not row.header for row in work.tasks_list.rows) == 8)


@awaited
async def test_a_period_without_a_plan_says_how_to_begin(stage: Path) -> None:
    async with opened(stage, (120, 40)) as pilot:
        await at(pilot, Part.PERIOD, PeriodScreen)
        await pilot.press("right_square_bracket")
        await until(pilot, lambda: "There is no plan of 2026-Q3 yet." in shown(pilot))
        assert "begins in 16 days" in shown(pilot)
        await pilot.press("0")
        await until(pilot, lambda: "day 76 of 91" in shown(pilot))
        await pilot.press("b")
        await until(pilot, lambda: "2026-Q2 was started on 2026-04-01" in shown(pilot))


@awaited
async def test_a_choice_becomes_a_decision_with_what_is_known_of_it(sample: Path) -> None:
    async with opened(sample, (120, 40)) as pilot:
        await at(pilot, Part.PERIOD, PeriodScreen, "initiative:photo-reports")
        await pilot.press("r", "ctrl+s")
        path = "decisions/photo-site-reports-in-2026-q2.md"
        await until(pilot, lambda: (sample / path).exists())
    assert "review = 2026-06-30" in text(sample, path)
    assert "Nobody owns it after the pilot." in text(sample, path)


# Its start


@awaited
async def test_a_period_is_started_step_by_step_as_one_change(sample: Path) -> None:
    async with opened(sample, (120, 40)) as pilot:
        await at(pilot, Part.PERIOD, PeriodScreen)
        await pilot.press("right_square_bracket")
        await until(pilot, lambda: "There is no plan of 2026-Q3" in shown(pilot))
        await pilot.press("b")
        await until(pilot, lambda: "0 of 10 decided" in shown(pilot))
        before = git(sample, "rev-list", "--count", "HEAD")
        await pilot.press("i", "i", "w")
        await until(pilot, lambda: "2 in, 1 waiting, 0 declined" in shown(pilot))
        await pilot.press("n")
        await write_words(pilot, "no hands")
        await pilot.press("enter")
        await until(pilot, lambda: "4 of 10 decided" in shown(pilot))
        assert files(sample) == ""
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Write it, and a decision for each" in shown(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: (sample / "plans/2026-Q3.md").exists())
        await until(pilot, lambda: isinstance(pilot.app.screen, PeriodScreen))
        await until(pilot, lambda: "Plan of 2026-Q3" in shown(pilot))
    assert int(git(sample, "rev-list", "--count", "HEAD")) == int(before) + 1
    plan = text(sample, "plans/2026-Q3.md")
    assert "started = 2026-06-15" in plan
    assert 'reason = "no hands"' in plan


@awaited
async def test_taking_on_an_initiative_moves_the_bar_of_the_room(stage: Path) -> None:
    async with opened(stage, (120, 40)) as pilot:
        app_of(pilot).period_at = "2026-Q3"
        await at(pilot, Part.PERIOD, PeriodScreen)
        await pilot.press("b")
        await until(pilot, lambda: isinstance(pilot.app.screen, StartScreen))
        await until(pilot, lambda: "14 h of 2548 h" in shown(pilot))
        screen = pilot.app.screen
        assert isinstance(screen, StartScreen)
        await on(pilot, screen, "initiative:quote-in-a-day")
        await pilot.press("i")
        await until(pilot, lambda: "157 h of 2548 h" in shown(pilot))
        await on(pilot, screen, "initiative:quote-in-a-day")
        await pilot.press("x")
        await until(pilot, lambda: "14 h of 2548 h" in shown(pilot))


@awaited
async def test_leaving_the_start_early_writes_nothing_and_keeps_what_was_decided(
    sample: Path,
) -> None:
    async with opened(sample, (80, 24)) as pilot:
        app_of(pilot).period_at = "2026-Q3"
        await at(pilot, Part.PERIOD, PeriodScreen)
        await pilot.press("b")
        await until(pilot, lambda: "0 of 10 decided" in shown(pilot))
        await pilot.press("i", "w", "q")
        await until(pilot, lambda: isinstance(pilot.app.screen, PeriodScreen))
        await until(pilot, lambda: "Nothing was written." in shown(pilot))
        await pilot.press("b")
        await until(pilot, lambda: "1 in, 1 waiting, 0 declined" in shown(pilot))
    assert files(sample) == ""
    assert not (sample / "plans/2026-Q3.md").exists()


# Forecasts


@awaited
async def test_the_forecast_of_what_is_shown_moves_when_work_is_finished(sample: Path) -> None:
    async with opened(sample, (120, 40)) as pilot:
        work = app_of(pilot).work_screen
        assert work is not None
        work.go("spaces/product")
        await until(pilot, lambda: bool(work.tasks_list.rows))
        await pilot.press("F")
        await until(pilot, lambda: "23 open tasks" in shown(pilot))
        assert "50 % sure by monday" in shown(pilot)
        assert "10,000 runs over 9 weeks (n=9), seed 1" in shown(pilot)
        await pilot.press("escape", "x")
        await until(pilot, lambda: sum(not row.header for row in work.tasks_list.rows) == 22)
        await pilot.press("F")
        await until(pilot, lambda: "22 open tasks" in shown(pilot))


@awaited
async def test_a_filter_that_finds_nothing_is_told_why_there_is_no_forecast(sample: Path) -> None:
    async with opened(sample, (120, 40)) as pilot:
        await pilot.press("slash")
        await write_words(pilot, "zzzz")
        await pilot.press("enter", "F")
        await until(pilot, lambda: "No forecast: there are no tasks." in shown(pilot))


@awaited
async def test_the_forecast_of_an_item_is_held_against_its_target(stage: Path) -> None:
    async with opened(stage, (120, 40)) as pilot:
        await at(pilot, Part.PERIOD, PeriodScreen, "task:7qf34ftm")
        await pilot.press("F")
        await until(pilot, lambda: "Forecast of Keep the ten most used parts" in shown(pilot))
        assert "85 % is 17 days after, due friday 5 june 2026" in shown(pilot)


# Decisions


@pytest.mark.parametrize("size", SIZES, ids=str)
@awaited
async def test_the_decision_whose_review_is_overdue_stands_first_and_in_full(
    stage: Path, size: tuple[int, int]
) -> None:
    async with opened(stage, size) as pilot:
        await at(pilot, Part.DECISIONS, DecisionScreen)
        for words in ("Due for a look  1", "17 days overdue", "Frigoteknik for everything"):
            await until(pilot, lambda words=words: words in shown(pilot))  # type: ignore[misc]


@awaited
async def test_what_came_of_a_decision_is_written_down_with_the_next_look(sample: Path) -> None:
    path = "decisions/parts-supplier.md"
    async with opened(sample, (120, 40)) as pilot:
        await at(pilot, Part.DECISIONS, DecisionScreen, "parts-supplier")
        await pilot.press("r", "ctrl+s")
        await until(pilot, lambda: "say what" in shown(pilot))
        await write_words(pilot, "nine days")
        await pilot.press("enter")
        await write_words(pilot, "ask")
        await pilot.press("enter")
        await write_words(pilot, "1 september")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: 'outcome = "nine days"' in text(sample, path))
        await until(pilot, lambda: "To be looked at  1" in shown(pilot))
    assert 'learned = "ask"' in text(sample, path)
    assert "review = 2026-09-01" in text(sample, path)


@awaited
async def test_a_new_decision_needs_its_day_of_review(sample: Path) -> None:
    async with opened(sample, (120, 40)) as pilot:
        await at(pilot, Part.DECISIONS, DecisionScreen)
        await pilot.press("a")
        await write_words(pilot, "one van")
        await pilot.press("enter")
        await write_words(pilot, "sell it")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "say when" in shown(pilot))
        await write_words(pilot, "1 september")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: (sample / "decisions/one-van.md").exists())


@awaited
async def test_home_leads_to_the_decision_that_waits_for_its_review(root: Path) -> None:
    front = 'title = "One van"\nchoice = "Sell"\ndate = 2026-01-01\nreview = 2026-06-01'
    write(root, "decisions/one-van.md", f"+++\n{front}\n+++\n")
    async with opened(root, (120, 40)) as pilot:
        await pilot.press("1")
        await until(pilot, lambda: "the decision “One van” was to be" in shown(pilot))
        await pilot.press("tab")
        home = pilot.app.screen
        assert isinstance(home, HomeScreen)
        words = "look the decision “One van” was to be looked at again"
        assert home.news_list.move_to(words)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, DecisionScreen))
        await until(pilot, lambda: "14 days overdue" in shown(pilot))


@awaited
async def test_hostile_words_are_harmless_in_every_part(sample: Path) -> None:
    for number, words in enumerate(HOSTILE):
        quoted = words.encode("unicode_escape").decode().replace("\\x", "\\u00").replace('"', "'")
        if "\\\\" in quoted:
            quoted = "\\\\"
        front = f'title = "{quoted}"\nstart = 2026-07-01\nend = 2026-08-01'
        write(sample, f"initiatives/h{number}.md", f"+++\n{front}\n+++\n")
        write(
            sample, f"decisions/h{number}.md",
            f'+++\ntitle = "{quoted}"\nchoice = "{quoted}"\nreview = 2026-06-01\n+++\n',
        )  # fmt: skip
    rows = "".join(
        f'[[items]]\nof = "initiative:h{number}"\nstate = "in"\n' for number in range(len(HOSTILE))
    )
    write(sample, "plans/2026-Q2.md", f"+++\nstarted = 2026-04-01\n{rows}+++\n")
    async with opened(sample, (120, 40)) as pilot:
        kinds: list[tuple[Part, type[SideScreen]]] = [
            (Part.ROADMAP, RoadmapScreen),
            (Part.PERIOD, PeriodScreen),
            (Part.DECISIONS, DecisionScreen),
        ]
        for part, kind in kinds:
            screen = await at(pilot, part, kind)
            for row in screen.rows_list.rows:
                screen.rows_list.move_to(row.key)
                await pilot.pause()
            told = shown(pilot)
            assert "[/nope]" in told
            assert not [one for one in told if not one.isprintable() and one != "\n"]
