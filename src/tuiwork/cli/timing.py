"""The command that notes time worked."""

from __future__ import annotations

from tuiwork.cli.arguments import Operand
from tuiwork.cli.call import ID, Call, writes
from tuiwork.store.load import Scope
from tuiwork.verbs.timing import log_time


@writes(
    ID,
    Operand("DURATION", "such as 45m, 1h30m or 2h", free=True),
    Operand("NOTE", "what for", needed=False, many=True, free=True),
    example='tuiwork time k7f 2h "Found the leak"',
)
def time(call: Call) -> None:
    """Time you worked on a task today."""
    id_ = call.arguments.word("ID")
    call.load(Scope(ids=(id_,)))
    note = call.text_of(call.arguments.word("NOTE"))
    call.change("got time logged", log_time, id_, call.arguments.word("DURATION"), note)
