"""Why-questions on the command line: asking, answering, and what nobody answered yet."""

from __future__ import annotations

from typing import Any

from tuiwork.cli.arguments import Usage
from tuiwork.cli.call import Call
from tuiwork.cli.output import Span
from tuiwork.cli.table import Column, table
from tuiwork.cli.task_json import iso
from tuiwork.insight.questions import Asked, days_words, open_questions
from tuiwork.store.load import EVERYTHING, Scope
from tuiwork.verbs.questions import answer_why, ask_why

_COLUMNS = (Column(), Column(right=True), Column(), Column(), Column(grows=True))


def run(call: Call) -> None:
    """What `why` does with --ask, --answer or --open."""
    typed = call.arguments
    ask, answer = typed.option("--ask"), typed.option("--answer")
    if sum([ask is not None, answer is not None, typed.flag("--open")]) > 1:
        raise Usage("why takes one of --ask, --answer and --open")
    if typed.flag("--open"):
        _show(call)
        return
    id_ = typed.word("ID")
    if not id_:
        raise Usage("why needs the task that the words are about: why ID --ask TEXT")
    call.session.expect_change()
    call.load(Scope(ids=(id_,)))
    if ask is not None:
        call.change("asked about", ask_why, id_, call.text_of(ask))
    else:
        call.change("answered", answer_why, id_, call.text_of(answer or ""))


def _show(call: Call) -> None:
    """The questions that nobody answered, the oldest first."""
    workspace = call.load(EVERYTHING)
    me = call.session.handle if call.arguments.flag("--mine") else None
    found = open_questions(workspace, call.session.today, me)
    if call.json:
        call.output.document(questions=[question_object(one) for one in found])
        return
    for one in found:
        row: list[Span] = [
            (workspace.short(one.task.id), "accent"),
            (days_words(one.days), "amber"),
            f"{one.question.by} asks {one.to.handle or 'nobody'}",
            ("about", "dim"),
            one.task.title,
        ]
        call.output.lines(table(_COLUMNS, [row], call.output.width))
        call.output.line("     ", (one.question.text.split("\n")[0], "dim"))
    if not found:
        call.output.talk("nobody waits for an answer")


def question_object(one: Asked) -> dict[str, Any]:
    """An open question as programs read it."""
    through = one.to.through
    return {
        "task": one.task.id,
        "title": one.task.title,
        "at": iso(one.question.at),
        "by": one.question.by,
        "text": one.question.text,
        "to": one.to.handle,
        "through": {"kind": through.kind, "id": through.name} if through else None,
        "days": one.days,
    }
