from __future__ import annotations

import os
import shlex
from pathlib import Path

import pytest

from tests.sync.playground import git, new_repository
from tuiwork.sync.git import runner
from tuiwork.sync.git.runner import GitFailed, GitTimedOut, redact, run, start


def alias(root: Path, name: str, script: str) -> None:
    git(root, "config", f"alias.{name}", f"!{script}")


def environment_of_git(root: Path, **options: bool) -> dict[str, str]:
    alias(root, "surroundings", "env -0 #")
    lines = run(root, "surroundings", **options).out.decode().split("\0")  # type: ignore[arg-type]
    return dict(line.split("=", 1) for line in lines if line)


def test_an_answer_comes_as_bytes_with_its_exit_code(tmp_path: Path) -> None:
    root = new_repository(tmp_path)
    result = run(root, "ls-files", "-z", "notes.txt")
    assert (result.code, result.out, result.err) == (0, b"notes.txt\0", "")


def test_input_larger_than_a_pipe_passes_through(tmp_path: Path) -> None:
    root = new_repository(tmp_path)
    content = b"x" * 3_000_000
    oid = run(root, "hash-object", "-w", "--stdin", stdin=content).out.decode().strip()
    assert run(root, "cat-file", "blob", oid).out == content


def test_two_questions_run_side_by_side(tmp_path: Path) -> None:
    root = new_repository(tmp_path)
    alias(root, "meet", "cat $HOME/meeting #")
    meeting = Path(os.environ["HOME"]) / "meeting"
    os.mkfifo(meeting)
    try:
        alias(root, "greet", "echo hello >$HOME/meeting #")
        first, second = start(root, "meet"), start(root, "greet")
        assert (first.wait().out, second.wait().code) == (b"hello\n", 0)
    finally:
        meeting.unlink()


def test_a_failure_says_what_was_asked_and_why(tmp_path: Path) -> None:
    root = new_repository(tmp_path)
    with pytest.raises(GitFailed, match="git rev-parse failed: Needed a single revision") as caught:
        run(root, "rev-parse", "--verify", "nowhere")
    assert caught.value.command == ("rev-parse", "--verify", "nowhere")
    assert caught.value.status == 128


def test_a_failure_that_is_expected_does_not_raise(tmp_path: Path) -> None:
    assert run(new_repository(tmp_path), "rev-parse", "-q", "--verify", "x", check=False).code == 1


def test_a_command_that_takes_too_long_is_stopped_with_its_children(tmp_path: Path) -> None:
    root = new_repository(tmp_path)
    alias(root, "hang", "sleep 1000 & echo $! >child; wait #")
    with pytest.raises(GitTimedOut, match="no answer within 2 seconds"):
        run(root, "hang", timeout=2)
    child = int((root / "child").read_text())
    assert not Path(f"/proc/{child}").exists() or "Z" in Path(f"/proc/{child}/stat").read_text()


def test_a_daemon_that_keeps_the_pipes_is_not_waited_for(tmp_path: Path) -> None:
    root = new_repository(tmp_path)
    alias(root, "spawn", "sleep 1000 & echo $! >child; echo done #")
    result = run(root, "spawn", timeout=20)
    os.kill(int((root / "child").read_text()), 9)
    assert (result.code, result.out) == (0, b"done\n")


def test_an_answer_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    root = new_repository(tmp_path)
    alias(root, "flood", "yes #")
    with pytest.raises(GitFailed, match="its answer exceeds 1000 bytes"):
        run(root, "flood", limit=1000)


def test_an_inherited_repository_and_index_are_ignored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = new_repository(tmp_path / "ours"), new_repository(tmp_path / "theirs")
    monkeypatch.setenv("GIT_DIR", str(theirs / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(theirs / ".git/index"))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.pager")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "evil")
    found = run(ours, "rev-parse", "--absolute-git-dir").out.decode().strip()
    assert found == str(ours / ".git")
    assert run(ours, "config", "core.pager", check=False).out == b""


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("core.fsync", b"committed,reference\n"),
        ("gc.auto", b"0\n"),
        ("protocol.ext.allow", b"never\n"),
        ("core.protectNTFS", b"true\n"),
    ],
)
def test_what_must_hold_holds_whatever_the_user_set(
    tmp_path: Path, setting: str, value: bytes
) -> None:
    root = new_repository(tmp_path)
    git(root, "config", setting, "always")
    assert run(root, "config", "--get", setting).out == value


def test_a_path_is_never_a_pattern(tmp_path: Path) -> None:
    assert run(new_repository(tmp_path), "ls-files", "--", "*.txt", ":(top)").out == b""


def test_who_the_user_is_passes_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Ali")
    said = run(new_repository(tmp_path), "var", "GIT_AUTHOR_IDENT").out
    assert said.startswith(b"Ali <sara@nordvik.example>")


