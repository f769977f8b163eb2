"""Merging front matter: by section and key, keeping the lines of every key as one side wrote it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tuiwork.dataclass import dataclass, replace
from tuiwork.model.fields import Field
from tuiwork.text import toml
from tuiwork.text.front import Front, Item, Section
from tuiwork.text.merging.blocks import Block, Key, blocks_of, prefix, values_of
from tuiwork.text.merging.diff3 import Side
from tuiwork.text.merging.items import (
    merge_header,
    merge_item,
    merge_lead,
    merge_set,
    new_comments,
)
from tuiwork.text.merging.judge import Judge
from tuiwork.text.merging.order import in_order

Items = Mapping[str, Item]
Values = Sequence[Item | None]


def merge_front(
    base: Front, ours: Front, theirs: Front, known: Mapping[str, Field], judge: Judge
) -> Front:
    """The front matter of both sides. Values that clash go to the judge; `known` tells the sets."""
    merging = _Merging(known, judge)
    b, o, t = (blocks_of(front, known) for front in (base, ours, theirs))
    merged = {
        key: block
        for key in {**o, **t}
        if (block := merging.block(key, b.get(key), o.get(key), t.get(key)))
    }
    order = in_order(b, o, t, merged, rank=lambda key: key)
    sections = tuple(section for key in order for section in merged[key])
    return Front(sections, merge_lead(base.tail, ours.tail, theirs.tail))


@dataclass(frozen=True, slots=True)
class _Merging:
    """What all steps of one merge need."""

    known: Mapping[str, Field]
    judge: Judge

    def block(
        self, key: Key, b: Block | None, o: Block | None, t: Block | None
    ) -> Sequence[Section]:
        """The sections of a table or row with the changes of both sides, none where it goes."""
        some = o or t or {}
        head = next(iter(some.values()))
        if head.is_row and not (o and t):
            return self._row_of_one(key, b, o, t)
        b, o, t = b or {}, o or {}, t or {}
        merged = {}
        for name in {**o, **t}:
            sides = b.get(name), o.get(name), t.get(name)
            section = self._section(prefix(key, some, sides[1] or sides[2] or head), *sides)
            if section is not None:
                merged[name] = section
        return [merged[name] for name in in_order(b, o, t, merged, rank=lambda name: name)]

    def _row_of_one(
        self, key: Key, b: Block | None, o: Block | None, t: Block | None
    ) -> Sequence[Section]:
        """A row that one side does not have: new, or removed; a removal yields to a change."""
        left = list((o or t or {}).values())
        if b is None:
            return left
        base = list(b.values())
        if values_of(base) == values_of(left):
            return []
        without: Side = "theirs" if o else "ours"
        self.judge.turn_down(key[0], base[0].values, left[0].values, None, without)
        return left

    def _section(
        self, address: str, b: Section | None, o: Section | None, t: Section | None
    ) -> Section | None:
        base, ours, theirs = map(_items_of, (b, o, t))
        merged = {item.key: item for item in self._items(address, base, ours, theirs)}
        either = o or t
        if either is None or not (merged or (o and t) or b is None):
            return None
        header = merge_header(*(side.header if side else None for side in (b, o, t)))
        items: list[Item] = []
        orphans = ""
        for key in in_order(base, ours, theirs, {**ours, **theirs}, rank=self._rank):
            if key in merged:
                items.append(replace(merged[key], lead=orphans + merged[key].lead))
                orphans = ""
            else:
                orphans += new_comments(base.get(key), ours.get(key), theirs.get(key))
        if items:
            items[-1] = replace(items[-1], body=items[-1].body + orphans)
        return replace(either, header=header if items else header + orphans, items=tuple(items))

    def _rank(self, key: str) -> tuple[int, str]:
        known = list(self.known)
        return known.index(key) if key in known else len(known), key

    def _items(self, address: str, b: Items, o: Items, t: Items) -> Iterator[Item]:
        for keys in self._units(address, {**o, **t}):
            base, ours, theirs = ([part.get(key) for key in keys] for part in (b, o, t))
            side: Side | None = None
            if _clash(base, ours, theirs):
                field = None if address else self.known.get(keys[0])
                united = field and field.many and merge_set(base[0], ours[0], theirs[0])
                if united:
                    yield united
                    continue
                side = self._choose([address + key for key in keys], base, ours, theirs)
            for three in zip(base, ours, theirs, strict=True):
                item = merge_item(*three, side)
                if item is not None:
                    yield item

    def _units(self, address: str, keys: Iterable[str]) -> list[list[str]]:
        """The keys, those together that merge as one."""
        units: dict[str, list[str]] = {}
        for key in keys:
            field = None if address else self.known.get(key)
            unit = f"unit {field.unit}" if field and field.unit else key
            units.setdefault(unit, []).append(key)
        return [sorted(unit) for unit in units.values()]

    def _choose(self, addresses: list[str], b: Values, o: Values, t: Values) -> Side:
        """The side whose values are shown; the other's, where it changed them, are turned down."""
        base, ours, theirs = ([item and item.value for item in side] for side in (b, o, t))
        side = self.judge.choose(addresses, ours, theirs)
        loser: Side = "theirs" if side == "ours" else "ours"
        kept, other = (ours, theirs) if side == "ours" else (theirs, ours)
        for address, *values in zip(addresses, base, kept, other, strict=True):
            texts = [toml.canonical(value) for value in values]
            if texts[2] not in texts[:2]:
                self.judge.turn_down(address, values[0], values[1], values[2], loser)
        return side


def _items_of(section: Section | None) -> Items:
    return {item.key: item for item in section.items} if section else {}


def _clash(base: Values, ours: Values, theirs: Values) -> bool:
    """Whether both sides changed the values, and differently."""
    b, o, t = (
        [toml.canonical(item.value if item else None) for item in side]
        for side in (base, ours, theirs)
    )
    return o != t and b not in (o, t)
