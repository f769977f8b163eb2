"""The past of a plan, told from its log: what it held before each choice, and the diary lines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from tuiwork.model.log import Entry
from tuiwork.model.plan import STATES, Plan, State
from tuiwork.model.subject import read_subject
from tuiwork.model.workspace import Workspace
from tuiwork.text.front import Front, remove_section, set_key, set_row_key
from tuiwork.verbs.editing import SUBJECT
from tuiwork.verbs.plans import choice_line, review_line

_LATER = ("added", "dropped", "revisit")
"""What a row holds only by the choice that the log tells last."""


def plan_line(workspace: Workspace, plan: Plan, entry: Entry) -> str:
    """The diary line of a choice, the start or a look at a plan."""
    if entry.event == "started":
        return f"Started the plan of {plan.period}"
    subject = read_subject(_of(entry))
    if entry.event == "reviewed" or subject is None:
        return review_line(plan.period)
    return choice_line(workspace, plan.period, subject, cast(State, entry.event))[:SUBJECT]


def plan_before(front: Front, earlier: Iterable[Entry], entry: Entry) -> Front:
    """The front matter of a plan as it was before an entry."""
    if entry.event in ("started", "reviewed"):
        days = [one.at.date() for one in earlier if one.event == entry.event]
        return set_key(front, entry.event, days[-1] if days else None)
    if entry.event not in STATES:
        return front
    of = _of(entry)
    told = [one for one in earlier if one.event in STATES and _of(one) == of]
    if not told:
        return _without_row(front, of)
    before = told[-1]
    reason = before.details.partition(" ")[2]
    values: dict[str, object | None] = {"state": before.event, "reason": reason or None}
    values |= {"decided": before.at.date(), **dict.fromkeys(_LATER)}
    for key, value in values.items():
        front = set_row_key(front, "items", ("of", of), key, value)
    return front


def _of(entry: Entry) -> str:
    return entry.details.partition(" ")[0]


def _without_row(front: Front, of: str) -> Front:
    for place, section in enumerate(front.sections):
        if section.name == "items" and section.get("of") == of:
            return remove_section(front, place)
    return front
