"""The verbs at either end of an initiative: writing it down, closing it."""

from __future__ import annotations

from collections.abc import Mapping

from tuiwork.errors import Refused
from tuiwork.insight.initiatives.standing import standing
from tuiwork.model.change import Actor, Change, FileChange
from tuiwork.model.fields import OUTCOMES
from tuiwork.model.ids import slug
from tuiwork.model.initiative import Initiative
from tuiwork.model.kinds import Kind
from tuiwork.model.log import changed
from tuiwork.model.workspace import Workspace
from tuiwork.text.edit import compose
from tuiwork.verbs.editing import Edit, change_of, diary
from tuiwork.verbs.initiatives.editing import entry, found, one_of


def add_initiative(
    workspace: Workspace,
    actor: Actor,
    title: str,
    fields: Mapping[str, object] | None = None,
    notes: str = "",
) -> Change:
    """A new candidate. A title is enough; everything else can come later."""
    if not title.strip():
        raise Refused("an initiative needs a title")
    name = slug(title)
    if name in workspace.initiatives:
        raise Refused(f"there is an initiative “{name}” already; give this one another title")
    made: dict[str, object] = {"title": " ".join(title.split())}
    made |= {key: value for key, value in (fields or {}).items() if value is not None}
    path = f"initiatives/{name}.md"
    text = compose(Kind.INITIATIVE, made, notes, [entry(actor, "created")])
    message = diary("Wrote down the initiative", [Initiative(path, Kind.INITIATIVE, made)])
    return Change(message, (FileChange(path, None, text),), (name,))


def close_initiative(
    workspace: Workspace, actor: Actor, name: str, outcome: str, note: str = ""
) -> Change:
    """An initiative that is over: adopted, abandoned, or merged into another one.

    Where it is called adopted and its check-ins do not show that, a notice says so.
    """
    initiative = found(workspace, name)
    chosen = one_of(outcome, OUTCOMES, "outcome")
    if initiative.is_closed:
        raise Refused(f"“{initiative.title}” is closed already ({initiative.outcome or 'no word'})")
    notices = []
    here = standing(workspace, initiative.slug, actor.today)
    if chosen == "adopted" and not here.adoption.adopted:
        notices.append(f"its check-ins do not show three months of use: {here.adoption.words}")
    fields = {"stage": "closed", "outcome": chosen, "closed": actor.today}
    entries = [changed(actor.now, actor.handle, "status", initiative.stage, "closed")]
    entries += [entry(actor, "comment", note.strip())] if note.strip() else []
    message = diary("Closed", [initiative], f"as {chosen}")
    return change_of(workspace, message, [Edit(initiative, fields, entries)], notices=notices)
