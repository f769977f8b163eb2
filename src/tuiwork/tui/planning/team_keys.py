"""The keys of the two parts of Team, the load and the handoffs, as tables."""

from __future__ import annotations

from tuiwork.tui.key import Key

LOAD_LIST_KEYS = (
    Key("load.open", ("enter",), "open", "Show these tasks at work", "show tasks"),
    Key("load.later", ("l", "right"), "week(1)", "Week after"),
    Key("load.earlier", ("h", "left"), "week(-1)", "Week before"),
)
LOAD_KEYS = (
    Key("load.suppose", ("i",), "suppose", "What if: other people, work or owners", "what if"),
    Key("load.room", ("c",), "room", "Whether there is room for an initiative", "can we take"),
    Key("load.give", ("o",), "give", "Suppose that a task is somebody else's", "give away"),
    Key("load.real", ("!",), "make_real", "Give the tasks away that are supposed to be"),
    Key("load.person", ("e",), "person", "Hours, absences and protected time", "hours"),
    Key("load.add", ("a",), "add_person", "Add a person"),
)
HANDOFF_LIST_KEYS = (Key("handed.open", ("enter",), "open", "Go to the task", "go to it"),)
HANDOFF_KEYS = (
    Key("handed.take", ("t",), "take_over", "Take over what was handed to you", "take over"),
    Key("handed.return", ("r",), "give_back", "Give back what was handed to you", "give back"),
    Key("handed.on", ("H",), "hand_on", "Hand it on, or to somebody else", "hand on"),
    Key("handed.comment", ("c",), "comment", "Comment", "comment"),
    Key("handed.why", ("w",), "why", "Why", "why"),
)
TABLES = (LOAD_LIST_KEYS, LOAD_KEYS, HANDOFF_LIST_KEYS, HANDOFF_KEYS)
TOGETHER = ((LOAD_LIST_KEYS, LOAD_KEYS), (HANDOFF_LIST_KEYS, HANDOFF_KEYS))
"""Which of them work at the same time."""
