from __future__ import annotations

from collections.abc import Mapping
from itertools import count

import pytest
from textual.widgets import Input

from tests.text.workspaces import SARA, TODAY, task, with_tasks, workspace
from tests.tui.harness import HOSTILE, Stage, awaited, click_actions, control_characters
from tuiwork.errors import Refused
from tuiwork.model.change import Actor
from tuiwork.tui.task_form import (
    SEVERAL,
    add_from_form,
    ask_all,
    ask_new,
    change_by_form,
    fields_for,
)
from tuiwork.tui.widgets.form import Form, Understood

JOBS = "spaces/operations/jobs"
ROOF = task("k7f3qd2m", title="Roof", owner="sara", priority="high")
PUMP = task("p2h8w4xn", title="Pump", owner="sara")


def me() -> Actor:
    ids = map("id{:06}".format, count())
    return Actor("sara", SARA.now, TODAY, lambda: next(ids))


def blank(form: Form, key: str) -> str:
    return next(one.initial for one in form.blanks if one.key == key)


def read(form: Form, key: str, text: str) -> Understood:
    return next(one for one in form.blanks if one.key == key).read(text)


def added(answers: Mapping[str, str], folder: str | None = JOBS) -> str:
    (file,) = add_from_form(workspace(), me(), answers, folder).files
    return file.after or ""


def test_every_field_that_people_set_has_a_line_and_the_workspaces_own_too() -> None:
    keys = [field.key for field in fields_for(workspace())]
    assert keys[:5] == ["title", "place", "status", "owner", "due"]
    assert {"blocked_by", "customer", "fields.area", "recur"} <= set(keys)
    assert not {"id", "created", "rank", "conflicts"} & set(keys)
    assert len(keys) == len(set(keys))


def test_a_form_of_one_task_holds_what_the_task_holds() -> None:
    form = ask_all(with_tasks(ROOF, PUMP), SARA, [ROOF])
    assert (blank(form, "title"), blank(form, "owner"), blank(form, "priority")) == (
        "Roof",
        "sara",
        "high",
    )
    assert blank(form, "place") == "operations/jobs"


def test_a_form_of_several_holds_what_they_share_and_says_where_they_differ() -> None:
    form = ask_all(with_tasks(ROOF, PUMP), SARA, [ROOF, PUMP])
    assert (blank(form, "title"), blank(form, "owner")) == ("", "sara")
    assert next(one.hint for one in form.blanks if one.key == "title") == SEVERAL


@pytest.mark.parametrize(
    ("key", "text", "words", "ok"),
    [
        ("due", "friday", "friday 19 june 2026", True),
        ("owner", "sara", "Sara Holm", True),
        ("owner", "nobody", "nobody", False),
        ("estimate", "long", "long", False),
        ("due", "", "", True),
    ],
)
def test_a_text_is_told_in_words_as_it_is_understood(
    key: str, text: str, words: str, ok: bool
) -> None:
    understood = read(ask_new(workspace(), SARA, JOBS), key, text)
    assert understood.ok is ok
    assert words in understood.words


def test_a_begun_name_is_completed_the_last_of_several_too() -> None:
    blanks = {one.key: one for one in ask_new(workspace(), SARA, JOBS).blanks}
    assert blanks["owner"].complete("fre") == "freja"
    assert blanks["goals"].complete("grow, fas") == "grow, faster-service"
    assert blanks["title"].complete("Roof") is None


def test_a_new_task_is_what_the_form_says() -> None:
    text = added({"title": "Roof", "owner": "sara", "due": "friday", "fields.area": "north"})
    for line in ('title = "Roof"', 'owner = "sara"', "due = 2026-06-19", 'area = "north"'):
        assert line in text


def test_a_new_task_needs_a_title_and_a_list() -> None:
    with pytest.raises(Refused, match="title"):
        added({"owner": "sara"})
    with pytest.raises(Refused, match="list"):
        added({"title": "Roof"}, folder=None)
    with pytest.raises(Refused, match="list"):
        added({"title": "Roof", "place": ""})


def test_only_touched_lines_change_all_the_tasks() -> None:
    given = with_tasks(ROOF, PUMP)
    assert change_by_form(given, me(), [ROOF.id, PUMP.id], {}).is_empty
    with pytest.raises(Refused):
        change_by_form(given, me(), [ROOF.id], {"owner": "nobody"})


@awaited
async def test_the_form_is_filled_by_keys_and_gives_what_differs() -> None:
    app = Stage()
    async with app.run_test(size=(100, 30)) as pilot:
        given: list[Mapping[str, str] | None] = []
        app.push_screen(ask_all(with_tasks(ROOF), SARA, [ROOF]), given.append)
        await pilot.pause()
        await pilot.press("end", *"!", "enter", "enter", "enter")
        await pilot.press(*["backspace"] * 4, *"fre", "right", "ctrl+s")
        await pilot.pause()
        assert given == [{"title": "Roof!", "owner": "freja"}]


@awaited
async def test_a_line_without_sense_keeps_the_form_open_and_is_gone_to() -> None:
    app = Stage()
    async with app.run_test(size=(100, 30)) as pilot:
        given: list[Mapping[str, str] | None] = []
        app.push_screen(ask_all(with_tasks(ROOF), SARA, [ROOF]), given.append)
        await pilot.pause()
        await pilot.press("down", "down", "down", "down", *"someday", "up", "ctrl+s")
        await pilot.pause()
        assert given == []
        focused = app.focused
        assert isinstance(focused, Input)
        assert focused.value == "someday"
        assert "someday" in app.text()


@awaited
async def test_hostile_values_are_text_in_the_form() -> None:
    app = Stage()
    async with app.run_test(size=(100, 40)) as pilot:
        for words in HOSTILE:
            odd = task("k7f3qd2m", title=words, owner=words, type=words)
            app.push_screen(ask_all(with_tasks(odd), SARA, [odd]))
            await pilot.pause()
            assert click_actions(app) == []
            assert control_characters(app) == set()
            app.pop_screen()
