"""The command that edits a checklist: ticks a step, adds, renames, removes or moves one."""

from __future__ import annotations

from tuiwork.cli.arguments import Operand, Option, Usage
from tuiwork.cli.call import ID, Call, writes
from tuiwork.verbs import checklists

_DEEDS = ("--undone", "--add", "--rename", "--remove", "--to")


@writes(
    ID,
    Operand("N", "the number of the step, as `show` has it", needed=False),
    Option("--undone", "take the tick away"),
    Option("--add", "add a step with these words", "TEXT"),
    Option("--rename", "give the step other words", "TEXT"),
    Option("--remove", "take the step out"),
    Option("--to", "move the step to this place", "PLACE"),
    example='tuiwork check-item k7f --add "tell the janitor"',
)
def check_item(call: Call) -> None:
    """A step of a checklist ticked, or added, renamed, removed or moved."""
    arguments = call.arguments
    deeds = [name for name in _DEEDS if arguments.flag(name)]
    if len(deeds) > 1:
        raise Usage(f"check-item takes one of {' and '.join(deeds)} at a time")
    id_, add = arguments.word("ID"), arguments.option("--add")
    number = None if add is not None else _number(arguments.word("N"))
    if number is None and arguments.word("N"):
        raise Usage("check-item --add takes no number; the step comes last")
    call.around([id_])
    if number is None:
        call.change("has one more step", checklists.add_item, id_, add or "")
    elif (text := arguments.option("--rename")) is not None:
        call.change(f"step {number} renamed", checklists.rename_item, id_, number, text)
    elif arguments.flag("--remove"):
        call.change(f"step {number} removed", checklists.remove_item, id_, number)
    elif arguments.flag("--to"):
        to = arguments.whole("--to", 1)
        call.change(f"step {number} is now step {to}", checklists.move_item, id_, number, to)
    else:
        undone = arguments.flag("--undone")
        past = f"step {number} {'open again' if undone else 'done'}"
        call.change(past, checklists.check_item, id_, number, not undone)


def _number(word: str) -> int:
    if not (word.isascii() and word.isdigit()):
        said = f", not “{word}”" if word else ""
        raise Usage(f"check-item takes the number of a step{said}")
    return int(word)
