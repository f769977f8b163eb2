"""A course tells the same facts as the full reader of logs, however a log is written."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tuiwork.text.course import Course, Spent, Step, course
from tuiwork.text.log import parse_log

LOG = """
- 2026-06-01T08:00:00Z jonas created
- 2026-06-02T08:00:00Z sara status scheduled -> doing
- 2026-06-02T09:00:00Z sara comment status scheduled -> parts
  - 2026-06-02T09:30:00Z sara status doing -> parts
- 2026-06-03T08:00:00Z sara due - -> 2026-06-12
- 2026-06-04T08:00:00Z ali time 2h30m Found the leak
"""


def at(day: int, hour: int = 8) -> datetime:
    return datetime(2026, 6, day, hour, tzinfo=UTC)


def test_a_log_tells_when_a_task_was_created_moved_promised_and_worked_on() -> None:
    assert course(LOG) == Course(
        created=at(1),
        statuses=(Step(at(2), "scheduled", "doing"),),
        dues=(Step(at(3), None, "2026-06-12"),),
        times=(Spent(at(4), "ali", "2h30m", "Found the leak"),),
        ordered=True,
    )


def test_what_goes_on_in_the_next_lines_belongs_to_the_fact() -> None:
    log = (
        "- 2026-06-04T08:00:00Z ali time 2h Found\n\n  the leak\n- 2026-06-05T08:00:00Z ali created"
    )
    assert course(log).times == (Spent(at(4), "ali", "2h", "Found\n\nthe leak"),)
    assert course(log).created == at(5)


def test_facts_out_of_order_are_told_and_a_comment_out_of_order_is_not() -> None:
    assert course(LOG).ordered
    assert not course(LOG + "- 2026-06-02T07:00:00Z sara status doing -> done\n").ordered
    assert course(LOG + "- 2026-06-02T07:00:00Z sara comment Late\n").ordered


def test_a_log_of_windows_line_ends_tells_the_same() -> None:
    assert course(LOG.replace("\n", "\r\n")) == course(LOG)


def test_nothing_and_nonsense_tell_nothing() -> None:
    nothing = Course(None, (), (), (), True)
    assert course("") == nothing
    assert course("- 2026-13-45T08:00:00Z sara created\nstatus a -> b\n") == nothing
    assert course("- 2026-06-01T08:00:00Z sara status done\n") == nothing
    assert course("- 2026-06-01T08:00:00Z sara createdness\n") == nothing


STAMPS = st.sampled_from(["2026-06-01T08:00:00Z", "2026-06-02T08:00:00Z", "2026-13-01T08:00:00Z"])
EVENTS = st.sampled_from(["created", "status", "due", "time", "comment", "statuses", "time\t"])
DETAILS = st.sampled_from(
    ["", " ", " a -> b", " - -> b ", " 2h note", " a", "\ta -> b", " a\rb -> c"]
)
LINES = st.one_of(
    st.builds(lambda at, event, rest: f"- {at} sara {event}{rest}", STAMPS, EVENTS, DETAILS),
    st.sampled_from(["", "  more -> text", " odd", "  ", "- 2026", "\x0b", "  - x"]),
)


@given(st.lists(st.tuples(LINES, st.sampled_from(["\n", "\r\n", "\n\n", "\r"])), max_size=6))
def test_the_quick_reader_agrees_with_the_full_one(lines: list[tuple[str, str]]) -> None:
    log = "".join(line + end for line, end in lines)
    entries = [item.entry for item in parse_log(log) if item.entry]
    steps = {
        event: tuple(
            Step(one.at, *one.change) for one in entries if one.event == event and one.change
        )
        for event in ("status", "due")
    }
    facts = [one for one in entries if one.event in ("created", "status", "due", "time")]
    found = course(log)
    assert found.statuses == steps["status"]
    assert found.dues == steps["due"]
    assert found.created == next((one.at for one in facts if one.event == "created"), None)
    assert [one.at for one in found.times] == [one.at for one in facts if one.event == "time"]
    assert [f"{one.duration} {one.note}".strip() for one in found.times] == [
        one.details.strip() for one in facts if one.event == "time"
    ]
    assert found.ordered == all(a.at <= b.at for a, b in pairwise(facts))
