"""Any change can be taken back, also an old one and after a push, and nobody's work is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.workspace import TODAY, git, make_workspace, write
from tuiwork.errors import Refused
from tuiwork.model.change import Change, FileChange
from tuiwork.session import Session
from tuiwork.sync.create import clone_repository
from tuiwork.text.edit import edit
from tuiwork.verbs.mending.ids import give_ids
from tuiwork.verbs.placing import move
from tuiwork.verbs.resolving import choose
from tuiwork.verbs.states import done, start
from tuiwork.verbs.tasks import add, comment, remove, set_fields, write_notes
from tuiwork.verbs.undoing import WouldLose

ROOF, CALL, PUMP = "k7f3qd2m", "p2h8w4xn", "x5m0rt6b"
JOBS, INCIDENTS = "spaces/operations/jobs", "spaces/operations/incidents"
ROOF_PATH = f"{JOBS}/{ROOF}-replace-compressor.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_workspace(tmp_path / "company")


@pytest.fixture
def session(root: Path) -> Session:
    return Session(root, TODAY)


def recorded(session: Session, change: Change) -> str:
    """Record a change that was done; its commit."""
    del change
    commit = session.record()[-1].commit
    assert commit is not None
    return commit


def become(root: Path, handle: str) -> Session:
    """A session of somebody else in this copy."""
    git(root, "config", "user.email", f"{handle}@nordvik.example")
    git(root, "config", "user.name", handle.title())
    return Session(root, TODAY)


def set_title(session: Session, id_: str, title: str) -> str:
    task = session.workspace.tasks[id_]
    text = (session.root / task.path).read_text()
    change = Change(
        f"Named {title}",
        (FileChange(task.path, text, edit(task.path, text, {"title": title})),),
        (id_,),
    )
    return recorded(session, session.apply(change))


def files(root: Path) -> dict[str, str]:
    names = git(root, "ls-files", "-z").split("\0")[:-1]
    return {name: (root / name).read_text() for name in names}


# Aimed


def test_an_old_change_is_taken_back_and_what_came_after_stays(session: Session) -> None:
    old = recorded(session, session.do(done, [ROOF]))
    session.do(move, [ROOF], INCIDENTS)
    session.do(write_notes, ROOF, "New notes\n")
    session.do(comment, [ROOF], "Well done")
    session.record()
    change = session.undo(old)
    assert (change.message, change.undoes) == ("Undid: Finished “Replace compressor”", (old,))
    task = session.workspace.tasks[ROOF]
    assert (task.folder, task.status, task.notes) == (INCIDENTS, "doing", "\nNew notes\n\n")


def test_several_changes_go_back_as_one_whatever_the_order_they_are_named_in(
    session: Session, root: Path
) -> None:
    before = files(root)
    first = set_title(session, CALL, "Ring")
    second = set_title(session, CALL, "Phone")
    with pytest.raises(WouldLose, match="title changed since by sara"):
        session.plan_undo(first)
    change = session.undo(first[:8], second[:8])
    undo = recorded(session, change)
    assert (change.message, change.undoes) == ("Undid 2 changes", (second, first))
    assert files(root) == before
    with pytest.raises(Refused, match="“Named Ring” has been taken back already"):
        session.undo(first)
    with pytest.raises(
        Refused, match=f"together with others; `tuiwork redo {undo[:8]}` brings all"
    ):
        session.redo(first)
    assert session.redo(undo).message == "Redid: Undid 2 changes"
    assert session.workspace.tasks[CALL].title == "Phone"


def test_redo_brings_back_what_is_named_by_its_undo_or_by_itself(session: Session) -> None:
    commit = recorded(session, session.do(done, [ROOF]))
    with pytest.raises(Refused, match="was not taken back, there is nothing to redo"):
        session.redo(commit)
    undo = recorded(session, session.undo(commit))
    session.do(start, [CALL])
    session.record()
    assert session.plan_redo(undo).message == "Redid: Finished “Replace compressor”"
    assert session.redo(commit).redoes == (undo,)
    assert session.workspace.tasks[ROOF].status == "done"
    with pytest.raises(Refused, match="has been taken back already"):
        session.undo(undo)


def test_all_that_a_person_did_goes_back_in_one_change(root: Path) -> None:
    sara = Session(root, TODAY)
    sara.do(start, [CALL])
    sara.record()
    before = files(root)
    ali = become(root, "ali")
    ali.do(done, [ROOF])
    ali.do(add, "One more", JOBS)
    ali.record()
    ali.do(move, [PUMP], INCIDENTS)
    ali.record()
    ali.undo()
    ali.record()
    sara = become(root, "sara")
    change = sara.apply(sara.plan_undo_by("ali"))
    sara.record()
    assert change.message == "Undid 2 changes of ali"
    assert change.notices == ()
    assert files(root) == before
    with pytest.raises(Refused, match="there is no change of ali that could be taken back"):
        sara.plan_undo_by("ali")


def test_what_others_built_upon_is_left_out_and_told(root: Path) -> None:
    ali = become(root, "ali")
    set_title(ali, CALL, "Ring")
    ali.do(done, [ROOF])
    ali.record()
    sara = become(root, "sara")
    set_title(sara, CALL, "Phone the janitor")
    change = sara.apply(sara.plan_undo_by("ali"))
    assert change.message == "Undid: Finished “Replace compressor”"
    assert change.notices == (
        "left out: “Named Ring”, title: Call janitor → Ring, now Phone the janitor",
    )
    assert sara.workspace.tasks[CALL].title == "Phone the janitor"
    sara.record()
    with pytest.raises(WouldLose, match="“Named Ring” cannot be taken back: title changed since"):
        sara.plan_undo_by("ali")


def test_many_changes_at_once_have_to_be_meant(session: Session) -> None:
    for number in range(21):
        session.do(comment, [ROOF], f"Number {number}")
    session.record()
    with pytest.raises(Refused, match="these are 21 changes of sara; --dry-run shows"):
        session.plan_undo_by(None)
    assert session.plan_undo_by(None, every=True).message == "Undid 21 changes of sara"


def test_the_last_import_can_be_aimed_at(session: Session, root: Path) -> None:
    before = files(root)
    path = f"{JOBS}/q0000000-imported.md"
    for number in (1, 2):
        here = path.replace("q0", f"q{number}")
        text = f'+++\nid = "q{number}000000"\ntitle = "Imported"\n+++\n'
        change = Change(
            f"Imported {number}", (FileChange(here, None, text),), source="import x.csv"
        )
        session.apply(change)
    session.do(start, [CALL])
    session.record()
    assert "Source: import x.csv" in git(root, "log", "--format=%B")
    imports = session.recorded_changes(limit=9, imports=True)
    assert [one.commit.subject for one in imports] == ["Imported 2", "Imported 1"]
    assert all(one.is_import for one in imports)
    for number in (2, 1):
        change = session.apply(session.plan_undo_by(None, last_import=True))
        assert change.message == f"Undid: Imported {number}"
        session.record()
    with pytest.raises(Refused, match="there is no import of sara"):
        session.plan_undo_by(None, last_import=True)
    assert set(files(root)) == set(before)


# What undo means without a name


def test_without_a_name_only_what_was_done_in_this_copy_goes_back(
    root: Path, tmp_path: Path
) -> None:
    session = Session(root, TODAY)
    session.do(done, [ROOF])
    session.record()
    other = tmp_path / "other"
    clone_repository(str(root), other)
    git(other, "config", "user.email", "sara@nordvik.example")
    elsewhere = Session(other, TODAY)
    with pytest.raises(Refused, match="nothing to undo that you did in this copy lately"):
        elsewhere.undo()
    commit = git(other, "rev-parse", "HEAD").strip()
    assert elsewhere.undo(commit).undoes == (commit,)
    assert session.plan_undo().undoes == (commit,)


def test_what_git_itself_recorded_here_counts_too(session: Session, root: Path) -> None:
    hook = write(root, ".git/hooks/post-commit", "#!/bin/sh\n")
    hook.chmod(0o755)
    commit = recorded(session, session.do(done, [ROOF]))
    assert session.plan_undo().undoes == (commit,)


@pytest.mark.parametrize("name", ["zzzz", "--all", "HEAD", "dead", "^dead", ""])
def test_a_name_that_names_nothing_is_refused(session: Session, name: str) -> None:
    with pytest.raises(Refused, match="no recorded change is called"):
        session.plan_undo(name)


def test_a_change_of_another_branch_is_refused(session: Session, root: Path) -> None:
    git(root, "switch", "--quiet", "-c", "side")
    commit = recorded(session, session.do(done, [ROOF]))
    git(root, "switch", "--quiet", "main")
    with pytest.raises(Refused, match="is not in the history of this branch"):
        Session(root, TODAY).plan_undo(commit)


def test_the_beginning_of_the_workspace_is_never_taken_back(session: Session, root: Path) -> None:
    first = git(root, "rev-parse", "HEAD").strip()
    with pytest.raises(Refused, match="“Begin” is where the workspace begins"):
        session.plan_undo(first)
    with pytest.raises(Refused, match="there is no change of sara that could be taken back"):
        session.plan_undo_by("sara")


def test_what_only_joins_two_sides_cannot_be_taken_back(session: Session, root: Path) -> None:
    git(root, "switch", "--quiet", "-c", "side")
    session.do(done, [ROOF])
    session.record()
    git(root, "switch", "--quiet", "main")
    mine = Session(root, TODAY)
    mine.do(start, [CALL])
    mine.record()
    git(root, "merge", "--quiet", "-m", "Joined", "side")
    joined = git(root, "rev-parse", "HEAD").strip()
    both = Session(root, TODAY)
    with pytest.raises(Refused, match="“Joined” only brings together what several people"):
        both.plan_undo(joined)
    assert both.plan_undo().message == "Undid: Started “Call janitor”"


# Any kind of change


def renamed(session: Session) -> Change:
    """A list in another folder, as a rename would leave it."""
    changes = []
    for file in sorted((session.root / JOBS).iterdir()):
        text = file.read_text()
        changes += [
            FileChange(f"{JOBS}/{file.name}", text, None),
            FileChange(f"spaces/operations/orders/{file.name}", None, text),
        ]
    return session.apply(Change("Renamed Jobs", tuple(changes), ("jobs",)))


def with_a_conflict(root: Path) -> None:
    text = (
        (root / ROOF_PATH)
        .read_text()
        .replace(
            "+++\n\nCrane",
            '\n[[conflicts]]\nfield = "title"\nother = "Swap compressor"\n+++\n\nCrane',
        )
    )
    write(root, ROOF_PATH, text)
    write(root, f"{JOBS}/handmade.md", '+++\ntitle = "By hand"\n+++\n')
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "Conflict")


KINDS: dict[str, Callable[[Session], Change]] = {
    "resolve by keeping": lambda one: one.do(choose, ROOF, "title", "kept"),
    "resolve by taking": lambda one: one.do(choose, ROOF, "title", "other"),
    "resolve by a third": lambda one: one.do(choose, ROOF, "title", "value", value="Third"),
    "move": lambda one: one.do(move, [ROOF], INCIDENTS),
    "remove": lambda one: one.do(remove, [ROOF, CALL]),
    "rename of a list": renamed,
    "giving ids": lambda one: one.do(give_ids),
}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_kind_of_change_goes_back_byte_for_byte_and_forth_again(
    root: Path, kind: Callable[[Session], Change]
) -> None:
    with_a_conflict(root)
    before = files(root)
    session = Session(root, TODAY)
    commit = recorded(session, kind(session))
    made = files(root)
    assert made != before
    recorded(session, session.undo(commit))
    assert files(root) == before
    recorded(session, session.redo())
    assert files(root) == made


def test_a_list_that_somebody_put_tasks_into_stays_when_its_making_is_taken_back(
    session: Session, root: Path
) -> None:
    commit = recorded(session, renamed(session))
    session.load()
    session.do(add, "Came later", "spaces/operations/orders")
    session.do(set_fields, [CALL], [])
    session.record()
    change = session.undo(commit)
    folders = {one.path.rpartition("/")[0] for one in session.workspace.tasks.values()}
    assert {JOBS, "spaces/operations/orders"} <= folders
    assert (root / "spaces/operations/orders/list.toml").exists()
    assert any("it is here again" in one for one in change.notices)
    assert set(session.workspace.lists) >= {JOBS, "spaces/operations/orders"}


def test_what_was_removed_since_is_not_brought_back_by_an_older_undo(session: Session) -> None:
    commit = recorded(session, session.do(done, [ROOF]))
    session.do(remove, [ROOF])
    session.record()
    with pytest.raises(WouldLose, match="“Replace compressor” was removed since by sara"):
        session.undo(commit)


def test_what_would_be_lost_is_told_with_who_and_the_three_values(root: Path) -> None:
    sara = Session(root, TODAY)
    commit = recorded(sara, sara.do(write_notes, ROOF, "Crane on Monday.\n"))
    ali = become(root, "ali")
    ali.do(write_notes, ROOF, "Crane on Tuesday.\n")
    ali.do(done, [CALL])
    ali.record()
    sara = become(root, "sara")
    with pytest.raises(WouldLose) as refused:
        sara.plan_undo(commit)
    [loss] = refused.value.losses
    assert (loss.id, loss.field, loss.by) == (ROOF, "notes", "ali")
    assert "Crane is booked." in loss.before
    assert (loss.made, loss.now) == ("Crane on Monday.", "Crane on Tuesday.")


def test_an_added_task_that_was_worked_on_says_what_was_done_since(session: Session) -> None:
    change = session.do(add, "New", JOBS)
    commit = recorded(session, change)
    session.do(start, list(change.ids))
    session.record()
    with pytest.raises(WouldLose, match="“New” was worked on since by sara") as refused:
        session.undo(commit)
    [loss] = refused.value.losses
    assert ("status", "todo", "doing") in [(o.field, o.before, o.after) for o in loss.since]


def test_after_a_sync_an_undo_travels_on(root: Path, tmp_path: Path) -> None:
    remote, other = tmp_path / "remote.git", tmp_path / "other"
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(remote))
    git(root, "remote", "add", "origin", str(remote))
    sara = Session(root, TODAY)
    commit = recorded(sara, sara.do(done, [ROOF]))
    sara.sync()
    clone_repository(str(remote), other)
    ali = become(other, "ali")
    ali.do(comment, [ROOF], "Thank you")
    ali.sync()
    sara.undo(commit)
    sara.sync()
    ali.sync()
    task = Session(other, TODAY).workspace.tasks[ROOF]
    assert task.status == "doing"
    assert "Thank you" in (task.log or "")


# The list


def test_the_list_says_what_stands_and_what_can_go_back(session: Session) -> None:
    one = set_title(session, CALL, "Ring")
    set_title(session, CALL, "Phone")
    undone = recorded(session, session.do(done, [ROOF]))
    session.undo()
    session.record()
    changes = session.recorded_changes(limit=4)
    assert [(each.by, each.fallen) for each in changes] == [
        ("sara", False),
        ("sara", True),
        ("sara", False),
        ("sara", False),
    ]
    assert changes[1].commit.oid == undone
    assert changes[3].commit.oid == one
    why = session.why_not(changes)
    assert [type(each) for each in why] == [type(None), Refused, type(None), WouldLose]


# What others left unrecorded


def test_undo_leaves_edits_by_hand_that_a_change_was_built_on(session: Session, root: Path) -> None:
    by_hand = f"{JOBS}/q0000000-by-hand.md"
    write(root, by_hand, '+++\nid = "q0000000"\ntitle = "By hand"\n+++\n')
    text = (root / ROOF_PATH).read_text().replace("Crane is booked.", "Crane is late.")
    write(root, ROOF_PATH, text)
    before = files(root) | {by_hand: (root / by_hand).read_text()}
    session.load()
    session.do(start, ["q0000000"])
    session.do(done, [ROOF])
    session.record()
    subjects = git(root, "log", "--format=%s").splitlines()
    assert subjects[:4] == [
        "Finished “Replace compressor”",
        "Edited outside tuiwork: “Replace compressor”",
        "Started “By hand”",
        "Edited outside tuiwork: “By hand”",
    ]
    session.undo()
    session.record()
    session.undo()
    session.record()
    assert files(root) == before
