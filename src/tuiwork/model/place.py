"""Places: spaces, folders and lists, the tree in which tasks lie."""

from __future__ import annotations

from collections.abc import Mapping

from tuiwork.dataclass import dataclass
from tuiwork.model.document import Document


class Space(Document):
    """A department or large area: a folder under spaces/."""

    __slots__ = ()


class TaskList(Document):
    """A place for tasks with one workflow: a folder with a list.toml.

    Tasks found in a folder without a list.toml get a list without fields, so that none is hidden.
    """

    __slots__ = ()

    @property
    def name(self) -> str:
        """What people call it on the command line: its path under spaces/."""
        return self.folder.removeprefix("spaces/")

    @property
    def space(self) -> str:
        """The slug of the space it lies in."""
        return self.name.split("/")[0]

    @property
    def workflow(self) -> str | None:
        return self.text("workflow")


@dataclass(frozen=True, slots=True)
class Place:
    """One row of the tree: a space, a plain folder or a list, with the depth it is shown at."""

    folder: str
    title: str
    depth: int
    list: TaskList | None


def tree_of(titles: Mapping[str, str], lists: Mapping[str, TaskList]) -> list[Place]:
    """Spaces, which have `titles` by folder, folders and lists from the top down."""
    folders = set(titles)
    for folder in lists:
        parts = folder.split("/")
        folders |= {"/".join(parts[:count]) for count in range(2, len(parts) + 1)}
    return [
        Place(
            folder,
            titles.get(folder) or _folder_title(folder, lists),
            folder.count("/") - 1,
            lists.get(folder),
        )
        for folder in sorted(folders, key=lambda one: one.split("/"))
    ]


def _folder_title(folder: str, lists: Mapping[str, TaskList]) -> str:
    known = lists.get(folder)
    if known is not None and known.text("name"):
        return known.title
    return folder.rpartition("/")[2].replace("-", " ").capitalize()
