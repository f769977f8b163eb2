"""The verb that orders initiatives: which comes after which, never round in a circle."""

from __future__ import annotations

from collections.abc import Sequence

from tuiwork.errors import Refused
from tuiwork.model.change import Actor, Change
from tuiwork.model.kinds import Kind
from tuiwork.model.workspace import Workspace
from tuiwork.verbs.editing import change_of, diary, field_edit

KEY = "after"


def come_after(
    workspace: Workspace, actor: Actor, name: str, others: Sequence[str], *, remove: bool = False
) -> Change:
    """An initiative that begins only after others have ended; with `remove`, no longer.

    Refused where they would wait for each other; the circle is spelled out.
    """
    slug = workspace.find_named(Kind.INITIATIVE, name)
    one = workspace.initiatives[slug]
    have = list(one.names(KEY))
    if remove:
        gone = [other if other in have else _named(workspace, other) for other in others]
        lost = [other for other in gone if other not in have]
        if lost:
            raise Refused(f"“{one.title}” does not come after “{lost[0]}”")
        wanted = [other for other in have if other not in gone]
    else:
        new = [_named(workspace, other) for other in others]
        for other in new:
            check_order(workspace, slug, other)
        wanted = [*have, *(other for other in dict.fromkeys(new) if other not in have)]
    if wanted == have:
        raise Refused(f"“{one.title}” comes after them already")
    edit = field_edit(workspace, actor, one, {KEY: wanted or None})
    return change_of(workspace, diary("Ordered", [one], _rest(workspace, wanted)), [edit])


def _rest(workspace: Workspace, after: Sequence[str]) -> str:
    titles = [workspace.initiatives[one].title for one in after if one in workspace.initiatives]
    return f"after {', '.join(titles)}" if titles else "after nothing"


def _named(workspace: Workspace, name: str) -> str:
    return workspace.find_named(Kind.INITIATIVE, name)


def check_order(workspace: Workspace, name: str, other: str) -> None:
    """Refuse an initiative to come after one that waits for it; the circle is spelled out."""
    way = _way(workspace, other, name)
    if way:
        ring = " → ".join([name, *way])
        raise Refused(f"each would wait for the next: {ring}")


def _way(workspace: Workspace, start: str, goal: str) -> list[str]:
    """The names from `start` to `goal` along what each comes after, none where there is no way."""
    paths, seen = [[start]], {start}
    while paths:
        path = paths.pop()
        if path[-1] == goal:
            return path
        here = workspace.initiatives.get(path[-1])
        for name in here.names(KEY) if here else ():
            if name not in seen:
                seen.add(name)
                paths.append([*path, name])
    return []
