"""Verbs on plans: choices with their reasons, the start that freezes, the order, the review."""

from __future__ import annotations

from datetime import date
from typing import cast

import pytest

from tests.verbs.company import NOW, SARA, STAMP, TODAY, actor, after, company, task
from tuiwork.dataclass import replace
from tuiwork.errors import Refused
from tuiwork.model.change import Change
from tuiwork.model.plan import Plan
from tuiwork.model.subject import Subject
from tuiwork.model.workspace import Workspace
from tuiwork.text.log import entries_of
from tuiwork.verbs.plans import Choice, decide, rank_item, review_plan

Q3 = "2026-Q3"
PHOTOS, GROW = Subject("initiative", "photos"), Subject("goal", "grow")
TASK = Subject("task", "k7f3qd2m")
LATER = replace(SARA, today=date(2026, 7, 20), now=NOW.replace(month=7, day=20))


@pytest.fixture
def one() -> Workspace:
    return company(
        task("k7f3qd2m", title='"Compressor"'),
        initiatives__photos='+++\ntitle = "Photo reports"\n+++\n',
    )


def started(one: Workspace, *choices: Choice) -> Workspace:
    """The company after the start of a plan, with photos and growth in where nothing is chosen."""
    wanted = choices or (Choice(PHOTOS, "in"), Choice(GROW, "in"))
    return after(one, decide(one, SARA, Q3, wanted, start=True))


def plan(one: Workspace) -> Plan:
    return cast(Plan, one.documents[f"plans/{Q3}.md"])


def row(one: Workspace, subject: Subject) -> dict[str, object]:
    rows = plan(one).tables("items")
    return dict(next(each for each in rows if each["of"] == subject.reference))


def test_a_first_choice_makes_the_plan(one: Workspace) -> None:
    change = decide(one, SARA, Q3, [Choice(PHOTOS, "in", target=date(2026, 8, 31))])
    assert change.message == "Put “Photo reports” in the plan of 2026-Q3"
    assert change.ids == (Q3, "photos")
    [file] = change.files
    assert file.after == (
        '+++\nowner = "sara"\n\n[[items]]\nof = "initiative:photos"\nstate = "in"\n'
        "decided = 2026-06-15\ntarget = 2026-08-31\n+++\n\n## Log\n\n"
        f"- {STAMP} sara created\n- {STAMP} sara in initiative:photos\n"
    )


def test_a_start_says_from_when_on_it_holds_and_tells_every_choice(one: Workspace) -> None:
    no = Choice(GROW, "declined", " Nobody has the time. ", revisit=date(2026, 9, 1))
    change = decide(one, SARA, Q3, [Choice(PHOTOS, "in"), Choice(TASK, "waiting"), no], start=True)
    assert change.message == "Started the plan of 2026-Q3: 1 in, 1 waiting, 1 declined"
    made = after(one, change)
    assert plan(made).started == TODAY
    assert row(made, GROW) == {
        "of": "goal:grow",
        "state": "declined",
        "reason": "Nobody has the time.",
        "decided": TODAY,
        "revisit": date(2026, 9, 1),
    }
    told = [(entry.event, entry.details) for entry in entries_of(plan(made))]
    assert told == [
        ("created", ""),
        ("in", "initiative:photos"),
        ("waiting", "task:k7f3qd2m"),
        ("declined", "goal:grow Nobody has the time."),
        ("started", ""),
    ]


def test_a_plan_made_before_can_be_started_with_what_it_has(one: Workspace) -> None:
    made = after(one, decide(one, SARA, Q3, [Choice(PHOTOS, "in")]))
    made = after(made, decide(made, SARA, Q3, [], start=True))
    assert [item.of for item in plan(made).at_start] == ["initiative:photos"]
    with pytest.raises(Refused, match="was started on 2026-06-15 already"):
        decide(made, SARA, Q3, [], start=True)


def test_a_no_needs_a_reason(one: Workspace) -> None:
    with pytest.raises(Refused, match="why is “Photo reports” declined"):
        decide(one, SARA, Q3, [Choice(PHOTOS, "declined", " ")])


def test_what_comes_and_goes_after_the_start_keeps_its_day(one: Workspace) -> None:
    made = started(one)
    change = decide(made, LATER, Q3, [Choice(TASK, "in"), Choice(PHOTOS, "waiting", "No owner.")])
    made = after(made, change)
    assert row(made, TASK)["added"] == LATER.today
    assert row(made, PHOTOS)["dropped"] == LATER.today
    assert [item.of for item in plan(made).at_start] == ["initiative:photos", "goal:grow"]


