"""The keys of the Work view as data: one table that the bindings, the help and the palette read."""

from __future__ import annotations

from typing import NamedTuple

from textual.binding import Binding


class Key(NamedTuple):
    """One action: the id a keymap names, its keys, what it does.

    `hint` is what the bottom line calls it; it only shows keys that have one.
    """

    id: str
    keys: tuple[str, ...]
    action: str
    label: str
    hint: str = ""


WORK_KEYS = (
    Key("task.add", ("a",), "add", "Add", "add"),
    Key("task.done", ("x",), "done", "Done", "done"),
    Key("task.start", ("t",), "start", "Start"),
    Key("task.status", ("s",), "status", "Status", "status"),
    Key("task.due", ("d",), "due", "Due date", "due"),
    Key("task.owner", ("o",), "owner", "Owner"),
    Key("task.priority", ("p",), "priority", "Priority"),
    Key("task.move", ("m",), "move", "Move to a list"),
    Key("task.block", ("b",), "block", "Block, or unblock"),
    Key("task.comment", ("c",), "comment", "Comment"),
    Key("task.goals", ("g",), "goals", "Goals"),
    Key("task.why", ("w",), "why", "Why", "why"),
    Key("task.title", ("e",), "title", "Edit the title"),
    Key("task.editor", ("E",), "editor", "Edit the file in $EDITOR"),
    Key("task.reopen", ("R",), "reopen", "Reopen"),
    Key("task.drop", ("D",), "drop", "Drop"),
    Key("task.remove", ("delete",), "remove", "Remove"),
    Key("task.rank.down", ("J",), "rank(1)", "Move down in the list"),
    Key("task.rank.up", ("K",), "rank(-1)", "Move up in the list"),
    Key("task.copy", ("y",), "copy", "Copy the id"),
    Key("task.link", ("O",), "link", "Open a link"),
    Key("change.undo", ("u",), "undo", "Undo", "undo"),
    Key("change.redo", ("ctrl+r",), "redo", "Redo"),
    Key("view.filter", ("slash",), "filter", "Filter", "filter"),
    Key("view.find", ("f",), "find", "Find anywhere"),
    Key("view.closed", ("z",), "closed", "Show or hide closed tasks"),
    Key("view.detail", ("l", "right"), "into", "Into the task, or unfold"),
    Key("view.places", ("h", "left"), "out", "Back to the places, or fold"),
    Key("view.next", ("tab",), "app.focus_next", "Next pane"),
    Key("view.previous", ("shift+tab",), "app.focus_previous", "Previous pane"),
    Key("view.reload", ("f5",), "reload", "Read everything again"),
    Key("sync.now", ("S",), "sync", "Sync", "sync"),
    Key("app.problems", ("P",), "problems", "Problems"),
    Key("app.palette", ("colon",), "app.command_palette", "Commands", "commands"),
    Key("app.help", ("question_mark",), "help", "Keys", "keys"),
    Key("app.quit", ("q",), "quit", "Back, or quit"),
)
HINTS = {key.id: key.hint for key in WORK_KEYS if key.hint}
HELP = "app.help"
SECTIONS = {"task": "Tasks", "change": "Tasks", "view": "View", "sync": "Everywhere"}
"""What the help calls the groups of keys, by how their ids begin."""


def bindings(keys: tuple[Key, ...]) -> list[Binding]:
    """The bindings of a table; a second key of an action has an id of its own."""
    return [
        Binding(
            key,
            one.action,
            one.label,
            show=bool(one.hint) and number == 0,
            id=one.id if number == 0 else f"{one.id}.{key}",
        )
        for one in keys
        for number, key in enumerate(one.keys)
    ]
