"""A decision is open until somebody looked at what came of it, and overdue from the day after."""

from __future__ import annotations

from datetime import date

import pytest

from tuiwork.model.decision import Decision
from tuiwork.model.kinds import Kind

MAY = date(2026, 5, 29)
JUNE = date(2026, 6, 15)


def decision(**fields: object) -> Decision:
    return Decision("decisions/x.md", Kind.DECISION, {"review": MAY, **fields})


@pytest.mark.parametrize(
    ("fields", "is_open"),
    [
        ({}, True),
        ({"outcome": ""}, True),
        ({"outcome": "It holds."}, False),
        ({"outcome": "It holds.", "reviewed": MAY}, False),
        ({"outcome": "It holds.", "reviewed": date(2026, 5, 1)}, True),
        ({"review": "soon"}, False),
    ],
)
def test_it_is_open_until_its_outcome_was_written_after_the_review_day(
    fields: dict[str, object], is_open: bool
) -> None:
    assert decision(**fields).is_open is is_open


def test_a_review_is_overdue_from_the_day_after_it() -> None:
    assert decision().days_overdue(MAY) == 0
    assert decision().days_overdue(JUNE) == 17
    assert decision(outcome="Done.").days_overdue(JUNE) == 0
