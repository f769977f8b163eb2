"""A document's text is cut into parts that join back byte for byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuiwork.text.source import BOM, Malformed, Source, cut, lines_of

PATH = "goals/faster-service.md"
LINES = ["+++", "title = 1", "", "## Log", "## Log ", "- x", "  y", "+++ ", "\ufeff", "x\r", "###"]
documents = st.lists(st.sampled_from(LINES), max_size=9).flatmap(
    lambda lines: st.sampled_from(["\n", "\r\n"]).map(lambda newline: newline.join(lines))
)


@given(st.sampled_from(["", BOM]), st.sampled_from(["\n", "\r\n", " \n"]), documents)
def test_the_parts_of_a_document_are_its_text(bom: str, newline: str, rest: str) -> None:
    text = f"{bom}+++{newline}{rest}"
    try:
        source = cut(PATH, text)
    except Malformed:
        assert "\n+++" not in "\n" + rest
        return
    assert source.join() == text
    assert source.opening == f"{bom}+++{newline}"
    assert source.closing.rstrip() == "+++"


@given(st.text())
def test_any_text_is_a_toml_document_of_front_matter_alone(text: str) -> None:
    source = cut("views/mine.toml", text)
    assert source.join() == text
    assert source.front == text.removeprefix(BOM)


@given(st.text())
def test_any_text_is_cut_or_refused(text: str) -> None:
    try:
        source = cut(PATH, text)
    except Malformed:
        return
    assert source.join() == text


def test_front_matter_notes_and_log_lie_between_fences_and_heading() -> None:
    text = '+++\nid = "x"\n+++\n\nNotes.\n\n## Log\n\n- one\n'
    assert cut(PATH, text) == Source(
        "+++\n", 'id = "x"\n', "+++\n", "\nNotes.\n\n", "## Log\n", "\n- one\n"
    )


def test_the_last_heading_begins_the_log() -> None:
    source = cut(PATH, "+++\n+++\n## Log\nnotes\n## Log\n- one\n")
    assert (source.notes, source.log) == ("## Log\nnotes\n", "- one\n")


def test_a_log_without_entries_may_end_the_text() -> None:
    source = cut(PATH, "+++\n+++\nNotes\n## Log")
    assert (source.notes, source.heading, source.log) == ("Notes\n", "## Log", "")


@pytest.mark.parametrize("line", ["### Log", "## Logs", " ## Log", "## log", "text ## Log"])
def test_other_headings_belong_to_the_notes(line: str) -> None:
    assert cut(PATH, f"+++\n+++\n{line}\n- x\n").heading == ""


@pytest.mark.parametrize(
    ("text", "newline"),
    [
        ("+++\nx = 1\n+++\n", "\n"),
        ("+++\r\nx = 1\r\n+++\r\n", "\r\n"),
        (f"{BOM}+++\r\nx = 1\r\n+++\r\n", "\r\n"),
        ("+++\nx = 1\r\n+++\n", "\n"),
    ],
)
def test_a_documents_newline_is_its_first_ones(text: str, newline: str) -> None:
    assert cut(PATH, text).newline == newline


@pytest.mark.parametrize("bom", ["", BOM])
def test_so_is_that_of_a_toml_document_also_behind_a_byte_order_mark(bom: str) -> None:
    assert cut("views/x.toml", f'{bom}name = "x"\r\nquery = "y"\r\n').newline == "\r\n"
    assert cut("views/x.toml", f'{bom}name = "x"\n').newline == "\n"


@pytest.mark.parametrize("text", ["", "title = 1\n", " +++\n+++\n", "++++\n+++\n", "\n+++\n+++\n"])
def test_a_text_without_an_opening_fence_is_no_document(text: str) -> None:
    with pytest.raises(Malformed, match=r"does not begin with a line \+\+\+"):
        cut(PATH, text)


@pytest.mark.parametrize("text", ["+++", "+++\n", "+++\ntitle = 1\n", "+++\n ++++\n+++x\n"])
def test_a_text_without_a_closing_fence_is_no_document(text: str) -> None:
    with pytest.raises(Malformed, match=r"no second line \+\+\+"):
        cut(PATH, text)


def test_the_front_matter_begins_on_the_second_line_but_in_toml_on_the_first() -> None:
    assert cut(PATH, "+++\n+++\n").front_line == 2
    assert cut("views/x.toml", "a = 1\n").front_line == 1


@given(st.text(st.sampled_from("ab\n\r\x0b\x0c\x85\u2028")))
def test_only_lf_ends_a_line(text: str) -> None:
    lines = lines_of(text)
    assert "".join(lines) == text
    assert all(line.count("\n") == line.endswith("\n") and line for line in lines)
