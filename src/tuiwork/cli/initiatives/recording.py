"""The commands that record how initiatives go: checkin, reflect, obstacle, practice, qif."""

from __future__ import annotations

from datetime import date

from tuiwork.cli.arguments import Operand, Option, Usage
from tuiwork.cli.call import Call, writes
from tuiwork.cli.days import day_option
from tuiwork.cli.goals.writing import as_number
from tuiwork.cli.initiatives.reading import NAME
from tuiwork.cli.output import Span
from tuiwork.model.initiative_fields import CHOICES, OBSTACLES, PRACTICES
from tuiwork.store.load import Scope

DAY = Option("--date", "the day, in words; today by default", "DATE")
WITH = Option("--with", "who took part; may be given again", "PERSON", offers="people")


def _number(call: Call, name: str) -> float | None:
    typed = call.arguments.option(name)
    return None if typed is None else as_number(name, typed)


@writes(
    NAME,
    Operand("USING", "how many do it, or `5/6` with how many should"),
    Operand("OBSTACLES", "what hinders, in words", needed=False, many=True),
    Option("--expected", "how many should; as last time by default", "NUMBER"),
    Option("--cases", "how many cases there were", "NUMBER"),
    Option("--faster", "how many of them went faster than before", "NUMBER"),
    Option("--value", "the effect measure's value", "NUMBER"),
    Option("--pulse", "how it feels, 1 to 5", "NUMBER"),
    DAY,
    example="tuiwork initiative checkin incident-playbook 5/6 --cases 10 --faster 7",
)
def initiative_checkin(call: Call) -> None:
    """How many use it, with which effect, and what hinders."""
    from tuiwork.verbs.initiatives.recording import check_in

    workspace = call.load(Scope(folders=()))
    using, slash, expected = call.arguments.word("USING").partition("/")
    should = as_number("USING", expected) if slash else _number(call, "--expected")
    call.change(
        "",
        check_in,
        call.arguments.word("INITIATIVE"),
        as_number("USING", using),
        should,
        cases=_number(call, "--cases"),
        faster=_number(call, "--faster"),
        value=_number(call, "--value"),
        pulse=_number(call, "--pulse"),
        obstacles=call.arguments.word("OBSTACLES"),
        day=day_option(call, workspace, "--date"),
    )


@writes(
    NAME,
    Operand("ACTION", "what was tried"),
    Option("--expected", "what you thought would happen", "TEXT"),
    Option("--happened", "what happened", "TEXT"),
    Option("--learned", "what you learned; the loop stays open without it", "TEXT"),
    Option("--choice", ", ".join(CHOICES), "CHOICE"),
    Option("--next", "when to look at it again, in words", "DATE"),
    WITH,
    example='tuiwork initiative reflect photo "Photo before lunch" --learned "Gloves"',
)
def initiative_reflect(call: Call) -> None:
    """A loop: what was tried, what happened, what was learned."""
    from tuiwork.verbs.initiatives.recording import reflect

    workspace = call.load(Scope(folders=()))
    options = call.arguments
    call.change(
        "",
        reflect,
        options.word("INITIATIVE"),
        options.word("ACTION"),
        expected=options.option("--expected") or "",
        happened=options.option("--happened") or "",
        learned=options.option("--learned") or "",
        choice=options.option("--choice") or "",
        took_part=options.every("--with"),
        next_=day_option(call, workspace, "--next"),
    )


@writes(
    NAME,
    Operand("KIND", ", ".join(OBSTACLES)),
    Operand("WHAT", "what stands in the way", many=True),
    example='tuiwork initiative obstacle photo time "Three photos take five minutes"',
)
def initiative_obstacle(call: Call) -> None:
    """Something that stands in the way, of one of six kinds."""
    from tuiwork.verbs.initiatives.recording import note_obstacle

    call.load(Scope(folders=()))
    words = call.arguments
    call.change("", note_obstacle, words.word("INITIATIVE"), words.word("KIND"), words.word("WHAT"))


@writes(
    NAME,
    Operand("WHAT", "what is learned or practised"),
    Option("--slot", "when it comes again, such as “Thursday 07:30”", "WORDS"),
    Option("--date", "the one day it is held on, in words", "DATE"),
    Option("--kind", ", ".join(PRACTICES), "KIND"),
    WITH,
    example='tuiwork initiative practice photo "Look at last week\'s photos" --slot "Friday 15:00"',
)
def initiative_practice(call: Call) -> None:
    """A training, a workshop, or a slot in which people practise."""
    from tuiwork.verbs.initiatives.recording import plan_practice

    workspace = call.load(Scope(folders=()))
    options = call.arguments
    call.change(
        "",
        plan_practice,
        options.word("INITIATIVE"),
        options.word("WHAT"),
        day=day_option(call, workspace, "--date"),
        slot=options.option("--slot") or "",
        kind=options.option("--kind") or "",
        people=options.every("--with"),
    )


@writes(
    NAME,
    Operand("STEP", "1 to 14; without one, where they stand", needed=False),
    Option("--evidence", "by what one sees it: words, or a link", "TEXT"),
    example='tuiwork initiative qif customer-status-page 6 --evidence "Course in May"',
)
def initiative_qif(call: Call) -> None:
    """A step of the quality implementation framework done, or all fourteen shown."""
    from tuiwork.verbs.initiatives.recording import quality_step

    call.load(Scope(folders=()))
    name, step = call.arguments.word("INITIATIVE"), call.arguments.word("STEP")
    if not step:
        _show_steps(call, name)
        return
    if not (step.isascii() and step.isdigit()):
        raise Usage(f"STEP takes a number from 1 to 14, not “{step}”")
    evidence = call.arguments.option("--evidence") or ""
    call.change("", quality_step, name, int(step), evidence)


def _show_steps(call: Call, name: str) -> None:
    from tuiwork.cli.table import Column, table
    from tuiwork.insight.initiatives.conditions import quality
    from tuiwork.model.kinds import Kind

    workspace = call.session.workspace
    one = workspace.initiatives[workspace.find_named(Kind.INITIATIVE, name)]
    found = quality(one)
    if call.json:
        steps = [
            {"step": step.step, "name": step.name, "done": _iso(step.done),
             "evidence": step.evidence}
            for step in one.quality_steps
        ]  # fmt: skip
        first = found.first_open if found else None
        next_ = first.step if first else None
        call.output.document(initiative=one.slug, qif=steps, next=next_)
        return
    if found is None:
        call.output.talk(f"“{one.title}” does without the fourteen steps; doing one adds them")
        return
    rows: list[list[Span]] = [
        [
            (call.output.sign("done"), "green") if step.done else call.output.sign("todo"),
            str(step.step),
            step.name,
            (_iso(step.done) or "", "dim"),
            (step.evidence, "dim"),
        ]
        for step in one.quality_steps
    ]
    columns = (Column(), Column(right=True), Column(grows=True), Column(), Column(spare=1))
    call.output.line((one.title, "bold"), f"  {found.words}")
    call.output.lines(table(columns, rows, call.output.width))


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
