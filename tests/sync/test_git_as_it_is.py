"""Repositories as people have them: an edit, its commit and a sync work in each, or stop with one
sentence that says what to do, and work when that has been done."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from tests.sync.playground import git, hook, write
from tests.sync.team import CALL, ROOF, WORKSPACE, Clone, Team, new_team
from tuiwork.errors import NotRecorded, NoWorkspace, SyncStopped
from tuiwork.session import Session
from tuiwork.sync.git import hooked, patience
from tuiwork.sync.git.repository import open_repository
from tuiwork.sync.remote import fetch, the_remote
from tuiwork.verbs.states import start

STAGED = "staged.txt"


@dataclass(frozen=True)
class Scene:
    """A team in which Sara's repository is about to become what people have."""

    team: Team
    clone: Clone
    patch: pytest.MonkeyPatch
    folder: Path = field(default=Path())
    """The workspace's folder in the repository."""
    variables: dict[str, str] = field(default_factory=dict)
    """What stands in the environment of tuiwork, and of nobody else."""

    @property
    def root(self) -> Path:
        return self.clone.root

    @property
    def top(self) -> Path:
        """The folder of the whole repository."""
        return Path(git(self.root, "rev-parse", "--show-toplevel"))

    def git(self, *words: str) -> str:
        return git(self.root, *words)

    def config(self, *settings: str) -> None:
        for setting in settings:
            self.git("config", *setting.split("=", 1))

    def at(self, root: Path) -> Scene:
        """The same scene where Sara works in another folder."""
        return replace(self, clone=Clone(root))


Prepare = Callable[[Scene], Scene | None]
CASES: dict[str, tuple[Prepare, str, Callable[[Scene], object] | None]] = {}


def works(prepare: Prepare) -> Prepare:
    """A repository in which everything goes on."""
    CASES[prepare.__name__] = (prepare, "", None)
    return prepare


def stops(words: str, cure: Callable[[Scene], object]) -> Callable[[Prepare], Prepare]:
    """A repository in which something stops with these words, until the cure is applied."""

    def note(prepare: Prepare) -> Prepare:
        CASES[prepare.__name__] = (prepare, words, cure)
        return prepare

    return note


# Where a repository lies


@works
def a_plain_clone(_: Scene) -> None:
    pass


@works
def a_worktree(scene: Scene) -> Scene:
    side = scene.team.folder / "side"
    scene.git("worktree", "add", "--quiet", "--track", "-b", "side", str(side), "origin/main")
    return scene.at(side)


@works
def a_git_folder_kept_elsewhere(scene: Scene) -> None:
    scene.git("init", "--quiet", f"--separate-git-dir={scene.team.folder / 'elsewhere'}")


@works
def a_submodule(scene: Scene) -> Scene:
    whole = scene.team.folder / "whole"
    git(scene.team.folder, "init", "--quiet", str(whole))
    allowed = ("-c", "protocol.file.allow=always")
    git(whole, *allowed, "submodule", "--quiet", "add", str(scene.team.remote), "plan")
    git(whole / "plan", "branch", "--quiet", "--set-upstream-to=origin/main")
    return scene.at(whole / "plan")


@works
def a_repository_with_a_submodule(scene: Scene) -> None:
    part = new_team(_folder(scene, "part")).remote
    git(scene.root, "-c", "protocol.file.allow=always", "submodule", "add", str(part), "part")
    scene.git("commit", "--quiet", "-m", "A part")


@works
def a_folder_of_a_code_repository(scene: Scene) -> Scene:
    team = new_team(_folder(scene, "code"), {f"plan/{at}": text for at, text in WORKSPACE.items()})
    scene = replace(scene, team=team, folder=Path("plan"))
    return scene.at(team.clone("sara").root / "plan")


def _folder(scene: Scene, name: str) -> Path:
    folder = scene.team.folder / name
    folder.mkdir()
    return folder


# How it was cloned, and what it is made of


@works
def a_shallow_clone(scene: Scene) -> Scene:
    return _cloned(scene, "--depth=1")


@works
def a_partial_clone(scene: Scene) -> Scene:
    git(scene.team.remote, "config", "uploadpack.allowFilter", "true")
    return _cloned(scene, "--filter=blob:none")


@works
def a_clone_that_borrows_objects(scene: Scene) -> Scene:
    return _cloned(scene, "--shared", address=str(scene.team.remote))


@works
def a_sparse_clone(scene: Scene) -> Scene:
    files = {**WORKSPACE, "src/code.txt": "code\n"}
    scene = replace(scene, team=new_team(_folder(scene, "code"), files))
    scene = _cloned(scene, "--sparse")
    scene.git("sparse-checkout", "set", "--cone", "spaces", "goals", "people")
    assert not (scene.root / "src").exists()
    return scene


