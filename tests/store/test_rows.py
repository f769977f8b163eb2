"""Front matter comes back from the index as it went in, dates as dates."""

from __future__ import annotations

import json
import math
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.fronts import SAMPLES, texts, values
from tuiwork.store.rows import decode, encode


@given(st.dictionaries(st.one_of(texts, st.sampled_from(["due", "a.b", "", "*", "+x"])), values))
def test_fields_come_back_as_they_went_in(fields: dict[str, Any]) -> None:
    text, marks = encode(fields)
    text.encode("utf-8")
    back = decode(text, marks)
    assert back == fields
    assert repr(back) == repr(fields)


@pytest.mark.parametrize("value", SAMPLES, ids=repr)
def test_so_do_samples_at_any_depth(value: Any) -> None:
    for fields in ({"a": value}, {"a": [value]}, {"a": {"b": [{"c": value}]}, "due": date.max}):
        assert decode(*encode(fields)) == fields


def test_dates_at_the_top_are_named_and_no_others_looked_for() -> None:
    moment = datetime(2026, 6, 2, 8, 14, tzinfo=UTC)
    text, marks = encode({"due": date(2026, 6, 19), "created": moment, "title": "x"})
    assert marks == "due +created"
    assert json.loads(text) == {
        "due": "2026-06-19",
        "created": "2026-06-02T08:14:00+00:00",
        "title": "x",
    }
    assert encode({"title": "x"})[1] == ""
    assert encode({"times": [time(9)]})[1] == "*"


@pytest.mark.parametrize("tag", ["$date", "$moment", "$time"])
def test_a_users_table_is_never_taken_for_a_date(tag: str) -> None:
    fields = {"mine": {tag: "2026-06-19"}, "deep": [date(2026, 6, 19)], "two": {tag: "x", "": 1}}
    assert decode(*encode(fields)) == fields


def test_what_is_no_number_survives() -> None:
    back = decode(*encode({"a": math.nan, "b": -math.inf, "c": 10**190}))
    assert math.isnan(back["a"])
    assert (back["b"], back["c"]) == (-math.inf, 10**190)
