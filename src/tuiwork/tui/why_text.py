"""The answer to “why?” as text: in short for the detail pane, in full for the why screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from textual.content import Content

from tuiwork.insight.questions import Asked, asked_words
from tuiwork.insight.why import Link, Why
from tuiwork.model.goal import State
from tuiwork.tui.content import plain
from tuiwork.tui.tones import STATES
from tuiwork.tui.widgets.hanging import Entry

BAR = 20
"""Cells of a progress bar."""

_NOTHING = Content("")


def why_in_short(answer: Why, signs: Mapping[str, str]) -> list[Entry]:
    """The chains, a line a step, or the honest word that there is none."""
    entries = [
        Entry(_NOTHING, _step(link, depth, signs), indent=5 + 2 * depth)
        for chain in answer.chains
        for depth, link in enumerate(chain)
    ]
    if not entries:
        words = "run work, needs no goal" if answer.run else "no goal linked"
        entries = [Entry(_NOTHING, Content(words), indent=5)]
    entries[0] = entries[0]._replace(lead=Content.styled("why", "$dim"))
    return [*entries, *_broken(answer, 5)]


def _step(link: Link, depth: int, signs: Mapping[str, str]) -> Content:
    lead = (f"{signs['under']} ", "$dim") if depth else ""
    return Content.assemble(lead, plain(link.title), _standing(link, signs))


def _broken(answer: Why, indent: int) -> list[Entry]:
    if not answer.broken:
        return []
    words = plain(f"broken link: {', '.join(answer.broken)}").stylize("$blocked")
    return [Entry(_NOTHING, words, indent=indent)]


def _standing(link: Link, signs: Mapping[str, str]) -> Content:
    sign: tuple[str, str] | str = ""
    if link.state is not None and link.state is not State.UNKNOWN:
        sign = (signs[link.state.value], STATES[link.state])
    share = "" if link.progress is None else f"{link.progress:.0%}"
    return Content.assemble("  ", sign, (share, "bold")) if sign or share else _NOTHING


def why_in_full(answer: Why, signs: Mapping[str, str]) -> list[list[Entry]]:
    """The title, then each chain: every step with its progress, the purpose at the end."""
    groups = [[Entry(_NOTHING, plain(answer.task.title).stylize("bold"))]]
    groups += chains_in_full(answer.chains, signs)
    if not answer.chains:
        groups += _no_goal(answer, signs)
    return [*groups, _broken(answer, 0)]


def chains_in_full(
    chains: Iterable[tuple[Link, ...]], signs: Mapping[str, str]
) -> list[list[Entry]]:
    """Each chain, every step with its progress, the purpose at the end."""
    return [list(_explained(chain, signs)) for chain in chains]


def question_entries(asked: Asked) -> list[Entry]:
    """A question that nobody answered: who asks whom, since when, and what."""
    return [
        Entry(_NOTHING, plain(asked_words(asked)).stylize("$today")),
        Entry(_NOTHING, plain(asked.question.text), indent=2),
    ]


def _explained(chain: tuple[Link, ...], signs: Mapping[str, str]) -> Iterator[Entry]:
    for depth, link in enumerate(chain):
        indent = 2 * depth
        lead = Content.styled(" " * indent + signs["under"], "$dim")
        title = Content.assemble((f"{link.kind}  ", "$dim"), plain(link.title).stylize("bold"))
        yield Entry(lead, title, indent=indent + 2)
        for text in _facts(link, signs):
            yield Entry(_NOTHING, text, indent=indent + 2)


def _facts(link: Link, signs: Mapping[str, str]) -> Iterator[Content]:
    if link.kind == "key result" and link.detail:
        yield plain(link.detail).stylize("$dim")
    if link.progress is not None:
        yield Content.assemble(
            bar(link.progress, link.expected, signs),
            (f"  {link.progress:.0%}", "bold"),
            _expected(link, signs),
        )
    if link.kind == "objective" and link.detail:
        yield plain(f"“{link.detail}”").stylize("italic")


def _expected(link: Link, signs: Mapping[str, str]) -> Content:
    if link.expected is None:
        return _NOTHING
    state = link.state or State.UNKNOWN
    words = f"  {signs[state.value]} {state.value}" if state is not State.UNKNOWN else ""
    return Content.assemble((f"  expected {link.expected:.0%}", "$dim"), (words, STATES[state]))


def bar(progress: float, expected: float | None, signs: Mapping[str, str]) -> Content:
    """A progress bar; the tick is where the period says it should be."""
    done = round(progress * BAR)
    tick = None if expected is None else min(BAR - 1, round(expected * BAR))
    cells = [
        (signs["bar tick"], "$today")
        if at == tick
        else (signs["bar done"], "$focus")
        if at < done
        else (signs["bar left"], "$dim")
        for at in range(BAR)
    ]
    return Content.assemble(*cells)


def _no_goal(answer: Why, signs: Mapping[str, str]) -> list[list[Entry]]:
    if answer.run:
        return [[Entry(_NOTHING, Content("It keeps the lights on: run work needs no goal."))]]
    groups = [[Entry(_NOTHING, Content.styled("No goal is linked.", "$today"))]]
    if answer.candidates:
        near = [Entry(_NOTHING, Content.styled("The nearest ones:", "$dim"))]
        near += [
            Entry(_NOTHING, Content.assemble(plain(link.title), _standing(link, signs)), indent=2)
            for link in answer.candidates
        ]
        groups.append(near)
    return groups
