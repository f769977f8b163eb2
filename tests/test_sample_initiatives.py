"""The initiatives of the sample company show exactly what the documentation promises of them."""

from __future__ import annotations

from datetime import date

import pytest

from tests.sample_reader import ROOT
from tests.verbs.company import SARA
from tuiwork.insight.checking import find_problems
from tuiwork.insight.initiatives import conditions
from tuiwork.insight.initiatives.portfolio import Portfolio, claims, horizon_day, portfolio, within
from tuiwork.insight.initiatives.preflight import preflight
from tuiwork.insight.initiatives.standing import Standing
from tuiwork.model.gates import DECISION, PILOT, gate
from tuiwork.model.goal import State
from tuiwork.model.kinds import kind_of
from tuiwork.model.workspace import Workspace
from tuiwork.text.document import read_document
from tuiwork.verbs.initiatives.advancing import Held, NeedsStop, advance

TODAY = date(2026, 6, 15)


@pytest.fixture(scope="module")
def sample() -> Workspace:
    found = {}
    texts = {}
    for path in sorted(ROOT.rglob("*")):
        name = path.relative_to(ROOT).as_posix()
        if path.is_file() and kind_of(name) is not None:
            texts[name] = path.read_text("utf-8")
            document, problems = read_document(name, texts[name])
            assert document is not None
            assert problems == []
            found[name] = document
    return Workspace(found, read=texts.__getitem__)


@pytest.fixture(scope="module")
def all_(sample: Workspace) -> Portfolio:
    return portfolio(sample, TODAY)


@pytest.fixture(scope="module")
def rows(all_: Portfolio) -> dict[str, Standing]:
    return {one.initiative.slug: one for one in all_.rows}


def words(here: Standing) -> dict[str, str]:
    return {one.rule: one.words for one in here.signals}


def test_there_are_six_in_five_stages(all_: Portfolio) -> None:
    assert {step.stage: len(step.ids) for step in all_.funnel} == {
        "candidate": 2, "decided": 1, "pilot": 1, "implementing": 1, "everyday": 1, "closed": 0,
    }  # fmt: skip
    assert all_.focus.running == ("customer-status-page", "photo-reports")
    assert (all_.rate.words, all_.calibration.show(), all_.habit) == ("- (n=0)", "- (n=0)", None)
    assert all_.funnel[2].days.show() == "- (n=3)"


def test_photo_reports_are_stuck_at_their_pilot_76_days_past_its_end(
    rows: dict[str, Standing],
) -> None:
    here = rows["photo-reports"]
    assert words(here)["stuck"] == "pilot ended 76 days ago"
    assert here.health is State.OFF_TRACK
    assert here.days == {"candidate": 14, "decided": 33, "pilot": 154}


def test_photo_reports_answer_2_of_7_and_the_five_blanks_are_named(
    sample: Workspace, rows: dict[str, Standing]
) -> None:
    found = rows["photo-reports"].gate
    assert found is not None
    assert found.words == "2 of 7; blank: owner_after, mandate, time, adoption, follow_up"
    assert [one.key for one in found.answered] == ["goals", "behaviours"]
    with pytest.raises(Held) as held:
        advance(sample, SARA, "photo-reports")
    assert [line.split()[0] for line in held.value.message.split("\n")[2:-1]] == [
        "owner_after", "mandate", "time", "adoption", "follow_up",
    ]  # fmt: skip


def test_photo_reports_were_trained_and_never_practised(rows: dict[str, Standing]) -> None:
    here = rows["photo-reports"]
    assert words(here)["practice"] == "training held 2026-02-10, no practice within 30 days"
    assert words(here)["next step"] == "no next step"
    assert here.initiative.text("owner_after") is None
    assert here.initiative.text("adoption_measure") is None
    assert here.adoption.words == "no check-in yet"


def test_obstacles_to_photo_reports_are_of_three_kinds(rows: dict[str, Standing]) -> None:
    one = rows["photo-reports"].initiative
    tally = conditions.obstacle_tally(one.obstacles)
    assert {kind: len(some) for kind, some in tally.items()} == {
        "ownership": 1, "time": 1, "technology": 1,
    }  # fmt: skip
    assert conditions.coverage(one, TODAY).words == "1 of 2 talked with; waiting: Caretakers"


def test_the_playbook_has_answered_all_seven_and_is_used_by_5_of_6(
    rows: dict[str, Standing],
) -> None:
    here = rows["incident-playbook"]
    assert here.gate is not None
    assert here.gate.words == "7 of 7"
    assert [(one.using, one.expected) for one in here.adoption.points] == [(5, 6)] * 3
    assert (here.adoption.target, here.adoption.streak, here.adoption.adopted) == (5, 3, True)
    assert here.health is State.ON_TRACK
    assert here.initiative.text("owner_after") == "jonas"


