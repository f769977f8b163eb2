"""The commands about goals, plans, initiatives and people, as the sweep of hostile texts calls
them."""

from __future__ import annotations

from collections.abc import Iterator

Words = tuple[str, ...]

LOOKS: tuple[Words, ...] = (
    ("goal", "tree", "--all"),
    ("goal", "gaps"),
    ("plan", "show"),
    ("plan", "drift"),
    ("plan", "done"),
    ("initiative", "list"),
    ("initiative", "portfolio"),
    ("initiative", "approaches"),
    ("roadmap",),
    ("decision", "list"),
    ("decision", "due"),
    ("load",),
    ("capacity",),
    ("forecast",),
    ("why", "--open"),
    ("align", "--candidates"),
)
"""What is called once, of everything."""


def of_plans(id_: str, text: str, name: str) -> Iterator[Words]:
    """What is called for each text, on the documents that hold it and with it as an argument."""
    yield from _of_goals(text, name)
    yield from _of_initiatives(text, name)
    yield from _of_periods(id_, text, name)
    yield from _of_people(id_, text, name)


def _of_goals(text: str, name: str) -> Iterator[Words]:
    yield "goal", "set", name, "--title", text, "--purpose", text
    yield "goal", "set", text, "--parent", text, "--cadence", text
    yield "goal", "benchmark", f"{name}/{text}", "1", "2", "--source", text
    yield "goal", "state", name, "at risk", "--note", text, "--until", "friday"
    yield "goal", "state", name, text, "--note", text, "--until", text
    yield "goal", "carry", name, "--to", "2026-Q3", "--with-tasks", "--outcome", text
    yield "goal", "carry", text, "--to", text
    yield "goal", "close", name, "--outcome", text
    yield "forecast", "--goal", text
    yield "lens", name
    yield "lens", text


def _of_initiatives(text: str, name: str) -> Iterator[Words]:
    yield "initiative", "add", text
    for look in ("show", "preflight", "qif"):
        yield "initiative", look, name
        yield "initiative", look, text
    yield "initiative", "list", "--horizon", text
    yield "initiative", "set", name, f"mandate={text}", f"why={text}"
    yield "initiative", "set", name, f"{text}={text}"
    yield "initiative", "advance", name, "--force", "--reason", text
    yield "initiative", "advance", name, "--to", text, "--stops", text
    yield "initiative", "checkin", name, "1/2", text
    yield "initiative", "checkin", name, text
    yield "initiative", "reflect", name, text, "--learned", text, "--choice", text
    yield "initiative", "reflect", name, text, "--learned", text, "--choice", "keep"
    yield "initiative", "obstacle", name, "time", text
    yield "initiative", "obstacle", name, text, text
    yield "initiative", "practice", name, text, "--slot", text
    yield "initiative", "qif", name, "1", "--evidence", text
    yield "initiative", "after", name, text
    yield "capacity", "check", name
    yield "capacity", "check", text
    yield "initiative", "close", name, "abandoned", text
    yield "initiative", "close", name, text


def _of_periods(id_: str, text: str, name: str) -> Iterator[Words]:
    yield "plan", "add", id_, "--reason", text, "--target", "friday"
    yield "plan", "add", text, "--period", text
    yield "plan", "wait", id_, "--reason", text
    yield "plan", "rank", id_, "--after", text
    yield "plan", "decline", id_, "--reason", text, "--revisit", "friday"
    yield "plan", "decline", text, "--reason", text
    yield "plan", "review", text
    yield "plan", "start", "2026-Q3", "--in", id_, "--decline", f"{name}={text}", "--record"
    yield "plan", "start", text, "--in", text
    yield "decision", "add", text, "--choice", text, "--review", "friday", "--option", text
    yield "decision", "show", name
    yield "decision", "show", text
    yield "decision", "review", name, text, "--learned", text
    yield "decision", "review", text, text
    yield "who", "owns", id_
    yield "who", "owns", text
    yield "why", id_, "--ask", text
    yield "why", id_, "--answer", text
    yield "forecast", text


def _of_people(id_: str, text: str, name: str) -> Iterator[Words]:
    yield "person", "add", text, text, "--role", text
    yield "person", "add", name, text, "--email", text
    yield "person", "set", name, "--hours", text
    yield "person", "set", name, "--away", "friday", "--what", text
    yield "person", "set", text, "--protect", "2", "--what", text
    yield "load", name
    yield "load", text
    yield "capacity", "--add", f"{text}:30h", "--without", text
    yield "capacity", "--assign", f"{id_}={text}"
    yield "time", id_, "30m", text
    yield "time", id_, text
