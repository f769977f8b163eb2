"""Attaching files to tasks: names, twins and the log, on files in memory."""

from __future__ import annotations

import pytest

from tests.verbs.company import SARA, company, task
from tuiwork.errors import Refused
from tuiwork.model.attachment import Attachment, is_attachment, size_words
from tuiwork.model.workspace import Workspace
from tuiwork.verbs.attaching import Incoming, attach, detach, name_for
from tuiwork.verbs.tasks import remove

A = "aaaaaaaa"


def holding(**files: str) -> Workspace:
    """A company with one task and its attachments, `quote_pdf` standing for quote.pdf."""
    texts = {f"attachments/{A}/{name.replace('_', '.')}": text for name, text in files.items()}
    plain = company(task(A))

    def attached(task_id: str | None) -> tuple[Attachment, ...]:
        every = (Attachment(path, len(text)) for path, text in texts.items())
        return tuple(one for one in every if task_id in (None, one.task_id))

    def read(path: str) -> str:
        return texts[path] if path in texts else plain.read(path)

    return Workspace(plain.documents, read=read, attached=attached)


def given(workspace: Workspace, *files: tuple[str, bytes]) -> dict[str, str | None]:
    change = attach(workspace, SARA, A, [Incoming(*one) for one in files])
    return {
        file.path.rpartition("/")[2]: file.after
        for file in change.files
        if file.path.startswith("attachments/")
    }


def test_bytes_that_are_no_text_stand_as_they_are() -> None:
    [text] = given(holding(), ("a.bin", b"\xff\x00\xfe")).values()
    assert text is not None
    assert text.encode("utf-8", "surrogateescape") == b"\xff\x00\xfe"


def test_several_are_one_change_with_an_entry_each() -> None:
    files = [Incoming("a.txt", b"a"), Incoming("b.txt", b"b")]
    change = attach(holding(), SARA, A, files)
    assert change.message == "Attached 2 files to “Task aaaaaaaa”"
    assert change.ids == (A,)
    log = change.files[-1].after or ""
    assert "sara attached a.txt\n" in log
    assert "sara attached b.txt\n" in log


def test_a_name_that_is_taken_gets_the_next_number() -> None:
    one = holding(quote_pdf="old", Plan="x")
    assert given(one, ("Quote.PDF", b"new"), ("quote.pdf", b"newer"), ("plan", b"y")) == {
        "Quote-2.PDF": "new",
        "quote-3.pdf": "newer",
        "plan-2": "y",
    }


def test_the_same_file_is_attached_once() -> None:
    one = holding(quote_pdf="old")
    change = attach(one, SARA, A, [Incoming("quote.pdf", b"old")])
    assert (change.files, change.notices) == ((), ("quote.pdf is attached already",))
    assert given(one, ("b.txt", b"b"), ("b.txt", b"b")) == {"b.txt": "b"}


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("quote.pdf", "quote.pdf"),
        ("a/b\\c:d.txt", "a-b-c-d.txt"),
        ("..", None),
        (".ssh", None),
        ("notes~", None),
        ("", None),
        ("x\x00y", None),
        ("x\u202ey", None),
        ("\udcff.txt", None),
        ("n" * 201, None),
        ("end. ", "end"),
        ("NUL", "_NUL"),
        ("lpt1.txt", "_lpt1.txt"),
        ("-rf", "-rf"),
        ("e\u0301.txt", "é.txt"),
        ("写真.jpg", "写真.jpg"),
    ],
)
def test_names_are_ones_that_every_system_can_hold(name: str, kept: str | None) -> None:
    if kept is None:
        with pytest.raises(Refused):
            name_for(name)
    else:
        assert name_for(name) == kept


def test_a_task_whose_id_leads_elsewhere_takes_no_file() -> None:
    odd = company(task("odd", id='"../../x"'))
    with pytest.raises(Refused, match="which no folder can be called"):
        attach(odd, SARA, "../../x", [Incoming("a.txt", b"a")])


def test_what_is_taken_away_is_named_exactly() -> None:
    one = holding(quote_pdf="old", other_pdf="x")
    change = detach(one, SARA, A, ["quote.pdf", "quote.pdf"])
    assert change.message == "Took “quote.pdf” from “Task aaaaaaaa”"
    assert [(file.before, file.after) for file in change.files[:-1]] == [("old", None)]
    with pytest.raises(Refused, match=r"no attachment “quote”"):
        detach(one, SARA, A, ["quote"])


def test_a_removed_task_says_what_stays() -> None:
    assert "an attachment stays" in remove(holding(a_txt="x"), SARA, [A]).notices[0]
    assert "2 files stay" in remove(holding(a_txt="x", b_txt="y"), SARA, [A]).notices[0]
    assert remove(holding(), SARA, [A]).notices == ()


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("attachments/k7f/a.pdf", True),
        ("attachments/a.pdf", False),
        ("attachments/k7f/deep/a.pdf", False),
        ("attachments/k7f/.DS_Store", False),
        ("attachments/../a.pdf", False),
        ("attachments/k7f/", False),
        ("docs/k7f/a.pdf", False),
    ],
)
def test_attachments_lie_two_levels_down(path: str, is_one: bool) -> None:
    assert is_attachment(path) is is_one


def test_sizes_in_words() -> None:
    sizes = [0, 1, 999, 1000, 12_288, 3_565_158]
    assert [size_words(one) for one in sizes] == [
        "0 bytes",
        "1 byte",
        "999 bytes",
        "1 kB",
        "12 kB",
        "3.4 MB",
    ]
