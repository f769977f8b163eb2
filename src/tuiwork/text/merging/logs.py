"""Merging logs: every entry of both sides once, in time order, less what one side took out."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

from tuiwork.model.log import Entry
from tuiwork.text.log import LogItem, parse_log

_Order = tuple[datetime, int, str]


def merge_log(base: str, ours: str, theirs: str) -> str:
    """The text under the log's heading. A log that only one side changed is taken as it is."""
    if ours == theirs or theirs == base:
        return ours
    if ours == base:
        return theirs
    b, o, t = parse_log(base), parse_log(ours), parse_log(theirs)
    counts = _merge_counts(*(Counter(item.raw for item in items) for items in (b, o, t)))
    order = _order(o)
    for raw, place in _order(t).items():
        order[raw] = min(place, order.get(raw, place))
    merged = [raw for raw in sorted(counts, key=order.__getitem__) for _ in range(counts[raw])]
    return "".join(["\n", *(f"{raw}\n" for raw in merged)]) if merged else ""


def new_entries(base: str, side: str) -> list[Entry]:
    """The entries that a side added."""
    known = {item.raw for item in parse_log(base)}
    return [item.entry for item in parse_log(side) if item.entry and item.raw not in known]


def _merge_counts(base: Counter[str], ours: Counter[str], theirs: Counter[str]) -> dict[str, int]:
    """How often each entry stands in the result."""
    counts = {}
    for raw in ours.keys() | theirs.keys():
        b, o, t = base[raw], ours[raw], theirs[raw]
        counts[raw] = t if o == b else o if t == b else max(o, t)
    return {raw: count for raw, count in counts.items() if count}


def _order(items: list[LogItem]) -> dict[str, _Order]:
    """Where each entry belongs: by time, then text. Unreadable lines stay behind the one above."""
    order: dict[str, _Order] = {}
    above = datetime.min.replace(tzinfo=UTC)
    for item in items:
        above = item.entry.at if item.entry else above
        place = (above, 0 if item.entry else 1, item.raw)
        order[item.raw] = min(place, order.get(item.raw, place))
    return order
