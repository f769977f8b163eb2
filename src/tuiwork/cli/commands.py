"""The table of commands: what there is, in which group, in one line, and where its code lies.

Only the asked command's module is imported.
"""

from __future__ import annotations

from tuiwork.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One command: the name people type, what it does, `module:object` under tuiwork.cli."""

    name: str
    group: str
    help: str
    place: str


_OTHER_NAMES = {
    "forecast": "show_forecast",
    "list": "list_tasks",
    "load": "show_load",
    "return": "give_back",
    "set": "set_fields",
    "why": "why_task",
}


def _rows(group: str, module: str, *commands: tuple[str, str]) -> list[Row]:
    return [Row(name, group, help_, f"{module}:{_object(name)}") for name, help_ in commands]


def _object(name: str) -> str:
    return _OTHER_NAMES.get(name) or name.replace(" ", "_").replace("-", "_")


GROUPS = ("begin", "capture", "do", "plan", "team", "reach")

COMMANDS: tuple[Row, ...] = (
    *_rows(
        "begin",
        "begin",
        ("init", "make a workspace in this folder or another"),
        ("clone", "fetch a workspace that others share"),
    ),
    *_rows("begin", "demo", ("demo", "look at a sample company, in a throw-away copy")),
    *_rows("begin", "begin", ("check", "find what is wrong in the files, and mend it")),
    *_rows("begin", "doctor", ("doctor", "tell how everything stands, and mend what is broken")),
    *_rows("begin", "config", ("config", "what you set for yourself on this machine")),
    *_rows("capture", "capture", ("add", "write down a task in one line")),
    *_rows(
        "do",
        "listing",
        ("list", "the open tasks, or those a query asks for"),
    ),
    *_rows("do", "day", ("today", "your day: overdue, due, in progress, blocked")),
    *_rows(
        "do",
        "listing",
        ("find", "search titles, notes and comments, best hits first"),
        ("tree", "the spaces and lists, with what is open in them"),
    ),
    *_rows("do", "showing", ("show", "everything about one task")),
    *_rows(
        "do",
        "do",
        ("start", "begin work on tasks"),
        ("done", "finish tasks"),
        ("drop", "close tasks that will not be done"),
        ("reopen", "take up closed tasks again"),
        ("block", "say that tasks cannot go on, and why"),
        ("unblock", "go on with blocked tasks"),
        ("set", "set, clear, add to or take from fields"),
        ("assign", "give tasks to a person"),
        ("due", "set or clear the due date, in words"),
        ("move", "move tasks to another list"),
        ("rank", "place a task before or after another"),
        ("comment", "add a comment to tasks"),
        ("rm", "remove tasks; undo brings them back"),
    ),
    *_rows("do", "checklist", ("check-item", "tick, add or edit a step of a checklist")),
    *_rows(
        "do",
        "linking",
        ("link", "tie tasks to a goal or to another task"),
        ("unlink", "untie them"),
    ),
    *_rows(
        "do",
        "handing",
        ("handoff", "hand tasks to another person, with what they have to know"),
        ("accept", "take over what was handed to you"),
        ("return", "give back what was handed to you, and why"),
        ("handoffs", "what was handed over and waits for an answer"),
    ),
    *_rows(
        "do",
        "attaching",
        ("attach", "keep copies of files with a task"),
        ("detach", "take attachments away; undo brings them back"),
    ),
    *_rows("do", "timing", ("time", "note the time you worked on a task")),
    *_rows("do", "editing", ("edit", "open a task's file in $EDITOR")),
    *_rows(
        "plan",
        "goals.reading",
        ("goal list", "the goals, with their progress"),
        ("goal tree", "goals below goals, with the work that serves them"),
        ("goal show", "one goal, its key results and check-ins"),
        ("goal gaps", "goals without tasks, tasks without goals, broken links"),
    ),
    *_rows(
        "plan",
        "goals.writing",
        ("goal add", "set a new goal"),
        ("goal set", "change a goal's title, owner, period, cadence, parent, purpose"),
        ("goal kr", "add a key result to a goal"),
        ("goal checkin", "note a key result's value of today"),
        ("goal benchmark", "compare a key result with what others reached"),
    ),
    *_rows(
        "plan",
        "goals.life",
        ("goal state", "say how a goal stands against its numbers, until a day"),
        ("goal close", "close a goal, with its outcome"),
        ("goal carry", "carry a goal over to a later period"),
    ),
    *_rows(
        "plan",
        "plan",
        ("why", "what a task is for, up to the goal"),
    ),
    *_rows("plan", "aligning", ("align", "how much of the work serves a goal")),
    *_rows(
        "plan",
        "plans",
        ("plan show", "a period's plan: what is in, waits, was declined"),
        ("plan add", "put something in a plan"),
        ("plan wait", "let something in a plan wait"),
        ("plan decline", "say no to something, and why"),
        ("plan rank", "place an item of a plan before or after another"),
        ("plan review", "note that you looked at a plan again"),
        ("plan drift", "what was added and dropped since a plan's start"),
        ("plan done", "how much of a plan was finished"),
    ),
    *_rows("plan", "plan_start", ("plan start", "decide what a period begins with")),
    *_rows(
        "plan",
        "initiatives.reading",
        ("initiative list", "the initiatives of the coming months"),
        ("initiative show", "one initiative, its gate, adoption and learning"),
        ("initiative portfolio", "all initiatives in rows, and what they tell together"),
        ("initiative approaches", "the four approaches, and what works when"),
        ("initiative preflight", "what is open before a launch, and who is short of time"),
    ),
    *_rows(
        "plan",
        "initiatives.writing",
        ("initiative add", "write down an initiative"),
        ("initiative set", "set fields of an initiative, and add rows"),
        ("initiative advance", "take an initiative to its next stage"),
        ("initiative close", "close an initiative, with its outcome"),
    ),
    *_rows(
        "plan",
        "initiatives.recording",
        ("initiative checkin", "how many use it, with which effect"),
        ("initiative reflect", "what was tried, and what was learned"),
        ("initiative obstacle", "note what stands in an initiative's way"),
        ("initiative practice", "plan a training, or practice that comes again"),
        ("initiative qif", "do a step of the quality implementation framework"),
    ),
    *_rows(
        "plan",
        "roadmap",
        ("roadmap", "initiatives and milestones over the quarters"),
        ("initiative after", "say which initiatives come before one"),
    ),
    *_rows("plan", "owning", ("who owns", "the people who answer for something")),
    *_rows("plan", "lens", ("lens", "what tasks serve, or which tasks serve something")),
    *_rows("plan", "forecasting", ("forecast", "when what is left may be done")),
    *_rows(
        "plan",
        "decisions",
        ("decision list", "the decisions, the newest first"),
        ("decision show", "one decision, and what came of it"),
        ("decision add", "write down a choice and when to review it"),
        ("decision review", "note what came of a decision"),
        ("decision due", "the decisions to be looked at by today"),
    ),
    *_rows(
        "team",
        "team",
        ("people", "who there is, and what they have in hand"),
        ("log", "the last changes, in words"),
        ("history", "what happened to one task"),
    ),
    *_rows(
        "team",
        "persons",
        ("person add", "add a person to the workspace"),
        ("person set", "set a person's hours, absences and protected time"),
    ),
    *_rows("team", "load", ("load", "who has how much to do in which week")),
    *_rows(
        "team",
        "capacity",
        ("capacity", "the team's hours, also as they would be if"),
        ("capacity check", "whether there is room for an initiative"),
    ),
    *_rows(
        "team",
        "undoing",
        ("undo", "take back your last change, or others"),
        ("redo", "bring back what undo took away"),
    ),
    *_rows(
        "team",
        "syncing",
        ("sync", "exchange changes with the others"),
        ("status", "what is sent, kept and wrong"),
    ),
    *_rows(
        "team",
        "resolving",
        ("conflicts", "values that two people changed at once"),
        ("resolve", "choose one of them"),
    ),
    *_rows("reach", "completion", ("completion", "make the shell complete names and ids")),
)

HIDDEN = (
    Row("__complete", "", "what could come next on a command line", "completion:complete"),
    Row("merge-driver", "", "merge one document for git", "merge_driver:merge_driver"),
)


NAMES = frozenset(row.name for row in (*COMMANDS, *HIDDEN))


def find_command(words: list[str]) -> tuple[Row, list[str]]:
    """The command that the first word, or the first two, name, and the words after it.

    Raises Usage with the nearest names.
    """
    by_name = {row.name: row for row in (*COMMANDS, *HIDDEN)}
    for count in (2, 1):
        row = by_name.get(" ".join(words[:count]))
        if row is not None and len(words) >= count:
            return row, words[count:]
    from tuiwork.cli.arguments import Usage
    from tuiwork.model.names import suggestion

    seconds = [row.name.partition(" ")[2] for row in family_of(words[0])]
    if seconds and len(words) > 1:
        raise Usage(f"`{words[0]}` has no “{words[1]}”{suggestion(words[1], seconds)}")
    if seconds:
        raise Usage(f"`{words[0]}` needs one more word: {', '.join(seconds)}")
    names = [row.name for row in COMMANDS]
    near = suggestion(words[0], names) or "; `tuiwork help` lists them"
    raise Usage(f"there is no command “{words[0]}”{near}")


def family_of(word: str) -> list[Row]:
    """The commands of two words that begin with this one."""
    return [row for row in COMMANDS if row.name.startswith(f"{word} ")]
