"""The commands about what work is for: why, align."""

from __future__ import annotations

from collections.abc import Sequence

from tuiwork.cli.arguments import Option, Usage
from tuiwork.cli.call import DRY_RUN, ID, JSON, Call, Command
from tuiwork.cli.output import Line, Output
from tuiwork.cli.reasons import link_object, standing
from tuiwork.dataclass import replace
from tuiwork.insight.why import Link, Why, why
from tuiwork.model.task import Task
from tuiwork.store.load import Scope
from tuiwork.text.questions import questions_of


def _why(call: Call) -> None:
    """What a task is for: the chain from it up to the goal and its purpose.

    With --ask: a question in its log, for whoever owns the goal. With --answer: the answer. With
    --open: the questions that nobody answered.
    """
    if any(call.arguments.option(name) is not None for name in ("--ask", "--answer", "--open")):
        from tuiwork.cli.questions import run

        run(call)
        return
    id_ = call.arguments.word("ID")
    if not id_:
        raise Usage(f"why needs ID: {ID.help}; `why --open` lists what nobody answered")
    workspace = call.load_measured(Scope(ids=(id_,)))
    task = workspace.task(id_)
    answer = why(workspace, task, call.session.today)
    if call.json:
        _why_json(call, answer)
        return
    output = call.output
    output.line((workspace.short(task.id), "accent"), "  ", (task.title, "bold"))
    for chain in answer.chains:
        output.lines(_chain(output, chain))
    if not answer.chains:
        output.lines(_no_goal(output, answer))
    output.lines(_questions(task))
    if answer.broken:
        output.line((f"broken link to {', '.join(answer.broken)}", "amber"))


why_task = Command(
    _why,
    (
        replace(ID, needed=False),
        Option("--ask", "ask whoever answers for it; - reads stdin", "TEXT"),
        Option("--answer", "answer what was asked; - reads stdin", "TEXT"),
        Option("--open", "the questions that nobody answered yet"),
        Option("--mine", "with --open, those for you alone"),
        DRY_RUN,
        JSON,
    ),
    example='tuiwork why k7f --ask "Which goal does it serve?"',
)


def _why_json(call: Call, answer: Why) -> None:
    chains = [[link_object(one) for one in chain] for chain in answer.chains]
    call.output.document(
        id=answer.task.id,
        source=answer.source,
        chain=chains[0] if chains else [],
        chains=chains,
        run=answer.run,
        broken=list(answer.broken),
        candidates=[link_object(one) for one in answer.candidates],
        questions=[
            {"by": one.by, "text": one.text, "answered_by": one.answered_by, "answer": one.answer}
            for one in questions_of(answer.task.log)
        ],
    )


def _questions(task: Task) -> list[Line]:
    """Who asked why, and what was answered."""
    lines: list[Line] = []
    for one in questions_of(task.log):
        lines.append([(f"{one.by} asks: ", "dim"), one.text])
        if one.answer is None:
            lines.append([("nobody answered yet", "amber")])
        else:
            lines.append([(f"{one.answered_by} answers: ", "dim"), one.answer])
    return lines


def _chain(output: Output, chain: Sequence[Link]) -> list[Line]:
    lines: list[Line] = []
    for depth, link in enumerate(chain):
        lead = "  " * depth + output.sign("under") + " "
        lines.append([(lead, "dim"), (f"{link.kind}  ", "dim"), link.title])
        blank = "  " * (depth + 1)
        words = f"“{link.detail}”" if link.kind == "objective" else link.detail
        lines += [[blank, *standing(output, link)]] if link.progress is not None else []
        lines += [[blank, (words, "dim")]] if link.detail else []
    return lines


def _no_goal(output: Output, answer: Why) -> list[Line]:
    if answer.run:
        return [["It keeps things running; that needs no goal."]]
    lines: list[Line] = [[("No goal is linked.", "amber")]]
    if answer.candidates:
        lines.append([("The nearest ones, for `tuiwork link ID --goal NAME`:", "dim")])
    for link in answer.candidates:
        lines.append(["  ", (link.id, "accent"), f"  {link.title}  ", *standing(output, link)])
    return lines
