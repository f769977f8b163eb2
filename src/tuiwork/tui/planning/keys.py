"""The keys of the roadmap, of a period and its start, and of the decisions, as tables."""

from __future__ import annotations

from tuiwork.tui.key import Key
from tuiwork.tui.planning import initiative_keys, team_keys

ROADMAP_LIST_KEYS = (Key("roadmap.open", ("enter",), "open", "Open it", "open"),)
ROADMAP_KEYS = (
    Key("roadmap.begin", ("s",), "day('start')", "Start date", "start"),
    Key("roadmap.end", ("d",), "day('end')", "End date", "end"),
    Key("roadmap.after", ("b",), "after", "What it comes after", "after"),
    Key("roadmap.forecast", ("F",), "forecast", "Forecast", "forecast"),
)
PERIOD_LIST_KEYS = (Key("period.open", ("enter",), "open", "See its tasks", "tasks"),)
PERIOD_KEYS = (
    Key("period.in", ("i",), "put('in')", "Take it in", "in"),
    Key("period.wait", ("w",), "put('waiting')", "Let it wait", "wait"),
    Key("period.decline", ("n",), "decline", "Decline it, and say why", "decline"),
    Key("period.add", ("a",), "add", "Put something in the plan", "add"),
    Key("period.drop", ("D",), "drop", "Drop it from the plan"),
    Key("period.target", ("d",), "target", "Target date", "target"),
    Key("period.down", ("J",), "rank(1)", "Move down in the plan"),
    Key("period.up", ("K",), "rank(-1)", "Move up in the plan"),
    Key("period.start", ("b",), "begin", "Start the period, step by step", "begin"),
    Key("period.review", ("R",), "review", "Say that you looked at the plan again"),
    Key("period.record", ("r",), "record", "Record the choice as a decision"),
    Key("period.forecast", ("F",), "forecast", "Forecast", "forecast"),
)
START_LIST_KEYS = (Key("start.open", ("enter",), "open", "See it in full", "see"),)
START_KEYS = (
    Key("start.in", ("i",), "decide('in')", "Take it on", "in"),
    Key("start.wait", ("w",), "decide('waiting')", "Let it wait", "wait"),
    Key("start.decline", ("n", "d"), "decline", "Decline it, and say why", "decline"),
    Key("start.skip", ("x", "delete"), "decide('')", "Leave it undecided", "leave open"),
    Key("start.finish", ("ctrl+s",), "finish", "Finish, and write it", "finish"),
)
DECISION_LIST_KEYS = (Key("decision.open", ("enter",), "open", "Read it", "read"),)
DECISION_KEYS = (
    Key("decision.add", ("a",), "add", "Write down a decision", "add"),
    Key("decision.review", ("r",), "review", "Say what came of it", "review"),
    Key("decision.edit", ("E",), "edit", "Edit the file in $EDITOR", "edit"),
)
TABLES = (
    ROADMAP_LIST_KEYS, ROADMAP_KEYS, PERIOD_LIST_KEYS, PERIOD_KEYS, START_LIST_KEYS, START_KEYS,
    DECISION_LIST_KEYS, DECISION_KEYS, *team_keys.TABLES, *initiative_keys.TABLES,
)  # fmt: skip
TOGETHER = (
    (ROADMAP_LIST_KEYS, ROADMAP_KEYS),
    (PERIOD_LIST_KEYS, PERIOD_KEYS),
    (START_LIST_KEYS, START_KEYS),
    (DECISION_LIST_KEYS, DECISION_KEYS),
    *team_keys.TOGETHER,
    *initiative_keys.TOGETHER,
)
"""Which of them work at the same time."""
