"""Goals in the course of time: changed, called by hand, closed, carried over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.verbs.company import SARA, TODAY, after, company, differing, task, told
from tuiwork.errors import Refused
from tuiwork.model.change import Change
from tuiwork.model.goal import Goal
from tuiwork.model.workspace import Workspace
from tuiwork.verbs.goal_carrying import carry_goal
from tuiwork.verbs.goal_life import clear_state, close_goal, say_state
from tuiwork.verbs.goals import add_goal, add_key_result, check_in, set_benchmark, set_goal
from tuiwork.verbs.linking import Relation, link

FASTER = "faster-service"
A, B = "aaaaaaaa", "bbbbbbbb"
CLOSED = '+++\ntitle = "Old"\nperiod = "2026-Q1"\nclosed = 2026-03-31\n+++\n'
CARRIED = '+++\ntitle = "Old"\nperiod = "2026-Q2"\ncarried_from = "old"\n+++\n'


def goal_after(one: Workspace, change: Change, slug: str = FASTER) -> Goal:
    return after(one, change).goals[slug]


def changed(one: Workspace, change: Change, slug: str = FASTER) -> dict[str, object]:
    return differing(one.goals[slug], goal_after(one, change, slug))


# What a goal says


def test_a_goal_lies_under_another_and_is_asked_for_every_two_weeks() -> None:
    one = company()
    change = add_goal(one, SARA, "Calm", "2026-Q3", "sara", cadence="2w", parent="grow")
    assert goal_after(one, change, "calm").fields == {
        "title": "Calm",
        "owner": "sara",
        "period": "2026-Q3",
        "cadence": "2w",
        "parent": "grow",
    }


def test_fields_of_a_goal_are_changed_and_cleared() -> None:
    one = company()
    words = {"title": "Faster  still", "weight": "2", "parent": "grow", "cadence": "1w"}
    change = set_goal(one, SARA, "faster", words, "A calm winter.")
    assert changed(one, change) == {
        "title": "Faster still",
        "weight": 2,
        "parent": "grow",
        "cadence": "1w",
    }
    assert (goal_after(one, change).notes or "").strip() == "A calm winter."
    now = after(one, change)
    assert changed(now, set_goal(now, SARA, "faster", {"parent": ""})) == {"parent": None}


def test_a_key_result_is_worked_out_from_tasks() -> None:
    one = company()
    change = add_key_result(
        one, SARA, "grow", "Median", 5, 2, measure="cycle_p50  list:incidents", window="30d"
    )
    [row] = goal_after(one, change, "grow").tables("key_results")
    assert row == {
        "id": "median",
        "title": "Median",
        "start": 5,
        "target": 2,
        "measure": "cycle_p50 list:incidents",
        "window": "30d",
    }
    now = after(one, change)
    with pytest.raises(Refused, match=r"“Median” is worked out from tasks .*; there is nothing to"):
        check_in(now, SARA, "grow/median", 3)


def test_a_benchmark_is_kept_with_its_key_result() -> None:
    one = company()
    change = set_benchmark(one, SARA, "handling", 6, 5.5, "Trade  association")
    found = goal_after(one, change).key_result("handling-time")
    assert found is not None
    assert found.benchmark is not None
    assert (found.benchmark.start, found.benchmark.current) == (6, 5.5)
    assert found.benchmark.source == "Trade association"
    assert change.message == "Compared Handling time: 6 → 5.5 elsewhere"


# What somebody says of it


def test_a_state_said_by_hand_has_a_note_and_an_end() -> None:
    one = company()
    change = say_state(one, SARA, "faster", "At-Risk", " Parts are\nlate ", date(2026, 6, 20))
    assert changed(one, change) == {
        "state": "at risk",
        "state_note": "Parts are late",
        "state_until": date(2026, 6, 20),
    }
    assert told(goal_after(one, change)) == ["sara state at risk until 2026-06-20: Parts are late"]
    assert change.message == "Called “Faster service” at risk until 2026-06-20"
    now = after(one, change)
    cleared = goal_after(now, clear_state(now, SARA, "faster"))
    assert differing(one.goals[FASTER], cleared) == {}


def test_a_state_holds_for_two_weeks_where_nobody_says_how_long() -> None:
    one = company()
    found = goal_after(one, say_state(one, SARA, "faster", "on track", "Trust me"))
    assert found.fields["state_until"] == date(2026, 6, 29)
    assert found.override(TODAY) is not None


# Its end


def test_a_goal_is_closed_with_its_outcome_and_says_what_is_left() -> None:
    below = '+++\ntitle = "Below"\nparent = "faster-service"\n+++\n'
    one = company(task(A, goals=f'["{FASTER}/handling-time"]'), goals__below=below)
    change = close_goal(one, SARA, "faster", "Two of\nthree")
    assert changed(one, change) == {"closed": TODAY, "outcome": "Two of three"}
    assert told(goal_after(one, change)) == ["sara closed Two of three"]
    assert change.notices == (
        "still open below it: below",
        "1 open task, list or initiative names a goal that is closed now; `tuiwork goal gaps` "
        "lists them",
    )
    alone = company()
    assert close_goal(alone, SARA, "faster").notices == ()


def test_a_goal_carried_over_begins_where_the_old_one_stands() -> None:
    one = company(task(A, goals=f'["{FASTER}"]'))
    change = carry_goal(one, SARA, "faster", "2026-Q3", outcome="Half of it")
    now = after(one, change)
    new, old = now.goals["faster-service-2026-q3"], now.goals[FASTER]
    assert dict(new.fields) | {"key_results": None} == {
        "title": "Faster service",
        "owner": "ali",
        "period": "2026-Q3",
        "carried_from": FASTER,
        "key_results": None,
    }
    assert [(each.start, each.current, each.target) for each in new.key_results] == [
        (3.5, 3.5, 2),
        (18, 18, 8),
    ]
    assert new.progress == 0
    assert (new.notes or "").strip() == "Nobody is cold for more than one night."
    assert told(new) == ["sara created carried over from faster-service"]
    assert (old.fields["closed"], old.fields["outcome"]) == (TODAY, "Half of it")
    assert told(old) == ["sara closed carried over to faster-service-2026-q3: Half of it"]
    assert change.ids == ("faster-service-2026-q3", FASTER)
    assert len(change.notices) == 1
    assert now.tasks[A].goals == (FASTER,)


def test_what_names_the_old_goal_names_the_new_one_in_the_same_change() -> None:
    texts = {
        "initiatives__pilot": f'+++\ntitle = "Pilot"\ngoals = ["{FASTER}"]\n+++\n',
        "initiatives__over": f'+++\ntitle = "X"\nstage = "closed"\ngoals = ["{FASTER}"]\n+++\n',
    }
    one = company(
        task(A, goals=f'["grow", "{FASTER}/handling-time", "{FASTER}/repeat-visits"]'),
        task(B, status='"done"', goals=f'["{FASTER}"]'),
        **texts,
    )
    reached = after(one, check_in(one, SARA, "repeat-visits", 7))
    change = carry_goal(reached, SARA, FASTER, "2026-Q3", with_tasks=True)
    now = after(reached, change)
    new = "faster-service-2026-q3"
    assert change.notices == ("“repeat-visits” is reached and stays behind",)
    assert now.tasks[A].goals == ("grow", f"{new}/handling-time", new)
    assert now.tasks[B].goals == (FASTER,)
    assert now.initiatives["pilot"].names("goals") == (new,)
    assert now.initiatives["over"].names("goals") == (FASTER,)
    assert [each.id for each in now.goals[new].key_results] == ["handling-time"]


def test_what_was_carried_over_is_carried_on_under_its_parents_successor() -> None:
    top = '+++\ntitle = "Top"\nperiod = "2026-Q2"\n+++\n'
    low = (
        '+++\ntitle = "Low"\nperiod = "2026-Q2"\nparent = "top"\n\n[[key_results]]\nid = "x"\n'
        'start = 0\ntarget = 9\nmeasure = "done_count"\n'
        "benchmark = { start = 1, current = 4 }\n+++\n"
    )
    one = company(goals__top=top, goals__low=low)
    one = after(one, carry_goal(one, SARA, "top", "2026-Q3"))
    one = after(one, carry_goal(one, SARA, "low", "2026-Q3", values={"x": 6.0}))
    carried = one.goals["low-2026-q3"]
    assert carried.parent == "top-2026-q3"
    [row] = carried.tables("key_results")
    assert (row["start"], row["benchmark"]["start"], "current" in row) == (6, 4, False)
    again = after(one, carry_goal(one, SARA, "low-2026-q3", "2026-Q4", values={"x": 7.0}))
    assert again.goals["low-2026-q4"].text("carried_from") == "low-2026-q3"
    assert again.goals["low-2026-q4"].parent == "top-2026-q3"


def test_a_goal_that_was_closed_before_is_carried_over_without_a_second_end() -> None:
    one = company(goals__old=CLOSED)
    change = carry_goal(one, SARA, "old", "2026-Q2")
    assert [file.path for file in change.files] == ["goals/old-2026-q2.md"]


REFUSALS: list[tuple[Callable[[Workspace], Change], str]] = [
    (lambda w: say_state(w, SARA, "faster", "stale", "x"), "there is no state “stale”; there are"),
    (lambda w: say_state(w, SARA, "faster", "at rsk", "x"), "no state “at rsk”; did you mean at r"),
    (lambda w: say_state(w, SARA, "faster", "at risk", " "), "needs a note that says why"),
    (
        lambda w: say_state(w, SARA, "faster", "at risk", "x", date(2026, 6, 14)),
        "the state would hold until 2026-06-14, which is past",
    ),
    (lambda w: clear_state(w, SARA, "faster"), "nobody has said a state of “Faster service”"),
    (lambda w: close_goal(w, SARA, "old"), "the goal “Old” is closed; it goes on as newer"),
    (lambda w: check_in(w, SARA, "old/x", 3), "there is no key result of old “x”"),
    (lambda w: add_key_result(w, SARA, "old", "X", 0, 1), "the goal “Old” is closed"),
    (lambda w: link(w, SARA, [A], Relation.GOAL, "old"), "the goal “Old” is closed; it goes on as"),
    (lambda w: carry_goal(w, SARA, "faster", "soon"), "“soon” is no period"),
    (lambda w: carry_goal(w, SARA, "faster", "2026-Q2"), "2026-Q2 does not come after the period"),
    (lambda w: carry_goal(w, SARA, "zzz", "2026-Q3"), "there is no goal “zzz”"),
    (lambda w: set_goal(w, SARA, "faster", {"title": " "}), "a goal needs a title"),
    (lambda w: set_goal(w, SARA, "faster", {"owner": ""}), "a goal needs an owner"),
    (lambda w: set_goal(w, SARA, "faster", {"period": "Q3"}), "“Q3” is no period; expected"),
    (lambda w: set_goal(w, SARA, "faster", {"cadence": "often"}), "cadence: “often” is not a dur"),
    (lambda w: set_goal(w, SARA, "faster", {"cadence": "0d"}), "the cadence is 0d; expected"),
    (lambda w: set_goal(w, SARA, "faster", {"weight": "0"}), "the weight is 0; expected a number"),
    (lambda w: set_goal(w, SARA, "faster", {"weight": "inf"}), "the weight is inf; expected a num"),
    (lambda w: set_goal(w, SARA, "faster", {"parent": "old"}), "the goal “Old” is closed"),
    (
        lambda w: set_goal(w, SARA, "grow", {"parent": "lowest"}),
        "a goal cannot lie below itself: grow → lowest → low → grow",
    ),
    (lambda w: set_goal(w, SARA, "grow", {"parent": "grow"}), "below itself: grow → grow"),
    (
        lambda w: add_key_result(w, SARA, "grow", "X", 0, 1, measure="speed"),
        "there is no measure “speed”",
    ),
    (
        lambda w: add_key_result(w, SARA, "grow", "X", 0, 1, measure="done_count colour:red"),
        "there is no field “colour”",
    ),
    (
        lambda w: add_key_result(w, SARA, "grow", "X", 0, 1, window="90d"),
        "a window goes with a measure",
    ),
    (lambda w: set_benchmark(w, SARA, "grow", 0, 1), "a benchmark is about one key result"),
    (
        lambda w: set_benchmark(w, SARA, "handling", 0, float("nan")),
        "a benchmark goes from a number to a number",
    ),
]


@pytest.mark.parametrize(("verb", "message"), REFUSALS)
def test_what_makes_no_sense_is_refused(verb: Callable[[Workspace], Change], message: str) -> None:
    below = '+++\ntitle = "{0}"\nparent = "{1}"\n+++\n'
    one = company(
        task(A),
        goals__old=CLOSED,
        goals__newer=CARRIED,
        goals__low=below.format("Low", "grow"),
        goals__lowest=below.format("Lowest", "low"),
    )
    with pytest.raises(Refused, match=message):
        verb(one)


def test_what_is_reached_in_every_part_is_closed_instead() -> None:
    one = company()
    one = after(one, check_in(one, SARA, "handling", 1))
    one = after(one, check_in(one, SARA, "repeat", 8))
    with pytest.raises(Refused, match="every key result of “Faster service” is reached; close it"):
        carry_goal(one, SARA, "faster", "2026-Q3")


def test_two_goals_cannot_carry_one_on_into_one_period() -> None:
    one = company()
    one = after(one, carry_goal(one, SARA, FASTER, "2026-Q3"))
    with pytest.raises(Refused, match="there is a goal “faster-service-2026-q3” already"):
        carry_goal(one, SARA, FASTER, "2026-Q3")
