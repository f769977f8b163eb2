"""Quick add: one line, with a look at what was understood while it is typed."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from tuiwork.errors import TuiworkError
from tuiwork.model.change import Actor
from tuiwork.model.workspace import Workspace
from tuiwork.text.quickadd.completing import complete
from tuiwork.text.quickadd.parse import parse_quick_add
from tuiwork.text.quickadd.preview import describe_quick_add
from tuiwork.tui.content import plain
from tuiwork.tui.widgets.completing import AskCompleting
from tuiwork.verbs.capture import capture

MOST = 8
"""Pasted lines that are shown."""

HINT = "title  /list  !priority  @owner  #tag  ^goal  ~estimate  due:friday"


def ask_quick_add(
    workspace: Workspace,
    actor: Actor,
    folder: str | None,
    initial: str = "",
    problem: str = "",
) -> AskCompleting:
    """The dialog. It gives lines that make sense, one task each, or None."""

    def preview(lines: str) -> Content:
        first, *more = lines.split("\n")
        if not more:
            return _one(workspace, actor, first)
        return _several(workspace, actor, [first, *more])

    def validate(lines: str) -> str | None:
        return problem_of(workspace, actor, lines.split("\n"), folder)

    place = workspace.lists[folder].title if folder in workspace.lists else ""
    return AskCompleting(
        f"Add to {place}" if place else "Add",
        initial,
        complete=lambda line, cursor: complete(workspace, line, cursor),
        hint="What has to be done?",
        preview=preview,
        validate=validate,
        problem=problem,
        accept="add",
    )


def _one(workspace: Workspace, actor: Actor, line: str) -> Content:
    """All that was understood of a line."""
    if not line.strip():
        return Content.styled(HINT, "$dim")
    parsed = parse_quick_add(workspace, line, actor.today, me=actor.handle)
    title, *facts = describe_quick_add(workspace, parsed, actor.today) or [""]
    lines = [plain(title).stylize("bold"), *map(plain, facts)]
    lines += [plain(one).stylize("$today") for one in (*parsed.leftovers, *parsed.ambiguous)]
    return Content("\n").join(lines)


def _several(workspace: Workspace, actor: Actor, lines: Sequence[str]) -> Content:
    """The titles of several, and in brief what else was understood."""
    shown = [Content.styled(f"{len(lines)} tasks, a line each", "$dim")]
    for line in lines[:MOST]:
        parsed = parse_quick_add(workspace, line, actor.today, me=actor.handle)
        title, *facts = describe_quick_add(workspace, parsed, actor.today) or [""]
        told = plain("   ".join(facts)).stylize("$dim")
        shown.append(Content.assemble(plain(title).stylize("bold"), "  ", told))
    if len(lines) > MOST:
        shown.append(Content.styled(f"and {len(lines) - MOST} more", "$dim"))
    return Content("\n").join(shown)


def problem_of(
    workspace: Workspace, actor: Actor, lines: Sequence[str], folder: str | None
) -> str | None:
    """Why lines cannot be added, None when they can."""
    try:
        capture(workspace, actor, lines, folder)
    except TuiworkError as error:
        return error.message
    return None
