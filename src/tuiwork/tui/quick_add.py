"""Quick add: one line, with a look at what was understood while it is typed."""

from __future__ import annotations

from textual.content import Content

from tuiwork.errors import TuiworkError
from tuiwork.model.change import Actor
from tuiwork.model.workspace import Workspace
from tuiwork.text.quickadd.parse import parse_quick_add
from tuiwork.text.quickadd.preview import describe_quick_add
from tuiwork.tui.content import plain
from tuiwork.tui.widgets.ask import Ask
from tuiwork.verbs.capture import capture

HINT = "title  /list  !priority  @owner  #tag  ^goal  ~estimate  due:friday"


def ask_quick_add(
    workspace: Workspace,
    actor: Actor,
    folder: str | None,
    initial: str = "",
    problem: str = "",
) -> Ask:
    """The dialog. It gives a line that makes sense, or None."""

    def preview(line: str) -> Content:
        if not line.strip():
            return Content.styled(HINT, "$dim")
        parsed = parse_quick_add(workspace, line, actor.today, me=actor.handle)
        title, *facts = describe_quick_add(workspace, parsed, actor.today) or [""]
        lines = [plain(title).stylize("bold"), *map(plain, facts)]
        lines += [plain(one).stylize("$today") for one in (*parsed.leftovers, *parsed.ambiguous)]
        return Content("\n").join(lines)

    def validate(line: str) -> str | None:
        return problem_of(workspace, actor, line, folder)

    place = workspace.lists[folder].title if folder in workspace.lists else ""
    return Ask(
        f"Add to {place}" if place else "Add",
        initial,
        hint="What has to be done?",
        preview=preview,
        validate=validate,
        problem=problem,
        accept="add",
    )


def problem_of(workspace: Workspace, actor: Actor, line: str, folder: str | None) -> str | None:
    """Why a line cannot be added, None when it can."""
    try:
        capture(workspace, actor, [line], folder)
    except TuiworkError as error:
        return error.message
    return None
