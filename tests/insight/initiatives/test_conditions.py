"""What an initiative needs to last: its weakest link, practice, groups, loops, steps, lessons."""

from __future__ import annotations

from datetime import date

import pytest

from tests.insight.initiatives.making import initiative
from tuiwork.insight.initiatives.conditions import (
    Lesson,
    Weakest,
    coverage,
    lessons,
    loops,
    obstacle_tally,
    quality,
    ranked_steps,
    weakest,
    without_practice,
)

TODAY = date(2026, 6, 15)


def test_readiness_is_its_lowest_level() -> None:
    one = initiative("readiness = { time = 1, skills = 3, support = 1, mandate = 3 }")
    assert weakest(one) == Weakest(1, ("time", "support"))
    assert weakest(initiative()) is None


def test_next_steps_are_ranked_by_visible_result_for_effort() -> None:
    def step(name: str, result: int, effort: int, due: str = "2026-07-01") -> str:
        return (
            f'next_step = "{name}"\nnext_step_visible_result = {result}\n'
            f"next_step_effort = {effort}\nnext_step_due = {due}"
        )

    some = [
        initiative(step("A", 2, 2), name="a"),
        initiative(step("B", 3, 1), name="b"),
        initiative('next_step = "C"', name="c"),
        initiative(step("D", 3, 3, "2026-06-20"), name="d"),
        initiative(name="e"),
    ]
    assert [(one.slug, found.rank) for one, found in ranked_steps(some)] == [
        ("b", 3.0),
        ("d", 1.0),
        ("a", 1.0),
        ("c", None),
    ]


def test_groups_count_once_somebody_has_talked_with_them() -> None:
    one = initiative(
        '[[groups]]\nname = "A"\ntalked = 2026-06-15\nopen_questions = ["Why?"]\n'
        '[[groups]]\nname = "B"\n[[groups]]\nname = "C"\ntalked = 2026-06-16\n'
    )
    found = coverage(one, TODAY)
    assert found.words == "1 of 3 talked with; waiting: B, C"
    assert found.open_questions == ("Why?",)
    assert coverage(initiative(), TODAY).words == "no group named"


TRAINING = '[[practice]]\nwhat = "Day"\ndate = 2026-05-15\n'


@pytest.mark.parametrize(
    ("more", "today", "lonely"),
    [
        ("", date(2026, 6, 15), True),
        ("", date(2026, 6, 14), False),
        ('[[practice]]\nwhat = "Weekly"\nslot = "Thursday"\n', TODAY, False),
        ('[[practice]]\nwhat = "Again"\nkind = "peer"\ndate = 2026-06-14\n', TODAY, False),
        ('[[practice]]\nwhat = "Late"\nkind = "peer"\ndate = 2026-06-15\n', TODAY, True),
        ('[[practice]]\nwhat = "Before"\nkind = "peer"\ndate = 2026-05-14\n', TODAY, True),
    ],
)
def test_a_training_wants_practice_within_thirty_days(more: str, today: date, lonely: bool) -> None:
    found = without_practice(initiative(TRAINING + more), today)
    assert [one.what for one in found] == (["Day"] if lonely else [])


def test_obstacles_are_tallied_by_kind_most_first() -> None:
    kinds = ("technology", "time", "time", "magic", "direction")
    one = initiative("".join(f'[[obstacles]]\nkind = "{kind}"\nwhat = "x"\n' for kind in kinds))
    tally = obstacle_tally(one.obstacles)
    assert [(kind, len(some)) for kind, some in tally.items()] == [
        ("time", 2),
        ("direction", 1),
        ("technology", 1),
        ("magic", 1),
    ]


def loop(day: str, next_: str = "", learned: str = "x") -> str:
    return (
        f'[[loops]]\ndate = {day}\naction = "{day}"\n'
        + (f'learned = "{learned}"\n' if learned else "")
        + (f"next = {next_}\n" if next_ else "")
    )


def test_loops_are_kept_when_the_next_one_is_held_in_time() -> None:
    one = initiative(
        loop("2026-01-01", "2026-02-01")  # held on 20 January
        + loop("2026-01-20", "2026-03-01")  # held too late, on 2 March
        + loop("2026-03-02", "2026-04-01")  # the next one taught nothing yet
        + loop("2026-03-20", "2026-07-01", learned="")  # not due yet
    )
    found = loops(one, TODAY)
    assert [each.action for each in found.due] == ["2026-01-01", "2026-01-20", "2026-03-02"]
    assert [each.action for each in found.kept] == ["2026-01-01"]
    assert [each.action for each in found.open] == ["2026-03-20"]
    assert found.words == "3 closed, 1 open, 1 of 3 in time"
    assert loops(initiative(), TODAY).words == "none"


def test_a_loop_due_today_is_not_late_yet() -> None:
    assert loops(initiative(loop("2026-06-01", "2026-06-15")), TODAY).due == ()


def test_the_fourteen_steps_have_a_first_open_one() -> None:
    one = initiative(
        'qif = [{ step = 2, name = "B" }, { step = 1, name = "A", done = 2026-01-01 }, '
        '{ step = 3, name = "C", done = 2026-01-02 }]'
    )
    found = quality(one)
    assert found is not None
    assert found.words == "2 of 14; next 2 B"
    assert quality(initiative()) is None


def test_lessons_are_lines_of_the_notes() -> None:
    notes = (
        "\nText.\n\n## Lessons\n\n- Went well, after: the replay.\n- went badly, before: cards.\n"
        "- Something else.\n- Went well: friends.\n\n## More\n\n- Went well, after: no.\n"
    )
    assert lessons(initiative(notes=notes)) == (
        Lesson("well", "after", "the replay."),
        Lesson("badly", "before", "cards."),
        Lesson("well", "", "friends."),
    )
    assert lessons(initiative()) == ()
