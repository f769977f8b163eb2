"""Recording how an initiative goes: check-ins, loops, obstacles, practice, steps of quality."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import isfinite

from tuiwork.errors import Refused
from tuiwork.model.change import Actor, Change
from tuiwork.model.initiative import QUALITY_STEPS, Initiative
from tuiwork.model.initiative_fields import CHOICES, OBSTACLES, PRACTICES
from tuiwork.model.workspace import Workspace
from tuiwork.verbs.editing import diary
from tuiwork.verbs.initiatives.editing import RowEdit, entry, found, one_of, recorded

QUALITY_NAMES = (
    "What is needed, what is there",
    "Does it fit us",
    "Are we ready",
    "What may be adapted",
    "Consent of those concerned",
    "Build general capacity",
    "People for the work",
    "Training before the start",
    "A team that carries it",
    "A plan with dates",
    "Help while doing",
    "Look at how it is done",
    "Tell those who do it",
    "Learn for the next time",
)


def check_in(
    workspace: Workspace,
    actor: Actor,
    name: str,
    using: float,
    expected: float | None = None,
    *,
    cases: float | None = None,
    faster: float | None = None,
    value: float | None = None,
    obstacles: str = "",
    pulse: float | None = None,
    day: date | None = None,
) -> Change:
    """How many use it, of how many who should; with which effect; what hinders. One a day.

    Without `expected` as many should as at the last check-in. An effect is told as `cases` of which
    some went `faster`, or as the measure's `value`; both need the baseline it is compared with.
    """
    initiative = found(workspace, name)
    on = day or actor.today
    if on > actor.today:
        raise Refused(f"{on} is not here yet; a check-in tells how it is now")
    if expected is None:
        known = [one.expected for one in initiative.check_ins if one.expected]
        if not known:
            raise Refused("say how many should do it, too: how many are expected")
        expected = known[-1]
    _check_users(using, expected)
    _check_effect(initiative, cases, faster, value)
    if pulse is not None and pulse not in (1, 2, 3, 4, 5):
        raise Refused(f"the pulse is {pulse:g}; expected 1 to 5")
    numbers = {
        "using": using, "expected": expected, "cases": cases, "faster": faster, "value": value,
        "pulse": pulse,
    }  # fmt: skip
    row: dict[str, object] = {"date": on, "by": actor.handle}
    row |= {key: _plain(one) for key, one in numbers.items() if one is not None}
    row |= {"obstacles": obstacles.strip()} if obstacles.strip() else {}
    message = diary("Checked in", [initiative], f"{using:g} of {expected:g}")
    entries = [entry(actor, "checkin", f"{using:g} of {expected:g} {obstacles.strip()}".strip())]
    return recorded(workspace, initiative, message, [RowEdit("checkins", row)], entries)


def _check_users(using: float, expected: float) -> None:
    if not (isfinite(using) and isfinite(expected)) or using < 0 or expected <= 0:
        raise Refused(f"{using:g} of {expected:g}; expected numbers of people or cases")
    if using > expected:
        raise Refused(f"{using:g} use it of {expected:g} expected; that is more than should")


def _check_effect(
    initiative: Initiative, cases: float | None, faster: float | None, value: float | None
) -> None:
    if (cases is None) != (faster is None):
        raise Refused("cases and faster belong together: how many there were, how many went faster")
    if cases is not None and faster is not None and not 0 <= faster <= cases:
        raise Refused(f"{faster:g} of {cases:g} cases went faster; that is more than there were")
    told = cases is not None or value is not None
    if told and initiative.number("effect_baseline") is None:
        raise Refused(
            "an effect needs a baseline to compare it with; set effect_baseline, and effect_measure"
        )


def reflect(
    workspace: Workspace,
    actor: Actor,
    name: str,
    action: str,
    *,
    expected: str = "",
    happened: str = "",
    learned: str = "",
    choice: str = "",
    took_part: Sequence[str] = (),
    next_: date | None = None,
) -> Change:
    """A loop: what was tried, expected, what happened, what was learned, and what becomes of it.

    Without `learned` it stays open; the same action told again closes it.
    """
    initiative = found(workspace, name)
    what = " ".join(action.split())
    if not what:
        raise Refused("say what was tried")
    if next_ is not None and next_ <= actor.today:
        raise Refused(f"the next time would be {next_}, which is not ahead")
    texts = {"expected": expected, "happened": happened, "learned": learned}
    row: dict[str, object] = {"date": actor.today, "action": what}
    row |= {key: text.strip() for key, text in texts.items() if text.strip()}
    row |= {"choice": one_of(choice, CHOICES, "choice")} if choice else {}
    people = [workspace.find_person(one).handle for one in took_part]
    row |= {"took_part": people} if people else {}
    row |= {"next": next_} if next_ is not None else {}
    known = any(one.action == what and one.learned for one in initiative.loops)
    open_ = not learned.strip() and not known
    notices = ["it stays open until somebody says what was learned"] if open_ else []
    message = diary("Reflected on", [initiative])
    return recorded(workspace, initiative, message, [RowEdit("loops", row)], notices=notices)


def note_obstacle(workspace: Workspace, actor: Actor, name: str, kind: str, what: str) -> Change:
    """Something that stands in the way, of one of the six kinds."""
    initiative = found(workspace, name)
    chosen = one_of(kind, OBSTACLES, "kind of obstacle")
    if not what.strip():
        raise Refused("say what stands in the way")
    row = {"date": actor.today, "kind": chosen, "what": " ".join(what.split())}
    message = diary("Noted an obstacle to", [initiative], f"({chosen})")
    return recorded(workspace, initiative, message, [RowEdit("obstacles", row)])


def plan_practice(
    workspace: Workspace,
    actor: Actor,
    name: str,
    what: str,
    *,
    day: date | None = None,
    slot: str = "",
    kind: str = "",
    people: Sequence[str] = (),
) -> Change:
    """A training, a workshop, or practice that comes again: on a day, or in a slot of the week."""
    del actor
    initiative = found(workspace, name)
    if not what.strip():
        raise Refused("say what is practised")
    if day is None and not slot.strip():
        raise Refused("say when: the date of one day, or a slot such as “Thursday 07:30”")
    row: dict[str, object] = {"what": " ".join(what.split())}
    row |= {"date": day} if day is not None else {}
    row |= {"slot": slot.strip()} if slot.strip() else {}
    row |= {"kind": one_of(kind, PRACTICES, "kind of practice")} if kind else {}
    handles = [workspace.find_person(one).handle for one in people]
    row |= {"people": handles} if handles else {}
    message = diary("Planned practice for", [initiative])
    return recorded(workspace, initiative, message, [RowEdit("practice", row)])


def quality_step(
    workspace: Workspace, actor: Actor, name: str, step: int, evidence: str = ""
) -> Change:
    """One of the fourteen steps of the quality implementation framework done, with its evidence.

    The first one writes down all fourteen.
    """
    initiative = found(workspace, name)
    if not 1 <= step <= QUALITY_STEPS:
        raise Refused(f"there is no step {step}; there are 1 to {QUALITY_STEPS}")
    known = {one.step: one for one in initiative.quality_steps}
    if step in known and known[step].done:
        raise Refused(f"step {step} was done on {known[step].done}")
    done: dict[str, object] = {"done": actor.today}
    done |= {"evidence": evidence.strip()} if evidence.strip() else {}
    rows = [
        RowEdit("qif", {"step": number, "name": words} | (done if number == step else {}))
        for number, words in enumerate(QUALITY_NAMES, 1)
        if number not in known
    ]
    if step in known:
        rows.append(RowEdit("qif", {"step": step, **done}))
    message = diary(f"Did step {step} of", [initiative])
    return recorded(workspace, initiative, message, rows)


def _plain(number: float) -> int | float:
    return int(number) if number == int(number) else number
