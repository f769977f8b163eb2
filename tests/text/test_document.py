"""Reading never raises on what users write: it gives a document, or problems that say where."""

from __future__ import annotations

import random
from collections.abc import Mapping
from contextlib import suppress
from datetime import date

import pytest

from tests.sample_reader import ROOT
from tests.text.hostile import HARMLESS, HOSTILE, seconds
from tuiwork.errors import Problem
from tuiwork.model.goal import Goal
from tuiwork.model.kinds import Kind
from tuiwork.model.task import Task
from tuiwork.text import toml
from tuiwork.text.document import MAX_BYTES, decode, parse_fields, read_document
from tuiwork.text.edit import edit
from tuiwork.text.front import parse_front
from tuiwork.text.source import BOM, Malformed, cut

TASK = "spaces/operations/jobs/k7f3qd2m-roof.md"


def text(front: str = "", rest: str = "", newline: str = "\n") -> str:
    return f'+++\nid = "k7f3qd2m"\n{front}\n+++\n{rest}'.replace("\n", newline)


def problems(front: str = "", rest: str = "", path: str = TASK) -> list[tuple[int | None, str]]:
    return [(one.line, one.message) for one in read_document(path, text(front, rest))[1]]


@pytest.mark.parametrize(("name", "front"), HOSTILE.items(), ids=HOSTILE)
def test_what_is_hostile_is_a_problem_at_once_and_never_raises(name: str, front: str) -> None:
    whole = text(front)
    assert seconds(lambda: read_document(TASK, whole)) < 0.1
    document, found = read_document(TASK, whole)
    assert bool(found) == (name not in HARMLESS)
    assert all(len(problem.message) < 300 for problem in found)
    assert all(problem.line is None or problem.line >= 1 for problem in found)
    assert document is not None or found


@pytest.mark.parametrize("name", HOSTILE)
def test_what_can_be_read_of_it_can_be_looked_at(name: str) -> None:
    document, _ = read_document(TASK, text(HOSTILE[name]))
    if document is None:
        return
    assert isinstance(document, Task)
    for key in [*document.fields, "missing"]:
        document.text(key), document.moment(key), document.number(key), document.flag(key)
        document.names(key), document.tables(key), document.value(key)
    assert document.title


@pytest.mark.parametrize(
    ("data", "message", "line"),
    [
        (b'+++\ntitle = "\xff"\n+++\n', "is not UTF-8 text", 2),
        ("+++\n".encode("utf-16"), "is not UTF-8 text", 1),
        (b"+++\nx\0\n+++\n", "holds a NUL character; it is no text", 2),
        (b"x" * (MAX_BYTES + 1), "is larger than 5 MB", 1),
        (b"version https://git-lfs.github.com/spec/v1\n", "is stored in Git LFS", 1),
    ],
)
def test_bytes_that_are_no_text_are_refused(data: bytes, message: str, line: int) -> None:
    with pytest.raises(Malformed, match=message) as refused:
        decode(data)
    assert refused.value.line == line


def test_a_byte_order_mark_and_crlf_are_read_as_if_they_were_not_there() -> None:
    plain, _ = read_document(TASK, text('title = "Roof"', "\nNotes\n"))
    other, found = read_document(TASK, BOM + text('title = "Roof"', "\nNotes\n", "\r\n"))
    assert plain is not None
    assert other is not None
    assert (other.fields, found) == (plain.fields, [])


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("title = [1]", (3, "title is [1]; expected text in quotes")),
        ('due = "2026-06-19"', (3, 'due is "2026-06-19"; expected a date such as 2026-06-19')),
        ("due = 07:30:00", (3, "due is 07:30:00; expected a date such as 2026-06-19")),
        ('\n# x\npriority = "hot"', (5, 'priority is "hot"; expected one of urgent, high,')),
        ("urgency = true", (3, "urgency is true; expected a number")),
        ("urgency = nan", (3, "urgency is nan; expected a number")),
        ('run = "yes"', (3, 'run is "yes"; expected true or false')),
        ('tags = "roof"', (3, 'tags is "roof"; expected a list of texts')),
        ('tags = ["roof", 1]', (3, 'tags is ["roof", 1]; expected a list of texts')),
        ("estimate = 6", (3, 'estimate is 6; expected a duration such as "6h"')),
        ("fields = 1", (3, "fields is 1; expected a table")),
        ('"owner" = 5', (3, "owner is 5; expected text in quotes")),
        ("a = 1\n[owner]\nx = 1", (4, "owner is { x = 1 }; expected text in quotes")),
        ("owner.x = 1", (3, "owner is { x = 1 }; expected text in quotes")),
    ],
)  # fmt: skip
def test_a_value_of_the_wrong_type_is_told_and_the_rest_is_read(
    front: str, expected: tuple[int, str]
) -> None:
    [(line, message)] = problems(front)
    assert (line, message[: len(expected[1])]) == expected
    document, _ = read_document(TASK, text(front))
    assert isinstance(document, Task)
    assert document.id == "k7f3qd2m"


def test_keys_that_nobody_knows_are_no_problem() -> None:
    assert problems('colour = "red"\nowner = "sara"\n[mine]\nx = 1\n') == []


