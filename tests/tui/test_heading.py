from __future__ import annotations

from collections import Counter

from tuiwork.model.workflow import Category
from tuiwork.tui.heading import heading
from tuiwork.tui.look import Look
from tuiwork.tui.selection import Selection
from tuiwork.tui.widgets.rows import Row


def selection(look: Look | None = None, **counts: int) -> Selection:
    categories = Counter({Category(name): count for name, count in counts.items()})
    rows = tuple(Row(str(at)) for at in range(categories.total()))
    return Selection(look or Look(), rows, categories, 15, ordered=False)


def words(given: Selection, *marks: str, whole: bool = True) -> str:
    return heading("Jobs", given, marks, whole=whole).plain


def test_it_counts_what_is_shown_and_what_is_special() -> None:
    given = selection(todo=9, active=3, blocked=2, done=1)
    assert words(given) == "Jobs  15 · 3 active · 2 blocked"


def test_a_filter_shows_how_much_it_leaves() -> None:
    assert words(selection(Look(filter="roof"), todo=4)) == "Jobs  4 of 15"
    assert words(selection(Look(filter="  "), todo=4)) == "Jobs  4"


def test_marks_are_counted_and_so_are_those_that_nobody_sees() -> None:
    assert words(selection(todo=3), "0", "1") == "Jobs  3 · 2 marked"
    assert words(selection(todo=3), "0", "x") == "Jobs  3 · 2 marked, 1 of them not in sight"


def test_closed_tasks_are_told() -> None:
    assert words(selection(Look(closed=True), done=1)) == "Jobs  1 · with closed ones"


def test_while_more_is_to_come_it_says_so() -> None:
    assert words(selection(active=2), whole=False) == "Jobs  2   opening…"


def test_a_title_commands_nobody() -> None:
    assert heading("[b]x[/]\x1b", selection(), (), whole=True).plain.startswith("[b]x[/]␛")
