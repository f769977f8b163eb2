from datetime import UTC, date, datetime

import pytest

from tests.text.workspaces import SARA, task, with_tasks
from tuiwork.text.query.parse import parse_query
from tuiwork.text.query.run import compile_query, group_of, sort_tasks
from tuiwork.text.query.tree import QueryError

TASKS = (
    task(
        "t1",
        title="Replace compressor",
        status="doing",
        owner="sara",
        priority="high",
        due=date(2026, 6, 15),
        estimate="6h",
        tags=["Roof", "pump"],
        customer="havnegaard",
        goals=["faster-service/handling-time"],
        collaborators=["freja"],
        notes="The crane is booked.",
        fields={"area": "north", "price": 1200.5, "visit": date(2026, 6, 18)},
    ),
    task(
        "t2",
        title="Restore telemetry",
        status="scheduled",
        owner="freja",
        priority="urgent",
        due=datetime(2026, 6, 14, 23, 30, tzinfo=UTC),
        estimate="2d",
        blocked_by=["t1"],
        type="incident",
        run=True,
        log="- 2026-06-01T08:00:00Z sara comment Router swapped\n",
    ),
    task(
        "t3",
        "customers/quotes",
        title="Write quote",
        status="done",
        due=date(2026, 6, 1),
        created=date(2026, 5, 1),
        parent="t1",
        owner="bob",
    ),
    task("t4", "operations/incidents", title="Alarm twice", status="odd", priority="low"),
    task("t5", "operations/incidents", title="Pump 4", status="waiting", due="soon", estimate="?"),
)
HERE = with_tasks(*TASKS)


def found(text: str) -> str:
    """The tasks that a query matches, by the digits of their ids."""
    test = compile_query(parse_query(text), HERE, SARA)
    return "".join(one.id[1:] for one in TASKS if test(one))


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", "12345"),
        ("owner:@me", "1"),
        ("owner:sara,freja", "12"),
        ("owner:fre", "2"),
        ("owner:none", "45"),
        ("owner:-", "45"),
        ("-owner:none", "123"),
        ("collaborators:freja", "1"),
        ("status:doing", "1"),
        ("status:active", "1"),
        ("status:todo", "2"),
        ("status:waiting", "5"),
        ("status:odd", "4"),
        ("category:blocked", "5"),
        ("category:unknown", "4"),
        ("priority:urgent", "2"),
        ("priority:>=high", "12"),
        ("priority:<high", "345"),
        ("priority:normal", "35"),
        ("due:today", "12"),
        ("due:<today", "3"),
        ("due:<=2026-06-15", "123"),
        ("due:>=mon,none", "1245"),
        ("due:none", "45"),
        ("created:<2026-05-15", "3"),
        ("estimate:>6h", "2"),
        ("estimate:<=360m", "1"),
        ("age:>=14", "12345"),
        ("age:>2w", "3"),
        ("age:14", "1245"),
        ("tag:roof", "1"),
        ("tags:#PUMP,x", "1"),
        ("tag:none", "2345"),
        ("tag:roo", ""),
        ("type:incident", "2"),
        ("title:re", "12"),
        ("customer:havne", "1"),
        ("parent:t1", "3"),
        ("blocked_by:t1", "2"),
        ("blocked:t1", "2"),
        ("blocked:yes", "25"),
        ("blocked:no", "134"),
        ("id:t1", "1"),
        ("goals:faster-service", "1"),
        ("goals:grow", ""),
        ("goal:faster-service", "13"),
        ("goal:faster-service/handling-time", "13"),
        ("goal:grow", ""),
        ("goal:none", "245"),
        ("aligned:yes", "13"),
        ("aligned:run", "2"),
        ("aligned:no", "45"),
        ("run:yes", "2"),
        ("run:no", "1345"),
        ("list:jobs", "12"),
        ("list:operations", "1245"),
        ("list:oper", "1245"),
        ("list:operations/inc", "45"),
        ("place:quotes", "3"),
        ("space:customers", "3"),
        ("is:open", "1245"),
        ("is:done", "3"),
        ("is:started", "15"),
        ("is:blocked", "25"),
        ("is:unowned", "45"),
        ("is:overdue", "2"),
        ("overdue:no", "1345"),
        ("area:north", "1"),
        ("fields.price:>1000", "1"),
        ("visit:thu", "1"),
        ("area:none", "2345"),
        ("conflicts:none", "12345"),
        ("compressor", "1"),
        ("CRANE", "1"),
        ("router", "2"),
        ('"the crane"', "1"),
        ("pump", "5"),
        ("re -quote", "12"),
        ("owner:sara or is:done", "13"),
        ("-(owner:sara or is:done)", "245"),
        ("list:operations (owner:sara or status:odd) -tag:x", "14"),
    ],
)
def test_a_query_matches_what_it_says(query: str, ids: str) -> None:
    assert found(query) == ids


