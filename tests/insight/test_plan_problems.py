"""Wrong rows of plans and impossible days of decisions are told, one sentence each."""

from __future__ import annotations

import pytest

from tests.verbs.company import company, task
from tuiwork.insight.checking import find_problems

K = "k7f3qd2m"


def told(row: str) -> list[str]:
    text = f"+++\n[[items]]\n{row}\n+++\n"
    return [one.message for one in find_problems(company(task(K), **{"plans__2026-Q3": text}))]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ('of = "quote"\nstate = "in"', "the item “quote” names nothing"),
        ('of = "initiative:x"\nstate = "in"', "names the initiative “x”, which does not exist"),
        ('of = "goal:grow/x"\nstate = "in"', "names the goal “grow/x”, which does not exist"),
        (f'of = "task:{K}"\nstate = "maybe"', 'is "maybe"; expected in, waiting, declined'),
        (f'of = "task:{K}"', "expected in, waiting, declined"),
        (f'of = "task:{K}"\nstate = "declined"', "was declined without a reason"),
        (f'of = "task:{K}"\nstate = "in"\ntarget = "soon"', "expected a date, without quotes"),
        ('state = "in"', "says not what it is of"),
        (
            f'of = "task:{K}"\nstate = "in"\n[[items]]\nof = "task:{K}"\nstate = "in"',
            f"two items are of “task:{K}”",
        ),
    ],
)
def test_a_wrong_row_is_told(row: str, words: str) -> None:
    [message] = told(row)
    assert words in message


def test_a_good_row_is_fine() -> None:
    assert told(f'of = "task:{K}"\nstate = "declined"\nreason = "No."\nrevisit = 2026-09-01') == []


def test_a_plan_of_no_period_is_told() -> None:
    [problem] = find_problems(company(plans__soon="+++\n+++\n"))
    assert "“soon” is no period" in problem.message


def test_a_review_before_its_decision_is_told() -> None:
    text = "+++\ndate = 2026-06-01\nreview = 2026-05-01\n+++\n"
    [problem] = find_problems(company(decisions__x=text))
    assert problem.message == "review is 2026-05-01, before the decision on 2026-06-01"
