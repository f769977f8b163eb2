from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.text.workspaces import TODAY, task, with_tasks
from tuiwork.text.quickadd.parse import QuickAdd, parse_quick_add
from tuiwork.text.quickadd.preview import describe_quick_add
from tuiwork.text.quickadd.words import escape_title, split_line

HERE = with_tasks(task("k7fabcde", title="Order part"), task("k7g00000"))
FRIDAY = date(2026, 6, 19)


def read(line: str) -> QuickAdd:
    return parse_quick_add(HERE, line, TODAY, me="freja")


def parts(line: str) -> tuple[str, dict[str, Any]]:
    found = read(line)
    return found.title, found.fields


def test_every_token_of_the_grammar_is_understood() -> None:
    found = read(
        "Replace compressor, roof 2 /operations/jobs !high @sara #roof ^faster-service ~6h "
        "due:friday start:mon every:month customer:havnegaard"
    )
    assert found.title == "Replace compressor, roof 2"
    assert found.place == "spaces/operations/jobs"
    assert found.fields == {
        "priority": "high",
        "owner": "sara",
        "tags": ["roof"],
        "goals": ["faster-service"],
        "estimate": "6h",
        "due": FRIDAY,
        "start": TODAY,
        "recur": "every month",
        "customer": "havnegaard",
    }
    assert found.leftovers == found.ambiguous == []


def test_a_token_says_where_it_stands_and_what_it_means() -> None:
    line = "Mend /jobs by fri @nobody"
    assert [
        (line[one.start : one.end], one.kind, one.meaning, one.ok) for one in read(line).tokens
    ] == [
        ("/jobs", "place", "Operations › Jobs", True),
        ("by fri", "due", "friday 19 june 2026", True),
        (
            "@nobody",
            "owner",
            "there is no person “nobody”; there are freja, sam, sara",
            False,
        ),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Port it to C# or F#",
        "Choose a/b or and/or",
        "Sell 50 ! and more !",
        "Write to bob@example.com",
        "Read https://example.org/a?b=c",
        "Meet 10:00 or 15:30",
        "Fix issue #123",
        "Measure ~ and ^ and @ and # and /",
        "Note: call back",
        "Hang it 5\" from the 6' door",
        "a:b c:\\temp \\\\server\\share",
        "!!! what != that",
        'Say "!high and @sara" to them',
        "Clean filters every fri",
        "Open from mon",
        "Friday is fine",
        "fri",
        "Call the man",
    ],
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    found = read(text)
    assert (found.title, found.fields, found.place) == (text, {}, None)
    assert found.tokens == []
    assert found.leftovers == []


@pytest.mark.parametrize(
    ("line", "title"),
    [
        (r"Read \!high and \@sara", "Read !high and @sara"),
        (r"Write \due:friday", "Write due:friday"),
        (r"Call on \friday", "Call on friday"),
        (r"Keep \\!high", r"Keep \!high"),
        (r'Say \note:"two words"', 'Say note:"two words"'),
    ],
)
def test_a_backslash_keeps_a_token_literal_and_goes(line: str, title: str) -> None:
    assert parts(line) == (title, {})


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("x !!", {"priority": "urgent"}),
        ("x !u", {"priority": "urgent"}),
        ("x !hihg", {"priority": "high"}),
        ("x @sarah", {"owner": "sara"}),
        ("x @freja, @sara.", {"owner": "freja", "collaborators": ["sara"]}),
        ("x @sara @sara", {"owner": "sara"}),
        ("x @me", {"owner": "freja"}),
        ("x #a #b,", {"tags": ["a", "b"]}),
        ("x ^handling", {"goals": ["faster-service/handling-time"]}),
        ("x ^grow ^faster", {"goals": ["grow", "faster-service"]}),
        ("x type:bug", {"type": "bug"}),
        ('x type:"two words"', {"type": "two words"}),
        ("x blocked_by:k7f,k7g", {"blocked_by": ["k7fabcde", "k7g00000"]}),
        ("x area:n price:12.5", {"fields": {"area": "north", "price": 12.5}}),
        ("x every:2 weeks", {"recur": "every 2 weeks"}),
        ('x every:"month on the 1st"', {"recur": "every month on the 1st"}),
        ("x run:yes", {"run": True}),
    ],
)
def test_tokens_become_fields(line: str, fields: dict[str, Any]) -> None:
    assert parts(line) == ("x", fields)


