"""The verbs on period plans: what is in, waits or is declined; its order, its start, its review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date
from typing import cast

from tuiwork.dataclass import dataclass
from tuiwork.errors import Refused
from tuiwork.model.change import Actor, Change, FileChange
from tuiwork.model.goal import period_days
from tuiwork.model.kinds import Kind
from tuiwork.model.log import Entry
from tuiwork.model.plan import Item, Plan, State
from tuiwork.model.subject import Subject, title_of
from tuiwork.model.workspace import Workspace
from tuiwork.text.edit import compose, edit_front
from tuiwork.text.front import Front, add_row, parse_front, set_key, set_row_key
from tuiwork.text.rows import order_rows
from tuiwork.text.source import Malformed, cut
from tuiwork.verbs.decisions import record_file
from tuiwork.verbs.editing import SUBJECT, text_of

_ROWS = "items"
_SAID: dict[State, str] = {
    "in": "Put “{}” in the plan of {}",
    "waiting": "Let “{}” wait in the plan of {}",
    "declined": "Declined “{}” in the plan of {}",
}
_STANDS: dict[State, str] = {
    "in": "is in",
    "waiting": "waits in",
    "declined": "is declined in",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What becomes of one subject in a plan. Who declines it says why."""

    subject: Subject
    state: State
    reason: str = ""
    revisit: date | None = None
    target: date | None = None


def decide(
    workspace: Workspace,
    actor: Actor,
    period: str,
    choices: Sequence[Choice],
    *,
    start: bool = False,
    record: bool = False,
) -> Change:
    """The plan of a period with these choices made, each told in its log; a new plan where there
    was none. With `start`, what is in now is what the period begins with. With `record`, each
    choice also becomes a decision to be reviewed.

    What comes in or goes after the start keeps the day on which it did.
    """
    plan = plan_of(workspace, period)
    if start and plan and plan.started:
        raise Refused(f"the plan of {period} was started on {plan.started} already")
    _check(workspace, actor, plan, period, choices)
    if not choices and not start:
        raise Refused("nothing was decided")
    rows = [_row(actor, plan, one) for one in choices]
    entries = [_entry(actor, one.state, _words(one)) for one in choices]
    entries += [_entry(actor, "started")] if start else []
    keys: dict[str, object] = {"started": actor.today} if start else {}
    file = _changed(workspace, plan, keys, rows, entries) if plan else None
    file = file or _new(actor, period, keys, rows, entries)
    files = [file]
    if record:
        files += [_recorded(workspace, actor, period, one) for one in choices]
    ids = (period, *(one.subject.name for one in choices))
    return Change(_message(workspace, period, choices, start), tuple(files), ids)


def plan_of(workspace: Workspace, period: str) -> Plan | None:
    """The plan of a period, None where there is none. Refused for what is no period."""
    if period_days(period) is None:
        raise Refused(f"“{period}” is no period; expected one such as 2026, 2026-Q3 or 2026-05")
    return cast("Plan | None", workspace.documents.get(f"plans/{period}.md"))


def _check(
    workspace: Workspace, actor: Actor, plan: Plan | None, period: str, choices: Sequence[Choice]
) -> None:
    seen: set[Subject] = set()
    for one in choices:
        title = title_of(workspace, one.subject)
        if one.subject in seen:
            raise Refused(f"“{title}” is decided on twice; say once what becomes of it")
        seen.add(one.subject)
        if one.state == "declined" and not one.reason.strip():
            raise Refused(f"why is “{title}” declined? Give the reason, for whoever asked for it")
        if one.revisit is not None and one.revisit <= actor.today:
            raise Refused(
                f"“{title}” would be looked at again on {one.revisit}, which is not ahead"
            )
        item = plan.item(one.subject.reference) if plan else None
        if item is not None and _is_same(item, one):
            raise Refused(f"“{title}” {_STANDS[one.state]} the plan of {period} already")


def _is_same(item: Item, one: Choice) -> bool:
    target = one.target if one.target is not None else item.target
    return (item.state, item.reason, item.revisit, item.target) == (
        one.state, one.reason.strip(), one.revisit, target,
    )  # fmt: skip


def _row(actor: Actor, plan: Plan | None, one: Choice) -> dict[str, object | None]:
    """What the row of a choice holds; None for keys that it must not have."""
    row: dict[str, object | None] = {"of": one.subject.reference, "state": one.state}
    row |= {"reason": one.reason.strip() or None, "decided": actor.today, "revisit": one.revisit}
    row |= {"target": one.target} if one.target is not None else {}
    item = plan.item(one.subject.reference) if plan else None
    if plan is None or plan.started is None or actor.today <= plan.started:
        return row
    was_in = item is not None and item.state == "in"
    if one.state == "in" and item is not None and plan.went_later(item):
        row["dropped"] = None
    elif one.state == "in" and not was_in:
        row["added"] = actor.today
    elif one.state != "in" and was_in:
        row["dropped"] = actor.today
    return row


