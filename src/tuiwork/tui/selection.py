"""Which tasks the Work view shows: those of a place that pass the filter, as rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from tuiwork.dataclass import dataclass, field
from tuiwork.errors import Refused
from tuiwork.model.change import Actor
from tuiwork.model.fields import LAYOUTS
from tuiwork.model.place import Place
from tuiwork.model.task import Task
from tuiwork.model.workflow import Category, Workflow
from tuiwork.model.workspace import Workspace
from tuiwork.text.query.parse import parse_query
from tuiwork.text.query.run import compile_query, group_of, sort_tasks
from tuiwork.text.query.tree import AllOf, Query, Term
from tuiwork.tui.layouts.agenda import agenda_rows, by_day
from tuiwork.tui.layouts.board import BoardColumn, board_columns
from tuiwork.tui.layouts.lately import finished_lately
from tuiwork.tui.layouts.timeline import in_order
from tuiwork.tui.layouts.tree import as_tree, unfolded
from tuiwork.tui.look import Layout, Look
from tuiwork.tui.narrowing import Folders, Narrowing, matching
from tuiwork.tui.places import MINE, VIEW, view_path
from tuiwork.tui.widgets.rows import Row

MY_WORK = "owner:@me sort:due,-priority"
"""The query that one's own work stands for."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What there is to see: the rows keyed by task id, and how many tasks stand in each category.

    `without_filter` counts the tasks that the place shows. `ordered` says that a query put them in
    order, not their rank within lists. `columns` are those of a board and `days` those of a
    calendar, which have no other rows; `depths` tells how deep a subtask stands below others.
    """

    look: Look
    rows: tuple[Row, ...]
    categories: Counter[Category]
    without_filter: int
    ordered: bool
    columns: tuple[BoardColumn, ...] = ()
    depths: Mapping[str, int] = field(default_factory=dict)
    days: Mapping[date, Sequence[Row]] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return self.categories.total()


class BrokenView(Refused):
    """The query of a saved view makes no sense."""


def all_of(workspace: Workspace, actor: Actor, look: Look) -> list[Task]:
    """The tasks that a look shows as a list. Raises what `Selector.select` does."""
    rows = Selector().select(workspace, actor, look).rows
    return [row.value for row in rows if isinstance(row.value, Task)]


@dataclass(frozen=True, slots=True)
class _Section:
    """The tasks of one list: as rows, and how many stand in each category."""

    tasks: Sequence[Task]
    workflow: Workflow
    rows: tuple[Row, ...]
    categories: Counter[Category]
    depths: Mapping[str, int]


class Selector:
    """Makes selections, and keeps what it made of lists without a filter until they change.

    It belongs to one thread.
    """

    def __init__(self) -> None:
        self._sections: dict[tuple[str, bool], _Section] = {}
        self._tree: Sequence[Place] = ()
        self._titles: dict[str, str] = {}
        self._narrowing = Narrowing()

    def select(self, workspace: Workspace, actor: Actor, look: Look) -> Selection:
        """What a look shows.

        Raises QueryError for a filter that makes no sense, BrokenView for such a saved view.
        """
        of_place, of_filter = _queries(workspace, actor, look)
        queries = [*of_place, *of_filter]
        every = look.closed or any(query.mentions_state for query in queries)
        folders: Folders = dict(_folders(workspace, look.place, every=every))
        folders = matching(workspace, actor, folders, of_place)
        before = sum(map(len, folders.values()))
        for query in of_filter:
            folders = self._narrowing.find(workspace, actor, folders, query)
        sections = [
            self._section(workspace, folder, tasks, every=None if queries else every)
            for folder, tasks in folders.items()
            if tasks
        ]
        categories: Counter[Category] = Counter()
        for section in sections:
            categories.update(section.categories)
        ordering = [query for query in queries if query.sort]
        if look.layout is Layout.LIST and not ordering and not any(one.group for one in queries):
            return self._listed(workspace, look, sections, categories, before)
        tasks = [task for section in sections for task in section.tasks]
        for query in ordering:
            tasks = sort_tasks(query, workspace, actor, tasks)
        columns: tuple[BoardColumn, ...] = ()
        days: Mapping[date, Sequence[Row]] = {}
        rows: tuple[Row, ...] = ()
        if look.layout is Layout.BOARD:
            lately = [] if every else _lately(workspace, actor, look, [*of_place, *of_filter])
            columns = board_columns(workspace, tasks, folders, closed=look.closed, lately=lately)
        elif look.layout is Layout.CALENDAR:
            days = by_day(tasks)
        elif look.layout is Layout.AGENDA:
            rows = agenda_rows(tasks, actor.now)
        elif look.layout is Layout.TIMELINE:
            rows = tuple(_plain(tasks if ordering else in_order(tasks)))
        else:
            grouping = [query for query in queries if query.group]
            rows = tuple(_grouped(workspace, actor, grouping, tasks))
        return Selection(look, rows, categories, before, bool(ordering), columns, days=days)

    def _listed(
        self,
        workspace: Workspace,
        look: Look,
        sections: Sequence[_Section],
        categories: Counter[Category],
        before: int,
    ) -> Selection:
        """The tasks list after list, each in the order of its ranks, subtasks below parents."""
        depths: dict[str, int] = {}
        for section in sections:
            depths.update(section.depths)
        if look.place in workspace.lists:
            rows = [row for section in sections for row in section.rows]
        else:
            rows = list(self._with_headers(workspace, sections))
        if look.folded:
            rows = list(unfolded(rows, depths, look.folded))
        return Selection(look, tuple(rows), categories, before, ordered=False, depths=depths)

    def _section(
        self, workspace: Workspace, folder: str, tasks: Sequence[Task], *, every: bool | None
    ) -> _Section:
        """The section of a list, made anew unless `every` says it is one that is kept."""
        workflow = workspace.settings.workflow(workspace.lists[folder].workflow)
        kept = None if every is None else self._sections.get((folder, every))
        if kept is not None and kept.tasks is tasks and kept.workflow is workflow:
            return kept
        section = _made(workflow, tasks)
        if every is not None:
            self._sections[folder, every] = section
        return section

    def _with_headers(self, workspace: Workspace, sections: Iterable[_Section]) -> Iterator[Row]:
        """The rows with the name of each list above its tasks."""
        if self._tree is not workspace.tree:
            self._tree = workspace.tree
            self._titles = {}
        for number, section in enumerate(sections):
            folder = section.tasks[0].folder
            if folder not in self._titles:
                from tuiwork.text.meaning import place_titles

                self._titles[folder] = place_titles(workspace, folder)
            if number:
                yield Row(f":gap {folder}", "", header=True)
            yield Row(f":list {folder}", self._titles[folder], header=True)
            yield from section.rows


def tasks_of(workspace: Workspace, actor: Actor, place: str) -> list[Task]:
    """The tasks that a place shows without a filter, list after list. Raises BrokenView."""
    queries, _ = _queries(workspace, actor, Look(place))
    every = any(query.mentions_state for query in queries)
    folders = matching(workspace, actor, dict(_folders(workspace, place, every=every)), queries)
    return [task for tasks in folders.values() for task in tasks]


def query_of(workspace: Workspace, place: str) -> str:
    """The query that a place stands for, empty for spaces, lists and everything."""
    if place == MINE:
        return MY_WORK
    view = workspace.documents.get(view_path(place)) if place.startswith(VIEW) else None
    return (view.text("query") if view else None) or ""


def layout_of(workspace: Workspace, place: str) -> Layout | None:
    """The layout that a saved view names; a view that names none is a list, other places are as
    one looked before."""
    if not place.startswith(VIEW):
        return None
    view = workspace.documents.get(view_path(place))
    named = view.text("layout") if view is not None else None
    return Layout(named) if named in LAYOUTS else Layout.LIST


def looked_for(workspace: Workspace, look: Look) -> str:
    """The query that finds what a look shows, for a saved view. Raises QueryError."""
    place = query_of(workspace, look.place)
    if not look.place.startswith(":"):
        place = str(Term("list", "", (look.place.removeprefix("spaces/"),)))
    first, second = parse_query(place), parse_query(look.filter)
    every = (Term("is", "", ("open", "done")),) if look.closed else ()
    tree = AllOf(tuple(one for one in (first.tree, second.tree, *every) if one != AllOf()))
    return str(Query(tree, second.sort or first.sort, second.group or first.group))


def _queries(workspace: Workspace, actor: Actor, look: Look) -> tuple[list[Query], list[Query]]:
    """The query of the place and that of the filter, where there is one; both make sense."""
    of_place, of_filter = [], []
    if query := query_of(workspace, look.place):
        try:
            of_place.append(_understood(workspace, actor, query))
        except Refused as error:
            words = getattr(error, "sentence", error.message)
            raise BrokenView(f"{view_path(look.place)}: {words}") from None
    if look.filter.strip():
        of_filter.append(_understood(workspace, actor, look.filter))
    return of_place, of_filter


def _understood(workspace: Workspace, actor: Actor, text: str) -> Query:
    query = parse_query(text)
    compile_query(query, workspace, actor)
    return query


def _folders(
    workspace: Workspace, place: str, *, every: bool
) -> Iterator[tuple[str, Sequence[Task]]]:
    """The lists of a place with their tasks in order, the open ones or every one."""
    tasks_in = workspace.tasks_in if every else workspace.open_in
    below = "" if place.startswith(":") else f"{place}/"
    for folder in workspace.lists:
        if f"{folder}/".startswith(below):
            yield folder, tasks_in.get(folder, ())


def _lately(workspace: Workspace, actor: Actor, look: Look, queries: Iterable[Query]) -> list[Task]:
    """What was finished lately of a place and passes the queries, the last first."""
    folders = dict(_folders(workspace, look.place, every=True))
    every = (task for tasks in folders.values() for task in tasks)
    found = finished_lately(workspace, every, actor.now)
    return list(matching(workspace, actor, {"": found}, queries)[""])


def _made(workflow: Workflow, tasks: Sequence[Task]) -> _Section:
    categories: Counter[Category] = Counter()
    for status, count in Counter(task.status for task in tasks).items():
        category = Category.TODO if status is None else workflow.category(status)
        categories[category] += count
    ordered, depths = as_tree(tasks)
    return _Section(tasks, workflow, tuple(_plain(ordered)), categories, depths)


def _grouped(
    workspace: Workspace, actor: Actor, queries: Iterable[Query], tasks: Iterable[Task]
) -> Iterator[Row]:
    """The rows below the names of their groups, if a query makes some; the last one decides."""
    name_of = None
    for query in queries:
        name_of = group_of(query, workspace, actor)
    if name_of is None:
        yield from _plain(tasks)
        return
    groups: dict[str, list[Task]] = {}
    for task in tasks:
        groups.setdefault(name_of(task), []).append(task)
    for number, (name, members) in enumerate(groups.items()):
        if number:
            yield Row(f":gap {name}", "", header=True)
        yield Row(f":group {name}", f"{name}  {len(members)}", header=True)
        yield from _plain(members)


def _plain(tasks: Iterable[Task]) -> Iterator[Row]:
    return (Row(task.id, task) for task in tasks)
