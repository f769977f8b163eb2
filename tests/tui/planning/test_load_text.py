"""What stands behind a week of the load, drawn from values."""

from __future__ import annotations

from datetime import date

import pytest
from textual.content import Content

from tests.tui.harness import HOSTILE
from tests.tui.planning.sample import sample_company
from tuiwork.insight.load import Load, load
from tuiwork.model.workspace import Workspace
from tuiwork.tui.planning.heat_lines import Apart
from tuiwork.tui.planning.load_text import apart_lines, banner, week_lines
from tuiwork.tui.planning.load_ways import way_to_tasks
from tuiwork.tui.planning.what_if import suppose
from tuiwork.tui.symbols import symbols

TODAY = date(2026, 6, 15)
SIGNS = symbols(ascii_only=False)


@pytest.fixture(scope="module")
def now() -> Load:
    return load(sample_company(), TODAY, 4)


def told(found: Load, handle: str, week: int = 0, width: int = 76) -> list[str]:
    row = found.row(handle)
    assert row is not None
    lines = week_lines(sample_company(), row, row.cells[week], None, TODAY, width, SIGNS)
    return [line.plain.rstrip() for line in lines]


def text(lines: list[Content]) -> str:
    return "\n".join(line.plain for line in lines)


def test_the_hours_of_a_week_are_told_as_arithmetic_in_words(now: Load) -> None:
    lines = told(now, "sara", width=120)
    assert lines[:4] == [
        "Sara Holm  week 25, 15 jun – 21 jun",
        "46h of 30h = 153%, 16h too many",
        "54h = 180% as estimates turn out",
        "37 h a week − 2 h protected for incident playbook practice"
        " − 5 h protected for travel between sites = 30 h",
    ]


def test_the_tasks_stand_below_with_their_share_and_as_their_estimates_turn_out(now: Load) -> None:
    [line] = [line for line in told(now, "sara") if "Root cause: pump 4" in line]
    assert line.split()[:5] == ["6h", "of", "6h", "likely", "9h"]
    assert line.endswith("wed 17")
    assert "time spent by estimate: incident × 1.5" in told(now, "sara")


def test_an_absence_leaves_no_hours_and_says_why(now: Load) -> None:
    lines = told(now, "freja", week=1)
    assert lines[1] == "0h of 0h"
    assert lines[2] == "37 h a week × 0 of 5 days = 0 h"
    assert lines[3].startswith("off 22 jun – 26 jun")


def test_who_has_all_hours_of_the_week_needs_no_arithmetic(now: Load) -> None:
    assert told(now, "ali")[2] == "37 h a week"


def test_what_is_guessed_is_counted_and_undated_work_stands_apart(now: Load) -> None:
    lines = told(now, "ali")
    assert "~ 3 tasks without an estimate, counted with 4h each" in lines
    assert lines.index("Due on no day  32h") > 3


def test_the_week_of_the_team_names_the_owners(now: Load) -> None:
    lines = week_lines(sample_company(), None, now.team[0], None, TODAY, 100, SIGNS)
    [line] = [one.plain for one in lines if "Root cause: pump 4" in one.plain]
    assert "sara" in line
    assert lines[0].plain.startswith("Everybody  week 25")


def test_what_is_supposed_stands_beside_what_is(now: Load) -> None:
    workspace = sample_company()
    then = suppose(workspace, "+quote-in-a-day").load(TODAY, 4)
    row, was = then.row("sara"), now.row("sara")
    assert row is not None
    assert was is not None
    lines = week_lines(workspace, row, row.cells[0], was.cells[0], TODAY, 76, SIGNS)
    assert lines[1].plain.startswith("50h of 30h = 167%, 20h too many")
    assert lines[3].plain == "now 46h of 30h"
    [line] = [one.plain for one in lines if "Quote in a day" in one.plain]
    assert line.split() == ["4h", "a", "week", "Quote", "in", "a", "day"]


def test_work_of_nobody_is_listed_with_what_it_takes(now: Load) -> None:
    apart = Apart("without an owner", ids=now.unowned)
    lines = text(apart_lines(sample_company(), apart, TODAY, 76, SIGNS))
    assert lines.startswith("Without an owner\n\n")
    for id_ in now.unowned:
        assert sample_company().tasks[id_].title[:20] in lines


@pytest.mark.parametrize("width", [30, 50, 76, 120])
def test_no_line_is_wider_than_its_pane(now: Load, width: int) -> None:
    for handle in sample_company().people:
        assert max(map(len, told(now, handle, width=width))) <= width


def test_the_banner_says_what_is_supposed_that_nothing_is_written_and_how_it_ends() -> None:
    words = banner(["ana with 30 h a week"], ["Yes, there is room."], 76, "esc").plain
    assert words.splitlines() == [
        "what if: ana with 30 h a week — nothing is written, esc ends it",
        "Yes, there is room.",
    ]
    cut = banner(["ana with 30 h a week"] * 9, [], 76, "esc").plain
    assert len(cut) == 76
    assert cut.endswith("… — nothing is written, esc ends it")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_are_harmless(hostile: str) -> None:
    shown = banner([hostile], [hostile], 200, "esc")
    assert not {one for one in shown.plain if not one.isprintable() and one != "\n"}


def test_the_way_to_the_tasks_of_a_week_names_them_or_what_they_share(now: Load) -> None:
    workspace = sample_company()
    row = now.row("sara")
    assert row is not None
    way = way_to_tasks(workspace, row.cells[0].ids, "sara", TODAY)
    shorts = {workspace.short(id_) for id_ in row.cells[0].ids}
    assert set(way.filter.removeprefix("id:").split(",")) == shorts
    many = way_to_tasks(workspace, list(workspace.tasks) * 5, "sara", TODAY)
    assert many.filter == "owner:sara is:open due<=2026-06-21"
    assert way_to_tasks(Workspace({}), ["a"], ":unowned", None).filter == "is:unowned is:open"
