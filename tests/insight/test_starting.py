"""What a period begins with, in the order in which it is offered."""

from __future__ import annotations

import pytest

from tests.verbs.company import TODAY, company, task
from tuiwork.insight.starting import last_period, start_of
from tuiwork.model.workspace import Workspace

K = "k7f3qd2m"


def item(of: str, state: str = "in", more: str = "") -> str:
    return f'[[items]]\nof = "{of}"\nstate = "{state}"\n{more}\n'


def initiative(stage: str) -> str:
    return f'+++\ntitle = "T"\nstage = "{stage}"\n+++\n'


LAST = "".join(
    [
        "+++\nstarted = 2026-04-01\n",
        item("initiative:old"),
        item("initiative:lived"),
        item(f"task:{K}"),
        item("goal:gone"),
        item("initiative:waits", "waiting"),
        item("initiative:again", "declined", "revisit = 2026-09-30"),
        item("initiative:never", "declined"),
        item("initiative:much-later", "declined", "revisit = 2026-10-01"),
        "+++\n",
    ]
)


@pytest.fixture
def one() -> Workspace:
    stages = {
        "old": "pilot",
        "lived": "everyday",
        "waits": "candidate",
        "again": "candidate",
        "never": "candidate",
        "much-later": "decided",
        "new": "candidate",
        "sure": "decided",
        "running": "implementing",
    }
    files = {f"initiatives__{name}": initiative(stage) for name, stage in stages.items()}
    files |= {
        "plans__2026-Q2": LAST,
        "goals__autumn": '+++\ntitle = "Autumn"\nperiod = "2026-H2"\n+++\n',
        "goals__reached": '+++\ntitle = "R"\nperiod = "2026-Q3"\nclosed = 2026-06-01\n+++\n',
    }
    return company(task(K, status='"doing"'), **files)


def offered(one: Workspace, period: str = "2026-Q3") -> list[tuple[str, str]]:
    return [(each.origin, each.subject.name) for each in start_of(one, period, TODAY).offers]


def test_it_offers_what_is_unfinished_what_waited_goals_and_candidates_each_once(
    one: Workspace,
) -> None:
    assert offered(one) == [
        ("carried", "old"),
        ("carried", K),
        ("waited", "waits"),
        ("goal", "autumn"),
        ("decided", "sure"),
        ("candidate", "new"),
        ("revisit", "again"),
    ]


def test_without_a_plan_before_it_goals_and_initiatives_are_left(one: Workspace) -> None:
    found = start_of(one, "2027", TODAY)
    assert found.last is None
    assert [each.origin for each in found.offers] == ["decided"] * 2 + ["candidate"] * 4


def test_what_the_plan_holds_already_is_not_offered(one: Workspace) -> None:
    text = f"+++\n{item('initiative:old')}{item('goal:autumn', 'waiting')}+++\n"
    files = {path: one.read(path) for path in one.documents} | {"plans/2026-Q3.md": text}
    from tests.verbs.company import of_texts

    found = start_of(of_texts(files), "2026-Q3", TODAY)
    assert not {"old", "autumn"} & {each.subject.name for each in found.offers}
    assert [each.item.of for each in found.decided] == ["initiative:old", "goal:autumn"]


@pytest.mark.parametrize(
    ("period", "before"),
    [
        ("2026-Q3", "2026-Q2"),
        ("2026-Q1", "2025-Q4"),
        ("2026-01", "2025-12"),
        ("2026-H2", "2026-H1"),
        ("2026", "2025"),
        ("soon", None),
    ],
)
def test_the_period_before_has_the_same_length(period: str, before: str | None) -> None:
    assert last_period(period) == before