@pytest.mark.parametrize("front", ["", 'id = ""', "# id = 1"])
def test_a_task_without_an_id_is_told(front: str) -> None:
    document, found = read_document(TASK, f"+++\n{front}\n+++\n")
    assert [problem.message for problem in found] == [
        'has no id; add id = "…" or use `check --fix`'
    ]
    assert isinstance(document, Task)
    assert document.id == "k7f3qd2m"


def test_an_id_of_the_wrong_type_is_told_once() -> None:
    assert [str(one) for one in read_document(TASK, "+++\nid = 7\n+++\n")[1]] == [
        f"{TASK}:2: id is 7; expected text in quotes"
    ]


def test_the_first_lines_of_a_log_that_cannot_be_read_are_told() -> None:
    good = "- 2026-06-02T08:14:00Z jonas created"
    assert problems("", f"\nNotes\n\n## Log\n\n{good}\n- yesterday jonas came by\n") == [
        (11, "a line under “## Log” is no log entry: - yesterday jonas came by")
    ]
    assert len(problems("", "\n## Log\n" + "junk\n" * 500_000)) == 10


@pytest.mark.parametrize(
    ("whole", "line", "message"),
    [
        ("", 1, "does not begin with a line +++"),
        ("+++\ntitle = 1", 1, "has no second line +++"),
        ("+++\nid = \"x\"\ntitle =\n+++\n", 3, "is not valid TOML"),
        ('+++\n<<<<<<< HEAD\nid = "x"\n=======\n>>>>>>> b\n+++\n', 2, "holds conflict markers"),
        ("<<<<<<< HEAD\n+++\n", 1, "holds conflict markers of a git merge, but not all of a con"),
        ('+++\nid = "x"\n# why\ndue = 1\ndue = 2\n+++\n', 5, "has “due” twice; `tuiwork check"),
        ("+++\n[a]\nb = 1\n\n[a]\n+++\n", 5, "has “a” twice"),
    ],
)  # fmt: skip
def test_a_text_that_is_no_document_is_one_problem(whole: str, line: int, message: str) -> None:
    document, [problem] = read_document(TASK, whole)
    assert document is None
    assert problem.line == line
    assert problem.message.startswith(message)


@pytest.mark.parametrize("line", ["+++x", "+++", "", "## Log", "- [ ] x", "  x", "<<<<<<< x"])
def test_a_large_file_is_read_in_a_breath(line: str) -> None:
    whole = text() + f"{line}\n" * (MAX_BYTES // 8 // (len(line) + 1))
    for one in (whole, whole[5:], "+++\n" + whole[25:]):
        assert seconds(lambda text=one: read_document(TASK, text)) < 0.3  # type: ignore[misc]


def test_a_path_that_holds_no_document_is_told() -> None:
    assert read_document("README.md", "x") == (
        None,
        [Problem("README.md", "is no document of a workspace")],
    )


def test_a_document_becomes_the_noun_of_its_kind_with_notes_and_log() -> None:
    whole = '+++\ntitle = "Grow"\n+++\n\nWhy.\n\n## Log\n- x\n'
    document, _ = read_document("goals/grow.md", whole)
    assert isinstance(document, Goal)
    assert (document.kind, document.notes, document.log) == (Kind.GOAL, "\nWhy.\n\n", "- x\n")
    assert parse_fields("goals/grow.md", whole) == {"title": "Grow"}
    view, _ = read_document("views/mine.toml", 'name = "Mine"\n')
    assert view is not None
    assert (view.kind, view.title, view.notes, view.log) == (Kind.VIEW, "Mine", "", "")


SNIPPETS = [
    "+++", "\n+++\n", "## Log\n", "[[", "]", '"', "'''", '"""', "= ", "\r", "\n", "\\", "#",
    "{", "}", "\ufeff", "é", "\u2028", "0", "[owner]\n", "title = 1\n", "- 2026-", "<<<<<<< x\n",
    "owner = ", "a.b.c.", "9" * 300, "\x1b", "  ", "\t", "nan", "inf",
]  # fmt: skip


def mutated(seed: int, originals: list[str]) -> str:
    chance = random.Random(seed)
    whole = chance.choice(originals)
    for _ in range(chance.randint(1, 5)):
        at = chance.randrange(len(whole) + 1)
        end = min(len(whole), at + chance.choice([0, 0, 1, 3, 20, 200]))
        insert = chance.choice([*SNIPPETS, "", whole[end : end + 40] * 2, chance.choice(originals)])
        whole = whole[:at] + insert + whole[end:]
    return whole


def shown(fields: Mapping[str, object]) -> dict[str, str]:
    return {key: toml.show(value) for key, value in fields.items()}


def test_a_thousand_broken_documents_never_raise_and_edit_cleanly_or_not_at_all() -> None:
    originals = [path.read_text("utf-8") for path in sorted(ROOT.glob("[sg]*/**/*.md"))]
    broken = 0
    for seed in range(1_000):
        whole = mutated(seed, originals)
        document, found = read_document(TASK, whole)
        broken += document is None
        assert document is not None or found
        with suppress(Malformed):
            source = cut(TASK, whole)
            assert parse_front(source.front).join() == source.front
        if document is None:
            with pytest.raises(Malformed):
                edit(TASK, whole, {"status": "done"})
            continue
        day = date(2026, 6, 19)
        again, _ = read_document(TASK, edit(TASK, whole, {"new": day}))
        assert again is not None
        assert shown(again.fields) == shown({**document.fields, "new": day})
    assert 200 < broken < 900
