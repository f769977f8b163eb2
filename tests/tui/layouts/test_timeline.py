from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.workspaces import TODAY, task
from tuiwork.tui.layouts.timeline import (
    Scale,
    Span,
    Zoom,
    bar_of,
    first_day,
    in_order,
    ruler,
    span_of,
)

MONTH = Scale(date(2026, 6, 1), Zoom.MONTH, 30)


def test_a_task_spans_from_its_start_to_its_due_day() -> None:
    one = task("a", start=date(2026, 6, 3), due=date(2026, 6, 5))
    assert span_of(one) == Span(date(2026, 6, 3), date(2026, 6, 5))


def test_a_task_that_is_only_due_is_a_point() -> None:
    assert span_of(task("a", due=TODAY)) == Span(TODAY, TODAY, point=True)
    assert span_of(task("a", start=TODAY)) == Span(TODAY, TODAY)
    assert span_of(task("a")) is None


def test_a_milestone_takes_no_time_and_lies_on_its_due_day() -> None:
    one = task("a", type="milestone", start=TODAY - timedelta(9), due=TODAY)
    assert span_of(one) == Span(TODAY, TODAY, point=True, milestone=True)
    assert span_of(task("a", type="milestone")) is None


def test_a_task_that_is_due_before_it_starts_is_still_shown() -> None:
    one = task("a", start=TODAY, due=TODAY - timedelta(3))
    assert span_of(one) == Span(TODAY - timedelta(3), TODAY)


@pytest.mark.parametrize(
    ("start", "end", "cells"),
    [((6, 3), (6, 5), (2, 5)), ((5, 1), (6, 2), (0, 2)), ((6, 29), (7, 9), (28, 30))],
)
def test_a_bar_covers_the_days_that_are_on_the_scale(
    start: tuple[int, int], end: tuple[int, int], cells: tuple[int, int]
) -> None:
    bar = bar_of(Span(date(2026, *start), date(2026, *end)), MONTH)
    assert (bar.start, bar.end) == cells
    assert (bar.before, bar.after) == (start < (6, 1), end > (6, 30))


def test_a_bar_outside_the_scale_is_empty_and_says_on_which_side() -> None:
    early = bar_of(Span(date(2026, 5, 1), date(2026, 5, 2)), MONTH)
    late = bar_of(Span(date(2026, 8, 1), date(2026, 8, 2)), MONTH)
    assert early.is_empty
    assert early.before
    assert late.is_empty
    assert late.after


@given(st.integers(-400, 400), st.integers(0, 200), st.sampled_from(Zoom), st.integers(1, 200))
def test_every_span_on_the_scale_has_a_cell(days: int, long: int, zoom: Zoom, cells: int) -> None:
    scale = Scale(TODAY, zoom, cells)
    start = TODAY + timedelta(days)
    bar = bar_of(Span(start, start + timedelta(long)), scale)
    assert bar.is_empty or 0 <= bar.start < bar.end <= cells
    if 0 <= scale.cell(start) < cells:
        assert not bar.is_empty


@given(st.sampled_from(Zoom), st.integers(0, 300))
def test_the_day_of_a_cell_begins_there_or_right_after(zoom: Zoom, cell: int) -> None:
    scale = Scale(TODAY, zoom, 300)
    assert cell <= scale.cell(scale.day(cell)) < cell + 4


def test_the_ruler_names_months_and_mondays() -> None:
    months, days = ruler(Scale(date(2026, 6, 15), Zoom.MONTH, 30))
    assert months.rstrip() == "jun 2026        jul"
    assert days.rstrip() == "15     22     29     6      13"


def test_the_ruler_never_cuts_a_label() -> None:
    months, days = ruler(Scale(date(2026, 6, 15), Zoom.MONTH, 17))
    assert months == "jun 2026         "
    assert days == "15     22     29 "


def test_a_week_has_every_day_on_it() -> None:
    _, days = ruler(Scale(date(2026, 6, 15), Zoom.WEEK, 28))
    assert days.split() == ["15", "16", "17", "18", "19", "20", "21"]


def test_a_timeline_begins_on_a_monday_before_today() -> None:
    for zoom in Zoom:
        assert first_day(TODAY, zoom).weekday() == 0
        assert first_day(TODAY, zoom) < TODAY
        assert first_day(TODAY, zoom, 2) > first_day(TODAY, zoom)


def test_tasks_stand_by_when_they_begin_and_those_without_dates_last() -> None:
    none, late, early = task("none"), task("late", due=TODAY), task("early", start=date(2026, 6, 1))
    assert [one.id for one in in_order([none, late, early])] == ["early", "late", "none"]
