"""A typed word finds the one thing it means; what it might also mean, or nearly means, is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuiwork.errors import Ambiguous, Refused
from tuiwork.model.names import match, suggestion

LISTS = ["operations/jobs", "operations/incidents", "product/bugs", "jobs", "HR/Onboarding"]


@pytest.mark.parametrize(
    ("word", "names", "found"),
    [
        ("jobs", LISTS, "jobs"),
        ("operations/jobs", LISTS, "operations/jobs"),
        ("Operations/Jobs/", LISTS, "operations/jobs"),
        ("incidents", LISTS, "operations/incidents"),
        ("inc", LISTS, "operations/incidents"),
        ("product", LISTS, "product/bugs"),
        ("cident", LISTS, "operations/incidents"),
        ("onboarding", LISTS, "HR/Onboarding"),
        ("hr", LISTS, "HR/Onboarding"),
        ("sara", ["sara", "sarah"], "sara"),
        ("SARA", ["sara", "sarah"], "sara"),
        ("bug", ["a/bug", "bugs", "bugfix"], "a/bug"),
        ("x", ["xa/b", "c/xd"], "xa/b"),
    ],
)
def test_the_nearest_kind_of_match_wins(word: str, names: list[str], found: str) -> None:
    assert match(word, names, "list") == found


def test_several_equally_near_are_named() -> None:
    with pytest.raises(Ambiguous) as refused:
        match("sa", ["sara", "sam", "ali"], "person")
    assert refused.value.candidates == ("sam", "sara")
    assert refused.value.message == "person “sa” could be sam, sara; type more of it"


def test_a_refusal_names_what_is_near_or_all_there_is() -> None:
    with pytest.raises(Refused, match=r"^there is no list “job5”; did you mean .*operations/jobs"):
        match("job5", LISTS[:3], "list")
    with pytest.raises(Refused, match=r"^there is no person “zzz”; there are ali, sam$"):
        match("zzz", ["sam", "ali"], "person")
    with pytest.raises(Refused, match=r"^there is no person “zzz”$"):
        match("zzz", [], "person")
    assert suggestion("zzz", [f"n{number}" for number in range(9)]) == ""


@pytest.mark.parametrize("word", ["", "/", "//"])
def test_no_word_names_nothing(word: str) -> None:
    with pytest.raises(Refused):
        match(word, LISTS, "list")


@given(st.lists(st.text(st.sampled_from("abA/-"), min_size=1), min_size=1), st.data())
def test_a_whole_name_always_finds_itself_or_its_double(
    names: list[str], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(names))
    try:
        found = match(name, names, "list")
    except Refused:
        assert not name.strip("/") or name != name.strip("/") or name.casefold() != name
        return
    assert found.casefold().strip("/") == name.casefold().strip("/") or name not in names
