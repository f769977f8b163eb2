"""The workspace as a value: every loaded document, and the look-ups people and rules need."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeVar, cast

from tuiwork.errors import Ambiguous, Problem, Refused
from tuiwork.model.attachment import Attachment
from tuiwork.model.carrying import BLOCKS, CHILDREN, FOLDERS, KINDS, carry_over, open_ones
from tuiwork.model.document import Document
from tuiwork.model.goal import Goal, find_goal
from tuiwork.model.grouping import grouped
from tuiwork.model.initiative import Initiative
from tuiwork.model.key_result import KeyResult
from tuiwork.model.kinds import SETTINGS_PATH, Kind
from tuiwork.model.names import match
from tuiwork.model.person import Person
from tuiwork.model.place import Place, TaskList, tree_of
from tuiwork.model.settings import Settings, read_settings
from tuiwork.model.task import Task
from tuiwork.model.workflow import Category, Workflow

D = TypeVar("D", bound=Document)

SHORTEST_PREFIX = 3


class Workspace:
    """An immutable set of documents. `read` gives a file's whole text as it is on disk now,
    `attached` the attachments that are there now of a task, by its id, or of every one for None.

    `all_ids` gives every task id of the workspace in order, also of tasks that were not loaded,
    so that shortened ids stay unique; without it the loaded ones count.
    """

    def __init__(
        self,
        documents: Mapping[str, Document],
        *,
        read: Callable[[str], str] | None = None,
        all_ids: Callable[[], Sequence[str]] | None = None,
        problems: Mapping[str, tuple[Problem, ...]] | None = None,
        attached: Callable[[str | None], Sequence[Attachment]] | None = None,
    ) -> None:
        self.documents = documents
        self.read = read or _nothing_to_read
        self.attached = attached or _nothing_attached
        self._given_ids = all_ids
        self.problems_by_path = problems or {}

    def replace(
        self,
        changed: Mapping[str, Document | None],
        problems: Mapping[str, tuple[Problem, ...]] | None = None,
    ) -> Workspace:
        """A workspace in which these documents are as given, None meaning gone."""
        documents = dict(self.documents)
        found = dict(self.problems_by_path)
        for path, document in changed.items():
            found.pop(path, None)
            if document is None:
                documents.pop(path, None)
            else:
                documents[path] = document
        found |= {path: new for path, new in (problems or {}).items() if new}
        known = self._given_ids
        workspace = Workspace(documents, read=self.read, problems=found, attached=self.attached)
        if known is not None:
            workspace._given_ids = lambda: sorted({*known(), *workspace.tasks})
        carry_over(self, workspace, changed)
        return workspace

    @property
    def is_whole(self) -> bool:
        """Whether every task is loaded, so that theirs are all the ids there are."""
        return self._given_ids is None

    # What there is

    def of_kind(self, kind: Kind) -> list[Document]:
        """The documents of one kind, by path."""
        return self._by_kind.get(kind, [])

    @cached_property
    def _by_kind(self) -> dict[Kind, list[Document]]:
        return grouped(self.documents.values(), KINDS)

    @cached_property
    def settings(self) -> Settings:
        """What tuiwork.toml says, defaults for the rest."""
        document = self.documents.get(SETTINGS_PATH)
        return read_settings(document.fields if document else {})[0]

    @cached_property
    def problems(self) -> list[Problem]:
        """Everything wrong in the loaded files, by path and line."""
        everything = [problem for found in self.problems_by_path.values() for problem in found]
        return sorted(everything, key=lambda one: (one.path, one.line or 0, one.message))

    @cached_property
    def tasks(self) -> dict[str, Task]:
        """The tasks by id. Where two files claim one id, the first path has it."""
        tasks: dict[str, Task] = {}
        for document in self.of_kind(Kind.TASK):
            task = cast(Task, document)
            tasks.setdefault(task.id, task)
        return tasks

    @cached_property
    def children(self) -> dict[str, list[Task]]:
        """The subtasks of each task that has some, in rank order."""
        return grouped(self.tasks.values(), CHILDREN)

    @cached_property
    def blocks(self) -> dict[str, list[Task]]:
        """The tasks that wait for each task that somebody waits for, in rank order."""
        return grouped(self.tasks.values(), BLOCKS)

    @cached_property
    def tasks_in(self) -> dict[str, list[Task]]:
        """The tasks of each folder, in rank order."""
        return grouped(self.tasks.values(), FOLDERS)

    @cached_property
    def open_in(self) -> dict[str, list[Task]]:
        """The open tasks of each folder that has some, in rank order."""
        folders = {folder: open_ones(self, folder, one) for folder, one in self.tasks_in.items()}
        return {folder: tasks for folder, tasks in folders.items() if tasks}

    @cached_property
    def lists(self) -> dict[str, TaskList]:
        """The lists by folder, also those that are only a folder with tasks in it."""
        lists = {one.folder: cast(TaskList, one) for one in self.of_kind(Kind.LIST)}
        for folder in self.tasks_in:
            if folder not in lists:
                lists[folder] = TaskList(f"{folder}/list.toml", Kind.LIST, {})
        return dict(sorted(lists.items()))

    @cached_property
    def people(self) -> dict[str, Person]:
        return self._named(Kind.PERSON, Person)

    @cached_property
    def goals(self) -> dict[str, Goal]:
        return self._named(Kind.GOAL, Goal)

    @cached_property
    def initiatives(self) -> dict[str, Initiative]:
        return self._named(Kind.INITIATIVE, Initiative)

    @cached_property
    def customers(self) -> dict[str, Document]:
        return self._named(Kind.CUSTOMER, Document)

    def slugs(self, kind: Kind) -> frozenset[str]:
        """The names of all documents of a kind."""
        if kind not in self._slugs:
            self._slugs[kind] = frozenset(one.slug for one in self.of_kind(kind))
        return self._slugs[kind]

    @cached_property
    def _slugs(self) -> dict[Kind, frozenset[str]]:
        return {}

    def _named(self, kind: Kind, type_: type[D]) -> dict[str, D]:
        return {one.slug: one for one in self.of_kind(kind) if isinstance(one, type_)}

    @cached_property
    def tree(self) -> list[Place]:
        """Spaces, folders and lists from the top down, each with its depth."""
        titles = {one.folder: one.title for one in self.of_kind(Kind.SPACE)}
        return tree_of(titles, self.lists)

    # What a thing is

    def list_of(self, task: Task) -> TaskList:
        """The list a task lies in."""
        found = self.lists.get(task.folder)
        return found or TaskList(f"{task.folder}/list.toml", Kind.LIST, {})

    def workflow_of(self, task: Task) -> Workflow:
        """The workflow of the list a task lies in."""
        return self.settings.workflow(self.list_of(task).workflow)

    def category(self, task: Task) -> Category:
        """The category of a task's status in its own workflow; no status at all means todo."""
        status = task.status
        if status is None:
            return Category.TODO
        if (here := (task.folder, status)) not in self._categories:
            self._categories[here] = self.workflow_of(task).category(status)
        return self._categories[here]

    @cached_property
    def _categories(self) -> dict[tuple[str, str], Category]:
        """The category of each status in each folder that somebody asked for."""
        return {}

    def is_open(self, task: Task) -> bool:
        """Whether a task is still to be finished."""
        return self.category(task).is_open

    def key_result(self, reference: str) -> tuple[Goal, KeyResult | None] | None:
        """What a goal reference names: the goal, and the key result where it names one of it."""
        slug, _, part = reference.partition("/")
        goal = self.goals.get(slug)
        if goal is None:
            return None
        key_result = goal.key_result(part) if part else None
        return None if part and key_result is None else (goal, key_result)

    # Finding what somebody typed

    @cached_property
    def ids(self) -> Sequence[str]:
        """All task ids in order."""
        return self._given_ids() if self._given_ids else sorted(self.tasks)

    def short(self, id_: str) -> str:
        """The shortest beginning of an id that no other task shares, at least three characters."""
        ids, length = self.ids, SHORTEST_PREFIX
        place = bisect_left(ids, id_)
        after = place + (place < len(ids) and ids[place] == id_)
        neighbours = (*ids[max(0, place - 1) : place], *ids[after : after + 1])
        while length < len(id_) and any(one.startswith(id_[:length]) for one in neighbours):
            length += 1
        return id_[:length]

    def task(self, prefix: str) -> Task:
        """The one task whose id begins with `prefix`. Raises Ambiguous or Refused."""
        wanted = prefix.casefold()
        exact = self.tasks.get(prefix) or self.tasks.get(wanted)
        if exact is not None:
            return exact
        found = [
            task for id_, task in self.tasks.items() if wanted and id_.casefold().startswith(wanted)
        ]
        if len(found) == 1:
            return found[0]
        if found:
            some = ", ".join(f"{task.id} {task.title}" for task in found[:5])
            raise Ambiguous(
                f"“{prefix}” begins several ids: {some}; type more of it",
                tuple(task.id for task in found),
            )
        raise self._no_task(prefix)

    def _no_task(self, prefix: str) -> Refused:
        """Why no task has an id that begins like this: its file may be there and unreadable."""
        for path, problems in self.problems_by_path.items():
            named = path.rpartition("/")[2].startswith(prefix.casefold())
            if prefix and named and path not in self.documents and problems:
                problem = problems[0]
                return Refused(
                    f"{problem} — mend it first, its bytes are as they were", path, problem.line
                )
        return Refused(f"no task has an id that begins with “{prefix}”")

    def find_tasks(self, prefixes: Iterable[str]) -> list[Task]:
        """The tasks of several prefixes, each once, in the order given."""
        return list({task.id: task for task in map(self.task, prefixes)}.values())

    def find_list(self, words: str) -> TaskList:
        """The list that a path under spaces/, or a unique part of one, names."""
        by_name = {one.name: one for one in self.lists.values()}
        return by_name[match(words.removeprefix("spaces/"), by_name, "list")]

    def find_person(self, word: str) -> Person:
        """The person a handle, or the beginning of one, names."""
        return self.people[match(word.removeprefix("@"), self.people, "person")]

    def find_goal(self, word: str) -> str:
        """The full reference (`objective` or `objective/key-result`) that a part of it names; a
        closed goal is meant by its whole name, or where no open one is."""
        wanted = word.removeprefix("^")
        open_ones = {slug: one for slug, one in self.goals.items() if not one.is_closed}
        try:
            if wanted.partition("/")[0] not in self.goals:
                return find_goal(wanted, open_ones)
        except Ambiguous:
            raise
        except Refused:
            pass
        return find_goal(wanted, self.goals)

    def find_named(self, kind: Kind, word: str) -> str:
        """The slug of the document of `kind` that `word` names."""
        return match(word, self.slugs(kind), kind.value)


def _nothing_attached(task_id: str | None) -> Sequence[Attachment]:
    del task_id
    return ()


def _nothing_to_read(path: str) -> str:
    raise FileNotFoundError(path)
