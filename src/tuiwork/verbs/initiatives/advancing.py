"""Taking an initiative from stage to stage: gates hold it, the focus limit asks what stops."""

from __future__ import annotations

from collections.abc import Sequence

from tuiwork.errors import Refused
from tuiwork.insight.initiatives.portfolio import Focus, focus
from tuiwork.insight.initiatives.preflight import Short, overloaded
from tuiwork.insight.initiatives.rates import calibration
from tuiwork.model.change import Actor, Change
from tuiwork.model.fields import STAGES
from tuiwork.model.gates import Question, gates_between
from tuiwork.model.initiative import RUNNING, Initiative
from tuiwork.model.log import Entry, changed
from tuiwork.model.workspace import Workspace
from tuiwork.text.forcing import EVENT, forced_words
from tuiwork.verbs.editing import Edit, change_of, diary
from tuiwork.verbs.initiatives.editing import entry, found, one_of


class Held(Refused):
    """A gate holds an initiative; `candidates` are the keys that have to be filled."""

    code = "held"

    def __init__(self, message: str, candidates: tuple[str, ...]) -> None:
        super().__init__(message)
        self.candidates = candidates


class NeedsStop(Refused):
    """Something has to stop before this can start; `candidates` are the initiatives that run.

    `reasons` say why, a sentence each; `short` are the people who have too little time.
    """

    code = "needs-stop"

    def __init__(
        self,
        message: str,
        candidates: tuple[str, ...],
        reasons: tuple[str, ...],
        short: tuple[Short, ...] = (),
    ) -> None:
        super().__init__(message)
        self.candidates = candidates
        self.reasons = reasons
        self.short = short


def advance(
    workspace: Workspace,
    actor: Actor,
    name: str,
    stage: str | None = None,
    *,
    force: bool = False,
    reason: str = "",
    stops: Sequence[str] = (),
    confidence: float | None = None,
) -> Change:
    """An initiative in the next stage, or in another one.

    Raises Held while a gate on the way has blanks, which it names; with `force` and a reason it
    passes, and the reason stays visible until they are answered. Raises NeedsStop where as many run
    as may, or where somebody whom it needs is above 100 %, until `stops` names what stops; that
    goes back to `decided`. With `force` and a reason, nothing has to stop.
    """
    initiative = found(workspace, name)
    target = _target(initiative, stage)
    if confidence is not None and not 0 <= confidence <= 100:
        raise Refused(f"the confidence is {confidence:g}; expected 0 to 100")
    blanks = _blanks(workspace, initiative, target)
    if force and not reason.strip():
        raise Refused("say why, with a reason; it stays visible until the blanks are answered")
    if blanks and not force:
        raise _held(workspace, initiative, target)
    stopped = [_stopping(workspace, initiative, one) for one in dict.fromkeys(stops)]
    notices: list[str] = []
    starts = target in RUNNING and not initiative.is_running
    if starts:
        notices = _starting(workspace, actor, initiative, stopped, force=force)
        notices += _foreseen(workspace, initiative, confidence)
    entries = _entries(actor, initiative, target, blanks, reason if force else "")
    fields: dict[str, object | None] = {"stage": target}
    fields |= {"confidence": _plain(confidence)} if confidence is not None else {}
    fields |= {"outcome": None, "closed": None} if initiative.is_closed else {}
    names = [one.slug for one in stopped]
    kept = [one for one in initiative.names("stops") if one not in names]
    fields |= {"stops": [*kept, *names]} if names else {}
    edits = [Edit(initiative, fields, entries)]
    edits += [_stop(actor, one, initiative) for one in stopped]
    message = diary("Moved", [initiative], f"from {initiative.stage} to {target}")
    return change_of(workspace, message, edits, notices=notices)


def _target(initiative: Initiative, stage: str | None) -> str:
    at = initiative.stage
    if stage is None:
        if at in ("everyday", "closed"):
            raise Refused(
                f"“{initiative.title}” is {at}; there is no stage after it but closing it"
            )
        return STAGES[STAGES.index(at) + 1]
    target = one_of(stage, STAGES, "stage")
    if target == at:
        raise Refused(f"“{initiative.title}” is {at} already")
    if target == "closed":
        raise Refused("closing needs an outcome; use `tuiwork initiative close`")
    return target


def _blanks(workspace: Workspace, initiative: Initiative, target: str) -> tuple[Question, ...]:
    gates = gates_between(workspace.settings, initiative, target)
    return tuple({one.key: one for gate in gates for one in gate.blanks}.values())


