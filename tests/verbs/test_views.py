from __future__ import annotations

import pytest

from tests.verbs.company import SARA, company
from tuiwork.errors import Refused
from tuiwork.model.change import Change
from tuiwork.text.query.tree import QueryError
from tuiwork.verbs.views import save_view


def text(change: Change) -> str:
    (file,) = change.files
    assert file.after is not None
    return file.after


def test_a_view_is_a_text_file_with_its_query() -> None:
    change = save_view(company(), SARA, "Waiting  for parts", "status:parts sort:due")
    assert change.message == "Saved the view “Waiting for parts”"
    assert change.files[0].path == "views/waiting-for-parts.toml"
    assert text(change) == 'name = "Waiting for parts"\nquery = "status:parts sort:due"\n'


def test_a_layout_is_written_unless_it_is_the_list() -> None:
    assert 'layout = "board"' in text(save_view(company(), SARA, "Board", "", "board"))
    assert "layout" not in text(save_view(company(), SARA, "List", "", "list"))


def test_saving_under_the_same_name_changes_the_view_and_keeps_what_else_is_in_it() -> None:
    old = 'name = "Parts"\n# ours\nquery = "status:parts"\nlayout = "board"\ncolor = "red"\n'
    change = save_view(company(("views/parts.toml", old)), SARA, "Parts", "status:doing")
    assert change.message == "Changed the view “Parts”"
    assert text(change) == 'name = "Parts"\n# ours\nquery = "status:doing"\ncolor = "red"\n'


@pytest.mark.parametrize(("name", "layout"), [("", "list"), ("  ", "list"), ("A", "cube")])
def test_a_view_needs_a_name_and_a_known_layout(name: str, layout: str) -> None:
    with pytest.raises(Refused):
        save_view(company(), SARA, name, "", layout)


def test_a_query_without_sense_is_not_saved() -> None:
    with pytest.raises(QueryError):
        save_view(company(), SARA, "Odd", "color:red")
