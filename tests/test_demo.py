"""The demo's past is real, its teammate arrives by sync, and nothing of it is left behind."""

from __future__ import annotations

import signal
import tempfile
import threading
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tests.sync.playground import git, head
from tuiwork.cli.arguments import Arguments
from tuiwork.cli.call import Call
from tuiwork.cli.demo import demo
from tuiwork.cli.output import Output
from tuiwork.cli.run import run
from tuiwork.demo.past import Step, tell_past
from tuiwork.demo.stage import TODAY, Stage, read_sample, set_stage
from tuiwork.demo.teammate import (
    AT_FIRST,
    GLANCE,
    LATER,
    SCENES,
    teammate_step,
    teammates,
    work_along,
)
from tuiwork.errors import Refused
from tuiwork.session import Session
from tuiwork.verbs.states import start

HANDOFF = "spaces/product/backlog/2t7vjgkk-read-meters-over-wireless-m-bus.md"
EXPORT = "spaces/product/customer-status-page/delivery/sdy0rw5q-publish-weekly-uptime-export.md"
GOAL = "goals/faster-service.md"
PLAN = "plans/2026-Q2.md"


@pytest.fixture(scope="module")
def steps() -> list[Step]:
    return tell_past(read_sample(), "mia")


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return set_stage(tmp_path_factory.mktemp("demo") / "here")


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return set_stage(tmp_path / "demo")


def texts_of(steps: list[Step], path: str) -> list[str]:
    return [(step.files[path] or b"").decode() for step in steps if path in step.files]


def values_of(steps: list[Step], path: str, key: str) -> list[str]:
    """The values a key went through."""
    values: list[str] = []
    for text in texts_of(steps, path):
        line = next((line for line in text.splitlines() if line.startswith(f"{key} = ")), "")
        value = line.removeprefix(f"{key} = ")
        if values[-1:] != [value]:
            values.append(value)
    return values


def test_the_steps_told_to_their_end_leave_the_sample(steps: list[Step]) -> None:
    files: dict[str, bytes | None] = {}
    for step in steps:
        files |= step.files
    assert {path: content for path, content in files.items() if content is not None} == (
        read_sample()
    )


def test_the_steps_follow_each_other_in_time(steps: list[Step]) -> None:
    times = [step.at for step in steps]
    assert times == sorted(times)
    assert (times[0].date(), times[-1].date()) == (date(2025, 8, 18), date(2026, 6, 15))


def test_a_task_is_born_without_what_its_log_tells_of_later(steps: list[Step]) -> None:
    first, *_ = texts_of(steps, EXPORT)
    assert "due = 2026-04-10\n" in first
    assert 'status = "idea"\n' in first
    assert "owner" not in first
    assert first.endswith("## Log\n\n- 2026-03-23T09:15:57Z ali created\n")


def test_a_due_date_slips_as_the_log_tells(steps: list[Step]) -> None:
    days = ["2026-04-10", "2026-04-24", "2026-05-15", "2026-06-12"]
    assert values_of(steps, EXPORT, "due") == days


def test_a_key_result_moves_from_its_start_with_each_check_in(steps: list[Step]) -> None:
    assert 'start = 5.0\ntarget = 2.0\ncurrent = 5.0\nunit = "d"' in texts_of(steps, GOAL)[0]
    assert values_of(steps, GOAL, "current") == ["5.0", "4.8", "4.1", "3.6", "3.2", "3.1"]


def test_an_initiative_goes_through_its_stages(steps: list[Step]) -> None:
    stages = values_of(steps, "initiatives/customer-status-page.md", "stage")
    assert stages == ['"candidate"', '"decided"', '"pilot"', '"implementing"']


def test_a_plan_grows_choice_by_choice_and_is_told_in_the_words_of_its_verbs(
    steps: list[Step],
) -> None:
    texts = texts_of(steps, PLAN)
    assert [text.count("[[items]]") for text in texts] == [*range(10), 9, 9, 9, 10, 11]
    photos = "\n".join(['initiative:photo-reports"', 'state = "in"', "decided = 2026-03-27\n"])
    assert [photos in text for text in texts] == [False] * 7 + [True] * 4 + [False] * 4
    assert values_of(steps, PLAN, "started") == ["", "2026-04-01"]
    assert values_of(steps, PLAN, "reviewed") == ["", "2026-05-06"]
    told = [step.message for step in steps if PLAN in step.files]
    assert told[7:9] == [
        "Put “Photo site reports” in the plan of 2026-Q2",
        "Declined “Duty phone answered in Swedish too” in the plan of 2026-Q2",
    ]
    assert told[10:13] == [
        "Started the plan of 2026-Q2",
        "Let “Photo site reports” wait in the plan of 2026-Q2",
        "Looked at the plan of 2026-Q2 again",
    ]