def test_seven_of_ten_incidents_went_faster_than_the_median_before(
    rows: dict[str, Standing],
) -> None:
    found = rows["incident-playbook"].effect
    assert found is not None
    assert (found.share, found.faster, found.cases, found.baseline) == (0.7, 7, 10, 5.0)


def test_the_playbook_taught_two_loops_and_two_lessons(rows: dict[str, Standing]) -> None:
    one = rows["incident-playbook"].initiative
    assert conditions.loops(one, TODAY).words == "2 closed, 0 open"
    assert [(each.went, each.phase) for each in conditions.lessons(one)] == [
        ("well", "after"),
        ("badly", "before"),
    ]


def test_the_status_page_has_done_6_of_14_steps(rows: dict[str, Standing]) -> None:
    found = conditions.quality(rows["customer-status-page"].initiative)
    assert found is not None
    assert found.words == "6 of 14; next 6 Build general capacity"
    weakest = conditions.weakest(rows["customer-status-page"].initiative)
    assert weakest is not None
    assert weakest.words == "time 1 of 3"


def test_the_status_page_took_61_hours_to_build_and_9_to_embed(
    rows: dict[str, Standing],
) -> None:
    here = rows["customer-status-page"]
    assert (here.balance.develop, here.balance.embed) == (61 * 60, 9 * 60)
    assert here.balance.share is not None
    assert round(here.balance.share, 2) == 0.13
    assert here.balance.warned
    assert words(here)["balance"] == "9 h embed of 70 h (0.13)"
    assert words(here)["stalled"] == "check-in 15 days overdue"


def test_the_status_page_waits_for_the_night_porters(rows: dict[str, Standing]) -> None:
    found = conditions.coverage(rows["customer-status-page"].initiative, TODAY)
    assert found.words == "2 of 3 talked with; waiting: Night porters at Havnegaard"


def test_quote_in_a_day_is_decided_coached_and_needs_hours_sara_does_not_have(
    sample: Workspace, rows: dict[str, Standing]
) -> None:
    one = rows["quote-in-a-day"].initiative
    assert (one.stage, one.approach) == ("decided", "coached")
    assert gate(sample.settings, one, DECISION).words == "10 of 10"
    found = preflight(sample, one, TODAY)
    assert [each.words for each in found.short] == [
        "sara has 46 h of 30 h (153 %) in the week of 2026-06-15"
    ]
    assert len(found.short[0].ids) > 0
    assert not found.is_green


def test_starting_it_is_told_that_sara_has_too_much(sample: Workspace) -> None:
    with pytest.raises(NeedsStop, match=r"sara has 46 h of 30 h \(153 %\)"):
        advance(sample, SARA, "quote-in-a-day")


def test_two_candidates_have_a_title_and_nothing_to_worry_about(
    rows: dict[str, Standing],
) -> None:
    for name in ("heat-pump-health-score", "swedish-duty-phone"):
        here = rows[name]
        assert set(here.initiative.fields) == {"title"}
        assert (here.signals, here.health) == ((), State.UNKNOWN)


def test_next_steps_are_ranked(all_: Portfolio) -> None:
    ranked = conditions.ranked_steps(one.initiative for one in all_.rows)
    assert [(one.slug, step.rank) for one, step in ranked] == [
        ("customer-status-page", 3.0),
        ("incident-playbook", 2.0),
        ("quote-in-a-day", 1.5),
    ]


def test_the_coming_year_has_five_of_them_and_claims_18_hours(
    sample: Workspace, all_: Portfolio
) -> None:
    found = within(all_.rows, TODAY, horizon_day("12m", TODAY))
    assert len(found) == 5
    assert "incident-playbook" not in [one.initiative.slug for one in found]
    claimed = claims(sample)
    assert dict(claimed.by_person) == {"ali": 4, "freja": 8, "henrik": 2, "sara": 4}
    assert claimed.of["sara"] == 30


def test_the_workspace_words_one_question_and_notes_what_works_when(
    sample: Workspace, all_: Portfolio
) -> None:
    asked = gate(sample.settings, sample.initiatives["photo-reports"], PILOT).questions
    assert asked[1].words == "What may the owner stop, buy or change without asking Mia?"
    assert [one.ids for one in all_.approaches] == [
        (),
        ("photo-reports",),
        ("incident-playbook", "quote-in-a-day"),
        ("customer-status-page",),
    ]
    assert all("works" in one.notes for one in all_.approaches)


def test_nothing_is_wrong_in_any_of_them(sample: Workspace) -> None:
    assert [one for one in find_problems(sample) if one.path.startswith("initiatives/")] == []
