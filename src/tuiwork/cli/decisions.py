"""The commands about decisions: list, show, add, review, due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from tuiwork.cli.arguments import Operand, Option, Usage
from tuiwork.cli.call import Call, reads, writes
from tuiwork.cli.days import day_option, shown
from tuiwork.cli.output import Span
from tuiwork.cli.table import Column, table
from tuiwork.insight.deciding import decisions_of, reviews_due
from tuiwork.model.decision import Decision
from tuiwork.model.kinds import Kind
from tuiwork.store.load import Scope
from tuiwork.verbs import decisions

DECISION = Operand("DECISION", "a decision's name, or a part of it", offers="decisions")
_COLUMNS = (Column(), Column(grows=True), Column(spare=2), Column(right=True), Column())


@reads()
def decision_list(call: Call) -> None:
    """The decisions, the newest first, and when each is looked at."""
    workspace = call.load(Scope(folders=()))
    _tell(call, decisions_of(workspace), "no decision is written down; `decision add` does it")


@reads(example="tuiwork decision due --json")
def decision_due(call: Call) -> None:
    """The decisions to be looked at by today, the longest overdue first."""
    workspace = call.load(Scope(folders=()))
    _tell(call, reviews_due(workspace, call.session.today), "no decision is due for a look")


def _tell(call: Call, found: Sequence[Decision], nothing: str) -> None:
    today = call.session.today
    if call.json:
        call.output.document(decisions=[decision_object(one, today) for one in found])
        return
    rows: list[list[Span]] = [
        [
            (one.slug, "accent"),
            one.title,
            one.owner or "",
            (shown(one.decided), "dim"),
            _review(one, today),
        ]
        for one in found
    ]
    call.output.lines(table(_COLUMNS, rows, call.output.width))
    if not found:
        call.output.talk(nothing)


def _review(one: Decision, today: date) -> Span:
    if not one.is_open:
        return (f"reviewed {shown(one.reviewed)}".rstrip() if one.review else "no review", "dim")
    late = one.days_overdue(today)
    if late:
        days = "1 day" if late == 1 else f"{late} days"
        return f"! review {days} overdue", "red"
    return f"review {one.review}", "amber" if one.review == today else ""


def decision_object(one: Decision, today: date) -> dict[str, Any]:
    """A decision as the JSON contract has it."""
    from tuiwork.cli.task_json import plain

    return {
        **plain(one),
        "id": one.slug,
        "title": one.title,
        "path": one.path,
        "computed": {"is_open": one.is_open, "days_overdue": one.days_overdue(today)},
    }


@reads(DECISION, example="tuiwork decision show parts-supplier")
def decision_show(call: Call) -> None:
    """One decision: what was chosen among what and why, what came of it, what was learned."""
    from tuiwork.cli.showing import entry_object, log_lines
    from tuiwork.text.log import entries_of

    workspace = call.load(Scope(folders=()))
    name = workspace.find_named(Kind.DECISION, call.arguments.word("DECISION"))
    [one] = [each for each in decisions_of(workspace) if each.slug == name]
    now = call.session.now
    if call.json:
        found = decision_object(one, now.date())
        found |= {"notes": one.notes or "", "log": [entry_object(e) for e in entries_of(one)]}
        call.output.document(decision=found)
        return
    output = call.output
    output.line((one.title, "bold"), (f"  {one.slug}", "dim"))
    head = [one.owner or "nobody owns it", f"decided {shown(one.decided) or 'some day'}"]
    output.line("  ".join(head), "  ", _review(one, now.date()))
    rows: list[list[Span]] = [[("context", "dim"), one.text("context") or ""]]
    rows += [[("option", "dim"), each] for each in one.names("options")]
    keys = ("choice", "expected", "outcome", "learned")
    rows += [[(key, "dim"), one.text(key) or ""] for key in keys]
    output.lines(
        [[], *table((Column(), Column(grows=True)), [row for row in rows if row[1]], None)]
    )
    notes = (one.notes or "").strip()
    for line in ["", *notes.splitlines()] if notes else []:
        output.line(line)
    output.lines(log_lines(entries_of(one), now))


@writes(
    Operand("TITLE", "what it is about, in words"),
    Option("--choice", "what was chosen", "TEXT"),
    Option("--review", "when you will look at what came of it, in words", "DATE"),
    Option("--context", "what made it necessary", "TEXT"),
    Option("--option", "what could have been chosen; may be given several times", "TEXT"),
    Option("--expected", "what should come of it", "TEXT"),
    Option("--owner", "who answers for it; you by default", "PERSON", offers="people"),
    example='tuiwork decision add "One supplier" --choice Frigoteknik --review 2026-09-01',
)
def decision_add(call: Call) -> None:
    """A choice written down, with the day on which you look at what came of it."""
    workspace = call.load(Scope(folders=()))
    typed = call.arguments
    choice = typed.option("--choice")
    if not choice:
        raise Usage("what was chosen? decision add needs --choice TEXT")
    if typed.option("--review") is None:
        raise Usage("when will you look at what came of it? decision add needs --review DATE")
    call.change(
        "",
        decisions.add_decision,
        typed.word("TITLE"),
        choice,
        day_option(call, workspace, "--review"),
        context=call.text_of(typed.option("--context") or ""),
        expected=typed.option("--expected") or "",
        options=typed.every("--option"),
        owner=typed.option("--owner"),
    )


@writes(
    DECISION,
    Operand("OUTCOME", "what came of it, in words; - reads stdin", many=True, free=True),
    Option("--learned", "what you would do otherwise", "TEXT"),
    Option("--again", "when to look at it once more, in words", "DATE"),
    example='tuiwork decision review parts-supplier "Boards take nine days" --again +3m',
)
def decision_review(call: Call) -> None:
    """What came of a decision; an earlier outcome stays in its log."""
    workspace = call.load(Scope(folders=()))
    call.change(
        "",
        decisions.review_decision,
        call.arguments.word("DECISION"),
        call.text_of(call.arguments.word("OUTCOME")),
        learned=call.arguments.option("--learned") or "",
        again=day_option(call, workspace, "--again"),
    )
