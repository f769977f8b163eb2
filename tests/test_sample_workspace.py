"""The sample company must show exactly the figures and findings the documentation promises."""

import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from tests.sample_reader import (
    ROOT,
    Document,
    alignment,
    all_documents,
    documents,
    goal_path,
    tasks,
    toml,
    workflow,
)
from tests.verbs.company import of_texts
from tuiwork.insight.handoffs import (
    completeness,
    every_handoff,
    is_dropping,
    pending_handoffs,
)
from tuiwork.text.handoffs import days_waited

TODAY = date(2026, 6, 15)
NOW = datetime(2026, 6, 15, 7, tzinfo=UTC)
QUARTER = datetime(2026, 4, 1, tzinfo=UTC)

COUNTS = {  # todo, active, blocked, done, dropped
    "operations/jobs": (5, 3, 2, 4, 0),
    "operations/incidents": (2, 3, 1, 8, 0),
    "operations/maintenance": (5, 1, 0, 2, 0),
    "product/backlog": (7, 3, 1, 2, 0),
    "product/bugs": (3, 2, 1, 3, 0),
    "product/customer-status-page/delivery": (3, 2, 1, 2, 0),
    "customers/onboarding": (2, 2, 1, 3, 0),
    "customers/quotes": (2, 1, 1, 2, 0),
    "customers/follow-ups": (3, 1, 0, 1, 0),
    "company/improvements": (1, 1, 0, 0, 2),
    "company/finance": (3, 0, 0, 0, 0),
}
CATEGORIES = ("todo", "active", "blocked", "done", "dropped")


def titled(title: str) -> Document:
    [task] = [task for task in tasks().values() if task.keys["title"] == title]
    return task


def test_every_file_is_clean_text() -> None:
    for path in (path for path in ROOT.rglob("*") if path.is_file()):
        text = path.read_bytes().decode("utf-8")
        assert "\r" not in text, path
        assert not text.startswith("\ufeff"), path
        assert text.endswith("\n"), path
        assert not re.search(r"^(<{7}|={7}|>{7})", text, re.MULTILINE), path


def test_spaces_and_lists_have_names_and_known_workflows() -> None:
    lists = [p.parent.relative_to(ROOT).as_posix() for p in ROOT.glob("spaces/**/list.toml")]
    assert {place.removeprefix("spaces/") for place in lists} == set(COUNTS)
    assert all(toml(f"{place}/list.toml")["name"] for place in lists)
    spaces = [p.relative_to(ROOT).as_posix() for p in ROOT.glob("spaces/*/space.toml")]
    assert {toml(space)["name"] for space in spaces} == {
        "Operations",
        "Product",
        "Customers",
        "Company",
    }


@pytest.mark.parametrize("place", COUNTS)
def test_a_list_holds_the_promised_number_of_tasks_in_each_category(place: str) -> None:
    found = Counter(task.category for task in tasks().values() if task.place == place)
    assert tuple(found[category] for category in CATEGORIES) == COUNTS[place]


def test_there_are_92_tasks_of_which_27_are_in_progress() -> None:
    found = Counter(task.category for task in tasks().values())
    assert found == {"todo": 36, "active": 19, "blocked": 8, "done": 27, "dropped": 2}


def test_59_tasks_are_aligned_12_keep_the_lights_on_and_19_are_unaligned() -> None:
    counted = [task for task in tasks().values() if task.category != "dropped"]
    assert Counter(map(alignment, counted)) == {"aligned": 59, "run": 12, "unaligned": 19}
    by_list = Counter((alignment(task), task.place) for task in counted)
    assert {place: n for (kind, place), n in by_list.items() if kind == "run"} == {
        "operations/maintenance": 8,
        "company/finance": 3,
        "customers/follow-ups": 1,
    }
    assert {place: n for (kind, place), n in by_list.items() if kind == "unaligned"} == {
        "product/backlog": 6,
        "operations/jobs": 5,
        "customers/quotes": 3,
        "product/bugs": 2,
        "customers/follow-ups": 2,
        "company/improvements": 1,
    }


def test_one_unaligned_task_cites_a_goal_that_is_closed() -> None:
    broken = [task for task in tasks().values() if goal_path(task) and alignment(task) != "aligned"]
    assert [task.keys["title"] for task in broken] == ["Landlord report in the old portal's layout"]


def test_logs_begin_with_their_creation_and_run_forward_until_this_morning() -> None:
    for document in all_documents():
        times = [entry.at for entry in document.log]
        assert times == sorted(times), document.path
        assert all(at <= NOW for at in times), document.path
        if created := document.keys.get("created"):
            assert document.log[0].event == "created", document.path
            assert document.log[0].at == created, document.path


