"""Where the Work view can look: everything, one's own work, a space or list, a saved view."""

from __future__ import annotations

from collections.abc import Mapping

from tuiwork.dataclass import dataclass
from tuiwork.errors import Refused
from tuiwork.model.change import Actor
from tuiwork.model.kinds import Kind
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.meaning import place_titles
from tuiwork.tui.widgets.rows import Row

ALL, MINE, PROBLEMS = ":all", ":mine", ":problems"
VIEW = ":view "
"""What the key of a saved view begins with; the keys of spaces and lists are their folders."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One row of the sidebar: what it is called, how deep it stands, how many open tasks it has.

    `sign` names the sign before it; a `broken` one cannot be looked at.
    """

    title: str
    depth: int = 0
    count: int | None = None
    sign: str = ""
    broken: bool = False


Counts = Mapping[str, int | None]
"""How many tasks a place that asks a question shows; None where the question makes no sense."""


def count_places(workspace: Workspace, actor: Actor) -> Counts:
    """The counts of one's own work and of the saved views. It asks every task: away from keys."""
    from tuiwork.tui.selection import tasks_of

    counts: dict[str, int | None] = {}
    for place in (MINE, *(f"{VIEW}{view.slug}" for view in workspace.of_kind(Kind.VIEW))):
        try:
            counts[place] = len(tasks_of(workspace, actor, place))
        except Refused:
            counts[place] = None
    return counts


def sidebar_rows(
    workspace: Workspace, counts: Counts, folded: frozenset[str], problems: int
) -> list[Row]:
    """The rows of the sidebar, keyed by place; without counts while not everything is loaded.

    What lies in a folded folder is left out.
    """
    open_in = _open_below(workspace) if workspace.is_whole else {}
    rows = [
        Row(ALL, Spot("Everything", count=open_in.get("spaces", 0))),
        Row(MINE, Spot("My work", count=counts.get(MINE))),
    ]
    if problems:
        rows.append(Row(PROBLEMS, Spot("Problems", count=problems, sign="problem")))
    rows.append(Row(":gap", Spot(""), header=True))
    hidden = ""
    for place in workspace.tree:
        if hidden and place.folder.startswith(hidden):
            continue
        below = open_in.get(place.folder, 0)
        sign = "" if place.list else "folded" if place.folder in folded else "unfolded"
        hidden = f"{place.folder}/" if sign == "folded" else ""
        rows.append(Row(place.folder, Spot(place.title, place.depth, below, sign)))
    views = workspace.of_kind(Kind.VIEW)
    if views:
        rows += [Row(":gap views", Spot(""), header=True)]
        rows += [Row(":views", Spot("Saved views"), header=True)]
    for view in views:
        key = f"{VIEW}{view.slug}"
        broken = key in counts and counts[key] is None
        rows.append(Row(key, Spot(view.title, 0, counts.get(key), broken=broken)))
    return rows


def _open_below(workspace: Workspace) -> dict[str, int]:
    """How many open tasks lie in each folder and in those below it."""
    counts: dict[str, int] = {}
    for folder, tasks in workspace.open_in.items():
        parts = folder.split("/")
        for end in range(1, len(parts) + 1):
            above = "/".join(parts[:end])
            counts[above] = counts.get(above, 0) + len(tasks)
    return counts


def is_folder(workspace: Workspace, place: str) -> bool:
    """Whether a place is a space or folder that lists lie in, so that it can be folded."""
    return place.startswith("spaces/") and place not in workspace.lists


def place_title(workspace: Workspace, place: str) -> str:
    """What a place is called, spaces and folders before it."""
    if place == ALL:
        return "Everything"
    if place == MINE:
        return "My work"
    if place.startswith(VIEW):
        view = workspace.documents.get(view_path(place))
        return view.title if view else place.removeprefix(VIEW)
    return place_titles(workspace, place)


def view_path(place: str) -> str:
    """Where the saved view of a place lies."""
    return f"views/{place.removeprefix(VIEW)}.toml"


def exists(workspace: Workspace, place: str) -> bool:
    """Whether there is such a place, still."""
    if place.startswith(VIEW):
        return view_path(place) in workspace.documents
    return place in (ALL, MINE) or any(one.folder == place for one in workspace.tree)


def default_folder(workspace: Workspace, place: str, current: Task | None = None) -> str | None:
    """The list that a new task goes to when it names none: the one looked at, else the one in which
    the task under the cursor lies."""
    if place in workspace.lists:
        return place
    return current.folder if current is not None else None
