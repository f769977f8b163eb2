"""What is asked about decisions: a new one, and what came of one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from tuiwork.errors import Refused
from tuiwork.model.change import Actor, Change
from tuiwork.model.decision import Decision
from tuiwork.model.workspace import Workspace
from tuiwork.text.dates import describe_date
from tuiwork.tui.planning.plan_part import day_meant
from tuiwork.tui.widgets.form import Blank, Form, Understood
from tuiwork.verbs import decisions

TITLE, CHOICE, REVIEW, CONTEXT = "title", "choice", "review", "context"
OPTIONS, EXPECTED, OWNER = "options", "expected", "owner"
OUTCOME, LEARNED, AGAIN = "outcome", "learned", "again"

Read = Callable[[str], Understood]


def ask_decision(
    workspace: Workspace,
    actor: Actor,
    known: Mapping[str, str],
    told: Mapping[str, str],
    problem: str = "",
) -> Form:
    """What was chosen, among what and why, and when somebody looks at what came of it. `known` is
    what the lines hold from the start, `told` what was answered before."""

    def blank(key: str, label: str, read: Read, hint: str = "") -> Blank:
        return Blank(key, label, told.get(key, known.get(key, "")), read, _nothing, hint)

    day = _day(workspace, actor, needed=True)
    blanks = [
        blank(TITLE, "Title", _needed, "what it is about"),
        blank(CHOICE, "Choice", _needed, "what was chosen"),
        blank(REVIEW, "Look again", day, "when, in words: +3m, 1 september"),
        blank(CONTEXT, "Context", _any, "what made it necessary"),
        blank(OPTIONS, "Options", _any, "what could have been chosen, with ; between"),
        blank(EXPECTED, "Expected", _any, "what should come of it"),
        blank(OWNER, "Owner", lambda text: _owner(workspace, text), actor.handle),
    ]
    return Form("Write down a decision", blanks, problem, told=dict(told))


def decision_by_form(
    workspace: Workspace, actor: Actor, known: Mapping[str, str], told: Mapping[str, str]
) -> Change:
    """What the form says, as a Change. Raises Refused."""
    said = {key: text.strip() for key, text in {**known, **told}.items()}
    options = [one.strip() for one in said.get(OPTIONS, "").split(";") if one.strip()]
    return decisions.add_decision(
        workspace,
        actor,
        said.get(TITLE, ""),
        said.get(CHOICE, ""),
        _read(workspace, actor, said.get(REVIEW, "")),
        context=said.get(CONTEXT, ""),
        expected=said.get(EXPECTED, ""),
        options=options,
        owner=said.get(OWNER, "").removeprefix("@") or None,
    )


def ask_outcome(
    workspace: Workspace,
    actor: Actor,
    decision: Decision,
    told: Mapping[str, str],
    problem: str = "",
) -> Form:
    """What came of a decision, what was learned, and when to look once more."""

    def blank(key: str, label: str, read: Read, hint: str) -> Blank:
        return Blank(key, label, told.get(key, ""), read, _nothing, hint)

    again = _day(workspace, actor, needed=False)
    blanks = [
        blank(OUTCOME, "Outcome", _needed, "what came of it"),
        blank(LEARNED, "Learned", _any, "what you would do otherwise"),
        blank(AGAIN, "Look again", again, "when, or nothing where it is done with"),
    ]
    return Form(f"What came of “{decision.title}”?", blanks, problem, told=dict(told))


def outcome_by_form(
    workspace: Workspace, actor: Actor, name: str, told: Mapping[str, str]
) -> Change:
    """What the form says came of a decision, as a Change. Raises Refused."""
    said = {key: text.strip() for key, text in told.items()}
    return decisions.review_decision(
        workspace,
        actor,
        name,
        said.get(OUTCOME, ""),
        learned=said.get(LEARNED, ""),
        again=_read(workspace, actor, said.get(AGAIN, "")),
    )


def _read(workspace: Workspace, actor: Actor, words: str) -> date | None:
    return day_meant(workspace, actor, words) if words else None


def _day(workspace: Workspace, actor: Actor, *, needed: bool) -> Read:
    def read(text: str) -> Understood:
        if not text.strip():
            return Understood("say when", ok=False) if needed else Understood("")
        try:
            day = day_meant(workspace, actor, text)
        except Refused as error:
            return Understood(error.message, ok=False)
        return Understood(describe_date(day, actor.today) if day else "")

    return read


def _needed(text: str) -> Understood:
    return Understood("") if text.strip() else Understood("say what", ok=False)


def _any(text: str) -> Understood:
    del text
    return Understood("")


def _nothing(text: str) -> str | None:
    del text
    return None


def _owner(workspace: Workspace, text: str) -> Understood:
    if not text.strip():
        return Understood("")
    try:
        return Understood(workspace.find_person(text.strip().removeprefix("@")).title)
    except Refused as error:
        return Understood(error.message, ok=False)
