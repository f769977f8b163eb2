from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Tuiwork
from tests.hostile.payloads import TIMES
from tests.workspace import make_workspace, write
from tuiwork.model.workspace import Workspace
from tuiwork.store.load import Scope, load
from tuiwork.store.local import Local
from tuiwork.text.width import width


def test_list_shows_what_is_open_everywhere(tuiwork: Tuiwork) -> None:
    answer = tuiwork("list")
    assert answer.code == 0
    assert answer.lines == [
        "k7f  ◐  !  Replace compressor  sara    fri 19  6h",
        "p2h  ○     Call janitor        sara  ! fri 12",
        "x5m  ■     Inspect pump        ali",
    ]


@pytest.mark.parametrize("moment", list(TIMES.values()), ids=list(TIMES))
@pytest.mark.parametrize("more", [[], ["--json"]], ids=["text", "json"])
def test_dates_at_the_ends_of_the_calendar_stop_nothing(
    tuiwork: Tuiwork, workspace: Path, moment: str, more: list[str]
) -> None:
    keys = "".join(f"{key} = {moment}\n" for key in ("due", "start", "created", "whenever"))
    log = "".join(f"- {year}T00:00:00Z sara created\n" for year in ("0001-01-01", "9999-12-31"))
    text = f'+++\nid = "t000zzzz"\ntitle = "A time"\n{keys}+++\n\n## Log\n\n{log}'
    write(workspace, "spaces/operations/jobs/t000zzzz-time.md", text)
    for words in (["list", "due:<+7d or age:>1"], ["today", "--all"], ["show", "t000zzzz"]):
        answer = tuiwork(*words, *more)
        assert answer.code == 0


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        (["owner:@me"], ["k7f3qd2m", "p2h8w4xn"]),
        (["-tag:roof", "list:jobs"], ["p2h8w4xn", "x5m0rt6b"]),
        (["is:overdue"], ["p2h8w4xn"]),
        (["status:done"], ["9bz2cw7k"]),
        (["list:incidents"], []),
        (["list:incidents", "--all"], ["9bz2cw7k"]),
        (["janitor"], ["k7f3qd2m", "p2h8w4xn"]),
        (["aligned:run", "--all"], ["9bz2cw7k"]),
        (["space:operations", "sort:-due"], ["k7f3qd2m", "p2h8w4xn", "x5m0rt6b"]),
    ],
)
def test_a_query_chooses_tasks(tuiwork: Tuiwork, query: list[str], ids: list[str]) -> None:
    assert [one["id"] for one in tuiwork("list", *query, "--json").json["tasks"]] == ids


def test_a_task_as_json_has_its_values_as_written_and_what_is_computed(tuiwork: Tuiwork) -> None:
    [task] = tuiwork("list", "tag:roof", "--json").json["tasks"]
    assert task == {
        "id": "k7f3qd2m",
        "title": "Replace compressor",
        "status": "doing",
        "category": "active",
        "owner": "sara",
        "priority": "high",
        "due": "2026-06-19",
        "estimate": "6h",
        "tags": ["roof"],
        "goals": ["faster-service/handling-time"],
        "created": "2026-06-01T08:00:00Z",
        "rank": "a1",
        "list": "operations/jobs",
        "path": "spaces/operations/jobs/k7f3qd2m-replace-compressor.md",
        "computed": {
            "overdue": False,
            "age": 14,
            "aligned": "aligned",
            "goals": ["faster-service/handling-time"],
            "short": "k7f",
        },
    }


def test_problems_are_part_of_the_answer(tuiwork: Tuiwork, workspace: Path) -> None:
    path = "spaces/operations/jobs/b0000000-bad.md"
    write(workspace, path, '+++\nid = "b0000000"\ntitle = "Bad"\ndue = "soon"\n+++\n')
    answer = tuiwork("list", "bad", "--json").json
    assert answer["tasks"][0]["due"] == "soon"
    assert answer["problems"] == [
        {
            "path": path,
            "line": 4,
            "key": "due",
            "message": 'due is "soon"; expected a date such as 2026-06-19, without quotes',
            "fixable": False,
        }
    ]
    assert tuiwork("list").err == "a problem in the files; `tuiwork check` tells\n"


