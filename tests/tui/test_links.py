from __future__ import annotations

import pytest

from tests.text.workspaces import task
from tuiwork.tui.links import ask_link, links_of


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("see https://x.y/z.", ["https://x.y/z"]),
        ("(https://x.y/a_b?c=1&d=2)", ["https://x.y/a_b?c=1&d=2"]),
        ("[roof](https://x.y/z) and <mailto:a@b.c>", ["https://x.y/z", "mailto:a@b.c"]),
        ("https://x.y https://x.y", ["https://x.y"]),
        ("javascript:alert(1) file:///etc/passwd ssh://-oProxyCommand=x --flag", []),
        ("https://x.y/\x1b[31m", ["https://x.y/"]),
        ("https://x.y/\u202ez", []),
        ("nothing", []),
    ],
)
def test_web_and_mail_addresses_are_found_and_no_others(text: str, links: list[str]) -> None:
    assert links_of(task("a1", notes=text)) == links


def test_links_notes_and_log_are_looked_through() -> None:
    one = task("a1", links=["https://a.b", "no"], notes="https://c.d", log="- x https://e.f\n")
    assert links_of(one) == ["https://a.b", "https://c.d", "https://e.f"]


def test_without_an_address_there_is_nothing_to_ask() -> None:
    assert ask_link(task("a1")) is None
    assert ask_link(task("a1", notes="https://x.y")) is not None
