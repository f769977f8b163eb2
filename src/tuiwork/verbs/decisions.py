"""The verbs on decisions: a choice with the day it is looked at again, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date
from typing import cast

from tuiwork.errors import Refused
from tuiwork.model.change import Actor, Change, FileChange
from tuiwork.model.decision import Decision
from tuiwork.model.ids import slug
from tuiwork.model.kinds import Kind
from tuiwork.model.log import Entry
from tuiwork.model.workspace import Workspace
from tuiwork.text.edit import compose
from tuiwork.verbs.editing import Edit, change_of, diary

WHEN = "when will you look at what came of it? Say it with a review date"


def add_decision(
    workspace: Workspace,
    actor: Actor,
    title: str,
    choice: str,
    review: date | None,
    *,
    context: str = "",
    expected: str = "",
    options: Sequence[str] = (),
    owner: str | None = None,
) -> Change:
    """A choice made today. Refused without a day on which it is looked at again."""
    file = record_file(
        workspace, actor, title, choice, review, context=context, expected=expected,
        options=options, owner=owner,
    )  # fmt: skip
    name = file.path.rpartition("/")[2].removesuffix(".md")
    decided = Decision(file.path, Kind.DECISION, {"title": title})
    return Change(diary("Decided", [decided]), (file,), (name,))


def record_file(
    workspace: Workspace,
    actor: Actor,
    title: str,
    choice: str,
    review: date | None,
    *,
    context: str,
    expected: str,
    options: Sequence[str],
    owner: str | None = None,
) -> FileChange:
    """The file of a new decision. Refused for one that could not be followed up."""
    title, choice = " ".join(title.split()), choice.strip()
    if not title:
        raise Refused("a decision needs a title")
    if not choice:
        raise Refused("what was chosen? A decision needs its choice")
    if review is None:
        raise Refused(WHEN)
    if review < actor.today:
        raise Refused(f"the review on {review} would be before the decision on {actor.today}")
    path = f"decisions/{slug(title)}.md"
    if path in workspace.documents:
        raise Refused(f"there is a decision “{slug(title)}” already; give this one another title")
    handle = workspace.find_person(owner).handle if owner else actor.handle
    fields: dict[str, object] = {"title": title, "owner": handle, "date": actor.today}
    fields |= {"review": review, "context": context.strip(), "options": list(options)}
    fields |= {"choice": choice, "expected": expected.strip()}
    text = compose(
        Kind.DECISION, {key: value for key, value in fields.items() if value}, "",
        [_entry(actor, "created")],
    )  # fmt: skip
    return FileChange(path, None, text)


def review_decision(
    workspace: Workspace,
    actor: Actor,
    name: str,
    outcome: str,
    *,
    learned: str = "",
    again: date | None = None,
) -> Change:
    """What came of a decision, looked at today, what was learned, and when to look again.

    An earlier outcome stays in the log.
    """
    slug_ = workspace.find_named(Kind.DECISION, name)
    decision = cast(Decision, workspace.documents[f"decisions/{slug_}.md"])
    if decision.decided is not None and actor.today < decision.decided:
        raise Refused(
            f"“{decision.title}” was decided on {decision.decided}; "
            "it cannot be reviewed before that"
        )
    if not outcome.strip():
        raise Refused("what came of it? A review needs an outcome")
    if again is not None and again <= actor.today:
        raise Refused(f"the next review on {again} is not ahead")
    fields: dict[str, object | None] = {"outcome": outcome.strip(), "reviewed": actor.today}
    fields |= {"learned": learned.strip()} if learned.strip() else {}
    fields |= {"review": again} if again is not None else {}
    words = outcome.strip() + (f"\nLearned: {learned.strip()}" if learned.strip() else "")
    edit = Edit(decision, fields, [_entry(actor, "reviewed", words)])
    return change_of(workspace, diary("Reviewed the decision", [decision]), [edit])


def _entry(actor: Actor, event: str, details: str = "") -> Entry:
    return Entry(actor.now.astimezone(UTC), actor.handle, event, details)
