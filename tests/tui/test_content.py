from __future__ import annotations

import pytest
from textual.widgets import Static, Tree

from tests.tui.harness import HOSTILE, Stage, awaited, click_actions, control_characters
from tuiwork.tui.content import plain, text


@pytest.mark.parametrize("words", ["[b]x[/]", "a [/nope] b", "[", "\\", "空調"])
def test_printable_text_stays_as_it_is(words: str) -> None:
    assert plain(words).plain == words
    assert text(words).plain == words


def test_no_style_comes_out_of_text() -> None:
    assert plain("[@click=app.bell]X[/]").spans == []
    assert text("[link=http://e]X[/]").spans == []


@awaited
async def test_widgets_show_hostile_text_and_do_not_obey_it() -> None:
    tree: Tree[None] = Tree(text(HOSTILE[0]))
    for words in HOSTILE:
        tree.root.add_leaf(text(words))
    tree.root.expand()
    app = Stage(*(Static(plain(words)) for words in HOSTILE), tree)
    async with app.run_test(size=(60, 30)) as pilot:
        await pilot.pause()
        assert app.text().count("[@click=app.bell]X[/]") == 3
        assert click_actions(app) == []
        assert control_characters(app) == set()


@awaited
async def test_the_same_text_as_a_bare_string_would_be_obeyed() -> None:
    app = Stage(Static(HOSTILE[0]), Static(HOSTILE[3], markup=False))
    async with app.run_test(size=(60, 4)) as pilot:
        await pilot.pause()
        assert click_actions(app) != []
        assert "\x1b" in control_characters(app)
