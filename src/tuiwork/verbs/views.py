"""The verb on saved views: a query under a name, for everybody who shares the workspace."""

from __future__ import annotations

from tuiwork.errors import Refused
from tuiwork.model.change import Actor, Change, FileChange
from tuiwork.model.document import Document
from tuiwork.model.fields import LAYOUTS
from tuiwork.model.ids import slug
from tuiwork.model.kinds import Kind
from tuiwork.model.workspace import Workspace
from tuiwork.text.edit import compose
from tuiwork.text.query.parse import parse_query
from tuiwork.text.query.run import compile_query
from tuiwork.verbs.editing import Edit, change_of, diary


def save_view(
    workspace: Workspace, actor: Actor, name: str, query: str, layout: str = "list"
) -> Change:
    """The view of this name made, or made to show this query in this layout.

    Raises Refused for an empty name or an unknown layout, QueryError for a query without sense.
    """
    name = " ".join(name.split())
    if not name:
        raise Refused("a view needs a name")
    if layout not in LAYOUTS:
        raise Refused(f"“{layout}” is no layout; expected {', '.join(LAYOUTS)}")
    compile_query(parse_query(query), workspace, actor)
    path = f"views/{slug(name)}.toml"
    shown = None if layout == "list" else layout
    old = workspace.documents.get(path)
    if old is not None:
        edit = Edit(old, {"name": name, "query": query, "layout": shown})
        return change_of(workspace, diary("Changed the view", [old]), [edit])
    fields = {"name": name, "query": query} | ({"layout": shown} if shown else {})
    view = Document(path, Kind.VIEW, fields)
    file = FileChange(path, None, compose(Kind.VIEW, fields))
    return Change(diary("Saved the view", [view]), (file,), (slug(name),))
