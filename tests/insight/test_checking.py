"""What lies between files and is wrong is found, each thing once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sample_reader import ROOT
from tests.verbs.company import FILES, INCIDENTS, JOBS, company, of_texts, task
from tuiwork.errors import Problem
from tuiwork.insight.checking import find_problems, locate
from tuiwork.insight.circles import find_circles
from tuiwork.model.workspace import Workspace
from tuiwork.text.document import read_document

A, B, C, D = "aaaaaaaa", "bbbbbbbb", "cccccccc", "dddddddd"


def found(workspace: Workspace) -> list[str]:
    return [str(problem) for problem in find_problems(workspace)]


def path(id_: str, list_: str = JOBS) -> str:
    return f"{list_}/{id_}-x.md"


def test_a_sound_workspace_has_no_problems() -> None:
    assert found(company(task(A, status='"doing"', owner='"ali"', goals='["grow"]'))) == []


def test_so_has_the_sample_company() -> None:
    texts = {
        str(file.relative_to(ROOT)): file.read_text("utf-8")
        for file in ROOT.rglob("*")
        if file.suffix in (".md", ".toml")
    }
    told = [one for one in found(of_texts(texts)) if "is no document" not in one]
    assert told == []


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"owner": '"zz"'}, "owner names the person “zz”, which does not exist"),
        ({"collaborators": '["ali", "zz"]'}, "collaborators names the person “zz”, which does no"),
        ({"goals": '["zz"]'}, "goals names the goal “zz”, which does not exist"),
        ({"goals": '["grow/zz"]'}, "goals names the goal “grow/zz”, which does not exist"),
        ({"initiative": '"zz"'}, "initiative names the initiative “zz”, which does not exist"),
        ({"customer": '"zz"'}, "customer names the customer “zz”, which does not exist"),
        ({"parent": '"zz"'}, "parent names the task “zz”, which does not exist"),
        ({"blocked_by": '["zz"]'}, "blocked_by names the task “zz”, which does not exist"),
        ({"status": '"zz"'}, "status is “zz”; the workflow “service” has scheduled, review, doing"),
    ],
)
def test_a_value_that_leads_nowhere_is_told_once(fields: dict[str, str], message: str) -> None:
    [problem] = find_problems(company(task(A, **fields)))
    assert str(problem).startswith(f"{path(A)}: {message}")
    assert problem.key == next(iter(fields))


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"estimate": '"soon"'}, "estimate: “soon” is not a duration; write one such as 45m"),
        ({"recur": '"now and then"'}, "recur: “now and then” is no recurrence"),
        ({"fields": "{ phone = 5 }"}, "phone is 5; expected text in quotes"),
    ],
)
def test_values_that_mean_nothing_are_told(fields: dict[str, str], message: str) -> None:
    [problem] = find_problems(company(task(A, **fields)))
    assert str(problem).startswith(f"{path(A)}: {message}")


@pytest.mark.parametrize(
    ("front", "message"),
    [
        ("hours = 169", "hours is 169; expected 0 to 168"),
        ("absence = [{ from = 2026-06-02, to = 2026-06-01 }]", "absence has { from = 2026-06-02"),
        ('absence = [{ to = "soon" }]', 'absence has { to = "soon" }; expected from and to'),
        ("protected = [{ hours = -1 }]", "protected has a row without hours"),
        ("hours = 4\nprotected = [{ hours = 5 }]", "protected has more hours than the 4"),
    ],
)
def test_hours_that_nobody_has_are_told(front: str, message: str) -> None:
    [problem] = find_problems(company(people__ole=f"+++\n{front}\n+++\n"))
    assert str(problem).startswith(f"people/ole.md: {message}")


def test_a_log_out_of_order_is_told() -> None:
    steps = ("- 2026-06-03T08:00:00Z sara status a -> b\n", "- 2026-06-02T08:00:00Z sara created\n")
    [problem] = find_problems(company(task(A, log="".join(steps))))
    assert str(problem).startswith(f"{path(A)}: the log is out of order")
    assert not find_problems(company(task(A, log="".join(reversed(steps)))))


@pytest.mark.parametrize("words", ["soon", "0m"])
def test_a_default_estimate_that_is_none_is_told(words: str) -> None:
    settings = f'[calendar]\ndefault_estimate = "{words}"\n'
    told = found(of_texts(FILES | {"tuiwork.toml": settings}))
    assert any(one.startswith("tuiwork.toml: calendar.default_estimate: ") for one in told)


def test_custom_fields_are_held_against_their_declaration() -> None:
    declared = """\
