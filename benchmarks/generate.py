"""Makes workspaces of any size from a seed: the same seed and size always give the same files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from math import isqrt
from random import Random

from benchmarks import words
from benchmarks.tasks import BLOCKED, DROPPED, FLOWS, TODAY, Company, Task, invent
from tuiwork.model.ids import slug
from tuiwork.model.rank import spread

VERSION = 1
"""Raised whenever the files change, so that none made before is used any longer."""

LIST_SIZE = 100
PERSON = ("Sara Holm", "sara@nordvik.example")
"""Who works in the workspace: one of its people."""


def lists(size: int) -> list[tuple[str, str]]:
    """The folder and the workflow of every list, one for each hundred tasks."""
    count = max(1, size // LIST_SIZE)
    flows = list(FLOWS)
    found = []
    for number in range(count):
        parts = ["spaces", _space(number % _spaces(count))]
        if number % 3 == 2:
            parts.append(f"part-{number % 7}")
        parts.append(slug(f"{_nth(words.LISTS, number)} {number}"))
        found.append(("/".join(parts), flows[number % len(flows)]))
    return found


def tasks(size: int, seed: int) -> Iterator[Task]:
    """All tasks, list by list."""
    for number in range(len(lists(size))):
        yield from tasks_in(size, seed, number)


def tasks_in(size: int, seed: int, number: int) -> Iterator[Task]:
    """The tasks of one list."""
    company = _company(size)
    places = lists(size)
    folder, flow = places[number]
    count = size // len(places) + (number < size % len(places))
    random = Random(f"{seed} {folder}")
    ranks = spread(count)
    random.shuffle(ranks)
    alone: list[str] = []
    for rank in ranks:
        task = invent(random, company, folder, FLOWS[flow], rank, alone)
        if not task.needs:
            alone.append(task.id)
        yield task


def documents(size: int, seed: int) -> Iterator[tuple[str, str]]:
    """The path and the text of everything but the tasks."""
    company = _company(size)
    random = Random(seed)
    yield "tuiwork.toml", _settings(size)
    for handle, (first, last) in zip(company.people, _names(), strict=False):
        yield f"people/{handle}.md", _person(handle, f"{first.title()} {last}")
    for slug_ in sorted({reference.partition("/")[0] for reference in company.goals}):
        yield f"goals/{slug_}.md", _goal(random, company, slug_)
    for slug_ in company.customers:
        yield f"customers/{slug_}.md", _customer(random, company, slug_)
    yield "views/waiting.toml", f'name = "Waiting"\nquery = "status:{BLOCKED}"\n'
    places = lists(size)
    for number in range(_spaces(len(places))):
        text = f'name = "{_nth(words.SPACES, number)} {number}"\nowner = "{company.people[0]}"\n'
        yield f"spaces/{_space(number)}/space.toml", text
    for number, (folder, flow) in enumerate(places):
        name = f"{_nth(words.LISTS, number)} {number}"
        goal = f'goals = ["{random.choice(company.goals)}"]\n' if number % 4 == 0 else ""
        yield f"{folder}/list.toml", f'name = "{name}"\nworkflow = "{flow}"\n{goal}'


def _company(size: int) -> Company:
    people = [_handle(number, first) for number, (first, _) in enumerate(_names())]
    goals = [
        f"goal-{number}/{part}"
        for number in range(max(3, size // 500))
        for part in ("handling-time", "on-time", "repeat-visits")
    ]
    customers = [
        slug(f"{_nth(words.PLACES, number)} {number}") for number in range(max(3, size // 250))
    ]
    return Company(people[: min(len(people), max(6, size // 200))], goals, customers)


def _names() -> Iterator[tuple[str, str]]:
    for last in words.LAST_NAMES:
        for first in words.FIRST_NAMES:
            yield first, last


def _handle(number: int, first: str) -> str:
    round_ = number // len(words.FIRST_NAMES)
    return f"{first}{round_ + 1}" if round_ else first


def _nth(names: tuple[str, ...], number: int) -> str:
    return names[number % len(names)]


def _spaces(count: int) -> int:
    return max(1, isqrt(count))


def _space(number: int) -> str:
    return slug(f"{_nth(words.SPACES, number)} {number}")


def _settings(size: int) -> str:
    lines = ["format = 1", f'name = "A company of {size:,} tasks"', 'timezone = "UTC"']
    for name, flow in FLOWS.items():
        lines += ["", f"[workflow.{name}]", "statuses = ["]
        categories = ["todo", *["active"] * (len(flow) - 2), "done"]
        pairs = [*zip(flow, categories, strict=True), (BLOCKED, "blocked"), (DROPPED, "dropped")]
        for status, category in pairs:
            wait = ", wait = true" if status == "review" else ""
            lines.append(f'  {{ name = "{status}", category = "{category}"{wait} }},')
        lines.append("]")
    return "\n".join([*lines, ""])


def _person(handle: str, name: str) -> str:
    return (
        f'+++\nname = "{name}"\nemails = ["{handle}@nordvik.example"]\nhours = 37\n+++\n\n'
        "On the phone until nine, in the van after that.\n"
    )


def _goal(random: Random, company: Company, slug_: str) -> str:
    owner = random.choice(company.people)
    text = (
        f'+++\ntitle = "{slug_.replace("-", " ").capitalize()}: faster and on time"\n'
        f'owner = "{owner}"\nperiod = "2026-Q2"\ncadence = "2w"\n'
    )
    log = ""
    for part, title in (
        ("handling-time", "Median handling, days"),
        ("on-time", "Kept promises, percent"),
        ("repeat-visits", "Jobs that need a second visit"),
    ):
        start, target = random.randint(40, 60), random.randint(5, 20)
        value = random.randint(target, start)
        text += (
            f'\n[[key_results]]\nid = "{part}"\ntitle = "{title}"\n'
            f"start = {start}\ntarget = {target}\ncurrent = {value}\nweight = 1\n"
        )
        day = TODAY - timedelta(days=random.randint(1, 20))
        log += f"- {day}T12:40:11Z {owner} checkin {part} {value} confidence 0.7 As expected.\n"
    return f"{text}+++\n\nA customer is cold for one night at most.\n\n## Log\n\n{log}"


def _customer(random: Random, company: Company, slug_: str) -> str:
    return (
        f'+++\nname = "{slug_.replace("-", " ").capitalize()}"\ntier = {random.randint(1, 3)}\n'
        f'owner = "{random.choice(company.people)}"\nlanguage = "da"\n+++\n\n'
        f"{random.choice(words.SENTENCES)}\n"
    )
