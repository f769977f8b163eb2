"""What is true of the git repository a workspace lies in, learnt in two processes side by side."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from tuiwork.dataclass import dataclass
from tuiwork.errors import NoWorkspace
from tuiwork.sync.git.runner import Result, reason, run, start

COMMIT_HOOKS = ("pre-commit", "prepare-commit-msg", "commit-msg", "post-commit")

_FACTS = (
    "rev-parse",
    "--path-format=absolute",
    "--is-inside-work-tree",
    "--git-dir",
    "--git-common-dir",
    "--show-prefix",
    "--show-object-format",
    "--git-path",
    "hooks",
    "HEAD",
    "--symbolic-full-name",
    "HEAD",
)
_OPERATIONS = {
    "rebase-merge": "rebase",
    "rebase-apply/applying": "am",
    "rebase-apply": "rebase",
    "MERGE_HEAD": "merge",
    "CHERRY_PICK_HEAD": "cherry-pick",
    "REVERT_HEAD": "revert",
    "BISECT_LOG": "bisect",
    "sequencer": "cherry-pick",
}
WAYS_OUT = {
    "rebase": "a rebase is in progress; finish it with `git rebase --continue` (`git stash` puts "
    "aside what is not recorded, `--abort` would lose it)",
    "am": "patches are being applied; finish it with `git am --continue` or `git am --abort`",
    "merge": "a merge is in progress; finish it with `git merge --continue` or `--abort`",
    "cherry-pick": "a cherry-pick is in progress; finish it with `git cherry-pick --continue` "
    "or `--abort`",
    "revert": "a revert is in progress; finish it with `git revert --continue` or `--abort`",
    "bisect": "a bisect is in progress; end it with `git bisect reset`",
    "detached": "no branch is checked out; choose one with `git switch BRANCH`",
}
"""For each state in which no commit can be made: what it is, and how it ends."""

_BRANCH = "refs/heads/"
_YES = ("true", "yes", "on", "1")
_REFLOG_DEPTH = 50


@dataclass(frozen=True, slots=True)
class Identity:
    """A name and an e-mail address, as a commit carries them."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository as it was when it was opened; `root` is the workspace's folder in it.

    `prefix` is the workspace's path in the repository, "" or "sub/dir/". `branch` is None when
    HEAD names no branch, `head` when it names no commit. `settings` are git's, by lower-case key.
    """

    root: Path
    git_dir: Path
    common_dir: Path
    hooks_dir: Path
    prefix: str
    object_format: str
    branch: str | None
    head: str | None
    settings: Mapping[str, str]

    @property
    def state(self) -> str | None:
        """What keeps a commit from being made: an operation under way, "detached", or nothing."""
        for name, operation in _OPERATIONS.items():
            if (self.git_dir / name).exists():
                return operation
        return "detached" if self.branch is None and self.head is not None else None

    @property
    def author(self) -> Identity | None:
        """Who makes changes here, None where neither git's settings nor the environment say."""
        return self._identity("author")

    @property
    def committer(self) -> Identity | None:
        """Who records changes here, None where neither git's settings nor the environment say."""
        return self._identity("committer")

    @property
    def commit_hooks(self) -> tuple[str, ...]:
        """The hooks that git would run for a commit."""
        found = [each for each in COMMIT_HOOKS if os.access(self.hooks_dir / each, os.X_OK)]
        found += [key for key in self.settings if key.startswith("hook.")]
        return tuple(found)

    @property
    def signs(self) -> bool:
        """Whether the user wants commits signed."""
        return self.says_yes("commit.gpgSign")

    def says_yes(self, setting: str) -> bool:
        """Whether a setting of git's that is true or false is true."""
        section, _, key = setting.rpartition(".")
        return self.settings.get(f"{section}.{key.lower()}", "").lower() in _YES

    def unborn_for_real(self) -> bool:
        """Whether the branch has no commit yet, and never had: only then may a root commit be made.

        A damaged branch looks unborn to git. What gives it away is a reflog, or any object that
        is not the mere content of a staged file.
        """
        reflog = self.git_dir / "logs" / "HEAD"
        if self.head is not None or self.branch is None or reflog.exists():
            return False
        types = "--batch-check=%(objecttype)"
        found = run(self.root, "cat-file", "--batch-all-objects", "--unordered", types, check=False)
        return found.code == 0 and not found.err and set(found.out.split()) <= {b"blob"}

    def last_good_commit(self) -> str | None:
        """The newest commit in HEAD's reflog that can still be read, for a repair."""
        try:
            lines = (self.git_dir / "logs" / "HEAD").read_bytes().splitlines()
        except OSError:
            return None
        recent = [line.split(b" ")[1] for line in reversed(lines) if line.count(b" ") > 1]
        asked = b"\n".join(recent[:_REFLOG_DEPTH]) + b"\n"
        found = run(self.root, "cat-file", "--batch-check", stdin=asked, check=False)
        for line in found.out.decode().splitlines():
            oid, kind, *_ = line.split(" ")
            if kind == "commit":
                return oid
        return None

    def _identity(self, role: str) -> Identity | None:
        name = self._who(role, "name")
        email = self._who(role, "email") or _without_crud(os.environ.get("EMAIL", ""))
        return Identity(name, email) if name and email else None

    def _who(self, role: str, part: str) -> str:
        found = (
            os.environ.get(f"GIT_{role.upper()}_{part.upper()}"),
            self.settings.get(f"{role}.{part}"),
            self.settings.get(f"user.{part}"),
        )
        return _without_crud(next((each for each in found if each), ""))