@pytest.mark.parametrize(
    ("line", "title", "due"),
    [
        ("x due:next fri", "x", date(2026, 6, 26)),
        ("x due:14 june @sara", "x", date(2027, 6, 14)),
        ("x due:fri 10:00 !high", "x", datetime(2026, 6, 19, 10)),
        ("x due:næste fredag", "x", date(2026, 6, 26)),
        ("x due:fri the pipes", "x the pipes", FRIDAY),
        ("x due:fri 14 pipes", "x 14 pipes", FRIDAY),
        ('x due:"next fri" y', "x y", date(2026, 6, 26)),
        ("x due: friday", "x", FRIDAY),
        ("x due:+2w \\friday", "x friday", date(2026, 6, 29)),
        ("Call Brygværk fri 10:00 !high", "Call Brygværk", datetime(2026, 6, 19, 10)),
        ("Call Brygværk tomorrow", "Call Brygværk", date(2026, 6, 16)),
        ("Call Brygværk +3d #quotes", "Call Brygværk", date(2026, 6, 18)),
        ("Call Brygværk next fri", "Call Brygværk", date(2026, 6, 26)),
        ("Ring Brygværk på fredag", "Ring Brygværk", FRIDAY),
        ("Call fri @nobody", "Call @nobody", FRIDAY),
        ("Plan monday #x fri", "Plan monday", FRIDAY),
        ("Plan monday due:fri", "Plan monday", FRIDAY),
    ],
)
def test_dates_are_taken_as_far_as_they_reach(line: str, title: str, due: date) -> None:
    found = read(line)
    assert (found.title, found.fields["due"]) == (title, due)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("x @nobody", "“@nobody” stays in the title; there is no person “nobody”"),
        ("x !important", "“!important” stays in the title; there is no priority “important”"),
        ("x ~5", "“~5” stays in the title; “5” is not a duration"),
        ("x due:blorg", "“due:blorg” stays in the title; “blorg” is not understood as a date"),
        ("x priorty:high", "there is no field “priorty”; did you mean priority?"),
        ("x !high !low", "“!low” stays in the title; priority is already high"),
        ("x /zzz", "“/zzz” stays in the title; there is no list “zzz”"),
        ("x ^nothing", "“^nothing” stays in the title; there is no goal “nothing”"),
    ],
)
def test_a_token_that_names_nothing_stays_in_the_title_and_is_reported(
    line: str, says: str
) -> None:
    found = read(line)
    assert found.title == line.replace(" !high", "")
    assert [says in one for one in found.leftovers] == [True]
    assert [one.ok for one in found.tokens][-1] is False


@pytest.mark.parametrize(
    "line", ["x @sa", "x due:03/04", "x parent:k7", "x customer:havn status:do"]
)
def test_a_token_that_names_several_things_is_told_apart_later(line: str) -> None:
    found = read(line)
    assert found.title == "x"
    assert len(found.ambiguous) == 1
    assert found.leftovers == []


def test_the_list_decides_which_statuses_there_are_wherever_it_stands() -> None:
    assert read("x status:sched /jobs").fields["status"] == "scheduled"
    assert read("x status:sched /quotes").title == "x status:sched"


def test_fields_that_are_not_for_people_are_text() -> None:
    assert parts("x id:abc created:today title:y rank:a1") == (
        "x id:abc created:today title:y rank:a1",
        {},
    )


def test_the_preview_says_in_full_what_was_understood() -> None:
    line = "Order it /jobs !high @sara @freja #roof #pump ^faster ~6h due:fri note:hello"
    assert describe_quick_add(HERE, read(line), TODAY) == [
        "Order it",
        "Operations › Jobs   ! high   Sara Holm   with Freja Lind   6h   due friday 19 june 2026"
        "   #roof #pump   side {note} hello",
        "serves  Faster service",
    ]


def test_the_preview_tells_goals_that_come_from_the_list() -> None:
    assert describe_quick_add(HERE, read("Quote it /quotes"), TODAY)[-1] == (
        "serves  Grow, through Quotes"
    )
    assert describe_quick_add(HERE, read("Mend it"), TODAY) == ["Mend it"]


WORDS = st.sampled_from(
    [
        *("/jobs", "/x", "!high", "!!", "@sara", "@sa", "#a", "#1", "^grow", "~6h", "~5", "C#"),
        *("due:fri", "due:", "due:03/04", "fri", "tomorrow", "next", "by", "10:00", "june", "the"),
        *("every:2", "weeks", "\\!high", "\\\\fri", "\\", '"', '"a', 'b"', 'note:"x', 'y"', "Mend"),
        *("priorty:x", "area:n", "area:zz", "title:x", "parent:k7f", "parent:k", "status:do"),
        *("a/b", "!", "@"),
    ]
)
LINES = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=8).map(" ".join))


@given(LINES)
@example("\x1c /jobs\x85fri")
def test_no_word_of_a_line_is_ever_lost(line: str) -> None:
    found = read(line)
    taken = [range(one.start, one.end) for one in found.tokens]
    for word in split_line(line):
        inside = any(word.start in span and word.end - 1 in span for span in taken)
        assert inside or " ".join(word.shown.split()) in found.title
    assert all(line[one.start : one.end].split() == one.text.split() for one in found.tokens)
    assert all(one.ok or one.meaning for one in found.tokens)
    assert describe_quick_add(HERE, found, TODAY)


@given(LINES)
@example('"!high now" say:"a b" \\@sara fri')
def test_an_escaped_title_is_read_as_that_title(title: str) -> None:
    found = read(escape_title(title))
    assert found.title == " ".join(title.split())
    assert (found.fields, found.place, found.tokens) == ({}, None, [])
