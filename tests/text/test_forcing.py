"""What was forced can be read back from the log."""

from __future__ import annotations

from datetime import UTC, datetime

from tuiwork.model.log import Entry
from tuiwork.text.forcing import EVENT, Forced, forced_in, forced_words
from tuiwork.text.log import show_entry

AT = datetime(2026, 6, 15, 8, tzinfo=UTC)


def test_what_is_written_is_read() -> None:
    words = forced_words("implementing", ("owner_after", "time"), " It is cold.\nVery. ")
    log = show_entry(Entry(AT, "ali", EVENT, words))
    assert forced_in(f"- 2026-06-15T07:00:00Z ali created\n{log}\n") == (
        Forced(AT, "ali", "implementing", ("owner_after", "time"), "It is cold.\nVery."),
    )


def test_other_lines_are_none() -> None:
    assert forced_in("") == ()
    assert forced_in("- 2026-06-15T07:00:00Z ali forced it\n") == ()
    assert forced_in("- 2026-06-15T07:00:00Z ali comment forced pilot without x: y\n") == ()
