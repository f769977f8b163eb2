from __future__ import annotations

from datetime import date
from typing import Any

from tests.text.workspaces import workspace
from tests.tui.planning.sample import sample_company
from tests.workspace import TODAY
from tuiwork.tui.planning.goal_rows import (
    GoalRow,
    ResultRow,
    Shown,
    beside,
    goal_rows,
    key_of,
    name_of,
    period_words,
    periods,
    shown_for,
)

NOW = Shown()


def goal(period: str, **fields: Any) -> dict[str, Any]:
    row = {"id": "kr", "title": "KR", "start": 0, "target": 10, "current": 5}
    return {"title": "G", "owner": "sara", "period": period, "key_results": [row], **fields}


GIVEN = workspace(
    {
        "goals/faster-service.md": goal("2026"),
        "goals/grow.md": goal("2026-Q2", parent="faster-service"),
        "goals/old-portal.md": goal("2025-Q4", closed=date(2025, 12, 30)),
        "goals/next.md": goal("2026-Q3"),
    }
)


def keys(shown: Shown = NOW, folded: frozenset[str] = frozenset()) -> list[str]:
    return [row.key for row in goal_rows(GIVEN, TODAY, shown, folded) if not row.header]


def test_the_goals_of_now_have_begun_and_are_open_one_below_the_other() -> None:
    assert keys() == [
        "goal:faster-service", "goal:faster-service/kr", "goal:grow", "goal:grow/kr",
    ]  # fmt: skip
    rows = {row.key: row.value for row in goal_rows(GIVEN, TODAY, NOW, ())}
    assert isinstance(rows["goal:grow"], GoalRow)
    assert rows["goal:grow"].node.depth == 1
    assert isinstance(rows["goal:grow/kr"], ResultRow)
    assert rows["goal:grow/kr"].depth == 2


def test_what_is_folded_hides_its_key_results_and_the_goals_below_it() -> None:
    assert keys(folded=frozenset({"goal:faster-service"})) == ["goal:faster-service"]
    assert keys(folded=frozenset({"goal:grow"}))[-1] == "goal:grow"


def test_a_period_has_its_goals_closed_ones_too_and_all_are_all() -> None:
    assert keys(Shown("2025-Q4")) == ["goal:old-portal", "goal:old-portal/kr"]
    assert {"goal:next", "goal:old-portal", "goal:grow"} <= {*keys(Shown(closed=True))}


def test_periods_follow_each_other_and_that_of_today_is_now() -> None:
    assert periods(GIVEN, TODAY) == ["2025-Q4", "2026", "2026-Q2", "2026-Q3"]
    assert beside(GIVEN, TODAY, NOW, 1) == Shown("2026-Q3")
    assert beside(GIVEN, TODAY, Shown("2026-Q3"), -1) == NOW
    assert beside(GIVEN, TODAY, Shown("2026-Q3"), 1) is None
    assert beside(GIVEN, TODAY, Shown("2025-Q4"), -1) is None


def test_the_header_says_how_far_the_period_is() -> None:
    company = sample_company()
    assert period_words(company, TODAY, NOW) == "2026-Q2  day 76 of 91"
    assert period_words(company, TODAY, Shown("2025-Q4")) == "2025-Q4  over, 92 days"
    assert period_words(company, TODAY, Shown("2026-Q3")) == "2026-Q3  begins in 16 days"
    [header, *_] = goal_rows(company, TODAY, NOW, ())
    assert header.value == "2026-Q2  day 76 of 91  3 goals, 3 off track, 1 stale"


def test_a_period_without_goals_says_so_and_no_goal_at_all_leaves_the_list_empty() -> None:
    rows = goal_rows(GIVEN, TODAY, Shown("2027-Q1"), (), "none there")
    assert [row.value for row in rows][1:] == ["none there"]
    assert all(row.header for row in rows)


def test_a_goal_is_looked_for_where_it_is() -> None:
    assert shown_for(GIVEN, TODAY, NOW, "grow/kr") == NOW
    assert shown_for(GIVEN, TODAY, NOW, "old-portal") == Shown("2025-Q4")
    assert shown_for(GIVEN, TODAY, Shown("2025-Q4"), "grow") == NOW
    assert shown_for(GIVEN, TODAY, NOW, "nowhere") == NOW


def test_keys_name_goals_and_other_keys_name_none() -> None:
    assert name_of(key_of("grow/kr")) == "grow/kr"
    assert name_of("loose:busy") == ""
    assert name_of(None) == ""