def _cloned(scene: Scene, *options: str, address: str = "") -> Scene:
    own = scene.team.folder / "own"
    url = address or f"file://{scene.team.remote}"
    git(scene.team.folder, "clone", "--quiet", *options, url, str(own))
    return scene.at(own)


@works
def a_repository_of_sha256(scene: Scene) -> Scene:
    scene.patch.setenv("GIT_DEFAULT_HASH", "sha256")
    team = new_team(_folder(scene, "newer"))
    scene.patch.delenv("GIT_DEFAULT_HASH")
    scene = replace(scene, team=team).at(team.clone("sara").root)
    assert len(scene.git("rev-parse", "HEAD")) == 64
    return scene


@works
def a_repository_with_a_table_of_refs(scene: Scene) -> Scene:
    own = scene.team.folder / "own"
    made = ("clone", "--quiet", "--ref-format=reftable", str(scene.team.remote), str(own))
    try:
        git(scene.team.folder, *made)
    except subprocess.CalledProcessError:
        pytest.skip("this git knows no reftable")
    return scene.at(own)


def _forget_the_future(scene: Scene) -> None:
    scene.git("config", "--file", ".git/config", "--unset", "extensions.fromTheFuture")


@stops("this git is too old for the repository of ", _forget_the_future)
def a_repository_of_a_newer_git(scene: Scene) -> None:
    scene.config("core.repositoryFormatVersion=1", "extensions.fromTheFuture=true")


def _trust(scene: Scene) -> None:
    settings = Path(os.environ["GIT_CONFIG_GLOBAL"]).read_text()
    write(scene.team.folder, "gitconfig", f"{settings}[safe]\n\tdirectory = {scene.root}\n")
    scene.patch.setenv("GIT_CONFIG_GLOBAL", str(scene.team.folder / "gitconfig"))


@stops("if you do, run: git config --global --add safe.directory ", _trust)
def a_repository_of_another_user(scene: Scene) -> None:
    if os.getuid() != 0:
        pytest.skip("only root can give files away")
    os.chown(scene.root / ".git", 4242, 4242)
    os.chown(scene.root, 4242, 4242)


@stops("in a bare one; `tuiwork clone` makes a copy", lambda s: s.config("core.bare=false"))
def a_bare_repository(scene: Scene) -> None:
    scene.config("core.bare=true")


@works
def packed_refs_and_objects(scene: Scene) -> None:
    scene.git("gc", "--quiet")
    scene.git("pack-refs", "--all")


@works
def an_index_of_another_make(scene: Scene) -> None:
    scene.config("core.splitIndex=true", "core.untrackedCache=true", "feature.manyFiles=true")
    scene.git("update-index", "--index-version=4", "--split-index")


# What branches are called


@works
def a_branch_called_otherwise_here(scene: Scene) -> None:
    scene.git("branch", "--quiet", "--move", "mine/plan")


@works
def a_tag_called_like_the_branch(scene: Scene) -> None:
    scene.git("tag", "main", "HEAD")
    scene.git("push", "--quiet", "origin", "refs/tags/main")


@works
def a_branch_in_another_alphabet(scene: Scene) -> None:
    scene.git("branch", "--quiet", "--move", "план-ærø")


@works
def a_branch_that_is_not_in_utf8(scene: Scene) -> None:
    words = [b"git", b"branch", b"--quiet", b"--move", b"pl\xe5n"]
    subprocess.run(words, cwd=scene.root, check=True)


def _follow(scene: Scene) -> None:
    scene.git("fetch", "--quiet", "origin")
    scene.git("branch", "--quiet", "--set-upstream-to=origin/trunk")


@stops("if it is called trunk now, `git fetch origin` and `git branch --set-upstream", _follow)
def a_branch_renamed_on_the_remote(scene: Scene) -> None:
    scene.clone.sync()
    git(scene.team.remote, "branch", "--move", "main", "trunk")


def _add_the_remote(scene: Scene) -> None:
    scene.git("remote", "add", "origin", str(scene.team.remote))


@stops("add one with `git remote add origin ADDRESS`", _add_the_remote)
def no_remote(scene: Scene) -> None:
    scene.git("remote", "remove", "origin")


def _allow_pushes(scene: Scene) -> None:
    (scene.team.remote / "hooks/pre-receive").unlink()


