from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.workspaces import task, with_tasks
from tuiwork.text.quickadd.completing import complete

GIVEN = with_tasks(task("k7f", title="Roof", tags=["roof"], type="two words"))


def completed(line: str, cursor: int | None = None) -> tuple[str, int] | None:
    """The line with the first offer taken at the cursor, which is at the end if not told."""
    at = len(line) if cursor is None else cursor
    found = complete(GIVEN, line, at)
    return None if found is None else found.take(line, found.offers[0])


@pytest.mark.parametrize(
    ("line", "becomes"),
    [
        ("Roof /jo", "Roof /operations/jobs "),
        ("Roof @fre", "Roof @freja "),
        ("Roof ^fas", "Roof ^faster-service "),
        ("Roof #ro", "Roof #roof "),
        ("Roof !u", "Roof !urgent "),
        ("Roof cust", "Roof customer:"),
        ("Roof customer:hav", "Roof customer:havnegaard "),
        ("Roof due:next", 'Roof due:"next week" '),
    ],
)
def test_a_word_is_completed_by_the_names_of_the_workspace(line: str, becomes: str) -> None:
    assert completed(line) == (becomes, len(becomes))


def test_a_word_in_the_middle_of_a_line_is_replaced_whole() -> None:
    assert completed("Roof @frex !high", 9) == ("Roof @freja !high", 12)


@pytest.mark.parametrize("line", ["", "R", "Replace the roof", "Roof @zzz", "Roof http://x"])
def test_ordinary_words_are_left_alone(line: str) -> None:
    assert completed(line) is None


def test_a_word_that_is_complete_is_not_offered_again() -> None:
    assert completed("Roof @freja") is None


@given(st.text(max_size=40), st.integers(0, 40))
def test_any_line_can_be_completed_anywhere(line: str, cursor: int) -> None:
    at = min(cursor, len(line))
    found = complete(GIVEN, line, at)
    if found is not None:
        taken, then = found.take(line, found.offers[0])
        assert 0 <= found.start <= at <= found.end <= len(line)
        assert 0 <= then <= len(taken)
