from __future__ import annotations

import pytest

from tests.sync.playground import git, write
from tests.sync.team import CALL, CALL_TEXT, LIST, ROOF, ROOF_TEXT, Clone, Team
from tuiwork.session import Session
from tuiwork.store.lock import hold
from tuiwork.sync.adopting import adopt, is_set_up
from tuiwork.sync.git.repository import open_repository


def taken_over(clone: Clone) -> Clone:
    with hold(clone.local.lock):
        adopt(clone.local, open_repository(clone.root))
    return clone


def windows_clone(team: Team) -> Clone:
    git(team.folder, "clone", "--quiet", "-c", "core.autocrlf=true", str(team.remote), "windows")
    return Clone(team.folder / "windows")


def test_line_ends_that_git_changed_on_the_way_are_put_back(team: Team) -> None:
    clone = windows_clone(team)
    assert "\r\n" in clone.read(ROOF)
    taken_over(clone)
    assert (clone.read(ROOF), clone.read(CALL)) == (ROOF_TEXT, CALL_TEXT)
    assert clone.read("notes.txt") == "one\r\ntwo\r\nthree\r\n"
    assert clone.is_clean


def test_what_somebody_edited_meanwhile_is_left_as_it_is(team: Team) -> None:
    clone = windows_clone(team)
    edited = clone.read(ROOF).replace("todo", "doing")
    clone.save({ROOF: edited})
    taken_over(clone)
    assert (clone.read(ROOF), clone.read(CALL)) == (edited, CALL_TEXT)
    assert git(clone.root, "status", "--porcelain") == f" M {ROOF}"


def test_letters_that_an_attribute_changed_are_put_back(team: Team, sara: Clone) -> None:
    write(sara.root, ".gitattributes", "*.md text working-tree-encoding=UTF-16\n")
    git(sara.root, "add", ".gitattributes")
    git(sara.root, "commit", "--quiet", "-m", "Recode")
    sara.sync()
    clone = team.clone("jonas")
    assert (clone.root / ROOF).read_bytes()[:2] in (b"\xff\xfe", b"\xfe\xff")
    taken_over(clone)
    assert clone.read(ROOF) == ROOF_TEXT
    assert clone.is_clean


def test_it_is_done_once(sara: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_set_up(open_repository(sara.root))
    taken_over(sara)
    assert is_set_up(open_repository(sara.root))
    monkeypatch.setattr("tuiwork.sync.adopting.set_up_driver", lambda _: pytest.fail("again"))
    taken_over(sara)


def test_a_first_sync_takes_over_and_commits_nobodys_line_ends(team: Team) -> None:
    clone = windows_clone(team)
    assert Session(clone.root).sync(settle=0).state == "up-to-date"
    assert clone.head == team.tip
    assert clone.read(LIST) == 'name = "Jobs"\n'
