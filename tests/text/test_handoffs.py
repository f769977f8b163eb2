"""Handoffs in a log: what each says, and what answered it."""

from __future__ import annotations

from datetime import datetime

import pytest

from tuiwork.text.handoffs import (
    Answer,
    days_waited,
    handoff_details,
    handoffs_in,
    waited_words,
)

HANDED = """\
- 2026-06-09T10:30:27Z jonas handoff jonas -> ali The meter lies on your desk.
  Next: read one telegram.
  Due: 19 June, then the vendor is away.
"""


def answers(log: str) -> list[Answer | None]:
    return [one.answer for one in handoffs_in(log)]


def test_a_handoff_says_who_whom_what_is_to_be_known_what_comes_next_and_by_when() -> None:
    [one] = handoffs_in(HANDED)
    assert (one.by, one.giver, one.receiver) == ("jonas", "jonas", "ali")
    assert one.context == "The meter lies on your desk."
    assert one.next_action == "read one telegram."
    assert one.due == "19 June, then the vendor is away."
    assert one.answer is None
    assert one.is_complete


@pytest.mark.parametrize(
    ("context", "next_action", "due"),
    [
        ("All is there.", "call", "2026-06-19"),
        ("Two\nlines.", "call\nand write", "2026-06-19"),
        ("", "call", ""),
        ("All is there.", "", "2026-06-19"),
        ("", "", "2026-06-19"),
        ("", "", ""),
        ("They say:\nNext: nothing", "call", ""),
        ("Due: never", "call", "2026-06-19"),
    ],
)
def test_what_is_written_reads_back(context: str, next_action: str, due: str) -> None:
    details = handoff_details("sara", "ali", context, next_action, due)
    lines = details.replace("\n", "\n  ")
    [one] = handoffs_in(f"- 2026-06-09T10:30:27Z sara handoff {lines}\n")
    assert (one.context, one.next_action, one.due) == (context, next_action, due)
    assert one.is_complete == all([context, next_action, due])


def test_a_handoff_from_nobody() -> None:
    [one] = handoffs_in("- 2026-06-09T10:30:27Z sara handoff - -> ali Take it.\n")
    assert one.giver is None


@pytest.mark.parametrize(
    ("line", "answer", "why"),
    [
        ("ali accept", Answer.ACCEPTED, ""),
        ("ali return Drawings are missing.", Answer.RETURNED, "Drawings are missing."),
        ("ali handoff ali -> mia Yours.", Answer.HANDED_ON, ""),
        ("sara owner ali -> mia", Answer.OVERTAKEN, ""),
        ("sara owner jonas -> ali", None, ""),
        ("sara comment accept", None, ""),
    ],
)
def test_what_comes_behind_answers_it_or_does_not(
    line: str, answer: Answer | None, why: str
) -> None:
    one = handoffs_in(f"{HANDED}- 2026-06-09T12:00:00Z {line}\n")[0]
    assert (one.answer, one.why) == (answer, why)
    assert one.answered_at == (answer and datetime.fromisoformat("2026-06-09T12:00:00Z"))


def test_the_change_of_the_owner_may_stand_before_the_answer_of_the_same_moment() -> None:
    moment = "- 2026-06-09T12:00:00Z ali"
    assert answers(f"{HANDED}{moment} owner ali -> jonas\n{moment} return No.\n") == [
        Answer.RETURNED
    ]
    assert answers(f"{HANDED}{moment} owner ali -> mia\n{moment} handoff ali -> mia You.\n") == [
        Answer.HANDED_ON,
        None,
    ]
    later = "- 2026-06-10T12:00:00Z ali"
    assert answers(f"{HANDED}{moment} owner ali -> jonas\n{later} return No.\n") == [
        Answer.OVERTAKEN
    ]


def test_only_the_first_answer_counts() -> None:
    log = f"{HANDED}- 2026-06-09T12:00:00Z ali accept\n- 2026-06-09T13:00:00Z ali return No.\n"
    assert answers(log) == [Answer.ACCEPTED]


def test_what_names_no_receiver_is_none() -> None:
    assert handoffs_in("- 2026-06-09T10:30:27Z jonas handoff to ali\n") == ()
    assert handoffs_in("- 2026-06-09T10:30:27Z jonas handoff ali -> -\n") == ()
    assert handoffs_in("- 2026-06-09T10:30:27Z jonas comment a handoff a -> b\n") == ()
    assert handoffs_in(None) == handoffs_in("") == ()


def test_days_are_counted_on_the_clock_of_who_looks() -> None:
    [one] = handoffs_in(HANDED)
    evening = datetime.fromisoformat("2026-06-15T00:30:00+02:00")
    assert (days_waited(one, evening), waited_words(one, evening)) == (6, "6 days")
    assert waited_words(one, datetime.fromisoformat("2026-06-10T01:00:00+02:00")) == "1 day"
    assert waited_words(one, datetime.fromisoformat("2026-06-09T14:00:00+02:00")) == "today"
