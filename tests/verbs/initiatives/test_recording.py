"""Recording how it goes: a row each, one check-in a day, and nothing that cannot be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.insight.initiatives.making import checkins, text_of
from tests.verbs.company import SARA, after, company, told
from tuiwork.errors import Refused
from tuiwork.model.change import Change
from tuiwork.model.initiative import Initiative
from tuiwork.model.initiative_rows import CheckIn, Loop, Obstacle, Practice
from tuiwork.model.workspace import Workspace
from tuiwork.verbs.initiatives.beginning import add_initiative, close_initiative
from tuiwork.verbs.initiatives.recording import (
    check_in,
    note_obstacle,
    plan_practice,
    quality_step,
    reflect,
)

TODAY = date(2026, 6, 15)
Verb = Callable[[Workspace], Change]


def firm(front: str = "") -> Workspace:
    return company(initiatives__photos=text_of(front))


def done(front: str, verb: Verb) -> Initiative:
    one = firm(front)
    return after(one, verb(one)).initiatives["photos"]


def test_a_title_is_enough_to_write_one_down() -> None:
    one = company()
    change = add_initiative(one, SARA, "  Quote in  a day ", {"why": "x", "owner": None})
    assert change.message == "Wrote down the initiative “Quote in a day”"
    [file] = change.files
    assert file.path == "initiatives/quote-in-a-day.md"
    now = after(one, change).initiatives["quote-in-a-day"]
    assert (dict(now.fields), now.stage, told(now)) == (
        {"title": "Quote in a day", "why": "x"},
        "candidate",
        ["sara created"],
    )


def test_closing_says_how_it_ended() -> None:
    one = firm('stage = "pilot"')
    change = close_initiative(one, SARA, "photos", "aba", " Nobody wanted it. ")
    now = after(one, change).initiatives["photos"]
    assert (now.stage, now.outcome, now.moment("closed")) == ("closed", "abandoned", TODAY)
    assert told(now) == ["sara status pilot -> closed", "sara comment Nobody wanted it."]
    assert change.notices == ()


def test_calling_it_adopted_without_check_ins_that_show_it_is_remarked() -> None:
    change = close_initiative(firm('stage = "everyday"'), SARA, "photos", "adopted")
    assert change.notices == ("its check-ins do not show three months of use: no check-in yet",)


def test_a_check_in_is_a_row_and_a_line_of_the_log() -> None:
    front = "effect_baseline = 5"
    now = done(
        front,
        lambda w: check_in(
            w, SARA, "photos", 5, 6, cases=10, faster=7, pulse=4, obstacles=" Parts. "
        ),
    )
    assert now.check_ins == (CheckIn(TODAY, "sara", 5, 6, 10, 7, None, "Parts.", 4),)
    assert now.tables("checkins")[0]["using"] == 5
    assert told(now) == ["sara checkin 5 of 6 Parts."]


def test_as_many_should_as_last_time_and_a_day_has_one_check_in() -> None:
    front = checkins("2026-05-15 using = 4, expected = 6", "2026-06-15 using = 2, expected = 6")
    now = done(front, lambda w: check_in(w, SARA, "photos", 5))
    assert [(one.date, one.using, one.expected) for one in now.check_ins] == [
        (date(2026, 5, 15), 4, 6),
        (TODAY, 5, 6),
    ]
    assert len(now.tables("checkins")) == 2


def test_a_check_in_may_be_of_an_earlier_day() -> None:
    now = done("", lambda w: check_in(w, SARA, "photos", 5, 6, day=date(2026, 6, 1)))
    assert now.check_ins[0].date == date(2026, 6, 1)


def test_a_loop_stays_open_until_somebody_says_what_was_learned() -> None:
    one = firm()
    first = reflect(one, SARA, "photos", "Before  lunch", expected="More", next_=date(2026, 7, 1))
    assert first.notices == ("it stays open until somebody says what was learned",)
    two = after(one, first)
    second = reflect(
        two, SARA, "photos", "Before lunch", learned="Gloves", choice="adj", took_part=["ali"]
    )
    assert second.notices == ()
    assert after(two, second).initiatives["photos"].loops == (
        Loop(TODAY, "Before lunch", "More", "", "Gloves", "adjust", ("ali",), date(2026, 7, 1)),
    )


def test_an_obstacle_is_of_one_of_six_kinds() -> None:
    now = done("", lambda w: note_obstacle(w, SARA, "photos", "way", "Three  photos"))
    assert now.obstacles == (Obstacle("ways-of-working", "Three photos", TODAY),)


def test_practice_is_held_on_a_day_or_comes_again() -> None:
    now = done(
        "", lambda w: plan_practice(w, SARA, "photos", "Replay", slot="Thursday", people=["sar"])
    )
    assert now.practice == (Practice("Replay", None, "Thursday", "", ("sara",)),)


def test_the_first_step_of_quality_writes_all_fourteen_down() -> None:
    now = done("", lambda w: quality_step(w, SARA, "photos", 3, " Notes "))
    assert [one.step for one in now.quality_steps] == list(range(1, 15))
    assert [(one.step, one.evidence) for one in now.quality_steps if one.done] == [(3, "Notes")]


def test_a_step_is_done_where_the_steps_are_written_line_by_line() -> None:
    front = 'qif = [\n  { step = 1, name = "A" },\n  { step = 2, name = "B" },\n]'
    one = firm(front)
    [file] = quality_step(one, SARA, "photos", 2).files
    assert file.after is not None
    assert (
        'qif = [\n  { step = 1, name = "A" },\n'
        '  { step = 2, name = "B", done = 2026-06-15 },\n  { step = 3, name = ' in file.after
    )


REFUSALS: list[tuple[str, Verb, str]] = [
    ("", lambda w: add_initiative(w, SARA, " "), "an initiative needs a title"),
    ("", lambda w: add_initiative(w, SARA, "Photos!"), "there is an initiative “photos” already"),
    (
        'stage = "closed"\noutcome = "merged"',
        lambda w: close_initiative(w, SARA, "photos", "adopted"),
        r"“Photos” is closed already \(merged\)",
    ),
    (
        "",
        lambda w: close_initiative(w, SARA, "photos", "done"),
        "there is no outcome “done”; there are adopted, abandoned, merged",
    ),
    ("", lambda w: check_in(w, SARA, "photos", 7, 6), "7 use it of 6 expected; that is more than"),
    ("", lambda w: check_in(w, SARA, "photos", 0, 0), "0 of 0; expected numbers of people"),
    ("", lambda w: check_in(w, SARA, "photos", 5), "say how many should do it"),
    (
        "",
        lambda w: check_in(w, SARA, "photos", 5, 6, cases=10, faster=7),
        "an effect needs a baseline to compare it with; set effect_baseline",
    ),
    (
        "",
        lambda w: check_in(w, SARA, "photos", 5, 6, value=3),
        "an effect needs a baseline to compare it with",
    ),
    (
        "effect_baseline = 5",
        lambda w: check_in(w, SARA, "photos", 5, 6, cases=6, faster=7),
        "7 of 6 cases went faster; that is more than there were",
    ),
    (
        "effect_baseline = 5",
        lambda w: check_in(w, SARA, "photos", 5, 6, cases=6),
        "cases and faster belong together",
    ),
    ("", lambda w: check_in(w, SARA, "photos", 5, 6, pulse=6), "the pulse is 6; expected 1 to 5"),
    (
        "",
        lambda w: check_in(w, SARA, "photos", 5, 6, day=date(2026, 6, 16)),
        "2026-06-16 is not here yet",
    ),
    ("", lambda w: reflect(w, SARA, "photos", " "), "say what was tried"),
    (
        "",
        lambda w: reflect(w, SARA, "photos", "x", choice="wait"),
        "there is no choice “wait”; there are adjust, keep, stop",
    ),
    ("", lambda w: reflect(w, SARA, "photos", "x", next_=TODAY), "which is not ahead"),
    (
        "",
        lambda w: note_obstacle(w, SARA, "photos", "magic", "x"),
        "no kind of obstacle “magic”; there are direction, ownership, skills, time, ways-of-w",
    ),
    ("", lambda w: note_obstacle(w, SARA, "photos", "time", " "), "say what stands in the way"),
    (
        "",
        lambda w: plan_practice(w, SARA, "photos", "x"),
        "say when: the date of one day, or a slot",
    ),
    ("", lambda w: quality_step(w, SARA, "photos", 15), "there is no step 15; there are 1 to 14"),
    (
        "qif = [{ step = 2, done = 2026-01-01 }]",
        lambda w: quality_step(w, SARA, "photos", 2),
        "step 2 was done on 2026-01-01",
    ),
    ("", lambda w: check_in(w, SARA, "zzz", 5, 6), "there is no initiative “zzz”"),
]


@pytest.mark.parametrize(("front", "verb", "message"), REFUSALS)
def test_what_makes_no_sense_is_refused(front: str, verb: Verb, message: str) -> None:
    with pytest.raises(Refused, match=message):
        verb(firm(front))
