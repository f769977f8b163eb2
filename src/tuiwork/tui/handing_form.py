"""What is asked when a task goes from one person to another: the form, and how it is answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from tuiwork.errors import Refused
from tuiwork.model.change import Actor, Change
from tuiwork.model.fields import Field, field_of
from tuiwork.model.kinds import Kind
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.handoffs import ACCEPT, RETURN
from tuiwork.text.meaning import meaning
from tuiwork.text.offering import Offer, offers_for
from tuiwork.text.values import parse_value
from tuiwork.tui.prompts import about
from tuiwork.tui.widgets.form import Blank, Form, Understood
from tuiwork.tui.widgets.pick import Choice, Pick
from tuiwork.verbs.handing import hand_off

ON = "hand on"
TO, CONTEXT, NEXT, DUE = "to", "context", "next", "due"


def ask_handoff(
    workspace: Workspace,
    actor: Actor,
    chosen: Sequence[Task],
    answers: Mapping[str, str],
    problem: str = "",
) -> Form:
    """To whom, what they have to know, what comes next, and by when."""
    blanks = [
        Blank(
            TO,
            "To",
            answers.get(TO, ""),
            partial(_read_person, workspace, actor),
            partial(_complete_person, workspace, actor),
            "who gets it",
        ),
        Blank(
            CONTEXT, "Context", answers.get(CONTEXT, ""), _read_text, _nothing, "what to know first"
        ),
        Blank(NEXT, "Next action", answers.get(NEXT, ""), _read_text, _nothing, "what to do first"),
        Blank(
            DUE,
            "Next is due",
            answers.get(DUE, ""),
            partial(_read_due, workspace, actor),
            partial(_complete_due, workspace),
            "friday, +3d …",
        ),
    ]
    return Form(f"Hand over {about(chosen)}", blanks, problem, told=answers)


def hand_by_form(
    workspace: Workspace, actor: Actor, ids: Sequence[str], answers: Mapping[str, str]
) -> Change:
    """What the form says, as a Change. Raises Refused."""
    told = {key: text.strip() for key, text in answers.items()}
    people = _people(workspace, actor, told.get(TO, ""))
    to = people[0].value if people else told.get(TO, "")
    due = parse_value(workspace, _due(), told[DUE], actor.today) if told.get(DUE) else None
    context, next_action = told.get(CONTEXT, ""), told.get(NEXT, "")
    return hand_off(workspace, actor, ids, to, context, next_action, due)


def _people(workspace: Workspace, actor: Actor, typed: str) -> list[Offer]:
    """Who may be meant, the nearest first; never the one who acts."""
    field = field_of(Kind.TASK, "owner")
    assert field is not None
    name = typed.strip().removeprefix("@")
    offers = offers_for(workspace, field, name) if name else []
    return [one for one in offers if one.value in workspace.people and one.value != actor.handle]


def _read_person(workspace: Workspace, actor: Actor, text: str) -> Understood:
    if not text.strip():
        return Understood("")
    found = _people(workspace, actor, text)
    if not found:
        return Understood("nobody else is called so", ok=False)
    more = f", or {', '.join(one.value for one in found[1:3])}" if len(found) > 1 else ""
    return Understood(f"{found[0].label}{more}")


def _complete_person(workspace: Workspace, actor: Actor, text: str) -> str | None:
    found = [one.value for one in _people(workspace, actor, text)]
    return next((one for one in found if one.startswith(text) and one != text), None)


def _read_text(text: str) -> Understood:
    del text
    return Understood("")


def _nothing(text: str) -> str | None:
    del text
    return None


def _due() -> Field:
    field = field_of(Kind.TASK, "due")
    assert field is not None
    return field


def _read_due(workspace: Workspace, actor: Actor, text: str) -> Understood:
    if not text.strip():
        return Understood("")
    try:
        value = parse_value(workspace, _due(), text, actor.today)
    except Refused as error:
        return Understood(error.message.partition(": ")[2] or error.message, ok=False)
    return Understood(meaning(workspace, _due(), value, actor.today))


def _complete_due(workspace: Workspace, text: str) -> str | None:
    offers = offers_for(workspace, _due(), text.lstrip()) if text.strip() else []
    return next((one.value for one in offers if one.value.startswith(text)), None)


def ask_answer(chosen: Sequence[Task], problem: str = "") -> Pick:
    """What becomes of tasks that were handed to who looks."""
    choices = [
        Choice(ACCEPT, "Take it over", "accept"),
        Choice(RETURN, "Give it back", "return, and say why"),
        Choice(ON, "Hand it on", "to somebody else"),
    ]
    verb = "was" if len(chosen) == 1 else "were"
    return Pick(f"{about(chosen)} {verb} handed to you", choices, problem=problem)
