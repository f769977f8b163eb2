"""Open why-questions are counted with their days, for whoever is to answer."""

from __future__ import annotations

from datetime import date

from tests.verbs.company import TODAY, company, task
from tuiwork.insight.questions import open_questions
from tuiwork.model.workspace import Workspace

A, B, C, D = "aaaaaaa1", "aaaaaaa2", "aaaaaaa3", "aaaaaaa4"


def asked(day: str, by: str = "mia") -> str:
    return f"- {day}T08:12:07Z {by} question why Which goal?\n"


def some() -> Workspace:
    return company(
        task(A, log=asked("2026-06-06"), goals='["faster-service"]'),
        task(B, log=asked("2026-06-01") + "- 2026-06-02T08:12:07Z ali answer why This.\n"),
        task(C, log=asked("2026-06-15") + asked("2026-05-15", "sara")),
        task(D, log=asked("2026-06-01"), status='"dropped"'),
    )


def test_the_oldest_comes_first_with_its_days() -> None:
    found = open_questions(some(), TODAY)
    assert [(one.task.id, one.question.by, one.days) for one in found] == [
        (C, "sara", 31),
        (A, "mia", 9),
        (C, "mia", 0),
    ]
    assert [one.to.handle for one in found] == [None, "ali", None]


def test_those_for_one_person_are_told_apart() -> None:
    assert [one.task.id for one in open_questions(some(), TODAY, "ali")] == [A]


def test_days_are_those_of_the_workspace() -> None:
    log = "- 2026-06-14T22:30:00Z mia question why Which goal?\n"
    path, text = task(A, log=log)
    from tests.verbs.company import FILES, of_texts

    settings = 'format = 1\ntimezone = "Europe/Copenhagen"\n'
    one = of_texts({**FILES, path: text, "tuiwork.toml": settings})
    assert open_questions(one, date(2026, 6, 15))[0].days == 0
