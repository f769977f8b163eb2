"""The gates an initiative passes: the questions of each, which are answered, which are blank.

A gate stands before a stage. Its questions have fixed keys; tuiwork.toml may word them otherwise
(`[gate.pilot]`), it cannot take one away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from tuiwork.dataclass import dataclass
from tuiwork.model.fields import STAGES
from tuiwork.model.initiative import READINESS, Initiative
from tuiwork.model.settings import Settings

DECISION, PILOT = "decision", "pilot"
_BEFORE = {DECISION: "decided", PILOT: "implementing"}
"""The stage that each gate stands before."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a gate; `blanks` are the keys to fill before it is answered."""

    key: str
    words: str
    blanks: tuple[str, ...]

    @property
    def is_answered(self) -> bool:
        return not self.blanks


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate as one initiative stands before it, its questions in order."""

    name: str
    questions: tuple[Question, ...]

    @property
    def answered(self) -> tuple[Question, ...]:
        return tuple(one for one in self.questions if one.is_answered)

    @property
    def blanks(self) -> tuple[Question, ...]:
        return tuple(one for one in self.questions if not one.is_answered)

    @property
    def completeness(self) -> float:
        """Answered questions ÷ all of them; never shown without the names of the blanks."""
        return len(self.answered) / len(self.questions)

    @property
    def words(self) -> str:
        """“2 of 7; blank: owner_after, mandate”: the count, never without the names."""
        count = f"{len(self.answered)} of {len(self.questions)}"
        names = ", ".join(one.key for one in self.blanks)
        return f"{count}; blank: {names}" if names else count


_Needs = Callable[[Initiative], Iterator[str]]


def _all_of(*keys: str) -> _Needs:
    """What asks for these keys; 0 and false are answers."""
    return lambda one: (key for key in keys if one.fields.get(key) in (None, "", [], {}))


def _why(one: Initiative) -> Iterator[str]:
    if one.text("why") is None and not (one.groups and all(group.why for group in one.groups)):
        yield "why"


def _groups(one: Initiative) -> Iterator[str]:
    if not one.groups:
        yield "groups"
    elif not all(group.contact for group in one.groups):
        yield "groups.contact"


def _readiness(one: Initiative) -> Iterator[str]:
    known = one.readiness
    return (f"readiness.{name}" for name in READINESS if name not in known)


def _behaviours(one: Initiative) -> Iterator[str]:
    rows = [row for row in one.behaviours if row.who and row.what]
    if not rows:
        yield "behaviours"
    elif not all(row.means for row in rows):
        yield "behaviours.means"


_QUESTIONS: dict[str, dict[str, tuple[str, _Needs]]] = {
    DECISION: {
        "goals": ("Which goal does it serve?", _all_of("goals")),
        "why": ("What does it mean for each group, in everyday words?", _why),
        "groups": ("Whom does it affect, and who talks with them?", _groups),
        "simplest_way": ("What is the simplest way this could work?", _all_of("simplest_way")),
        "leadership_needed": ("What does it ask of its leaders?", _all_of("leadership_needed")),
        "readiness": ("Are time, skills, support and mandate there?", _readiness),
        "approach": ("Which of the four approaches fits?", _all_of("approach")),
        "owner": ("Who answers for it?", _all_of("owner")),
        "next_step": (
            "What is the next step, whose, until when?",
            _all_of("next_step", "next_step_owner", "next_step_due"),
        ),
        "expectations": ("What do those outside expect of it?", _all_of("expectations")),
    },
    PILOT: {
        "owner_after": ("Who owns it after the pilot?", _all_of("owner_after")),
        "mandate": ("What may the owner decide alone?", _all_of("mandate")),
        "time": (
            "Which time and resources are set aside, every week?",
            _all_of("time_per_week", "resources"),
        ),
        "goals": ("Which goal does it serve?", _all_of("goals")),
        "behaviours": ("Who does what differently, and have they the means?", _behaviours),
        "adoption": (
            "How do we see use and effect in everyday work?",
            _all_of("adoption_measure", "effect_measure"),
        ),
        "follow_up": ("Where is it followed up, and how often?", _all_of("follow_up")),
    },
}


_PREFLIGHT: dict[str, dict[str, tuple[str, _Needs]]] = {
    "owner and means": {
        "owner": ("Who owns it, from the first day?", _all_of("owner")),
        "mandate": ("What may the owner decide alone?", _all_of("mandate")),
        "time": (
            "Which time and resources are set aside, every week?",
            _all_of("time_per_week", "resources"),
        ),
    },
    "expectations and skills": {
        "expectations": ("What do those outside expect of it?", _all_of("expectations")),
        "behaviours": ("Who does what differently, and have they the means?", _behaviours),
        "practice": ("How do people learn it, and where do they practise?", _all_of("practice")),
    },
    "signs of use": {
        "adoption": (
            "By what will we see that it is used?",
            _all_of("adoption_measure", "adoption_target"),
        ),
        "source": ("Who counts that, from what?", _all_of("adoption_source")),
    },
}


def preflight_parts(settings: Settings, initiative: Initiative) -> tuple[Gate, ...]:
    """The three questions before a launch, each in smaller ones: owner and means; expectations and
    skills; signs of use. tuiwork.toml words them under `[gate.preflight]`."""
    worded = settings.gates.get("preflight", {})
    return tuple(_gate(name, asked, worded, initiative) for name, asked in _PREFLIGHT.items())


def gate(settings: Settings, initiative: Initiative, name: str) -> Gate:
    """The gate `decision` or `pilot` as an initiative stands before it."""
    return _gate(name, _QUESTIONS[name], settings.gates.get(name, {}), initiative)


def _gate(
    name: str,
    asked: Mapping[str, tuple[str, _Needs]],
    worded: Mapping[str, object],
    initiative: Initiative,
) -> Gate:
    return Gate(
        name,
        tuple(
            Question(key, _worded(worded.get(key), words), tuple(needs(initiative)))
            for key, (words, needs) in asked.items()
        ),
    )


def _worded(own: object, words: str) -> str:
    return own if isinstance(own, str) and own.strip() else words


def gates_between(settings: Settings, initiative: Initiative, stage: str) -> tuple[Gate, ...]:
    """The gates on the way from an initiative's stage up to another one, in order.

    To `closed` there is none: giving up is free, and what lasts has come through them.
    """
    if stage == "closed":
        return ()
    passed = STAGES[STAGES.index(initiative.stage) + 1 : STAGES.index(stage) + 1]
    return tuple(gate(settings, initiative, name) for name, at in _BEFORE.items() if at in passed)


def current_gate(settings: Settings, initiative: Initiative) -> Gate | None:
    """The gate that matters in an initiative's stage: the next one, or that of the pilot once it
    is running or lasts; None for a closed one."""
    if initiative.is_closed:
        return None
    name = DECISION if initiative.stage == "candidate" else PILOT
    return gate(settings, initiative, name)


def question_keys(name: str) -> tuple[str, ...]:
    """The keys of a gate's questions, which tuiwork.toml may word; none for another name."""
    if name == "preflight":
        return tuple(key for asked in _PREFLIGHT.values() for key in asked)
    return tuple(_QUESTIONS.get(name, ()))
