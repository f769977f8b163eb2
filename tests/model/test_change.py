"""A Change knows its paths and whether it changes anything."""

from __future__ import annotations

import pytest

from tuiwork.errors import Ambiguous, Busy, NotRecorded, Problem, Refused, SyncStopped, TuiworkError
from tuiwork.model.change import Change, FileChange


@pytest.mark.parametrize(
    ("files", "empty"),
    [
        ((), True),
        ((FileChange("a", "x", "x"), FileChange("b", None, None)), True),
        ((FileChange("a", "x", "x"), FileChange("b", None, "")), False),
        ((FileChange("a", "x", None),), False),
    ],
)
def test_a_change_is_empty_when_no_file_differs(files: tuple[FileChange, ...], empty: bool) -> None:
    change = Change("Did", files)
    assert change.is_empty == empty
    assert change.paths == tuple(file.path for file in files)


def test_a_problem_reads_like_a_compilers() -> None:
    assert str(Problem("a.md", "is wrong", 3, "due")) == "a.md:3: is wrong"
    assert str(Problem("a.md", "is wrong")) == "a.md: is wrong"


@pytest.mark.parametrize(
    ("error", "code", "exit_code"),
    [
        (Refused("x", "a.md", 3), "refused", 2),
        (Ambiguous("x", ("a", "b")), "ambiguous", 2),
        (Busy("x"), "busy", 2),
        (SyncStopped("offline", "x"), "sync-stopped", 4),
        (NotRecorded("x"), "not-recorded", 5),
    ],
)
def test_an_error_has_a_sentence_a_code_and_an_exit_code(
    error: TuiworkError, code: str, exit_code: int
) -> None:
    assert (str(error), error.message, error.code, error.exit_code) == ("x", "x", code, exit_code)
