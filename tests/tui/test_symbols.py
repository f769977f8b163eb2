from __future__ import annotations

from rich.cells import cell_len

from tuiwork.tui.symbols import SYMBOLS, symbols


def test_every_sign_is_one_cell_wide() -> None:
    assert {sign for sign in symbols().values() if cell_len(sign) != 1} == set()


def test_every_twin_is_ascii() -> None:
    assert {twin for twin in symbols(ascii_only=True).values() if not twin.isascii()} == set()


def test_what_is_shown_in_one_column_never_looks_alike() -> None:
    columns = [
        ("todo", "active", "waiting", "blocked", "done", "dropped"),
        ("urgent", "high", "low"),
        ("on track", "at risk", "off track"),
        ("cursor", "mark"),
        tuple(f"load {level}" for level in ("none", "light", "fair", "full", "over", "away")),
    ]
    for column in columns:
        for signs in (symbols(), symbols(ascii_only=True)):
            assert len({signs[meaning] for meaning in column}) == len(column)


def test_both_tables_know_the_same_meanings() -> None:
    assert set(symbols()) == set(symbols(ascii_only=True)) == set(SYMBOLS)
