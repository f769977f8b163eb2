"""Merging trees: every file of a workspace that either side changed, whole files in and out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, AnyStr, Generic

from tuiwork.dataclass import dataclass
from tuiwork.errors import Problem
from tuiwork.text.merging.conflicts import Conflict
from tuiwork.text.merging.files import merge_file
from tuiwork.text.merging.matching import Tree, match
from tuiwork.text.merging.settle import settle


@dataclass(frozen=True, slots=True)
class TreeMerge(Generic[AnyStr]):
    """The outcome: the file at every path that went in or came out, None where there is none.

    It is the same for both sides; each has to write those that differ from its own.
    """

    files: Mapping[str, AnyStr | None]
    conflicts: tuple[Conflict, ...] = ()
    problems: tuple[Problem, ...] = ()


def merge_trees(
    base: Mapping[str, AnyStr | None],
    ours: Mapping[str, AnyStr | None],
    theirs: Mapping[str, AnyStr | None],
) -> TreeMerge[AnyStr]:
    """Put together what both sides did since `base`. A path left out, or None, is no file.

    The three hold every path at which a side differs from the base; the rest may be left out.
    Tasks are matched by id, so that they may move. Swapping the sides changes no byte. Never raises
    on what users wrote.
    """
    given = base, ours, theirs
    is_text = any(isinstance(one, str) for tree in given for one in tree.values())
    b, o, t = (
        {path: _bytes(one) for path, one in tree.items() if one is not None} for tree in given
    )
    return _as_given(_merge(b, o, t), {*base, *ours, *theirs}, is_text)


def _merge(base: Tree, ours: Tree, theirs: Tree) -> TreeMerge[bytes]:
    outcomes = [merge_file(*three) for three in match(base, ours, theirs)]
    files = [file for one in outcomes for file in one.files]
    settled, problems = settle(files, base, ours, theirs)
    problems += [problem for one in outcomes for problem in one.problems]
    return TreeMerge(
        settled,
        tuple(conflict for one in outcomes for conflict in one.conflicts),
        tuple(sorted(problems, key=lambda one: (one.path, one.message))),
    )


def _bytes(given: str | bytes) -> bytes:
    return given.encode("utf-8", "surrogatepass") if isinstance(given, str) else given


def _as_given(merged: TreeMerge[bytes], paths: set[str], is_text: bool) -> TreeMerge[Any]:
    """The outcome for these paths too, as text where the trees were given so."""
    files: dict[str, Any] = {
        path: merged.files.get(path) for path in sorted({*merged.files, *paths})
    }
    if is_text:
        files = {
            path: None if data is None else data.decode("utf-8", "surrogatepass")
            for path, data in files.items()
        }
    return TreeMerge(files, merged.conflicts, merged.problems)
