"""The line above the tasks: what is shown, how much of it, and what is special about it."""

from __future__ import annotations

from collections.abc import Collection

from textual.content import Content

from tuiwork.model.workflow import Category
from tuiwork.tui.content import plain
from tuiwork.tui.look import Layout
from tuiwork.tui.selection import Selection

_TOLD = {Category.ACTIVE: "$focus", Category.BLOCKED: "$blocked"}


def heading(title: str, selection: Selection, marks: Collection[str], *, whole: bool) -> Content:
    """The line; it says that more is to come while the workspace is not `whole`."""
    parts = [Content.assemble(plain(title).stylize("bold"), "  ", _count(selection))]
    if not whole:
        return Content.assemble(parts[0], ("   opening…", "$dim"))
    if marks:
        hidden = len(marks) - sum(row.key in marks for row in selection.rows)
        words = f"{len(marks)} marked" + (f", {hidden} of them not in sight" if hidden else "")
        parts.append(Content.styled(words, "bold $focus"))
    for category, style in _TOLD.items():
        if count := selection.categories[category]:
            parts.append(Content.styled(f"{count} {category}", style))
    if selection.look.closed:
        parts.append(Content.styled("with closed ones", "$dim"))
    return Content(" · ").join(parts)


def _count(selection: Selection) -> str:
    if selection.look.filter.strip():
        return f"{selection.count} of {selection.without_filter}"
    return str(selection.count)


def layouts(shown: Layout) -> Content:
    """The layouts there are, and which one it is."""
    return Content("  ").join(
        Content.styled(str(one).upper(), "bold $focus")
        if one is shown
        else Content.styled(str(one), "$dim")
        for one in Layout
    )
