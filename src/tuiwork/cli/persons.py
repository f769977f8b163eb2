"""The commands that change people: who there is, their hours, when they are away."""

from __future__ import annotations

from datetime import date

from tuiwork.cli.arguments import Operand, Option, Usage
from tuiwork.cli.call import Call, writes
from tuiwork.cli.days import day_in, day_option
from tuiwork.cli.goals.writing import as_number
from tuiwork.model.person import Absence, Protected
from tuiwork.model.workspace import Workspace
from tuiwork.store.load import Scope
from tuiwork.verbs import people

HOURS = Option("--hours", "the hours of a week", "NUMBER")
EMAIL = Option("--email", "an address that git knows them by", "ADDRESS")
ROLE = Option("--role", "what they do, in words", "TEXT")


@writes(
    Operand("HANDLE", "a short name such as ole"),
    Operand("NAME", "the whole name", many=True),
    HOURS,
    EMAIL,
    ROLE,
    example='tuiwork person add ole "Ole Holm" --hours 37',
)
def person_add(call: Call) -> None:
    """One more person in the workspace."""
    call.load(Scope(folders=()))
    call.change(
        "",
        people.add_person,
        call.arguments.word("HANDLE"),
        call.arguments.word("NAME"),
        hours=_hours(call, "--hours"),
        email=call.arguments.option("--email"),
        role=call.arguments.option("--role"),
    )


@writes(
    Operand("PERSON", "a handle or the beginning of one", offers="people"),
    HOURS,
    Option("--away", "a day, or the first and the last with .. between", "DAYS"),
    Option("--back", "a day of an absence that is off", "DATE"),
    Option("--protect", "hours of every week to keep free; 0 for no more", "NUMBER"),
    Option("--what", "what the absence or the hours are for", "TEXT"),
    Option("--name", "the whole name", "TEXT"),
    EMAIL,
    ROLE,
    example="tuiwork person set freja --away 2026-06-22..2026-06-26 --what holiday",
)
def person_set(call: Call) -> None:
    """A person's hours, absences and protected time."""
    workspace = call.load(Scope(folders=()))
    asked = call.arguments
    what = asked.option("--what")
    away, protect = asked.option("--away"), _hours(call, "--protect")
    if what is not None and away is None and protect is None:
        raise Usage("--what goes with --away or --protect")
    if away is not None and protect is not None:
        raise Usage("person set takes --away or --protect, not both")
    options = ("--hours", "--back", "--name", "--email", "--role")
    if away is None and protect is None and not any(map(asked.flag, options)):
        raise Usage(f"person set needs one of --away, --protect, {', '.join(options)}")
    call.change(
        "",
        people.set_person,
        asked.word("PERSON"),
        name=asked.option("--name"),
        role=asked.option("--role"),
        email=asked.option("--email"),
        hours=_hours(call, "--hours"),
        away=None if away is None else _absence(call, workspace, away, what or ""),
        back=day_option(call, workspace, "--back"),
        protect=None if protect is None else Protected(protect, what or ""),
    )


def _hours(call: Call, name: str) -> float | None:
    """A number of hours; an h behind it changes nothing."""
    typed = call.arguments.option(name)
    return None if typed is None else as_number(name, typed.removesuffix("h"))


def _absence(call: Call, workspace: Workspace, words: str, what: str) -> Absence:
    first, dots, last = words.partition("..")
    begin: date = day_in(call, workspace, first.strip())
    return Absence(begin, day_in(call, workspace, last.strip()) if dots else begin, what)
