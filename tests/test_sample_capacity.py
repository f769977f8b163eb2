"""What the people of the sample company have to do, can do, and may be done with when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.sample_reader import ROOT
from tuiwork.insight.capacity import fits_initiative, with_person, without
from tuiwork.insight.deadlines import deadline_adherence, repeated_delays
from tuiwork.insight.effort import estimate_factors, time_spent
from tuiwork.insight.flow import finishes, in_progress, out_of_order, started
from tuiwork.insight.forecast import forecast
from tuiwork.insight.load import load
from tuiwork.insight.pace import throughput
from tuiwork.model.kinds import kind_of
from tuiwork.model.workspace import Workspace
from tuiwork.text.document import read_document

TODAY = date(2026, 6, 15)
WEEK = [TODAY, TODAY + timedelta(7)]


@pytest.fixture(scope="module")
def sample() -> Workspace:
    found = {}
    for path in sorted(ROOT.rglob("*")):
        name = path.relative_to(ROOT).as_posix()
        if path.is_file() and kind_of(name) is not None:
            document, _ = read_document(name, path.read_text("utf-8"))
            if document is not None:
                found[name] = document
    return Workspace(found)


# People


def test_sara_has_46_hours_in_a_week_of_30_and_seven_things_in_hand(sample: Workspace) -> None:
    row = load(sample, TODAY).row("sara")
    assert row is not None
    cell = row.cells[0]
    assert (round(cell.hours, 9), cell.capacity, cell.guessed) == (46, 30, 0)
    assert round(100 * (cell.share or 0)) == 153
    assert cell.level == "over"
    [waiting] = row.undated
    assert sample.tasks[waiting.id].title == "Controller board for Brygværk"
    assert sum(one.owner == "sara" for one in in_progress(sample)) == 7


def test_nobody_else_is_over_their_hours_and_henrik_is_at_45_percent(sample: Workspace) -> None:
    found = load(sample, TODAY)
    shares = {row.handle: round(100 * (row.cells[0].share or 0)) for row in found.rows}
    assert shares["henrik"] == 45
    assert [handle for handle, share in shares.items() if share > 100] == ["sara"]


def test_freja_has_no_hours_in_the_week_she_is_away(sample: Workspace) -> None:
    row = load(sample, TODAY).row("freja")
    assert row is not None
    assert [(cell.week, cell.capacity, cell.level) for cell in row.cells[:2]] == [
        (WEEK[0], 37, "fair"),
        (WEEK[1], 0, "away"),
    ]


def test_jonas_keeps_two_hours_a_week_free(sample: Workspace) -> None:
    row = load(sample, TODAY).row("jonas")
    assert row is not None
    assert {cell.capacity for cell in row.cells} == {35}


# Flow


def test_27_tasks_are_in_progress_and_54_were_started(sample: Workspace) -> None:
    assert len(in_progress(sample)) == 27
    assert sum(started(sample, one) is not None for one in sample.tasks.values()) == 54
    assert len(finishes(sample)) == 27
    assert out_of_order(sample) == ()


def test_ten_complete_weeks_have_finishes_2_7_a_week(sample: Workspace) -> None:
    found = throughput(sample, TODAY)
    assert [week.count for week in found.complete] == [2, 3, 2, 3, 3, 2, 3, 3, 3, 3]
    assert found.mean == pytest.approx(2.7)
    assert found.weeks[-1].monday == TODAY
    assert found.weeks[-1].ids == ()


def test_only_the_uptime_export_was_delayed_again_and_again(sample: Workspace) -> None:
    [(task, moved)] = repeated_delays(sample)
    assert task.title == "Publish weekly uptime export"
    assert (moved.count, moved.days) == (3, 63)
    assert moved.last == TODAY - timedelta(3)


def test_17_of_27_were_finished_by_their_first_due_date_and_21_by_their_last(
    sample: Workspace,
) -> None:
    found = deadline_adherence(sample, TODAY)
    assert found.first.measured.n == found.last.measured.n == 27
    assert (len(found.first.missed), len(found.last.missed)) == (10, 6)
    assert found.first.measured.value == pytest.approx(17 / 27)
    assert found.last.measured.value == pytest.approx(21 / 27)


def test_the_status_page_took_70_hours_so_far(sample: Workspace) -> None:
    tasks = [
        one for one in sample.tasks.values() if one.text("initiative") == "customer-status-page"
    ]
    assert sum(time_spent(sample, one) for one in tasks) == 70 * 60


def test_incidents_take_half_as_long_again_as_estimated(sample: Workspace) -> None:
    known = {type_: one for type_, one in estimate_factors(sample).items() if one.value is not None}
    assert set(known) == {"incident"}
    assert known["incident"].value == pytest.approx(1.5)


# Room and forecasts


def test_a_quote_in_a_day_leaves_sara_20_hours_short_this_week_and_fits_from_the_next(
    sample: Workspace,
) -> None:
    fit = fits_initiative(sample, "quote-in-a-day", TODAY)
    assert [(one.person, one.week, round(one.by, 9)) for one in fit.short] == [("sara", TODAY, 20)]
    assert fit.start == TODAY + timedelta(7)


def test_one_more_technician_gives_the_team_30_more_hours(sample: Workspace) -> None:
    before, then = (
        load(sample, TODAY).team[0],
        load(with_person(sample, "sara2", 30), TODAY).team[0],
    )
    assert (then.capacity - before.capacity, then.hours) == (30, before.hours)


def test_without_the_status_page_ali_has_more_room(sample: Workspace) -> None:
    row = load(without(sample, "customer-status-page"), TODAY).row("ali")
    now = load(sample, TODAY).row("ali")
    assert row is not None
    assert now is not None
    assert row.cells[0].hours < now.cells[0].hours


def test_what_is_open_takes_until_the_end_of_november_at_this_pace(sample: Workspace) -> None:
    found = forecast(sample, TODAY, list(sample.tasks.values()))
    assert (len(found.ids), found.borrowed, found.refused) == (63, False, "")
    assert found.p50 == found.p85 == date(2026, 11, 30)


def test_the_incidents_are_done_in_august(sample: Workspace) -> None:
    tasks = sample.tasks_in["spaces/operations/incidents"]
    found = forecast(sample, TODAY, tasks)
    assert [week.count for week in found.weeks] == [1, 1, 1, 0, 1, 1, 1, 0, 1, 1]
    assert (found.p50, found.p85) == (date(2026, 8, 3), date(2026, 8, 17))


def test_the_quotes_have_too_short_a_past_of_their_own(sample: Workspace) -> None:
    found = forecast(sample, TODAY, sample.tasks_in["spaces/customers/quotes"])
    assert found.borrowed
