"""A handoff that waits, drawn from values. It is Monday 15 June 2026, 12:00."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.tui.harness import HOSTILE
from tests.tui.planning.sample import sample_company
from tuiwork.insight.handoffs import Handed, pending_handoffs
from tuiwork.model.change import Actor
from tuiwork.text.handoffs import Handoff
from tuiwork.tui.planning.handoff_lines import Waiting, handoff_lines, handoff_text, waiting
from tuiwork.tui.symbols import symbols
from tuiwork.tui.widgets.columns import Line

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
SIGNS = symbols(ascii_only=False)


def actor(handle: str) -> Actor:
    return Actor(handle, NOW, NOW.date(), lambda: "")


def sample(handle: str = "ali") -> Waiting:
    [one] = pending_handoffs(sample_company())
    return waiting(sample_company(), one, actor(handle))


def text(line: Line) -> str:
    return "".join(part for part, _ in line)


def told(one: Waiting, width: int = 70) -> str:
    return "\n".join(line.plain for line in handoff_text(sample_company(), one, NOW, width))


def test_the_one_of_the_sample_company_waits_for_six_days_in_amber() -> None:
    first, second = handoff_lines(sample(), 80, SIGNS)
    assert text(first).split()[:2] == ["◆", "Read"]
    assert text(first).endswith("6 days")
    assert first[-1][1] == "today"
    assert text(second).startswith("  jonas › ali  The sample meter came on Monday")
    assert "strong" in [tone for _, tone in first]
    assert "strong" not in [tone for _, tone in handoff_lines(sample("sara"), 80, SIGNS)[0]]


def test_in_full_it_says_what_was_said_and_who_has_to_answer() -> None:
    shown = told(sample())
    assert "jonas handed it to ali, tue 9" in shown
    assert "it waits for 6 days, 4.1 working days" in shown
    assert "context  The sample meter came on Monday" in shown
    assert "next     read one telegram" in shown
    assert "It waits for your answer." in shown
    assert "not said" not in shown
    assert "your answer" not in told(sample("sara"))


def test_one_of_this_morning_is_quiet_and_tells_what_was_not_said() -> None:
    task = sample().handed.task
    handoff = Handoff("sara", datetime(2026, 6, 15, 9, tzinfo=UTC), None, "ali", "Look at it.")
    one = waiting(sample_company(), Handed(task, handoff), actor("ali"))
    assert not one.is_late
    assert "today" not in {tone for _, tone in handoff_lines(one, 80, SIGNS)[0]}
    assert "not said: what is next, by when" in told(one)
    assert text(handoff_lines(one, 80, SIGNS)[1]).startswith("  nobody › ali")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_are_harmless(hostile: str) -> None:
    handoff = Handoff("sara", NOW, hostile, hostile, hostile, hostile, hostile)
    one = waiting(sample_company(), Handed(sample().handed.task, handoff), actor("ali"))
    shown = told(one)
    assert not {char for char in shown if not char.isprintable() and char != "\n"}
