"""The one table of fields: what every document kind can hold, and how each field behaves.

Reader, writer, merge, `set`, forms and filters all read this table; a new field is one line.
"""

from __future__ import annotations

from enum import StrEnum

from tuiwork.dataclass import dataclass
from tuiwork.model.kinds import Kind
from tuiwork.model.task import PRIORITIES


class Type(StrEnum):
    """The type of a field's value; with `many`, of each element of an array."""

    TEXT = "text"
    URL = "url"  # text that is a web address
    NAME = "name"  # the slug of another document, of the kind `names`
    TASK = "task"  # the id of a task
    GOAL = "goal"  # `objective` or `objective/key-result`
    STATUS = "status"
    CHOICE = "choice"
    DATE = "date"
    DURATION = "duration"
    NUMBER = "number"
    FLAG = "flag"
    TABLE = "table"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its key in the front matter, its type, its words and how it merges.

    `many` makes it a set (tables: rows matched by `row_key`). `event` says that a change of it
    leaves a `key A -> B` entry in the log. `unit` names fields that merge as one.
    """

    key: str
    kinds: tuple[Kind, ...]
    type: Type
    label: str
    many: bool = False
    event: bool = False
    names: Kind | None = None
    choices: tuple[str, ...] = ()
    row_key: str = ""
    unit: str = ""
    fixed: bool = False  # not for people to set: identity and birth


_T = (Kind.TASK,)
_G = (Kind.GOAL,)
_I = (Kind.INITIATIVE,)
_P = (Kind.PERSON,)
_C = (Kind.CUSTOMER,)
_L = (Kind.SPACE, Kind.LIST)
_V = (Kind.VIEW,)

STAGES = ("candidate", "decided", "pilot", "implementing", "everyday", "closed")
APPROACHES = ("direct", "self-serve", "coached", "together")
LAYOUTS = ("list", "board", "agenda", "calendar", "timeline")

FIELDS: tuple[Field, ...] = (
    Field("id", _T, Type.TEXT, "Id", fixed=True),
    Field("title", (*_T, *_G, *_I, Kind.DECISION, Kind.PROCESS), Type.TEXT, "Title"),
    Field("status", _T, Type.STATUS, "Status", event=True),
    Field(
        "owner",
        (*_T, *_G, *_I, Kind.PROCESS, *_C),
        Type.NAME,
        "Owner",
        event=True,
        names=Kind.PERSON,
    ),
    Field("collaborators", _T, Type.NAME, "Collaborators", many=True, names=Kind.PERSON),
    Field("priority", _T, Type.CHOICE, "Priority", event=True, choices=PRIORITIES),
    Field("goals", (*_T, *_I, *_L), Type.GOAL, "Goals", many=True),
    Field("initiative", _T, Type.NAME, "Initiative", names=Kind.INITIATIVE),
    Field("run", (*_T, *_L), Type.FLAG, "Run work"),
    Field("start", (*_T, *_G, *_I), Type.DATE, "Start"),
    Field("due", _T, Type.DATE, "Due", event=True),
    Field("promise", _T, Type.DATE, "Promised"),
    Field("estimate", _T, Type.DURATION, "Estimate"),
    Field("parent", _T, Type.TASK, "Parent"),
    Field("blocked_by", _T, Type.TASK, "Blocked by", many=True),
    Field("relates", _T, Type.TASK, "Relates to", many=True),
    Field("duplicates", _T, Type.TASK, "Duplicates", many=True),
    Field("recur", _T, Type.TEXT, "Repeats", unit="recurrence"),
    Field("series", _T, Type.TEXT, "Series", unit="recurrence"),
    Field("type", _T, Type.TEXT, "Type"),
    Field("tags", _T, Type.TEXT, "Tags", many=True),
    Field("customer", _T, Type.NAME, "Customer", names=Kind.CUSTOMER),
    Field("audience", _T, Type.CHOICE, "Audience", choices=("internal", "customer")),
    Field("urgency", _T, Type.NUMBER, "Urgency"),
    Field("effect", _T, Type.NUMBER, "Effect"),
    Field("remind", _T, Type.TEXT, "Remind", many=True),
    Field("links", _T, Type.TEXT, "Links", many=True),
    Field("created", _T, Type.DATE, "Created", fixed=True),
    Field("rank", _T, Type.TEXT, "Rank"),
    Field("fields", _T, Type.TABLE, "Custom fields"),
    Field("name", (Kind.SETTINGS, *_L, *_P, *_C, *_V), Type.TEXT, "Name"),
    Field("workflow", (Kind.LIST,), Type.TEXT, "Workflow"),
    Field("period", _G, Type.TEXT, "Period"),
    Field("end", (*_G, *_I), Type.DATE, "End"),
    Field("closed", (*_G, *_I), Type.DATE, "Closed", unit="stage"),
    Field("parent", _G, Type.NAME, "Parent goal", names=Kind.GOAL),
    Field("cadence", _G, Type.DURATION, "Check-in cadence"),
    Field("key_results", _G, Type.TABLE, "Key results", many=True, row_key="id"),
    Field("stage", _I, Type.CHOICE, "Stage", choices=STAGES, unit="stage"),
    Field("approach", _I, Type.CHOICE, "Approach", choices=APPROACHES),
    Field("after", _I, Type.NAME, "After", many=True, names=Kind.INITIATIVE),
    Field("emails", _P, Type.TEXT, "E-mail addresses", many=True),
    Field("hours", _P, Type.NUMBER, "Hours a week"),
    Field("tier", _C, Type.NUMBER, "Tier"),
    Field("query", _V, Type.TEXT, "Query"),
    Field("layout", _V, Type.CHOICE, "Layout", choices=LAYOUTS),
    Field("conflicts", tuple(Kind), Type.TABLE, "Kept values", many=True),
)

_BY_KIND: dict[Kind, dict[str, Field]] = {
    kind: {field.key: field for field in FIELDS if kind in field.kinds} for kind in Kind
}

ALIASES = {
    "list": "place",
    "tag": "tags",
    "goal": "goals",
    "blocked": "blocked_by",
    "collaborator": "collaborators",
    "link": "links",
}


def fields_of(kind: Kind) -> dict[str, Field]:
    """The fields of a kind by key, in the order in which a new document is written."""
    return _BY_KIND[kind]


def field_of(kind: Kind, key: str) -> Field | None:
    """The field called `key` in documents of `kind`, None when nothing is known of it."""
    return _BY_KIND[kind].get(key)
