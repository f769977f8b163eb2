"""The keys as data: tables that the bindings, the keymap, the help and the palette read."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from tuiwork.tui.key import Key as Key
from tuiwork.tui.planning import goal_keys
from tuiwork.tui.planning import keys as planning

if TYPE_CHECKING:
    from textual.binding import Binding

NO_KEY = "unbound"
"""What an action without a key is bound to; no terminal sends it."""


TASK_KEYS = (
    Key("task.add", ("a",), "add", "Add", "add"),
    Key("task.new", ("A",), "new", "Add with a form"),
    Key("task.fields", ("i",), "fields", "Edit all fields"),
    Key("task.done", ("x",), "done", "Done", "done"),
    Key("task.start", ("t",), "start", "Start"),
    Key("task.status", ("s",), "status", "Status", "status"),
    Key("task.due", ("d",), "due", "Due date", "due"),
    Key("task.owner", ("o",), "owner", "Owner"),
    Key("task.priority", ("p",), "priority", "Priority"),
    Key("task.move", ("m",), "move", "Move to a list"),
    Key("task.block", ("b",), "block", "Block, or unblock"),
    Key("task.comment", ("c",), "comment", "Comment"),
    Key("task.hand", ("H",), "hand", "Hand over, or answer a handoff"),
    Key("task.take", (), "take_over", "Take over what was handed to you"),
    Key("task.return", (), "give_back", "Give back what was handed to you"),
    Key("task.goals", ("g",), "goals", "Goals"),
    Key("task.tags", ("#",), "pick('tags')", "Tags"),
    Key("task.checklist", (), "add_step", "Add a step to the checklist"),
    Key("task.parent", (), "pick('parent')", "Put below another task"),
    Key("task.waits", (), "pick('blocked_by')", "Wait for other tasks"),
    Key("task.relates", (), "pick('relates')", "Relate to other tasks"),
    Key("task.duplicates", (), "pick('duplicates')", "Say the same as other tasks"),
    Key("task.customer", (), "pick('customer')", "Customer"),
    Key("task.initiative", (), "pick('initiative')", "Initiative"),
    Key("task.collaborators", (), "pick('collaborators')", "Collaborators"),
    Key("task.begin", (), "pick('start')", "Start date"),
    Key("task.promise", (), "pick('promise')", "Promised date"),
    Key("task.why", ("w",), "why", "Why", "why"),
    Key("task.lens", ("L",), "lens", "What it serves, in the plan"),
    Key("task.history", ("B",), "history", "History of the task"),
    Key("task.title", ("e",), "title", "Edit the title"),
    Key("task.editor", ("E",), "editor", "Edit the file in $EDITOR"),
    Key("task.reopen", ("R",), "reopen", "Reopen"),
    Key("task.drop", ("D",), "drop", "Drop"),
    Key("task.remove", ("delete",), "remove", "Remove"),
    Key("task.rank.down", ("J",), "rank(1)", "Move down in the list"),
    Key("task.rank.up", ("K",), "rank(-1)", "Move up in the list"),
    Key("task.copy", ("y",), "copy", "Copy the id, title, path or link"),
    Key("task.link", ("O",), "link", "Open a link, or find an attachment"),
    Key("task.attach", (), "attach", "Attach a file"),
    Key("task.detach", (), "detach", "Take an attachment away"),
    Key("task.set", ("=",), "set", "Set any field"),
    Key("task.tie", (), "tie", "Tie to another task"),
    Key("task.untie", (), "untie", "Untie from another task"),
    Key("task.step", (), "step", "Tick a step of the checklist"),
    Key("task.time", (), "time", "Note time worked"),
    Key("goal.checkin", (), "checkin", "Check in a key result"),
    Key("goal.add", (), "add_goal", "Add a goal"),
    Key("goal.align", (), "align", "How much of the work serves a goal"),
    Key("change.undo", ("u",), "undo", "Undo", "undo"),
    Key("change.redo", ("ctrl+r",), "redo", "Redo"),
    Key("change.past", ("U",), "past", "Changes, to take any of them back"),
)
WORK_KEYS = (
    *TASK_KEYS,
    Key("view.home", ("1",), "app.home", "Home"),
    Key("view.work", ("2",), "app.work", "Work"),
    Key("view.plan", ("3",), "app.plan", "Plan"),
    Key("view.team", ("4",), "app.team", "Team"),
    Key("view.activity", ("8",), "app.activity", "Activity"),
    Key("view.filter", ("/",), "filter", "Filter", "filter"),
    Key("view.find", ("f",), "find", "Find anywhere"),
    Key("view.closed", ("z",), "closed", "Show or hide closed tasks"),
    Key("view.layout", ("v",), "layout", "List, board, agenda, calendar, timeline", "view"),
    Key("view.sort", ("comma",), "sort", "Sort by"),
    Key("view.group", (";",), "group", "Group by"),
    Key("view.fold", (".",), "fold", "Fold or unfold subtasks"),
    Key("view.save", ("V",), "save_view", "Save this view"),
    Key("view.forecast", ("F",), "forecast", "Forecast of what is shown"),
    Key("view.earlier", ("[",), "shift(-1)", "Earlier"),
    Key("view.later", ("]",), "shift(1)", "Later"),
    Key("view.today", ("0",), "shift(0)", "Back to today"),
    Key("view.closer", ("+",), "zoom(-1)", "Show less time, larger"),
    Key("view.farther", ("-",), "zoom(1)", "Show more time"),
    Key("view.detail", ("l", "right"), "into", "Into the task, or unfold"),
    Key("view.places", ("h", "left"), "out", "Back to the places, or fold"),
    Key("view.next", ("tab",), "app.focus_next", "Next pane"),
    Key("view.previous", ("shift+tab",), "app.focus_previous", "Previous pane"),
    Key("view.reload", ("f5",), "reload", "Read everything again"),
    Key("sync.now", ("S",), "sync", "Sync", "sync"),
    Key("app.problems", ("P",), "problems", "Problems"),
    Key("app.conflicts", ("C",), "conflicts", "Conflicts"),
    Key("app.workspaces", ("W",), "app.workspaces", "Go to another workspace"),
    Key("app.theme", (), "app.change_theme", "Theme"),
    Key("app.config", (), "app.config", "Edit your config"),
    Key("app.tour", (), "app.tour", "Take the tour"),
    Key("app.palette", (":",), "app.command_palette", "Commands", "commands"),
    Key("app.help", ("?",), "help", "Keys", "keys"),
    Key("app.quit", ("q",), "quit", "Back, or quit"),
)
_AT_HOME = (
    "view.home", "view.work", "view.plan", "view.team", "view.activity", "view.find", "view.next",
    "view.previous", "view.reload", "sync.now", "app.problems", "app.conflicts", "app.workspaces",
    "app.theme", "app.config", "app.palette", "app.help", "app.quit",
)  # fmt: skip
ANYWHERE = tuple(
    key
    for key in WORK_KEYS
    if key.id in (
        "view.home", "view.work", "view.plan", "view.team", "view.activity", "sync.now",
        "app.problems", "app.conflicts", "change.past", "app.palette", "app.help",
    )
)  # fmt: skip
"""What the parts of Plan, Team and Activity take beside their own keys."""
HOME_KEYS = (*TASK_KEYS, *(key for key in WORK_KEYS if key.id in _AT_HOME))
LIST_KEYS = (
    Key("list.down", ("j", "down"), "move(1)", "Down"),
    Key("list.up", ("k", "up"), "move(-1)", "Up"),
    Key("list.half.down", ("ctrl+d",), "half(1)", "Half a page down"),
    Key("list.half.up", ("ctrl+u",), "half(-1)", "Half a page up"),
    Key("list.page.down", ("pagedown",), "page(1)", "Page down"),
    Key("list.page.up", ("pageup",), "page(-1)", "Page up"),
    Key("list.first", ("home",), "first", "First"),
    Key("list.last", ("G", "end"), "last", "Last"),
    Key("list.open", ("enter",), "open", "Open"),
    Key("list.mark", ("space",), "mark", "Mark"),
    Key("list.unmark", ("escape",), "unmark", "Clear marks"),
)
BOARD_KEYS = (
    Key("board.right", ("l", "right"), "beside(1)", "Column to the right"),
    Key("board.left", ("h", "left"), "beside(-1)", "Column to the left"),
    Key("board.carry.right", (">",), "carry(1)", "Move right", "move right"),
    Key("board.carry.left", ("<",), "carry(-1)", "Move left", "move left"),
)
MONTH_KEYS = (
    Key("month.right", ("l", "right"), "day(1)", "Next day"),
    Key("month.left", ("h", "left"), "day(-1)", "Day before"),
    Key("month.down", ("j", "down"), "row(1)", "Down"),
    Key("month.up", ("k", "up"), "row(-1)", "Up"),
    Key("month.page.down", ("pagedown",), "day(28)", "Four weeks on"),
    Key("month.page.up", ("pageup",), "day(-28)", "Four weeks back"),
    Key("month.open", ("enter",), "open", "Open"),
    Key("month.mark", ("space",), "mark", "Mark"),
    Key("month.unmark", ("escape",), "unmark", "Clear marks"),
)
DAY_KEYS = (
    Key("day.right", ("l", "right"), "day(1)", "Next day"),
    Key("day.left", ("h", "left"), "day(-1)", "Day before"),
    Key("day.down", ("j", "down"), "day(7)", "A week on"),
    Key("day.up", ("k", "up"), "day(-7)", "A week back"),
    Key("day.today", ("0", "home"), "today", "Today"),
    Key("day.clear", ("backspace", "delete"), "clear", "No date"),
)
DETAIL_KEYS = (
    Key("detail.down", ("j", "down"), "scroll_down", "Scroll down"),
    Key("detail.up", ("k", "up"), "scroll_up", "Scroll up"),
    Key("detail.step", ("a",), "screen.add_step", "Add a step", "add step"),
)
STEP_KEYS = (
    Key("step.down", ("j", "down"), "move(1)", "Down"),
    Key("step.up", ("k", "up"), "move(-1)", "Up"),
    Key("step.tick", ("space", "enter"), "tick", "Tick", "tick"),
    Key("step.add", ("a",), "screen.add_step", "Add a step", "add step"),
    Key("step.rename", ("e",), "screen.rename_step", "Rename the step", "rename"),
    Key("step.remove", ("delete",), "screen.remove_step", "Remove the step"),
    Key("step.move.down", ("J",), "screen.move_step(1)", "Move the step down"),
    Key("step.move.up", ("K",), "screen.move_step(-1)", "Move the step up"),
)
FILTER_KEYS = (
    Key("filter.keep", ("enter",), "leave", "Keep the filter", "keep", first=True),
    Key("filter.leave", ("down",), "leave", "To the tasks"),
    Key("filter.clear", ("escape",), "clear", "Clear the filter", "clear"),
)
DIALOG_KEYS = (
    Key("dialog.accept", ("enter",), "accept", "Accept", "ok", first=True),
    Key("dialog.cancel", ("escape",), "cancel", "Cancel", "cancel"),
    Key("form.accept", ("ctrl+s",), "accept", "Save", "save", first=True),
    Key("form.next", ("enter",), "next", "Next field", "next", first=True),
    Key("form.down", ("down",), "move(1)", "Next field", first=True),
    Key("form.up", ("up",), "move(-1)", "Field before", first=True),
    Key("complete.take", ("tab",), "take", "Take what is offered", "complete", first=True),
    Key("date.into", ("down",), "screen.into", "To the calendar", "calendar"),
    Key("date.later", ("pagedown",), "screen.month(1)", "A month on"),
    Key("date.earlier", ("pageup",), "screen.month(-1)", "A month back"),
    Key("pick.accept", ("enter",), "accept", "Choose", "choose", first=True),
    Key("pick.down", ("down",), "move(1)", "Down"),
    Key("pick.up", ("up",), "move(-1)", "Up"),
    Key("pick.page.down", ("pagedown",), "page(1)", "Page down"),
    Key("pick.page.up", ("pageup",), "page(-1)", "Page up"),
    Key("pick.tick", ("tab",), "tick", "Tick", "tick", first=True),
    Key("find.filter", ("tab",), "filter", "Filter by what is typed", "filter by this", first=True),
)
CONFLICT_KEYS = (
    Key("conflict.keep", ("k",), "keep", "Keep what is shown", "keep shown"),
    Key("conflict.take", ("t",), "take", "Take the other value", "take other"),
    Key("conflict.third", ("e",), "third", "Write a third value", "write a third"),
    Key("conflict.next", ("n",), "next(1)", "Next conflict"),
    Key("conflict.previous", ("p",), "next(-1)", "Conflict before"),
    Key("conflict.forth", ("pagedown", "space"), "scroll(1)", "Further down in the texts"),
    Key("conflict.back", ("pageup",), "scroll(-1)", "Further up in the texts"),
    Key("conflict.leave", ("q", "escape"), "back", "Back", "back"),
)
CONFLICT_LIST_KEYS = (
    Key("conflict.open", ("enter",), "open", "Open the task", "open"),
    Key("conflict.down", ("down",), "move(1)", "Down"),
    Key("conflict.up", ("up",), "move(-1)", "Up"),
    Key("conflict.first", ("home",), "first", "First"),
    Key("conflict.last", ("end",), "last", "Last"),
)
UNDO_LIST_KEYS = (Key("past.open", ("enter",), "open", "See what it did", "see"),)
UNDO_KEYS = (
    Key("past.undo", ("u",), "take_back", "Take this change back", "take back"),
    Key("past.redo", ("ctrl+r",), "bring_back", "Bring it back again", "bring back"),
    Key("past.person", ("o",), "person", "Of one person only", "by person"),
)
PART_KEYS = (
    Key("part.next", ("tab",), "part(1)", "Next part of the view", "next part"),
    Key("part.previous", ("shift+tab",), "part(-1)", "Part before"),
)
BEHIND_KEYS = (
    Key("behind.forth", ("space",), "scroll(1)", "Further down in what stands behind it"),
    Key("behind.back", ("backspace",), "scroll(-1)", "Further up in what stands behind it"),
    Key("behind.leave", ("q", "escape"), "back", "Back", "back"),
)
PROBLEM_KEYS = (Key("problem.open", ("enter",), "open", "Edit the file", "edit"),)
WHY_KEYS = (
    Key("why.close", ("w", "q"), "cancel", "Close"),
    Key("why.goals", ("g",), "goals", "Change the goals", "change goals"),
    Key("why.tie", ("t",), "tie", "Tie it to the goal nearest to it", "tie to nearest"),
    Key("why.ask", ("a",), "ask", "Ask whoever owns the goal", "ask why"),
    Key("why.answer", ("r",), "answer", "Answer what is asked", "answer"),
)
HELP_KEYS = (
    Key("help.close", ("escape", "?"), "dismiss", "Close", "close", first=True),
    Key("help.down", ("down",), "scroll(1)", "Down"),
    Key("help.up", ("up",), "scroll(-1)", "Up"),
    Key("help.page.down", ("pagedown",), "scroll(10)", "Page down"),
    Key("help.page.up", ("pageup",), "scroll(-10)", "Page up"),
)
APP_KEYS = (Key("app.suspend", ("ctrl+z",), "suspend_process", "Back to the shell, until `fg`"),)
TOUR_KEYS = (Key("tour.next", ("n",), "tour_next", "Next step of the tour"),)
"""They work while the tour lasts, where nobody gave them to another action."""
TABLES = (
    WORK_KEYS, LIST_KEYS, BOARD_KEYS, MONTH_KEYS, DAY_KEYS, DETAIL_KEYS, STEP_KEYS,
    FILTER_KEYS, DIALOG_KEYS, CONFLICT_KEYS, CONFLICT_LIST_KEYS, UNDO_LIST_KEYS, UNDO_KEYS,
    PART_KEYS, BEHIND_KEYS, PROBLEM_KEYS, WHY_KEYS, HELP_KEYS, APP_KEYS, TOUR_KEYS,
    *planning.TABLES, *goal_keys.TABLES,
)  # fmt: skip
EVERY_KEY = {key.id: key for key in chain(*TABLES)}
TYPED_INTO = (FILTER_KEYS, DIALOG_KEYS, HELP_KEYS)
"""Where letters are typed, so that no letter can be a key."""
TOGETHER = (
    (LIST_KEYS, BOARD_KEYS, WORK_KEYS, APP_KEYS),
    (MONTH_KEYS, WORK_KEYS, APP_KEYS),
    (DETAIL_KEYS, WORK_KEYS, APP_KEYS),
    (STEP_KEYS, WORK_KEYS, APP_KEYS),
    (FILTER_KEYS, APP_KEYS),
    (DIALOG_KEYS, APP_KEYS),
    (DAY_KEYS, APP_KEYS),
    (WHY_KEYS, APP_KEYS),
    (HELP_KEYS, APP_KEYS),
    (CONFLICT_KEYS, CONFLICT_LIST_KEYS, PART_KEYS, APP_KEYS),
    (UNDO_KEYS, LIST_KEYS, PART_KEYS, BEHIND_KEYS, APP_KEYS),
    (PROBLEM_KEYS, PART_KEYS, BEHIND_KEYS, APP_KEYS),
    *(
        (*tables, PART_KEYS, BEHIND_KEYS, APP_KEYS)
        for tables in (*planning.TOGETHER, *goal_keys.TOGETHER)
    ),
)
"""Which tables work at the same time."""

HINTS = {key.id: key.hint for key in EVERY_KEY.values() if key.hint}
HELP = "app.help"
SECTIONS = {
    "task": "Tasks", "goal": "Goals", "change": "Tasks", "view": "View", "sync": "Everywhere",
}  # fmt: skip
"""What the help calls the groups of keys, by how their ids begin."""


def bindings(keys: tuple[Key, ...]) -> list[Binding]:
    """The bindings of a table; all keys of an action carry its id, for a keymap to change."""
    from textual.binding import Binding

    return [
        Binding(
            ",".join(one.keys) or NO_KEY,
            one.action,
            one.label,
            show=bool(one.hint),
            key_display="enter" if one.keys == ("enter",) else None,
            priority=one.first,
            id=one.id,
        )
        for one in keys
    ]


def binding_of(id_: str) -> Binding:
    """The bindings of the one action with this id."""
    return bindings((EVERY_KEY[id_],))[0]
