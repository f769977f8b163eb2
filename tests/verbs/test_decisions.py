"""Verbs on decisions: none without a day to look at it again, none looked at before it was made."""

from __future__ import annotations

from datetime import date
from typing import cast

import pytest

from tests.verbs.company import SARA, STAMP, TODAY, after, company, told
from tuiwork.errors import Refused
from tuiwork.model.decision import Decision
from tuiwork.verbs.decisions import add_decision, review_decision

AUGUST = date(2026, 8, 1)
OLD = """\
+++
title = "One supplier"
date = 2026-02-27
review = 2026-05-29
choice = "Frigoteknik" # for everything
outcome = ""
+++
"""


def test_a_decision_is_written_with_what_it_was_chosen_among() -> None:
    change = add_decision(
        company(), SARA, "One  supplier", "Frigoteknik", AUGUST, context="Five dealers.",
        expected="8 % less", options=["Five", "One"], owner="al",
    )  # fmt: skip
    assert change.message == "Decided “One supplier”"
    [file] = change.files
    assert (file.path, file.after) == (
        "decisions/one-supplier.md",
        '+++\ntitle = "One supplier"\nowner = "ali"\ndate = 2026-06-15\nreview = 2026-08-01\n'
        'context = "Five dealers."\noptions = ["Five", "One"]\nchoice = "Frigoteknik"\n'
        f'expected = "8 % less"\n+++\n\n## Log\n\n- {STAMP} sara created\n',
    )


@pytest.mark.parametrize(
    ("title", "choice", "review", "words"),
    [
        ("x", "y", None, "when will you look"),
        ("x", "y", date(2026, 6, 14), "before the decision on 2026-06-15"),
        ("x", " ", AUGUST, "what was chosen"),
        (" ", "y", AUGUST, "needs a title"),
        ("One supplier", "y", AUGUST, "there is a decision “one-supplier” already"),
    ],
)
def test_what_cannot_be_followed_up_is_refused(
    title: str, choice: str, review: date | None, words: str
) -> None:
    one = company(decisions__one_supplier=OLD)
    one = one.replace({"decisions/one-supplier.md": one.documents["decisions/one_supplier.md"]})
    with pytest.raises(Refused, match=words):
        add_decision(one, SARA, title, choice, review)


def test_a_review_keeps_what_came_of_it_and_what_was_learned() -> None:
    one = company(decisions__parts=OLD)
    change = review_decision(one, SARA, "par", "Boards take nine days.", learned="Ask for days.")
    made = cast(Decision, after(one, change).documents["decisions/parts.md"])
    assert (made.text("outcome"), made.text("learned")) == (
        "Boards take nine days.",
        "Ask for days.",
    )
    assert (made.reviewed, made.is_open) == (TODAY, False)
    assert told(made) == ["sara reviewed Boards take nine days.\n  Learned: Ask for days."]
    assert "# for everything" in (change.files[0].after or "")


def test_a_review_may_ask_for_another_one() -> None:
    one = company(decisions__parts=OLD)
    made = after(one, review_decision(one, SARA, "parts", "Not yet.", again=AUGUST))
    decision = cast(Decision, made.documents["decisions/parts.md"])
    assert (decision.review, decision.is_open) == (AUGUST, True)
    with pytest.raises(Refused, match="is not ahead"):
        review_decision(one, SARA, "parts", "Not yet.", again=TODAY)


def test_a_review_before_the_decision_or_without_an_outcome_is_refused() -> None:
    ahead = OLD.replace("2026-02-27", "2026-07-01").replace("2026-05-29", "2026-08-01")
    with pytest.raises(Refused, match="decided on 2026-07-01; it cannot be reviewed before"):
        review_decision(company(decisions__parts=ahead), SARA, "parts", "Fine.")
    with pytest.raises(Refused, match="needs an outcome"):
        review_decision(company(decisions__parts=OLD), SARA, "parts", " ")
