"""The first files of a new workspace: its settings, an inbox, and whoever made it."""

from __future__ import annotations

from tuiwork.errors import Refused
from tuiwork.model.change import Change, FileChange
from tuiwork.model.kinds import SETTINGS_PATH, Kind
from tuiwork.model.settings import FORMAT
from tuiwork.text.edit import compose
from tuiwork.text.toml import show

SPACE, INBOX = "spaces/work", "spaces/work/inbox"


def begin(name: str, timezone: str | None, handle: str, person: str, email: str | None) -> Change:
    """A workspace called `name`, with an inbox and one person in it. Raises Refused."""
    if not name.strip():
        raise Refused("a workspace needs a name")
    settings = [f"format = {FORMAT}", f"name = {show(name)}"]
    settings += [f"timezone = {show(timezone)}"] if timezone else []
    texts = {
        SETTINGS_PATH: "\n".join(settings) + "\n",
        f"{SPACE}/space.toml": 'name = "Work"\n',
        f"{INBOX}/list.toml": 'name = "Inbox"\n',
        f"people/{handle}.md": compose(
            Kind.PERSON, {"name": person} | ({"emails": [email]} if email else {})
        ),
    }
    files = tuple(FileChange(path, None, text) for path, text in texts.items())
    return Change(f"Began the workspace “{name}”"[:72], files)
