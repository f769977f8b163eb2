"""The command `who owns`: the people who answer for something, up to its goal."""

from __future__ import annotations

from tuiwork.cli.arguments import Operand
from tuiwork.cli.call import Call, reads
from tuiwork.cli.output import Span
from tuiwork.cli.table import Column, table
from tuiwork.insight.owning import ownership
from tuiwork.model.subject import find_subject
from tuiwork.store.load import HEADS


@reads(
    Operand("REF", "a task, an initiative or a goal", offers="subjects"),
    example="tuiwork who owns k7f",
)
def who_owns(call: Call) -> None:
    """Who answers for something and for all that it is done for, and where nobody does."""
    workspace = call.load(HEADS)
    found = ownership(workspace, find_subject(workspace, call.arguments.word("REF")))
    if call.json:
        levels = [
            {"kind": one.kind, "id": one.name, "title": one.title, "owner": one.owner}
            for one in found.levels
        ]
        call.output.document(levels=levels, breaks=list(found.breaks))
        return
    rows: list[list[Span]] = [
        [(one.kind, "dim"), one.title, one.owner or ("nobody", "amber")] for one in found.levels
    ]
    output = call.output
    output.lines(table((Column(), Column(grows=True), Column()), rows, output.width))
    output.lines([[(sentence, "amber")] for sentence in found.breaks])
