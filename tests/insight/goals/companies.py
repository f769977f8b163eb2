"""Small companies with goals, for tests of what is worked out about them."""

from __future__ import annotations

from collections.abc import Sequence

from tests.verbs.company import FILES, JOBS, of_texts, task
from tuiwork.model.workspace import Workspace

CheckIns = Sequence[tuple[str, float]]


def goal(slug: str, *rows: str, log: str = "", **fields: str) -> tuple[str, str]:
    """The path and text of a goal; rows and fields are given as TOML."""
    front = "".join(f"{key} = {value}\n" for key, value in fields.items())
    tables = "".join(f"\n[[key_results]]\n{row}\n" for row in rows)
    told = f"\n## Log\n\n{log}" if log else ""
    return f"goals/{slug}.md", f'+++\ntitle = "{slug.title()}"\n{front}{tables}+++\n{told}'


def result(name: str, start: float, target: float, current: float, **more: str) -> str:
    """The row of a key result as TOML."""
    keys = {"start": start, "target": target, "current": current} | more
    return "\n".join([f'id = "{name}"', *(f"{key} = {value}" for key, value in keys.items())])


def checked(name: str, *values: tuple[str, float]) -> str:
    """Log entries: check-ins of a key result on days at noon."""
    return "".join(f"- {day}T12:00:00Z ali checkin {name} {value:g}\n" for day, value in values)


def done(id_: str, start: str, end: str, list_: str = JOBS, **fields: str) -> tuple[str, str]:
    """A task that was begun and finished on these days."""
    log = (
        f"- {start}T08:00:00Z ali status scheduled -> doing\n"
        f"- {end}T08:00:00Z ali status doing -> done\n"
    )
    given = {"status": '"done"', "created": f"{start}T08:00:00Z"} | fields
    return task(id_, list_, log=log, **given)


def of(*documents: tuple[str, str]) -> Workspace:
    """A company without other goals than these, with these tasks."""
    base = {path: text for path, text in FILES.items() if not path.startswith("goals/")}
    return of_texts(base | dict(documents))
