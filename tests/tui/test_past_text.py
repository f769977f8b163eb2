from __future__ import annotations

from datetime import UTC, datetime

from tests.verbs.company import JOBS, NOW, company, task
from tuiwork.errors import Refused
from tuiwork.insight.differences import differing
from tuiwork.session.recalled import Recalled
from tuiwork.sync.history import Commit
from tuiwork.tui.past_text import past_lines

PATH, TEXT = task("aaaaaaaa", status='"doing"', notes="\nOne\nTwo\nThree\n")
AT = datetime(2026, 6, 13, 9, 40, tzinfo=UTC)


def change(*parents: str, fallen: bool = False) -> Recalled:
    commit = Commit("c0ffee1234", parents, "Ali", "a@x.example", AT, "Did it \x1b[31m", {}, ())
    return Recalled(commit, "ali", fallen)


def lines(
    before: str | None, after: str | None, *, of: Recalled | None = None, why: str = ""
) -> list[str]:
    things = differing({PATH: before}, {PATH: after})
    refused = Refused(why) if why else None
    shown = past_lines(company((PATH, TEXT)), of or change("a"), things, refused, NOW, 60)
    return [one.plain.rstrip() for one in shown]


def test_who_when_how_it_stands_and_what_it_did() -> None:
    after = TEXT.replace('"doing"', '"done"').replace("Two", "2")
    assert lines(TEXT, after) == [
        "Did it ␛[31m",
        "ali  sat 13 11:40  c0ffee12",
        "",
        "It can be taken back.",
        "",
        "Task aaaaaaaa  aaa",
        "  status  doing → done",
        "  notes",
        "      One",
        "    - Two",
        "    + 2",
        "      Three",
        "",
    ]


def test_what_came_shows_its_fields_without_arrows() -> None:
    shown = lines(None, TEXT)
    assert "Task aaaaaaaa  aaa  added" in shown
    assert "  status  doing" in shown
    assert not any("→" in one for one in shown)


def test_how_it_stands() -> None:
    assert "It was taken back." in lines(TEXT, None, of=change("a", fallen=True))
    assert any(
        "only brings two sides together" in one for one in lines(None, None, of=change("a", "b"))
    )
    assert "A file is not UTF-8 text" in lines(TEXT, None, why="a file is not UTF-8 text")


def test_no_line_is_wider_than_there_is_room() -> None:
    long = TEXT.replace("One", "日本語 " * 40).replace('"doing"', '"' + "x" * 200 + '"')
    things = differing({PATH: TEXT}, {f"{JOBS}/aaaaaaaa-x.md": long})
    for one in past_lines(company((PATH, TEXT)), change("a"), things, None, NOW, 40):
        assert one.cell_length <= 40
