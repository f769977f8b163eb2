from __future__ import annotations

from collections import Counter
from itertools import chain, permutations

from tuiwork.tui.keys import EVERY_KEY, HELP, HINTS, SECTIONS, TABLES, WORK_KEYS, bindings


def test_no_key_of_a_place_and_no_id_stands_for_two_things() -> None:
    keys = Counter(key for one in WORK_KEYS for key in one.keys)
    assert [key for key, count in keys.items() if count > 1] == []
    assert len(EVERY_KEY) == len(list(chain(*TABLES)))


def test_no_id_begins_another_so_that_toml_can_hold_both() -> None:
    pairs = permutations(EVERY_KEY, 2)
    assert [pair for pair in pairs if pair[0].startswith(f"{pair[1]}.")] == []


def test_every_key_has_words_and_a_place_in_the_help() -> None:
    for key in WORK_KEYS:
        assert key.label
        assert key.id.partition(".")[0] in {*SECTIONS, "app"}


def test_only_keys_with_a_hint_are_in_the_bottom_line() -> None:
    shown = {one.id for one in bindings(WORK_KEYS) if one.show}
    assert shown == set(HINTS) & {one.id for one in WORK_KEYS}
    assert HELP in shown