def _changed(
    workspace: Workspace,
    plan: Plan,
    keys: Mapping[str, object],
    rows: Sequence[Mapping[str, object | None]],
    entries: Sequence[Entry],
) -> FileChange:
    before = text_of(workspace, plan.path)
    try:
        source = cut(plan.path, before)
        front = parse_front(source.front)
        for key, value in keys.items():
            front = set_key(front, key, value, source.newline)
        for row in rows:
            known = plan.item(str(row["of"])) is not None
            front = _with_row(front, row, source.newline, known=known)
    except Malformed as error:
        raise Refused(f"{plan.path} {error.message}; mend it first") from None
    return FileChange(plan.path, before, edit_front(source, front.join(), entries))


def _with_row(
    front: Front, row: Mapping[str, object | None], newline: str, *, known: bool
) -> Front:
    if not known:
        return add_row(front, _ROWS, _filled(row), newline)
    name = ("of", str(row["of"]))
    for key, value in row.items():
        front = set_row_key(front, _ROWS, name, key, value, newline)
    return front


def _filled(row: Mapping[str, object | None]) -> dict[str, object]:
    return {key: value for key, value in row.items() if value is not None}


def _new(
    actor: Actor,
    period: str,
    keys: Mapping[str, object],
    rows: Sequence[Mapping[str, object | None]],
    entries: Sequence[Entry],
) -> FileChange:
    fields: dict[str, object] = {"owner": actor.handle, **keys}
    fields |= {_ROWS: [_filled(row) for row in rows]} if rows else {}
    text = compose(Kind.PLAN, fields, "", [_entry(actor, "created"), *entries])
    return FileChange(f"plans/{period}.md", None, text)


def _recorded(workspace: Workspace, actor: Actor, period: str, one: Choice) -> FileChange:
    days = period_days(period)
    assert days is not None
    title = f"{title_of(workspace, one.subject)} in {period}"
    words = {"in": "In the plan", "waiting": "It waits", "declined": "Declined"}[one.state]
    review = one.revisit or max(days[1], actor.today)
    return record_file(
        workspace, actor, title, words, review, context=one.reason, expected="", options=()
    )


def _message(workspace: Workspace, period: str, choices: Sequence[Choice], start: bool) -> str:
    if not start and len(choices) == 1:
        return choice_line(workspace, period, choices[0].subject, choices[0].state)
    counts = {state: sum(one.state == state for one in choices) for state in _SAID}
    words = [f"{count} {state}" for state, count in counts.items() if count]
    past = "Started" if start else "Changed"
    return f"{past} the plan of {period}" + (f": {', '.join(words)}" if words else "")


def choice_line(workspace: Workspace, period: str, subject: Subject, state: State) -> str:
    """The diary line of one choice."""
    title = " ".join(title_of(workspace, subject).split())
    room = SUBJECT - len(_SAID[state].format("", period))
    title = title if len(title) <= room else title[: room - 1] + "…"
    return _SAID[state].format(title, period)


def rank_item(
    workspace: Workspace,
    actor: Actor,
    period: str,
    subject: Subject,
    *,
    before: Subject | None = None,
    after: Subject | None = None,
) -> Change:
    """A plan in which an item comes before or after another one; first where neither is named."""
    plan = _existing(workspace, period)
    names = [one.of for one in plan.items]
    for one in (subject, before, after):
        if one is not None and one.reference not in names:
            raise Refused(f"“{title_of(workspace, one)}” is not in the plan of {period}")
    here, beside = subject.reference, before or after
    if beside is not None and beside == subject:
        raise Refused("an item cannot come before or after itself")
    names.remove(here)
    at = 0 if beside is None else names.index(beside.reference) + (after is not None)
    names.insert(at, here)
    text = text_of(workspace, plan.path)
    try:
        source = cut(plan.path, text)
        front = order_rows(parse_front(source.front), _ROWS, "of", names, source.newline)
    except Malformed as error:
        raise Refused(f"{plan.path} {error.message}; mend it first") from None
    entry = _entry(actor, "ranked", f"{here} as number {at + 1} of {len(names)}")
    made = edit_front(source, front.join(), [entry])
    title = " ".join(title_of(workspace, subject).split())[: SUBJECT - 34]
    message = f"Made “{title}” number {at + 1} in the plan of {period}"
    return Change(message[:SUBJECT], (FileChange(plan.path, text, made),), (period, subject.name))


def review_plan(workspace: Workspace, actor: Actor, period: str, note: str = "") -> Change:
    """A plan that somebody looked at again today, with what they saw."""
    plan = _existing(workspace, period)
    file = _changed(
        workspace, plan, {"reviewed": actor.today}, (), [_entry(actor, "reviewed", note.strip())]
    )
    return Change(review_line(period), (file,), (period,))


def review_line(period: str) -> str:
    """The diary line of a look at a plan."""
    return f"Looked at the plan of {period} again"


def _existing(workspace: Workspace, period: str) -> Plan:
    plan = plan_of(workspace, period)
    if plan is None:
        raise Refused(f"there is no plan of {period}; `tuiwork plan start {period}` makes one")
    return plan


def _words(one: Choice) -> str:
    return f"{one.subject.reference} {one.reason.strip()}".rstrip()


def _entry(actor: Actor, event: str, details: str = "") -> Entry:
    return Entry(actor.now.astimezone(UTC), actor.handle, event, details)
