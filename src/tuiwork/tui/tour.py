"""The tour: five steps that a new person takes on their own tasks, each done when it is done."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content

from tuiwork.dataclass import dataclass, field, replace

Way = tuple[str, str, str]
"""The id of a key, what it does here, and the action that shows it was done."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to try: its title, a sentence, and the keys; with `every`, all of them."""

    title: str
    words: str
    ways: tuple[Way, ...]
    every: bool = False


STEPS = (
    Step(
        "Add a task",
        "One line is enough: title, /list, @owner, ^goal, due:friday.",
        (("task.add", "add", "add"),),
    ),
    Step(
        "Look around",
        "The detail of a task stands beside it, its goal included.",
        (
            ("list.down", "down", "move"),
            ("view.detail", "into the task", "into"),
            ("task.why", "why it is done", "why"),
        ),
    ),
    Step(
        "Finish one, and take it back",
        "Everything can be undone, also after a sync.",
        (("task.done", "done", "done"), ("change.undo", "undo", "undo")),
        every=True,
    ),
    Step(
        "Find what you look for",
        "Words search; owner:@me or due:<+7d ask.",
        (("view.filter", "filter", "filter"), ("view.find", "find anywhere", "find")),
    ),
    Step(
        "The others, and the rest",
        "Changes go to your team with a sync; every key is one key away.",
        (("sync.now", "sync", "sync"), ("app.help", "all keys", "help")),
    ),
)


@dataclass(frozen=True, slots=True)
class Tour:
    """Where somebody is: the number of the step, and the actions of it that they did."""

    at: int = 0
    did: frozenset[str] = field(default=frozenset())

    @property
    def step(self) -> Step:
        return STEPS[self.at]

    @property
    def next(self) -> Tour | None:
        """The next step; None after the last."""
        return Tour(self.at + 1) if self.at + 1 < len(STEPS) else None

    def seen(self, action: str) -> Tour | None:
        """The tour after an action was done; the same where it has nothing to do with the step."""
        wanted = {done for _, _, done in self.step.ways}
        if action not in wanted - self.did:
            return self
        did = self.did | {action}
        return self.next if did == wanted or not self.step.every else replace(self, did=did)


TOUR = Tour()


def card_title(tour: Tour) -> str:
    """What stands above a step."""
    return f"Tour {tour.at + 1} of {len(STEPS)}"


def card_text(tour: Tour, key_of: Callable[[str], str], done: str) -> Content:
    """A step in words: the sign `done` stands beside what was done of it."""
    step = tour.step
    keys = [
        (
            (f"{done if action in tour.did else ' '} ", "$done"),
            (key_of(id_), "$focus"),
            f" {words}",
        )
        for id_, words, action in step.ways
    ]
    lines = [Content.styled(step.title, "bold"), Content.styled(step.words, "$dim")]
    return Content("\n").join([*lines, *(Content.assemble(*parts) for parts in keys)])
