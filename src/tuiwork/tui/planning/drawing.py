"""What the parts of Plan draw alike: bars of a share, parts of a line as Content, days in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby

from textual.content import Content

from tuiwork.tui.content import plain
from tuiwork.tui.tones import style_of
from tuiwork.tui.widgets.columns import Line


def content_of(line: Line) -> Content:
    """A line for a widget that takes Content."""
    return Content.assemble(*[_styled(words, tone) for words, tone in line])


def _styled(words: str, tone: str) -> Content:
    return plain(words).stylize(style_of(tone)) if tone else plain(words)


def merged(cells: Iterable[tuple[str, str]]) -> Line:
    """Signs with a tone each as parts, one for each run of the same tone."""
    return [
        ("".join(sign for sign, _ in run), tone)
        for tone, run in groupby(cells, key=lambda cell: cell[1])
    ]


def bar_of_share(
    share: float | None,
    cells: int,
    signs: Mapping[str, str],
    tone: str = "accent",
    tick: float | None = None,
) -> Line:
    """A share of 1 as a bar; all of it where there is more. The tick is where it should be."""
    done = 0 if share is None else round(min(1.0, max(0.0, share)) * cells)
    at_tick = None if tick is None else min(cells - 1, round(min(1.0, max(0.0, tick)) * cells))
    return merged(
        (signs["bar tick"], "today")
        if at == at_tick
        else (signs["bar done"], tone)
        if at < done
        else (signs["bar left"], "dim")
        for at in range(cells)
    )


def percent(share: float | None) -> str:
    """A share of 1 as people read it."""
    return "–" if share is None else f"{round(share * 100)} %"


def count(number: int, word: str) -> str:
    """How many of something: `1 task`, `3 tasks`."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def days_apart(day: date, end: date) -> str:
    """How a day lies to an end: `3 days before`, `on that day`, `1 day after`."""
    days = (day - end).days
    if days == 0:
        return "on that day"
    return f"{count(abs(days), 'day')} {'after' if days > 0 else 'before'}"


def titled(title: str, lines: Sequence[Content]) -> list[Content]:
    """Lines under a title, with a blank one above; nothing without lines."""
    return [Content(""), plain(title).stylize("$dim bold"), *lines] if lines else []
