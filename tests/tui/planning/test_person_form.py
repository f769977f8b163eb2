"""What the form about a person understands, and what it makes of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.text.workspaces import workspace
from tuiwork.errors import Refused
from tuiwork.model.change import Actor
from tuiwork.model.workspace import Workspace
from tuiwork.text.document import read_document
from tuiwork.text.edit import compose
from tuiwork.tui.planning.person_form import add_by_form, ask_new_person, ask_person, set_by_form
from tuiwork.tui.widgets.form import Form, Understood

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
ACTOR = Actor("sara", NOW, NOW.date(), lambda: "")
FIELDS: dict[str, Any] = {
    "name": "Sara Holm",
    "hours": 37,
    "absence": [{"from": date(2026, 7, 6), "to": date(2026, 7, 10), "what": "holiday"}],
    "protected": [{"hours": 2, "what": "practice"}],
}


@pytest.fixture
def place() -> Workspace:
    found = workspace({"people/sara.md": FIELDS})
    person = found.people["sara"]
    texts = {person.path: compose(person.kind, FIELDS)}
    return Workspace(found.documents, read=texts.__getitem__)


def form(place: Workspace, **answers: str) -> Form:
    return ask_person(place, ACTOR, place.people["sara"], answers)


def meaning(shown: Form, key: str, text: str) -> Understood:
    [blank] = [one for one in shown.blanks if one.key == key]
    return blank.read(text)


def made(place: Workspace, **answers: str) -> dict[str, Any]:
    change = set_by_form(place, ACTOR, "sara", answers)
    [file] = change.files
    assert file.after is not None
    document, _ = read_document(file.path, file.after)
    assert document is not None
    return dict(document.fields)


def test_empty_lines_show_what_there_is(place: Workspace) -> None:
    shown = form(place)
    assert [one.initial for one in shown.blanks] == ["37", "", "", "", ""]
    assert meaning(shown, "away", "").words == "now off 6 jul – 10 jul, holiday"
    assert meaning(shown, "protect", "").words == "now 2 h practice"


@pytest.mark.parametrize(
    ("key", "text", "words"),
    [
        ("hours", "30h", "30 h"),
        ("away", "22 jun..26 jun", "off 22 jun – 26 jun"),
        ("away", "friday", "off 19 jun"),
        ("back", "7 jul", ""),
        ("protect", "7 support", "7 h every week for support"),
        ("protect", "0 practice", "no time kept free for practice"),
    ],
)
def test_a_line_tells_what_it_means(place: Workspace, key: str, text: str, words: str) -> None:
    assert meaning(form(place), key, text) == Understood(words)


@pytest.mark.parametrize(
    ("key", "text"),
    [("hours", "many"), ("hours", "300"), ("away", "26 jun..22 jun"), ("away", "soonish"),
     ("back", "x9"), ("protect", "support")],
)  # fmt: skip
def test_a_line_that_means_nothing_says_so(place: Workspace, key: str, text: str) -> None:
    assert not meaning(form(place), key, text).ok


def test_what_is_told_becomes_one_change(place: Workspace) -> None:
    fields = made(place, hours="30", away="22 jun..26 jun", why="course", protect="7 support")
    assert fields["hours"] == 30
    assert fields["absence"][0] == {
        "from": date(2026, 6, 22), "to": date(2026, 6, 26), "what": "course",
    }  # fmt: skip
    assert fields["protected"][1] == {"hours": 7, "what": "support"}


def test_an_absence_that_is_off_goes(place: Workspace) -> None:
    assert "absence" not in made(place, back="7 jul")


def test_a_reason_needs_its_days(place: Workspace) -> None:
    with pytest.raises(Refused, match="on which days"):
        set_by_form(place, ACTOR, "sara", {"why": "holiday"})


def test_refused_answers_stand_in_the_form_again(place: Workspace) -> None:
    shown = form(place, hours="12", away="friday")
    assert [one.initial for one in shown.blanks][:2] == ["12", "friday"]


def test_a_new_person_goes_by_the_first_name_if_nobody_says_otherwise(place: Workspace) -> None:
    change = add_by_form(place, ACTOR, {"name": "Ole Holm", "hours": "30", "email": "o@n.example"})
    assert [file.path for file in change.files] == ["people/ole.md"]
    assert "hours = 30" in (change.files[0].after or "")
    with pytest.raises(Refused, match="needs a name"):
        add_by_form(place, ACTOR, {"handle": "ole"})
    assert [one.key for one in ask_new_person({}).blanks] == ["name", "handle", "hours", "email"]