timezone = "Europe/Nowhere"
[fields.size]
type = "choice"
options = ["S", "M"]
[fields.contact]
type = "person"
"""
    given = 'fields = { size = "XL", contact = "zz", other = 1 }'
    texts = FILES | {"tuiwork.toml": declared, path(A): f'+++\nid = "{A}"\n{given}\n+++\n'}
    told = [one for one in found(of_texts(texts)) if "workflow" not in one]
    assert told[:2] == [
        f"{path(A)}: contact names the person “zz”, which does not exist",
        f'{path(A)}: size is "XL"; expected one of S, M',
    ]
    assert told[2].startswith("tuiwork.toml: timezone is “Europe/Nowhere”, which")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ('title = "x"', "a key result has no id; it is not counted"),
        ('id = "handling-time"\n[[key_results]]\nid = "handling-time"', "two key results have"),
        ('id = "a"\ntarget = "many"', "target of the key result “a” is 'many'; expected a number"),
    ],
)
def test_key_results_that_cannot_be_counted_are_told(row: str, message: str) -> None:
    [problem] = find_problems(company(goals__x=f"+++\n[[key_results]]\n{row}\n+++\n"))
    assert problem.message.startswith(message)


def test_lines_are_found_for_keys() -> None:
    texts = {path(A): f'+++\nid = "{A}"\n\nowner = "zz"\n+++\n'} | FILES
    workspace = of_texts(texts)
    assert [one.line for one in locate(workspace, find_problems(workspace))] == [4]


def test_other_documents_are_checked_too() -> None:
    one = company(
        goals__x='+++\nowner = "zz"\nparent = "yy"\n+++\n',
        initiatives__y='+++\nafter = ["zz"]\ngoals = ["xx"]\n+++\n',
    )
    assert found(one) == [
        "goals/x.md: owner names the person “zz”, which does not exist; there are ali, sara",
        "goals/x.md: parent names the goal “yy”, which does not exist; there are "
        "faster-service, grow, x",
        "initiatives/y.md: after names the initiative “zz”, which does not exist; there are y",
        "initiatives/y.md: goals names the goal “xx”, which does not exist; did you mean x?",
    ]


def test_a_workflow_that_is_not_there_is_told() -> None:
    one = of_texts(FILES | {f"{JOBS}/list.toml": 'workflow = "servise"\n'})
    assert found(one) == [
        f"{JOBS}/list.toml: workflow is “servise”; tuiwork.toml has default, service, bare"
    ]


def test_two_files_with_one_id_are_told_at_the_second() -> None:
    one = company(task(A, INCIDENTS), task(A, JOBS), (f"{JOBS}/copy.md", task(A)[1]))
    first = path(A, INCIDENTS)
    assert found(one) == [
        f"{second}: has the id {A}, which {first} has too; give one of them another"
        for second in (path(A), f"{JOBS}/copy.md")
    ]


def test_each_circle_is_told_once_at_its_smallest_name() -> None:
    ring = '+++\ntitle = "x"\nparent = "{0}"\n+++\n'
    one = company(
        task(A, parent=f'"{C}"'),
        task(B, parent=f'"{A}"', blocked_by=f'["{D}", "{A}"]'),
        task(C, parent=f'"{B}"'),
        task(D, parent=f'"{D}"', blocked_by=f'["{B}"]'),
        goals__x=ring.format("y"),
        goals__y=ring.format("x"),
    )
    assert found(one) == [
        "goals/x.md: lies below itself: x → y → x",
        f"{path(A)}: lies below itself: {A} → {C} → {B} → {A}",
        f"{path(B)}: waits for itself: {B} → {D} → {B}",
        f"{path(D)}: lies below itself: {D} → {D}",
    ]


def test_settings_are_checked_and_their_own_types_not_twice() -> None:
    text = 'name = 5\nformat = "x"\n[calendar]\nhours_per_day = 99\n'
    document, problems = read_document("tuiwork.toml", text)
    assert document is not None
    one = Workspace({"tuiwork.toml": document}, problems={"tuiwork.toml": tuple(problems)})
    assert [(one.line, one.key) for one in find_problems(one)] == [
        (None, "calendar.hours_per_day"),
        (None, "format"),
        (1, "name"),
    ]


def test_kept_values_are_told_with_their_number() -> None:
    rows = '[[conflicts]]\nfield = "due"\n'
    text = f'+++\nid = "{A}"\n{rows}{rows}+++\n'
    assert found(company((path(A), text))) == [
        f"{path(A)}: keeps 2 values from a conflict; `resolve` chooses"
    ]
    assert found(company(goals__x=f"+++\n{rows}+++\n")) == [
        "goals/x.md: keeps a value from a conflict; `resolve` chooses"
    ]


def test_problems_of_files_come_along_in_the_order_of_paths_and_lines() -> None:
    problems = {
        "b.md": (Problem("b.md", "z", 9), Problem("b.md", "y", 2)),
        "a.md": (Problem("a.md", "x"),),
    }
    one = Workspace({}, problems=problems)
    assert found(one) == ["a.md: x", "b.md:2: y", "b.md:9: z"]


# Circles


@pytest.mark.parametrize(
    ("edges", "circles"),
    [
        ({}, []),
        ({"a": ["b"], "b": ["c"]}, []),
        ({"a": ["a"]}, [["a"]]),
        ({"b": ["a"], "a": ["b"]}, [["a", "b"]]),
        ({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}, []),
        ({"a": ["b"], "b": ["c"], "c": ["b"]}, [["b", "c"]]),
        ({"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c", "a"]}, [["a", "b"], ["c", "d"]]),
        ({"a": ["b", "c"], "b": ["a"], "c": ["a"]}, [["a", "b"]]),
    ],
)
def test_circles_are_found_once_each(edges: dict[str, list[str]], circles: list[list[str]]) -> None:
    assert find_circles(edges) == circles


@given(
    st.dictionaries(
        st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdefz"), unique=True, max_size=3)
    )
)
def test_a_circle_is_one_and_none_is_found_where_there_is_none(edges: dict[str, list[str]]) -> None:
    circles = find_circles(edges)
    for circle in circles:
        assert circle[0] == min(circle)
        for here, there in zip(circle, [*circle[1:], circle[0]], strict=True):
            assert there in edges[here]
    names = [name for circle in circles for name in circle]
    assert len(set(names)) == len(names)
    assert bool(circles) == any(leads_back(edges, name) for name in edges)


def leads_back(edges: dict[str, list[str]], name: str) -> bool:
    reached: set[str] = set()
    ahead = list(edges[name])
    while ahead:
        here = ahead.pop()
        if here not in reached:
            reached.add(here)
            ahead += edges.get(here, [])
    return name in reached


def test_many_names_are_no_trouble() -> None:
    chain = {str(number): [str(number + 1)] for number in range(100_000)}
    assert find_circles(chain) == []
    assert len(find_circles(chain | {"100000": ["0"]})[0]) == 100_001
