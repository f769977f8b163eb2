"""The command `plan start`: what a period begins with, decided one by one on a terminal, or given
as options; without decisions a preview that writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from tuiwork.cli.arguments import Operand, Option, Usage
from tuiwork.cli.call import Call, writes
from tuiwork.cli.output import Line
from tuiwork.cli.plan_words import standing_object
from tuiwork.cli.room import fit_sentences, room_object, room_sentences
from tuiwork.cli.table import Column, table
from tuiwork.errors import Refused
from tuiwork.insight.room import Room, initiatives_in, room
from tuiwork.insight.starting import ORIGINS, Offer, Start, start_of
from tuiwork.model.plan import State
from tuiwork.model.subject import find_subject
from tuiwork.model.workspace import Workspace
from tuiwork.store.load import EVERYTHING
from tuiwork.verbs.plans import Choice, decide, plan_of

Ask = Callable[[str], str | None]
"""Asks a person one line; None when there is nobody to answer any more."""

_KEYS: dict[str, State] = {"i": "in", "w": "waiting", "d": "declined"}
_COLUMNS = (Column(), Column(grows=True), Column(spare=1), Column(spare=2))


@writes(
    Operand("PERIOD", "such as 2026-Q3"),
    Option("--in", "take it on; may be given several times", "REF", offers="subjects"),
    Option("--wait", "let it wait; may be given several times", "REF", offers="subjects"),
    Option("--decline", "say no and why; may be given several times", "REF=REASON"),
    Option("--record", "write a decision to be reviewed for each, too"),
    example="tuiwork plan start 2026-Q3 --in photo-reports --decline portal='Two ask for it'",
)
def plan_start(call: Call) -> None:
    """The start of a period: what comes over, what could be taken on, what is decided."""
    workspace = call.load(EVERYTHING)
    period = call.arguments.word("PERIOD")
    plan = plan_of(workspace, period)
    if plan is not None and plan.started:
        raise Refused(
            f"the plan of {period} was started on {plan.started} already; "
            "`plan add`, `plan wait` and `plan decline` change it"
        )
    found = start_of(workspace, period, call.session.today)
    choices = _given(call, workspace)
    guided = not choices and not call.json and call.at_terminal
    if not choices:
        _show(call, workspace, found)
    if guided:
        choices = ask_all(
            found,
            call.output.ask,
            call.output.talk,
            partial(_room_words, call, workspace, found),
        )
        if not choices or not _is_yes(call.output.ask(_summary(period, choices))):
            call.output.talk("nothing was written")
            return
    if not choices:
        if not call.json:
            call.output.talk(
                "nothing was written; decide with --in REF, --wait REF and --decline REF=REASON"
            )
        return
    _say_undecided(call, found, choices)
    if not guided and not call.json:
        for sentence in _room_words(call, workspace, found, choices):
            call.output.talk(sentence)
    record = call.arguments.flag("--record")
    call.change("", decide, period, choices, start=True, record=record)


def _given(call: Call, workspace: Workspace) -> list[Choice]:
    """The decisions that were given as options."""
    typed = call.arguments
    choices = [Choice(find_subject(workspace, one), "in") for one in typed.every("--in")]
    choices += [Choice(find_subject(workspace, one), "waiting") for one in typed.every("--wait")]
    for one in typed.every("--decline"):
        word, equals, reason = one.partition("=")
        if not equals or not reason.strip():
            raise Usage(f"why is “{word}” declined? Write --decline {word}='the reason'")
        choices.append(Choice(find_subject(workspace, word), "declined", reason.strip()))
    return choices


def _room_words(
    call: Call, workspace: Workspace, found: Start, choices: Sequence[Choice]
) -> list[str]:
    """The room of the period with these choices, and who is short for the initiative that was
    chosen last."""
    taken = _chosen(choices)
    names = [*initiatives_in(found.plan), *taken]
    told = room(workspace, found.period, call.session.today, names)
    sentences = room_sentences(call.output, told)
    if taken and choices[-1].state == "in" and choices[-1].subject.name == taken[-1]:
        sentences += fit_sentences(workspace, taken[-1], call.session.today)
    return sentences


def _chosen(choices: Sequence[Choice]) -> list[str]:
    """The initiatives that are taken on."""
    subjects = [one.subject for one in choices if one.state == "in"]
    return [one.name for one in subjects if one.kind == "initiative"]


def _say_undecided(call: Call, found: Start, choices: Sequence[Choice]) -> None:
    """Name what was offered and not decided on; it stays out of the plan."""
    chosen = {one.subject for one in choices}
    left = [one.subject.reference for one in found.offers if one.subject not in chosen]
    if left and not call.json:
        call.output.talk(f"not decided, so not in the plan: {', '.join(left)}")


def start_object(found: Start, told: Room) -> dict[str, Any]:
    """What a period begins with, as programs read it."""
    return {
        "period": found.period,
        "last": found.last.period if found.last else None,
        "offers": [
            {"of": one.subject.reference, "origin": one.origin, **_without_state(one)}
            for one in found.offers
        ],
        "room": room_object(told),
        "decided": [standing_object(one) for one in found.decided],
    }


def _without_state(one: Offer) -> dict[str, Any]:
    row = standing_object(one.standing)
    return {key: row[key] for key in ("title", "owner", "computed")}


def _show(call: Call, workspace: Workspace, found: Start) -> None:
    """The preview: everything there is to decide on."""
    if call.json:
        told = room(workspace, found.period, call.session.today, initiatives_in(found.plan))
        call.output.document(start=start_object(found, told))
        return
    output = call.output
    last = f"  after {found.last.period}" if found.last else "  there is no plan before it"
    lines: list[Line] = [[(f"The start of {found.period}", "bold"), (last, "dim")]]
    for origin, words in ORIGINS.items():
        offers = [one for one in found.offers if one.origin == origin]
        if offers:
            lines += [[], [(words, "bold")]]
            lines += table(_COLUMNS, [_cells(one) for one in offers], output.width)
    if not found.offers:
        lines += [[], ["There is nothing to decide on."]]
    if found.decided:
        there = ", ".join(one.title for one in found.decided)
        lines += [[], [("in the plan already: ", "dim"), there]]
    output.lines(lines)


def _cells(one: Offer) -> list[tuple[str, str]]:
    return [
        (one.subject.reference, "accent"),
        (one.standing.title, ""),
        (one.standing.words, "dim"),
        (one.standing.owner or "", "dim"),
    ]


def ask_all(
    found: Start,
    ask: Ask,
    say: Callable[[str], None],
    room_of: Callable[[Sequence[Choice]], Sequence[str]],
) -> list[Choice]:
    """What a person decides on each offer; nothing once they stop. `room_of` tells what room the
    choices so far leave."""
    choices: list[Choice] = []
    for sentence in room_of(choices):
        say(sentence)
    for number, one in enumerate(found.offers, 1):
        say(f"\n{number}/{len(found.offers)}  {one.standing.title} ({ORIGINS[one.origin]})")
        say(f"  {one.standing.words}; {one.standing.owner or 'nobody'} owns it")
        choice = _ask_one(one, ask, say)
        if choice == "stop":
            return []
        if isinstance(choice, Choice):
            choices.append(choice)
            initiative = choice.subject.kind == "initiative" and choice.state == "in"
            for sentence in room_of(choices) if initiative else ():
                say(f"  {sentence}")
    return choices


def _ask_one(one: Offer, ask: Ask, say: Callable[[str], None]) -> Choice | str:
    """A person's decision on one offer; `skip` leaves it out, `stop` ends it all."""
    while True:
        answer = ask("  in, wait, decline, skip, or quit? [i/w/d/s/q] ")
        key = answer.strip().casefold()[:1] if answer is not None else "q"
        if key == "q":
            return "stop"
        if key == "s":
            return "skip"
        if key not in _KEYS:
            say("  type i, w, d, s or q")
            continue
        reason = one.standing.item.reason if _KEYS[key] == "waiting" else ""
        if _KEYS[key] == "declined":
            told = ask("  why not? ")
            if told is None:
                return "stop"
            if not told.strip():
                say("  a no needs a reason; whoever asked will read it")
                continue
            reason = told.strip()
        return Choice(one.subject, _KEYS[key], reason)


def _summary(period: str, choices: Sequence[Choice]) -> str:
    counts = [sum(one.state == state for one in choices) for state in _KEYS.values()]
    words = "{} in, {} waiting, {} declined".format(*counts)
    return f"\nStart {period} with {words}? [y/n] "


def _is_yes(answer: str | None) -> bool:
    return answer is not None and answer.strip().casefold()[:1] == "y"
