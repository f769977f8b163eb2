"""A session: what is done is saved, recorded, taken back, and nobody's work is lost."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.workspace import TODAY, git, make_workspace, write
from tuiwork.errors import Busy, NotRecorded, Refused, TuiworkError
from tuiwork.model.change import Change
from tuiwork.session import Session, commit_message
from tuiwork.store.apply import Clash
from tuiwork.store.journal import begin
from tuiwork.text.edit import edit
from tuiwork.text.log import entries_of
from tuiwork.verbs.linking import Relation, link
from tuiwork.verbs.placing import move
from tuiwork.verbs.states import done, start
from tuiwork.verbs.tasks import add, comment, remove, write_notes

ROOF, CALL, PUMP = "k7f3qd2m", "p2h8w4xn", "x5m0rt6b"
JOBS, INCIDENTS = "spaces/operations/jobs", "spaces/operations/incidents"
ROOF_PATH = f"{JOBS}/{ROOF}-replace-compressor.md"
LONG_AGO = 1_700_000_000


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_workspace(tmp_path / "company")


@pytest.fixture
def session(root: Path) -> Session:
    return Session(root, TODAY)


def status(root: Path) -> str:
    return git(root, "status", "--porcelain", "--untracked-files=all")


def subjects(root: Path) -> list[str]:
    return git(root, "log", "--format=%s").splitlines()


def by_hand(root: Path, path: str, text: str | None) -> None:
    """Edit a file as vim would, a while ago."""
    if text is None:
        (root / path).unlink()
    else:
        write(root, path, text)
        os.utime(root / path, (LONG_AGO, LONG_AGO))
    os.utime((root / path).parent, (LONG_AGO, LONG_AGO))


def tells(session: Session, id_: str, root: Path) -> list[str]:
    """The events in a task's log, as it is on disk."""
    found = Session(root).workspace.tasks[id_]
    del session
    return [f"{one.event} {one.details}".strip() for one in entries_of(found)]


# Opening


def test_a_session_opens_from_any_folder_below_and_knows_who_acts_and_when(root: Path) -> None:
    session = Session(root / JOBS, TODAY)
    assert session.root == root
    assert session.local.state == root / ".git/tuiwork"
    actor = session.actor()
    assert (actor.handle, actor.today, session.today) == ("sara", TODAY, TODAY)
    assert actor.now.utcoffset() == timedelta(hours=2)
    assert len(actor.mint()) == 8
    assert set(session.workspace.tasks) == {ROOF, CALL, PUMP, "9bz2cw7k"}


def test_somebody_who_is_no_person_here_gets_a_handle_of_their_name(root: Path) -> None:
    git(root, "config", "user.email", "guest@example.com")
    assert Session(root).handle == "sara-holm"


def test_an_address_is_known_however_it_is_spelt(root: Path) -> None:
    git(root, "config", "user.email", "ALI@Nordvik.example")
    assert Session(root).handle == "ali"


@pytest.mark.parametrize("zone", ["Mars/Base", "../../etc/passwd", "/etc/passwd", "", "."])
def test_a_timezone_that_nobody_knows_is_the_machines(root: Path, zone: str) -> None:
    write(root, "tuiwork.toml", f'timezone = "{zone}"\n')
    assert Session(root).timezone is None
    assert Session(root).today == Session(root).now.date()


# Doing and recording


def test_a_plan_writes_nothing(session: Session, root: Path) -> None:
    assert session.plan(done, [ROOF]).message == "Finished “Replace compressor”"
    assert (status(root), session.unrecorded) == ("", 0)
    assert session.workspace.tasks[ROOF].status == "doing"


def test_what_is_done_is_saved_shown_and_recorded(session: Session, root: Path) -> None:
    change = session.do(done, [ROOF])
    assert session.workspace.tasks[ROOF].status == "done"
    assert Session(root).workspace.tasks[ROOF].status == "done"
    assert session.unrecorded == 1
    [recorded] = session.record()
    assert recorded.change == change
    assert recorded.commit == git(root, "rev-parse", "HEAD").strip()
    assert git(root, "log", "-1", "--format=%an|%B").strip() == (
        f"Sara Holm|Finished “Replace compressor”\n\nIds: {ROOF}"
    )
    assert git(root, "log", "-1", "--format=%ad", "--date=short").strip() == TODAY.isoformat()
    assert (status(root), session.unrecorded, session.record()) == ("", 0, [])


