"""People's hours, load, what-if and forecasts, as commands answer them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Tuiwork
from tests.workspace import make_workspace, write

WEEK = "w25 15 jun"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """The small company with hours, an initiative and a past."""
    folder = make_workspace(tmp_path / "work")
    for handle, more in {"sara": "hours = 10\n", "ali": "hours = 37\n"}.items():
        file = folder / f"people/{handle}.md"
        file.write_text(file.read_text().replace("+++\n", f"+++\n{more}", 1))
    write(
        folder,
        "initiatives/quick-quotes.md",
        '+++\ntitle = "Quick quotes"\nend = 2026-06-28\n'
        'needs = [{ person = "sara", hours_per_week = 4 }]\n+++\n',
    )
    write(folder, "initiatives/later.md", '+++\ntitle = "Later"\n+++\n')
    for week, monday in enumerate(("05-11", "05-18", "05-25", "06-01", "06-08")):
        write(
            folder,
            f"spaces/operations/incidents/dddddd{week}d-done.md",
            f'+++\nid = "dddddd{week}d"\ntitle = "Done"\nstatus = "done"\n+++\n\n## Log\n\n'
            f"- 2026-{monday}T08:00:00Z sara status doing -> done\n",
        )
    return folder


# Load


def test_load_is_a_line_a_person_and_a_cell_a_week(tuiwork: Tuiwork) -> None:
    assert tuiwork("load", "--weeks", "2").lines == [
        "      w25 15 jun    w26 22 jun",
        "ali   · 0 % 0h      · 0 % 0h    + 1 undated",
        "sara  ▓ 100 % ~10h  · 0 % 0h",
        "all   ░ 21 % ~10h   · 0 % 0h",
        "~ 2 tasks without an estimate, counted with 4h each",
    ]


def test_load_of_one_person_lists_what_makes_it_up(tuiwork: Tuiwork) -> None:
    lines = tuiwork("load", "sara").lines
    assert lines[0] == f"Sara Holm, {WEEK}  10h of 10h = 100 %"
    assert lines[1].split()[:4] == ["k7f", "6h", "of", "6h"]
    assert lines[2].split()[:4] == ["p2h", "~4h", "of", "4h"]
    assert tuiwork("load", "sara", "--week", "26").lines == [
        "Sara Holm, w26 22 jun  0h of 10h = 0 %"
    ]
    assert tuiwork("load", "ali").lines[1:3] == ["", "due on no day"]


def test_load_as_json_has_every_figure_with_its_ids(tuiwork: Tuiwork) -> None:
    answer = tuiwork("load", "--json", "--weeks", "2").json
    assert answer["weeks"] == ["2026-06-15", "2026-06-22"]
    sara = answer["people"][1]
    assert (sara["handle"], sara["weeks"][0]["share"]) == ("sara", 1.0)
    assert [one["id"] for one in sara["weeks"][0]["tasks"]] == ["k7f3qd2m", "p2h8w4xn"]
    assert answer["guessed"] == ["p2h8w4xn", "x5m0rt6b"]
    assert answer["default_estimate"] == 240


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("load", "--week", "25"), "--week goes with a person"),
        (("load", "sara", "--week", "54"), "--week takes the number of a week"),
        (("load", "sara", "--week", "soon"), "--week takes the number of a week"),
        (("load", "--weeks", "0"), "--weeks takes a number above 0"),
        (("load", "nobody"), "nobody"),
        (("capacity", "--add", "sara2"), "--add takes a handle and hours"),
        (("capacity", "--add", "sara2:much"), "--add takes a number"),
        (("capacity", "--add", "sara2:169"), "169 hours a week; expected 0 to 168"),
        (("capacity", "--assign", "k7f"), "--assign takes an id and a person"),
        (("capacity", "--without", "nothing"), "neither a task nor an initiative"),
        (("capacity", "check", "later"), "does not say whom it needs"),
        (("forecast", "--goal", "faster", "--list", "jobs"), "takes a query or one of"),
        (("forecast", "--plan", "2030"), "there is no plan of 2030"),
        (("person", "set", "sara"), "person set needs one of"),
        (("person", "set", "sara", "--what", "x"), "--what goes with"),
        (("person", "set", "sara", "--hours", "169"), "169 hours a week; expected 0 to 168"),
        (("person", "set", "sara", "--away", "soon"), "not understood as a date"),
        (("person", "add", "sara", "Sara"), "there is a person “sara” already"),
        (("time", "k7f", "-2h"), "is negative"),
        (("time", "k7f", "25h"), "cannot be worked in a day"),
    ],
)
def test_nonsense_is_refused_in_a_sentence(
    tuiwork: Tuiwork, words: tuple[str, ...], told: str
) -> None:
    answer = tuiwork(*words)
    assert told in answer.err
    assert (answer.code, answer.out) == (2, "")


@pytest.mark.parametrize("day", ["1000-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    "words",
    ["load", "load sara", "capacity", "capacity check quick", "forecast", "people"],
)
def test_the_ends_of_the_calendar_are_days_like_others(
    tuiwork: Tuiwork, words: str, day: str
) -> None:
    answer = tuiwork("--today", day, *words.split())
    assert (answer.code, answer.err) == (0, "")


# What if


def test_capacity_says_what_the_team_has_and_what_is_free(tuiwork: Tuiwork) -> None:
    lines = tuiwork("capacity", "--weeks", "1").lines
    assert [line.split() for line in lines] == [
        ["hours", "load", "likely", "free"],
        ["w25", "15", "jun", "47h", "~10h", "10h", "37h", "21", "%"],
    ]


def test_what_if_shows_who_would_have_what_and_writes_nothing(
    tuiwork: Tuiwork, workspace: Path
) -> None:
    before = {path: path.read_bytes() for path in workspace.rglob("*.md")}
    answer = tuiwork("capacity", "--weeks", "1", "--add", "ole:20h", "--assign", "k7f=ole")
    assert answer.lines[-2:] == [
        "ole   w25 15 jun                ▶  ░ 30 % 6h",
        "sara  w25 15 jun  ▓ 100 % ~10h  ▶  ░ 40 % ~4h",
    ]
    assert before == {path: path.read_bytes() for path in workspace.rglob("*.md")}
    object_ = tuiwork("capacity", "--json", "--weeks", "1", "--without", "k7f").json
    assert (object_["weeks"][0]["hours"], object_["supposed"][0]["hours"]) == (10, 4)


def test_an_initiative_that_does_not_fit_says_from_when_it_does_and_who_is_short(
    tuiwork: Tuiwork,
) -> None:
    lines = tuiwork("capacity", "check", "quick").lines
    assert lines == [
        "Quick quotes  not now; there is room from w26 22 jun on",
        "needs every week, for 2 weeks: sara 4h",
        "w25 15 jun  sara  4h short  has 0h left of the 4h needed",
    ]
    answer = tuiwork("capacity", "check", "quick", "--json").json
    assert (answer["answer"], answer["from"]) == ("later", "2026-06-22")
    [short] = answer["short"]
    assert (short["person"], short["by"]) == ("sara", 4)
    assert set(short["ids"]) == {"k7f3qd2m", "p2h8w4xn"}
    tuiwork("drop", "k7f")
    assert (
        tuiwork("capacity", "check", "quick")
        .lines[0]
        .endswith("yes, there is room from this week on")
    )


# Forecast


def test_a_forecast_says_two_dates_and_what_it_was_drawn_from(tuiwork: Tuiwork) -> None:
    answer = tuiwork("forecast")
    assert answer.lines == [
        "everything  3 open tasks",
        "  50 % sure by monday 6 july 2026",
        "  85 % sure by monday 6 july 2026",
        "  finished a week, of these tasks: 1 1 1 1 1",
    ]
    told = tuiwork("forecast", "list:jobs", "--json").json
    assert (told["p85"], told["borrowed"], told["seed"], told["runs"]) == (
        "2026-07-06",
        True,
        1,
        10000,
    )
    assert set(told["ids"]) == {"k7f3qd2m", "p2h8w4xn", "x5m0rt6b"}
    assert told["weeks"][0] == {"week": "2026-05-11", "count": 1, "ids": ["dddddd0d"]}


def test_a_forecast_of_a_goal_or_a_list_is_of_its_tasks(tuiwork: Tuiwork) -> None:
    assert tuiwork("forecast", "--goal", "faster").lines[0] == "faster-service  1 open task"
    assert tuiwork("forecast", "--list", "jobs").lines[0] == "operations/jobs  3 open tasks"
    done = tuiwork("forecast", "--list", "incidents")
    assert done.lines[0] == "operations/incidents  0 open tasks  nothing is left to do"


def test_without_a_past_there_is_no_date_and_a_reason(tuiwork: Tuiwork, workspace: Path) -> None:
    for file in workspace.glob("spaces/operations/incidents/dddddd*"):
        file.unlink()
    answer = tuiwork("forecast")
    assert (answer.code, answer.lines) == (
        0,
        [
            "everything  3 open tasks  no complete week since the first task was finished;"
            " five are needed"
        ],
    )
    assert tuiwork("forecast", "--json").json["p50"] is None


def test_finishing_work_moves_the_forecast(tuiwork: Tuiwork) -> None:
    tuiwork("done", "k7f")
    assert "monday 29 june 2026" in tuiwork("forecast").lines[1]


# People and time


def test_hours_absence_and_protected_time_are_set_and_count(
    tuiwork: Tuiwork, workspace: Path
) -> None:
    tuiwork("person", "set", "sara", "--hours", "30h", "--protect", "5h", "--what", "travel")
    answer = tuiwork("person", "set", "sara", "--away", "fri..22 june", "--what", "holiday")
    assert answer.lines == ["Changed “Sara Holm”"]
    cells = tuiwork("load", "--json", "--weeks", "2").json["people"][1]["weeks"]
    assert [cell["capacity"] for cell in cells] == [19, 19]
    told = tuiwork("person", "set", "sara", "--away", "2026-06-20")
    assert "they are one now, 2026-06-19 to 2026-06-22" in told.err
    assert 'what = "holiday"' in (workspace / "people/sara.md").read_text()
    [sara] = [one for one in tuiwork("people", "--json").json["people"] if one["handle"] == "sara"]
    assert sara["computed"]["capacity"] == 19
    assert sara["computed"]["absences"][0]["to"] == "2026-06-22"
    tuiwork("person", "set", "sara", "--back", "2026-06-20")
    assert "absence" not in (workspace / "people/sara.md").read_text()


def test_a_person_is_added_and_may_own_work_at_once(tuiwork: Tuiwork) -> None:
    assert tuiwork("person", "add", "ole", "Ole Holm", "--hours", "37").lines == [
        "Added “Ole Holm”"
    ]
    assert tuiwork("assign", "k7f", "ole").code == 0
    assert tuiwork("load", "ole", "--json").json["people"][0]["weeks"][0]["hours"] == 6


def test_time_is_noted_and_taken_off_what_is_left(tuiwork: Tuiwork) -> None:
    assert tuiwork("time", "k7f", "2h30m", "Took", "it", "apart").lines == [
        "k7f got time logged  Replace compressor"
    ]
    assert tuiwork("load", "sara").lines[1].split()[1] == "~4h"
    entry = tuiwork("show", "k7f", "--json").json["task"]["log"][-1]
    assert (entry["event"], entry["text"]) == ("time", "2h30m Took it apart")


def test_somebody_away_is_said_so_among_the_people(tuiwork: Tuiwork) -> None:
    tuiwork("person", "set", "ali", "--away", "2026-06-15..2026-06-19")
    assert "away to 19 jun" in tuiwork("people").lines[1]
