"""The agenda: tasks by when they are due, from what is overdue to what has no date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from tuiwork.model.task import Task, due_day, is_overdue
from tuiwork.text.calendar import MONTHS, WEEKDAYS
from tuiwork.tui.widgets.rows import Row

WEEK = 7
"""Days that stand in the agenda by name, also where nothing is due on them."""

FREE = "–"
"""What stands beside the name of a day on which nothing is due."""


def agenda_rows(tasks: Iterable[Task], now: datetime) -> tuple[Row, ...]:
    """The tasks under the headers overdue, today, each day of a week, each month, no date.

    Within a day what has a time comes first, in its order, then as the tasks came.
    """
    today = now.date()
    overdue: list[Task] = []
    undated: list[Task] = []
    days: dict[date, list[Task]] = {today + timedelta(number): [] for number in range(WEEK)}
    later: dict[date, list[Task]] = {}
    for task in tasks:
        day = due_day(task)
        if day is None:
            undated.append(task)
        elif is_overdue(task, now):
            overdue.append(task)
        elif day in days:
            days[day].append(task)
        else:
            later.setdefault(day.replace(day=1), []).append(task)
    sections = [("Overdue", sorted(overdue, key=_when))] if overdue else []
    sections += [(_day_title(day, today), sorted(days[day], key=_when)) for day in days]
    sections += [(_month_title(one, today), sorted(later[one], key=_when)) for one in sorted(later)]
    sections += [("No date", undated)] if undated else []
    return tuple(_rows(sections))


def by_day(tasks: Iterable[Task]) -> dict[date, list[Row]]:
    """The tasks that are due by the day they are due on, in the order of the agenda."""
    days: dict[date, list[Task]] = {}
    for task in tasks:
        day = due_day(task)
        if day is not None:
            days.setdefault(day, []).append(task)
    return {day: [Row(one.id, one) for one in sorted(days[day], key=_when)] for day in days}


def _rows(sections: Iterable[tuple[str, list[Task]]]) -> Iterator[Row]:
    """The sections below each other; free days stand close together."""
    before: list[Task] | None = None
    for title, tasks in sections:
        if before is not None and (before or tasks):
            yield Row(f":gap {title}", "", header=True)
        yield Row(f":day {title}", title if tasks else f"{title}   {FREE}", header=True)
        yield from (Row(task.id, task) for task in tasks)
        before = tasks


def _when(task: Task) -> datetime:
    due = task.due
    if isinstance(due, datetime):
        return due.replace(tzinfo=None)
    assert due is not None
    return datetime.max.replace(due.year, due.month, due.day)


def _day_title(day: date, today: date) -> str:
    name = f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    if day == today:
        return f"Today · {name}"
    if day == today + timedelta(1):
        return f"Tomorrow · {name}"
    return name.capitalize()


def _month_title(month: date, today: date) -> str:
    name = MONTHS[month.month - 1].capitalize()
    if month.year != today.year:
        return f"{name} {month.year}"
    return f"Later in {name}" if month.month == today.month else name
