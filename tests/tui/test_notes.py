from __future__ import annotations

import pytest

from tests.tui.harness import HOSTILE
from tuiwork.text.clean import safe
from tuiwork.tui.notes import MOST, note_entries
from tuiwork.tui.widgets.hanging import Entry, Hanging


def shown(notes: str, width: int = 40) -> str:
    return "\n".join(line.plain.rstrip() for line in Hanging(note_entries(notes, "E")).lines(width))


def styles(notes: str) -> set[str]:
    entries = [one for group in note_entries(notes, "E") for one in group]
    return {str(span.style) for one in entries for span in one.text.spans}


@pytest.mark.parametrize(
    ("notes", "text"),
    [
        ("one\ntwo\n\nthree", "one two\n\nthree"),
        ("end  \nhard", "end\nhard"),
        ("# Head\ntext", "Head\n\ntext"),
        ("- a\n  - b\n- c", "• a\n  • b\n• c"),
        ("3. a\n4. b", "3. a\n4. b"),
        ("- a\n\n1. b", "• a\n\n1. b"),
        ("- a\n\n  more", "• a\n  more"),
        ("> a\n> > b", "│ a\n\n│ │ b"),
        ("```\nx = 1\n  y\n```", "x = 1\n  y"),
        ("|a|b|\n|-|-|\n|1|2|\n\nend", "a │ b\n1 │ 2\n\nend"),
        ("---", "───"),
        ("~~gone~~ *so* **now** `it`", "gone so now it"),
        ("", ""),
        ("\n \n", ""),
    ],
)
def test_markdown_reads_well_in_a_terminal(notes: str, text: str) -> None:
    assert shown(notes) == text


def test_an_item_goes_on_under_its_own_beginning() -> None:
    assert shown("- one two three four\n  - five six seven", 16) == (
        "• one two three\n  four\n  • five six\n    seven"
    )


def test_emphasis_is_style() -> None:
    assert styles("**a** *b* `c`") == {"bold", "italic", "$today"}


@pytest.mark.parametrize(
    ("notes", "text"),
    [
        ("[the roof](https://x.y/z)", "the roof (https://x.y/z)"),
        ("<https://x.y/z>", "https://x.y/z"),
        ("<sara@x.y>", "sara@x.y"),
        ("[x](--flag)", "x (--flag)"),
        ("![plan](https://x.y/p.png)", "plan (https://x.y/p.png)"),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
    ],
)
def test_a_link_shows_where_it_leads(notes: str, text: str) -> None:
    assert shown(notes) == text


@pytest.mark.parametrize("html", ["<b>x</b>", "<script>alert(1)</script>", "<!-- x -->"])
def test_html_is_text(html: str) -> None:
    assert shown(html) == html


@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_in_notes_commands_anybody(words: str) -> None:
    text = f"{words}\n\n- {words}\n\n> {words}\n\n```\n{words}\n```\n\n| {words} |\n|-|\n| x |"
    entries = [one for group in note_entries(text, "E") for one in group]
    assert all(safe(one.text.plain, multiline=True) == one.text.plain for one in entries)
    assert not any("@click" in str(span.style) for one in entries for span in one.text.spans)


def test_markup_of_the_screens_is_text_in_notes() -> None:
    assert shown("[@click=app.quit()]x[/]") == "[@click=app.quit()]x[/]"


def test_notes_without_end_are_cut_and_say_so() -> None:
    text = shown("word " * MOST)
    assert text.endswith(f"… {4 * MOST:,} more characters; E opens the\nfile")


@pytest.mark.parametrize(
    "notes",
    ["- x\n" * 9_000, "> " * 5_000 + "x", "[" * 9_999, "*a " * 3_000, "`" * 9_999, "|a" * 4_000],
    ids=["items", "quotes", "brackets", "stars", "ticks", "cells"],
)
def test_odd_notes_are_read_all_the_same(notes: str) -> None:
    assert all(isinstance(one, Entry) for group in note_entries(notes, "E") for one in group)
