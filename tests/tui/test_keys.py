from __future__ import annotations

from collections import Counter

from tuiwork.tui.keys import HELP, HINTS, SECTIONS, WORK_KEYS, bindings


def test_no_key_and_no_id_stands_for_two_things() -> None:
    made = bindings(WORK_KEYS)
    assert [key for key, count in Counter(one.key for one in made).items() if count > 1] == []
    assert [id_ for id_, count in Counter(one.id for one in made).items() if count > 1] == []


def test_every_key_has_words_and_a_place_in_the_help() -> None:
    for key in WORK_KEYS:
        assert key.label
        assert key.id.partition(".")[0] in {*SECTIONS, "app"}


def test_only_keys_with_a_hint_are_in_the_bottom_line() -> None:
    shown = {one.id for one in bindings(WORK_KEYS) if one.show}
    assert shown == set(HINTS)
    assert HELP in shown