def test_a_date_is_over_at_the_end_of_its_day_and_only_for_open_tasks() -> None:
    everything = with_tasks(
        task("t1", due=date(2026, 6, 14)),
        task("t2", due=date(2026, 6, 15)),
        task("t3", due=datetime(2026, 6, 15, 8, 59)),
        task("t4", due=date(2026, 6, 1), status="done"),
    )
    test = compile_query(parse_query("is:overdue"), everything, SARA)
    assert [one.id for one in everything.tasks.values() if test(one)] == ["t1", "t3"]


def test_a_moment_counts_on_the_day_it_falls_on_here() -> None:
    assert found("due:2026-06-15") == "12"
    assert found("due:2026-06-14") == ""


def test_a_goal_is_also_served_through_a_list() -> None:
    everything = with_tasks(task("t1", "customers/quotes"), task("t2"))
    for query in ("goal:grow", "aligned:yes"):
        test = compile_query(parse_query(query), everything, SARA)
        assert [one.id for one in everything.tasks.values() if test(one)] == ["t1"]


def test_a_name_that_leads_nowhere_is_found_where_a_task_holds_it() -> None:
    assert found("owner:bob") == "3"


@pytest.mark.parametrize(
    ("query", "token", "says"),
    [
        ("is:open ownr:sara", "ownr:sara", "there is no field “ownr”; did you mean owner"),
        ("http://x.org", "http://x.org", "put quotes around text that holds a colon"),
        ("owner:sarah", "owner:sarah", "there is no person “sarah”; did you mean sara?"),
        ("a owner:sa", "owner:sa", "person “sa” could be sam, sara"),
        (
            "status:dooing",
            "status:dooing",
            "there is no status “dooing”; did you mean doing or done?",
        ),
        ("status:do", "status:do", "status “do” could be doing, done"),
        ("due:<blorg", "due:<blorg", "“blorg” is not understood as a date"),
        ("due:03/04", "due:03/04", "may be 3 april 2027"),
        ("owner:>sara", "owner:>sara", "owner cannot be compared with >; write owner:value"),
        ("area:<north", "area:<north", "area cannot be compared with <"),
        ("is:ready", "is:ready", "there is no state “ready”"),
        ("is:>open", "is:>open", "is cannot be compared with >"),
        ("list:jbs", "list:jbs", "there is no list “jbs”; did you mean operations/jobs?"),
        ("space:x", "space:x", "there is no space “x”"),
        ("age:old", "age:old", "“old” is not a number"),
        ("fields:x", "fields:x", "only fields:none can be asked of it"),
        ("blocked:t", "blocked:t", "“t” begins several ids"),
        ("is:open sort:ownr", "sort:ownr", "there is no field “ownr”"),
        ("group:is", "group:is", "“is” has no order of its own"),
    ],
)
def test_what_makes_no_sense_here_is_pointed_at(query: str, token: str, says: str) -> None:
    with pytest.raises(QueryError) as caught:
        found(query)
    assert query[caught.value.start : caught.value.end] == token
    assert says in caught.value.sentence
    assert "\n" not in caught.value.sentence


def ordered(text: str) -> str:
    tasks = sort_tasks(parse_query(text), HERE, SARA, TASKS)
    return "".join(one.id[1:] for one in tasks)


@pytest.mark.parametrize(
    ("sort", "ids"),
    [
        ("", "12345"),
        ("sort:due", "32145"),
        ("sort:-due", "12345"),
        ("sort:-priority", "21354"),
        ("sort:priority", "43512"),
        ("sort:status", "21534"),
        ("sort:category,title", "21534"),
        ("sort:owner", "32145"),
        ("sort:-owner", "12345"),
        ("sort:estimate", "12345"),
        ("sort:list", "34512"),
        ("sort:-age,-id", "35421"),
        ("sort:area", "12345"),
        ("sort:-price", "12345"),
        ("sort:due,-priority", "32154"),
        ("sort:title", "45123"),
    ],
)
def test_tasks_are_sorted_with_what_has_no_value_last(sort: str, ids: str) -> None:
    assert ordered(sort) == ids


@pytest.mark.parametrize(
    ("group", "names"),
    [
        ("", ["", "", "", "", ""]),
        ("group:owner", ["sara", "freja", "bob", "none", "none"]),
        ("group:due", ["2026-06-15", "2026-06-15", "2026-06-01", "none", "none"]),
        (
            "group:list",
            ["operations/jobs"] * 2 + ["customers/quotes"] + ["operations/incidents"] * 2,
        ),
        ("group:category", ["active", "todo", "done", "unknown", "blocked"]),
        ("group:tags", ["Roof, pump", "none", "none", "none", "none"]),
        ("group:blocked", ["no", "yes", "no", "no", "yes"]),
        ("group:goal", ["faster-service/handling-time", "none"] * 2 + ["none"]),
        ("group:area", ["north", "none", "none", "none", "none"]),
    ],
)
def test_every_task_falls_into_a_group(group: str, names: list[str]) -> None:
    name = group_of(parse_query(group), HERE, SARA)
    assert [name(one) for one in TASKS] == names


def test_sorting_by_an_unknown_field_is_refused() -> None:
    with pytest.raises(QueryError):
        sort_tasks(parse_query("sort:nothing"), HERE, SARA, [])
