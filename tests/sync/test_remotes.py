"""Remotes for real: over a file, ssh and http, with a login that fails, hangs and succeeds."""

from __future__ import annotations

import fcntl
import os
import pty
import shlex
import subprocess
import sys
import termios
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from types import SimpleNamespace

import pytest

from tests.cli.conftest import Answer
from tests.sync.playground import git
from tests.sync.servers import (
    HOST,
    PASSWORD,
    USER,
    HttpServer,
    SilentServer,
    SshServer,
    http_server,
    silent_server,
    ssh_server,
)
from tests.sync.team import CALL, ROOF, Clone, Team, hold_equal
from tuiwork.cli.run import run
from tuiwork.errors import SyncStopped
from tuiwork.session import Session
from tuiwork.sync.create import clone_repository
from tuiwork.sync.git import process
from tuiwork.sync.git.process import Process

WAYS = ("file", "ssh", "http")
CANARY = "hunter2-canary"


@pytest.fixture(scope="module")
def _sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SshServer]:
    with ssh_server(tmp_path_factory.mktemp("sshd")) as server:
        yield server


@pytest.fixture
def ssh(_sshd: SshServer, monkeypatch: pytest.MonkeyPatch) -> SshServer:
    """An sshd that lets the person in who runs the test."""
    monkeypatch.setenv("GIT_SSH_COMMAND", _sshd.command())
    return _sshd


@pytest.fixture
def http(team: Team) -> Iterator[HttpServer]:
    """A web server over the team's remote."""
    with http_server(team.folder) as server:
        yield server


@pytest.fixture
def silent() -> Iterator[SilentServer]:
    with silent_server() as server:
        yield server


Go = Callable[[Clone, str], None]


@pytest.fixture
def go(team: Team, request: pytest.FixtureRequest) -> Go:
    """Makes a clone talk to the team's remote another way."""

    def set_address(clone: Clone, way: str) -> None:
        git(clone.root, "remote", "set-url", "origin", address(team, way, request))

    return set_address


def address(team: Team, way: str, request: pytest.FixtureRequest) -> str:
    if way == "file":
        return f"file://{team.remote}"
    server: SshServer | HttpServer = request.getfixturevalue(way)
    return server.address(team.remote)


@pytest.mark.parametrize("way", WAYS)
def test_two_clones_come_to_the_same(team: Team, sara: Clone, ali: Clone, go: Go, way: str) -> None:
    go(sara, way)
    go(ali, way)
    sara.edit(ROOF, "todo", "doing")
    ali.edit(CALL, "todo", "done")
    assert (sara.sync().state, ali.sync().state, sara.sync().state) == (
        "published",
        "published",
        "received",
    )
    assert team.tip == ali.head
    assert hold_equal(sara, ali)


@pytest.mark.parametrize("way", WAYS)
def test_a_workspace_is_cloned_and_synced_by_command(
    team: Team, tmp_path: Path, request: pytest.FixtureRequest, tuiwork_in: Call, way: str
) -> None:
    cloned = tuiwork_in(tmp_path, "clone", address(team, way, request), "mine")
    assert (cloned.code, cloned.out) == (0, f"cloned into {tmp_path / 'mine'}\n")
    done = tuiwork_in(tmp_path / "mine", "done", "k7f3qd2m")
    assert done.code == 0, done.err
    synced = tuiwork_in(tmp_path / "mine", "sync")
    assert (synced.code, synced.out) == (0, "sent 1 change\n")
    assert 'status = "done"' in git(team.remote, "show", f"main:{ROOF}")


Call = Callable[..., Answer]


@pytest.fixture
def tuiwork_in(capsys: pytest.CaptureFixture[str]) -> Call:
    """Runs a command line in a folder; nobody sits at a terminal."""

    def call(folder: Path, *words: str) -> Answer:
        capsys.readouterr()
        code = run(["-C", str(folder), *words])
        return Answer(code, *capsys.readouterr())

    return call


def test_much_is_sent_in_pieces_and_what_is_asked_is_packed(
    sara: Clone, ali: Clone, http: HttpServer, go: Go
) -> None:
    go(sara, "http")
    go(ali, "http")
    git(sara.root, "config", "http.postBuffer", "65536")
    git(ali.root, "config", "protocol.version", "0")  # only then git packs what it asks
    sara.change({"photo.txt": os.urandom(200_000).hex()})
    git(ali.root, "fast-import", "--quiet", stdin=_many_commits(80))
    assert (sara.sync().sent, ali.sync().sent) == (1, 80)
    assert http.encodings == {"chunked", "gzip"}


