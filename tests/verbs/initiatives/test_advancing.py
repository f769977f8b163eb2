"""Gates hold an initiative, a reason carries it over, and one more asks what stops."""

from __future__ import annotations

import pytest

from tests.insight.initiatives.making import text_of
from tests.model.test_gates import ALL_SEVEN, DECIDED
from tests.verbs.company import FILES, SARA, after, company, of_texts, task, told
from tuiwork.errors import Refused
from tuiwork.insight.initiatives.signals import standing_forced
from tuiwork.insight.initiatives.stages import visits
from tuiwork.model.workspace import Workspace
from tuiwork.verbs.initiatives.advancing import Held, NeedsStop, advance

ANSWERED = ALL_SEVEN.replace('"jonas"', '"sara"')


def firm(front: str, settings: str = "", **others: str) -> Workspace:
    texts = FILES | {"initiatives/photos.md": text_of(front)}
    texts |= {"tuiwork.toml": FILES["tuiwork.toml"] + settings} if settings else {}
    texts |= {f"initiatives/{name}.md": text_of(other) for name, other in others.items()}
    return of_texts(texts)


def test_an_initiative_goes_to_the_next_stage_and_its_log_tells_so() -> None:
    one = firm(f'stage = "pilot"\n{ANSWERED}')
    change = advance(one, SARA, "pho")
    assert change.message == "Moved “Photos” from pilot to implementing"
    assert change.ids == ("photos",)
    now = after(one, change).initiatives["photos"]
    assert now.stage == "implementing"
    assert told(now) == ["sara status pilot -> implementing"]
    assert visits(now, None)[-1].stage == "implementing"


def test_a_pilot_with_blanks_stays_and_each_blank_is_named_with_its_key() -> None:
    one = firm('stage = "pilot"\ngoals = ["grow"]')
    with pytest.raises(Held) as held:
        advance(one, SARA, "photos")
    lines = held.value.message.split("\n")
    assert lines[0] == "“Photos” stays pilot."
    assert lines[1] == "The pilot gate has 1 of 7 answered; these are blank:"
    assert [line.split()[0] for line in lines[2:-1]] == [
        "owner_after", "mandate", "time", "behaviours", "adoption", "follow_up",
    ]  # fmt: skip
    assert "Which time and resources" in lines[4]
    assert lines[4].endswith("(time_per_week, resources)")
    assert held.value.candidates == (
        "owner_after", "mandate", "time_per_week", "resources", "behaviours", "adoption_measure",
        "effect_measure", "follow_up",
    )  # fmt: skip


def test_a_candidate_is_asked_ten_questions_and_a_jump_both_gates() -> None:
    with pytest.raises(Held, match="The decision gate has 0 of 10 answered"):
        advance(firm(""), SARA, "photos")
    with pytest.raises(Held, match="pilot gate has 1 of 7") as held:
        advance(firm(DECIDED), SARA, "photos", "implementing")
    assert "decision gate" not in held.value.message
    assert (
        after(firm(DECIDED), advance(firm(DECIDED), SARA, "photos")).initiatives["photos"].stage
        == "decided"
    )


def test_force_wants_a_reason_which_stays_until_the_blanks_are_answered() -> None:
    one = firm(f'stage = "pilot"\n{ANSWERED}'.replace('mandate = "May stop any job"\n', ""))
    with pytest.raises(Refused, match="say why, with a reason; it stays visible until"):
        advance(one, SARA, "photos", force=True, reason=" ")
    now = after(one, advance(one, SARA, "photos", force=True, reason=" The van waits. "))
    initiative = now.initiatives["photos"]
    assert told(initiative) == [
        "sara status pilot -> implementing",
        "sara forced implementing without mandate: The van waits.",
    ]
    [forced] = standing_forced(now, initiative)
    assert (forced.blanks, forced.reason, forced.by) == (("mandate",), "The van waits.", "sara")


def test_going_back_and_closing_ask_no_gate() -> None:
    one = firm('stage = "implementing"')
    assert after(one, advance(one, SARA, "photos", "pilot")).initiatives["photos"].stage == "pilot"


def test_a_closed_one_that_is_taken_up_again_has_no_outcome_any_more() -> None:
    one = firm('stage = "closed"\noutcome = "abandoned"\nclosed = 2026-01-01')
    now = after(one, advance(one, SARA, "photos", "candidate")).initiatives["photos"]
    assert (now.stage, now.outcome, now.moment("closed")) == ("candidate", None, None)