@pytest.mark.parametrize(("event", "start"), [("status", None), ("owner", "-")])
def test_the_log_leads_step_by_step_to_the_current_value(event: str, start: str | None) -> None:
    for task in tasks().values():
        first = start or next(iter(workflow(task.place)))
        steps = task.changes(event)
        chain = [first, *(after for _, _, after in steps)]
        assert [before for _, before, _ in steps] == chain[:-1], task.path
        assert chain[-1] == task.keys.get(event, "-"), task.path


@pytest.mark.parametrize("event", ["due", "priority"])
def test_a_logged_change_agrees_with_the_current_value(event: str) -> None:
    for task in tasks().values():
        steps = task.changes(event)
        assert all(one[2] == two[1] for one, two in pairwise(steps)), task.path
        assert not steps or steps[-1][2] == str(task.keys[event]), task.path


def test_whatever_is_blocked_says_why() -> None:
    blocked = [task for task in tasks().values() if task.category == "blocked"]
    assert all(any(entry.event == "blocked" for entry in task.log) for task in blocked)


def test_ids_are_short_base32_and_name_the_file() -> None:
    for key, task in tasks().items():
        assert re.fullmatch("[0-9a-hjkmnp-tv-z]{8}", key), task.path
        assert re.search("[a-z]", key), task.path
        assert re.fullmatch(f"{key}-[a-z0-9]+(-[a-z0-9]+)*", task.path.stem), task.path
        assert len(task.path.stem) <= 8 + 1 + 50, task.path
    assert len({key[:3] for key in tasks()}) == 92


def test_ranks_are_unique_within_a_list() -> None:
    ranks = Counter((task.place, task.keys["rank"]) for task in tasks().values())
    assert set(ranks.values()) == {1}
    assert all(re.fullmatch("a[0-9A-Za-z]+", rank) for _, rank in ranks)


def test_people_named_anywhere_exist() -> None:
    people = set(documents("people"))
    assert people == {"mia", "jonas", "sara", "ali", "freja", "henrik"}
    for document in all_documents():
        keys = document.keys
        named = {keys[key] for key in ("owner", "sponsor", "lead", "facilitator") if key in keys}
        named |= {*keys.get("collaborators", ()), *(entry.by for entry in document.log)}
        assert named <= people, document.path


def test_goals_named_anywhere_exist() -> None:
    goals = documents("goals")
    known = {f"{slug}/{kr['id']}" for slug, g in goals.items() for kr in g.keys["key_results"]}
    known |= set(goals)
    for document in all_documents():
        assert set(document.keys.get("goals", ())) <= known, document.path
    for place in COUNTS:
        assert set(toml(f"spaces/{place}/list.toml").get("goals", ())) <= known, place


def test_tasks_name_only_tasks_customers_and_initiatives_that_exist() -> None:
    for task in tasks().values():
        keys = task.keys
        for key in ("blocked_by", "relates", "duplicates"):
            assert set(keys.get(key, ())) <= set(tasks()), task.path
        assert keys.get("parent", "k7f3qd2m") in tasks(), task.path
        assert keys.get("customer", "skovly") in documents("customers"), task.path
        assert keys.get("initiative", "photo-reports") in documents("initiatives"), task.path


def test_all_starts_and_finishes_lie_in_the_quarter() -> None:
    starts = [reached[0] for t in tasks().values() if (reached := t.reached("active", "blocked"))]
    finishes = [t.reached("done")[-1] for t in tasks().values() if t.category == "done"]
    assert len(starts) == 54
    assert min(starts) > QUARTER
    weeks = Counter(at.isocalendar().week for at in finishes)
    assert [weeks[week] for week in range(15, 25)] == [2, 3, 2, 3, 3, 2, 3, 3, 3, 3]


@pytest.mark.parametrize(
    ("goal", "progress"), [("faster-service", 54), ("grow-contracts", 36), ("weekly-product", 43)]
)
def test_an_objective_stands_where_its_check_ins_left_it(goal: str, progress: int) -> None:
    document = documents("goals")[goal]
    results = document.keys["key_results"]
    parts = [(kr["current"] - kr["start"]) / (kr["target"] - kr["start"]) for kr in results]
    assert round(100 * sum(parts) / len(parts)) == progress
    checkins = [entry.text.split() for entry in document.log if entry.event == "checkin"]
    assert all(words[2] == "confidence" and 0 <= float(words[3]) <= 1 for words in checkins)
    last = {words[0]: float(words[1]) for words in checkins}
    assert last == {kr["id"]: kr["current"] for kr in results}


def test_the_product_goal_was_last_checked_41_days_ago() -> None:
    last = documents("goals")["weekly-product"].log[-1].at
    assert TODAY - last.date() == timedelta(days=41)