def test_each_change_is_one_commit_in_order(session: Session, root: Path) -> None:
    session.do(start, [CALL])
    session.do(move, [CALL], INCIDENTS)
    session.do(add, "New one", JOBS)
    session.do(done, [CALL])
    assert len(session.record(most=1)) == 1
    assert session.unrecorded == 3
    session.record()
    assert subjects(root)[:4] == [
        "Finished “Call janitor”",
        "Added “New one” to Jobs",
        "Moved “Call janitor” to Incidents",
        "Started “Call janitor”",
    ]
    assert status(root) == ""


def test_an_empty_change_is_neither_saved_nor_recorded(session: Session, root: Path) -> None:
    session.do(write_notes, ROOF, "Crane is booked.\n\n- [x] order part\n- [ ] tell the janitor\n")
    assert (session.unrecorded, session.record(), len(subjects(root))) == (0, [], 1)


def test_what_could_not_be_recorded_waits_and_comes_first(session: Session, root: Path) -> None:
    hook = write(root, ".git/hooks/pre-commit", "#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    session.do(done, [ROOF])
    with pytest.raises(NotRecorded):
        session.record()
    assert (session.unrecorded, Session(root).workspace.tasks[ROOF].status) == (1, "done")
    hook.unlink()
    session.do(done, [CALL])
    assert [one.change.ids for one in session.record()] == [(ROOF,), (CALL,)]


def test_the_message_tells_later_readers_what_it_was_about() -> None:
    change = Change("Did", (), ("a", "b"), undoes=("c0ffee",))
    assert commit_message(change) == "Did\n\nIds: a b\nUndoes: c0ffee"
    assert commit_message(Change("Did", (), ("a",), redoes=("c0ffee",))).endswith("Redoes: c0ffee")
    assert commit_message(Change("Did", ())) == "Did"


# Two at once


def test_edits_of_two_sessions_go_together(root: Path) -> None:
    mine, theirs = Session(root, TODAY), Session(root, TODAY)
    assert mine.workspace
    assert theirs.workspace
    theirs.do(comment, [ROOF], "Crane came")
    mine.do(done, [ROOF])
    now = Session(root).workspace.tasks[ROOF]
    assert now.status == "done"
    assert {entry.event for entry in entries_of(now)} == {"created", "comment", "status"}
    assert mine.workspace.tasks[ROOF].log == now.log
    for session in (mine, theirs):
        session.record()
    assert status(root) == ""


def test_the_same_value_changed_in_both_is_a_clash(root: Path) -> None:
    mine, theirs = Session(root, TODAY), Session(root, TODAY)
    assert mine.workspace
    theirs.do(start, [CALL])
    before = (root / ROOF_PATH).read_bytes()
    with pytest.raises(Clash, match="was changed meanwhile in status"):
        mine.do(done, [ROOF, CALL])
    assert (root / ROOF_PATH).read_bytes() == before
    assert mine.unrecorded == 0


def patiently(call: Callable[..., object], *args: object) -> None:
    """Do as a person would who is told, on a slow machine, that others write just now."""
    for _ in range(10):
        try:
            call(*args)
            return
        except Busy:
            continue
    call(*args)


def test_six_processes_that_add_at_once_lose_nothing(root: Path) -> None:
    each = 4
    children = []
    for number in range(6):
        child = os.fork()
        if child == 0:
            try:
                session = Session(root, TODAY)
                for turn in range(each):
                    patiently(session.do, add, f"By {number} the {turn}th", JOBS)
                    patiently(session.do, comment, [ROOF], f"{number} {turn}")
                    patiently(session.record)
            except TuiworkError as error:
                (root.parent / f"error {number}").write_text(repr(error))
            finally:
                os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    assert [one.read_text() for one in root.parent.glob("error *")] == []
    workspace = Session(root).workspace
    titles = {task.title for task in workspace.tasks.values()}
    assert {f"By {n} the {t}th" for n in range(6) for t in range(each)} <= titles
    comments = [one for one in entries_of(workspace.tasks[ROOF]) if one.event == "comment"]
    assert sorted(one.details for one in comments) == [
        f"{n} {t}" for n in range(6) for t in range(each)
    ]
    assert status(root) == ""
    assert len([one for one in subjects(root) if one.startswith("Added")]) == 6 * each
    git(root, "fsck", "--strict")


# What others edit


def test_edits_by_hand_are_recorded_with_the_entries_they_should_have_left(
    session: Session, root: Path
) -> None:
    text = (root / ROOF_PATH).read_text("utf-8")
    by_hand(root, ROOF_PATH, text.replace('"doing"', '"done"').replace("Crane", "A crane"))
    [recorded] = session.record_outside()
    assert subjects(root)[0] == "Edited outside tuiwork: “Replace compressor”"
    assert recorded.change.ids == (ROOF,)
    assert tells(session, ROOF, root) == ["created", "status doing -> done"]
    assert "A crane is booked." in (root / ROOF_PATH).read_text("utf-8")
    assert (status(root), session.workspace.tasks[ROOF].status) == ("", "done")
    assert session.record_outside() == []


def test_files_made_moved_and_removed_by_hand_are_recorded_together(
    session: Session, root: Path
) -> None:
    text = (root / ROOF_PATH).read_text("utf-8")
    by_hand(root, f"{INCIDENTS}/{ROOF}-renamed.md", text)
    by_hand(root, ROOF_PATH, None)
    by_hand(root, f"{JOBS}/{CALL}-call-janitor.md", None)
    by_hand(root, "goals/new.md", '+++\ntitle = "New"\n+++\n')
    session.record_outside()
    assert tells(session, ROOF, root) == [
        "created",
        "moved operations/jobs -> operations/incidents",
    ]
    assert status(root) == ""
    assert set(git(root, "show", "--format=", "--name-only", "--no-renames").split()) == {
        f"{INCIDENTS}/{ROOF}-renamed.md",
        ROOF_PATH,
        f"{JOBS}/{CALL}-call-janitor.md",
        "goals/new.md",
    }


@pytest.mark.parametrize("text", ["", "+++\nid =", "<<<<<<< HEAD\n+++\n"])
def test_a_file_that_is_torn_is_left_until_it_can_be_read(
    session: Session, root: Path, text: str
) -> None:
    by_hand(root, ROOF_PATH, text)
    by_hand(root, "README.md", "mine")
    assert session.record_outside() == []
    assert status(root).split() == ["M", ROOF_PATH, "??", "README.md"]


def test_a_file_that_is_being_written_is_left(session: Session, root: Path) -> None:
    write(root, ROOF_PATH, (root / ROOF_PATH).read_text("utf-8") + "half")
    os.utime(root / ROOF_PATH, (4_000_000_000, 4_000_000_000))
    assert len(session.record_outside(settle=0)) == 1


def test_what_is_saved_but_unrecorded_is_recorded_under_its_own_name_first(
    session: Session, root: Path
) -> None:
    session.do(done, [CALL])
    by_hand(root, "goals/new.md", '+++\ntitle = "New"\n+++\n')
    session.record_outside()
    assert subjects(root)[:2] == ["Edited outside tuiwork: “New”", "Finished “Call janitor”"]


def test_what_a_crash_left_half_saved_is_ended_before_anything_is_recorded(
    session: Session, root: Path
) -> None:
    files = {
        path: (root / path).read_bytes() for path in (ROOF_PATH, f"{JOBS}/{CALL}-call-janitor.md")
    }
    wanted = {path: text.replace(b"+++\n\n", b"+++\n\nDone. ") for path, text in files.items()}
    session.local.state.mkdir(exist_ok=True)
    begin(session.local, files, wanted)
    (root / ROOF_PATH).write_bytes(wanted[ROOF_PATH])
    write(root, f"{JOBS}/.tw-1-00ff.tmp", "half")
    session.record_outside(settle=0)
    assert {path: (root / path).read_bytes() for path in wanted} == wanted
    assert not session.local.journal.exists()
    assert (status(root), len(subjects(root))) == ("", 2)
    assert "Done." in (session.workspace.tasks[CALL].notes or "")


def test_files_that_changed_on_disk_are_shown_after_a_reload(session: Session, root: Path) -> None:
    assert session.workspace.tasks[ROOF].title == "Replace compressor"
    text = edit(ROOF_PATH, (root / ROOF_PATH).read_text("utf-8"), {"title": "Other"})
    by_hand(root, ROOF_PATH, text)
    assert session.reload([ROOF_PATH]).tasks[ROOF].title == "Other"


# Taking back


def all_files(root: Path) -> dict[str, str]:
    names = git(root, "ls-files", "-z").split("\0")[:-1]
    return {name: (root / name).read_text("utf-8") for name in names}


VERBS: list[Callable[[Session], Change]] = [
    lambda one: one.do(done, [ROOF, CALL]),
    lambda one: one.do(add, "New", JOBS),
    lambda one: one.do(remove, [PUMP]),
    lambda one: one.do(move, [ROOF], INCIDENTS),
    lambda one: one.do(link, [CALL], Relation.BLOCKED_BY, PUMP),
]


@pytest.mark.parametrize("verb", VERBS, ids=["done", "add", "remove", "move", "link"])
def test_undo_and_redo_bring_every_file_back_byte_for_byte(
    session: Session, root: Path, verb: Callable[[Session], Change]
) -> None:
    before = all_files(root)
    change = verb(session)
    session.record()
    made = all_files(root)
    undone = session.undo()
    assert undone.message == f"Undid: {change.message}"
    assert undone.ids == change.ids
    session.record()
    assert (all_files(root), status(root)) == (before, "")
    redone = session.redo()
    session.record()
    assert redone.message == f"Redid: {change.message}"
    assert (all_files(root), status(root)) == (made, "")
    assert seen(session) == seen(Session(root))


def seen(session: Session) -> dict[str, str | None]:
    return {path: one.log for path, one in session.workspace.documents.items()}


def test_undo_goes_back_step_by_step_and_redo_forth_again(session: Session, root: Path) -> None:
    states = [all_files(root)]
    for verb in VERBS[:3]:
        verb(session)
        session.record()
        states.append(all_files(root))
    for steps, take in ((states[2::-1], session.undo), (states[1:], session.redo)):
        for state in steps:
            take()
            session.record()
            assert all_files(root) == state
    with pytest.raises(Refused, match="there is nothing to redo that you did in this"):
        session.redo()
    session.undo()
    session.record()
    assert all_files(root) == states[2]


def test_undo_takes_what_is_not_recorded_yet_too(session: Session, root: Path) -> None:
    before = all_files(root)
    session.do(done, [ROOF])
    session.undo()
    session.record()
    assert all_files(root) == before
    assert len(subjects(root)) == 3


def test_undo_leaves_what_was_done_since_even_where_the_task_lies_now(
    session: Session, root: Path
) -> None:
    session.do(done, [ROOF])
    [recorded] = session.record()
    session.do(move, [ROOF], INCIDENTS)
    session.do(comment, [ROOF], "Well done")
    session.record()
    session.undo(recorded.commit or "")
    now = Session(root).workspace.tasks[ROOF]
    assert (now.folder, now.status) == (INCIDENTS, "doing")
    assert set(tells(session, ROOF, root)) == {
        "created",
        "moved operations/jobs -> operations/incidents",
        "comment Well done",
    }


def test_undo_does_not_lose_what_somebody_changed_since(session: Session, root: Path) -> None:
    session.do(done, [ROOF])
    [recorded] = session.record()
    text = (root / ROOF_PATH).read_text("utf-8").replace('"done"', '"dropped"')
    by_hand(root, ROOF_PATH, text)
    session.record_outside()
    with pytest.raises(Refused, match="cannot be taken back: status changed since by sara"):
        session.undo(recorded.commit or "")
    assert status(root) == ""


def test_undo_is_about_ones_own_changes(session: Session, root: Path) -> None:
    with pytest.raises(Refused, match="there is nothing to undo that you did in this"):
        session.undo()
    session.do(done, [ROOF])
    session.record()
    git(root, "config", "user.email", "ali@nordvik.example")
    other = Session(root, TODAY)
    with pytest.raises(Refused, match="there is nothing to undo that you did in this"):
        other.undo()
    oid = git(root, "rev-parse", "HEAD").strip()
    assert other.undo(oid[:8]).undoes == (oid,)
    with pytest.raises(Refused, match="no recorded change is called zzz"):
        other.undo("zzz")


def test_undo_of_a_file_that_cannot_be_read_is_refused(session: Session, root: Path) -> None:
    session.do(done, [ROOF])
    session.record()
    (root / ROOF_PATH).write_bytes(b"\xff")
    with pytest.raises(Refused, match="cannot be taken back: a file is not UTF-8 text"):
        session.undo()


def test_a_plan_to_undo_writes_nothing(session: Session, root: Path) -> None:
    session.do(done, [ROOF])
    session.record()
    assert session.plan_undo().message == "Undid: Finished “Replace compressor”"
    assert (status(root), session.unrecorded) == ("", 0)


# A newer format


def test_a_workspace_of_a_newer_format_is_read_and_not_written(root: Path) -> None:
    write(root, "tuiwork.toml", 'format = 2\nname = "Later"\n')
    git(root, "commit", "--quiet", "--all", "-m", "Upgrade")
    session = Session(root, date(2026, 6, 15))
    assert session.workspace.settings.name == "Later"
    assert session.plan(done, [ROOF])
    with pytest.raises(Refused, match="has format 2, newer than this tuiwork can write; it is op"):
        session.do(done, [ROOF])
    assert (status(root), session.unrecorded) == ("", 0)


@pytest.mark.parametrize(
    "text", ["x\n\nSigned-off-by: boss", "x\nIds: k7f3qd2m", "\r\rIds: x", "\x1b[2J"]
)
def test_nothing_that_somebody_wrote_begins_another_line_of_a_commit_message(text: str) -> None:
    message = commit_message(Change(text, (), (text, "k7f3qd2m")))
    subject, blank, ids = message.split("\n")
    assert (blank, ids[:5]) == ("", "Ids: ")
    assert all(line.isprintable() for line in (subject, ids))
