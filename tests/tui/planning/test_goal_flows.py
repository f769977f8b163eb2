"""The goals by keys alone: what is seen of them, what is done to them, and the ways to the work."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.harness import awaited
from tests.tui.test_work_flows import app_of, opened, select, shown, text_of, until
from tests.workspace import git, make_workspace, write
from tuiwork.demo.stage import set_stage
from tuiwork.tui.home import HomeScreen
from tuiwork.tui.planning.aligning import AligningScreen
from tuiwork.tui.planning.goals import GoalsScreen
from tuiwork.tui.work import WorkScreen

SIZES = [(80, 24), (120, 40), (200, 50)]
GOAL = "goals/faster-service.md"
HANDLING = "goal:faster-service/handling-time"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_workspace(tmp_path / "team")


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample company; whoever uses it changes nothing."""
    return set_stage(tmp_path_factory.mktemp("stage") / "demo").workspace


async def goals(pilot: Pilot[int], at: str = "") -> GoalsScreen:
    await pilot.press("3")
    await until(pilot, lambda: isinstance(pilot.app.screen, GoalsScreen))
    screen = pilot.app.screen
    assert isinstance(screen, GoalsScreen)
    await until(pilot, lambda: screen.takes_keys)
    if at:
        await until(pilot, lambda: screen.rows_list.move_to(at))
        await pilot.pause()
    return screen


def keys_of(screen: GoalsScreen) -> list[str]:
    return [row.key for row in screen.rows_list.rows]


def is_at_work(pilot: Pilot[int]) -> bool:
    return isinstance(pilot.app.screen, WorkScreen)


async def fill(pilot: Pilot[int], *texts: str) -> None:
    """Fill a form line by line, and save it."""
    await until(pilot, lambda: "save" in shown(pilot))
    for number, text in enumerate(texts):
        if number:
            await pilot.press("enter")
        await pilot.press(*({" ": "space", ".": "full_stop"}.get(key, key) for key in text))
    await pilot.press("ctrl+s")


# Seeing


@pytest.mark.parametrize("size", SIZES, ids=str)
@awaited
async def test_the_goals_of_the_period_stand_against_what_is_expected(
    company: Path, size: tuple[int, int]
) -> None:
    async with opened(company, size) as pilot:
        await goals(pilot)
        text = shown(pilot)
        assert "2026-Q2  day 76 of 91  3 goals, 3 off track, 1 stale" in text
        assert all(share in text for share in ("54 %", "36 %", "43 %"))
        assert "20 (3)/13" in text
        assert "┃" in text


