"""Time worked is noted in a task's log."""

from __future__ import annotations

import pytest

from tests.verbs.company import SARA, STAMP, actor, after, company, task, told
from tuiwork.errors import Refused
from tuiwork.insight.effort import time_spent
from tuiwork.text.course import course
from tuiwork.verbs.timing import log_time


def test_time_is_an_entry_with_its_note() -> None:
    one = company(task("k7f3qd2m"))
    change = log_time(one, SARA, "k7f", "2.5h", " Found the\nleak ")
    assert change.message == "Logged “Task k7f3qd2m” 2h30m"
    then = after(one, change)
    assert told(then.tasks["k7f3qd2m"]) == ["sara time 2h30m Found the leak"]
    assert time_spent(then, then.tasks["k7f3qd2m"]) == 150


@pytest.mark.parametrize(
    ("duration", "note", "entry"),
    [
        ("45m", "", "45m"),
        ("2h", "30m of cable", "120m 30m of cable"),
        ("1d", "all of it", "8h all of it"),
        ("2h30m", "5m tape", "2h30m 5m tape"),
    ],
)
def test_what_is_written_is_read_back_as_the_same_time(
    duration: str, note: str, entry: str
) -> None:
    one = company(task("k7f3qd2m"))
    then = after(one, log_time(one, SARA, "k7f", duration, note)).tasks["k7f3qd2m"]
    assert told(then) == [f"sara time {entry}"]
    assert course(then.log or "").times[0].note == note


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        ("-2h", "is negative"),
        ("soon", "is not a duration"),
        ("0m", "cannot be worked in a day"),
        ("25h", "cannot be worked in a day"),
        ("1w", "cannot be worked in a day"),
    ],
)
def test_nonsense_is_refused(duration: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        log_time(company(task("k7f3qd2m")), SARA, "k7f", duration)


def test_a_person_s_day_has_24_hours_over_all_tasks() -> None:
    log = "- 2026-06-14T21:30:00Z sara time 20h\n- 2026-06-15T06:00:00Z sara time 20h\n"
    one = company(task("k7f3qd2m"), task("p2h8w4xn", log=log))
    with pytest.raises(Refused, match="that makes 25h today, 20h of them logged before"):
        log_time(one, SARA, "k7f", "5h")
    assert not log_time(one, SARA, "k7f", "4h").is_empty
    assert not log_time(one, actor("ali"), "k7f", "5h").is_empty


def test_the_time_logged_stands_where_it_was_worked() -> None:
    one = company(task("k7f3qd2m"))
    then = after(one, log_time(one, SARA, "k7f", "2h", "x")).tasks["k7f3qd2m"]
    assert STAMP in (then.log or "")
