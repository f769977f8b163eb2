"""Initiatives as the JSON contract has them."""

from __future__ import annotations

from typing import Any

from tuiwork.cli.task_json import iso, json_value, plain
from tuiwork.insight.initiatives import conditions
from tuiwork.insight.initiatives.portfolio import Portfolio, claims
from tuiwork.insight.initiatives.preflight import Preflight, Short
from tuiwork.insight.initiatives.rates import Rate
from tuiwork.insight.initiatives.standing import Standing
from tuiwork.insight.measured import Measured
from tuiwork.model.gates import Gate
from tuiwork.model.workspace import Workspace


def initiative_object(here: Standing) -> dict[str, Any]:
    """One initiative: its front matter, and how it stands."""
    one = here.initiative
    return {
        **plain(one),
        "id": one.slug,
        "title": one.title,
        "path": one.path,
        "stage": one.stage,
        "computed": _computed(here),
    }


def _computed(here: Standing) -> dict[str, Any]:
    one, today = here.initiative, here.today
    weakest, quality = conditions.weakest(one), conditions.quality(one)
    learning, step = conditions.loops(one, today), one.next_step
    groups = conditions.coverage(one, today)
    return {
        "health": str(here.health),
        "age": here.age,
        "days_in_stage": here.days_in_stage,
        "days_per_stage": here.days,
        "tasks": [task.id for task in here.tasks],
        "signals": [signal._asdict() for signal in here.signals],
        "gate": gate_object(here.gate) if here.gate else None,
        "forced": [
            {"stage": each.stage, "blanks": each.blanks, "reason": each.reason, "by": each.by,
             "at": iso(each.at)}
            for each in here.forced
        ],
        "adoption": _adoption(here),
        "effect": _effect(here),
        "balance": {
            "share": here.balance.share,
            "develop_minutes": here.balance.develop,
            "embed_minutes": here.balance.embed,
            "logged": here.balance.logged,
            "warned": here.balance.warned,
            "tasks": list(here.balance.ids),
        },
        "readiness": {"level": weakest.level, "weakest": weakest.names} if weakest else None,
        "groups": {
            "talked": [each.name for each in groups.talked],
            "waiting": [each.name for each in groups.waiting],
            "open_questions": groups.open_questions,
        },
        "loops": {
            "open": len(learning.open),
            "closed": len(learning.all) - len(learning.open),
            "due": len(learning.due),
            "kept": len(learning.kept),
        },
        "obstacles": {
            kind: len(some) for kind, some in conditions.obstacle_tally(one.obstacles).items()
        },
        "qif": _quality(quality),
        "next_step_rank": step.rank if step else None,
    }  # fmt: skip


def _quality(found: conditions.Quality | None) -> dict[str, Any] | None:
    if found is None:
        return None
    step = found.first_open
    return {
        "done": len(found.done),
        "of": 14,
        "next": {"step": step.step, "name": step.name} if step else None,
    }


def _adoption(here: Standing) -> dict[str, Any]:
    found = here.adoption
    return {
        "target": found.target,
        "adopted": found.adopted,
        "streak": found.streak,
        "checkins": [
            {"date": one.day.isoformat(), "using": one.using, "expected": one.expected,
             "share": one.share, "met": one.met}
            for one in found.points
        ],
    }  # fmt: skip


def _effect(here: Standing) -> dict[str, Any] | None:
    found = here.effect
    if found is None:
        return None
    keys = ("measure", "share", "cases", "faster", "value", "baseline", "target", "progress")
    return {"date": found.day.isoformat(), **{key: getattr(found, key) for key in keys}}


def gate_object(gate: Gate) -> dict[str, Any]:
    """A gate with its questions; the count never without the names of the blanks."""
    return {
        "name": gate.name,
        "answered": len(gate.answered),
        "of": len(gate.questions),
        "blanks": [one.key for one in gate.blanks],
        "questions": [
            {"key": one.key, "question": one.words, "fill": one.blanks} for one in gate.questions
        ],
    }


def preflight_object(found: Preflight) -> dict[str, Any]:
    """A preflight: green or not, its parts, and who is short of time."""
    return {
        "green": found.is_green,
        "parts": [gate_object(part) for part in found.parts],
        "short": [short_object(one) for one in found.short],
        "unknown": found.unknown,
    }


def short_object(one: Short) -> dict[str, Any]:
    """Somebody with too little time."""
    return {
        "person": one.person,
        "week": one.week.isoformat(),
        "hours": round(one.hours, 2),
        "capacity": one.capacity,
        "share": one.share,
        "needed": one.needed,
        "tasks": one.ids,
    }


def portfolio_object(workspace: Workspace, found: Portfolio) -> dict[str, Any]:
    """The portfolio with everything that is worked out over it."""
    claimed = claims(workspace)
    return {
        "initiatives": [initiative_object(one) for one in found.rows],
        "funnel": [
            {"stage": step.stage, "count": len(step.ids), "ids": step.ids,
             "days": _measured(step.days)}
            for step in found.funnel
        ],
        "focus": {"running": found.focus.running, "limit": found.focus.limit},
        "implementation_rate": rate_object(found.rate),
        "by_year": {str(year): rate_object(rate) for year, rate in found.by_year.items()},
        "approaches": [
            {"name": one.name, "ids": one.ids, "notes": json_value(dict(one.notes)),
             "implementation_rate": rate_object(one.rate)}
            for one in found.approaches
        ],
        "calibration": _measured(found.calibration),
        "habit": found.habit.words if found.habit else None,
        "claimed": {"hours_per_week": claimed.hours, "people": dict(claimed.by_person),
                    "of": dict(claimed.of),
                    "ids": claimed.ids},
    }  # fmt: skip


def rate_object(rate: Rate) -> dict[str, Any]:
    """An implementation rate with what is behind it."""
    return {"share": rate.share, "adopted": rate.adopted, "closed": rate.closed}


def _measured(found: Measured) -> dict[str, Any]:
    return {"value": found.value, "n": found.n, "ids": found.ids}
