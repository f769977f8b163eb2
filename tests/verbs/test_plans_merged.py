"""A plan that two people change at once keeps the choices of both."""

from __future__ import annotations

from tests.verbs.company import SARA, actor, after, company, of_texts
from tuiwork.model.plan import Plan
from tuiwork.model.subject import Subject
from tuiwork.model.workspace import Workspace
from tuiwork.text.merging.documents import merge
from tuiwork.verbs.plans import Choice, decide, rank_item

PATH = "plans/2026-Q3.md"
ALI = actor("ali")
NAMES = ("a", "b", "c", "d")
A, B, C, D = (Subject("initiative", name) for name in NAMES)


def begun() -> Workspace:
    one = company(**{f"initiatives__{name}": f'+++\ntitle = "{name}"\n+++\n' for name in NAMES})
    choices = [Choice(A, "in"), Choice(B, "in"), Choice(C, "waiting")]
    return after(one, decide(one, SARA, "2026-Q3", choices, start=True))


def merged(base: Workspace, ours: Workspace, theirs: Workspace) -> Plan:
    texts = [each.read(PATH) for each in (base, ours, theirs)]
    found = merge(PATH, *texts)
    assert found.text is not None
    plan = of_texts({PATH: found.text}).documents[PATH]
    assert isinstance(plan, Plan)
    assert not plan.tables("conflicts")
    return plan


def test_two_people_decide_on_different_items() -> None:
    base = begun()
    ours = after(base, decide(base, SARA, "2026-Q3", [Choice(A, "declined", "Too much.")]))
    theirs = after(base, decide(base, ALI, "2026-Q3", [Choice(C, "in"), Choice(D, "waiting")]))
    plan = merged(base, ours, theirs)
    assert [(one.of[-1], one.state) for one in plan.items] == [
        ("a", "declined"),
        ("b", "in"),
        ("c", "in"),
        ("d", "waiting"),
    ]
    assert (plan.log or "").count(" declined initiative:a Too much.") == 1
    assert (plan.log or "").count(" waiting initiative:d") == 1


def test_one_ranks_while_another_decides() -> None:
    base = begun()
    ours = after(base, rank_item(base, SARA, "2026-Q3", C))
    theirs = after(base, decide(base, ALI, "2026-Q3", [Choice(B, "waiting", "Later.")]))
    plan = merged(base, ours, theirs)
    assert [one.of[-1] for one in plan.items] == ["c", "a", "b"]
    item = plan.item("initiative:b")
    assert item is not None
    assert (item.state, item.reason) == ("waiting", "Later.")
