"""Handing tasks over: who has them then, what the log says, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from tests.verbs.company import SARA, STAMP, actor, after, company, differing, task, told
from tuiwork.errors import Refused
from tuiwork.model.workspace import Workspace
from tuiwork.verbs.handing import accept, give_back, hand_off

A, B = "aaaaaaaa", "bbbbbbbb"
ALI = actor("ali")
PENDING = "- 2026-06-09T10:30:27Z ali handoff ali -> sara Known.\n  Next: call.\n"


def handed(workspace: Workspace, *ids: str, **more: object) -> Workspace:
    words = {"to": "ali", "context": "Part is here.", "next_action": "Call."} | more
    return after(workspace, hand_off(workspace, SARA, ids or [A], **words))  # type: ignore[arg-type]


def test_the_receiver_has_it_at_once_with_all_there_is_to_know() -> None:
    one = company(task(A, owner='"sara"'))
    change = hand_off(one, SARA, [A], "ali", "Part is here.", "Book it.", date(2026, 6, 19))
    now = after(one, change).tasks[A]
    assert change.message == "Handed “Task aaaaaaaa” to ali"
    assert differing(one.tasks[A], now) == {"owner": "ali"}
    assert told(now) == [
        "sara owner sara -> ali",
        "sara handoff sara -> ali Part is here.\n  Next: Book it.\n  Due: 2026-06-19",
    ]


def test_several_tasks_are_one_change() -> None:
    one = company(task(A, owner='"sara"'), task(B))
    now = handed(one, A, B)
    assert [now.tasks[id_].owner for id_ in (A, B)] == ["ali", "ali"]
    assert "handoff sara -> ali" in (now.tasks[B].log or "")


def test_accepted_it_stays_and_the_log_says_so() -> None:
    one = handed(company(task(A, owner='"sara"')))
    now = after(one, accept(one, ALI, [A])).tasks[A]
    assert (now.owner, told(now)[-1]) == ("ali", "ali accept")


def test_accepting_takes_over_what_is_still_with_the_giver() -> None:
    one = company(task(A, owner='"ali"', log=PENDING))
    now = after(one, accept(one, SARA, [A])).tasks[A]
    assert (now.owner, sorted(told(now))) == ("sara", ["sara accept", "sara owner ali -> sara"])


def test_returned_it_is_the_givers_again_with_the_reason() -> None:
    one = handed(company(task(A, owner='"sara"')))
    change = give_back(one, ALI, [A], " Drawings are missing. ")
    now = after(one, change).tasks[A]
    assert change.message == "Gave back “Task aaaaaaaa” (Drawings are missing.)"
    assert now.owner == "sara"
    assert told(now)[-2:] == ["ali owner ali -> sara", "ali return Drawings are missing."]
    with pytest.raises(Refused, match="is answered: returned"):
        accept(after(one, change), ALI, [A])


def test_what_came_from_somebody_unknown_stays_with_who_gives_it_back() -> None:
    log = PENDING.replace("ali ->", "gone ->")
    one = company(task(A, owner='"sara"', log=log))
    assert after(one, give_back(one, SARA, [A], "No.")).tasks[A].owner == "sara"


def test_who_hands_on_what_was_handed_to_them_is_the_giver() -> None:
    one = company(task(A, owner='"sara"', log=PENDING), people__mia='+++\nname = "Mia"\n+++\n')
    now = handed(one, to="mia")
    assert "handoff sara -> mia" in (now.tasks[A].log or "")
    with pytest.raises(Refused, match="was handed to mia"):
        accept(now, SARA, [A])


def test_a_task_without_its_log_is_looked_up() -> None:
    one = company(task(A, owner='"sara"', log=PENDING))
    from tuiwork.dataclass import replace

    bare = replace(one.tasks[A], notes=None, log=None)
    heads = Workspace({**one.documents, bare.path: bare}, read=one.read)
    assert accept(heads, SARA, [A]).message == "Took over “Task aaaaaaaa”"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"context": " "}, "needs its context"),
        ({"next_action": ""}, "needs its next action"),
        ({"context": "", "next_action": ""}, "needs its context and its next action"),
        ({"to": "sara"}, "nobody hands a task to themselves"),
        ({"to": "@me"}, "nobody hands a task to themselves"),
        ({"to": ""}, "say who"),
        ({"to": "nobody-known"}, "there is no person"),
    ],
)
def test_what_makes_no_sense_is_refused(words: dict[str, object], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        handed(company(task(A, owner='"sara"')), **words)


def test_a_closed_task_and_one_that_the_receiver_has_are_refused() -> None:
    with pytest.raises(Refused, match="a closed task is not handed over"):
        handed(company(task(A, status='"done"')))
    with pytest.raises(Refused, match="is Ali Rahimi's already"):
        handed(company(task(A, owner='"ali"')))


def test_forced_it_goes_without_and_says_so() -> None:
    now = handed(company(task(A, owner='"sara"')), context="", next_action="", force=True)
    assert told(now.tasks[A]) == [
        "sara owner sara -> ali",
        "sara handoff sara -> ali",
        "sara comment handed over without context or next action",
    ]


def test_only_who_was_asked_can_answer_and_only_once() -> None:
    one = company(task(A, owner='"sara"', log=PENDING), task(B))
    with pytest.raises(Refused, match="was handed to sara, who has to answer"):
        accept(one, ALI, [A])
    with pytest.raises(Refused, match="nobody handed “Task bbbbbbbb” over"):
        give_back(one, SARA, [B], "No.")
    with pytest.raises(Refused, match="say why"):
        give_back(one, SARA, [A], "  ")
    done = company(task(A, owner='"sara"', status='"done"', log=PENDING))
    with pytest.raises(Refused, match="is done by now"):
        accept(done, SARA, [A])


def test_the_moment_is_written_in_utc() -> None:
    assert f"- {STAMP} sara handoff" in (handed(company(task(A))).tasks[A].log or "")
