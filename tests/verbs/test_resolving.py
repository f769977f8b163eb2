"""Choosing between kept values: one, all of a task, or one as it was seen, and never another."""

from __future__ import annotations

import pytest

from tests.verbs.company import INCIDENTS, JOBS, SARA, company
from tuiwork.errors import Refused
from tuiwork.model.change import Change
from tuiwork.model.workspace import Workspace
from tuiwork.text.document import read_document
from tuiwork.text.merging.conflicts import Conflict, conflicts_in
from tuiwork.text.merging.resolve import Choice
from tuiwork.verbs.resolving import choose, choose_all, choose_seen, read_value

PATH = f"{JOBS}/aaaaaaaa-x.md"


def kept(**others: str) -> str:
    """A task that keeps these other values, given as TOML."""
    rows = "".join(
        f'\n[[conflicts]]\nfield = "{field}"\nother = {other}\n' for field, other in others.items()
    )
    front = 'id = "aaaaaaaa"\ntitle = "One"\nstatus = "doing"\nowner = "sara"\n'
    return f"+++\n{front}{rows}+++\n"


def with_kept(**others: str) -> Workspace:
    return company((PATH, kept(**others)))


def first(workspace: Workspace, path: str = PATH) -> Conflict:
    return conflicts_in(workspace.documents[path])[0]


def text(change: Change) -> str:
    return change.files[-1].after or ""


def test_a_conflict_as_it_was_seen_is_chosen() -> None:
    one = with_kept(title='"Two"')
    assert 'title = "One"' in text(choose_seen(one, SARA, first(one), "kept"))
    taken = choose_seen(one, SARA, first(one), "other")
    assert 'title = "Two"' in text(taken)
    assert taken.message == "Resolved title of “One”"
    assert 'title = "3"' in text(choose_seen(one, SARA, first(one), "value", value="3"))


@pytest.mark.parametrize(
    "later",
    [
        kept(title='"Three"'),
        kept(title='"Two"').replace('"One"', '"Other"'),
        kept(owner='"ali"'),
    ],
)
def test_what_changed_since_it_was_seen_is_not_chosen(later: str) -> None:
    seen = first(with_kept(title='"Two"'))
    now = company((PATH, later))
    with pytest.raises(Refused, match="changed or chosen meanwhile; look again"):
        choose_seen(now, SARA, seen, "kept")


def test_a_text_of_a_while_ago_is_what_the_change_begins_with() -> None:
    one = with_kept(title='"Two"')
    before = kept(title='"Two"').replace("doing", "review")
    change = choose_seen(one, SARA, first(one), "other", text=before)
    assert change.files[0].before == before
    assert 'status = "review"' in text(change)


def test_all_of_a_task_are_chosen_together_and_leave_their_entries() -> None:
    one = with_kept(owner='"ali"', place='"operations/incidents"', title='"Two"')
    change = choose_all(one, SARA, "aaa", "other")
    assert [file.path for file in change.files] == [PATH, f"{INCIDENTS}/aaaaaaaa-x.md"]
    assert "conflicts" not in text(change)
    assert 'owner = "ali"' in text(change)
    assert "sara owner sara -> ali" in text(change)
    assert "sara moved operations/jobs -> operations/incidents" in text(change)
    with pytest.raises(Refused, match="“One” keeps no other value"):
        choose_all(company((PATH, kept())), SARA, "aaa", "kept")


def test_several_others_of_one_field_are_kept_from_but_not_taken_blindly() -> None:
    rows = kept(title='"Two"').replace(
        "\n+++\n", '\n\n[[conflicts]]\nfield = "title"\nother = "Three"\n+++\n'
    )
    one = company((PATH, rows))
    assert "conflicts" not in text(choose_all(one, SARA, "aaa", "kept"))
    with pytest.raises(Refused, match="keeps 2 other values of title; choose one of them"):
        choose_all(one, SARA, "aaa", "other")
    assert 'title = "Three"' in text(choose(one, SARA, "aaa", "title", "other", index=1))


def test_a_removed_document_goes_or_stays() -> None:
    row = '\n[[conflicts]]\nfield = "deleted"\n+++\n'
    one = company((PATH, row.join(kept().rsplit("+++\n", 1))))
    assert choose_all(one, SARA, "aaa", "other").files[0].after is None
    assert text(choose_all(one, SARA, "aaa", "kept")) == kept()


def test_a_third_value_has_the_type_of_its_field() -> None:
    one = with_kept(owner='"ali"')
    assert read_value(one, SARA, first(one), "ali") == "ali"
    with pytest.raises(Refused, match="there is no person “bob”"):
        read_value(one, SARA, first(one), "bob")
    place = Conflict(PATH, "place", other="operations/incidents")
    assert read_value(one, SARA, place, "incid") == "operations/incidents"


@pytest.mark.parametrize(("typed", "value"), [("7", 7), ("7.5", 7.5), ("-1", -1)])
def test_a_number_inside_a_table_stays_a_number(typed: str, value: float) -> None:
    one = company()
    seen = Conflict(
        "goals/faster-service.md", "key_results.handling-time.target", kept=2.0, other=3
    )
    assert read_value(one, SARA, seen, typed) == value
    for words in ("many", '"7"', "", "1\nx = 2", "true"):
        with pytest.raises(Refused, match="will not do; expected something like 2"):
            read_value(one, SARA, seen, words)


def test_what_is_written_can_be_read() -> None:
    one = with_kept(title='"Two"', owner='"ali"')
    choices: tuple[Choice, ...] = ("kept", "other")
    for choice in choices:
        document, problems = read_document(PATH, text(choose_all(one, SARA, "aaa", choice)))
        assert document is not None
        assert problems == []
