"""The commands that keep files with a task, and take them away."""

from __future__ import annotations

from pathlib import Path

from tuiwork.cli.arguments import Operand
from tuiwork.cli.call import ID, Call, writes
from tuiwork.verbs.attaching import detach as detach_files


@writes(
    ID,
    Operand("FILE", "a file of any kind; a copy is kept", many=True, free=True),
    example="tuiwork attach k7f ~/quote.pdf",
)
def attach(call: Call) -> None:
    """Copies of files kept with a task, for all who share the workspace."""
    call.around([call.arguments.word("ID")])
    places = [Path(word).expanduser() for word in call.arguments.words("FILE")]
    many = f"{len(places)} files" if len(places) > 1 else "a file"
    change = call.session.plan_attach(call.arguments.word("ID"), places)
    call.finish(f"got {many}" if change.files else "", change)


@writes(
    ID,
    Operand("NAME", "the attachment's name, as `show` has it", many=True, free=True),
    example="tuiwork detach k7f quote.pdf",
)
def detach(call: Call) -> None:
    """Attachments taken away from a task."""
    call.around([call.arguments.word("ID")])
    call.change("lost an attachment", detach_files, call.arguments.word("ID"),
                call.arguments.words("NAME"))  # fmt: skip
