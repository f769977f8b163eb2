"""Log entries are printed so that they read back, and what is no entry is kept as it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuiwork.model.document import Document
from tuiwork.model.kinds import Kind
from tuiwork.model.log import Entry, changed
from tuiwork.text.log import LogItem, entries_of, is_fine, parse_log, show_entry, show_log

AT = datetime(2026, 6, 2, 8, 14, tzinfo=UTC)
STAMP = "2026-06-02T08:14:00Z"

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=8)
DETAILS = st.lists(
    st.one_of(st.sampled_from(["", "## Log", "- x", "a -> b", "  deep"]), WORDS), max_size=5
).map(lambda lines: "\n".join(lines).strip())
ENTRIES = st.builds(
    Entry,
    st.datetimes(timezones=st.just(UTC)).map(lambda at: at.replace(microsecond=0)),
    WORDS,
    WORDS,
    DETAILS,
)


@given(st.lists(ENTRIES, max_size=4), st.sampled_from(["\n", "\r\n"]))
def test_printed_entries_read_back(entries: list[Entry], newline: str) -> None:
    text = newline + "".join(
        show_entry(entry).replace("\n", newline) + newline for entry in entries
    )
    assert [item.entry for item in parse_log(text)] == entries


LINES = st.one_of(
    st.sampled_from(
        ["", " ", "   ", "\t", "\r", "  more", " half", "## Log", "- x", f"- {STAMP} ali"]
    ),
    st.builds(
        "- {}T{}Z{}".format,
        st.sampled_from(["2026-06-02", "2026-02-29", "2024-02-29", "2026-04-31", "0000-01-01"]),
        st.sampled_from(["08:14:00", "24:00:00", "23:59:60"]),
        st.sampled_from(
            [" ali created", " ali created ", " ali created\r", " ali", " a  b", " a b c"]
        ),
    ),
)


@given(st.lists(LINES, max_size=5).map("\n".join))
def test_a_log_is_fine_when_every_entry_reads(text: str) -> None:
    assert is_fine(text) is all(item.entry is not None for item in parse_log(text))


def test_a_long_log_of_blank_lines_is_judged_in_no_time() -> None:
    assert not is_fine("   \n" * 50_000 + "x")


@given(st.text())
def test_no_log_is_ever_refused_or_shortened(text: str) -> None:
    items = parse_log(text)
    kept = [line.strip() for item in items for line in item.raw.split("\n") if line.strip()]
    assert kept == [line.strip() for line in text.split("\n") if line.strip()]
    assert parse_log(show_log(items)) == [
        LogItem(item.raw, item.entry, again.line)
        for item, again in zip(items, parse_log(show_log(items)), strict=True)
    ]


def test_an_entry_says_when_who_what_and_more() -> None:
    entry = Entry(AT, "sara", "comment", "Part arrives on Thursday.\n\nSecond paragraph.")
    shown = f"- {STAMP} sara comment Part arrives on Thursday.\n\n  Second paragraph."
    assert show_entry(entry) == shown
    assert show_entry(Entry(AT, "jonas", "created")) == f"- {STAMP} jonas created"
    assert show_entry(Entry(AT, "jonas", "comment", "a\r\nb")) == f"- {STAMP} jonas comment a\n  b"


def test_an_entry_is_printed_in_utc_to_the_second() -> None:
    local = datetime(2026, 6, 2, 10, 14, 0, 999, tzinfo=timezone(timedelta(hours=2)))
    assert show_entry(Entry(local, "sara", "created")) == f"- {STAMP} sara created"


def test_lines_are_counted_and_continuations_belong_to_what_is_above() -> None:
    text = f"\n- {STAMP} sara comment one\n  two\n\n  three\n\nnonsense\n- {STAMP} sara created\n"
    items = parse_log(text)
    assert [(item.line, item.raw.count("\n")) for item in items] == [(2, 3), (7, 0), (8, 0)]
    assert items[0].entry == Entry(AT, "sara", "comment", "one\ntwo\n\nthree")
    assert items[1] == LogItem("nonsense", None, 7)


@pytest.mark.parametrize(
    "line",
    [
        f"- {STAMP} sara",
        f"* {STAMP} sara created",
        f"-  {STAMP} sara created",
        "- 2026-06-02 08:14 sara created",
        "- 2026-06-02T08:14:00 sara created",
        "- 2026-02-30T08:14:00Z sara created",
        "- 2026-06-02T24:14:00Z sara created",
        "- 0000-06-02T08:14:00Z sara created",
        "- \u0662\u0660\u0662\u0666-06-02T08:14:00Z sara created",
        "  an indented first line",
    ],
)
def test_what_is_no_entry_is_kept_unread(line: str) -> None:
    [item] = parse_log(line + "\n")
    assert (item.entry, item.raw) == (None, line)


def test_a_log_is_sorted_by_time_then_text_with_the_unreadable_first() -> None:
    text = f"- {STAMP} sara status b\n- {STAMP} sara status a\nnonsense\n"
    ordered = sorted(parse_log(text), key=lambda item: item.order)
    assert [item.raw[-1] for item in ordered] == ["e", "a", "b"]


@pytest.mark.parametrize(
    ("details", "change"),
    [
        ("doing -> done", ("doing", "done")),
        ("- -> sara", (None, "sara")),
        ("sara -> -", ("sara", None)),
        ("jonas -> ali with context", ("jonas", "ali with context")),
        ("jonas -> ali\nwith context", ("jonas", "ali")),
        ("a -> b -> c", ("a", "b -> c")),
        ("nothing of the kind", None),
        ("", None),
    ],
)
def test_the_two_sides_of_a_change(
    details: str, change: tuple[str | None, str | None] | None
) -> None:
    assert Entry(AT, "sara", "status", details).change == change


def test_a_changed_field_is_told_in_utc_with_a_dash_for_nothing() -> None:
    local = AT.astimezone(timezone(timedelta(hours=-3)))
    assert changed(local, "sara", "owner", None, "ali") == Entry(AT, "sara", "owner", "- -> ali")
    assert changed(local, "sara", "due", "2026-06-19", None).details == "2026-06-19 -> -"
    assert changed(local, "sara", "due", None, None).at.tzinfo is UTC


def test_a_documents_entries_are_the_readable_ones() -> None:
    log = f"\n- {STAMP} sara created\nnonsense\n"
    assert entries_of(Document("goals/x.md", Kind.GOAL, {}, "", log)) == [
        Entry(AT, "sara", "created")
    ]
    assert entries_of(Document("goals/x.md", Kind.GOAL, {})) == []


@pytest.mark.parametrize("who", ["sara\n- 2026-06-02T08:14:00Z boss comment yes", "a b", "", "\n"])
def test_a_name_never_begins_an_entry_of_its_own(who: str) -> None:
    [item] = parse_log(show_entry(Entry(AT, who, "comment", "No.")))
    assert item.entry is not None
    assert (item.entry.event, item.entry.details) == ("comment", "No.")
