"""The first files of a new workspace: its settings, an inbox, and whoever made it."""

from __future__ import annotations

from tuiwork.errors import Refused
from tuiwork.model.change import Change, FileChange
from tuiwork.model.kinds import SETTINGS_PATH, Kind
from tuiwork.model.settings import FORMAT
from tuiwork.model.workspace import Workspace
from tuiwork.text.edit import compose
from tuiwork.text.toml import show

FIRST_LIST = {
    "spaces/work/space.toml": 'name = "Work"\n',
    "spaces/work/inbox/list.toml": 'name = "Inbox"\n',
}


def begin(name: str, timezone: str | None, handle: str, person: str, email: str | None) -> Change:
    """A workspace called `name`, with an inbox and one person in it. Raises Refused."""
    if not name.strip():
        raise Refused("a workspace needs a name")
    settings = [f"format = {FORMAT}", f"name = {show(name)}"]
    settings += [f"timezone = {show(timezone)}"] if timezone else []
    texts = {
        SETTINGS_PATH: "\n".join(settings) + "\n",
        **FIRST_LIST,
        f"people/{handle}.md": compose(
            Kind.PERSON, {"name": person} | ({"emails": [email]} if email else {})
        ),
    }
    files = tuple(FileChange(path, None, text) for path, text in texts.items())
    return Change(f"Began the workspace “{name}”"[:72], files)


def complete(workspace: Workspace) -> Change:
    """What a workspace lacks to be worked in: a first list, where it has none."""
    texts = {} if workspace.lists else FIRST_LIST
    files = tuple(
        FileChange(path, None, text)
        for path, text in texts.items()
        if path not in workspace.documents
    )
    return Change("Made a first list, the inbox", files)
