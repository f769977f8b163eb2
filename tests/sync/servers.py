"""Servers for the tests of remotes, on loopback and gone with the test: an sshd with keys of its
own, and a web server that serves git's smart http, or misbehaves on request."""

from __future__ import annotations

import base64
import getpass
import gzip
import os
import shlex
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlsplit

import pytest

HOST = "127.0.0.1"
USER, PASSWORD = "sara", "right-canary"
_TRIES = 5


def must_have(*programs: str) -> None:
    """Skip a test where these programs are missing; in CI they may not be."""
    missing = [name for name in programs if _where(name) is None]
    if missing and os.environ.get("CI"):
        pytest.fail(f"{', '.join(missing)} must be installed in CI; .ci/run does it")
    if missing:
        pytest.skip(f"needs {', '.join(missing)}")


def _where(program: str) -> str | None:
    return shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin:/usr/lib/git-core")


# ssh


@dataclass(frozen=True)
class SshServer:
    """A running sshd; `folder` holds its keys and those of the one person who may enter."""

    folder: Path
    port: int

    def address(self, repository: Path) -> str:
        return f"ssh://{getpass.getuser()}@{HOST}:{self.port}{repository}"

    def command(self, key: str = "person", known: bool = True) -> str:
        """The ssh that a person with this key uses, who knows the server or does not."""
        hosts = "known_hosts" if known else "known_by_nobody"
        options = {
            "IdentityFile": self.folder / key,
            "IdentitiesOnly": "yes",
            "IdentityAgent": "none",
            "UserKnownHostsFile": self.folder / hosts,
            "GlobalKnownHostsFile": os.devnull,
        }
        words = " ".join(shlex.quote(f"-o{name}={value}") for name, value in options.items())
        return f"ssh -F {os.devnull} {words}"


@contextmanager
def ssh_server(folder: Path) -> Iterator[SshServer]:
    """An sshd that lets in whoever has the key `person` and nobody who has `stranger`."""
    must_have("sshd", "ssh", "ssh-keygen")
    for key in ("host", "person", "stranger"):
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", key, "-f", folder / key],
            check=True,
        )
    shutil.copy(folder / "person.pub", folder / "authorized")
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    process, port = _start_sshd(folder)
    host = (folder / "host.pub").read_text()
    (folder / "known_hosts").write_text(f"[{HOST}]:{port} {host}")
    try:
        yield SshServer(folder, port)
    finally:
        process.terminate()
        process.communicate()


def _start_sshd(folder: Path) -> tuple[subprocess.Popen[str], int]:
    settings = folder / "sshd_config"
    for _ in range(_TRIES):
        with socket.create_server((HOST, 0)) as free:
            port: int = free.getsockname()[1]
        settings.write_text(
            f"ListenAddress {HOST}:{port}\n"
            f"HostKey {folder / 'host'}\n"
            f"AuthorizedKeysFile {folder / 'authorized'}\n"
            "PidFile none\nStrictModes no\nUsePAM no\nPermitRootLogin yes\n"
            "PasswordAuthentication no\nKbdInteractiveAuthentication no\nMaxStartups 100\n"
        )
        process = subprocess.Popen(
            [str(_where("sshd")), "-D", "-e", "-f", settings], stderr=subprocess.PIPE, text=True
        )
        assert process.stderr is not None
        said = []
        for line in process.stderr:
            if "Server listening" in line:
                return process, port
            said.append(line)
        process.communicate()
    raise RuntimeError(f"sshd does not start: {''.join(said)}")


@dataclass(frozen=True)
class SilentServer:
    """A port that takes every connection and never says a word."""

    port: int
    reached: Event = field(default_factory=Event)


@contextmanager
def silent_server() -> Iterator[SilentServer]:
    """A port that takes every connection and never says a word."""
    with socket.create_server((HOST, 0)) as listener:
        silent = SilentServer(listener.getsockname()[1])
        taken: list[socket.socket] = []

        def take() -> None:
            with suppress(OSError):
                while True:
                    taken.append(listener.accept()[0])
                    silent.reached.set()

        taking = Thread(target=take)
        taking.start()
        try:
            yield silent
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            taking.join()
            for connection in taken:
                connection.close()


# http


