"""Initiatives come after others, never in a circle."""

from __future__ import annotations

import pytest

from tests.verbs.company import SARA, after, company
from tuiwork.errors import Refused
from tuiwork.model.workspace import Workspace
from tuiwork.verbs.ordering import come_after

A = "initiatives/quote.md"


def initiative(title: str, *others: str) -> str:
    names = ", ".join(f'"{one}"' for one in others)
    return f'+++\ntitle = "{title}"\nafter = [{names}] # kept\n+++\n'


@pytest.fixture
def one() -> Workspace:
    return company(
        initiatives__quote='+++\ntitle = "Quote"\n+++\n',
        initiatives__page=initiative("Page", "quote"),
        initiatives__photos=initiative("Photos", "page"),
        initiatives__card=initiative("Card"),
    )


def test_an_initiative_comes_after_others(one: Workspace) -> None:
    change = come_after(one, SARA, "photos", ["card"])
    assert change.message == "Ordered “Photos” after Page, Card"
    assert 'after = ["page", "card"] # kept' in (change.files[0].after or "")


def test_a_circle_is_refused_and_spelled_out(one: Workspace) -> None:
    with pytest.raises(Refused, match="quote → photos → page → quote"):
        come_after(one, SARA, "quote", ["photos"])
    with pytest.raises(Refused, match="card → card"):
        come_after(one, SARA, "card", ["card"])


def test_it_can_come_after_them_no_longer(one: Workspace) -> None:
    made = after(one, come_after(one, SARA, "page", ["quote"], remove=True))
    assert made.initiatives["page"].names("after") == ()
    with pytest.raises(Refused, match="“Card” does not come after “quote”"):
        come_after(one, SARA, "card", ["quote"], remove=True)


def test_a_name_that_leads_nowhere_can_be_taken_out() -> None:
    text = initiative("Old", "gone")
    made = company(initiatives__old=text)
    [file] = come_after(made, SARA, "old", ["gone"], remove=True).files
    assert "gone" not in (file.after or "")


def test_what_changes_nothing_is_refused(one: Workspace) -> None:
    with pytest.raises(Refused, match="comes after them already"):
        come_after(one, SARA, "page", ["quote"])
    with pytest.raises(Refused, match="there is no initiative “nothing”"):
        come_after(one, SARA, "page", ["nothing"])
