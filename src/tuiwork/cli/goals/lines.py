"""Goals as lines on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tuiwork.cli.output import Line, Output, Span
from tuiwork.cli.reasons import STATE_STYLES, bar, percent
from tuiwork.insight.goals.asking import Asked
from tuiwork.insight.goals.standing import ResultStanding, Standing
from tuiwork.insight.goals.tree import GoalNode
from tuiwork.insight.goals.words import (
    benchmark_words,
    last_words,
    measure_words,
    said_words,
    work_words,
)
from tuiwork.insight.why import value_words
from tuiwork.text.numbers import number_words
from tuiwork.text.sparkline import sparkline

Trail = Sequence[tuple[date, float]]


def sign_of(output: Output, found: Standing) -> Span:
    """The sign of a goal's state, with a mark behind it where its last check-in is too old."""
    mark = output.sign("stale") if found.stale else ""
    return output.sign(str(found.state)) + mark, STATE_STYLES.get(str(found.state), "")


def spark(output: Output, trail: Trail) -> tuple[str, str]:
    """Progress from check-in to check-in."""
    values = [share for _, share in trail]
    return sparkline(values, ascii_only=not output.style.unicode), "dim"


def last_line(asked: Asked, today: date) -> tuple[str, str]:
    """When somebody last checked in, in amber where this is too long ago."""
    return last_words(asked, today), "amber" if asked.stale else "dim"


def goal_line(output: Output, found: Standing, indent: str = "") -> Line:
    """A goal's sign, title and name, its owner and period."""
    goal = found.goal
    facts = [goal.owner or "nobody owns it", goal.text("period") or ""]
    facts += [f"closed {goal.fields['closed']}"] if "closed" in goal.fields else []
    facts += ["lies below itself"] if found.circular else []
    return [
        indent,
        sign_of(output, found),
        f" {output.sign('goal')} " if not output.sign(str(found.state)) else "  ",
        (goal.title, "bold"),
        (f"  {goal.slug}  {'  '.join(filter(None, facts))}", "dim"),
    ]


def stand_lines(output: Output, found: Standing, today: date, indent: str = "") -> list[Line]:
    """How far a goal has come, as a bar and in numbers, and what somebody says against it."""
    lines: list[Line] = []
    if found.progress is not None:
        state = str(found.state)
        line: Line = [
            indent,
            bar(output, found.progress, found.expected),
            (f"  {percent(found.progress)}", STATE_STYLES.get(state, "")),
        ]
        if found.expected is not None:
            line.append((f"  expected {percent(found.expected)}", "dim"))
            line.append((f"  {output.sign(state)} {state}", STATE_STYLES.get(state, "")))
        last, style = last_line(found.asked, today)
        lines.append(
            [*line, "  ", spark(output, found.trail), (f"  {last}" if last else "", style)]
        )
    elif found.asked.stale:
        lines.append([indent, last_line(found.asked, today)])
    said = said_words(found, today)
    return [*lines, [indent, (said, "amber")]] if said else lines


def result_cells(output: Output, one: ResultStanding, today: date, indent: str = "") -> list[Span]:
    """A key result as cells of a table."""
    result = one.key_result
    way = f"{number_words(result.start)} → {number_words(result.target)} {result.unit}".rstrip()
    now = value_words(one)
    last = last_line(one.asked, today) if one.asked.stale else ("", "")
    return [
        (f"{indent}{result.id}", "accent"),
        result.title,
        way,
        f"now {now}" if now else "",
        (bar(output, one.progress, None), "dim"),
        percent(one.progress),
        (output.sign(str(one.state)), STATE_STYLES.get(str(one.state), "")),
        spark(output, one.trail),
        (one.trouble, "amber") if one.trouble else last,
    ]


def more_words(one: ResultStanding) -> list[str]:
    """What else is to be said of a key result: how it is worked out, how it compares."""
    return [words for words in (measure_words(one), benchmark_words(one.key_result)) if words]


def tree_lines(output: Output, node: GoalNode, today: date) -> tuple[list[Line], list[list[Span]]]:
    """A goal of the tree: the lines above, and its key results as rows of a table."""
    indent = "  " * node.depth
    lines = [goal_line(output, node.standing, indent)]
    lines += stand_lines(output, node.standing, today, f"{indent}   ")
    lines.append([indent, "   ", (work_words(node.work), "dim" if node.work.total else "amber")])
    rows: list[list[Span]] = [
        [*result_cells(output, one.standing, today, f"{indent}   ")[:8], work_words(one.work)]
        for one in node.key_results
    ]
    return lines, rows