def test_a_moved_task_was_in_its_old_list_before(steps: list[Step]) -> None:
    name = "r47b7j7h-sensor-names-cut-at-20-characters-on-the-alarm-mai.md"
    [move] = [step for step in steps if step.message.startswith("Moved")]
    old, new = f"spaces/customers/follow-ups/{name}", f"spaces/product/bugs/{name}"
    assert set(move.files) == {old, new}
    assert move.files[old] is None
    assert texts_of(steps, old)


def test_what_has_a_day_of_its_own_comes_on_that_day(steps: list[Step]) -> None:
    days = {path: step.at.date() for step in reversed(steps) for path in step.files}
    assert days["reviews/2026-03-23-retro.md"] == date(2026, 3, 23)
    assert days["customers/brygvaerk.md"] == date(2025, 11, 3)
    assert days["customers/skovly.md"] == date(2025, 8, 18)


@pytest.mark.parametrize(
    "message",
    [
        "Began the workspace “Nordvik Climate”",
        "Added “Replace compressor, Havnegaard roof 2” to Jobs",
        "Started “Replace compressor, Havnegaard roof 2”",
        "Commented on “Replace compressor, Havnegaard roof 2”",
        "Handed “Read meters over wireless M-Bus” to ali",
        "Blocked “Read meters over wireless M-Bus” (supplier) The vendor wants…",
        "Set the goal “Faster, predictable service” for 2026-Q2",
        "Set due of “Publish weekly uptime export”",
        "Moved “Sensor names cut at 20 characters on the alarm mail” to Bugs",
    ],
)
def test_the_diary_says_what_happened(steps: list[Step], message: str) -> None:
    assert message in {step.message for step in steps}


def test_no_diary_line_is_longer_than_a_subject(steps: list[Step]) -> None:
    assert max(len(step.message) for step in steps) <= 72


def test_the_copy_is_the_sample_byte_for_byte(untouched: Stage) -> None:
    root = untouched.workspace
    files = {path for path in root.rglob("*") if path.is_file() and ".git" not in path.parts}
    assert {path.relative_to(root).as_posix(): path.read_bytes() for path in files} == read_sample()
    assert git(root, "status", "--porcelain", "--ignored") == ""


def test_the_history_has_six_authors(untouched: Stage) -> None:
    authors = Counter(git(untouched.workspace, "log", "--format=%an <%ae>").splitlines())
    assert set(authors) == {
        "Ali Rahimi <ali@nordvik.example>",
        "Freja Lind <freja@nordvik.example>",
        "Henrik Dahl <henrik@nordvik.example>",
        "Jonas Berg <jonas@nordvik.example>",
        "Mia Nordvik <mia@nordvik.example>",
        "Sara Holm <sara@nordvik.example>",
    }
    assert authors.total() > 500


def test_a_commit_is_dated_by_its_log_entry_and_names_its_task(untouched: Stage) -> None:
    shown = git(untouched.workspace, "log", "-1", "--format=%ai|%ci|%cn|%B", "--", HANDOFF)
    when = "2026-06-09 10:30:27 +0000"
    message = "Handed “Read meters over wireless M-Bus” to ali\n\nIds: 2t7vjgkk"
    assert shown.rstrip() == f"{when}|{when}|Jonas Berg|{message}"


def test_the_remote_and_both_clones_are_in_step(untouched: Stage) -> None:
    remote = git(untouched.remote, "--git-dir=.", "rev-parse", "main")
    for clone in (untouched.workspace, untouched.others):
        assert git(clone, "rev-parse", "HEAD", "@{upstream}").splitlines() == [remote, remote]