def _held(workspace: Workspace, initiative: Initiative, target: str) -> Held:
    lines: list[str] = []
    keys: list[str] = []
    for gate in gates_between(workspace.settings, initiative, target):
        if gate.blanks:
            answered = f"{len(gate.answered)} of {len(gate.questions)}"
            lines.append(f"The {gate.name} gate has {answered} answered; these are blank:")
        for one in gate.blanks:
            lines.append(f"  {one.key:<18} {one.words}  ({', '.join(one.blanks)})")
            keys += one.blanks
    first = f"“{initiative.title}” stays {initiative.stage}."
    last = "Answer them, or go on with --force and a --reason that stays visible."
    return Held("\n".join([first, *lines, last]), tuple(dict.fromkeys(keys)))


def _stopping(workspace: Workspace, starting: Initiative, name: str) -> Initiative:
    one = found(workspace, name)
    if one.slug == starting.slug:
        raise Refused(f"“{one.title}” cannot stop so that it can start itself")
    if not one.is_running:
        running = ", ".join(focus(workspace).running) or "none"
        raise Refused(f"“{one.title}” does not run, so it cannot stop; running: {running}")
    return one


def _starting(
    workspace: Workspace,
    actor: Actor,
    initiative: Initiative,
    stopped: Sequence[Initiative],
    *,
    force: bool,
) -> list[str]:
    """What the person should know about starting it now. Raises NeedsStop."""
    left, short = _left(workspace, stopped), overloaded(workspace, initiative, actor.today)
    held = _held_back(left, short, stopped)
    if held is not None and not force:
        raise held
    notices = [one.words for one in short]
    if left.is_full:
        notices.append(f"{len(left.running) + 1} initiatives run now, one more than {left.limit}")
    return notices


def what_has_to_stop(
    workspace: Workspace, actor: Actor, name: str, stage: str, stops: Sequence[str] = ()
) -> NeedsStop | None:
    """What `advance` would ask to stop before this one goes to that stage, beside these; None
    where nothing has to."""
    initiative = found(workspace, name)
    if stage not in RUNNING or initiative.is_running:
        return None
    stopped = [_stopping(workspace, initiative, one) for one in dict.fromkeys(stops)]
    short = overloaded(workspace, initiative, actor.today)
    return _held_back(_left(workspace, stopped), short, stopped)


def _left(workspace: Workspace, stopped: Sequence[Initiative]) -> Focus:
    """What runs on when these have stopped."""
    now, gone = focus(workspace), {one.slug for one in stopped}
    return Focus(tuple(name for name in now.running if name not in gone), now.limit)


def _held_back(
    left: Focus, short: tuple[Short, ...], stopped: Sequence[Initiative]
) -> NeedsStop | None:
    names = ", ".join(left.running)
    if left.is_full:
        why = f"{len(left.running)} of {left.limit} run already: {names}"
        message = f"{why}; say which one stops, with --stops"
        return NeedsStop(message, left.running, (why, *(one.words for one in short)), short)
    if not short or stopped:
        return None
    who = tuple(one.words for one in short)
    message = (
        f"{'; '.join(who)}. Say what stops for it, with --stops{f' ({names})' if names else ''}"
    )
    message += ", or go on with --force and a --reason"
    return NeedsStop(message, left.running, who, short)


def _foreseen(workspace: Workspace, initiative: Initiative, confidence: float | None) -> list[str]:
    """What is asked, and told, at a launch about how sure people are that it will last."""
    notices = []
    if confidence is None and initiative.confidence is None:
        notices.append(
            "nobody said how sure they are that it will last; set its confidence, 0 to 100"
        )
    off = calibration(workspace.initiatives.values())
    if off.value is not None and round(abs(off.value), 2):
        word = "overrated" if off.value > 0 else "underrated"
        points = round(100 * abs(off.value))
        notices.append(f"so far we {word} ourselves by {points} points (n={off.n})")
    return notices


def _entries(
    actor: Actor,
    initiative: Initiative,
    target: str,
    blanks: Sequence[Question],
    reason: str,
) -> list[Entry]:
    entries = [changed(actor.now, actor.handle, "status", initiative.stage, target)]
    if blanks:
        keys = tuple(one.key for one in blanks)
        entries.append(entry(actor, EVENT, forced_words(target, keys, reason)))
    elif reason.strip():
        entries.append(entry(actor, "comment", reason.strip()))
    return entries


def _stop(actor: Actor, one: Initiative, starting: Initiative) -> Edit:
    entries = [
        changed(actor.now, actor.handle, "status", one.stage, "decided"),
        entry(actor, "comment", f"Stops, so that “{starting.title}” can start."),
    ]
    return Edit(one, {"stage": "decided"}, entries)


def _plain(number: float) -> int | float:
    return int(number) if number == int(number) else number
