"""The workspace's settings have a default for everything and a sentence for what is wrong."""

from __future__ import annotations

import math
import tomllib
from typing import Any

import pytest

from tests.sample_reader import ROOT
from tuiwork.model.settings import Calendar, Settings, read_settings
from tuiwork.model.workflow import DEFAULT, Category


def read(text: str) -> Settings:
    settings, problems = read_settings(tomllib.loads(text))
    assert problems == []
    return settings


def complaints(fields: dict[str, Any]) -> list[tuple[str | None, str]]:
    return [(one.key, one.message) for one in read_settings(fields)[1]]


def test_nothing_said_is_a_workspace_with_defaults() -> None:
    assert read("") == Settings()
    assert Settings().calendar == Calendar((0, 1, 2, 3, 4), 8.0)
    assert Settings().workflow(None) == DEFAULT
    assert not Settings().newer


def test_everything_can_be_said() -> None:
    settings = read("""
format = 1
name = "Nordvik Climate"
timezone = "Europe/Copenhagen"
languages = ["en", "da"]
period = "half"
calendar = { days = ["sun", "mon"], hours_per_day = 7.4 }
thresholds = { unaligned = 0.2, wip = 3 }
fields = { area = { type = "choice" } }
[workflow.service]
statuses = [{ name = "open", category = "todo" }, { name = "shut", category = "done" }]
""")
    assert (settings.name, settings.timezone, settings.period) == (
        "Nordvik Climate",
        "Europe/Copenhagen",
        "half",
    )
    assert settings.languages == ("en", "da")
    assert settings.calendar == Calendar((0, 6), 7.4)
    assert settings.thresholds == {"unaligned": 0.2, "wip": 3.0}
    assert settings.custom == {"area": {"type": "choice"}}
    assert settings.workflow("service").category("shut") is Category.DONE


def test_an_unknown_workflow_is_the_default_one() -> None:
    own = read('[workflow.default]\nstatuses = [{ name = "all", category = "done" }]\n')
    assert own.workflow("gone").statuses[0].name == "all"
    assert own.workflow("default") == own.workflow(None)


def test_a_newer_format_is_seen() -> None:
    assert read("format = 2").newer
    assert not read("format = 1").newer


def test_the_sample_workspace_has_nothing_to_complain_about() -> None:
    settings = read((ROOT / "tuiwork.toml").read_text("utf-8"))
    assert settings.calendar.hours_per_day == 7.4


HOURS = "expected a number above 0, at most 24"


@pytest.mark.parametrize(
    ("fields", "key", "message"),
    [
        ({"format": "1"}, "format", " is '1'; expected a whole number"),
        ({"format": True}, "format", " is True; expected a whole number"),
        ({"timezone": 5}, "timezone", ' is 5; expected text such as "Europe/Copenhagen"'),
        ({"languages": "en"}, "languages", " is 'en'; expected a list of language codes"),
        ({"period": 3}, "period", " is 3; expected quarter, month, half or year"),
        ({"calendar": 1}, "calendar", " is 1; expected a table"),
        (
            {"calendar": {"days": ["mon", "funday"]}},
            "calendar.days",
            " has 'funday'; expected mon, tue, wed, thu, fri, sat, sun",
        ),
        (
            {"calendar": {"days": "mon"}},
            "calendar.days",
            " is 'mon'; expected a list of days",
        ),
        ({"calendar": {"hours_per_day": 25}}, "calendar.hours_per_day", f" is 25; {HOURS}"),
        ({"calendar": {"hours_per_day": math.nan}}, "calendar.hours_per_day", f" is nan; {HOURS}"),
        ({"thresholds": {"x.y": "z"}}, "thresholds.x.y", " is 'z'; expected a number"),
        ({"fields": {"a": "text"}}, "fields.a", " is 'text'; expected a table with a type"),
        ({"workflow": []}, "workflow", " is []; expected a table"),
    ],
    ids=str,
)
def test_what_is_wrong_is_told_and_the_default_taken(
    fields: dict[str, Any], key: str, message: str
) -> None:
    assert complaints(fields) == [(key, key + message)]
    settings, _ = read_settings(fields)
    assert settings.calendar.hours_per_day == 8.0
    assert (settings.format, settings.languages, settings.thresholds) == (1, ("en",), {})


def test_what_is_wrong_with_a_workflow_is_told_under_its_name() -> None:
    todo = {"name": "todo", "category": "todo"}
    assert complaints({"workflow": {"w": {"statuses": [todo]}}}) == [
        ("workflow.w", "workflow “w” has no status of the category done")
    ]
