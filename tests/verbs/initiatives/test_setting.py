"""Fields of an initiative are set in words, rows added, and what others decide is left to them."""

from __future__ import annotations

import pytest

from tests.insight.initiatives.making import text_of
from tests.verbs.company import SARA, after, company, told
from tuiwork.errors import Refused
from tuiwork.model.initiative import Initiative
from tuiwork.model.initiative_rows import Behaviour, Group, Need
from tuiwork.verbs.initiatives.setting import set_initiative


def set_(*words: str, front: str = "") -> Initiative:
    one = company(initiatives__photos=text_of(front), initiatives__other=text_of())
    return after(one, set_initiative(one, SARA, "photos", words)).initiatives["photos"]


def test_fields_take_the_words_of_their_type() -> None:
    now = set_(
        "owner_after=sar", "mandate=May say stop", "time_per_week=2h", "confidence=70",
        "goals+=faster-service", "approach=coach", "next_step_due=fri", "end=2026-12-31",
    )  # fmt: skip
    assert now.fields["owner_after"] == "sara"
    assert (now.confidence, now.goals, now.approach) == (0.7, ("faster-service",), "coached")
    assert str(now.fields["next_step_due"]) == "2026-06-19"


def test_owners_change_in_the_log() -> None:
    assert told(set_("owner=ali", front='owner = "sara"')) == ["sara owner sara -> ali"]


def test_readiness_is_set_word_by_word() -> None:
    now = set_(
        "readiness.time=2", "readiness.skills=", front="readiness = { skills = 1, time = 0 }"
    )
    assert now.readiness == {"time": 2}
    assert set_("readiness.mand=3").readiness == {"mandate": 3}


def test_a_row_is_added_by_its_keys_or_by_its_name_alone() -> None:
    now = set_(
        "behaviours+=who=Technicians; what=Three photos; means=App", "groups+=Caretakers",
        "needs+=person=sara; hours_per_week=4",
    )  # fmt: skip
    assert now.behaviours == (Behaviour("Technicians", "Three photos", means="App"),)
    assert now.groups == (Group("Caretakers"),)
    assert now.needs == (Need("sara", 4.0),)


def test_a_row_that_is_there_is_changed() -> None:
    front = '[[groups]]\nname = "Caretakers"\nopen_questions = ["Where?"]'
    now = set_("groups+=name=Caretakers; contact=ali", front=front)
    assert now.groups == (Group("Caretakers", "ali", open_questions=("Where?",)),)


def test_many_keys_are_counted_in_the_diary() -> None:
    one = company(initiatives__photos=text_of())
    change = set_initiative(one, SARA, "photos", ["why=a", "mandate=b", "theme=c", "resources=d"])
    assert change.message == "Set 4 fields of “Photos”"
    change = set_initiative(one, SARA, "photos", ["why=a", "groups+=b"])
    assert change.message == "Set why, groups of “Photos”"


def test_an_approach_that_is_taken_to_nearly_everything_is_remarked() -> None:
    coached = {f"initiatives__a{at}": text_of('approach = "coached"') for at in range(8)}
    one = company(initiatives__photos=text_of(), **coached)
    change = set_initiative(one, SARA, "photos", ["approach=coached"])
    assert change.notices == (
        "8 of the last 8 initiatives are coached already; would another approach fit better?",
    )
    assert set_initiative(one, SARA, "photos", ["approach=direct"]).notices == ()


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("approach=loud", "no approach “loud”; there are direct, self-serve, coached, together"),
        ("stage=pilot", "stage is not set by hand; use `initiative advance`"),
        ("outcome=adopted", "outcome is not set by hand; use `initiative close`"),
        ("readiness.luck=1", "there is no readiness “luck”; there are time, skills, support, man"),
        ("readiness.time=4", "readiness.time is “4”; expected 0 to 3"),
        ("readiness=4", "write readiness.time=2; there are time, skills"),
        ("confidence=120", "confidence is 120; expected 0 to 100"),
        ("next_step_effort=4", "next_step_effort is 4; expected 1 to 3"),
        ("end=2026-01-01", "it would end on 2026-01-01, before it starts on 2026-02-01"),
        ("title=", "an initiative needs a title"),
        ("owner=zoe", "owner: there is no person “zoe”"),
        ("goals+=nothing", "goals: there is no goal “nothing”"),
        ("luck=1", "there is no field “luck”"),
        ("luck", "“luck” is no assignment"),
        ("groups=Caretakers", "rows of groups are added like this: groups"),
        ("groups+=colour=red", "groups has no “colour”; there are name, contact, talked"),
        ("groups+=contact=ali", "a row of groups needs name="),
        ("needs+=person=sara; hours_per_week=x", "hours_per_week: “x” is not a number"),
        ("after=photos", "each would wait for the next: photos → photos"),
    ],
)
def test_what_makes_no_sense_is_refused(word: str, message: str) -> None:
    with pytest.raises(Refused, match=message):
        set_(word, front="start = 2026-02-01")
