"""Leading initiatives by keys alone, in a real repository."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.harness import awaited
from tests.tui.test_work_flows import app_of, opened, shown, until
from tests.workspace import TASKS, git, make_workspace, write
from tuiwork.tui.home import HomeScreen
from tuiwork.tui.parts import Part
from tuiwork.tui.planning.initiatives import InitiativeList

SIZES = [(80, 24), (120, 40), (200, 50)]
PHOTOS = "initiatives/photos.md"
FILES = {
    PHOTOS: """\
+++
title = "Photo reports"
stage = "pilot"
owner = "ali"
end = 2026-03-31
approach = "self-serve"
goals = ["faster-service/handling-time"]
why = "The next one sees what the last one saw."
mandate = "All of it."
time_per_week = "2h"
effect_baseline = 5.0

[[behaviours]]
who = "Technicians"
what = "Three photos"
+++

## Log

- 2026-01-12T07:30:48Z ali status decided -> pilot
""",
    "initiatives/page.md": '+++\ntitle = "Status page"\nstage = "implementing"\n+++\n',
    "initiatives/quote.md": """\
+++
title = "Quote in a day"
stage = "decided"
owner = "sara"
confidence = 60
needs = [{ person = "sara", hours_per_week = 4 }]
+++
""",
    "initiatives/old.md": '+++\ntitle = "Old card"\nstage = "closed"\noutcome = "adopted"\n+++\n',
    "tuiwork.toml": """\
format = 1
name = "Nordvik Climate"
timezone = "Europe/Copenhagen"

[initiatives]
max_running = 2

