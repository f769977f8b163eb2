"""From the words of a command line to its exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from tuiwork.cli.arguments import HELP, Arguments, Option, Usage, read_arguments
from tuiwork.cli.commands import NAMES, Row, family_of, find_command
from tuiwork.cli.output import Output
from tuiwork.errors import TuiworkError

if TYPE_CHECKING:
    from tuiwork.cli.call import Command

DIRECTORY = Option(
    "--directory",
    "work as if started in DIR, or in the workspace of that name",
    "DIR",
    short="-C",
    offers="folders",
)
TODAY = Option("--today", "take DATE for today, so that a view can be made again", "DATE")
EVERYWHERE = (DIRECTORY, TODAY, HELP)
VERSION = Option("--version", "show the version")

INTERRUPTED, PIPE_BROKEN = 130, 141


def run(words: Sequence[str]) -> int:
    """Run a command line; its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    output = Output(as_json="--json" in words)
    try:
        code = _run(words, output)
        output.out.flush()
    except TuiworkError as error:
        output.error(error)
        code = error.exit_code
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        # Whoever reads us has heard enough; without this Python complains when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), output.out.fileno())
        code = PIPE_BROKEN
    except OSError as error:
        failure = _of_the_system(error)
        output.error(failure)
        code = failure.exit_code
    return code


def _of_the_system(error: OSError) -> TuiworkError:
    """What the system refused, in a sentence."""
    where = error.filename or "this computer"
    return TuiworkError(f"{where} refused: {error.strerror or error}; try again when it is mended")


def _run(words: Sequence[str], output: Output) -> int:
    at = _place_of_verb(words)
    if at is None:
        return _without_verb(words, output)
    verb, rest = words[at], list(words[at + 1 :])
    if verb == "help":
        return _help(rest, output)
    if family_of(verb) and rest[:1] in ([HELP.name], [HELP.short]):
        return _help([verb], output)
    row, rest = find_command([verb, *rest])
    return _call(row, [*words[:at], *rest], output)


def _place_of_verb(words: Sequence[str]) -> int | None:
    """Where the command's name stands among the words."""
    with_value = (DIRECTORY.name, DIRECTORY.short, TODAY.name)
    at = 0
    while at < len(words):
        if not words[at].startswith("-"):
            return at
        at += 2 if words[at] in with_value else 1
    return None


def _call(row: Row, words: Sequence[str], output: Output) -> int:
    command = command_of(row)
    takes = (*command.takes, *EVERYWHERE)
    arguments = read_arguments(row.name, takes, words)
    output.json = arguments.flag("--json")
    if arguments.flag(HELP.name):
        from tuiwork.cli.helping import show_command

        show_command(output, row, takes, command.example)
        return 0
    from tuiwork.cli.call import Call

    where = _where_and_when(arguments)
    call = Call(arguments, output, *where, expects_change=command.writes)
    try:
        return command.run(call) or 0
    finally:
        call.close()


def command_of(row: Row) -> Command:
    """The command a row of the table stands for; its module is imported here."""
    module, _, name = row.place.partition(":")
    return cast("Command", getattr(import_module(f"tuiwork.cli.{module}"), name))


def _without_verb(words: Sequence[str], output: Output) -> int:
    """What `tuiwork` alone does: the screens on a terminal, today's picture elsewhere."""
    from tuiwork.cli.call import JSON

    arguments = read_arguments("tuiwork", (*EVERYWHERE, VERSION, JSON), words)
    if arguments.flag(VERSION.name):
        from tuiwork import __version__

        output.line(f"tuiwork {__version__}")
        return 0
    if arguments.flag(HELP.name):
        return _help([], output)
    if output.json or not (output.style.is_terminal and sys.stdin.isatty()):
        return _call(find_command(["today"])[0], words, output)
    from tuiwork.cli.screens import open_or_begin

    named = arguments.option(DIRECTORY.name) is not None
    return open_or_begin(*_where_and_when(arguments), named=named)


def _help(words: Sequence[str], output: Output) -> int:
    from tuiwork.cli.helping import show_command, show_commands

    if not words:
        show_commands(output)
    elif len(words) == 1 and family_of(words[0]) and words[0] not in NAMES:
        show_commands(output, words[0])
    else:
        row, _ = find_command(list(words))
        command = command_of(row)
        show_command(output, row, (*command.takes, *EVERYWHERE), command.example)
    return 0


def _where_and_when(arguments: Arguments) -> tuple[Path, date | None]:
    typed = arguments.option(TODAY.name) or os.environ.get("TUIWORK_TODAY")
    return _start(arguments.option(DIRECTORY.name)), _day(typed) if typed else None


def _start(typed: str | None) -> Path:
    """The folder to start in; what is no folder may be the name of a workspace."""
    if typed is None or Path(typed).is_dir():
        return Path(typed or ".")
    from tuiwork.config import find_workspace

    return find_workspace(typed)


def _day(words: str) -> date:
    """The day that --today names."""
    from tuiwork.text.dates import parse_date

    try:
        found = parse_date(words, date.today())
    except ValueError as error:
        raise Usage(f"--today: {error}") from None
    return date(found.year, found.month, found.day)
