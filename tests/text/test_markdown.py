"""Links in Markdown hold whatever their words and targets hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tuiwork.text.markdown import link


@pytest.mark.parametrize(
    ("words", "target", "written"),
    [
        ("Roof", "spaces/a/b.md", "[Roof](spaces/a/b.md)"),
        ("a [b] *c*", "x.md", r"[a \[b\] \*c\*](x.md)"),
        ("Roof", "my space/b (2).md", "[Roof](<my space/b (2).md>)"),
        ("two\nlines", "x.md", "[two lines](x.md)"),
    ],
)
def test_a_link_is_written(words: str, target: str, written: str) -> None:
    assert link(words, target) == written


@given(st.text("ab [](){}<>\\*_`!&", min_size=1, max_size=12), st.text("ab ()<>/.-", min_size=1))
def test_a_link_is_always_one_link(words: str, target: str) -> None:
    (block, *_) = [one for one in MarkdownIt().parse(link(words, target)) if one.type == "inline"]
    opened = [one for one in block.children or () if one.type == "link_open"]
    assert len(opened) == 1
