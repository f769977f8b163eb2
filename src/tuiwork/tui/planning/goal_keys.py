"""The keys of the goals and of the work that serves none, as tables."""

from __future__ import annotations

from tuiwork.tui.key import Key

GOAL_LIST_KEYS = (Key("goals.open", ("enter",), "open", "Its tasks, or what it leads to", "tasks"),)
GOAL_KEYS = (
    Key("goals.into", ("l", "right"), "into", "Into what stands behind it"),
    Key("goals.out", ("h", "left"), "out", "Back to the goals"),
    Key("goals.checkin", ("c",), "checkin", "Check in a key result", "check in"),
    Key("goals.add", ("a",), "add_goal", "Add a goal", "add"),
    Key("goals.result", ("A",), "add_result", "Add a key result", "key result"),
    Key("goals.fields", ("i",), "edit_goal", "Edit the fields of the goal"),
    Key("goals.state", ("s",), "state", "Say how it is, against its numbers", "state"),
    Key("goals.close", ("x",), "close_goal", "Close it with an outcome"),
    Key("goals.carry", ("m",), "carry", "Carry it over to a later period", "carry over"),
    Key("goals.benchmark", ("b",), "benchmark", "Compare a key result with others"),
    Key("goals.forecast", ("F",), "forecast", "Forecast", "forecast"),
    Key("goals.editor", ("E",), "edit_file", "Edit the file in $EDITOR"),
    Key("goals.fold", (".",), "fold", "Fold or unfold"),
    Key("goals.earlier", ("[",), "period(-1)", "The period before", "periods"),
    Key("goals.later", ("]",), "period(1)", "The period after"),
    Key("goals.now", ("0",), "period(0)", "Back to the goals of now"),
    Key("goals.closed", ("z",), "closed", "All goals, closed ones too"),
    Key("goals.why", ("w",), "why", "Why, of a task"),
    Key("goals.align", ("g",), "unaligned", "The work that serves no goal"),
)
LENS_KEYS = (Key("plan.lens", ("L",), "lens", "The work that serves it"),)
ALIGN_LIST_KEYS = (Key("align.open", ("enter",), "open", "Go to the task", "go to it"),)
ALIGN_KEYS = (
    Key("align.tie", ("t",), "tie_nearest", "Tie it to the goal nearest to it", "tie to nearest"),
    Key("align.goals", ("g",), "goals", "Pick its goals", "pick goals"),
    Key("align.run", ("r",), "run", "Say that it keeps things running", "run work"),
    Key("align.drop", ("D",), "drop", "Drop it"),
    Key("align.why", ("w",), "why", "Why", "why"),
    Key("align.leave", ("q", "escape"), "back", "Back", "back"),
)
TABLES = (GOAL_LIST_KEYS, GOAL_KEYS, LENS_KEYS, ALIGN_LIST_KEYS, ALIGN_KEYS)
TOGETHER = ((GOAL_LIST_KEYS, GOAL_KEYS, LENS_KEYS), (ALIGN_LIST_KEYS, ALIGN_KEYS))
"""Which of them work at the same time."""