@stops("; ask who made this rule, or sync again when it is met", _allow_pushes)
def a_remote_that_refuses(scene: Scene) -> None:
    look = "while read old new _; do git log --format=%an $old..$new | grep -q Sara && exit 1; done"
    rule = scene.team.remote / "hooks/pre-receive"
    write(rule.parent, rule.name, f"#!/bin/sh\n{look}\nexit 0\n")
    rule.chmod(0o755)


@works
def a_remote_called_otherwise(scene: Scene) -> None:
    scene.git("remote", "rename", "origin", "team/plan")


# What is set


@works
def settings_that_people_like(scene: Scene) -> None:
    scene.config(
        "core.autocrlf=true", "core.fileMode=false", "core.commentChar=+", "core.quotePath=true",
        "commit.verbose=true", "commit.cleanup=scissors", "commit.status=false",
        "diff.noprefix=true", "diff.external=false", "diff.renames=copies", "color.ui=always",
        "fetch.prune=true", "fetch.all=true", "pull.rebase=true", "push.default=nothing",
        "push.followTags=true", "status.showUntrackedFiles=no", "log.showSignature=true",
        "remote.origin.prune=true", "i18n.commitEncoding=latin1", "core.pager=false",
        "core.editor=false", "merge.ff=only", "rebase.autoStash=true", "core.fsmonitor=true",
    )  # fmt: skip


@works
def git_variables_of_another_repository(scene: Scene) -> None:
    other = scene.team.folder / "ali"
    scene.variables.update(
        GIT_DIR=f"{other}/.git",
        GIT_WORK_TREE=str(other),
        GIT_INDEX_FILE=f"{other}/.git/index",
        GIT_OBJECT_DIRECTORY=f"{other}/.git/objects",
        GIT_NAMESPACE="other",
        GIT_CEILING_DIRECTORIES=str(scene.root),
        GIT_CONFIG_PARAMETERS="'core.bare=true'",
        GIT_CONFIG_COUNT="1",
        GIT_CONFIG_KEY_0="core.bare",
        GIT_CONFIG_VALUE_0="true",
        GIT_QUARANTINE_PATH=str(other),
    )


@works
def documents_that_are_ignored(scene: Scene) -> None:
    write(scene.root, ".git/info/exclude", "*.md\n")


@works
def line_ends_of_windows(scene: Scene) -> Scene:
    return _cloned(scene, "-c", "core.autocrlf=true")


@works
def attributes_that_recode(scene: Scene) -> None:
    text = "*.md text eol=crlf ident filter=none working-tree-encoding=UTF-16\n"
    write(scene.root, ".gitattributes", text)
    scene.git("add", ".gitattributes")
    scene.git("commit", "--quiet", "-m", "Recode")


def _without_locks(scene: Scene) -> None:
    for lock in (scene.root / ".git").rglob("*.lock"):
        lock.unlink()


@stops("when no git runs here any more, remove ", _without_locks)
def a_lock_left_on_the_branch(scene: Scene) -> None:
    scene.patch.setattr(patience, "SECONDS", 0.05)
    write(scene.root, ".git/HEAD.lock", "")


# What is under way


@stops(
    "no branch is checked out; choose one with `git switch BRANCH`",
    lambda s: s.git("switch", "--quiet", "main"),
)
def a_detached_head(scene: Scene) -> None:
    scene.git("switch", "--quiet", "--detach")


@stops(
    "a merge is in progress; finish it with `git merge --continue`",
    lambda s: s.git("-c", "core.editor=true", "merge", "--continue"),
)
def a_merge_under_way(scene: Scene) -> None:
    _side_commit(scene)
    scene.git("merge", "--quiet", "--no-commit", "--no-ff", "side")


def _finish_the_rebase(scene: Scene) -> None:
    scene.git("stash")
    scene.git("rebase", "--continue")
    scene.git("stash", "pop")


@stops("a rebase is in progress; finish it with `git rebase --continue`", _finish_the_rebase)
def a_rebase_under_way(scene: Scene) -> None:
    scene.clone.change({"notes.txt": "one\ntwo\nthree\nfour\n"})
    edit = "sequence.editor=sed -i s/^pick/edit/"
    scene.git("-c", edit, "rebase", "--quiet", "--interactive", "HEAD~1")


@stops(
    "patches are being applied; finish it with `git am --continue`",
    lambda s: s.git("am", "--abort"),
)
def patches_being_applied(scene: Scene) -> None:
    patch = (
        "From: a <a@b.example>\nSubject: x\n\n---\n--- a/none\n+++ b/none\n@@ -1 +1 @@\n-a\n+b\n"
    )
    with pytest.raises(subprocess.CalledProcessError):
        git(scene.root, "am", "--quiet", stdin=patch)


