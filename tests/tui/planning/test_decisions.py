from __future__ import annotations

from datetime import date

from tests.verbs.company import company
from tuiwork.model.decision import Decision
from tuiwork.model.workspace import Workspace
from tuiwork.text.symbols import symbols
from tuiwork.tui.planning.decisions import (
    decision_line,
    decision_rows,
    decision_text,
    review_words,
)

TODAY = date(2026, 6, 15)
PARTS = '+++\ntitle = "Parts"\nchoice = "One"\noptions = ["One", "Five"]\ndate = 2026-01-01\n'


def workspace() -> Workspace:
    return company(
        decisions__late=f"{PARTS}review = 2026-06-01\n+++\n",
        decisions__later=f"{PARTS}review = 2026-06-14\n+++\n",
        decisions__today=f"{PARTS}review = 2026-06-15\n+++\n",
        decisions__ahead=f"{PARTS}review = 2026-09-01\n+++\n",
        decisions__done=f'{PARTS}review = 2026-05-01\nreviewed = 2026-05-02\noutcome = "ok"\n+++\n',
    )


def decision(name: str) -> Decision:
    found = workspace().documents[f"decisions/{name}.md"]
    assert isinstance(found, Decision)
    return found


def test_the_longest_overdue_come_first_then_those_ahead_then_the_rest() -> None:
    keys = [row.key for row in decision_rows(workspace(), TODAY) if not row.header]
    assert keys == ["late", "later", "today", "ahead", "done"]


def test_a_review_is_overdue_from_the_day_after_it() -> None:
    assert review_words(decision("late"), TODAY) == ("14 days overdue", "overdue")
    assert review_words(decision("later"), TODAY) == ("1 day overdue", "overdue")
    assert review_words(decision("today"), TODAY) == ("review today", "today")
    assert review_words(decision("done"), TODAY)[0] == "seen sat 2 may"


def test_a_line_has_the_sign_of_what_is_due() -> None:
    line = decision_line(decision("late"), TODAY, 80, symbols())
    assert "".join(words for words, _ in line).startswith("? Parts")


def test_a_decision_is_told_in_full() -> None:
    told = "\n".join(str(line) for line in decision_text(decision("done"), TODAY, 60))
    assert "options   One" in told
    assert "choice    One" in told
    assert "outcome   ok" in told
