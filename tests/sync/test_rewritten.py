"""A remote whose history was rewritten: every shape is noticed, nothing of ours is lost, and what
was taken back comes again only where that is asked for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.sync.playground import git
from tests.sync.team import CALL, CALL_TEXT, ROOF, ROOF_TEXT, Clone, Team

LOG = "spaces/ops/jobs/aaaa2222-log.md"


def amended(other: Clone) -> None:
    other.save({ROOF: ROOF_TEXT.replace("todo", "done")})
    git(other.root, "commit", "--quiet", "--all", "--amend", "-m", "Better")


def shortened(other: Clone) -> None:
    git(other.root, "reset", "--quiet", "--hard", "HEAD~1")


def set_back_and_gone_on(other: Clone) -> None:
    shortened(other)
    other.change({LOG: ROOF_TEXT.replace("k7f3qd2m", "aaaa2222")})


def set_back_to_the_root(other: Clone) -> None:
    git(other.root, "reset", "--quiet", "--hard", "HEAD~3")


def squashed(other: Clone) -> None:
    git(other.root, "reset", "--quiet", "--soft", "HEAD~3")
    git(other.root, "commit", "--quiet", "-m", "All in one")


def reordered(other: Clone) -> None:
    edit = "sequence.editor=sed -i '1{h;d};2{G}'"
    git(other.root, "-c", edit, "rebase", "--quiet", "--interactive", "HEAD~2")


def reworded(other: Clone) -> None:
    reword = "git commit --quiet --amend --no-edit --author 'Else <else@nordvik.example>'"
    git(other.root, "rebase", "--quiet", "--exec", reword, "HEAD~3")


def begun_anew(other: Clone) -> None:
    git(other.root, "checkout", "--quiet", "--orphan", "fresh")
    git(other.root, "commit", "--quiet", "-m", "Begin anew")
    git(other.root, "branch", "--quiet", "--force", "main")


def emptied(other: Clone) -> None:
    begun_anew(other)
    git(other.root, "rm", "--quiet", "-r", ".")
    git(other.root, "commit", "--quiet", "--amend", "--allow-empty", "-m", "Nothing")
    git(other.root, "branch", "--quiet", "--force", "main")


def merged_differently(other: Clone) -> None:
    set_back_and_gone_on(other)
    git(other.root, "switch", "--quiet", "-c", "side", "HEAD~2")
    other.change({"more.txt": "one\n"})
    git(other.root, "switch", "--quiet", "main")
    git(other.root, "merge", "--quiet", "--no-edit", "side")


SHAPES: list[Callable[[Clone], None]] = [
    amended, shortened, set_back_and_gone_on, set_back_to_the_root, squashed, reordered, reworded,
    begun_anew, emptied, merged_differently,
]  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_a_rewritten_history_is_never_taken_over_silently(
    team: Team, sara: Clone, ali: Clone, shape: Callable[[Clone], None]
) -> None:
    for number in range(3):
        ali.edit("notes.txt", "two", f"two {number}")
    ali.edit(ROOF, "todo", "doing")
    ali.sync()
    sara.sync()
    last = sara.head
    sara.edit(CALL, "todo", "done")
    shape(ali)
    git(ali.root, "push", "--quiet", "--force", "origin", "main:main")
    mine, tip, files = sara.head, team.tip, sara.files
    assert sara.stopped().state == "rewritten"
    assert sara.stopped(foreground=False).state == "rewritten"
    assert (sara.head, team.tip, sara.files) == (mine, tip, files)
    assert kept(sara) == {last}
    if shape is begun_anew:
        assert sara.stopped(accept_rewritten=True).state == "unrelated"
    else:
        sara.sync(accept_rewritten=True)
        assert sara.read(CALL) == CALL_TEXT.replace("todo", "done")
        git(team.remote, "merge-base", "--is-ancestor", tip, team.tip)
    git(sara.root, "merge-base", "--is-ancestor", mine, "HEAD")
    assert last in kept(sara)


def kept(clone: Clone) -> set[str]:
    where = ("--format=%(objectname)", "refs/tuiwork/backup")
    return set(git(clone.root, "for-each-ref", *where).split())
