"""The forms in which people record how an initiative goes: check-in, loop, practice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from tuiwork.errors import Refused
from tuiwork.model.change import Actor, Change
from tuiwork.model.initiative import Initiative
from tuiwork.model.initiative_fields import row_fields
from tuiwork.model.workspace import Workspace
from tuiwork.text.values import parse_value
from tuiwork.tui.task_form import blank_of
from tuiwork.tui.widgets.form import Blank, Form, Understood
from tuiwork.verbs.initiatives.recording import check_in, plan_practice, reflect

Told = Mapping[str, str]

CASES = ("cases", "faster")
_CHECK_IN = ("using", "expected", *CASES, "obstacles", "pulse")
_LOOP = ("action", "expected", "happened", "learned", "choice", "took_part", "next")
_PRACTICE = ("what", "kind", "date", "slot", "people")
_HINTS = {
    "using": "how many use it now",
    "expected": "how many should",
    "cases": "how many cases there were",
    "faster": "how many of them went faster than before",
    "value": "the effect measure now",
    "obstacles": "what hinders, in words",
    "pulse": "how it feels, 1 to 5",
    "action": "what was tried",
    "happened": "what happened",
    "learned": "the loop stays open without it",
    "next": "when to look at it again",
    "what": "what is learned or practised",
    "date": "the one day it is held on, or else",
    "slot": "when it comes again, such as Thursday 07:30",
}


def ask_check_in(
    workspace: Workspace, actor: Actor, one: Initiative, told: Told | None, problem: str = ""
) -> Form:
    """How many use it of how many who should, the effect, what hinders, how it feels. An effect
    that is measured in something else than faster cases is asked for as its value."""
    last = next((check.expected for check in reversed(one.check_ins) if check.expected), None)
    keys = [key for key in _CHECK_IN if key not in CASES or not by_value(one)]
    if by_value(one):
        keys.insert(2, "value")
    there = {"expected": "" if last is None else f"{last:g}"}

    def check(texts: Told) -> str:
        try:
            check_in_by_form(workspace, actor, one.slug, texts)
        except Refused as error:
            return error.message
        return ""

    blanks = _blanks(workspace, actor, "checkins", keys, there | dict(told or {}))
    blanks[0] = blanks[0]._replace(read=_needed)
    return Form(f"Check in: {one.title}", blanks, problem, told, check)


def _needed(text: str) -> Understood:
    return Understood("") if text.strip() else Understood("say how many use it now", ok=False)


def by_value(one: Initiative) -> bool:
    """Whether the effect is a measure on its way to a target, not cases that go faster."""
    return one.number("effect_target") is not None


def check_in_by_form(workspace: Workspace, actor: Actor, name: str, texts: Told) -> Change:
    """The check-in that a form tells of. Raises Refused."""
    values = _values(workspace, actor, "checkins", texts)
    using = values.pop("using", None)
    if using is None:
        raise Refused("say how many use it now")
    return check_in(workspace, actor, name, using, values.pop("expected", None), **values)


def ask_loop(
    workspace: Workspace, actor: Actor, one: Initiative, told: Told | None, problem: str = ""
) -> Form:
    """What was tried and learned; an open loop is offered to be closed."""
    still_open = next((loop for loop in one.loops if not loop.learned and loop.action), None)
    there: dict[str, str] = {}
    if still_open is not None:
        there = {
            "action": still_open.action,
            "expected": still_open.expected,
            "happened": still_open.happened,
        }
    blanks = _blanks(workspace, actor, "loops", _LOOP, there | dict(told or {}))
    return Form(f"Reflect on {one.title}", blanks, problem, told)


def loop_by_form(workspace: Workspace, actor: Actor, name: str, texts: Told) -> Change:
    """The loop that a form tells of. Raises Refused."""
    values = _values(workspace, actor, "loops", texts)
    next_: date | None = values.pop("next", None)
    return reflect(workspace, actor, name, values.pop("action", ""), next_=next_, **values)


def ask_practice(
    workspace: Workspace, actor: Actor, one: Initiative, told: Told | None, problem: str = ""
) -> Form:
    """What is practised, when, by whom."""
    blanks = _blanks(workspace, actor, "practice", _PRACTICE, told or {})
    return Form(f"Practice for {one.title}", blanks, problem, told)


def practice_by_form(workspace: Workspace, actor: Actor, name: str, texts: Told) -> Change:
    """The practice that a form tells of. Raises Refused."""
    values = _values(workspace, actor, "practice", texts)
    day: date | None = values.pop("date", None)
    return plan_practice(workspace, actor, name, values.pop("what", ""), day=day, **values)


def texts_of(form: Form, told: Told) -> dict[str, str]:
    """All the texts of a form, also those that nobody touched."""
    return {blank.key: blank.initial for blank in form.blanks} | dict(told)


def _blanks(
    workspace: Workspace, actor: Actor, table: str, keys: tuple[str, ...] | list[str], there: Told
) -> list[Blank]:
    columns = row_fields(table)
    return [
        blank_of(workspace, actor, columns[key], there.get(key, ""))._replace(
            hint=_HINTS.get(key, "")
        )
        for key in keys
    ]


def _values(workspace: Workspace, actor: Actor, table: str, texts: Told) -> dict[str, Any]:
    """What the texts mean, without those that are empty."""
    columns = row_fields(table)
    values = {
        key: parse_value(workspace, columns[key], text, actor.today, me=actor.handle)
        for key, text in texts.items()
        if text.strip()
    }
    return {
        key: value.date() if isinstance(value, datetime) else value for key, value in values.items()
    }
