"""Two texts beside each other lose no character, keep to their cells and mark what differs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tuiwork.text.clean import safe
from tuiwork.text.side_by_side import Beside, Parts, side_by_side
from tuiwork.text.width import width

TEXTS = st.text(alphabet="ab \n日é\u0301😀1", max_size=60)


def plain(parts: Parts | None) -> str | None:
    return None if parts is None else "".join(text for text, _ in parts)


def changed(parts: Parts | None) -> str:
    return "".join(text for text, is_changed in parts or () if is_changed)


def picture(left: str, right: str, cells: int = 20) -> list[tuple[str | None, str | None]]:
    return [(plain(one.left), plain(one.right)) for one in side_by_side(left, right, cells)]


def test_equal_lines_stand_at_one_height() -> None:
    assert picture("one\ntwo\nthree", "one\nthree\nfour") == [
        ("one", "one"),
        ("two", None),
        ("three", "three"),
        (None, "four"),
    ]


def test_what_differs_is_marked_to_the_word() -> None:
    [line] = side_by_side("Crane on Monday, early", "Crane on Tuesday, early", 40)
    assert line.differs
    assert (changed(line.left), changed(line.right)) == ("Monday", "Tuesday")
    [same] = side_by_side("Crane", "Crane", 40)
    assert not same.differs


def test_scripts_without_blanks_are_told_apart_by_the_sign() -> None:
    [line] = side_by_side("交換壓縮機", "交換冷凝機", 40)
    assert (changed(line.left), changed(line.right)) == ("壓縮", "冷凝")


def test_long_lines_go_on_below_at_the_height_of_the_other_side() -> None:
    lines = side_by_side("one two three four", "one", 9)
    assert [(plain(one.left), plain(one.right)) for one in lines] == [
        ("one two ", "one"),
        ("three ", ""),
        ("four", ""),
    ]
    assert [one.begins for one in lines] == [True, False, False]


def test_a_word_that_is_too_long_is_broken_where_a_character_ends() -> None:
    assert [one for one, _ in picture("日本語日本語", "", 5)] == ["日本", "語日", "本語"]


def test_no_line_begins_with_the_sign_that_closes_a_word() -> None:
    assert [one for one, _ in picture("lies under it.", "", 13)] == ["lies under ", "it."]


def test_no_line_ends_within_the_name_of_a_field() -> None:
    assert [one for one, _ in picture("blank: owner_after", "", 13)] == ["blank: ", "owner_after"]


def lines_of(lines: list[Beside], side: str) -> str:
    """The text of a side, put together again; what fell off at the ends of lines is a blank."""
    found: list[str] = []
    for one in lines:
        parts = getattr(one, side)
        if parts is None:
            continue
        if one.begins:
            found.append("")
        found[-1] += plain(parts) or ""
    return "\n".join(found)


@given(TEXTS, TEXTS, st.integers(4, 30))
def test_nothing_is_lost_and_nothing_is_too_wide(left: str, right: str, cells: int) -> None:
    left, right = (safe(text, multiline=True) for text in (left, right))
    lines = side_by_side(left, right, cells)
    for side, text in (("left", left), ("right", right)):
        assert lines_of(lines, side).replace(" ", "") == text.replace(" ", "")
    for one in lines:
        for parts in (one.left, one.right):
            assert width(plain(parts) or "") <= cells
        if not one.differs:
            assert plain(one.left) == plain(one.right)
