"""How long an initiative stays in each stage is told by its log."""

from __future__ import annotations

from datetime import UTC, date

from tests.insight.initiatives.making import initiative
from tuiwork.insight.initiatives.stages import Visit, days_per_stage, pilot_end, visits

TODAY = date(2026, 6, 15)
LOG = """\
- 2026-01-01T10:00:00Z ali created
- 2026-01-11T10:00:00Z mia status candidate -> decided
- 2026-02-01T10:00:00Z ali status decided -> pilot
- 2026-03-03T10:00:00Z ali status pilot -> decided
- 2026-03-13T10:00:00Z ali status decided -> pilot
"""


def test_each_stay_has_its_days() -> None:
    one = initiative('stage = "pilot"', LOG)
    stays = visits(one, UTC)
    assert [stay.stage for stay in stays] == ["candidate", "decided", "pilot", "decided", "pilot"]
    assert stays[-1] == Visit("pilot", date(2026, 3, 13), None)
    assert days_per_stage(stays, TODAY) == {"candidate": 10, "decided": 31, "pilot": 124}


def test_without_a_log_nobody_knows_since_when() -> None:
    stays = visits(initiative('stage = "pilot"'), UTC)
    assert stays == (Visit("pilot", None, None),)
    assert days_per_stage(stays, TODAY) == {}


def test_a_stage_that_was_set_by_hand_is_the_current_one() -> None:
    stays = visits(initiative('stage = "everyday"', LOG), UTC)
    assert stays[-1] == Visit("everyday", None, None)
    assert days_per_stage(stays, TODAY)["pilot"] == 30


def test_the_pilot_ends_when_it_is_left_for_good() -> None:
    log = f"{LOG}- 2026-04-02T10:00:00Z ali status pilot -> implementing\n"
    done = initiative('stage = "implementing"\nend = 2026-12-31', log)
    assert pilot_end(done, visits(done, UTC)) == date(2026, 4, 2)
    running = initiative('stage = "pilot"\nend = 2026-05-31', LOG)
    assert pilot_end(running, visits(running, UTC)) == date(2026, 5, 31)
    assert pilot_end(initiative(), visits(initiative(), UTC)) is None
