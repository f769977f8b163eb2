"""Why a task is done, in words: one line, or the whole chain."""

from __future__ import annotations

from typing import Any

from tuiwork.cli.output import Line, Output, Span
from tuiwork.insight.why import Link, Why
from tuiwork.text.numbers import percent as percent

BAR = 20
"""The cells of a progress bar."""

STATE_STYLES = {"on track": "green", "at risk": "amber", "off track": "red"}


def why_line(output: Output, why: Why) -> Line:
    """The goals a task serves, with their progress, on one line."""
    if not why.chains:
        return _without_goal(why)
    line: Line = []
    for chain in why.chains:
        steps = [one for one in chain if one.kind in ("key result", "objective")][:2]
        line += [(", ", "dim")] if line else []
        for number, step in enumerate(steps):
            line += [(f" {output.sign('inside')} ", "dim")] if number else []
            line += [(step.title, "dim"), *progress(output, step)]
    return line


def _without_goal(why: Why) -> Line:
    if why.broken:
        return [(f"broken link to {', '.join(why.broken)}", "amber")]
    if why.run:
        return [("keeps things running", "dim")]
    return [("no goal linked", "amber")]


def progress(output: Output, link: Link) -> Line:
    """How far a step of the chain has come, with the sign of its state."""
    spans: list[Span] = []
    state = str(link.state) if link.state else ""
    if output.sign(state):
        spans.append((f" {output.sign(state)}", STATE_STYLES.get(state, "")))
    if link.progress is not None:
        spans.append((f" {percent(link.progress)}", STATE_STYLES.get(state, "dim")))
    return spans


def chain_object(why: Why) -> list[dict[str, Any]]:
    """The chain as the JSON contract has it: that of the first goal, empty without one."""
    return [link_object(one) for one in why.chains[0]] if why.chains else []


def link_object(link: Link) -> dict[str, Any]:
    """One step of a chain."""
    return {
        "kind": link.kind,
        "id": link.id,
        "title": link.title,
        "progress": link.progress,
        "expected": link.expected,
        "state": str(link.state) if link.state else None,
        "detail": link.detail,
    }


def standing(output: Output, link: Link) -> Line:
    """How far something has come, as a bar and in numbers, and where it should be."""
    if link.progress is None:
        return []
    state = str(link.state or "")
    line: Line = [
        bar(output, link.progress, link.expected),
        (f"  {percent(link.progress)}", STATE_STYLES.get(state, "")),
    ]
    if link.expected is not None:
        line.append((f"  expected {percent(link.expected)}", "dim"))
        line.append((f"  {output.sign(state)} {state}", STATE_STYLES.get(state, "")))
    return line


def bar(output: Output, progress: float | None, expected: float | None) -> str:
    """A progress bar; its tick is where the period says it should be."""
    if progress is None:
        return ""
    done = round(progress * BAR)
    tick = None if expected is None else min(BAR - 1, round(expected * BAR))
    names = [
        "bar tick" if at == tick else "bar done" if at < done else "bar left" for at in range(BAR)
    ]
    return "".join(map(output.sign, names))
