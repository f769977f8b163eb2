"""Walking through the parts of the activity, by keys alone, in a real repository."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.harness import HOSTILE, awaited
from tests.tui.test_work_flows import SIZES, app_of, opened, root, select, shown, text_of, until
from tests.workspace import TODAY, git, write
from tuiwork.errors import Problem
from tuiwork.session import Session
from tuiwork.store.local import find_local
from tuiwork.sync.exchanged import Exchange, note_exchange
from tuiwork.tui.parts import Part, parts_line
from tuiwork.tui.problems import ProblemList, problem_lines
from tuiwork.tui.side_screen import SideScreen
from tuiwork.tui.sync_log import SyncLog, exchange_lines
from tuiwork.verbs.placing import move
from tuiwork.verbs.states import done, start

__all__ = ["root"]

NOW = datetime(2026, 6, 15, 12, 0, tzinfo=UTC)
EXCHANGE = Exchange(
    NOW, "origin", "/srv/team.git", "published", 2, 3, 1, 0.46, "received 3, sent 2"
)


def part(pilot: Pilot[int]) -> Part | None:
    screen = pilot.app.screen
    return screen.PART if isinstance(screen, SideScreen) else None


def with_problem(root: Path) -> None:
    write(root, "people/broken.md", '+++\nname = "Ali"\nemails = 7\n+++\n')


def words(lines: object) -> str:
    return "\n".join(str(line) for line in lines)  # type: ignore[attr-defined]


def test_the_line_of_parts_tells_which_is_shown_and_what_waits() -> None:
    line = parts_line(Part.CHANGES, {Part.PROBLEMS: 3, Part.CONFLICTS: 0})
    assert str(line) == "CHANGES   problems 3   conflicts   sync"


def test_after_the_last_part_comes_the_first() -> None:
    assert Part.SYNC.beside(1) is Part.CHANGES
    assert Part.CHANGES.beside(-1) is Part.SYNC


def test_an_exchange_is_told_in_full() -> None:
    told = words(exchange_lines(EXCHANGE, NOW, 60, "C"))
    assert "Sent 2, received 3" in told
    assert "origin  /srv/team.git" in told
    assert "conflicts 1" in told


def test_a_failed_exchange_tells_its_sentence_and_names_the_key() -> None:
    failed = replace(EXCHANGE, state="offline", message="no way there; `tuiwork conflicts`")
    assert "no way there; C" in words(exchange_lines(failed, NOW, 60, "C"))


def test_a_problem_stands_among_the_lines_of_its_file() -> None:
    text = "\n".join(f"line {number}" for number in range(1, 41))
    told = words(problem_lines(Problem("a.md", "makes no sense", 20), text, 40)).splitlines()
    assert told[0] == "Makes no sense"
    assert "20  line 20" in told
    assert "12  line 12" in told
    assert "11  line 11" not in told


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_lines_of_a_file_are_harmless(text: str) -> None:
    told = words(problem_lines(Problem(text, text, 1), text, 40))
    assert not {one for one in told if not one.isprintable() and one != "\n"}


@pytest.mark.parametrize("size", SIZES, ids=str)
@awaited
async def test_one_key_walks_from_part_to_part(root: Path, size: tuple[int, int]) -> None:
    with_problem(root)
    note_exchange(find_local(root), EXCHANGE)
    async with opened(root, size) as pilot:
        await until(pilot, lambda: len(app_of(pilot).problems) > 0)
        await pilot.press("8")
        await until(pilot, lambda: "CHANGES   problems 1   conflicts   sync" in shown(pilot))
        await pilot.press("tab")
        await until(pilot, lambda: "emails = 7" in shown(pilot))
        await pilot.press("tab")
        await until(pilot, lambda: "All is well: no value is in conflict." in shown(pilot))
        await pilot.press("tab")
        await until(pilot, lambda: "Sent 2, received 3" in shown(pilot))
        await pilot.press("shift+tab", "shift+tab")
        await until(pilot, lambda: isinstance(pilot.app.screen, ProblemList))
        await pilot.press("q")
        await until(pilot, lambda: part(pilot) is None)


@awaited
async def test_keys_open_their_part_directly_and_digits_lead_out(root: Path) -> None:
    async with opened(root) as pilot:
        for key, there in (("P", Part.PROBLEMS), ("C", Part.CONFLICTS), ("U", Part.CHANGES)):
            await pilot.press(key)
            await until(pilot, lambda there=there: part(pilot) is there)  # type: ignore[misc]
        assert len(pilot.app.screen_stack) == 2
        await pilot.press("2")
        await until(pilot, lambda: part(pilot) is None)


@awaited
async def test_the_cursor_is_where_it_was_when_one_comes_back_to_a_part(root: Path) -> None:
    session = Session(root, TODAY)
    for verb, id_ in ((done, "k7f3qd2m"), (start, "x5m0rt6b")):
        session.do(verb, [id_])
        session.record()
    async with opened(root) as pilot:
        await pilot.press("8")
        await until(pilot, lambda: "Started “Inspect pump”" in shown(pilot))
        await pilot.press("j")
        screen = pilot.app.screen
        assert isinstance(screen, SideScreen)
        key = screen.rows_list.key
        await pilot.press("tab")
        await until(pilot, lambda: part(pilot) is Part.PROBLEMS)
        await pilot.press("shift+tab")
        await until(pilot, lambda: part(pilot) is Part.CHANGES)
        again = pilot.app.screen
        assert isinstance(again, SideScreen)
        await until(pilot, lambda: again.rows_list.key == key)


@awaited
async def test_a_problem_is_gone_from_the_list_once_it_is_mended(root: Path) -> None:
    with_problem(root)
    async with opened(root) as pilot:
        await until(pilot, lambda: len(app_of(pilot).problems) > 0)
        await pilot.press("P")
        await until(pilot, lambda: "Problems  1" in shown(pilot))
        (root / "people/broken.md").unlink()
        await until(pilot, lambda: "All is well: nothing is wrong" in shown(pilot))


@awaited
async def test_an_exchange_is_in_the_log_when_it_has_ended(root: Path, tmp_path: Path) -> None:
    remote = tmp_path / "remote.git"
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(remote))
    async with opened(root) as pilot:
        await pilot.press("8", "shift+tab")
        await until(pilot, lambda: "Nothing was exchanged from this copy yet." in shown(pilot))
        await pilot.press("S")
        await until(pilot, lambda: "there is no remote to sync with" in shown(pilot))
        git(root, "remote", "add", "origin", str(remote))
        await pilot.press("S")
        await until(pilot, lambda: "sent 1" in shown(pilot))
        screen = pilot.app.screen
        assert isinstance(screen, SyncLog)
        await until(pilot, lambda: len(screen.rows_list.rows) == 2)
        await pilot.press("home")
        await until(pilot, lambda: str(remote)[:30] in shown(pilot))


@awaited
async def test_what_happened_to_one_task_is_followed_across_its_move(root: Path) -> None:
    session = Session(root, TODAY)
    for verb, args in ((start, ["p2h8w4xn"]), (done, ["x5m0rt6b"])):
        session.do(verb, args)
        session.record()
    session.do(move, ["p2h8w4xn"], "spaces/operations/incidents")
    session.record()
    async with opened(root) as pilot:
        select(pilot, "p2h8w4xn")
        await pilot.press("B")
        await until(pilot, lambda: "Changes of “Call janitor”" in shown(pilot))
        await until(pilot, lambda: "Started “Call janitor”" in shown(pilot))
        assert "Inspect pump" not in shown(pilot)
        await pilot.press("j")
        await until(pilot, lambda: "todo → doing" in shown(pilot))
        await pilot.press("u")
        moved = next((root / "spaces/operations/incidents").glob("p2h*")).relative_to(root)
        await until(pilot, lambda: 'status = "todo"' in text_of(root, moved.as_posix()))
        await pilot.press("8")
        await until(pilot, lambda: "Finished “Inspect pump”" in shown(pilot))
