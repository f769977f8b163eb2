"""The command that tells how everything stands, and mends what is broken: doctor."""

from __future__ import annotations

from typing import Any

from tuiwork.cli.arguments import Option
from tuiwork.cli.call import Call, writes
from tuiwork.cli.output import Line
from tuiwork.session.doctoring import Doctor, Section
from tuiwork.store.health import Finding, Level
from tuiwork.sync.rescue.steps import Step


@writes(
    Option("--fix", "mend what is broken; files and history are kept"),
    example="tuiwork doctor --fix --dry-run",
)
def doctor(call: Call) -> int:
    """How program, workspace, repository, remote, cache and lock stand; exit code 1 where
    something is broken.

    With --fix: a lost or damaged branch, HEAD or index of git's, lost objects, locks of dead
    programs, what a crash left, and the cache. It works where no other command does.
    """
    doctor = Doctor(call.start)
    steps: list[Step] = []
    if call.arguments.flag("--fix") and not call.arguments.flag("--dry-run"):

        def say(step: Step) -> None:
            steps.append(step)
            if not call.json:
                call.output.lines(_step_lines(call, step))

        doctor.mend(say)
    sections = doctor.examine()
    planned = call.arguments.flag("--fix") and call.arguments.flag("--dry-run")
    broken = sum(one.level is Level.WRONG for part in sections for one in part.findings)
    if call.json:
        call.output.document(
            sections=[_section_object(part) for part in sections],
            broken=broken,
            mended=[_step_object(step) for step in steps],
            dry_run=planned,
        )
    elif planned:
        _show_plan(call, sections)
    else:
        for part in sections:
            call.output.lines(_section_lines(call, part))
        call.output.talk(_summary(broken))
    return 1 if broken else 0


def _show_plan(call: Call, sections: list[Section]) -> None:
    found = [one for part in sections for one in part.findings if one.fixable]
    call.output.lines([[f"{one.message}: ", (one.cure, "accent")] for one in found])
    talk = "one step may bring the next to light" if found else "nothing would be mended"
    call.output.talk(talk)


_STYLES = {Level.FINE: "green", Level.NOTE: "amber", Level.WRONG: "red"}
_SIGNS = {Level.FINE: "mark", Level.NOTE: "high", Level.WRONG: "dropped"}


def _section_lines(call: Call, part: Section) -> list[Line]:
    lines: list[Line] = [[(part.name, "bold")]]
    for one in part.findings:
        sign = call.output.sign(_SIGNS[one.level])
        lines.append(["  ", (sign, _STYLES[one.level]), f" {one.message}"])
        if one.cure:
            cure = f"`tuiwork doctor --fix`: {one.cure}" if one.fixable else one.cure
            lines.append([(f"    {cure}", "dim")])
    return lines


def _step_lines(call: Call, step: Step) -> list[Line]:
    sign, style = ("mark", "green") if step.mended else ("dropped", "red")
    rest = step.failure or step.cure
    return [[(call.output.sign(sign), style), f" {step.what}: {rest}"]]


def _section_object(part: Section) -> dict[str, Any]:
    return {"name": part.name, "findings": [_finding_object(one) for one in part.findings]}


def _finding_object(one: Finding) -> dict[str, Any]:
    return {
        "level": one.level.value,
        "message": one.message,
        "cure": one.cure,
        "fixable": one.fixable,
    }


def _step_object(step: Step) -> dict[str, Any]:
    return {
        "what": step.what,
        "cure": step.cure,
        "mended": step.mended,
        "failure": step.failure or None,
    }


def _summary(broken: int) -> str:
    if not broken:
        return "nothing is broken"
    return "one thing is broken" if broken == 1 else f"{broken} things are broken"
