"""Asking why goes to whoever answers for the goal, and is answered in the same log."""

from __future__ import annotations

import pytest

from tests.verbs.company import FILES, JOBS, SARA, after, company, of_texts, task, told
from tuiwork.errors import Refused
from tuiwork.model.workspace import Workspace
from tuiwork.verbs.questions import answer_why, ask_why

K = "k7f3qd2m"


def asked(one: Workspace) -> str:
    """What somebody who asks is told."""
    [notice] = ask_why(one, SARA, K, "Which goal?").notices
    return notice


def test_a_question_is_an_entry_for_the_owner_of_the_goal() -> None:
    one = company(task(K, goals='["faster-service/handling-time"]'))
    change = ask_why(one, SARA, "k7f", " Which goal?\nReally? ")
    assert told(after(one, change).tasks[K]) == ["sara question why Which goal?\n  Really?"]
    assert change.message == "Asked the why of “Task k7f3qd2m”"
    assert change.notices == ("ali is asked, who owns the goal “Handling time”",)


@pytest.mark.parametrize(
    ("files", "words"),
    [
        (
            {f"{JOBS}/list.toml": 'name = "Jobs"\nowner = "ali"\n'},
            "ali is asked, who owns the list",
        ),
        ({"spaces/operations/space.toml": 'owner = "ali"\n'}, "ali is asked, who owns the space"),
        ({"tuiwork.toml": 'format = 1\nlead = "sara"\n'}, "sara is asked, who leads the workspace"),
        ({}, "nobody is named to answer it"),
    ],
)
def test_without_a_goal_it_goes_to_the_list_the_space_or_the_lead(
    files: dict[str, str], words: str
) -> None:
    path, text = task(K)
    assert words in asked(of_texts({**FILES, path: text, **files}))


def test_an_answer_answers_and_without_a_question_there_is_none() -> None:
    one = company(task(K))
    with pytest.raises(Refused, match="nobody asks why"):
        answer_why(one, SARA, K, "So.")
    one = after(one, ask_why(one, SARA, K, "Which goal?"))
    one = after(one, answer_why(one, SARA, K, "The cellars."))
    assert told(one.tasks[K])[-1] == "sara answer why The cellars."
    with pytest.raises(Refused, match="nothing to answer"):
        answer_why(one, SARA, K, "Again.")


def test_empty_words_ask_and_answer_nothing() -> None:
    one = company(task(K))
    for verb in (ask_why, answer_why):
        with pytest.raises(Refused, match="words"):
            verb(one, SARA, K, " ")