def test_who_sits_at_the_keyboard_is_sara(untouched: Stage) -> None:
    assert git(untouched.workspace, "config", "--local", "user.email") == "sara@nordvik.example"


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").touch()
    with pytest.raises(Refused, match="is not empty"):
        set_stage(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


# The teammates


def sent(stage: Stage) -> int:
    """How many commits the remote has."""
    return int(git(stage.remote, "--git-dir=.", "rev-list", "--count", "main"))


def test_a_teammates_change_arrives_and_meets_yours_on_the_same_task(stage: Stage) -> None:
    session = Session(stage.workspace, TODAY)
    session.do(start, ["7ce49w2g"])
    change = teammate_step(stage.others, 0)
    result = session.sync()
    assert change is not None
    assert (result.sent, result.received, result.conflicts) == (1, 1, ())
    assert result.paths == change.paths
    text = (stage.workspace / change.paths[0]).read_text()
    assert "lets you in" in text
    assert 'status = "doing"' in text
    diary = {(commit.author, commit.subject) for commit in session.history(limit=10)}
    assert ("Freja Lind", change.message) in diary
    assert {commit.at.date() for commit in session.history(limit=3)} == {TODAY}


def test_every_scene_can_be_played_but_nothing_is_finished_twice(stage: Stage) -> None:
    before = sent(stage)
    changes = [teammate_step(stage.others, number) for number in range(len(SCENES))]
    assert all(changes)
    finished = next(number for number, scene in enumerate(SCENES) if scene.by == "henrik")
    assert teammate_step(stage.others, finished) is None
    assert teammate_step(stage.others, len(SCENES)) is None
    assert sent(stage) == before + len(SCENES)


def test_teammates_send_once_at_first_and_then_after_each_of_your_syncs(stage: Stage) -> None:
    before = sent(stage)
    pauses: list[float] = []
    seen: list[int] = []

    def leaves(seconds: float) -> bool:
        pauses.append(seconds)
        seen.append(sent(stage) - before)
        if len(pauses) == 3:
            Session(stage.workspace, TODAY).sync()
        return len(pauses) == 5

    work_along(stage, leaves)
    assert pauses == [AT_FIRST, GLANCE, GLANCE, LATER, GLANCE]
    assert seen == [0, 1, 1, 1, 2]


def test_teammates_go_when_the_block_ends(untouched: Stage) -> None:
    def there() -> bool:
        return "tuiwork-teammates" in {thread.name for thread in threading.enumerate()}

    with teammates(untouched):
        assert there()
    assert not there()


# The command


@pytest.fixture
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders are made."""
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_without_a_terminal_it_shows_the_day_an_edit_a_sync_and_the_diary(
    temp: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Somebody Else")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "else@example.org")
    assert run(["demo"]) == 0
    shown = capsys.readouterr().out
    day, edit, sync, diary = shown.removeprefix("$ tuiwork ").split("$ tuiwork ")
    assert "monday 15 june 2026  Nordvik Climate" in day
    assert "Restore telemetry, Brygværk" in day
    assert edit.splitlines()[:2] == ["start 7ce", "7ce started  Restore telemetry, Brygværk"]
    assert "received 2 changes, sent 1 change" in sync
    assert "sara   Started “Restore telemetry, Brygværk”" in diary
    assert "freja  Commented on “Restore telemetry, Brygværk”" in diary
    assert list(temp.iterdir()) == []


@pytest.fixture
def screens(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, date | None]]:
    """The workspace and day of each time the screens were opened, as on a terminal."""
    opened: list[tuple[Path, date | None]] = []

    def open_the_screens(start: Path, today: date | None) -> int:
        opened.append((start, today))
        return 0

    monkeypatch.setattr("tuiwork.cli.screens.open_the_screens", open_the_screens)
    monkeypatch.setattr(Call, "at_terminal", True)
    return opened


def call(folder: Path, **options: str) -> Call:
    """The command as typed at a terminal in this folder."""
    output = Output()
    output.style.is_terminal = True
    typed = {f"--{name}": value for name, value in options.items()}
    return Call(Arguments({}, typed), output, folder, None)


def test_a_kept_demo_opens_the_screens_and_stays_the_same_as_any_other(
    temp: Path,
    tmp_path: Path,
    untouched: Stage,
    screens: list[tuple[Path, date | None]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert demo.run(call(tmp_path, keep="here")) == 0
    workspace = tmp_path / "here/nordvik"
    assert screens == [(workspace, date(2026, 6, 15))]
    assert f"`tuiwork -C {workspace}` opens it again" in capsys.readouterr().err
    assert Session(workspace).handle == "sara"
    assert head(workspace) == head(untouched.workspace)
    assert list(temp.iterdir()) == []
    with pytest.raises(Refused, match="is not empty"):
        demo.run(call(tmp_path, keep="here"))


@pytest.mark.usefixtures("screens")
def test_a_closed_terminal_leaves_nothing_behind(
    temp: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def close_terminal(folder: Path) -> Stage:
        (folder / "nordvik").mkdir()
        signal.raise_signal(signal.SIGHUP)
        raise AssertionError("the demo went on")

    monkeypatch.setattr("tuiwork.demo.stage.set_stage", close_terminal)
    before = signal.getsignal(signal.SIGHUP)
    with pytest.raises(SystemExit, match="129"):
        demo.run(call(temp))
    assert list(temp.iterdir()) == []
    assert signal.getsignal(signal.SIGHUP) is before
