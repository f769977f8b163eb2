from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from tests.insight.initiatives.making import initiative
from tests.text.workspaces import TODAY, workspace
from tuiwork.insight.initiatives.portfolio import Claim, Focus, funnel, portfolio
from tuiwork.insight.initiatives.standing import Standing
from tuiwork.model.workspace import Workspace
from tuiwork.tui.planning.initiative_lines import head_line, header_words, row_line
from tuiwork.tui.planning.initiative_rows import (
    Grouping,
    Head,
    Shown,
    brief,
    chosen,
    full,
    rows_of,
)
from tuiwork.tui.symbols import symbols
from tuiwork.tui.widgets.columns import Line, length

SIGNS = symbols()
PILOT: Mapping[str, Any] = {
    "title": "Photos",
    "stage": "pilot",
    "owner": "sara",
    "end": TODAY - timedelta(3),
    "approach": "coached",
    "process": "x",
}
CHECKED: Mapping[str, Any] = {
    "title": "Card",
    "stage": "everyday",
    "checkins": [
        {"date": TODAY - timedelta(60), "using": 1, "expected": 4},
        {"date": TODAY - timedelta(30), "using": 3, "expected": 4},
    ],
}
IDEA: Mapping[str, Any] = {"title": "Idea", "start": TODAY + timedelta(300)}


def three() -> Workspace:
    none = {"initiatives/photo-reports.md": {"title": "Closed", "stage": "closed"}}
    made = {"photos": PILOT, "card": CHECKED, "idea": IDEA}
    return workspace(none | {f"initiatives/{name}.md": dict(one) for name, one in made.items()})


def standings(one: Workspace) -> list[Standing]:
    return [Standing(one, each, TODAY) for each in one.initiatives.values()]


def shown(one: Workspace) -> dict[str, Shown]:
    return {each.initiative.slug: full(each) for each in standings(one)}


def keys(grouping: Grouping, *, known: bool = True) -> list[str]:
    one = three()
    return [row.key for row in rows_of(standings(one), grouping, shown(one) if known else {})]


def text(line: Line) -> str:
    return "".join(part for part, _ in line).rstrip()


def test_a_group_has_its_row_above_those_in_it() -> None:
    assert keys(Grouping.STAGE) == [
        "group candidate", "idea", "group pilot", "photos", "group everyday", "card",
        "group closed", "photo-reports",
    ]  # fmt: skip


def test_all_four_approaches_are_there_and_what_has_none_comes_last() -> None:
    found = keys(Grouping.APPROACH)
    assert found[:5] == [
        "group direct", "group self-serve", "group coached", "photos", "group together",
    ]  # fmt: skip
    assert found[5] == "group "


def test_what_does_not_move_comes_first_once_that_is_known() -> None:
    assert keys(Grouping.HEALTH)[:2] == ["group all", "photos"]
    assert set(keys(Grouping.HEALTH, known=False)) == set(keys(Grouping.HEALTH))


def test_without_initiatives_there_are_no_groups() -> None:
    assert [*rows_of((), Grouping.APPROACH, {}), *rows_of((), Grouping.HEALTH, {})] == []


@pytest.mark.parametrize(
    ("horizon", "there"),
    [("6m", ["card", "photos"]), ("12m", ["card", "idea", "photos"])],
)
def test_a_horizon_leaves_out_what_is_closed_or_begins_later(
    horizon: str, there: list[str]
) -> None:
    found = chosen(standings(three()), horizon, TODAY)
    assert sorted(one.initiative.slug for one in found) == there


def test_no_horizon_shows_everything() -> None:
    assert len(chosen(standings(three()), "", TODAY)) == 4


def test_a_row_tells_at_once_what_the_file_says_and_the_rest_later() -> None:
    here = Standing(three(), three().initiatives["photos"], TODAY)
    assert brief(here) == Shown("Photos", "sara", "pilot", "")
    told = full(here)
    assert told.fraction == "0/7"
    assert told.alarms[:2] == (("stuck", True), ("0 of 7", False))


def test_check_ins_are_a_fraction_and_a_line_of_bars() -> None:
    told = shown(three())["card"]
    assert (told.fraction, told.trail) == ("3/4", (0.25, 0.75))
    line = text(row_line(told, 90, SIGNS, stage=False, ascii_only=False))
    assert "3/4 ▃▆" in line
    assert "3/4 ,=" in text(row_line(told, 90, SIGNS, stage=False, ascii_only=True))


@pytest.mark.parametrize("width", [46, 58, 76, 120, 190])
def test_a_row_keeps_its_title_and_what_is_wrong_at_every_width(width: int) -> None:
    line = row_line(shown(three())["photos"], width, SIGNS, stage=True, ascii_only=False)
    assert length(line) == width
    assert "Photos" in text(line)
    assert ("stuck", "overdue") in line
    assert text(line).startswith("▼")


def test_a_head_tells_the_median_of_enough_of_them_only() -> None:
    one = three()
    few = next(step for step in funnel(standings(one)) if step.stage == "pilot")
    assert text(head_line(Head("pilot", ("photos",)), few, 60, SIGNS)) == "PILOT  1"
    made = [initiative(log="- 2026-06-05T09:00:00Z sara created\n", name=f"i{n}") for n in range(5)]
    five = portfolio(Workspace({each.path: each for each in made}), TODAY).funnel[0]
    line = head_line(Head("candidate", five.ids), five, 60, SIGNS)
    assert text(line) == "CANDIDATE  5  median 10 d (n=5)"


def test_above_the_list_stands_how_many_run_and_what_they_claim() -> None:
    claim = Claim({"ali": 4, "sara": 2.5}, (), {"ali": 37, "sara": 30})
    assert header_words(Focus(("a", "b"), 3), claim, ("12 months",)) == (
        "running 2 of at most 3   6.5 of 67 h a week claimed   12 months"
    )
    assert header_words(Focus((), None), Claim({}, (), {}), ()) == "running 0"
