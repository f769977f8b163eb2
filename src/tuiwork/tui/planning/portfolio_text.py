"""What stands behind a group of initiatives: the funnel, an approach, what all tell together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from textual.content import Content

from tuiwork.insight.initiatives.conditions import ranked_steps
from tuiwork.insight.initiatives.portfolio import APPROACH_NOTES, Approach, Claim, Portfolio
from tuiwork.tui.pane_text import led, wrapped
from tuiwork.tui.planning.initiative_rows import Grouping, Head

LEAD = 20
MOST_STEPS = 12

NOTE_WORDS = {
    "where": "where we use it",
    "works": "when it works",
    "fails": "when it does not",
    "next": "where next",
    "resources": "what it takes",
}


def group_lines(
    head: Head, grouping: Grouping, found: Portfolio, claim: Claim, width: int
) -> list[Content]:
    """What is known of a group: of an approach what works when, else the whole portfolio."""
    if grouping is Grouping.APPROACH:
        one = next((each for each in found.approaches if each.name == head.name), None)
        if one is not None:
            return list(approach_lines(one, found, width))
    return list(portfolio_lines(found, claim, width))


def approach_lines(one: Approach, found: Portfolio, width: int) -> Iterator[Content]:
    """One approach: what the workspace notes of it, how often it lasted, who takes it."""
    yield from wrapped(one.name, width, "bold")
    for key in APPROACH_NOTES:
        yield from led(NOTE_WORDS[key].ljust(LEAD), one.notes.get(key, "–"), width, "")
    yield from led("lasted".ljust(LEAD), one.rate.words, width, "")
    if found.habit is not None and found.habit.approach == one.name:
        yield Content("")
        yield from wrapped(f"{found.habit.words}; would another fit better?", width, "$today")


def portfolio_lines(found: Portfolio, claim: Claim, width: int) -> Iterator[Content]:
    """What the initiatives tell together, then the next steps that show most for their effort."""
    yield from wrapped("All initiatives together", width, "bold")
    yield Content("")
    for step in found.funnel:
        days = step.days.show("median {:g} d") if step.days.n else ""
        yield from led(step.stage.ljust(LEAD), f"{len(step.ids):>3}   {days}", width, "")
    yield Content("")
    for key, words in _together(found, claim).items():
        yield from led(key.ljust(LEAD), words, width, "") if words else ()
    steps = ranked_steps(here.initiative for here in found.rows if not here.initiative.is_closed)[
        :MOST_STEPS
    ]
    if steps:
        yield Content("")
        yield from wrapped("Next steps, most visible result for the least effort first", width, "")
    for one, best in steps:
        rank = f"{best.rank:.2g}" if best.rank is not None else "–"
        who = f" ({best.owner})" if best.owner else ""
        yield from led(f"{rank:>4}  ", f"{best.what}{who}, {one.title}", width, "")


def _together(found: Portfolio, claim: Claim) -> Mapping[str, str]:
    people = ", ".join(
        f"{name} {hours:g}" + (f" of {claim.of[name]:g}" if name in claim.of else "")
        for name, hours in claim.by_person.items()
    )
    off = found.calibration
    points = "" if off.value is None else f"{round(100 * off.value):+d} points (n={off.n})"
    return {
        "hours a week": f"{claim.hours:g} ({people})" if claim.hours else "",
        "implementation rate": found.rate.words,
        "by year": ", ".join(f"{year or '?'} {rate.words}" for year, rate in found.by_year.items()),
        "confidence - rate": points or f"- (n={off.n})",
        "habit": found.habit.words if found.habit else "",
    }
