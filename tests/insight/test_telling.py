"""Who set a value is told by the log, else by the change that brought it, a merge comes last."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.verbs.company import INCIDENTS, JOBS, company, task
from tuiwork.insight.telling import Version, find_setter, handle_of
from tuiwork.model.log import Entry

PATH = f"{JOBS}/aaaaaaaa-x.md"


def at(day: int) -> datetime:
    return datetime(2026, 6, day, 8, tzinfo=UTC)


def text(title: str, notes: str = "") -> str:
    return task("aaaaaaaa", title=f'"{title}"', notes=notes)[1]


def version(
    by: str, day: int, before: str | None, after: str | None, *, is_merge: bool = False
) -> Version:
    sides = [None if one is None else (PATH, one) for one in (before, after)]
    return Version(str(day), by, at(day), sides[0], sides[1], is_merge=is_merge)


def test_the_log_tells_first() -> None:
    entries = [
        Entry(at(2), "ali", "owner", "sara -> ali"),
        Entry(at(3), "mia", "owner", "ali -> mia"),
    ]
    versions = [version("sara", 4, text("A"), text("B"))]
    assert find_setter("owner", "ali", entries, versions) == ("ali", at(2))
    assert find_setter("title", "B", entries, versions) == ("sara", at(4))
    assert find_setter("title", "C", entries, versions) is None


def test_the_newest_change_to_a_value_counts_and_a_merge_only_where_nobody_else_did() -> None:
    versions = [
        version("sara", 5, text("A"), text("B"), is_merge=True),
        version("ali", 4, text("A"), text("B")),
        version("mia", 3, text("C"), text("B")),
    ]
    assert find_setter("title", "B", [], versions) == ("ali", at(4))
    assert find_setter("title", "B", [], versions[:1]) == ("sara", at(5))


def test_a_stretch_of_notes_is_whose_change_first_has_it() -> None:
    versions = [
        version("mia", 5, text("A", "\nOne\nTwo\n"), text("A", "\nOne\nTwo\nThree\n")),
        version("ali", 4, text("A", "\nOne\n"), text("A", "\nOne\r\nTwo\r\n")),
    ]
    assert find_setter("notes", "One\nTwo", [], versions) == ("ali", at(4))


def test_who_removed_a_document_and_who_changed_it_last() -> None:
    versions = [
        version("sara", 5, text("A"), None),
        version("ali", 4, text("B"), text("A")),
    ]
    assert find_setter("deleted", None, [], versions) == ("sara", at(5))
    assert find_setter("deleted", "there", [], versions) == ("ali", at(4))


def test_who_moved_a_task() -> None:
    moved = Version(
        "1", "ali", at(4), (PATH, text("A")), (PATH.replace(JOBS, INCIDENTS), text("A"))
    )
    assert find_setter("place", "operations/incidents", [], [moved]) == ("ali", at(4))


def test_an_address_nobody_has_leaves_the_name_that_git_has() -> None:
    one = company(people__mia='+++\nname = "Mia"\nemails = ["Mia@x.example"]\n+++\n')
    assert handle_of(one, "Mia K.", "mia@X.example") == "mia"
    assert handle_of(one, "Guest", "guest@x.example") == "Guest"
