"""Merging the lines of one key: its value, the comments behind and inside it, those above it."""

from __future__ import annotations

from typing import Any

from tuiwork.dataclass import replace
from tuiwork.text import toml
from tuiwork.text.front import Item, with_value
from tuiwork.text.merging.diff3 import Side, merge_lines
from tuiwork.text.merging.order import pick, unite
from tuiwork.text.source import Malformed, lines_of


def merge_item(b: Item | None, o: Item | None, t: Item | None, side: Side | None) -> Item | None:
    """The item with the value of `side`, else with that of the side that changed it; None removed.

    Comments of both sides are kept: those for which the value's lines have no room go above them.
    """
    values = [toml.canonical(item.value if item else None) for item in (b, o, t)]
    if side is not None:
        chosen = o if side == "ours" else t
    elif values[1] != values[2]:
        chosen = t if values[1] == values[0] else o
    else:
        chosen = o and t and replace(o, body=pick(b.body if b else None, o.body, t.body))
    return chosen and _with_comments(chosen, b, o, t)


def merge_set(b: Item | None, o: Item | None, t: Item | None) -> Item | None:
    """The item with the elements that both have or one added; None where a value is no set."""
    sides = [_elements(item) for item in (b, o, t)]
    if any(side is None for side in sides):
        return None
    base, ours, theirs = ({toml.show(one): one for one in side or ()} for side in sides)
    united = unite(base, ours, theirs)
    same = [item for item in (b, o, t) if item and [*map(toml.show, item.value)] == united]
    if same:
        chosen = same[0]
    else:
        written = max((item for item in (o, t) if item), key=lambda item: item.body)
        value = [(base | ours | theirs)[one] for one in united]
        body = _by_lines(b, o, t, united) or with_value(written.body, value)
        chosen = replace(written, body=body, value=value)
    return _with_comments(chosen, b, o, t)


def _elements(item: Item | None) -> list[Any] | None:
    """The elements of a set; None where the value is none, or has tables in it."""
    if item is None:
        return []
    plain = isinstance(item.value, list) and not any(isinstance(one, dict) for one in item.value)
    return item.value if plain else None


def _by_lines(b: Item | None, o: Item | None, t: Item | None, united: list[str]) -> str | None:
    """The lines of an array that is written on several, if merging them gives these elements."""
    if not (b and o and t and all(item.body.count("\n") > 1 for item in (b, o, t))):
        return None
    lines, clashes = merge_lines(lines_of(b.body), lines_of(o.body), lines_of(t.body))
    if clashes:
        return None
    try:
        (value,) = toml.load("".join(lines)).values()
    except (Malformed, ValueError):
        return None
    fits = isinstance(value, list) and sorted(map(toml.show, value)) == sorted(united)
    return "".join(lines) if fits else None


def _with_comments(chosen: Item, b: Item | None, o: Item | None, t: Item | None) -> Item:
    lead = merge_lead(*(item.lead if item else None for item in (b, o, t)))
    bodies = (item.body if item else None for item in (b, o, t))
    return replace(chosen, lead=lead + homeless(lead + chosen.body, *bodies))


def homeless(written: str, base: str | None, ours: str | None, theirs: str | None) -> str:
    """The comments in the lines of both sides that are not written yet, each on its line."""
    comments = unite(*(toml.comments(one or "") for one in (base, ours, theirs)))
    housed = toml.comments(written)
    return "".join(f"{one}\n" for one in comments if one not in housed)


def merge_lead(base: str | None, ours: str | None, theirs: str | None) -> str:
    """The blank lines and comments above something; every comment of either side is kept."""
    if ours is None or theirs is None:
        return ours or theirs or ""
    lines, clashes = merge_lines(lines_of(base or ""), lines_of(ours), lines_of(theirs))
    lines += [line for clash in clashes for line in clash.other if line not in lines]
    return "".join(lines)


def new_comments(base: Item | None, ours: Item | None, theirs: Item | None) -> str:
    """The comments that a side put above a key which is going."""
    known = lines_of(base.lead) if base else []
    above = [line for item in (ours, theirs) if item for line in lines_of(item.lead)]
    return "".join(line for line in above if line.strip() and line not in known)


def merge_header(base: str | None, ours: str | None, theirs: str | None) -> str:
    """A section's line in brackets with what is above it."""
    (b_lead, b), (o_lead, o), (t_lead, t) = map(_cut_header, (base, ours, theirs))
    line = (o or t or "") if o is None or t is None else pick(b, o, t)
    lead = merge_lead(b_lead, o_lead, t_lead)
    return lead + homeless(lead + line, b, o, t) + line


def _cut_header(header: str | None) -> tuple[str | None, str | None]:
    if header is None:
        return None, None
    lines = lines_of(header)
    return "".join(lines[:-1]), "".join(lines[-1:])
