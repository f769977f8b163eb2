from __future__ import annotations

from datetime import date

from tests.text.workspaces import task, workspace
from tests.tui.planning.sample import sample_company
from tests.workspace import TODAY
from tuiwork.model.workspace import Workspace
from tuiwork.tui.planning.loose_rows import FEW, loose_line, loose_of, loose_rows
from tuiwork.tui.planning.loose_text import loose_lines
from tuiwork.tui.symbols import symbols
from tuiwork.tui.widgets.rows import Row


def rows(given: Workspace, me: str = "sara", turned: frozenset[str] = frozenset()) -> list[Row]:
    found = loose_rows(given, loose_of(given, TODAY), me, turned)
    return [row for row in found if not row.header]


def words(row: Row) -> str:
    return "".join(text for text, _ in loose_line(row.value, 200, symbols())).strip()


def test_the_sample_company_has_its_planted_loose_ends() -> None:
    assert [words(row) for row in rows(sample_company())] == [
        "Busy, and no key result moves",
        "19 of 90 tasks serve no goal, 21 %; by estimate 17 %",
        "▾ A task asked why, and not answered",
        "mia asks ali why “Spike: offline map tiles”  9 days",
        "▾ A link to no open goal",
        "Landlord report in the old portal's layout  leave-old-portal is closed",
    ]


def test_what_is_asked_of_the_one_who_looks_says_so() -> None:
    assert "mia asks you why" in words(rows(sample_company(), "ali")[3])


def test_goals_and_key_results_without_work_lead_to_themselves() -> None:
    row = {"id": "kr", "title": "KR", "start": 0, "target": 10}
    given = workspace(
        {
            "goals/faster-service.md": {"title": "Faster", "closed": date(2026, 5, 1)},
            "goals/grow.md": {"title": "Grow", "key_results": [row], "period": "2026-Q2"},
            "goals/calm.md": {"title": "Calm", "period": "2026-Q2"},
        }
    )
    served = task("a", goals=["grow"])
    given = given.replace({served.path: served})
    found = {row.key: row.value.leads for row in rows(given)}
    assert found["loose:idle calm"] == "calm"
    assert found["loose:idle grow/kr"] == "grow/kr"


def test_many_of_a_kind_are_folded_until_somebody_unfolds_them() -> None:
    goals = {f"goals/g{n}.md": {"title": f"G{n}", "period": "2026-Q2"} for n in range(FEW + 1)}
    given = workspace(goals)
    assert not any(row.key.startswith("loose:idle ") for row in rows(given))
    unfolded = rows(given, turned=frozenset({"loose:idle"}))
    assert sum(row.key.startswith("loose:idle ") for row in unfolded) > FEW


def test_behind_the_signal_stand_its_numbers_and_the_work_that_was_finished() -> None:
    given = sample_company()
    loose = loose_of(given, TODAY)
    [busy, unaligned, *_] = rows(given)
    told = [line.plain for line in loose_lines(given, loose, busy, TODAY, symbols(), 90)]
    assert "3 tasks a week in the last 4 weeks, 2.5 in the 6 before" in told
    assert "finished for Faster, predictable service  6" in told
    told = [line.plain for line in loose_lines(given, loose, unaligned, TODAY, symbols(), 90)]
    assert "more than 20 % of the work serves no goal" in told
    assert "59 serve a goal, 66 %" in told
