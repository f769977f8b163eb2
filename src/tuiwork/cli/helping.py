"""Help: all commands by group from the table, or what one command takes."""

from __future__ import annotations

from collections.abc import Sequence

from tuiwork.cli.arguments import Operand, Option
from tuiwork.cli.commands import COMMANDS, GROUPS, Row, family_of
from tuiwork.cli.output import Line, Output
from tuiwork.cli.table import Column, table

_PLAIN = (Column(), Column(grows=True))


def show_commands(output: Output, family: str = "") -> None:
    """All commands by group, or those that begin with one word."""
    shown = family_of(family) or COMMANDS
    lines: list[Line] = []
    if not family:
        lines += [["tuiwork [-C DIR] [--today DATE] COMMAND …"], []]
        lines += [["Without a command it opens the screens."], []]
    for group in GROUPS:
        rows = [row for row in shown if row.group == group]
        if rows:
            lines += [[(group, "bold")]]
            lines += _indented([[(row.name, "accent"), row.help] for row in rows], output)
    lines += [[], ["`tuiwork COMMAND -h` tells what a command takes."]]
    output.lines(lines)


def show_command(output: Output, row: Row, takes: Sequence[Option | Operand], example: str) -> None:
    """What one command takes."""
    operands = [one for one in takes if isinstance(one, Operand)]
    options = [one for one in takes if isinstance(one, Option)]
    usage = " ".join(["tuiwork", row.name, *map(_usage, operands)])
    lines: list[Line] = [[(usage, "bold")], [row.help[0].upper() + row.help[1:] + "."], []]
    lines += _indented([[(one.name, "accent"), one.help] for one in operands], output)
    lines += _indented([[(_spelt(one), "accent"), one.help] for one in options], output)
    if example:
        lines += [[], ["for example  ", (example, "accent")]]
    if others := family_of(row.name):
        lines += [[], ["see also"]]
        lines += _indented([[(one.name, "accent"), one.help] for one in others], output)
    output.lines(lines)


def _usage(one: Operand) -> str:
    name = f"{one.name}…" if one.many else one.name
    return name if one.needed else f"[{name}]"


def _spelt(one: Option) -> str:
    names = f"{one.short}, {one.name}" if one.short else one.name
    return f"{names} {one.value}" if one.value else names


def _indented(rows: Sequence[Line], output: Output) -> list[Line]:
    room = None if output.width is None else max(20, output.width - 2)
    return [["  ", *line] for line in table(_PLAIN, rows, room)]