class Opening:
    """A repository that git was asked about; it answers while other things are done."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._facts = start(root, *_FACTS)
        self._settings = start(root, "config", "--list", "-z")

    def wait(self) -> Repository:
        """The repository as it was when git was asked; as `open_repository`. To be called once."""
        return _repository(self.root, self._facts.wait(), self._settings.wait())


def open_repository(root: Path) -> Repository:
    """The repository that root lies in, as it is now.

    Raises NoWorkspace, with what to do, where there is none or git refuses it.
    """
    return Opening(root).wait()


def _repository(root: Path, facts: Result, configured: Result) -> Repository:
    lines = os.fsdecode(facts.out).split("\n")
    if len(lines) < 7 or lines[0] != "true":
        raise NoWorkspace(_why_not(root, facts.err))
    _, git_dir, common_dir, prefix, object_format, hooks_dir, head, *rest = lines
    born = re.fullmatch(r"(?!0+$)[0-9a-f]{40,64}", head) is not None
    ref = rest[0] if born and rest else _symbolic_head(root)
    return Repository(
        root=root,
        git_dir=Path(git_dir),
        common_dir=Path(common_dir),
        hooks_dir=Path(hooks_dir),
        prefix=prefix,
        object_format=object_format,
        branch=ref.removeprefix(_BRANCH) if ref.startswith(_BRANCH) else None,
        head=head if born else None,
        settings=_settings(os.fsdecode(configured.out)),
    )


def _symbolic_head(root: Path) -> str:
    found = run(root, "symbolic-ref", "--quiet", "HEAD", check=False)
    return os.fsdecode(found.out).strip()


def _settings(listed: str) -> dict[str, str]:
    """Each key's last value; a key without one is true, as git has it."""
    settings: dict[str, str] = {}
    for entry in listed.split("\0"):
        key, equals, value = entry.partition("\n")
        if key:
            settings[key] = value if equals else "true"
    return settings


def _without_crud(text: str) -> str:
    """The text without what git drops from names and addresses."""
    return re.sub(r"[\n\r\0<>]", "", text).strip(" .,:;\"\\'\t")


def _why_not(root: Path, err: str) -> str:
    if "dubious ownership" in err:
        return (
            f"git does not trust {root}, because another user owns it; if you do, run: "
            f"git config --global --add safe.directory {root}"
        )
    if "not a git repository" in err:
        damaged = next((up for up in (root, *root.parents) if (up / ".git").exists()), None)
        if damaged is None:
            return f"{root} is not in a git repository; `tuiwork init` makes one"
        return f"the git repository in {damaged} is damaged: git cannot read {damaged / '.git'}"
    if not err or "bare repository" in err:
        return (
            f"{root} is not in the work tree of a git repository, but in a bare one; "
            "`tuiwork clone` makes a copy to work in"
        )
    if "repository extension" in err or "repo version" in err:
        return f"this git is too old for the repository of {root}: {reason(err)}; update git"
    return f"git cannot read the repository of {root}: {reason(err)}"
