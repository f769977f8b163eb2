"""What is asked about goals, and how it is answered: a check-in, a new goal, the alignment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tuiwork.errors import Refused
from tuiwork.insight.aligning import Alignments
from tuiwork.model.change import Actor, Change
from tuiwork.model.goal import period_days, period_of
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.tui.widgets.form import Blank, Form, Understood
from tuiwork.tui.widgets.pick import Choice, Pick
from tuiwork.verbs import goals

TITLE, PERIOD, OWNER, PURPOSE = "title", "period", "owner", "purpose"
CADENCE, PARENT = "cadence", "parent"


def key_results(workspace: Workspace, chosen: Sequence[Task]) -> list[Choice]:
    """The key results of open goals; those that the tasks name come first."""
    named = {goal for task in chosen for goal in task.goals}
    choices = [
        Choice(f"{goal.slug}/{one.id}", one.title, goal.title)
        for goal in workspace.goals.values()
        if not goal.is_closed
        for one in goal.key_results
    ]
    return sorted(choices, key=lambda one: one.key not in named)


def check_in_words(workspace: Workspace, actor: Actor, name: str, words: str) -> Change:
    """Check in a value with its note, as one types them. Raises Refused."""
    typed, _, note = words.strip().partition(" ")
    try:
        value = float(typed.replace(",", "."))
    except ValueError:
        raise Refused(f"“{typed}” is no number; the value comes first, then the note") from None
    return goals.check_in(workspace, actor, name, value, note=note.strip())


def ask_goal(
    workspace: Workspace, actor: Actor, told: Mapping[str, str], problem: str = ""
) -> Form:
    """What should be reached, in which period, by whom, and why it matters."""
    period = period_of(actor.today, workspace.settings.period)
    blanks = [
        Blank(TITLE, "Title", "", needed, nothing, "what should be reached, in words"),
        Blank(PERIOD, "Period", "", period_read, nothing, period),
        Blank(OWNER, "Owner", "", lambda text: owner_of(workspace, text), nothing, actor.handle),
        Blank(PURPOSE, "Purpose", "", any_words, nothing, "why it matters, in everyday words"),
        Blank(CADENCE, "Check in every", "", any_words, nothing, "2w, or nothing for never"),
        Blank(PARENT, "Below", "", any_words, nothing, "the goal it lies under, if any"),
    ]
    shown = [one._replace(initial=told.get(one.key, "")) for one in blanks]
    return Form("Add a goal", shown, problem, told=told)


def goal_by_form(workspace: Workspace, actor: Actor, told: Mapping[str, str]) -> Change:
    """What the form says, as a Change; this period and the actor where it says none."""
    said = {key: text.strip() for key, text in told.items()}
    owner = said.get(OWNER, "").removeprefix("@")
    return goals.add_goal(
        workspace,
        actor,
        said.get(TITLE, ""),
        said.get(PERIOD) or period_of(actor.today, workspace.settings.period),
        workspace.find_person(owner).handle if owner else actor.handle,
        said.get(PURPOSE, ""),
        cadence=said.get(CADENCE, ""),
        parent=said.get(PARENT, ""),
    )


def ask_alignment(found: Alignments) -> Pick:
    """How much of the work is what; each answer is the query that finds it."""
    classes = (
        ("aligned:yes", found.aligned, "serve a goal"),
        ("aligned:run", found.run, "keep things running"),
        ("aligned:no", found.unaligned, "serve no goal"),
    )
    choices = []
    for query, tasks, words in classes:
        share = found.share(tasks)
        percent = "" if share is None else f"{share:.0%}"
        choices.append(Choice(query, f"{len(tasks)} {words}", percent))
    return Pick(f"Of {found.total} tasks open now or finished in {found.period}", choices)


def needed(text: str) -> Understood:
    """What a text means that must not be empty."""
    return Understood("") if text.strip() else Understood("say what", ok=False)


def any_words(text: str) -> Understood:
    """Any text will do."""
    del text
    return Understood("")


def nothing(text: str) -> str | None:
    """Nothing is offered."""
    del text
    return None


def period_read(text: str) -> Understood:
    """What a text means as a period; nothing stands for that of today."""
    if not text.strip() or period_days(text.strip()):
        return Understood("")
    return Understood("such as 2026-Q3, 2026 or 2026-05", ok=False)


def owner_of(workspace: Workspace, text: str) -> Understood:
    """What a text means as a person; nothing stands for who asks."""
    if not text.strip():
        return Understood("")
    try:
        return Understood(workspace.find_person(text.strip().removeprefix("@")).title)
    except Refused as error:
        return Understood(error.message, ok=False)
