"""The forms about key results: a check-in, a new one, how others did; and the Changes they make."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from math import isfinite

from tuiwork.errors import Refused
from tuiwork.insight.goals.standing import ResultStanding
from tuiwork.insight.why import value_words
from tuiwork.model.change import Actor, Change
from tuiwork.model.goal import Goal
from tuiwork.model.workspace import Workspace
from tuiwork.text.dates import short_date
from tuiwork.text.numbers import number_words, percent
from tuiwork.tui.goal_form import any_words, needed, nothing
from tuiwork.tui.widgets.form import Blank, Form, Understood
from tuiwork.verbs import goals

Told = Mapping[str, str]
"""What a form was told, by the keys of its blanks."""


def blank(
    key: str,
    label: str,
    read: Callable[[str], Understood] = any_words,
    hint: str = "",
    initial: str = "",
) -> Blank:
    """A line of a form that completes nothing."""
    return Blank(key, label, initial, read, nothing, hint)


def form(
    title: str,
    blanks: Sequence[Blank],
    told: Told,
    problem: str = "",
    check: Callable[[Told], str] | None = None,
) -> Form:
    """A form that shows what it was told before."""
    shown = [one._replace(initial=told.get(one.key, one.initial)) for one in blanks]
    return Form(title, shown, problem, told=told, check=check)


def number_of(label: str, typed: str) -> float:
    """A number somebody typed. Raises Refused."""
    try:
        value = float(typed.strip().replace(",", "."))
    except ValueError:
        value = float("nan")
    if not isfinite(value):
        raise Refused(f"{label}: “{typed}” is no number")
    return value


def number_read(text: str, *, need: bool = False) -> Understood:
    """What a text means where a number belongs."""
    if not text.strip():
        return Understood("a number", ok=False) if need else Understood("")
    try:
        number_of("", text)
    except Refused:
        return Understood("no number", ok=False)
    return Understood("")


def ask_checkin(
    found: ResultStanding, expected: float | None, today: date, told: Told, problem: str = ""
) -> Form:
    """The value of a key result today, with the last one and the one expected beside it."""
    result = found.key_result
    last = f"on {short_date(found.asked.last, today)}" if found.asked.last else "at the start"
    hint = " ".join(filter(None, (value_words(found), result.unit, last)))
    should = ""
    if expected is not None and result.start is not None and result.target is not None:
        value = result.start + (result.target - result.start) * expected
        should = f"expected {number_words(value)} {result.unit}".rstrip()

    def read(text: str) -> Understood:
        if not text.strip():
            return Understood(should)
        understood = number_read(text)
        if not understood.ok:
            return understood
        share = percent(result.progress_at(number_of("", text)))
        return Understood(f"{share}; {should}" if should else share)

    return form(
        f"Check in “{result.title}”",
        [
            blank("value", "Value today", read, hint),
            blank("confidence", "Confidence", _confidence, "0 to 1, or in per cent"),
            blank("note", "Note", hint="what stands behind it, in words"),
        ],
        told,
        problem,
    )


def _confidence(text: str) -> Understood:
    if not text.strip():
        return Understood("")
    try:
        return Understood(f"{percent(confidence_of(text))} sure")
    except Refused:
        return Understood("0 to 1, or such as 70 %", ok=False)


def confidence_of(text: str) -> float | None:
    """How sure somebody is, from 0 to 1; also as typed in per cent. Raises Refused."""
    if not text.strip():
        return None
    share = text.strip().endswith("%")
    value = number_of("confidence", text.strip().removesuffix("%"))
    value = value / 100 if share or value > 1 else value
    if not 0 <= value <= 1:
        raise Refused(f"the confidence is {text.strip()}; expected 0 to 1")
    return value


def check_in(workspace: Workspace, actor: Actor, told: Told, reference: str) -> Change:
    """The check-in that a form says."""
    value = number_of("value", told.get("value", ""))
    sure = confidence_of(told.get("confidence", ""))
    return goals.check_in(
        workspace, actor, reference, value, confidence=sure, note=told.get("note", "")
    )


def ask_result(goal: Goal, told: Told, problem: str = "") -> Form:
    """A new key result of an objective."""
    return form(
        f"Add a key result to “{goal.title}”",
        [
            blank("title", "Title", needed, "what is measured, in words"),
            blank("start", "From", lambda text: number_read(text, need=True), "where it stands"),
            blank("target", "To", lambda text: number_read(text, need=True), "another number"),
            blank("unit", "Unit", hint="d, %, sites …"),
            blank("weight", "Weight", weight_read, "1; how much it counts beside the others"),
            blank("measure", "Measure", hint="typed; or worked out: cycle_p50 list:incidents"),
            blank("window", "Window", hint="what a measure looks back over: 90d, or period"),
        ],
        told,
        problem,
        _ends_meet,
    )


def weight_read(text: str) -> Understood:
    """What a text means as a weight among others."""
    if not text.strip():
        return Understood("")
    understood = number_read(text)
    if understood.ok and number_of("", text) <= 0:
        return Understood("a number above 0", ok=False)
    return understood


def _ends_meet(told: Told) -> str:
    """What is wrong with a start and a target, each of them a number."""
    start, target = (number_of("", told[key]) for key in ("start", "target"))
    return "a key result has to move: from and to are the same" if start == target else ""


def add_result(workspace: Workspace, actor: Actor, told: Told, goal: str) -> Change:
    """The key result that a form says."""
    said = {key: text.strip() for key, text in told.items()}
    return goals.add_key_result(
        workspace,
        actor,
        goal,
        said.get("title", ""),
        number_of("from", said.get("start", "")),
        number_of("to", said.get("target", "")),
        unit=said.get("unit", ""),
        weight=number_of("weight", said.get("weight") or "1"),
        measure=said.get("measure", ""),
        window=said.get("window", ""),
    )


def ask_benchmark(found: ResultStanding, told: Told, problem: str = "") -> Form:
    """What others reached meanwhile."""
    mark, result = found.key_result.benchmark, found.key_result
    start, current = (number_words(mark.start), number_words(mark.current)) if mark else ("", "")
    return form(
        f"Compare “{result.title}” with others",
        [
            blank("from", "They began at", lambda text: number_read(text, need=True), "", start),
            blank("now", "They are at", lambda text: number_read(text, need=True), "", current),
            blank("source", "Who they are", initial=mark.source if mark else ""),
        ],
        told,
        problem,
    )


def compare(workspace: Workspace, actor: Actor, told: Told, found: ResultStanding) -> Change:
    """The comparison that a form says; what it leaves out stays as it is."""
    mark = found.key_result.benchmark
    start, now = told.get("from"), told.get("now")
    return goals.set_benchmark(
        workspace,
        actor,
        found.reference,
        mark.start if mark and start is None else number_of("they began at", start or ""),
        mark.current if mark and now is None else number_of("they are at", now or ""),
        told.get("source", mark.source if mark else ""),
    )
