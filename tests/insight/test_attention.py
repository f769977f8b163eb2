from __future__ import annotations

from datetime import timedelta

from tests.text.workspaces import SARA, TODAY, task, with_tasks, workspace
from tuiwork.insight.attention import MOST, worth_a_look
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.query.parse import parse_query
from tuiwork.text.query.run import compile_query


def words(*tasks: Task, problems: int = 0) -> list[str]:
    found = worth_a_look(with_tasks(*tasks), SARA.now, problems=problems)
    return [one.words for one in found]


def limited(*tasks: Task) -> Workspace:
    statuses = [
        {"name": "todo", "category": "todo"},
        {"name": "review", "category": "active", "limit": 1},
        {"name": "done", "category": "done"},
    ]
    more = {
        "tuiwork.toml": {"workflow": {"service": {"statuses": statuses}}},
    }
    return workspace(more).replace({one.path: one for one in tasks})


ALIGNED = {"goals": ["grow"]}


def test_nothing_is_told_where_all_is_well() -> None:
    assert words(task("a", goals=["grow"])) == []


def test_what_presses_is_told_with_its_number() -> None:
    tasks = (
        task("a", goals=["grow"], due=TODAY - timedelta(1)),
        task("b", goals=["grow"], status="parts", owner="sara"),
        task("c", goals=["grow"], status="doing"),
        task("d"),
    )
    assert words(*tasks, problems=2) == [
        "2 problems in the files",
        "1 task overdue",
        "1 task blocked",
        "1 task under way without an owner",
        "1 task serves no goal",
    ]


def test_a_handoff_that_waits_for_more_than_a_working_day_is_told() -> None:
    def handed(id_: str, day: str) -> Task:
        return task(id_, log=f"- 2026-06-{day} freja handoff freja -> sam Known.\n", goals=["grow"])

    older, newer = handed("a", "11T09:00:00Z"), handed("b", "15T06:00:00Z")
    assert words(newer) == []
    assert words(older, newer) == ["2 tasks handed over and not accepted"]


def test_every_query_finds_as_many_as_are_told() -> None:
    tasks = (
        task("a", due=TODAY - timedelta(1)),
        task("b", status="parts"),
        task("c", status="doing"),
        task("d", status="done"),
        task("e", log="- 2026-06-09T09:00:00Z freja handoff freja -> sam Known.\n"),
        task("f", log="- 2026-06-09T09:00:00Z freja handoff freja -> sam Known.\n", status="done"),
    )
    given = with_tasks(*tasks)
    for one in worth_a_look(given, SARA.now):
        fits = compile_query(parse_query(one.query), given, SARA)
        shown = [task for task in tasks if given.is_open(task) and fits(task)]
        assert str(len(shown)) == one.words.split()[0]


def test_a_status_that_holds_more_than_its_limit_is_told() -> None:
    review = [task(id_, status="review", owner="sara", goals=["grow"]) for id_ in "ab"]
    found = worth_a_look(limited(*review), SARA.now)
    assert [one.words for one in found] == ["Jobs: 2 in review, 1 allowed"]
    assert found[0].query == 'list:operations/jobs status:"review"'
    assert worth_a_look(limited(review[0]), SARA.now) == ()


def test_a_kept_value_and_a_problem_open_their_own_screens() -> None:
    kept = task("a", goals=["grow"], conflicts=[{"field": "title", "other": "B"}])
    found = worth_a_look(with_tasks(kept), SARA.now, problems=1)
    assert [(one.sign, one.place) for one in found] == [
        ("conflict", "conflicts"),
        ("problem", "problems"),
    ]


def test_never_more_than_seven_are_told() -> None:
    assert MOST == 7


def test_one_initiative_that_stands_still_is_told_by_name_and_several_are_counted() -> None:
    pilot = {"stage": "pilot", "end": TODAY - timedelta(3), "process": "x", "title": "Photos"}
    one = workspace({"initiatives/photos.md": pilot})
    [told] = worth_a_look(one, SARA.now)
    assert (told.place, told.at) == ("initiatives", "photos")
    assert told.words == "“Photos” is stuck: pilot ended 3 days ago"
    two = workspace({"initiatives/photos.md": pilot, "initiatives/card.md": pilot})
    [told] = worth_a_look(two, SARA.now)
    assert (told.words, told.at) == ("2 initiatives are stuck or stalled", "card")


def test_an_initiative_that_does_not_run_stands_still_in_peace() -> None:
    decided = {"stage": "decided", "end": TODAY - timedelta(3)}
    assert worth_a_look(workspace({"initiatives/photos.md": decided}), SARA.now) == ()


def behind(slug: str, **fields: object) -> dict[str, dict[str, object]]:
    """A goal with a key result that has come a tenth of its way."""
    row = {"id": "kr", "title": "KR", "start": 0, "target": 10, "current": 1}
    goal = {"title": slug.title(), "owner": "sara", "period": "2026-Q2", "key_results": [row]}
    return {f"goals/{slug}.md": {**goal, **fields}}


def test_one_goal_behind_is_told_by_name_and_several_are_counted_at_the_worst() -> None:
    [told] = worth_a_look(workspace(behind("calm")), SARA.now)
    assert told.words == "“Calm”: off track, 10 % of 84 %"
    assert (told.place, told.at) == ("goals", "calm")
    two = workspace(behind("calm") | behind("warm", cadence="2w"))
    [told] = worth_a_look(two, SARA.now)
    assert (told.words, told.at) == ("2 goals off track, 1 stale", "warm")


def test_a_goal_that_is_closed_or_has_not_begun_asks_for_nothing() -> None:
    assert worth_a_look(workspace(behind("calm", closed=TODAY)), SARA.now) == ()
    assert worth_a_look(workspace(behind("calm", period="2026-Q3")), SARA.now) == ()


def test_a_goal_on_track_that_nobody_checks_in_is_told() -> None:
    row = {"id": "kr", "title": "KR", "start": 0, "target": 10, "current": 9}
    [told] = worth_a_look(workspace(behind("calm", cadence="2w", key_results=[row])), SARA.now)
    assert told.words == "“Calm”: never checked in"


def test_what_somebody_asks_is_told_to_whoever_is_asked_alone() -> None:
    asked = task("a", goals=["grow"], log="- 2026-06-11T08:00:00Z mia question why Really?\n")
    given = workspace({"goals/grow.md": {"title": "Grow", "owner": "sara"}})
    given = given.replace({asked.path: asked})
    [told] = worth_a_look(given, SARA.now, me="sara")
    assert told.words == f"mia asks you why “{asked.title}”, for 4 days"
    assert (told.place, told.at) == ("goals", "a")
    assert worth_a_look(given, SARA.now, me="nobody") == ()


def test_a_decision_is_told_from_the_day_after_its_review() -> None:
    def written(days: int) -> dict[str, dict[str, object]]:
        review = TODAY - timedelta(days)
        return {"decisions/van.md": {"title": "One van", "choice": "Sell", "review": review}}

    [told] = worth_a_look(workspace(written(1)), SARA.now)
    assert told.words == "the decision “One van” was to be looked at again"
    assert (told.place, told.at) == ("decisions", "van")
    assert worth_a_look(workspace(written(0)), SARA.now) == ()
