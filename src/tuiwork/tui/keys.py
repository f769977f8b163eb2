"""The keys of the Work view as data: one table that the bindings, the help and the palette read."""

from __future__ import annotations

from typing import NamedTuple

from textual.binding import Binding


class Key(NamedTuple):
    """One action: the id a keymap names, its keys, what it does; `shown` in the bottom line."""

    id: str
    keys: tuple[str, ...]
    action: str
    label: str
    shown: bool = False


WORK_KEYS = (
    Key("task.add", ("a",), "add", "Add", True),
    Key("task.done", ("x",), "done", "Done", True),
    Key("task.start", ("t",), "start", "Start", True),
    Key("task.status", ("s",), "status", "Status", True),
    Key("task.owner", ("o",), "owner", "Owner"),
    Key("task.due", ("d",), "due", "Due date", True),
    Key("task.priority", ("p",), "priority", "Priority"),
    Key("task.move", ("m",), "move", "Move to a list"),
    Key("task.block", ("b",), "block", "Block, or unblock"),
    Key("task.comment", ("c",), "comment", "Comment"),
    Key("task.goals", ("g",), "goals", "Goals"),
    Key("task.why", ("w",), "why", "Why", True),
    Key("task.title", ("e",), "title", "Edit the title"),
    Key("task.editor", ("E",), "editor", "Edit the file in $EDITOR"),
    Key("task.reopen", ("R",), "reopen", "Reopen"),
    Key("task.drop", ("D",), "drop", "Drop"),
    Key("task.remove", ("delete",), "remove", "Remove"),
    Key("task.rank.down", ("J",), "rank(1)", "Move down in the list"),
    Key("task.rank.up", ("K",), "rank(-1)", "Move up in the list"),
    Key("task.copy", ("y",), "copy", "Copy the id"),
    Key("change.undo", ("u",), "undo", "Undo", True),
    Key("change.redo", ("ctrl+r",), "redo", "Redo"),
    Key("view.filter", ("slash",), "filter", "Filter", True),
    Key("view.closed", ("z",), "closed", "Show or hide closed tasks"),
    Key("view.detail", ("l", "right"), "into", "Into the task"),
    Key("view.places", ("h", "left"), "out", "Back to the places"),
    Key("view.reload", ("f5",), "reload", "Read everything again"),
    Key("sync.now", ("S",), "sync", "Sync", True),
    Key("app.palette", ("colon",), "app.command_palette", "Commands"),
    Key("app.help", ("question_mark",), "help", "Keys", True),
    Key("app.quit", ("q",), "quit", "Back, or quit"),
)


def bindings(keys: tuple[Key, ...]) -> list[Binding]:
    """The bindings of a table; a second key of an action has an id of its own."""
    return [
        Binding(
            key,
            one.action,
            one.label,
            show=one.shown and number == 0,
            id=one.id if number == 0 else f"{one.id}.{key}",
        )
        for one in keys
        for number, key in enumerate(one.keys)
    ]