@awaited
async def test_what_is_loose_is_told_below_them_with_its_numbers(company: Path) -> None:
    async with opened(company) as pilot:
        screen = await goals(pilot, "loose:unaligned")
        assert "19 of 90 tasks serve no goal, 21 %; by estimate 17 %" in shown(pilot)
        await until(pilot, lambda: "more than 20 %" in shown(pilot))
        assert screen.rows_list.move_to("loose:busy")
        await until(pilot, lambda: "3 tasks a week in the last 4 weeks" in shown(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: is_at_work(pilot))
        work = app_of(pilot).work_screen
        assert work is not None
        await until(pilot, lambda: len(work.tasks_list.rows) >= 12)


@awaited
async def test_a_key_result_tells_its_check_ins_and_the_work_behind_it(company: Path) -> None:
    async with opened(company, (200, 50)) as pilot:
        await goals(pilot, HANDLING)
        await until(pilot, lambda: "3.1 d  jonas  50 % sure" in shown(pilot))
        text = shown(pilot)
        assert "5 → 2 d, now 3.1" in text
        assert "+3.33 points since the check-in before" in text
        assert "12 open (2 blocked), 8 done" in text


@awaited
async def test_on_a_narrow_terminal_one_goes_into_what_stands_behind(company: Path) -> None:
    async with opened(company, (80, 24)) as pilot:
        await goals(pilot)
        await pilot.press("l")
        await until(pilot, lambda: "never has to ask" in " ".join(shown(pilot).split()))
        await pilot.press("h")
        await until(pilot, lambda: "Loose ends" in shown(pilot))


@awaited
async def test_goals_fold_and_unfold(company: Path) -> None:
    async with opened(company) as pilot:
        screen = await goals(pilot, HANDLING)
        await pilot.press("full_stop")
        await until(pilot, lambda: HANDLING not in keys_of(screen))
        assert screen.rows_list.key == "goal:faster-service"
        await pilot.press("l")
        await until(pilot, lambda: HANDLING in keys_of(screen))


@awaited
async def test_an_earlier_period_is_the_archive(company: Path) -> None:
    async with opened(company) as pilot:
        screen = await goals(pilot)
        await pilot.press("[")
        await until(pilot, lambda: "goal:leave-old-portal" in keys_of(screen))
        assert "2025-Q4  over, 92 days" in shown(pilot)
        await pilot.press("[")
        await until(pilot, lambda: "no goal of an earlier period" in shown(pilot))
        await pilot.press("0")
        await until(pilot, lambda: "goal:faster-service" in keys_of(screen))
        await pilot.press("z")
        await until(
            pilot, lambda: {"goal:leave-old-portal", "goal:faster-service"} <= {*keys_of(screen)}
        )


@awaited
async def test_an_empty_state_teaches_the_next_key(root: Path) -> None:
    (root / GOAL).unlink()
    async with opened(root) as pilot:
        await goals(pilot)
        await until(pilot, lambda: "No goal is set yet." in shown(pilot))
        assert "a  sets one" in shown(pilot)


# Doing


@awaited
async def test_a_check_in_is_taken_with_what_is_expected_beside_it_and_undone(root: Path) -> None:
    async with opened(root) as pilot:
        await goals(pilot, HANDLING)
        await pilot.press("c")
        await until(pilot, lambda: "expected 2.49 d" in shown(pilot))
        assert "3.5 d at the start" in shown(pilot)
        await fill(pilot, "3.1", "70", "Two long cases closed")
        await until(pilot, lambda: "current = 3.1" in text_of(root, GOAL))
        assert "checkin handling-time 3.1 confidence 0.7 Two long cases" in text_of(root, GOAL)
        await until(pilot, lambda: "63 %" in shown(pilot))
        await pilot.press("u")
        await until(pilot, lambda: "current = 3.5" in text_of(root, GOAL))
    assert git(root, "status", "--porcelain") == ""


@awaited
async def test_a_value_that_is_no_number_keeps_the_form_open(root: Path) -> None:
    async with opened(root) as pilot:
        await goals(pilot, HANDLING)
        await pilot.press("c")
        await fill(pilot, "three")
        await until(pilot, lambda: "no number" in shown(pilot))
        await pilot.press("escape")
    assert "checkin" not in text_of(root, GOAL)


@awaited
async def test_a_key_result_that_does_not_move_is_refused_as_typed(root: Path) -> None:
    async with opened(root) as pilot:
        await goals(pilot)
        await pilot.press("A")
        await fill(pilot, "Calls", "4", "4")
        await until(pilot, lambda: "a key result has to move" in shown(pilot))
        await pilot.press("backspace", "9", "enter", "enter", "0")
        await until(pilot, lambda: "a number above 0" in shown(pilot))
        await pilot.press("backspace", "2", "ctrl+s")
        await until(pilot, lambda: 'id = "calls"' in text_of(root, GOAL))
    assert "target = 9" in text_of(root, GOAL)
    assert "weight = 2" in text_of(root, GOAL)


@awaited
async def test_a_goal_is_added_and_its_fields_are_changed(root: Path) -> None:
    async with opened(root) as pilot:
        screen = await goals(pilot)
        await pilot.press("a")
        await fill(pilot, "Calm winter", "", "sara", "Nobody freezes")
        path = root / "goals/calm-winter.md"
        await until(pilot, path.exists)
        await until(pilot, lambda: "goal:calm-winter" in keys_of(screen))
        screen.rows_list.move_to("goal:calm-winter")
        await pilot.press("i")
        await fill(pilot, " 2026")
        await until(pilot, lambda: 'title = "Calm winter 2026"' in path.read_text())
    assert "Nobody freezes" in path.read_text()


@awaited
async def test_a_state_is_said_with_a_note_and_taken_back(root: Path) -> None:
    async with opened(root) as pilot:
        await goals(pilot)
        await pilot.press("s")
        await until(pilot, lambda: "How is" in shown(pilot))
        await pilot.press("o", "n", "enter")
        await fill(pilot, "Parts arrive")
        await until(pilot, lambda: 'state_note = "Parts arrive"' in text_of(root, GOAL))
        await until(pilot, lambda: "called on track until" in shown(pilot))
        await pilot.press("s")
        await until(pilot, lambda: "By its numbers" in shown(pilot))
        await pilot.press("n", "u", "m", "b", "enter")
        await until(pilot, lambda: "state_note" not in text_of(root, GOAL))


@awaited
async def test_a_goal_is_carried_over_with_its_tasks(root: Path) -> None:
    async with opened(root) as pilot:
        screen = await goals(pilot)
        await pilot.press("m")
        await until(pilot, lambda: "2026-Q3" in shown(pilot))
        await fill(pilot)
        new = root / "goals/faster-service-2026-q3.md"
        await until(pilot, lambda: new.stem in app_of(pilot).workspace.goals)
        assert "faster-service-2026-q3/handling-time" in text_of(root)
        await pilot.press("]")
        await until(pilot, lambda: "goal:faster-service-2026-q3" in keys_of(screen))
    assert "start = 3.5" in new.read_text()


@awaited
async def test_when_a_goal_may_be_reached_is_forecast(root: Path) -> None:
    async with opened(root) as pilot:
        await goals(pilot)
        await pilot.press("F")
        await until(pilot, lambda: "No forecast: no complete week" in shown(pilot))


@awaited
async def test_a_goal_is_closed_with_its_outcome(root: Path) -> None:
    async with opened(root) as pilot:
        screen = await goals(pilot)
        await pilot.press("x")
        await fill(pilot, "Half of it")
        await until(pilot, lambda: 'outcome = "Half of it"' in text_of(root, GOAL))
        await until(pilot, lambda: "goal:faster-service" not in keys_of(screen))
        await pilot.press("u")
        await until(pilot, lambda: "goal:faster-service" in keys_of(screen))


@awaited
async def test_a_key_result_is_compared_with_others(root: Path) -> None:
    async with opened(root) as pilot:
        await goals(pilot, HANDLING)
        await pilot.press("b")
        await fill(pilot, "6", "5.5", "Trade association")
        await until(pilot, lambda: "ahead of Trade association" in shown(pilot))
    assert "benchmark = " in text_of(root, GOAL)


# The two lenses


@awaited
async def test_enter_goes_to_the_tasks_of_a_goal(root: Path) -> None:
    async with opened(root) as pilot:
        await goals(pilot, HANDLING)
        await pilot.press("enter")
        await until(pilot, lambda: is_at_work(pilot))
        work = app_of(pilot).work_screen
        assert work is not None
        assert work.look.filter == "goal:faster-service/handling-time"
        await until(pilot, lambda: [row.key for row in work.tasks_list.rows][-1:] == ["k7f3qd2m"])


@awaited
async def test_one_key_goes_from_a_task_to_its_key_result_and_back_to_the_same_task(
    root: Path,
) -> None:
    async with opened(root) as pilot:
        select(pilot, "k7f3qd2m")
        await pilot.press("L")
        await until(pilot, lambda: isinstance(pilot.app.screen, GoalsScreen))
        screen = pilot.app.screen
        assert isinstance(screen, GoalsScreen)
        await until(pilot, lambda: screen.rows_list.key == HANDLING)
        assert screen.rows_list.marks == {"goal:faster-service", HANDLING}
        await pilot.press("L")
        await until(pilot, lambda: is_at_work(pilot))
        work = app_of(pilot).work_screen
        assert work is not None
        await until(pilot, lambda: work.current is not None and work.current.id == "k7f3qd2m")
        assert work.look.filter.startswith("goal:faster-service")


@awaited
async def test_the_lens_says_that_a_task_serves_no_goal_and_offers_the_nearest(root: Path) -> None:
    async with opened(root) as pilot:
        select(pilot, "p2h8w4xn")
        await pilot.press("L")
        await until(pilot, lambda: isinstance(pilot.app.screen, AligningScreen))
        await until(pilot, lambda: "Call janitor" in shown(pilot))
        await until(pilot, lambda: "The nearest goals" in shown(pilot))
        await pilot.press("t")
        call = "spaces/operations/jobs/p2h8w4xn-call-janitor.md"
        await until(pilot, lambda: 'goals = ["faster-service"]' in text_of(root, call))
        await until(pilot, lambda: "All is well" in shown(pilot))


@awaited
async def test_a_selection_of_several_tasks_is_marked_on_both_sides(root: Path) -> None:
    call = "spaces/operations/jobs/p2h8w4xn-call-janitor.md"
    tied = text_of(root, call).replace(
        'owner = "sara"', 'owner = "sara"\ngoals = ["faster-service"]'
    )
    write(root, call, tied)
    git(root, "commit", "--quiet", "--all", "-m", "Tied")
    async with opened(root) as pilot:
        for id_ in ("k7f3qd2m", "p2h8w4xn"):
            select(pilot, id_)
            await pilot.press("space")
        await pilot.press("L")
        await until(pilot, lambda: isinstance(pilot.app.screen, GoalsScreen))
        screen = pilot.app.screen
        assert isinstance(screen, GoalsScreen)
        await until(pilot, lambda: screen.rows_list.key == "goal:faster-service")
        await pilot.press("enter")
        await until(pilot, lambda: is_at_work(pilot))
        work = app_of(pilot).work_screen
        assert work is not None
        await until(pilot, lambda: work.tasks_list.marks == {"k7f3qd2m", "p2h8w4xn"})


@awaited
async def test_the_tasks_of_a_closed_goal_are_shown_task_by_task(company: Path) -> None:
    async with opened(company) as pilot:
        await goals(pilot)
        await pilot.press("[")
        await until(pilot, lambda: "All sites off" in shown(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: is_at_work(pilot))
        work = app_of(pilot).work_screen
        assert work is not None
        assert work.look.filter.startswith("id:")
        assert work.look.closed


@awaited
async def test_enter_on_a_computed_key_result_shows_what_its_value_is_of(root: Path) -> None:
    row = '[[key_results]]\nid = "pace"\ntitle = "Pace"\nstart = 0\ntarget = 9\n'
    row += 'measure = "open_count owner:ali"\n'
    front, fence, rest = text_of(root, GOAL).rpartition("+++\n")
    write(root, GOAL, f"{front}\n{row}{fence}{rest}")
    git(root, "commit", "--quiet", "--all", "-m", "Measured")
    async with opened(root) as pilot:
        await goals(pilot, "goal:faster-service/pace")
        await until(pilot, lambda: "open_count owner:ali" in shown(pilot))
        await pilot.press("c")
        await until(pilot, lambda: "“Pace” is worked out" in shown(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: is_at_work(pilot))
        work = app_of(pilot).work_screen
        assert work is not None
        assert work.look.filter == "id:x5m0rt6b"


# Aligning


@awaited
async def test_marked_tasks_are_declared_run_work_as_one_change(root: Path) -> None:
    async with opened(root) as pilot:
        await goals(pilot)
        await pilot.press("g")
        await until(pilot, lambda: "Inspect pump" in shown(pilot))
        await pilot.press("space", "space", "r")
        await until(pilot, lambda: "All is well" in shown(pilot))
        await pilot.press("u")
        await until(pilot, lambda: "Inspect pump" in shown(pilot))
    diary = git(root, "log", "--format=%s").splitlines()
    assert "2 tasks" in diary[1]


# Asking why


@awaited
async def test_a_why_is_asked_shown_and_answered(root: Path) -> None:
    async with opened(root) as pilot:
        select(pilot, "k7f3qd2m")
        await pilot.press("w")
        await until(pilot, lambda: "ask why" in shown(pilot))
        await pilot.press("a")
        await until(pilot, lambda: "enter ask" in shown(pilot))
        await pilot.press(*"Really", "enter")
        await until(pilot, lambda: "question why Really" in text_of(root))
        screen = await goals(pilot)
        await until(pilot, lambda: "sara asks ali why" in shown(pilot))
        row = next(key for key in keys_of(screen) if key.startswith("loose:questions "))
        assert screen.rows_list.move_to(row)
        await pilot.press("enter")
        await until(pilot, lambda: "sara asks ali, today" in shown(pilot))
        await pilot.press("r")
        await until(pilot, lambda: "enter answer" in shown(pilot))
        await pilot.press(*"Yes", "enter")
        await until(pilot, lambda: "answer why Yes" in text_of(root))
        await until(pilot, lambda: "sara asks ali why" not in shown(pilot))


# Home


@awaited
async def test_home_leads_to_the_goal_that_is_behind_and_to_what_somebody_asks(root: Path) -> None:
    write(root, GOAL, text_of(root, GOAL).replace('owner = "ali"', 'owner = "sara"'))
    path = "spaces/operations/jobs/k7f3qd2m-replace-compressor.md"
    asked = "- 2026-06-11T08:00:00Z ali question why What does the roof need it for?\n"
    write(root, path, text_of(root, path).rstrip() + "\n" + asked)
    git(root, "commit", "--quiet", "--all", "-m", "Asked")
    async with opened(root) as pilot:
        await pilot.press("1")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))
        await until(pilot, lambda: "ali asks you why" in shown(pilot))
        home = pilot.app.screen
        assert isinstance(home, HomeScreen)
        home.news_list.focus()
        key = next(row.key for row in home.news_list.rows if "asks you" in row.key)
        assert home.news_list.move_to(key)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, GoalsScreen))
        screen = pilot.app.screen
        assert isinstance(screen, GoalsScreen)
        await until(pilot, lambda: screen.rows_list.key == "loose:questions k7f3qd2m 0")
        await pilot.press("q")
        await until(pilot, lambda: pilot.app.screen is home)
        key = next(row.key for row in home.news_list.rows if "off track" in row.key)
        assert home.news_list.move_to(key)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, GoalsScreen))
        again = pilot.app.screen
        assert isinstance(again, GoalsScreen)
        await until(pilot, lambda: again.rows_list.key == "goal:faster-service")
