"""Decisions that are to be followed up: which there are, and which are due for a look."""

from __future__ import annotations

from datetime import date
from typing import cast

from tuiwork.model.decision import Decision
from tuiwork.model.kinds import Kind
from tuiwork.model.workspace import Workspace


def decisions_of(workspace: Workspace) -> tuple[Decision, ...]:
    """The decisions, the newest first; those without a date last."""
    found = [cast(Decision, one) for one in workspace.of_kind(Kind.DECISION)]
    return tuple(sorted(found, key=lambda one: (one.decided or date.min, one.slug), reverse=True))


def reviews_due(workspace: Workspace, today: date) -> tuple[Decision, ...]:
    """The decisions whose review day has come and that nobody has looked at since, the longest
    overdue first. From the day after it, a review is overdue."""
    due = [one for one in decisions_of(workspace) if one.is_open and one.review]
    due = [one for one in due if one.review is not None and one.review <= today]
    return tuple(sorted(due, key=lambda one: (one.review or today, one.slug)))