def test_sara_has_46_hours_in_a_week_of_30() -> None:
    sara = [t for t in tasks().values() if t.keys.get("owner") == "sara"]
    active = [t for t in sara if t.category in ("active", "blocked")]
    dated = [
        t.keys for t in sara if t.category in ("todo", "active", "blocked") and "due" in t.keys
    ]
    week = [keys for keys in dated if keys["due"] <= date(2026, 6, 19)]
    later = [keys for keys in dated if keys not in week]
    person = documents("people")["sara"].keys
    assert len(active) == 7
    assert sum(int(keys["estimate"].removesuffix("h")) for keys in week) == 46
    assert all(keys["start"] > date(2026, 6, 21) for keys in later)
    assert person["hours"] - sum(part["hours"] for part in person["protected"]) == 30


def test_five_service_tasks_wait_in_review_for_sara_against_a_limit_of_two() -> None:
    service = [task for task in tasks().values() if task.place.startswith("operations/")]
    waiting = [task for task in service if task.keys["status"] == "review"]
    assert [task.keys["owner"] for task in waiting] == ["sara"] * 5
    days: Counter[str] = Counter()
    for task in service:
        steps = [*task.changes("status"), (NOW, "", "")]
        for (at, _, status), (end, _, _) in pairwise(steps):
            if workflow(task.place)[status] in ("active", "blocked"):
                days[status] += (end - at) // timedelta(minutes=1)
    assert round(100 * days["review"] / days.total()) == 46


def test_the_uptime_export_slipped_three_times_and_nothing_else_twice() -> None:
    slips = titled("Publish weekly uptime export").changes("due")
    assert [before for _, before, _ in slips] == ["2026-04-10", "2026-04-24", "2026-05-15"]
    assert slips[-1][2] == "2026-06-12"
    assert len([task for task in tasks().values() if len(task.changes("due")) > 1]) == 1


def test_one_handoff_has_waited_six_days_for_an_answer() -> None:
    answers = ("handoff", "accept", "return")
    last = [[e for e in task.log if e.event in answers][-1:] for task in tasks().values()]
    [pending] = [entry for found in last for entry in found if entry.event == "handoff"]
    assert pending.text.startswith("jonas -> ali ")
    assert TODAY - pending.at.date() == timedelta(days=6)


def test_that_handoff_is_the_one_which_the_list_of_handoffs_shows() -> None:
    files = (path for path in ROOT.rglob("*") if path.suffix in (".md", ".toml"))
    whole = of_texts({path.relative_to(ROOT).as_posix(): path.read_text() for path in files})
    [one] = pending_handoffs(whole)
    assert one.task.title == "Read meters over wireless M-Bus"
    assert (one.handoff.giver, one.handoff.receiver) == ("jonas", "ali")
    assert one.handoff.next_action.startswith("read one telegram")
    assert days_waited(one.handoff, NOW) == 6
    assert is_dropping(whole, one.handoff, NOW)
    found = completeness(every_handoff(whole))
    assert (len(found.all), found.lacking) == (6, ())


def easy_wins() -> list[str]:
    """Normal or low work started while its owner left an urgent or high task untouched."""
    found = []
    for task in tasks().values():
        begun = task.reached("active", "blocked")[:1]
        if begun and task.valued("priority", begun[0]) in (None, "normal", "low"):
            at, owner = begun[0], task.valued("owner", begun[0])
            others = [t for t in tasks().values() if t.keys["created"] < at and t is not task]
            mine = [t for t in others if t.valued("owner", at) == owner]
            pressing = [t for t in mine if t.valued("priority", at) in ("high", "urgent")]
            if any([*t.reached("active", "blocked", "done"), NOW][0] > at for t in pressing):
                found.append(task.keys["title"])
    return found


def test_8_of_the_54_starts_were_easy_wins() -> None:
    assert len(easy_wins()) == 8


def test_the_other_findings_are_planted() -> None:
    assert titled("Controller board for Brygværk").reached("blocked")[-1].date() == date(
        2026, 5, 27
    )
    assert titled("Replace compressor, Havnegaard roof 2").keys["next_update"] == date(2026, 6, 11)
    [double] = titled("Fix double alarm mails").keys["duplicates"]
    assert tasks()[double].keys["title"] == "Alarm e-mails arrive twice"
    assert documents("decisions")["parts-supplier"].keys["review"] < TODAY
    assert all("late-parts" in review.keys["themes"] for review in documents("reviews").values())
    photos = documents("initiatives")["photo-reports"].keys
    assert (photos["stage"], TODAY - photos["end"]) == ("pilot", timedelta(days=76))


def test_the_status_page_took_61_hours_to_build_and_9_to_embed() -> None:
    hours: Counter[str] = Counter()
    for task in tasks().values():
        if task.keys.get("initiative") == "customer-status-page":
            spent = [entry.text.split("h")[0] for entry in task.log if entry.event == "time"]
            hours[task.keys["phase"]] += sum(map(int, spent))
    assert hours == {"develop": 61, "embed": 9}
