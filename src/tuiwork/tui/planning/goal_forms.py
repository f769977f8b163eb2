"""The forms about objectives: fields, state, outcome, carrying over; and the Changes they make."""

from __future__ import annotations

from datetime import date, timedelta

from tuiwork.errors import Refused
from tuiwork.insight.goals.standing import Standing, standing
from tuiwork.insight.why import value_words
from tuiwork.model.change import Actor, Change
from tuiwork.model.goal import STATES, Goal, goal_days, period_days, period_of
from tuiwork.model.workspace import Workspace
from tuiwork.text.dates import describe_date, parse_date
from tuiwork.text.numbers import number_words
from tuiwork.tui.goal_form import needed, owner_of, period_read
from tuiwork.tui.planning.result_forms import Told, blank, form, weight_read
from tuiwork.tui.widgets.form import Form, Understood
from tuiwork.tui.widgets.pick import Choice, Pick
from tuiwork.verbs import goal_carrying, goal_life, goals

BY_NUMBERS = "numbers"
YES = ("yes", "y", "x", "true", "1")


def ask_fields(workspace: Workspace, goal: Goal, told: Told, problem: str = "") -> Form:
    """The fields of an objective; a purpose of several lines is left to the editor."""
    purpose = goal.notes or ""
    blanks = [
        blank("title", "Title", needed, initial=goal.title),
        blank("owner", "Owner", lambda text: owner_of(workspace, text), "", goal.owner or ""),
        blank("period", "Period", period_read, "2026-Q3", goal.text("period") or ""),
        blank("cadence", "Check in every", hint="2w", initial=goal.text("cadence") or ""),
        blank("parent", "Below", hint="the goal it lies under", initial=goal.parent or ""),
        blank("weight", "Weight", weight_read, "1", _weight_words(goal)),
    ]
    if "\n" not in purpose.strip():
        blanks.append(blank("purpose", "Purpose", hint="why it matters", initial=purpose.strip()))
    return form(f"Goal “{goal.title}”", blanks, told, problem)


def _weight_words(goal: Goal) -> str:
    return number_words(goal.weight) if "weight" in goal.fields else ""


def change_fields(workspace: Workspace, actor: Actor, told: Told, goal: str) -> Change:
    """The fields that a form says."""
    words = {key: text.strip() for key, text in told.items() if key != "purpose"}
    purpose = told.get("purpose")
    notes = None if purpose is None else purpose.strip()
    return goals.set_goal(workspace, actor, goal, words, notes)


def ask_state(found: Standing) -> Pick:
    """Which state somebody says a goal is in."""
    choices = [Choice(one, one.capitalize()) for one in STATES]
    said = found.override
    choices += [Choice(BY_NUMBERS, "By its numbers", f"they say {found.state}")] if said else []
    return Pick(f"How is “{found.goal.title}”?", choices, at=str(said.state) if said else None)


def ask_state_note(goal: Goal, state: str, today: date, told: Told, problem: str = "") -> Form:
    """Why it differs from the numbers, and until when that holds."""
    until = today + timedelta(goal_life.HOLDS)
    return form(
        f"“{goal.title}” is {state}",
        [
            blank("note", "Why", needed, "what the numbers do not say"),
            blank("until", "Until", lambda text: _day(text, today), describe_date(until, today)),
        ],
        told,
        problem,
    )


def _day(text: str, today: date) -> Understood:
    if not text.strip():
        return Understood("")
    try:
        return Understood(describe_date(parse_date(text, today), today))
    except ValueError as error:
        return Understood(str(error), ok=False)


def say_state(workspace: Workspace, actor: Actor, told: Told, goal: str, state: str) -> Change:
    """The state that a form says."""
    until = None
    if words := told.get("until", "").strip():
        try:
            found = parse_date(words, actor.today)
        except ValueError as error:
            raise Refused(str(error)) from None
        until = date(found.year, found.month, found.day)
    return goal_life.say_state(workspace, actor, goal, state, told.get("note", ""), until)


def ask_close(goal: Goal, told: Told, problem: str = "") -> Form:
    """What came of a goal."""
    outcome = blank("outcome", "Outcome", hint="what came of it, in words")
    return form(f"Close “{goal.title}”", [outcome], told, problem)


def ask_carry(workspace: Workspace, goal: Goal, today: date, told: Told, problem: str = "") -> Form:
    """Where a goal goes on, and whether what names it comes along."""
    results = standing(workspace, goal, today).key_results
    values = ", ".join(f"{value_words(one)} {one.key_result.unit}".rstrip() for one in results)

    def read(text: str) -> Understood:
        understood = period_read(text)
        return Understood(f"from {values}") if understood.ok and values else understood

    return form(
        f"Carry “{goal.title}” over",
        [
            blank("period", "To the period", read, initial=next_period(workspace, goal)),
            blank("tasks", "With its tasks", _choice, "yes or no", "yes"),
            blank("outcome", "Outcome", hint="what came of it until now"),
        ],
        told,
        problem,
    )


def _choice(text: str) -> Understood:
    if text.strip().casefold() in YES:
        return Understood("they go on with the new one")
    return Understood("they stay with the closed one")


def next_period(workspace: Workspace, goal: Goal) -> str:
    """The period after that of a goal, of the same length."""
    days = goal_days(goal)
    if days is None:
        return ""
    length = {12: "year", 6: "half", 3: "quarter", 1: "month"}
    months = (days[1].year - days[0].year) * 12 + days[1].month - days[0].month + 1
    found = period_of(days[1] + timedelta(1), length.get(months, workspace.settings.period))
    return found if period_days(found) else ""


def carry_over(workspace: Workspace, actor: Actor, told: Told, goal: str, period: str) -> Change:
    """The goal carried over as a form says, from the values it has today."""
    found = goals.goal_named(workspace, goal)
    results = standing(workspace, found, actor.today).key_results
    values = {
        one.key_result.id: one.key_result.current
        for one in results
        if one.measured is not None and one.key_result.current is not None
    }
    return goal_carrying.carry_goal(
        workspace,
        actor,
        goal,
        told.get("period", period).strip(),
        values=values,
        outcome=told.get("outcome", ""),
        with_tasks=told.get("tasks", "yes").strip().casefold() in YES,
    )


def close_goal(workspace: Workspace, actor: Actor, told: Told, goal: str) -> Change:
    """The goal closed as a form says."""
    return goal_life.close_goal(workspace, actor, goal, told.get("outcome", ""))