def test_nothing_is_asked_and_a_tuiwork_in_a_hook_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GPG_TTY", "/dev/pts/9")
    seen = environment_of_git(new_repository(tmp_path))
    assert seen["GIT_TERMINAL_PROMPT"] == "0"
    assert seen["GIT_ASKPASS"] == "false"
    assert seen["TUIWORK_IN_HOOK"] == "1"
    assert "GPG_TTY" not in seen


def test_in_the_foreground_git_may_ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GPG_TTY", "/dev/pts/9")
    monkeypatch.setenv("GIT_ASKPASS", "my-askpass")
    seen = environment_of_git(new_repository(tmp_path), foreground=True)
    assert "GIT_TERMINAL_PROMPT" not in seen
    assert (seen["GPG_TTY"], seen["GIT_ASKPASS"]) == ("/dev/pts/9", "my-askpass")


def test_git_in_the_background_has_no_terminal(tmp_path: Path) -> None:
    root = new_repository(tmp_path)
    alias(root, "session", "ps -o sid= -p $$ #")
    assert int(run(root, "session").out) != os.getsid(0)


@pytest.mark.parametrize(
    ("variable", "setting", "begins"),
    [
        (None, None, "ssh -o BatchMode=yes "),
        (None, "ssh -i 'my key'", "ssh -i 'my key' -o BatchMode=yes "),
        ("ssh -F own", "ssh -i other", "ssh -F own -o BatchMode=yes "),
    ],
)
def test_ssh_may_not_ask_but_stays_the_users_own(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    variable: str | None,
    setting: str | None,
    begins: str,
) -> None:
    root = new_repository(tmp_path)
    if variable:
        monkeypatch.setenv("GIT_SSH_COMMAND", variable)
    if setting:
        git(root, "config", "core.sshCommand", setting)
    seen = environment_of_git(root, network=True)["GIT_SSH_COMMAND"]
    assert seen.startswith(begins)
    assert seen.endswith("-o ConnectTimeout=10 -o ServerAliveInterval=5 -o ServerAliveCountMax=3")


def test_a_program_that_is_not_openssh_gets_no_options(tmp_path: Path) -> None:
    root = new_repository(tmp_path)
    git(root, "config", "core.sshCommand", "/opt/putty/plink -batch")
    assert environment_of_git(root, network=True)["GIT_SSH_COMMAND"] == "/opt/putty/plink -batch"


def test_the_ssh_command_is_looked_up_only_for_the_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "_ssh_command", lambda *_: pytest.fail("looked up"))
    assert run(new_repository(tmp_path), "version").code == 0


def test_a_program_named_git_in_the_workspace_is_never_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = new_repository(tmp_path)
    trap = root / "git"
    trap.write_text("#!/bin/sh\ntouch trapped\n")
    trap.chmod(0o755)
    runner._git.cache_clear()
    monkeypatch.chdir(root)
    monkeypatch.setenv("PATH", f".{os.pathsep}{os.environ['PATH']}")
    run(root, "version")
    runner._git.cache_clear()
    assert not (root / "trapped").exists()


def test_words_of_git_cannot_command_the_terminal(tmp_path: Path) -> None:
    root = new_repository(tmp_path)
    said = shlex.quote("remote: \x1b]52;c;RVZJTA==\x07 no")
    alias(root, "shout", f"printf %s {said} >&2; exit 1 #")
    with pytest.raises(GitFailed) as caught:
        run(root, "shout")
    assert caught.value.err == "remote: ␛]52;c;RVZJTA==␇ no"


def test_words_of_git_hold_no_password(tmp_path: Path) -> None:
    root = new_repository(tmp_path)
    with pytest.raises(GitFailed) as caught:
        run(root, "ls-remote", "https://sara:canary@127.0.0.1:1/x.git", network=True)
    assert "canary" not in caught.value.err + caught.value.message


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://sara:tok@host/x", "https://***@host/x"),
        ("fatal: 'https://ghp_tok@host/x'", "fatal: 'https://***@host/x'"),
        ("http://a:p@ss@proxy:8080", "http://***@proxy:8080"),
        ("ssh://sara:tok@host/x", "ssh://sara:***@host/x"),
        ("ssh://git@host/x and git@host:x", "ssh://git@host/x and git@host:x"),
        ("> Authorization: Basic dG9r", "> Authorization: Basic ***"),
        ("https://host/x?private_token=tok&a=b", "https://host/x?private_token=***&a=b"),
        ("nothing secret: a@b", "nothing secret: a@b"),
    ],
)
def test_redaction(text: str, shown: str) -> None:
    assert redact(text) == shown


def test_a_cut_never_leaves_half_an_address(tmp_path: Path) -> None:
    root = new_repository(tmp_path)
    line = "https://sara:" + "canary" * 20_000 + "@host/x"
    (root / "long").write_text(line + "\nfatal: no\n")
    alias(root, "long", "cat long >&2; exit 1 #")
    with pytest.raises(GitFailed, match="no") as caught:
        run(root, "long")
    assert "canary" not in caught.value.err