def test_a_wrong_query_has_a_caret_under_the_word(tuiwork: Tuiwork) -> None:
    answer = tuiwork("list", "ownr:sara")
    assert answer.code == 2
    assert answer.err.splitlines()[1:] == ["  ownr:sara", "  ^^^^^^^^^"]


def test_groups_stand_in_the_order_of_the_tasks_and_share_their_columns(tuiwork: Tuiwork) -> None:
    assert tuiwork("list", "group:owner", "sort:title").lines == [
        "sara  2",
        "p2h  ○     Call janitor        sara  ! fri 12",
        "k7f  ◐  !  Replace compressor  sara    fri 19  6h",
        "",
        "ali  1",
        "x5m  ■     Inspect pump        ali",
    ]


@pytest.mark.parametrize("columns", ["40", "80"])
def test_every_line_fits_the_terminal(
    tuiwork: Tuiwork, workspace: Path, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    title = "屋上の圧縮機を交換する、それから全部もう一度確認する、それから家に帰る 🏠"
    text = f'+++\nid = "b0000000"\ntitle = "{title}"\ndue = 2026-06-30\nowner = "sara"\n+++\n'
    write(workspace, "spaces/operations/incidents/b0000000-x.md", text)
    answer = tuiwork("list")
    monkeypatch.setenv("COLUMNS", columns)
    fitted = tuiwork("list")
    assert any(width(line) > int(columns) for line in answer.lines)
    assert all(width(line) <= int(columns) for line in fitted.lines)
    assert any(line.rstrip().endswith("tue 30 jun") for line in fitted.lines)


def test_a_hostile_title_never_reaches_the_terminal(tuiwork: Tuiwork, workspace: Path) -> None:
    title = r"\u001b]52;c;RVZJTA==\u0007\u009b31m\u202egnp.exe"
    text = f'+++\nid = "b0000000"\ntitle = "{title}"\nstatus = "doing"\nowner = "sara"\n+++\n{{}}\n'
    notes = "\x1b[2J\n\n## Log\n\n- 2026-06-01T08:00:00Z sara comment \x1b[31mred\n"
    write(workspace, "spaces/operations/jobs/b0000000-x.md", text.format(notes))
    for words in (
        ["list"], ["list", "--json"], ["today"], ["find", "RVZJTA"], ["show", "b00"],
        ["show", "b00", "--json"], ["history", "b00"], ["why", "b00"], ["check"],
        ["start", "b00"], ["done", "b00", "--dry-run"], ["done", "b00", "--json"], ["log"],
        ["__complete", "fish", "tuiwork show b"],
    ):  # fmt: skip
        answer = tuiwork(*words)
        bad = [char for char in answer.out + answer.err if not char.isprintable() and char != "\n"]
        assert [char for char in bad if char != "\t"] == [], words


def test_only_the_folder_that_is_asked_for_is_looked_at(
    tuiwork: Tuiwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    tuiwork("list")
    looked: list[str] = []
    lstat = os.lstat

    def noted(path: str | Path) -> os.stat_result:
        looked.append(str(path))
        return lstat(path)

    monkeypatch.setattr("os.lstat", noted)
    tuiwork("list", "list:jobs")
    assert any("/jobs/" in path for path in looked)
    assert not any("/incidents/9bz" in path for path in looked)


def test_today_is_what_presses_each_task_once_with_its_why(tuiwork: Tuiwork) -> None:
    answer = tuiwork("today")
    assert answer.lines == [
        "monday 15 june 2026  Nordvik Climate",
        "",
        "overdue  1",
        "p2h  ○     Call janitor        sara  ! fri 12",
        "     no goal linked",
        "",
        "in progress  1",
        "k7f  ◐  !  Replace compressor  sara    fri 19  6h",
        "     Median incident handling 50 % › Faster, predictable service ▼ 50 %",
    ]


@pytest.mark.parametrize("columns", ["30", "60"])
def test_the_reasons_of_today_fit_the_terminal_too(
    tuiwork: Tuiwork, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    lines = tuiwork("today").lines[2:]
    assert all(width(line) <= int(columns) for line in lines)
    assert lines[-1].startswith("     Median incident handli")
    assert lines[-1].endswith("…")


def test_today_of_another_person_and_of_everybody(tuiwork: Tuiwork) -> None:
    assert [one["id"] for one in tuiwork("today", "ali", "--json").json["tasks"]] == ["x5m0rt6b"]
    assert len(tuiwork("today", "--all", "--json").json["tasks"]) == 3


def test_who_is_not_in_the_workspace_sees_everybodys_day(
    tuiwork: Tuiwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "guest@elsewhere.example")
    answer = tuiwork("today")
    assert "Inspect pump" in answer.out
    assert "everybody's day" in answer.err


def test_today_everywhere_adds_the_day_in_the_other_workspaces(
    tuiwork: Tuiwork, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_workspace(tmp_path / "other", {"m1y2o3wn": {"title": "Buy paint", "status": "doing",
                                                     "owner": "sara"}})  # fmt: skip
    config = tmp_path / "config.toml"
    config.write_text('[workspaces]\nother = "other"\ngone = "gone"\n')
    monkeypatch.setenv("TUIWORK_CONFIG", str(config))
    answer = tuiwork("today", "--everywhere")
    assert answer.out.index("Replace compressor") < answer.out.index("Buy paint")
    assert f"unavailable: {tmp_path / 'gone'}" in answer.lines
    assert "“gone” cannot be read: there is no folder" in answer.err
    found = tuiwork("today", "--everywhere", "--json").json["elsewhere"]
    assert [[one["title"] for one in place["tasks"]] for place in found] == [["Buy paint"], []]
    assert [bool(place["unavailable"]) for place in found] == [False, True]
    assert "elsewhere" not in tuiwork("today", "--json").json
    assert tuiwork("today", "ali", "--everywhere").code == 2


def test_find_looks_in_titles_notes_and_comments_for_all_the_words(tuiwork: Tuiwork) -> None:
    assert [line[:3] for line in tuiwork("find", "janitor").lines] == ["p2h", "k7f"]
    assert [line[:3] for line in tuiwork("find", "JANİTÖR").lines] == ["p2h", "k7f"]
    assert [line[:3] for line in tuiwork("find", "crane", "janitor").lines] == ["k7f"]
    nothing = tuiwork("find", "telemetry")
    assert (nothing.out, nothing.code) == ("", 0)
    assert "--all looks in what is closed too" in nothing.err
    assert [line[:3] for line in tuiwork("find", "telemetry", "--all").lines] == ["9bz"]


def test_the_tree_counts_what_is_open_in_each_place(tuiwork: Tuiwork) -> None:
    assert [line.split() for line in tuiwork("tree").lines] == [
        ["open", "active", "blocked"],
        ["Operations", "3", "1", "1", "operations"],
        ["Incidents", "–", "–", "–", "operations/incidents"],
        ["Jobs", "3", "1", "1", "operations/jobs"],
    ]


def test_a_place_with_the_same_name_as_an_empty_folder_is_found(
    tuiwork: Tuiwork, workspace: Path
) -> None:
    (workspace / "spaces/operations/job").mkdir()
    assert len(tuiwork("list", "list:job").lines) == 3


def test_tasks_elsewhere_count_for_what_is_aligned_through_a_parent(
    tmp_path: Path, tuiwork: Tuiwork
) -> None:
    above = {"title": "Above", "list": "operations/incidents", "goals": ["faster-service"]}
    below = {"title": "Below", "parent": "aaaaaaaa"}
    folder = make_workspace(tmp_path / "two", {"aaaaaaaa": above, "bbbbbbbb": below})
    [task] = tuiwork("list", "list:jobs", "--json", folder=folder).json["tasks"]
    assert task["computed"]["aligned"] == "aligned"
    assert tuiwork("list", "list:jobs", "aligned:no", folder=folder).lines == []


def test_a_long_chain_of_tasks_that_wait_for_each_other_is_read_in_few_goes(
    tuiwork: Tuiwork, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"c{number:03}zzzz" for number in range(30)]
    tasks = {
        one: {"list": f"chain/l{number}", "blocked_by": names[number + 1 : number + 2]}
        for number, one in enumerate(names)
    }
    folder = make_workspace(tmp_path / "chain", tasks)
    loads: list[Scope] = []

    def counted(local: Local, scope: Scope) -> Workspace:
        loads.append(scope)
        return load(local, scope)

    monkeypatch.setattr("tuiwork.session.opened.load", counted)
    assert tuiwork("why", names[0], folder=folder).code == 0
    assert 0 < len(loads) < 8
