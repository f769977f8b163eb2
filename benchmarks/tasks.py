"""Invents tasks as a busy company has them: one seed, one text, whatever machine it is run on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random

from benchmarks import words
from tuiwork.model.ids import mint, slug

TODAY = date(2026, 6, 15)
"""The day the invented company is seen on."""

Flow = tuple[str, ...]
FLOWS: dict[str, Flow] = {
    "default": ("todo", "doing", "review", "done"),
    "service": ("new", "scheduled", "doing", "review", "done"),
    "simple": ("todo", "doing", "done"),
}
"""The way through each workflow, from its first status to the one in which a task is done."""
BLOCKED, DROPPED = "waiting", "dropped"
LONGEST_LOG = 12

_PRIORITIES = ("", "", "", "", "", "low", "high", "urgent")


@dataclass(frozen=True, slots=True)
class Task:
    """An invented task: what other programs can hold of it, and its whole text for tuiwork."""

    id: str
    title: str
    folder: str
    is_open: bool
    owner: str
    priority: str
    due: date | None
    tags: tuple[str, ...]
    needs: tuple[str, ...]
    created: datetime
    text: str

    @property
    def path(self) -> str:
        return f"{self.folder}/{self.id}-{slug(self.title)}.md"

    @property
    def project(self) -> str:
        """The name of its list."""
        return self.folder.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Company:
    """Who and what tasks may refer to."""

    people: Sequence[str]
    goals: Sequence[str]
    customers: Sequence[str]


def invent(
    random: Random, company: Company, folder: str, flow: Flow, rank: str, others: Sequence[str]
) -> Task:
    """A task for a list, at a rank; it may lie below or wait for one of the `others` in it."""
    id_ = mint(random.randbytes)
    where = random.randrange(len(words.PLACES))
    title = (
        f"{random.choice(words.VERBS)} {random.choice(words.THINGS)}, "
        f"{words.PLACES[where]} {random.randint(1, 40)}"
    )
    owner = random.choice(company.people)
    created = _moment(random, random.randint(3, 300))
    status, log = _story(random, company, flow, owner, created)
    parent = random.choice(others) if others and random.random() < 0.06 else ""
    blocker = random.choice(others) if others and random.random() < 0.04 else ""
    due = TODAY + timedelta(days=random.randint(-25, 90)) if random.random() < 0.7 else None
    priority = random.choice(_PRIORITIES)
    tags = tuple(random.sample(words.TAGS, random.randint(0, 3)))
    front = [
        f'id = "{id_}"',
        f'title = "{title}"',
        f'status = "{status}"',
        f'owner = "{owner}"',
        f'priority = "{priority}"' if priority else "",
        f'goals = ["{random.choice(company.goals)}"]' if random.random() < 0.5 else "",
        f'parent = "{parent}"' if parent else "",
        f'blocked_by = ["{blocker}"]' if blocker else "",
        f"due = {due}" if due else "",
        f'estimate = "{random.randint(1, 12)}h"' if random.random() < 0.8 else "",
        f"tags = {list(tags)}".replace("'", '"') if tags else "",
        f'customer = "{random.choice(company.customers)}"' if random.random() < 0.6 else "",
        f"created = {_stamp(created)}",
        f'rank = "{rank}"',
    ]
    text = "\n".join(["+++", *filter(None, front), "+++", "", *_notes(random), *log, ""])
    needs = tuple(filter(None, (parent, blocker)))
    is_open = status not in (flow[-1], DROPPED)
    return Task(id_, title, folder, is_open, owner, priority, due, tags, needs, created, text)


def _notes(random: Random) -> list[str]:
    lines = [*random.sample(words.SENTENCES, random.randint(1, 3)), ""]
    steps = random.sample(words.STEPS, random.choice((0, 0, 2, 3, 5)))
    lines += [f"- [{random.choice('x ')}] {step}" for step in steps]
    return [*lines, ""] if steps else lines


def _story(
    random: Random, company: Company, flow: Flow, owner: str, created: datetime
) -> tuple[str, list[str]]:
    """The status a task has come to, and the log that tells how: 2 to 12 entries."""
    steps = random.choices(range(len(flow)), _weights(len(flow)))[0]
    way = list(flow[: steps + 1])
    if way[-1] != flow[-1] and random.random() < 0.15:
        way.append(random.choice((BLOCKED, BLOCKED, DROPPED)))
    events = [f"{random.choice(company.people)} created", f"{owner} owner - -> {owner}"]
    events += [f"{owner} status {before} -> {after}" for before, after in pairwise(way)]
    for _ in range(random.randint(0, min(6, LONGEST_LOG - len(events)))):
        said = random.choice(words.COMMENTS).replace("\n", "\n  ")
        comment = f"{random.choice(company.people)} comment {said}"
        events.insert(random.randint(2, len(events)), comment)
    lines = ["## Log", ""]
    at = created
    for event in events:
        lines.append(f"- {_stamp(at)} {event}")
        at += timedelta(minutes=random.randint(1, 2000))
    return way[-1], lines


def _weights(length: int) -> list[int]:
    """About every fourth task is done; of the others most have not been begun."""
    return [6, *[2] * (length - 2), 3]


def _moment(random: Random, days_ago: int) -> datetime:
    day = datetime(TODAY.year, TODAY.month, TODAY.day, 7, tzinfo=UTC) - timedelta(days=days_ago)
    return day + timedelta(seconds=random.randrange(9 * 3600))


def _stamp(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"
