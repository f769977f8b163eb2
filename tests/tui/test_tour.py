from __future__ import annotations

from tuiwork.tui.keys import EVERY_KEY
from tuiwork.tui.tour import STEPS, TOUR, Tour, card_text, card_title


def test_every_step_waits_for_actions_that_its_keys_do() -> None:
    for step in STEPS:
        for id_, _, action in step.ways:
            assert EVERY_KEY[id_].action.partition("(")[0] == action


def test_a_step_is_done_when_it_is_done() -> None:
    assert TOUR.seen("add") == Tour(1)
    assert TOUR.seen("sync") is TOUR


def test_a_step_with_two_parts_waits_for_both() -> None:
    begun = Tour(2).seen("done")
    assert begun == Tour(2, frozenset({"done"}))
    assert begun.seen("done") is begun
    assert begun.seen("undo") == Tour(3)


def test_the_tour_has_five_steps_and_an_end() -> None:
    tour: Tour | None = TOUR
    for _ in range(4):
        assert tour is not None
        tour = tour.next
    assert tour == Tour(4)
    assert tour.next is None
    assert tour.seen("help") is None


def test_the_card_names_the_keys_as_the_person_has_them() -> None:
    text = card_text(
        Tour(2, frozenset({"done"})), {"task.done": "X", "change.undo": "u"}.__getitem__, "●"
    )
    assert "● X done" in text.plain
    assert card_title(Tour(2)) == "Tour 3 of 5"