def _many_commits(count: int) -> str:
    """What makes fast-import write that many empty commits on the branch."""
    who = "committer Ali <ali@nordvik.example> 4000000000 +0000"
    first = f"commit refs/heads/main\n{who}\ndata 0\nfrom refs/heads/main^0\n"
    return first + f"commit refs/heads/main\n{who}\ndata 0\n" * (count - 1)


# ssh


def test_a_key_that_is_not_taken_names_the_cure(
    sara: Clone, ssh: SshServer, go: Go, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_SSH_COMMAND", ssh.command("stranger"))
    go(sara, "ssh")
    stop = sara.stopped()
    assert stop.state == "auth"
    assert "Permission denied (publickey); load your key with `ssh-add`" in stop.message


def test_a_host_that_is_not_known_is_not_trusted_silently(
    sara: Clone, ssh: SshServer, go: Go, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_SSH_COMMAND", ssh.command(known=False))
    go(sara, "ssh")
    stop = sara.stopped()
    assert stop.state == "auth"
    assert "Host key verification failed; run `git fetch origin` once" in stop.message
    assert not (ssh.folder / "known_by_nobody").exists()


def test_a_host_whose_key_has_changed_is_not_trusted(
    sara: Clone, ssh: SshServer, go: Go, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = (ssh.folder / "stranger.pub").read_text()
    known = tmp_path / "known"
    known.write_text(f"[{HOST}]:{ssh.port} {other}")
    command = ssh.command().replace(str(ssh.folder / "known_hosts"), str(known))
    monkeypatch.setenv("GIT_SSH_COMMAND", command)
    go(sara, "ssh")
    stop = sara.stopped()
    assert stop.state == "auth"
    assert "IDENTIFICATION HAS CHANGED; ask who runs it" in stop.message


def test_a_repository_that_is_not_there_is_told_by_its_address(
    sara: Clone, ssh: SshServer, tmp_path: Path
) -> None:
    git(sara.root, "remote", "set-url", "origin", ssh.address(tmp_path / "nowhere.git"))
    stop = sara.stopped()
    assert stop.state == "offline"
    assert "does not appear to be a git repository; check its address" in stop.message


# Time limits


def _let_time_pass(monkeypatch: pytest.MonkeyPatch, reached: Event) -> list[int]:
    """From when a server is reached, time limits are over; gives the ids of what was started."""

    def monotonic() -> float:
        return time.monotonic() + (100_000 if reached.is_set() else 0)

    clock = SimpleNamespace(monotonic=monotonic, sleep=time.sleep)
    monkeypatch.setattr(process, "time", clock)
    started: list[int] = []
    original = Process._spawn

    def spawn(self: Process, argv: list[str], env: dict[str, str]) -> tuple[int, int, int]:
        ends = original(self, argv, env)
        started.append(self.pid)
        return ends

    monkeypatch.setattr(Process, "_spawn", spawn)
    return started


def _are_gone(groups: list[int]) -> bool:
    """Whether these process groups end, at the latest in a few seconds."""
    end = time.monotonic() + 5
    while time.monotonic() < end:
        if not any(group in groups for group in _living_groups()):
            return True
    return False


def _living_groups() -> Iterator[int]:
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, group = stat.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if state != "Z":
            yield int(group)


@pytest.mark.parametrize("mode", ["hang", "half", "helper"])
def test_a_web_server_that_falls_silent_is_left(
    sara: Clone, ali: Clone, http: HttpServer, go: Go, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    ali.edit(ROOF, "todo", "doing")
    ali.sync()
    go(sara, "http")
    reached = http.reached
    if mode == "helper":
        http.mode = "closed"
        git(sara.root, "config", "credential.helper", "!exec sleep 1000 #")
    else:
        http.mode = mode
    if mode == "half":
        reached = http.halfway
    started = _let_time_pass(monkeypatch, reached)
    stop = sara.stopped()
    assert stop.state == "offline"
    assert "origin did not answer in time; sync again later" in stop.message
    assert _are_gone(started)
    assert sara.is_clean


def test_an_ssh_server_that_says_nothing_is_left(
    sara: Clone, silent: SilentServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(sara.root, "remote", "set-url", "origin", f"ssh://{HOST}:{silent.port}/work.git")
    started = _let_time_pass(monkeypatch, silent.reached)
    stop = sara.stopped()
    assert stop.state == "offline"
    assert "did not answer in time" in stop.message
    assert _are_gone(started)


def test_a_clone_that_hangs_leaves_nothing(
    team: Team, tmp_path: Path, http: HttpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    http.mode = "half"
    started = _let_time_pass(monkeypatch, http.halfway)
    with pytest.raises(SyncStopped, match="did not answer in time"):
        clone_repository(http.address(team.remote), tmp_path / "mine")
    assert not (tmp_path / "mine").exists()
    assert _are_gone(started)


# http


@pytest.mark.parametrize(
    ("mode", "state", "words"),
    [
        ("closed", "auth", "log in once with `git fetch origin` in a terminal"),
        ("forbidden", "auth", "403; check its address, or ask its owner for access"),
        ("error", "offline", "500; sync again when it answers"),
        ("drop", "offline", "sync again when it answers"),
    ],
)
def test_a_web_server_that_turns_us_away_is_told_with_what_to_do(
    sara: Clone, http: HttpServer, go: Go, mode: str, state: str, words: str
) -> None:
    go(sara, "http")
    http.mode = mode
    sara.edit(ROOF, "todo", "doing")
    stop = sara.stopped()
    assert (stop.state, words in stop.message) == (state, True), stop.message
    assert stop.message.endswith("; your work is kept here")
    http.mode = "open"
    assert sara.sync().state == "published"


def test_who_may_only_read_receives_and_is_told_so(
    sara: Clone, ali: Clone, http: HttpServer, go: Go
) -> None:
    ali.edit(ROOF, "todo", "doing")
    ali.sync()
    go(sara, "http")
    http.mode = "no-push"
    sara.edit(CALL, "todo", "done")
    stop = sara.stopped()
    assert (stop.state, stop.paths) == ("auth", (ROOF,))
    assert "nothing" not in stop.message
    assert "ask its owner for access" in stop.message


def test_a_login_in_the_address_lets_in(sara: Clone, team: Team, http: HttpServer) -> None:
    http.mode = "password"
    login = f"{USER}:{PASSWORD}"
    git(sara.root, "remote", "set-url", "origin", http.address(team.remote, login))
    sara.edit(ROOF, "todo", "doing")
    assert sara.sync().state == "published"


def test_a_credential_helper_lets_in(sara: Clone, http: HttpServer, go: Go) -> None:
    http.mode = "password"
    helper = f"!printf 'username={USER}\\npassword={PASSWORD}\\n' #"
    git(sara.root, "config", "credential.helper", helper)
    go(sara, "http")
    sara.edit(ROOF, "todo", "doing")
    assert sara.sync().state == "published"


def test_a_redirect_is_followed_and_the_password_is_not(
    sara: Clone, team: Team, http: HttpServer
) -> None:
    login = f"{USER}:{PASSWORD}"
    with http_server(team.folder) as other:
        http.mode, http.target = "redirect", f"http://localhost:{other.port}"
        git(sara.root, "remote", "set-url", "origin", http.address(team.remote, login))
        sara.edit(ROOF, "todo", "doing")
        assert sara.sync().state == "published"
        assert other.logins == {""}


def test_plain_http_to_others_must_be_asked_for(sara: Clone) -> None:
    git(sara.root, "remote", "set-url", "origin", "http://git.invalid/work")
    stop = sara.stopped()
    assert stop.state == "refused"
    assert "allow it with `git config remote.origin.tuiworkPlainHttp true`" in stop.message
    git(sara.root, "config", "remote.origin.tuiworkPlainHttp", "yes")
    assert sara.stopped().state == "offline"


def test_an_address_rewritten_by_a_setting_is_no_way_around(sara: Clone) -> None:
    git(sara.root, "config", "url.http://git.invalid/.insteadOf", "https://git.example/")
    git(sara.root, "remote", "set-url", "origin", "https://git.example/work")
    stop = sara.stopped()
    assert stop.state == "refused"
    assert "transport 'http' not allowed; give it an address that begins with" in stop.message


# Passwords


@pytest.mark.parametrize("mode", ["closed", "forbidden", "error", "drop", "redirect"])
def test_a_password_in_the_address_is_shown_nowhere(
    sara: Clone, team: Team, http: HttpServer, tuiwork_in: Call, tmp_path: Path, mode: str
) -> None:
    http.mode = mode
    http.target = f"http://other:{CANARY}@{HOST}:1"
    url = http.address(team.remote, f"sara:{CANARY}")
    git(sara.root, "remote", "set-url", "origin", url)
    for words in (["sync"], ["sync", "--json"], ["status"], ["status", "--json"]):
        answer = tuiwork_in(sara.root, *words)
        assert answer.code == (4 if words[0] == "sync" else 0)
        assert CANARY not in answer.out + answer.err
    for words in (["clone", url, "mine"], ["clone", url, "mine", "--json"]):
        answer = tuiwork_in(tmp_path, *words)
        assert answer.code == 4
        assert CANARY not in answer.out + answer.err
    assert mode != "closed" or f"sara:{CANARY}" in http.logins
    with pytest.raises(SyncStopped) as caught:
        Session(sara.root).sync()
    told = "".join(traceback.format_exception(caught.value))
    assert CANARY not in told + repr(caught.value) + repr(caught.value.__cause__)
    assert CANARY not in repr(vars(caught.value.__cause__))
    kept = {file for file in (sara.root / ".git").rglob("*") if file.is_file()}
    leaks = {file.name for file in kept if CANARY.encode() in file.read_bytes()}
    assert leaks == {"config"}


# At a terminal


_PROGRAM = """
import pathlib, sys
from tuiwork.errors import SyncStopped
from tuiwork.session import Session
try:
    print(Session(pathlib.Path(sys.argv[1])).sync(foreground=sys.argv[2] == "yes").state)
except SyncStopped as stop:
    print(stop.state)
"""


def _at_a_terminal(clone: Clone, answers: list[tuple[bytes, str]]) -> tuple[str, bytes]:
    """Sync in a program that has a terminal, where answers are typed when they are asked for;
    gives how it ended and all that the terminal showed."""
    ours, theirs = pty.openpty()

    def take_the_terminal() -> None:
        fcntl.ioctl(theirs, termios.TIOCSCTTY, 0)

    running = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, clone.root, "yes" if answers else "no"],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=theirs,
        text=True,
        start_new_session=True,
        preexec_fn=take_the_terminal,
    )
    os.close(theirs)
    shown = b""
    with open(ours, "r+b", buffering=0) as terminal:
        try:
            while chunk := terminal.read(4096):
                shown += chunk
                if answers and answers[0][0] in shown:
                    terminal.write(answers.pop(0)[1].encode() + b"\n")
        except OSError:  # how a terminal says that nobody has it open any more
            pass
    state, _ = running.communicate()
    return state.strip(), shown


def test_in_the_background_nothing_is_asked_though_there_is_a_terminal(
    sara: Clone, http: HttpServer, ssh: SshServer, go: Go, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = sara.root.parent / "asked"
    program = sara.root.parent / "askpass"
    program.write_text(f"#!/bin/sh\ntouch {shlex.quote(str(asked))}\necho no\n")
    program.chmod(0o755)
    for variable in ("GIT_ASKPASS", "SSH_ASKPASS"):
        monkeypatch.setenv(variable, str(program))
    monkeypatch.setenv("SSH_ASKPASS_REQUIRE", "force")
    git(sara.root, "config", "core.askPass", str(program))
    http.mode = "closed"
    go(sara, "http")
    assert _at_a_terminal(sara, []) == ("auth", b"")
    monkeypatch.setenv("GIT_SSH_COMMAND", ssh.command(known=False))
    go(sara, "ssh")
    assert _at_a_terminal(sara, []) == ("auth", b"")
    assert not asked.exists()


def test_in_the_foreground_git_asks_and_the_answer_lets_in(
    sara: Clone, http: HttpServer, go: Go
) -> None:
    http.mode = "password"
    go(sara, "http")
    sara.edit(ROOF, "todo", "doing")
    helper = "cache --socket " + str(sara.root.parent / "remembered/socket")
    git(sara.root, "config", "credential.helper", helper)
    answers = [(b"Username", USER), (b"Password", PASSWORD)]
    try:
        assert _at_a_terminal(sara, answers)[0] == "published"
        assert PASSWORD in str(http.logins)
    finally:
        git(sara.root, "credential-cache", "--socket", helper.split()[-1], "exit")
