"""Real repositories for the tests of tuiwork.sync, driven by plain git as a user would."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

from tuiwork.sync.recording import Recorded, record

TASK = "spaces/ops/jobs/k7f3qd2m-replace-compressor.md"
OTHER = "spaces/ops/jobs/p2h8w4xn-call-janitor.md"


def git(root: Path, *args: str, stdin: str | None = None) -> str:
    """What the user's own git prints, with the last line end taken off. Raises when it fails."""
    done = subprocess.run(
        ["git", *args], cwd=root, input=stdin, capture_output=True, text=True, check=True
    )
    return done.stdout.removesuffix("\n")


def write(root: Path, path: str, text: str) -> bytes:
    """Put a file there as the store would, and give its bytes."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return text.encode()


def new_repository(root: Path) -> Path:
    """A repository with one commit that holds tuiwork.toml, TASK ("one") and notes.txt."""
    root.mkdir(parents=True, exist_ok=True)
    git(root, "init", "--quiet", "--initial-branch=main")
    write(root, "tuiwork.toml", "format = 1\n")
    write(root, TASK, "one\n")
    write(root, "notes.txt", "mine\n")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "Begin")
    return root


def hook(root: Path, name: str, script: str) -> None:
    """Install a hook of the user's."""
    file = root / ".git/hooks" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)


def head(root: Path) -> str:
    return git(root, "rev-parse", "HEAD")


def save(root: Path, files: Mapping[str, str | None]) -> dict[str, bytes | None]:
    """Change files on disk, as the store does before it asks for a commit."""
    for path, text in files.items():
        if text is None:
            (root / path).unlink()
        else:
            write(root, path, text)
    return {path: None if text is None else text.encode() for path, text in files.items()}


def keep(root: Path, files: Mapping[str, str | None], message: str = "Done") -> Recorded:
    done = record(root, save(root, files), message)
    assert done is not None
    return done


def new_workspace_below(whole: Path) -> Path:
    write(whole, f"plan/work/{TASK}", "one\n")
    git(whole, "add", ".")
    git(whole, "commit", "--quiet", "-m", "A workspace beside the code")
    return whole / "plan/work"
