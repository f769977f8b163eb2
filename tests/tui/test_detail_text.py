from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.text.hostile import seconds
from tests.text.workspaces import SARA, task, workspace
from tests.tui.harness import HOSTILE
from tuiwork.model.log import Entry
from tuiwork.model.task import Task
from tuiwork.text.checklist import without_steps
from tuiwork.text.clean import safe
from tuiwork.text.symbols import symbols
from tuiwork.tui.detail_text import NEWEST, Page, kept_values, log_entries, page_of
from tuiwork.tui.widgets.hanging import Hanging

SIGNS = symbols()


def page(one: Task, *others: Task) -> Page:
    given = workspace().replace({each.path: each for each in (one, *others)})
    return page_of(given, one, SARA.now, SIGNS, "E")


def text(hanging: Hanging, width: int = 60) -> str:
    return "\n".join(line.plain.rstrip() for line in hanging.lines(width))


def test_first_comes_where_it_lies_its_title_and_what_matters_most() -> None:
    one = task(
        "k7f3qd2m",
        title="Replace compressor",
        status="doing",
        priority="high",
        owner="sara",
        due=date(2026, 6, 19),
        estimate="6h",
    )
    assert text(page(one).above).splitlines()[:3] == [
        "k7f  Operations › Jobs",
        "Replace compressor",
        "◐ doing   ! high   sara   due fri 19   6h",
    ]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"due": date(2026, 6, 12)}, "due ! fri 12"),
        ({"due": date(2026, 6, 12), "status": "done"}, "due fri 12"),
        ({}, "no status   nobody"),
    ],
)
def test_what_is_late_or_missing_is_told(fields: dict[str, Any], words: str) -> None:
    assert words in text(page(task("a1", **fields)).above)


def test_notes_come_without_the_steps_which_are_a_list_of_their_own() -> None:
    shown = page(task("a1", notes="Before.\n\n- [ ] one\n- [x] two\n\nAfter.\n"))
    assert text(shown.above).endswith("Before.\n\nAfter.")
    assert [(step.text, step.done) for step in shown.steps] == [("one", False), ("two", True)]


def test_other_fields_are_told_in_full_words() -> None:
    one = task(
        "a1",
        start=date(2026, 6, 18),
        customer="havnegaard",
        collaborators=["sam", "freja"],
        fields={"area": "north", "next_step": "call"},
        unknown_key=[1, 2],
    )
    assert text(page(one).below).splitlines() == [
        "collaborators  Sam Berg, Freja Lind",
        "start          thursday 18 june 2026",
        "customer       Havnegaard Hotels",
        "area           north",
        "next step      call",
        "unknown key    1, 2",
    ]


def test_relations_are_told_from_both_sides() -> None:
    one = task("a1", parent="p1", blocked_by=["b1", "gone"])
    others = [
        task("p1", title="Round", status="doing"),
        task("b1", title="Part"),
        task("c1", title="Step", parent="a1", status="done"),
        task("d1", title="Later", blocked_by=["a1"]),
    ]
    assert text(page(one, *others).below).splitlines() == [
        "below       p1 Round (doing)",
        "blocked by  b1 Part (todo)",
        "blocked by  gone, which does not exist",
        "subtask     c1 Step (done)",
        "blocks      d1 Later (todo)",
    ]


def test_what_a_merge_kept_is_told_with_what_it_shows() -> None:
    one = task("a1", conflicts=[{"field": "title", "other": "Mails", "kept": "Alarms"}])
    assert text(page(one).below) == "⚑ title  kept Mails, shown Alarms"


LOG = """\
- 2026-06-01T08:00:00Z sara created
- 2026-06-11T08:00:00Z ali status doing -> parts
- 2026-06-14T22:30:00Z sara comment Crane comes
  on Thursday.
"""


def test_the_log_is_told_in_words_the_newest_first_on_the_clock_of_the_place() -> None:
    assert text(page(task("a1", log=LOG)).below).splitlines() == [
        "today   sara  Crane comes",
        "              on Thursday.",
        "thu 11  ali   doing → parts",
        "1 jun   sara  wrote it down",
    ]


def test_a_long_log_shows_its_newest_entries() -> None:
    log = "".join(f"- 2026-06-01T08:{n // 60:02}:{n % 60:02}Z sara time 1h\n" for n in range(450))
    shown = text(page(task("a1", log=log)).below)
    assert len(shown.splitlines()) == NEWEST + 1
    assert shown.endswith("… 250 earlier; E opens the file")


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_in_every_field_is_harmless(words: str) -> None:
    log = f"- 2026-06-01T08:00:00Z {words.split()[0]} comment {words}\n  {words}\n"
    one = task(
        "a1",
        title=words,
        status=words,
        owner=words,
        estimate=words,
        parent=words,
        tags=[words],
        type=words,
        goals=[words],
        blocked_by=[words],
        fields={words: words},
        conflicts=[{"field": words, "other": words, "kept": words}],
        notes=f"{words}\n\n- [ ] {words}\n",
        log=log,
    )
    shown = page(one)
    for part in (text(shown.above), text(shown.below)):
        assert safe(part, multiline=True) == part
    lines = [*shown.above.lines(60), *shown.below.lines(60)]
    assert not any("@click" in str(span.style) for line in lines for span in line.spans)


@pytest.mark.parametrize(
    "fields",
    [
        {"title": ["x"], "due": "soon", "estimate": 3, "tags": "x", "fields": [1], "goals": 4},
        {"due": date(1, 1, 1), "start": date(9999, 12, 31), "conflicts": [{}]},
        {"parent": "a1", "blocked_by": ["a1", "a1"]},
    ],
    ids=["wrong types", "far dates", "itself"],
)
def test_odd_values_are_shown_all_the_same(fields: dict[str, Any]) -> None:
    assert text(page(task("a1", **fields)).above)


def test_a_log_of_megabytes_is_laid_out_in_a_breath() -> None:
    comments = [Entry(SARA.now, "sara" * 50_000, "comment", "word " * 500_000) for _ in range(30)]
    steps = "".join(f"- [ ] {'x' * 20_000}\n" for _ in range(100))
    assert seconds(lambda: Hanging([log_entries(comments, SARA.now, "E")]).lines(60)) < 1.0
    assert seconds(lambda: without_steps("\n" * 1_000_000 + steps)) < 1.0
    shown = log_entries(comments, SARA.now, "E")
    assert len(shown) < 5
    assert "earlier" in shown[-1].text.plain


def test_of_a_thousand_kept_values_the_first_ones_are_shown() -> None:
    rows = [{"field": f"f{number}", "other": number} for number in range(1_000)]
    one = task("k7f3qd2m", conflicts=rows)
    shown = list(kept_values(one, SIGNS))
    assert len(shown) < 60
    assert shown[-1].text.plain == "… 950 more"