def test_what_comes_back_was_never_gone(one: Workspace) -> None:
    made = started(one)
    made = after(made, decide(made, LATER, Q3, [Choice(PHOTOS, "declined", "Too much.")]))
    made = after(made, decide(made, LATER, Q3, [Choice(PHOTOS, "in")]))
    assert row(made, PHOTOS) == {
        "of": "initiative:photos",
        "state": "in",
        "decided": LATER.today,
    }


def test_on_the_day_of_the_start_nothing_counts_as_a_change(one: Workspace) -> None:
    made = started(one)
    made = after(made, decide(made, SARA, Q3, [Choice(PHOTOS, "waiting"), Choice(TASK, "in")]))
    assert "dropped" not in row(made, PHOTOS)
    assert "added" not in row(made, TASK)


def test_a_choice_leaves_the_lines_of_the_others_as_they_are(one: Workspace) -> None:
    made = started(one)
    [file] = decide(made, LATER, Q3, [Choice(GROW, "waiting")]).files
    assert file.before is not None
    assert file.after is not None
    gone = set(file.before.splitlines()) - set(file.after.splitlines())
    assert gone == set()
    assert file.after.count("\n") == file.before.count("\n") + 2


@pytest.mark.parametrize(
    ("period", "choices", "words"),
    [
        ("soon", [Choice(PHOTOS, "in")], "“soon” is no period"),
        (Q3, [], "nothing was decided"),
        (Q3, [Choice(PHOTOS, "in"), Choice(PHOTOS, "waiting")], "decided on twice"),
        (Q3, [Choice(PHOTOS, "waiting", revisit=TODAY)], "which is not ahead"),
    ],
)
def test_nonsense_is_refused(
    one: Workspace, period: str, choices: list[Choice], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        decide(one, SARA, period, choices)


def test_the_same_choice_again_is_refused(one: Workspace) -> None:
    made = started(one)
    with pytest.raises(Refused, match="“Photo reports” is in the plan of 2026-Q3 already"):
        decide(made, LATER, Q3, [Choice(PHOTOS, "in")])
    decide(made, LATER, Q3, [Choice(PHOTOS, "in", target=date(2026, 8, 1))])


def test_recorded_choices_become_decisions_to_be_reviewed(one: Workspace) -> None:
    no = Choice(GROW, "declined", "Nobody has the time.", revisit=date(2026, 9, 1))
    change = decide(one, SARA, Q3, [Choice(PHOTOS, "in"), no], start=True, record=True)
    made = after(one, change)
    taken = made.documents["decisions/photo-reports-in-2026-q3.md"]
    assert (taken.text("choice"), taken.moment("review")) == ("In the plan", date(2026, 9, 30))
    declined = made.documents["decisions/grow-in-2026-q3.md"]
    assert declined.text("context") == "Nobody has the time."
    assert declined.moment("review") == date(2026, 9, 1)


def order(one: Workspace) -> list[str]:
    return [item.of.partition(":")[2] for item in plan(one).items]


def ranked(one: Workspace, change: Change) -> list[str]:
    return order(after(one, change))


def test_items_change_their_places(one: Workspace) -> None:
    made = started(one, Choice(PHOTOS, "in"), Choice(GROW, "in"), Choice(TASK, "waiting"))
    assert order(made) == ["photos", "grow", "k7f3qd2m"]
    first = rank_item(made, SARA, Q3, TASK)
    assert first.message == "Made “Compressor” number 1 in the plan of 2026-Q3"
    assert ranked(made, first) == ["k7f3qd2m", "photos", "grow"]
    assert ranked(made, rank_item(made, SARA, Q3, TASK, before=GROW)) == [
        "photos",
        "k7f3qd2m",
        "grow",
    ]
    assert ranked(made, rank_item(made, SARA, Q3, PHOTOS, after=GROW)) == [
        "grow",
        "photos",
        "k7f3qd2m",
    ]


def test_only_what_is_in_a_plan_has_a_place_there(one: Workspace) -> None:
    made = started(one)
    with pytest.raises(Refused, match="“Compressor” is not in the plan"):
        rank_item(made, SARA, Q3, TASK)
    with pytest.raises(Refused, match="before or after itself"):
        rank_item(made, SARA, Q3, PHOTOS, before=PHOTOS)
    with pytest.raises(Refused, match="there is no plan of 2026-Q4"):
        rank_item(made, SARA, "2026-Q4", PHOTOS)


def test_a_look_at_a_plan_is_noted(one: Workspace) -> None:
    made = started(one)
    change = review_plan(made, replace(actor("ali"), today=LATER.today, now=LATER.now), Q3, "Fine.")
    made = after(made, change)
    assert plan(made).reviewed == LATER.today
    assert entries_of(plan(made))[-1].details == "Fine."
