"""A word names the one initiative, goal, key result or task that it can mean."""

from __future__ import annotations

import pytest

from tests.verbs.company import company, task
from tuiwork.errors import Ambiguous, Refused
from tuiwork.model.subject import (
    Subject,
    find_subject,
    owner_of,
    read_subject,
    subject_of,
    title_of,
)

K = "k7f3qd2m"
ONE = company(
    task(K, title='"Compressor"', owner='"sara"'),
    initiatives__photos='+++\ntitle = "Photo reports"\n+++\n',
    initiatives__grow='+++\ntitle = "Grow"\n+++\n',
)


@pytest.mark.parametrize(
    ("word", "reference"),
    [
        ("photos", "initiative:photos"),
        ("phot", "initiative:photos"),
        ("faster-service", "goal:faster-service"),
        ("faster-service/handling-time", "goal:faster-service/handling-time"),
        ("handling", "goal:faster-service/handling-time"),
        ("k7f", f"task:{K}"),
        ("goal:grow", "goal:grow"),
        ("task:k7", f"task:{K}"),
    ],
)
def test_a_word_names_one_thing(word: str, reference: str) -> None:
    assert find_subject(ONE, word).reference == reference


def test_a_word_that_names_two_things_is_told_with_both() -> None:
    with pytest.raises(Ambiguous, match="initiative:grow, goal:grow"):
        find_subject(ONE, "grow")


@pytest.mark.parametrize("word", ["nothing", "k7", "", "goal:photos", "initiative:"])
def test_a_word_that_names_nothing_is_refused(word: str) -> None:
    with pytest.raises(Refused):
        find_subject(ONE, word)


def test_a_reference_as_written_is_a_kind_and_a_name() -> None:
    assert read_subject("task:k7f") == Subject("task", "k7f")
    assert read_subject("customer:skovly") is None
    assert read_subject("goal:") is None
    assert read_subject("quote") is None


def test_a_subject_has_the_title_and_owner_of_what_it_is() -> None:
    key_result = Subject("goal", "faster-service/handling-time")
    assert (title_of(ONE, key_result), owner_of(ONE, key_result)) == ("Handling time", "ali")
    assert owner_of(ONE, Subject("task", K)) == "sara"
    gone = Subject("initiative", "gone")
    assert (title_of(ONE, gone), owner_of(ONE, gone)) == ("gone", None)


def test_documents_are_subjects() -> None:
    assert subject_of(ONE.tasks[K]) == Subject("task", K)
    assert subject_of(ONE.goals["grow"]) == Subject("goal", "grow")
    assert subject_of(ONE.people["sara"]) is None
