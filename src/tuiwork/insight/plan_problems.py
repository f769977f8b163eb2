"""What is wrong in plans and decisions beyond the types of their values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from tuiwork.errors import Problem
from tuiwork.model.decision import Decision
from tuiwork.model.document import Document
from tuiwork.model.plan import STATES, Plan
from tuiwork.model.subject import document_of, read_subject
from tuiwork.model.workspace import Workspace
from tuiwork.text.toml import show

_DAYS = ("decided", "revisit", "target", "added", "dropped")


def planning_problems(workspace: Workspace, document: Document) -> Iterator[Problem]:
    """What is wrong with a plan or a decision; nothing for other documents."""
    if isinstance(document, Plan):
        yield from _of_plan(workspace, document)
    elif isinstance(document, Decision):
        review, decided = document.review, document.decided
        if review is not None and decided is not None and review < decided:
            message = f"review is {review}, before the decision on {decided}"
            yield Problem(document.path, message, key="review")


def _of_plan(workspace: Workspace, plan: Plan) -> Iterator[Problem]:
    if plan.days is None:
        message = f"“{plan.slug}” is no period; name the file as 2026-Q3.md, 2026-05.md or 2026.md"
        yield Problem(plan.path, message)
    seen: set[str] = set()
    for row in plan.tables("items"):
        of = row.get("of")
        if not isinstance(of, str) or not of:
            yield Problem(plan.path, "an item says not what it is of; it is not counted", key="of")
            continue
        if of in seen:
            yield Problem(plan.path, f"two items are of “{of}”; remove one of them", key="items")
        seen.add(of)
        yield from (
            Problem(plan.path, message, key="items") for message in _of_item(workspace, row)
        )


def _of_item(workspace: Workspace, row: Mapping[str, object]) -> Iterator[str]:
    of, state = str(row["of"]), row.get("state")
    subject = read_subject(of)
    if subject is None:
        yield f"the item “{of}” names nothing; expected initiative:, goal: or task: and a name"
    elif document_of(workspace, subject) is None:
        yield f"the item “{of}” names the {subject.kind} “{subject.name}”, which does not exist"
    if state not in STATES:
        written = "missing" if state is None else show(state)[:40]
        yield f"the state of “{of}” is {written}; expected {', '.join(STATES)}"
    if state == "declined" and not row.get("reason"):
        yield f"“{of}” was declined without a reason"
    for key in _DAYS:
        value = row.get(key)
        if value is not None and not isinstance(value, date):
            yield f"{key} of “{of}” is {show(value)[:40]}; expected a date, without quotes"
