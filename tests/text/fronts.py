"""Front matter as people write it, made up by Hypothesis: every spelling that TOML allows."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

_WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
_PLAIN = st.text(st.sampled_from("abc xyz#[]{}=,.+'\"\\-> \u00e5\u2603"), max_size=10)

texts = st.one_of(_WORDS, _PLAIN)
numbers = st.one_of(
    st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False, width=64), st.booleans()
)
zones = st.one_of(
    st.none(),
    st.just(UTC),
    st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
moments = st.one_of(
    st.dates(),
    st.times().map(lambda one: one.replace(fold=0)),
    st.datetimes(timezones=zones).map(lambda one: one.replace(fold=0)),
)
scalars = st.one_of(texts, numbers, moments)
values: st.SearchStrategy[Any] = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(texts, inner, max_size=3)),
    max_leaves=6,
)

_COMMENTS = st.sampled_from(
    ["", "# why", '# "quoted', "# [not] = a table", "# +++", "# it's \u00e6\u00f8", "#"]
)
_BLANKS = st.lists(st.sampled_from(["", "", "  ", "# above", "# key = 1"]), max_size=2)
_SPACES = st.sampled_from(["", " ", "  ", "\t"])
_SCALARS = st.sampled_from(
    [
        '"plain"', "'lit # eral'", '"esc \\" # \\u00e6"', "12", "-0x1F".lstrip("-"), "1_000",
        "1.5e3", "inf", "true", "2026-06-19", "2026-06-19T10:00:00+02:00", "07:30:00",
        '"""one # line"""', "'''one ' line'''", '""""quoted" at both ends"""', "[]", "{}",
        '["a", "b"]', "{ a = 1, b = { c = [1] } }", '[{ x = "]" }, { x = "}" }]',
    ]
)  # fmt: skip
_TALL = st.sampled_from(
    [
        '[\n  "a", # first\n  # nothing\n  "b",\n]',
        "[\n  [1, 2],\n  [3], # ]\n]",
        '"""\nline one\n[not a table]\nkey = 1\n"""',
        "'''\n# no comment\n'''",
        '[\n  { a = "x" },\n\n  { a = "]" },\n]',
    ]
)


@st.composite
def fronts(draw: st.DrawFn) -> str:
    """A valid front matter: comments, blank lines, dotted and quoted keys, tables, rows."""
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    parts = [_keys(draw, "top", draw(st.integers(0, 4)))]
    for number in range(draw(st.integers(0, 2))):
        parts.append(_header(draw, f"[table{number}]"))
        parts.append(_keys(draw, "t", draw(st.integers(0, 2))))
    for number in range(draw(st.integers(0, 2))):
        parts.append(_header(draw, "[[ rows ]]" if number else "[[rows]]"))
        parts.append(_keys(draw, "r", draw(st.integers(0, 2))))
    parts += [f"{line}\n" for line in draw(_BLANKS)]
    return "".join(parts).replace("\n", newline)


def _header(draw: st.DrawFn, name: str) -> str:
    return "".join([*(f"{line}\n" for line in draw(_BLANKS)), name, _end(draw)])


def _keys(draw: st.DrawFn, prefix: str, count: int) -> str:
    return "".join(_key(draw, f"{prefix}{number}") for number in range(count))


def _key(draw: st.DrawFn, name: str) -> str:
    spelt = draw(
        st.sampled_from(
            [name, f'"{name}"', f"'{name}'", f"{name}.a", f'{name} . "b c"', f'"{name}.a"']
        )
    )
    lead = "".join(f"{line}\n" for line in draw(_BLANKS))
    value = draw(st.one_of(_SCALARS, _TALL))
    return f"{lead}{draw(_SPACES)}{spelt}{draw(_SPACES)}={draw(_SPACES)}{value}{_end(draw)}"


def _end(draw: st.DrawFn) -> str:
    comment = draw(_COMMENTS)
    return f"{draw(_SPACES)}{comment}\n"


DAY = date(2026, 6, 19)
SAMPLES: list[Any] = [
    "x", "é +00:00", 'a "b" \\ c', "\u2028", "\x1b]0;x\x07", "\x85", "", 0, -7, 1.5, 1e300, True,
    DAY, datetime(2026, 6, 19, 8, tzinfo=UTC), datetime(1, 1, 1), time(7, 30),
    datetime(2026, 6, 19, 8, 0, 0, 5, tzinfo=timezone(timedelta(hours=5, minutes=30))),
    [], {}, ["a", 1, [DAY]], {"a b": {"": 1}},
]  # fmt: skip
