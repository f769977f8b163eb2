"""The commands about period plans: show, add, wait, decline, rank, drift, done, review."""

from __future__ import annotations

from datetime import date

from tuiwork.cli.arguments import Operand, Option, Usage
from tuiwork.cli.call import Call, reads, writes
from tuiwork.cli.days import day_option
from tuiwork.insight.plans import plans_of
from tuiwork.model.goal import period_of
from tuiwork.model.plan import Plan, State
from tuiwork.model.subject import find_subject
from tuiwork.model.workspace import Workspace
from tuiwork.store.load import EVERYTHING, HEADS
from tuiwork.verbs import plans

REF = Operand("REF", "an initiative, a goal or a task", offers="subjects")
OF = Option("--period", "such as 2026-Q3; this one by default", "PERIOD", offers="plans")
WHICH = Operand("PERIOD", "such as 2026-Q3; this one by default", needed=False, offers="plans")
REASON = Option("--reason", "why, for whoever asked for it", "TEXT")
REVISIT = Option("--revisit", "when to look at it again, in words", "DATE")
TARGET = Option("--target", "by when it should be done, in words", "DATE")


def period_asked(call: Call, workspace: Workspace) -> str:
    """The period that was typed, else that of today."""
    typed = call.arguments.option("--period") or call.arguments.word("PERIOD")
    return typed or period_of(call.session.today, workspace.settings.period)


def _plan(call: Call, workspace: Workspace) -> Plan:
    """The plan that was asked for. Refused where there is none."""
    from tuiwork.errors import Refused

    period = period_asked(call, workspace)
    found = plans_of(workspace).get(period)
    if found is not None:
        return found
    there = ", ".join(sorted(plans_of(workspace)))
    hint = f"; there are {there}" if there else f"; `tuiwork plan start {period}` makes one"
    raise Refused(f"there is no plan of {period}{hint}")


@reads(WHICH, example="tuiwork plan show 2026-Q2")
def plan_show(call: Call) -> None:
    """What is in this period's plan, what waits, and what was declined and why."""
    from tuiwork.cli.plan_words import plan_lines, plan_object

    workspace = call.load(EVERYTHING)
    plan, today = _plan(call, workspace), call.session.today
    if call.json:
        call.output.document(plan=plan_object(workspace, plan, today))
    else:
        call.output.lines(plan_lines(call.output, workspace, plan, today))


def _decide(call: Call, state: State, target: date | None = None) -> None:
    workspace = call.session.workspace
    subject = find_subject(workspace, call.arguments.word("REF"))
    choice = plans.Choice(
        subject,
        state,
        call.text_of(call.arguments.option("--reason") or ""),
        day_option(call, workspace, "--revisit"),
        target,
    )
    call.change("", plans.decide, period_asked(call, workspace), [choice])


@writes(REF, OF, REASON, TARGET, example="tuiwork plan add quote-in-a-day --target 'end of july'")
def plan_add(call: Call) -> None:
    """Something put in a plan."""
    workspace = call.load(EVERYTHING)
    _decide(call, "in", day_option(call, workspace, "--target"))
    subject = find_subject(workspace, call.arguments.word("REF"))
    if subject.kind == "initiative" and not call.json:
        from tuiwork.cli.room import fit_sentences

        for sentence in fit_sentences(workspace, subject.name, call.session.today):
            call.output.talk(sentence)


@writes(REF, OF, REASON, REVISIT, example='tuiwork plan wait photo-reports --reason "No owner yet"')
def plan_wait(call: Call) -> None:
    """Something that waits; in a plan that was started, it counts as dropped."""
    call.load(HEADS)
    _decide(call, "waiting")


@writes(REF, OF, REASON, REVISIT, example='tuiwork plan decline portal --reason "Two ask for it"')
def plan_decline(call: Call) -> None:
    """Something that is not taken on, and why."""
    call.load(HEADS)
    if not call.arguments.option("--reason"):
        raise Usage(
            "why not? plan decline needs --reason TEXT, for whoever asked for it; --revisit DATE "
            "says when to look at it again"
        )
    _decide(call, "declined")


@writes(
    REF,
    Option("--before", "place it before this one", "REF", offers="subjects"),
    Option("--after", "place it after this one", "REF", offers="subjects"),
    OF,
    example="tuiwork plan rank quote-in-a-day --before photo-reports",
)
def plan_rank(call: Call) -> None:
    """An item placed within its plan; first, where no neighbour is named."""
    workspace = call.load(HEADS)
    before, after = call.arguments.option("--before"), call.arguments.option("--after")
    if before and after:
        raise Usage("plan rank takes --before or --after, not both")
    call.change(
        "",
        plans.rank_item,
        period_asked(call, workspace),
        find_subject(workspace, call.arguments.word("REF")),
        before=find_subject(workspace, before) if before else None,
        after=find_subject(workspace, after) if after else None,
    )


@writes(Operand("NOTE", "what you saw, in words", needed=False, many=True, free=True), OF)
def plan_review(call: Call) -> None:
    """A plan that you looked at again today; its cadence counts from here."""
    workspace = call.load(HEADS)
    call.change("", plans.review_plan, period_asked(call, workspace), call.arguments.word("NOTE"))


@reads(WHICH, example="tuiwork plan drift 2026-Q2 --json")
def plan_drift(call: Call) -> None:
    """How far a plan is from what it was at its start: what was added and dropped since."""
    from tuiwork.cli.plan_words import drift_line, drift_object, titles
    from tuiwork.errors import Refused
    from tuiwork.insight.plans import drift

    workspace = call.load(HEADS)
    plan = _plan(call, workspace)
    found = drift(plan)
    if found is None:
        raise Refused(f"the plan of {plan.period} was not started; there is nothing to drift from")
    if call.json:
        call.output.document(period=plan.period, drift=drift_object(found))
        return
    call.output.lines([drift_line(found)])
    for words, references in (("added", found.added), ("dropped", found.dropped)):
        if references:
            call.output.lines([[(words, "bold")], *titles(workspace, references)])


@reads(WHICH, example="tuiwork plan done 2026-Q2")
def plan_done(call: Call) -> None:
    """How much of what was in a plan at its start was finished within its period."""
    from tuiwork.cli.plan_words import completion_line, completion_object, titles
    from tuiwork.insight.plans import completion

    workspace = call.load(EVERYTHING)
    plan = _plan(call, workspace)
    found = completion(workspace, plan, call.session.today)
    if call.json:
        call.output.document(period=plan.period, completion=completion_object(found))
        return
    call.output.lines([completion_line(found)])
    left = [one for one in found.items if one not in found.done]
    for words, references in (("done", found.done), ("not done", left)):
        if references:
            call.output.lines([[(words, "bold")], *titles(workspace, references)])
