from __future__ import annotations

import pytest

from tuiwork.tui.keymap import DEFAULT, PRESETS, key_word, make_keymap, read_key
from tuiwork.tui.keys import EVERY_KEY


@pytest.mark.parametrize("preset", PRESETS)
def test_no_preset_has_an_unknown_action_or_a_key_twice(preset: str) -> None:
    wanted = {id_: ",".join(keys) for id_, keys in PRESETS[preset].items()}
    keymap, troubles = make_keymap("default", wanted)
    assert troubles == []
    assert keymap == make_keymap(preset, {})[0]


def test_the_arrows_leave_no_letter_for_moving() -> None:
    keymap, _ = make_keymap("arrows", {})
    moving = [id_ for id_ in keymap.keys if EVERY_KEY[id_].action.startswith(("move(", "scroll"))]
    assert [key for id_ in moving for key in keymap.keys[id_] if len(key) == 1] == []


def test_vim_goes_to_the_first_line_and_leaves_goals_a_key() -> None:
    keymap, _ = make_keymap("vim", {})
    assert keymap.word("list.first") == "g"
    assert keymap.word("task.goals") == "M"


def test_a_wish_replaces_the_keys_of_an_action() -> None:
    keymap, troubles = make_keymap("default", {"task.done": "ctrl+x, X"})
    assert troubles == []
    assert keymap.keys["task.done"] == ("ctrl+x", "X")
    assert keymap.changes == {"task.done": "ctrl+x,X"}


def test_an_action_may_be_left_without_a_key() -> None:
    keymap, _ = make_keymap("default", {"task.remove": ""})
    assert keymap.keys["task.remove"] == ()
    assert keymap.word("task.remove") == ""


def test_two_actions_may_change_places() -> None:
    keymap, troubles = make_keymap("default", {"task.done": "t", "task.start": "x"})
    assert troubles == []
    assert (keymap.word("task.done"), keymap.word("task.start")) == ("t", "x")


@pytest.mark.parametrize(
    ("wanted", "id_", "words"),
    [
        ({"task.dnoe": "x"}, "task.dnoe", "did you mean task.done"),
        ({"task.done": "ctrl+"}, "task.done", "is no key"),
        ({"task.done": "entre"}, "task.done", "did you mean enter"),
        ({"task.done": "shift+a"}, "task.done", "write A"),
        ({"task.done": "ctrl+m"}, "task.done", "cannot tell ctrl+m from enter"),
        ({"task.done": "ctrl+c"}, "task.done", "always copies"),
        ({"dialog.accept": "a"}, "dialog.accept", "is typed there"),
        ({"task.done": "t"}, "task.done", "“t” is “Start” already (task.start)"),
        ({"task.done": "j"}, "task.done", "“j” is “Down” already (list.down)"),
        ({"list.down": "x"}, "list.down", "“x” is “Done” already (task.done)"),
        ({"task.done": "n", "task.start": "n"}, "task.start", "“n” is “Done” already"),
    ],
)
def test_what_will_not_do_is_told_and_the_table_stands(
    wanted: dict[str, str], id_: str, words: str
) -> None:
    keymap, troubles = make_keymap("default", wanted)
    assert [trouble.id for trouble in troubles] == [id_]
    assert words in troubles[0].message
    if id_ in EVERY_KEY:
        assert keymap.keys[id_] == DEFAULT.keys[id_]


def test_one_wish_that_fails_takes_along_those_that_needed_it() -> None:
    keymap, troubles = make_keymap("default", {"task.done": "d", "task.start": "x"})
    assert {trouble.id for trouble in troubles} == {"task.done", "task.start"}
    assert keymap == DEFAULT


def test_the_good_wishes_apply_beside_the_bad_ones() -> None:
    keymap, _ = make_keymap("default", {"task.done": "t", "task.owner": "@"})
    assert keymap.word("task.owner") == "@"


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("/", "/"),
        ("Ctrl+D", "ctrl+d"),
        ("F5", "f5"),
        ("shift+ctrl+up", "ctrl+shift+up"),
        ("+", "+"),
    ],
)
def test_keys_are_read_as_people_write_them(written: str, key: str) -> None:
    assert read_key(written) == key


@pytest.mark.parametrize(
    ("key", "word", "plain"),
    [
        ("slash", "/", "/"),
        ("greater_than_sign", ">", ">"),
        ("exclamation_mark", "!", "!"),
        ("ctrl+r", "^r", "^r"),
        ("shift+tab", "⇧tab", "shift+tab"),
        ("right", "→", "right"),
        ("escape", "esc", "esc"),
        ("delete", "del", "del"),
        ("G", "G", "G"),
        ("space", "space", "space"),
        ("colon", ":", ":"),
    ],
)
def test_keys_are_shown_short(key: str, word: str, plain: str) -> None:
    assert key_word(key) == word
    assert key_word(key, ascii_only=True) == plain