@stops(
    "a cherry-pick is in progress; finish it with `git cherry-pick --continue`",
    lambda s: s.git("cherry-pick", "--abort"),
)
def a_cherry_pick_under_way(scene: Scene) -> None:
    _side_commit(scene)
    scene.clone.change({"notes.txt": "one\nours\nthree\n"})
    with pytest.raises(subprocess.CalledProcessError):
        scene.git("cherry-pick", "side")


@stops(
    "a revert is in progress; finish it with `git revert --continue`",
    lambda s: s.git("revert", "--abort"),
)
def a_revert_under_way(scene: Scene) -> None:
    scene.clone.change({"notes.txt": "one\nours\nthree\n"})
    scene.clone.change({"notes.txt": "one\nlater\nthree\n"})
    with pytest.raises(subprocess.CalledProcessError):
        scene.git("revert", "HEAD~1")


@stops(
    "a bisect is in progress; end it with `git bisect reset`", lambda s: s.git("bisect", "reset")
)
def a_bisect_under_way(scene: Scene) -> None:
    scene.git("bisect", "start")


def _side_commit(scene: Scene) -> None:
    scene.git("switch", "--quiet", "-c", "side")
    scene.clone.change({"notes.txt": "one\ntheirs\nthree\n"})
    scene.git("switch", "--quiet", "main")


# Who commits, and what has a say in it


def _introduce(scene: Scene) -> None:
    scene.config("user.name=Sara", "user.email=sara@nordvik.example")


@stops("git does not know who you are; run `git config --global user.name", _introduce)
def nobody_known(scene: Scene) -> None:
    scene.patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    scene.git("config", "--remove-section", "user")


@stops("git does not know who you are; run `git config --global user.name", _introduce)
def nobody_known_who_may_be_guessed(scene: Scene) -> None:
    nobody_known(scene)
    scene.config("user.useConfigOnly=true")


def _without_hooks(scene: Scene) -> None:
    shutil.rmtree(scene.root / ".git/hooks")


@stops("a commit hook (pre-commit) refused: no ticket", _without_hooks)
def a_hook_that_refuses(scene: Scene) -> None:
    hook(scene.root, "pre-commit", "echo no ticket; exit 1")


@stops(
    "a commit hook ran for more than 0 seconds and was stopped; make it quicker (pre-commit)",
    _without_hooks,
)
def a_hook_that_never_ends(scene: Scene) -> None:
    scene.patch.setattr(hooked, "HOOK_SECONDS", 0.3)
    hook(scene.root, "pre-commit", "sleep 1000")


@stops("your pre-push hook refused: no pushing today; sync again when it agrees", _without_hooks)
def a_hook_that_refuses_to_push(scene: Scene) -> None:
    hook(scene.root, "pre-push", "echo no pushing today >&2; exit 1")


@works
def a_hook_that_writes_to_the_terminal(scene: Scene) -> None:
    hook(scene.root, "pre-commit", "echo look >/dev/tty || true; printf '\\033[2J'")


@works
def a_hook_that_tidies(scene: Scene) -> None:
    hook(scene.root, "pre-commit", f"sed -i s/booked/ordered/ {ROOF}; git add {ROOF}")


@works
def a_hook_that_runs_tuiwork(scene: Scene) -> None:
    program = shlex.join([sys.executable, "-m", "tuiwork", "done", "p2h8w4xn"])
    hook(scene.root, "pre-commit", f"{program} && exit 1; true")


def _sign(scene: Scene, script: str) -> None:
    write(scene.team.folder, "signer", f"#!/bin/sh\n{script}\n")
    (scene.team.folder / "signer").chmod(0o755)
    scene.config("commit.gpgSign=true", f"gpg.program={scene.team.folder / 'signer'}")


def _sign_without_asking(scene: Scene) -> None:
    _sign(scene, 'cat >/dev/null; echo "[GNUPG:] SIG_CREATED " >&2; echo SIGNATURE')


@works
def a_signature_that_asks_nothing(scene: Scene) -> None:
    _sign_without_asking(scene)


@stops("where it has to ask something, run `tuiwork sync` in a terminal", _sign_without_asking)
def a_signature_that_asks_at_the_terminal(scene: Scene) -> None:
    _sign(scene, "exec </dev/tty")


@works
def a_hook_that_commits_again(scene: Scene) -> None:
    hook(
        scene.root,
        "post-commit",
        "test -e .git/again || { touch .git/again; git commit -q --only --allow-empty -m Again; }",
    )