[approach.self-serve]
works = "When people have asked for it."
""",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    compressor = {**TASKS["k7f3qd2m"], "initiative": "photos"}
    folder = make_workspace(tmp_path / "team", {**TASKS, "k7f3qd2m": compressor})
    for path, text in FILES.items():
        write(folder, path, text)
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Initiatives")
    return folder


def text_of(root: Path, path: str = PHOTOS) -> str:
    return (root / path).read_text()


def diary(root: Path) -> list[str]:
    return git(root, "log", "--format=%s").splitlines()


async def looked(pilot: Pilot[int], at: str = "photos") -> InitiativeList:
    """The initiatives, with the cursor on one."""
    app = app_of(pilot)
    app.left_at[Part.INITIATIVES] = at
    app.show_part(Part.INITIATIVES)
    await until(pilot, lambda: isinstance(pilot.app.screen, InitiativeList))
    screen = pilot.app.screen
    assert isinstance(screen, InitiativeList)
    await until(pilot, lambda: screen.takes_keys and screen.rows_list.key == at)
    return screen


@pytest.mark.parametrize("size", SIZES, ids=str)
@awaited
async def test_the_list_stands_in_its_groups_at_every_size(
    root: Path, size: tuple[int, int]
) -> None:
    async with opened(root, size) as pilot:
        await pilot.press("3")
        await until(pilot, lambda: "INITIATIVES" in shown(pilot) or "GOALS" in shown(pilot))
        await looked(pilot)
        await until(pilot, lambda: "stuck" in shown(pilot))
        text = shown(pilot)
        assert "running 2 of at most 2   4 of 40 h a week claimed   12 months   by stage" in text
        assert text.index("DECIDED  1") < text.index("PILOT  1") < text.index("IMPLEMENTING  1")
        assert "Old card" not in text
        await pilot.press("z")
        await until(pilot, lambda: "Old card" in shown(pilot))


@awaited
async def test_a_key_goes_from_stages_to_approaches_with_what_works_when(root: Path) -> None:
    async with opened(root, (120, 40)) as pilot:
        screen = await looked(pilot)
        await pilot.press("semicolon")
        await until(pilot, lambda: "SELF-SERVE  1" in shown(pilot))
        assert screen.rows_list.key == "photos"
        await pilot.press("k")
        await until(pilot, lambda: "When people have asked" in shown(pilot))
        await pilot.press("semicolon")
        await until(pilot, lambda: "health first" in shown(pilot))


@awaited
async def test_what_is_about_one_is_not_done_to_a_group(root: Path) -> None:
    async with opened(root, (120, 40)) as pilot:
        await looked(pilot)
        await pilot.press("k", "greater_than_sign")
        await until(pilot, lambda: "put the cursor on it" in shown(pilot))
        await until(pilot, lambda: "All initiatives together" in shown(pilot))


@awaited
async def test_without_initiatives_the_next_key_is_taught(root: Path) -> None:
    for path in FILES:
        if path.startswith("initiatives/"):
            (root / path).unlink()
    async with opened(root) as pilot:
        app_of(pilot).show_part(Part.INITIATIVES)
        await until(pilot, lambda: "a writes one down: a title is enough." in shown(pilot))
        await pilot.press("a", *"Phone", "enter")
        await until(pilot, lambda: "CANDIDATE  1" in shown(pilot))


@awaited
async def test_a_file_that_cannot_be_read_stops_nothing(root: Path) -> None:
    write(root, "initiatives/page.md", "+++\ntitle = \n+++\n")
    write(root, "initiatives/quote.md", '+++\ntitle = 3\nstage = 7\ncheckins = "x"\n+++\n')
    async with opened(root) as pilot:
        await looked(pilot)
        await until(pilot, lambda: "stuck" in shown(pilot))


@awaited
async def test_the_page_of_one_takes_the_place_of_the_list_where_there_is_little_room(
    root: Path,
) -> None:
    async with opened(root, (80, 24)) as pilot:
        screen = await looked(pilot)
        await pilot.press("l")
        await until(pilot, lambda: "▼ stuck: pilot ended 76 days ago" in shown(pilot))
        assert not screen.rows_list.is_on_screen
        await pilot.press("h")
        await until(pilot, lambda: "PILOT  1" in shown(pilot))


@awaited
async def test_a_title_is_enough_and_the_cursor_goes_there(root: Path) -> None:
    async with opened(root) as pilot:
        screen = await looked(pilot)
        await pilot.press("a", *"Phone", "enter")
        await until(pilot, lambda: screen.rows_list.key == "phone")
    assert text_of(root, "initiatives/phone.md").startswith('+++\ntitle = "Phone"\n+++\n')
    assert diary(root)[0] == "Wrote down the initiative “Phone”"


@awaited
async def test_the_next_blank_question_asks_for_exactly_that_blank(root: Path) -> None:
    async with opened(root) as pilot:
        await looked(pilot)
        await pilot.press("n")
        await until(pilot, lambda: "Who owns it after the pilot?" in shown(pilot))
        await pilot.press(*"zz", "enter")
        await until(pilot, lambda: "there is no person “zz”" in shown(pilot))
        await pilot.press("backspace", "backspace", *"sara", "enter")
        await until(pilot, lambda: 'owner_after = "sara"' in text_of(root))
        await pilot.press("n")
        await until(pilot, lambda: "Which time and resources" in shown(pilot))
        await pilot.press(*"Van", "enter")
        await until(pilot, lambda: 'resources = "Van"' in text_of(root))
        await pilot.press("u")
        await until(pilot, lambda: "resources" not in text_of(root))


@awaited
async def test_what_is_missing_in_a_row_is_asked_for_that_row(root: Path) -> None:
    async with opened(root, (120, 40)) as pilot:
        await looked(pilot)
        await pilot.press("greater_than_sign")
        await until(pilot, lambda: "behaviours.means  Who does what" in shown(pilot))
        await pilot.press(*"jjjj", "enter")
        await until(pilot, lambda: "Three photos" in shown(pilot))
        await pilot.press(*"App", "enter")
        await until(pilot, lambda: 'means = "App"' in text_of(root))
        await until(pilot, lambda: "● Who does what differently" in shown(pilot))
        await pilot.press("escape")


@awaited
async def test_a_gate_holds_and_is_passed_with_a_reason_that_stays_visible(root: Path) -> None:
    async with opened(root, (120, 50)) as pilot:
        await looked(pilot)
        await pilot.press("greater_than_sign")
        await until(pilot, lambda: "pilot  2 of 7" in shown(pilot))
        assert "○ owner_after  Who owns it after the pilot?" in shown(pilot)
        await pilot.press("end", "enter", *"Van", "enter")
        await until(pilot, lambda: 'stage = "implementing"' in text_of(root))
        await until(pilot, lambda: "forced to implementing without" in shown(pilot))
    assert "forced implementing without owner_after, time, behaviours" in text_of(root)
    assert diary(root)[0] == "Moved “Photo reports” from pilot to implementing"


@awaited
async def test_where_as_many_run_as_may_it_is_asked_what_stops(root: Path) -> None:
    async with opened(root, (120, 50)) as pilot:
        await looked(pilot, "quote")
        await pilot.press("greater_than_sign")
        await until(pilot, lambda: "Go on to pilot" in shown(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "What stops for it?" in shown(pilot))
        assert "2 of 2 run already: page, photos" in shown(pilot)
        await pilot.press(*"page", "enter")
        await until(pilot, lambda: 'stops = ["page"]' in text_of(root, "initiatives/quote.md"))
    assert 'stage = "decided"' in text_of(root, "initiatives/page.md")
    assert 'stage = "pilot"' in text_of(root, "initiatives/quote.md")


@awaited
async def test_nothing_stops_where_somebody_says_why_and_confidence_is_asked(root: Path) -> None:
    path = "initiatives/quote.md"
    write(root, path, text_of(root, path).replace("confidence = 60\n", ""))
    async with opened(root, (120, 50)) as pilot:
        await looked(pilot, "quote")
        await pilot.press("greater_than_sign", "enter")
        await until(pilot, lambda: "What stops for it?" in shown(pilot))
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: "Why does nothing stop?" in shown(pilot))
        await pilot.press(*"Now", "enter")
        await until(pilot, lambda: "How sure are you" in shown(pilot))
        await pilot.press(*"101", "enter")
        await until(pilot, lambda: "a number from 0 to 100" in shown(pilot))
        await pilot.press("backspace", "enter")
        await until(pilot, lambda: "confidence = 10" in text_of(root, path))
    assert "comment Now" in text_of(root, path)


@awaited
async def test_the_preflight_is_only_ready_when_all_is_answered(root: Path) -> None:
    path = "initiatives/quote.md"
    async with opened(root, (120, 50)) as pilot:
        await looked(pilot, "quote")
        await pilot.press("p")
        await until(pilot, lambda: "Preflight of “Quote in a day”: not ready yet" in shown(pilot))
        assert "owner and means  1 of 3" in shown(pilot)
        await pilot.press("enter", *"All", "enter")
        await until(pilot, lambda: "owner and means  2 of 3" in shown(pilot))
    assert 'mandate = "All"' in text_of(root, path)


@awaited
async def test_who_is_over_capacity_is_named_and_leads_to_the_work(root: Path) -> None:
    person = '+++\nname = "Sara Holm"\nemails = ["sara@nordvik.example"]\nhours = 2\n+++\n'
    write(root, "people/sara.md", person)
    async with opened(root, (120, 50)) as pilot:
        await looked(pilot, "quote")
        await pilot.press("p")
        await until(pilot, lambda: "sara has 10 h of 2 h (500 %)" in shown(pilot))
        await pilot.press("end", "enter")
        await until(pilot, lambda: "id:k7f3qd2m" in shown(pilot))


@awaited
async def test_a_check_in_refuses_while_it_is_typed_and_writes_one_row(root: Path) -> None:
    async with opened(root) as pilot:
        await looked(pilot)
        await pilot.press("c")
        await until(pilot, lambda: "how many use it now" in shown(pilot))
        for label in ("Using", "Expected", "Cases", "Faster", "Obstacles", "Pulse"):
            assert label in shown(pilot)
        await pilot.press("9", "down", "6")
        await until(pilot, lambda: "9 use it of 6 expected" in shown(pilot))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "9 use it of 6 expected" in shown(pilot))
        await pilot.press("up", "backspace", "5", "ctrl+s")
        await until(pilot, lambda: "[[checkins]]" in text_of(root))
        await until(pilot, lambda: "5/6" in shown(pilot))
    assert "using = 5\nexpected = 6\n" in text_of(root)
    assert diary(root)[0] == "Checked in “Photo reports” 5 of 6"


@awaited
async def test_a_loop_is_begun_and_closed_by_its_own_form(root: Path) -> None:
    async with opened(root) as pilot:
        await looked(pilot)
        await pilot.press("r", *"Card", "ctrl+s")
        await until(pilot, lambda: 'action = "Card"' in text_of(root))
        await until(pilot, lambda: "Reflect on" not in shown(pilot))
        await pilot.press("r")
        await until(pilot, lambda: "Card" in shown(pilot).partition("Reflect on")[2])
        await pilot.press("down", "down", "down", *"Gloves", "ctrl+s")
        await until(pilot, lambda: 'learned = "Gloves"' in text_of(root))
    assert text_of(root).count("[[loops]]") == 1


@awaited
async def test_obstacle_practice_and_step_are_each_one_change(root: Path) -> None:
    async with opened(root) as pilot:
        await looked(pilot)
        await pilot.press("b", *"time", "enter", *"Slow", "enter")
        await until(pilot, lambda: 'what = "Slow"' in text_of(root))
        await pilot.press("t", *"Film", "ctrl+s")
        await until(pilot, lambda: "say when: the date of one day" in shown(pilot))
        await pilot.press("down", "down", "down", *"Friday", "ctrl+s")
        await until(pilot, lambda: 'slot = "Friday"' in text_of(root))
        await pilot.press("x", "enter", "enter")
        await until(pilot, lambda: "done = 2026-06-15" in text_of(root))
    assert diary(root)[:3] == [
        "Did step 1 of “Photo reports”",
        "Planned practice for “Photo reports”",
        "Noted an obstacle to “Photo reports” (time)",
    ]


@awaited
async def test_it_is_closed_with_an_outcome_and_taken_back(root: Path) -> None:
    async with opened(root) as pilot:
        await looked(pilot)
        await pilot.press("D", *"abandoned", "enter", *"No", "enter")
        await until(pilot, lambda: 'outcome = "abandoned"' in text_of(root))
        assert f"closed = {date(2026, 6, 15)}" in text_of(root)
        await pilot.press("u")
        await until(pilot, lambda: 'stage = "pilot"' in text_of(root))


@awaited
async def test_fields_and_rows_are_written_by_forms(root: Path) -> None:
    async with opened(root, (120, 50)) as pilot:
        await looked(pilot)
        await pilot.press("i")
        await until(pilot, lambda: "Photo reports" in shown(pilot) and "Sponsor" in shown(pilot))
        await pilot.press("down", "backspace", "backspace", "backspace", *"sara", "ctrl+s")
        await until(pilot, lambda: 'owner = "sara"' in text_of(root))
        await pilot.press("plus", *"group", "enter", "down", *"sara", "ctrl+s")
        await until(pilot, lambda: "it tells this one from the others" in shown(pilot))
        await pilot.press(*"Vans", "ctrl+s")
        await until(pilot, lambda: 'name = "Vans"' in text_of(root))
    assert 'contact = "sara"' in text_of(root)


@awaited
async def test_enter_shows_the_tasks_and_w_the_goals(root: Path) -> None:
    async with opened(root) as pilot:
        await looked(pilot)
        await pilot.press("w")
        await until(pilot, lambda: "Nobody is cold for more than one night." in shown(pilot))
        await pilot.press("escape", "enter")
        await until(pilot, lambda: "initiative:photos" in shown(pilot))
        await until(pilot, lambda: "Replace compressor" in shown(pilot))
        assert "Call janitor" not in shown(pilot)


@awaited
async def test_home_leads_to_the_one_that_stands_still(root: Path) -> None:
    async with opened(root, (160, 40)) as pilot:
        await pilot.press("1")
        await until(pilot, lambda: "“Photo reports” is stuck: pilot ended" in shown(pilot))
        app = app_of(pilot)
        assert isinstance(app.screen, HomeScreen)
        app.screen.news_list.focus()
        app.screen.news_list.move_to("look “Photo reports” is stuck: pilot ended 76 days ago")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, InitiativeList))
        screen = pilot.app.screen
        assert isinstance(screen, InitiativeList)
        await until(pilot, lambda: screen.rows_list.key == "photos")
