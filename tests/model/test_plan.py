"""A plan tells what was in at its start from what came and went; wrong rows are left out."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tuiwork.model.kinds import Kind
from tuiwork.model.nouns import make_document
from tuiwork.model.plan import Item, Plan
from tuiwork.model.subject import Subject

APRIL = date(2026, 4, 1)


def plan(*items: dict[str, object], **fields: object) -> Plan:
    made = make_document(
        "plans/2026-Q2.md", Kind.PLAN, {"started": APRIL, **fields, "items": list(items)}
    )
    assert isinstance(made, Plan)
    return made


def test_a_plan_is_that_of_the_period_it_is_named_for() -> None:
    assert plan().period == "2026-Q2"
    assert plan().days == (APRIL, date(2026, 6, 30))
    assert Plan("plans/soon.md", Kind.PLAN, {}).days is None


def test_an_item_is_read_with_its_state_reason_and_days() -> None:
    row = {"of": "initiative:x", "state": "declined", "reason": "No.", "revisit": APRIL}
    one = plan({**row, "decided": datetime(2026, 3, 2, 9, tzinfo=UTC)}).item("initiative:x")
    assert one == Item("initiative:x", "declined", "No.", date(2026, 3, 2), revisit=APRIL)
    assert one.subject == Subject("initiative", "x")


def test_rows_that_name_nothing_are_left_out_and_an_unknown_state_waits() -> None:
    one = plan({"state": "in"}, {"of": 3}, {"of": "x", "state": "perhaps", "target": "soon"})
    assert one.items == (Item("x", "waiting"),)
    assert one.items[0].subject is None
    assert plan(items="none").items == ()


def test_what_was_in_by_the_start_was_in_at_the_start_also_if_it_went_since() -> None:
    day_after = date(2026, 4, 2)
    one = plan(
        {"of": "goal:stays", "state": "in"},
        {"of": "goal:same-day", "state": "in", "added": APRIL},
        {"of": "goal:came", "state": "in", "added": day_after},
        {"of": "goal:went", "state": "waiting", "dropped": day_after},
        {"of": "goal:went-before", "state": "declined", "dropped": APRIL},
        {"of": "goal:came-and-went", "state": "waiting", "added": day_after, "dropped": day_after},
        {"of": "goal:waits", "state": "waiting"},
    )
    assert [item.of for item in one.at_start] == ["goal:stays", "goal:same-day", "goal:went"]


def test_a_plan_that_was_not_started_would_begin_with_what_is_in() -> None:
    row = {"of": "goal:came", "state": "in", "added": date(2026, 4, 2)}
    one = plan(row, {"of": "goal:waits"}, started="soon")
    assert [item.of for item in one.at_start] == ["goal:came"]