LIMIT = "[initiatives]\nmax_running = 2\n"
RUNS = 'stage = "pilot"'


def test_one_more_than_may_run_asks_which_stops() -> None:
    one = firm(
        'stage = "decided"', LIMIT, a=RUNS, b='stage = "implementing"', c='stage = "everyday"'
    )
    with pytest.raises(NeedsStop, match="2 of 2 run already: a, b; say which one stops") as asked:
        advance(one, SARA, "photos")
    assert asked.value.candidates == ("a", "b")


def test_what_stops_goes_back_to_decided_and_is_recorded_on_both_sides() -> None:
    one = firm('stage = "decided"', LIMIT, a=RUNS, b='stage = "implementing"')
    change = advance(one, SARA, "photos", stops=["b"])
    assert change.ids == ("photos", "b")
    now = after(one, change).initiatives
    assert (now["photos"].stage, now["photos"].names("stops")) == ("pilot", ("b",))
    assert now["b"].stage == "decided"
    assert told(now["b"]) == [
        "sara status implementing -> decided",
        "sara comment Stops, so that “Photos” can start.",
    ]


def test_with_a_reason_one_more_runs_and_the_reason_is_kept() -> None:
    one = firm('stage = "decided"', LIMIT, a=RUNS, b=RUNS)
    change = advance(one, SARA, "photos", force=True, reason="A customer pays for it.")
    assert "3 initiatives run now, one more than 2" in change.notices
    assert told(after(one, change).initiatives["photos"])[-1] == (
        "sara comment A customer pays for it."
    )


def test_what_runs_already_needs_nobody_to_stop() -> None:
    one = firm(f'stage = "pilot"\n{ANSWERED}', LIMIT, a=RUNS, b=RUNS)
    assert after(one, advance(one, SARA, "photos")).initiatives["photos"].stage == "implementing"


def overloaded() -> Workspace:
    need = 'stage = "decided"\nneeds = [{ person = "sara", hours_per_week = 4 }]'
    work = task("k7f3qd2m", owner='"sara"', estimate='"46h"', due="2026-06-19")
    person = '+++\nname = "Sara"\nhours = 30\n+++\n'
    texts = {"initiatives__photos": text_of(need), "initiatives__a": text_of(RUNS)}
    return company(work, **texts, people__sara=person)


def test_a_launch_that_needs_somebody_overloaded_asks_what_stops() -> None:
    with pytest.raises(NeedsStop, match=r"sara has 46 h of 30 h \(153 %\).*Say what stops for it"):
        advance(overloaded(), SARA, "photos")
    change = advance(overloaded(), SARA, "photos", stops=["a"])
    assert change.notices[0] == (
        "sara has 46 h of 30 h (153 %) in the week of 2026-06-15, and 4 h more with it"
    )


def test_confidence_is_asked_and_kept_at_the_launch_and_calibration_told() -> None:
    past = 'stage = "closed"\noutcome = "abandoned"\nconfidence = 80'
    one = firm('stage = "decided"', a=past)
    change = advance(one, SARA, "photos")
    assert change.notices == (
        "nobody said how sure they are that it will last; set its confidence, 0 to 100",
        "so far we overrated ourselves by 80 points (n=1)",
    )
    change = advance(one, SARA, "photos", confidence=70)
    assert len(change.notices) == 1
    assert after(one, change).initiatives["photos"].fields["confidence"] == 70
    with pytest.raises(Refused, match="the confidence is 101; expected 0 to 100"):
        advance(one, SARA, "photos", confidence=101)


@pytest.mark.parametrize(
    ("front", "words", "message"),
    [
        ('stage = "pilot"', {"stage": "pilot"}, "“Photos” is pilot already"),
        ('stage = "pilot"', {"stage": "closed"}, "closing needs an outcome; use `tuiwork initia"),
        ('stage = "pilot"', {"stage": "zz"}, "there is no stage “zz”; there are candidate, decid"),
        ('stage = "everyday"', {}, "“Photos” is everyday; there is no stage after it"),
        ('stage = "decided"', {"stops": ["photos"]}, "“Photos” cannot stop so that it can start"),
        ('stage = "decided"', {"stops": ["b"]}, "“Photos” does not run, so it cannot stop; runn"),
    ],
)
def test_what_makes_no_sense_is_refused(front: str, words: dict[str, str], message: str) -> None:
    with pytest.raises(Refused, match=message):
        advance(firm(front, b=""), SARA, "photos", **words)  # type: ignore[arg-type]
