"""Why-questions are read from a log, each with its answer."""

from __future__ import annotations

from tuiwork.text.questions import questions_of

ASKED = "- 2026-06-06T08:12:07Z mia question why Which goal?\n  Really.\n"
ANSWERED = "- 2026-06-07T09:00:00Z ali answer why The cellars.\n"


def test_a_question_is_open_until_it_is_answered() -> None:
    [one] = questions_of(ASKED)
    assert (one.by, one.text, one.answered, one.answer) == (
        "mia",
        "Which goal?\nReally.",
        None,
        None,
    )
    [one] = questions_of(ASKED + ANSWERED)
    assert (one.answered_by, one.answer) == ("ali", "The cellars.")


def test_an_answer_is_for_all_questions_above_it_that_are_open() -> None:
    again = ASKED.replace("06-06", "06-08").replace("mia", "sara")
    first, second, third = questions_of(ASKED + ASKED + ANSWERED + again)
    assert first.answer == second.answer == "The cellars."
    assert (third.by, third.answer) == ("sara", None)


def test_other_entries_and_other_questions_ask_no_why() -> None:
    log = "- 2026-06-06T08:12:07Z mia comment Why?\n- 2026-06-06T08:12:07Z mia question when Now?\n"
    assert questions_of(log) == ()
    assert questions_of(None) == ()
    assert len(questions_of(f"no entry\n{log}{ASKED}")) == 1
