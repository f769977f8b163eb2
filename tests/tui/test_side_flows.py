"""Choosing between kept values and looking over the past, by keys alone, in a real repository."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.harness import HOSTILE, awaited
from tests.tui.test_work_flows import app_of, opened, shown, text_of, until
from tests.workspace import TODAY, git, make_workspace, write
from tuiwork.session import Session
from tuiwork.text.values import parse_assignments
from tuiwork.tui.conflicts import ConflictScreen
from tuiwork.tui.undo_list import UndoList
from tuiwork.verbs.states import done, start
from tuiwork.verbs.tasks import remove, set_fields

SIZES = [(80, 24), (200, 50)]
CALL = "p2h8w4xn"
CALL_PATH = f"spaces/operations/jobs/{CALL}-call-janitor.md"
PUMP_PATH = "spaces/operations/jobs/x5m0rt6b-inspect-pump.md"

KEPT: Mapping[str, str] = {
    "title": 'field = "title"\nbase = "Call"\nother = "Ring the janitor"\nby = "ali"\n'
    "at = 2026-06-13T09:40:00Z\n",
    "owner": 'field = "owner"\nother = "ali"\n',
    "notes": 'field = "notes"\nkept = """\nOne line\nAnother"""\n'
    'other = """\nOne line\nA third"""\n',
    "deleted": 'field = "deleted"\n',
}


def with_conflicts(root: Path, *fields: str, path: str = CALL_PATH) -> None:
    rows = "".join(f"\n[[conflicts]]\n{KEPT[one]}" for one in fields)
    front, fence, rest = (root / path).read_text().rpartition("+++\n")
    notes = "\nOne line\nAnother\n" if "notes" in fields else ""
    write(root, path, f"{front}{rows}{fence}{notes}{rest}")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "Joined")


def is_open(pilot: Pilot[int], screen: type) -> bool:
    return isinstance(pilot.app.screen, screen)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_workspace(tmp_path / "team")


# Conflicts


@pytest.mark.parametrize("size", SIZES, ids=str)
@awaited
async def test_both_values_are_shown_with_who_and_when(root: Path, size: tuple[int, int]) -> None:
    with_conflicts(root, "title")
    async with opened(root, size) as pilot:
        await until(pilot, lambda: "1 conflict: press C" in shown(pilot))
        await pilot.press("C")
        await until(pilot, lambda: "ali  sat 13 11:40" in shown(pilot))
        text = shown(pilot)
        assert "Call janitor" in text
        assert "Ring the janitor" in text
        assert "title, changed by two" in text
        assert "k keep shown" in text
        assert "? keys" in text


@awaited
async def test_one_key_keeps_takes_and_takes_back(root: Path) -> None:
    with_conflicts(root, "owner", "title")
    async with opened(root) as pilot:
        await pilot.press("C")
        await until(pilot, lambda: "Conflicts  2" in shown(pilot))
        await pilot.press("n")
        await until(pilot, lambda: "title, changed by two" in shown(pilot))
        await pilot.press("t")
        await until(pilot, lambda: 'title = "Ring the janitor"' in text_of(root, CALL_PATH))
        await until(pilot, lambda: "Conflicts  1" in shown(pilot))
        await pilot.press("k")
        await until(pilot, lambda: "All is well" in shown(pilot))
        assert 'owner = "sara"' in text_of(root, CALL_PATH)
        assert "conflicts" not in text_of(root, CALL_PATH)
        await pilot.press("u")
        await until(pilot, lambda: "Conflicts  1" in shown(pilot))
        assert 'other = "ali"' in text_of(root, CALL_PATH)
        await pilot.press("q")
        await until(pilot, lambda: not is_open(pilot, ConflictScreen))
    assert git(root, "status", "--porcelain") == ""


@awaited
async def test_a_third_value_is_written_and_a_wrong_one_asked_again(root: Path) -> None:
    with_conflicts(root, "owner")
    async with opened(root) as pilot:
        await pilot.press("C")
        await until(pilot, lambda: "owner, changed by two" in shown(pilot))
        await pilot.press("e")
        await until(pilot, lambda: "enter write" in shown(pilot))
        await pilot.press("x", "enter")
        await until(pilot, lambda: "there is no person" in shown(pilot))
        await pilot.press(*["backspace"] * 5, *"ali", "enter")
        await until(pilot, lambda: "All is well" in shown(pilot))
    assert 'owner = "ali"' in text_of(root, CALL_PATH)
    assert "sara owner sara -> ali" in text_of(root, CALL_PATH)


@pytest.mark.parametrize("size", SIZES, ids=str)
@awaited
async def test_long_texts_stand_beside_each_other(root: Path, size: tuple[int, int]) -> None:
    with_conflicts(root, "notes")
    async with opened(root, size) as pilot:
        await pilot.press("C")
        await until(pilot, lambda: "≠ A third" in shown(pilot))
        line = next(line for line in shown(pilot).splitlines() if "≠ A third" in line)
        assert "Another" in line


@awaited
async def test_notes_are_written_anew_in_the_editor_with_both_texts(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_conflicts(root, "notes")
    monkeypatch.setattr("tuiwork.editor.edit_text", lambda text, _: text + "Written anew\n")
    async with opened(root) as pilot:

        class Suspended:
            def __enter__(self) -> None: ...
            def __exit__(self, *_: object) -> None: ...

        monkeypatch.setattr(pilot.app, "suspend", Suspended)
        await pilot.press("C")
        await until(pilot, lambda: "≠ A third" in shown(pilot))
        await pilot.press("e")
        await until(pilot, lambda: "All is well" in shown(pilot))
    text = text_of(root, CALL_PATH)
    assert "One line\nAnother\n\nOne line\nA third\n" in text
    assert "Written anew\n" in text


@awaited
async def test_who_removed_what_another_changed_is_told(root: Path) -> None:
    session = Session(root, TODAY)
    before = text_of(root, CALL_PATH)
    session.do(remove, [CALL])
    session.record()
    write(root, CALL_PATH, before)
    with_conflicts(root, "deleted")
    async with opened(root) as pilot:
        await pilot.press("C")
        await until(pilot, lambda: "removed by one, changed by another" in shown(pilot))
        await until(pilot, lambda: "sara  " in shown(pilot))
        await pilot.press("t")
        await until(pilot, lambda: not (root / CALL_PATH).exists())


@awaited
async def test_enter_opens_the_task_where_it_lies(root: Path) -> None:
    with_conflicts(root, "title")
    async with opened(root) as pilot:
        await pilot.press("C")
        await until(pilot, lambda: "title, changed by two" in shown(pilot))
        await pilot.press("enter")
        screen = app_of(pilot).work_screen
        assert screen is not None
        await until(pilot, lambda: screen.is_current)
        await until(pilot, lambda: screen.current is not None and screen.current.id == CALL)


@awaited
async def test_without_conflicts_all_is_well(root: Path) -> None:
    async with opened(root, (80, 24)) as pilot:
        await pilot.press("C")
        await until(pilot, lambda: "All is well: no value is in conflict." in shown(pilot))
        await pilot.press("k", "t", "e", "n", "p", "enter", "question_mark")
        await until(pilot, lambda: "Write a third value" in shown(pilot))
        await pilot.press("escape", "escape")
        await until(pilot, lambda: not is_open(pilot, ConflictScreen))


@awaited
async def test_hostile_values_are_harmless_text(tmp_path: Path) -> None:
    root = make_workspace(tmp_path / "team", {"k7f3qd2m": {"title": HOSTILE[0]}})
    path = next((root / "spaces/operations/jobs").glob("k7f*.md")).relative_to(root).as_posix()
    for text in HOSTILE:
        escaped = "".join(f"\\u{ord(one):04x}" for one in text)
        row = f'field = "title"\nother = "{escaped}"\nby = "{escaped}"\n'
        front, fence, rest = (root / path).read_text().rpartition("+++\n")
        write(root, path, f"{front}\n[[conflicts]]\n{row}{fence}{rest}")
    git(root, "commit", "--quiet", "--all", "-m", HOSTILE[0])
    async with opened(root) as pilot:
        for key in ("C", "U"):
            await pilot.press(key)
            for _ in HOSTILE:
                await pilot.press("down")
                await pilot.pause()
                text = shown(pilot)
                assert not {one for one in text if ord(one) < 32 and one != "\n"}
                assert not any(0x7F <= ord(one) < 0xA0 or one in "\u202e\u2066" for one in text)
            await pilot.press("q")


# The past


@pytest.mark.parametrize("size", SIZES, ids=str)
@awaited
async def test_every_change_is_told_with_what_it_did(root: Path, size: tuple[int, int]) -> None:
    session = Session(root, TODAY)
    session.do(done, ["k7f3qd2m"])
    session.record()
    async with opened(root, size) as pilot:
        await pilot.press("U")
        await until(pilot, lambda: "Finished “Replace compressor”" in shown(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "doing → done" in shown(pilot))
        assert "It can be taken back." in shown(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: "Begin" in shown(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: not is_open(pilot, UndoList))


@awaited
async def test_an_older_change_is_taken_back_and_brought_back(root: Path) -> None:
    session = Session(root, TODAY)
    session.do(done, ["k7f3qd2m"])
    session.do(start, ["x5m0rt6b"])
    session.record()
    async with opened(root) as pilot:
        await pilot.press("U")
        await until(pilot, lambda: "Started “Inspect pump”" in shown(pilot))
        await pilot.press("j")
        await until(pilot, lambda: "doing → done" in shown(pilot))
        await pilot.press("u")
        await until(pilot, lambda: "Undid: Finished" in shown(pilot))
        await until(pilot, lambda: "It was taken back." in shown(pilot))
        assert 'status = "doing"' in text_of(root)
        assert 'status = "doing"' in text_of(root, PUMP_PATH)
        await pilot.press("u")
        await until(pilot, lambda: "It was taken back already; ^r brings it back" in shown(pilot))
        await pilot.press("ctrl+r")
        await until(pilot, lambda: 'status = "done"' in text_of(root))
    assert git(root, "log", "-1", "--format=%s").startswith("Redid: Finished")


@awaited
async def test_what_would_be_lost_is_said_instead(root: Path) -> None:
    session = Session(root, TODAY)
    for title in ("Ring", "Phone"):
        words = parse_assignments(session.workspace, [f"title={title}"], TODAY)
        session.do(set_fields, [CALL], words)
        session.record()
    async with opened(root) as pilot:
        await pilot.press("U")
        await until(pilot, lambda: "Ring → Phone" in shown(pilot))
        await pilot.press("j")
        await until(pilot, lambda: "It cannot be taken back alone" in shown(pilot))
        assert "Call janitor → Ring" in shown(pilot)
        await pilot.press("u")
        await until(pilot, lambda: "title changed since by sara" in shown(pilot))
    assert 'title = "Phone"' in text_of(root, CALL_PATH)


@awaited
async def test_the_changes_of_one_person_can_be_looked_at_alone(root: Path) -> None:
    Session(root, TODAY).do(done, ["k7f3qd2m"])
    git(root, "config", "user.email", "ali@nordvik.example")
    ali = Session(root, TODAY)
    ali.do(start, ["x5m0rt6b"])
    ali.record()
    async with opened(root) as pilot:
        await pilot.press("U")
        await until(pilot, lambda: "Begin" in shown(pilot))
        await pilot.press("o")
        await until(pilot, lambda: "Whose changes?" in shown(pilot))
        await pilot.press(*"ali", "enter")
        await until(pilot, lambda: "Changes  by Ali Rahimi" in shown(pilot))
        await until(pilot, lambda: "Begin" not in shown(pilot))
        assert "Started “Inspect pump”" in shown(pilot)