@pytest.mark.parametrize("case", CASES)
def test_it_works_or_says_what_to_do(
    team: Team, sara: Clone, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare, words, cure = CASES[case]
    scene = Scene(team, sara, monkeypatch)
    scene = prepare(scene) or scene
    ali = Clone(scene.team.clone("jonas").root / scene.folder)
    ali.edit(CALL, "todo", "done")
    ali.sync()
    if cure is None:
        _works(scene)
    else:
        before = _stops(scene, words)
        cure(scene)
        scene.git("merge-base", "--is-ancestor", before, "HEAD")
    with _surroundings(scene):
        Session(scene.root).sync(settle=0)
    ali.sync()
    assert 'status = "doing"' in ali.read(ROOF)
    assert 'status = "done"' in scene.clone.read(CALL)
    assert git(ali.root, "rev-parse", "HEAD^{tree}") == scene.git("rev-parse", "HEAD^{tree}")
    left = git(scene.top, "status", "--porcelain", "--untracked-files=all")
    assert left == ("" if cure else f"A  {STAGED}")
    scene.git("fsck", "--no-dangling")


@contextmanager
def _surroundings(scene: Scene) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in scene.variables.items():
            patch.setenv(name, value)
        yield


def _works(scene: Scene) -> None:
    """An edit is one commit of exactly one file, and what else is staged stays so."""
    write(scene.top, STAGED, "staged\n")
    git(scene.top, "add", STAGED)
    with _surroundings(scene):
        session = Session(scene.root)
        session.do(start, ["k7f3qd2m"])
        [recorded] = session.record()
    assert recorded.commit is not None
    touched = git(scene.top, "show", "--format=", "--name-only", recorded.commit)
    assert touched == str(scene.folder / ROOF)


def _stops(scene: Scene, words: str) -> str:
    """An edit is saved, and its commit or the sync stops; gives the commit that was there."""
    before = (scene.root / ".git/refs/heads/main").read_text().strip()
    session = Session(scene.root)
    session.do(start, ["k7f3qd2m"])
    with pytest.raises((NotRecorded, NoWorkspace, SyncStopped)) as caught:
        session.sync(settle=0)
    assert words in caught.value.message
    assert 'status = "doing"' in scene.clone.read(ROOF)
    return before


def test_what_a_sparse_clone_leaves_out_stays_out(tmp_path: Path) -> None:
    files = {**WORKSPACE, "src/code.txt": "code\n", "src/gone.txt": "gone\n"}
    team = new_team(tmp_path, files)
    ali = team.clone("ali")
    git(tmp_path, "clone", "--quiet", "--sparse", str(team.remote), "own")
    own = Clone(tmp_path / "own")
    git(own.root, "sparse-checkout", "set", "--cone", "spaces")
    ali.change({"src/code.txt": "better\n", "src/gone.txt": None, "src/new.txt": "new\n"})
    ali.edit(CALL, "todo", "done")
    ali.sync()
    own.edit(ROOF, "todo", "doing")
    result = own.sync()
    assert (result.conflicts, result.problems) == ((), ())
    assert 'status = "done"' in own.read(CALL)
    assert not (own.root / "src").exists()
    assert own.is_clean
    ali.sync()
    assert (ali.tree, ali.read("src/code.txt")) == (own.tree, "better\n")


def test_an_index_with_unmerged_files_of_others_is_left_to_its_owner(sara: Clone) -> None:
    sara.save({"notes.txt": "one\nmine\nthree\n"})
    git(sara.root, "stash", "--quiet")
    sara.change({"notes.txt": "one\ntheirs\nthree\n"})
    with pytest.raises(subprocess.CalledProcessError):
        git(sara.root, "stash", "pop")
    session = Session(sara.root)
    session.do(start, ["k7f3qd2m"])
    session.record()
    assert session.sync(settle=0).state == "published"
    assert git(sara.root, "status", "--porcelain") == "UU notes.txt"
    assert git(sara.root, "show", "--format=", "--name-only", "HEAD") == ROOF


def test_a_partial_clone_fetches_all_that_a_merge_needs_at_once(team: Team, ali: Clone) -> None:
    git(team.remote, "config", "uploadpack.allowFilter", "true")
    url = f"file://{team.remote}"
    git(team.folder, "clone", "--quiet", "--filter=blob:none", url, "own")
    own = Clone(team.folder / "own")
    own.edit(ROOF, "todo", "doing")
    ali.edit(CALL, "todo", "done")
    ali.sync()
    repo = open_repository(own.root)
    tip = fetch(repo, the_remote(repo), foreground=False)
    missing = git(own.root, "rev-list", "--objects", "--missing=print", str(tip), "^HEAD")
    assert "?" not in missing
