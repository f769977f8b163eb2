"""The keys of the initiatives, as tables."""

from __future__ import annotations

from tuiwork.tui.key import Key

INITIATIVE_LIST_KEYS = (Key("initiative.open", ("enter",), "open", "Its tasks", "tasks"),)
INITIATIVE_KEYS = (
    Key("initiative.into", ("l", "right"), "into", "Into its page", "page"),
    Key("initiative.out", ("h", "left"), "out", "Back to the list"),
    Key("initiative.add", ("a",), "add", "Write down an initiative", "add"),
    Key("initiative.answer", ("n",), "answer", "Answer the next blank question", "answer"),
    Key("initiative.advance", (">",), "advance", "On to the next stage", "advance"),
    Key("initiative.checkin", ("c",), "checkin", "Check in: how many use it", "check in"),
    Key("initiative.group", (";",), "group", "By stage, by approach, or health first", "group"),
    Key("initiative.horizon", ("z",), "horizon", "12 months, everything, or 6 months", "horizon"),
    Key("initiative.why", ("w",), "why", "The goals it serves", "why"),
    Key("initiative.fields", ("i",), "fields", "Edit all fields"),
    Key("initiative.row", ("+",), "add_row", "Add a behaviour, a group or hours needed"),
    Key("initiative.stage", ("s",), "stage", "To another stage"),
    Key("initiative.preflight", ("p",), "preflight", "Preflight: what a launch needs"),
    Key("initiative.reflect", ("r",), "reflect", "Reflect on what was tried"),
    Key("initiative.obstacle", ("b",), "obstacle", "Note an obstacle"),
    Key("initiative.practice", ("t",), "practice", "Plan practice or a training"),
    Key("initiative.quality", ("x",), "quality", "A step of the quality framework done"),
    Key("initiative.close", ("D",), "close", "Close it with an outcome"),
    Key("initiative.forecast", ("F",), "forecast", "Forecast", "forecast"),
    Key("initiative.editor", ("E",), "editor", "Edit the file in $EDITOR"),
)
TABLES = (INITIATIVE_LIST_KEYS, INITIATIVE_KEYS)
TOGETHER = (TABLES,)
"""Which of them work at the same time."""