@dataclass
class HttpServer:
    """A running web server over the repositories in a folder; `mode` says how it behaves.

    "open", "password", "closed" (401 for ever), "forbidden", "hang", "half" (of a pack, then
    silence), "error", "redirect" (to `target`), "drop" (the connection), "no-push".
    """

    folder: Path
    port: int = 0
    mode: str = "open"
    target: str = ""
    asked: list[str] = field(default_factory=list)
    logins: set[str] = field(default_factory=set)
    encodings: set[str] = field(default_factory=set)
    over: Event = field(default_factory=Event)
    reached: Event = field(default_factory=Event)
    halfway: Event = field(default_factory=Event)

    def address(self, repository: Path, login: str = "") -> str:
        at = f"{login}@" if login else ""
        return f"http://{at}{HOST}:{self.port}/{repository.relative_to(self.folder)}"


@contextmanager
def http_server(folder: Path) -> Iterator[HttpServer]:
    """A web server that hands what git asks to `git http-backend`."""
    must_have("git-http-backend")
    state = HttpServer(folder)

    class Handler(_Handler):
        server_state = state

    server = ThreadingHTTPServer((HOST, 0), Handler)
    state.port = server.server_port
    serving = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    serving.start()
    try:
        yield state
    finally:
        state.over.set()
        server.shutdown()
        server.server_close()
        serving.join()


class _Handler(BaseHTTPRequestHandler):
    """One request, answered in the server's mode."""

    protocol_version = "HTTP/1.1"
    server_state: HttpServer

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep quiet."""

    def _answer(self) -> None:
        state = self.server_state
        state.asked.append(f"{self.command} {self.path}")
        state.logins.add(self._login())
        state.reached.set()
        body = self._body()
        match state.mode:
            case "hang":
                state.over.wait()
                self.close_connection = True
            case "drop":
                self.connection.shutdown(socket.SHUT_RDWR)
                self.close_connection = True
            case "error":
                self._say(500)
            case "forbidden":
                self._say(403)
            case "redirect":
                self._say(302, Location=state.target + self.path)
            case "closed" | "password" if not self._is_let_in():
                self._say(401, **{"WWW-Authenticate": 'Basic realm="team"'})
            case "no-push" if "receive-pack" in self.path:
                self._say(403)
            case _:
                self._serve(body)

    def _is_let_in(self) -> bool:
        return self.server_state.mode == "password" and self._login() == f"{USER}:{PASSWORD}"

    def _login(self) -> str:
        given = self.headers.get("Authorization", "").removeprefix("Basic ")
        return base64.b64decode(given).decode()

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "") == "chunked":
            self.server_state.encodings.add("chunked")
            body = b""
            while size := int(self.rfile.readline(), 16):
                body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
        else:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.headers.get("Content-Encoding") == "gzip":
            self.server_state.encodings.add("gzip")
            return gzip.decompress(body)
        return body

    def _say(self, code: int, **headers: str) -> None:
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _serve(self, body: bytes) -> None:
        state, asked = self.server_state, urlsplit(self.path)
        backend = subprocess.run(
            [str(_where("git-http-backend"))],
            input=body,
            stdout=subprocess.PIPE,
            check=True,
            env={
                **os.environ,
                "GIT_PROJECT_ROOT": str(state.folder),
                "GIT_HTTP_EXPORT_ALL": "1",
                "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
                "REQUEST_METHOD": self.command,
                "PATH_INFO": asked.path,
                "QUERY_STRING": asked.query,
                "CONTENT_TYPE": self.headers.get("Content-Type", ""),
                "CONTENT_LENGTH": str(len(body)),
                "REMOTE_USER": USER,
                "REMOTE_ADDR": HOST,
            },
        ).stdout
        head, _, content = backend.partition(b"\r\n\r\n")
        lines = [line.split(": ", 1) for line in head.decode().split("\r\n")]
        code = next((value.split()[0] for name, value in lines if name == "Status"), "200")
        self.send_response(int(code))
        for name, value in lines:
            if name != "Status":
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        with suppress(BrokenPipeError, ConnectionResetError):
            if state.mode == "half" and self.command == "POST":
                self.wfile.write(content[: len(content) // 2])
                self.wfile.flush()
                state.halfway.set()
                state.over.wait()
                self.close_connection = True
            else:
                self.wfile.write(content)
