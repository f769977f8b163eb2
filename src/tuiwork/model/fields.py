"""The one table of fields: what every document kind can hold, and how each field behaves.

Reader, writer, merge, `set`, forms and filters all read this table; a new field is one line.
"""

from __future__ import annotations

from enum import StrEnum

from tuiwork.dataclass import dataclass
from tuiwork.model.goal import STATES
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
_N = (Kind.PLAN,)
_D = (Kind.DECISION,)

STAGES = ("candidate", "decided", "pilot", "implementing", "everyday", "closed")
APPROACHES = ("direct", "self-serve", "coached", "together")
OUTCOMES = ("adopted", "abandoned", "merged")
PHASES = ("develop", "embed")
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
    Field("phase", _T, Type.CHOICE, "Phase", choices=PHASES),
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
    Field("weight", _G, Type.NUMBER, "Weight"),
    Field("state", _G, Type.CHOICE, "State by hand", choices=STATES, unit="state"),
    Field("state_note", _G, Type.TEXT, "Why that state", unit="state"),
    Field("state_until", _G, Type.DATE, "State holds until", unit="state"),
    Field("outcome", _G, Type.TEXT, "Outcome", unit="stage"),
    Field("carried_from", _G, Type.NAME, "Carried over from", names=Kind.GOAL),
    Field("key_results", _G, Type.TABLE, "Key results", many=True, row_key="id"),
    Field("stage", _I, Type.CHOICE, "Stage", choices=STAGES, unit="stage"),
    Field("approach", _I, Type.CHOICE, "Approach", choices=APPROACHES),
    Field("after", _I, Type.NAME, "After", many=True, names=Kind.INITIATIVE),
    Field("outcome", _I, Type.CHOICE, "Outcome", choices=OUTCOMES, unit="stage"),
    Field("stops", _I, Type.NAME, "Stops", many=True, names=Kind.INITIATIVE),
    Field("sponsor", _I, Type.NAME, "Sponsor", names=Kind.PERSON),
    Field("lead", _I, Type.NAME, "Lead", names=Kind.PERSON),
    Field("facilitator", _I, Type.NAME, "Facilitator", names=Kind.PERSON),
    Field("process", _I, Type.NAME, "Process", names=Kind.PROCESS),
    Field("spaces", _I, Type.NAME, "Spaces", many=True, names=Kind.SPACE),
    Field("theme", _I, Type.TEXT, "Theme"),
    Field("raised_by", _I, Type.TEXT, "Raised by"),
    Field("confidence", _I, Type.NUMBER, "Confidence at launch"),
    Field("why", _I, Type.TEXT, "Why"),
    Field("simplest_way", _I, Type.TEXT, "Simplest way"),
    Field("leadership_needed", _I, Type.TEXT, "Leadership needed"),
    Field("expectations", _I, Type.TEXT, "Expectations from outside"),
    Field("readiness", _I, Type.TABLE, "Readiness"),
    Field("owner_after", _I, Type.NAME, "Owner after the pilot", names=Kind.PERSON),
    Field("mandate", _I, Type.TEXT, "Mandate"),
    Field("time_per_week", _I, Type.DURATION, "Time a week"),
    Field("resources", _I, Type.TEXT, "Resources"),
    Field("adoption_measure", _I, Type.TEXT, "Adoption measure"),
    Field("adoption_target", _I, Type.NUMBER, "Adoption target"),
    Field("adoption_source", _I, Type.TEXT, "Adoption source"),
    Field("adoption_cadence", _I, Type.TEXT, "Check-in cadence"),
    Field("effect_measure", _I, Type.TEXT, "Effect measure"),
    Field("effect_baseline", _I, Type.NUMBER, "Effect baseline"),
    Field("effect_target", _I, Type.NUMBER, "Effect target"),
    Field("follow_up", _I, Type.TEXT, "Follow-up forum"),
    Field("reinforced_by", _I, Type.TEXT, "Reinforced by"),
    Field("next_step", _I, Type.TEXT, "Next step"),
    Field("next_step_owner", _I, Type.NAME, "Next step's owner", names=Kind.PERSON),
    Field("next_step_due", _I, Type.DATE, "Next step due"),
    Field("next_step_visible_result", _I, Type.NUMBER, "Next step's visible result"),
    Field("next_step_effort", _I, Type.NUMBER, "Next step's effort"),
    Field("help_from", _I, Type.TEXT, "Help from"),
    Field("needs", _I, Type.TABLE, "Needs", many=True, row_key="person"),
    Field("qif", _I, Type.TABLE, "Implementation steps", many=True, row_key="step"),
    Field("behaviours", _I, Type.TABLE, "Behaviours", many=True, row_key="what"),
    Field("practice", _I, Type.TABLE, "Practice", many=True, row_key="what"),
    Field("checkins", _I, Type.TABLE, "Check-ins", many=True, row_key="date"),
    Field("obstacles", _I, Type.TABLE, "Obstacles", many=True, row_key="what"),
    Field("groups", _I, Type.TABLE, "Groups", many=True, row_key="name"),
    Field("loops", _I, Type.TABLE, "Loops", many=True, row_key="action"),
    Field("emails", _P, Type.TEXT, "E-mail addresses", many=True),
    Field("hours", _P, Type.NUMBER, "Hours a week"),
    Field("role", _P, Type.TEXT, "Role"),
    Field("absence", _P, Type.TABLE, "Absence", many=True, row_key="from"),
    Field("protected", _P, Type.TABLE, "Protected time", many=True, row_key="what"),
    Field("tier", _C, Type.NUMBER, "Tier"),
    Field("query", _V, Type.TEXT, "Query"),
    Field("layout", _V, Type.CHOICE, "Layout", choices=LAYOUTS),
    Field("owner", (*_N, *_D), Type.NAME, "Owner", event=True, names=Kind.PERSON),
    Field("owner", _L, Type.NAME, "Owner", names=Kind.PERSON),
    Field("lead", (Kind.SETTINGS,), Type.NAME, "Lead", names=Kind.PERSON),
    Field("title", _N, Type.TEXT, "Title"),
    Field("cadence", _N, Type.DURATION, "Review cadence"),
    Field("started", _N, Type.DATE, "Started"),
    Field("reviewed", (*_N, *_D), Type.DATE, "Looked at"),
    Field("items", _N, Type.TABLE, "Items", many=True, row_key="of"),
    Field("date", _D, Type.DATE, "Decided"),
    Field("review", _D, Type.DATE, "Review"),
    Field("context", _D, Type.TEXT, "Context"),
    Field("options", _D, Type.TEXT, "Options", many=True),
    Field("choice", _D, Type.TEXT, "Choice"),
    Field("expected", _D, Type.TEXT, "Expected"),
    Field("outcome", _D, Type.TEXT, "Outcome"),
    Field("learned", _D, Type.TEXT, "Learned"),
    Field("trade_offs", _D, Type.TABLE, "Trade-offs", many=True, row_key="space"),
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
