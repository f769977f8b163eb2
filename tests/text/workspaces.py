"""A small workspace in memory: enough names to be clear, near and ambiguous."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from tuiwork.model.change import Actor
from tuiwork.model.document import Document
from tuiwork.model.kinds import Kind, kind_of
from tuiwork.model.nouns import make_document
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace

TODAY = date(2026, 6, 15)  # a Monday
SARA = Actor(
    "sara", datetime(2026, 6, 15, 9, 0, tzinfo=timezone(timedelta(hours=2))), TODAY, lambda: "new"
)

SETTINGS: dict[str, Any] = {
    "languages": ["en", "da"],
    "calendar": {"hours_per_day": 8},
    "workflow": {
        "service": {
            "statuses": [
                {"name": "scheduled", "category": "todo"},
                {"name": "doing", "category": "active"},
                {"name": "parts", "category": "blocked"},
                {"name": "done", "category": "done"},
            ]
        }
    },
    "fields": {
        "area": {"type": "choice", "options": ["north", "south"]},
        "price": {"type": "money"},
        "contact": {"type": "person"},
        "page": {"type": "url"},
        "visit": {"type": "date"},
        "note": {"type": "poem", "label": "Side {note}"},
    },
}

BASE: dict[str, dict[str, Any]] = {
    "tuiwork.toml": SETTINGS,
    "spaces/operations/space.toml": {"name": "Operations"},
    "spaces/operations/jobs/list.toml": {"name": "Jobs", "workflow": "service"},
    "spaces/operations/incidents/list.toml": {"name": "Incidents"},
    "spaces/customers/space.toml": {"name": "Customers"},
    "spaces/customers/quotes/list.toml": {"name": "Quotes", "goals": ["grow"]},
    "people/sara.md": {"name": "Sara Holm"},
    "people/sam.md": {"name": "Sam Berg"},
    "people/freja.md": {"name": "Freja Lind"},
    "customers/havnegaard.md": {"name": "Havnegaard Hotels"},
    "initiatives/photo-reports.md": {"title": "Photo reports", "goals": ["faster-service"]},
    "goals/faster-service.md": {
        "title": "Faster service",
        "key_results": [{"id": "handling-time", "title": "Handling time"}],
    },
    "goals/grow.md": {"title": "Grow"},
    "goals/old-portal.md": {"title": "Leave the old portal", "closed": date(2026, 5, 1)},
}


def workspace(more: dict[str, dict[str, Any]] | None = None) -> Workspace:
    """The small workspace with more documents, by path."""
    return Workspace(
        {path: _document(path, fields) for path, fields in (BASE | (more or {})).items()}
    )


def with_tasks(*tasks: Document) -> Workspace:
    """The small workspace with these tasks."""
    documents = dict(workspace().documents) | {task.path: task for task in tasks}
    return Workspace(documents)


def task(
    id_: str,
    place: str = "operations/jobs",
    *,
    notes: str | None = None,
    log: str | None = None,
    **fields: Any,
) -> Task:
    """A task of the small workspace."""
    given = {"id": id_, "title": id_, "created": datetime(2026, 6, 1, tzinfo=UTC)} | fields
    return Task(f"spaces/{place}/{id_}-x.md", Kind.TASK, given, notes, log)


def _document(path: str, fields: dict[str, Any]) -> Document:
    kind = kind_of(path)
    assert kind is not None
    return make_document(path, kind, fields)
