"""The only place that starts git: a scrubbed environment, fixed options, a time limit, a capped
answer, and no word of git's that has not been redacted and made safe for a terminal."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tuiwork.dataclass import dataclass
from tuiwork.errors import TuiworkError
from tuiwork.store.lock import IN_HOOK
from tuiwork.sync.git.notes import end_note, leave_note
from tuiwork.sync.git.process import Overflow, Process, TimedOut
from tuiwork.text.clean import safe

ANSWER_LIMIT = 10 * 1024 * 1024
LOCAL_SECONDS = 60.0
NETWORK_SECONDS = 120.0
_SHOWN_LIMIT = 64 * 1024
_LAST_WORD = 129
"""The greatest exit code by which git ends of itself, and takes its locks away."""

_WRITING = frozenset(
    ("update-index", "fast-import", "update-ref", "commit", "fetch", "push", "checkout-index")
)

_KEPT = (
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_SYSTEM",
    "GIT_CONFIG_NOSYSTEM",
    "GIT_SSH",
    "GIT_SSH_COMMAND",
)
_KEPT_PREFIXES = ("GIT_AUTHOR_", "GIT_COMMITTER_", "GIT_SSL_")
_ALWAYS = {
    "LC_ALL": "C.UTF-8",
    "LANGUAGE": "",
    "GIT_ALLOW_PROTOCOL": "https:ssh:file",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PAGER": "cat",
    "GIT_EDITOR": ":",
    "GIT_SEQUENCE_EDITOR": ":",
    "GIT_MERGE_AUTOEDIT": "no",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_LFS_SKIP_SMUDGE": "1",
    IN_HOOK: "1",
}
_NO_PROMPTS = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ASKPASS": "false",
    "SSH_ASKPASS_REQUIRE": "never",
    "GCM_INTERACTIVE": "never",
    "TERM": "dumb",
}
_SETTINGS = (
    "core.fsync=committed,reference",
    "core.fsmonitor=false",
    "gc.auto=0",
    "maintenance.auto=false",
    "core.quotePath=false",
    "color.ui=false",
    "log.showSignature=false",
    "safe.bareRepository=explicit",
    "core.protectHFS=true",
    "core.protectNTFS=true",
    "submodule.recurse=false",
    "protocol.ext.allow=never",
)
_NETWORK_SETTINGS = ("http.lowSpeedLimit=1000", "http.lowSpeedTime=20")
_SSH_OPTIONS = "-o ConnectTimeout=10 -o ServerAliveInterval=5 -o ServerAliveCountMax=3"
_OTHER_SSH = r"(?i)(^|/)(tortoise)?(plink|putty)(\.exe)?$"

_SECRETS = (
    (r"(?i)(https?://)[^\s/'\"]*@", r"\1***@"),
    (r"(://[^\s/:@'\"]*):[^\s/'\"]*@", r"\1:***@"),
    (r"(?i)(authorization:\s*\w+)\s+\S+", r"\1 ***"),
    (r"(?i)((?:token|password|secret)=)[^\s&'\"]+", r"\1***"),
)


@dataclass(frozen=True, slots=True)
class Result:
    """What git answered: its exit code, its output as bytes, and its words made safe to show."""

    code: int
    out: bytes
    err: str


class GitFailed(TuiworkError):
    """Git ended with an error. `command` is what was asked, `err` all it said, safe to show."""

    code = "git-failed"

    def __init__(self, command: tuple[str, ...], status: int, err: str) -> None:
        self.command = tuple(map(redact, command))
        self.status = status
        self.err = err
        super().__init__(f"git {command[0] if command else ''} failed: {reason(err)}")

    @property
    def was_killed(self) -> bool:
        """Whether it did not come to an end of its own."""
        return not 0 <= self.status <= _LAST_WORD


class GitTimedOut(GitFailed):
    """Git did not answer within its time limit and was stopped."""

    code = "git-timed-out"


class Running:
    """A git that has been started; `wait` gives its Result. Two may run side by side."""

    __slots__ = ("_command", "_note", "_process")

    def __init__(self, command: tuple[str, ...], process: Process, note: Path | None) -> None:
        self._command = command
        self._process = process
        self._note = note

    def wait(self, check: bool = False) -> Result:
        """Its Result. Raises GitTimedOut, and GitFailed for a non-zero exit when asked to check."""
        died = True
        try:
            code, out, err = self._process.finish()
            died = not 0 <= code <= _LAST_WORD or b"unable to unlink" in err
        except TimedOut as late:
            said = f"no answer within {late.seconds:.0f} seconds"
            raise GitTimedOut(self._command, -1, said) from None
        except Overflow as flood:
            raise GitFailed(self._command, -1, f"its answer exceeds {flood.limit} bytes") from None
        finally:
            end_note(self._note, died=died)
        result = Result(code, out, _shown(err))
        if check and code:
            raise GitFailed(self._command, code, result.err)
        return result


def start(
    root: Path,
    *args: str,
    stdin: bytes | None = None,
    network: bool = False,
    env: Mapping[str, str] | None = None,
    timeout: float | None = None,
    foreground: bool = False,
    limit: int = ANSWER_LIMIT,
) -> Running:
    """Start `git *args` in root and return at once.

    `network` adds what a talk to a remote needs; `env` is laid over the environment;
    `foreground` lets git and ssh ask at the terminal, and sets no time limit of its own.
    Raises GitFailed when git itself cannot be started.
    """
    environment = _environment(foreground)
    if network:
        environment["GIT_SSH_COMMAND"] = _ssh_command(root, environment, foreground)
    environment.update(env or {})
    if timeout is None and not foreground:
        timeout = NETWORK_SECONDS if network else LOCAL_SECONDS
    argv = [_git(), "-C", str(root), *_options(network, foreground), *args]
    note = None if _WRITING.isdisjoint(args) else leave_note(root)
    try:
        process = Process(argv, environment, stdin, timeout, limit, own_session=not foreground)
    except (OSError, ValueError) as error:
        end_note(note, died=False)
        why = getattr(error, "strerror", None) or str(error)
        raise GitFailed(args, -1, _shown(f"it could not be started: {why}".encode())) from None
    return Running(args, process, note)


def run(
    root: Path,
    *args: str,
    stdin: bytes | None = None,
    network: bool = False,
    env: Mapping[str, str] | None = None,
    check: bool = True,
    timeout: float | None = None,
    foreground: bool = False,
    limit: int = ANSWER_LIMIT,
) -> Result:
    """Run `git *args` in root to its end. Raises GitFailed (unless not `check`) or GitTimedOut."""
    running = start(
        root,
        *args,
        stdin=stdin,
        network=network,
        env=env,
        timeout=timeout,
        foreground=foreground,
        limit=limit,
    )
    return running.wait(check)


def redact(text: str) -> str:
    """The text without passwords and tokens: in URLs, in authorization headers, in parameters."""
    for pattern, replacement in _SECRETS:
        text = re.sub(pattern, replacement, text)
    return text


def reason(err: str) -> str:
    """The one line of git's words that says why."""
    lines = [line.strip() for line in err.splitlines() if line.strip()]
    for line in lines:
        for mark in ("fatal: ", "error: ", "ERROR: "):
            if line.startswith(mark):
                return line.removeprefix(mark)
    return lines[-1] if lines else "it gave no reason"


def _shown(raw: bytes) -> str:
    if len(raw) > _SHOWN_LIMIT:
        # Cut at a line, so that no half of a URL is left that redact would not know.
        raw = raw[-_SHOWN_LIMIT:].partition(b"\n")[2]
    if not raw:
        return ""
    return safe(redact(raw.decode("utf-8", "surrogateescape")), multiline=True)


def _environment(foreground: bool) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name in _KEPT or name.startswith(_KEPT_PREFIXES)
    }
    kept.update(_ALWAYS)
    if foreground:
        if "GIT_ASKPASS" in os.environ:
            kept["GIT_ASKPASS"] = os.environ["GIT_ASKPASS"]
        return kept
    kept.update(_NO_PROMPTS)
    kept.pop("GPG_TTY", None)
    return kept


def _options(network: bool, foreground: bool) -> list[str]:
    settings = [*_SETTINGS, *(_NETWORK_SETTINGS if network else ())]
    if not foreground:
        settings.append("credential.interactive=false")
    return ["--literal-pathspecs", *(part for each in settings for part in ("-c", each))]


def _ssh_command(root: Path, environment: Mapping[str, str], foreground: bool) -> str:
    """The ssh command in force, with options after it: the user's own command is never replaced."""
    from shlex import quote

    asked = start(root, "config", "-z", "--get-regexp", r"^(core\.sshcommand|ssh\.variant)$")
    found = asked.wait().out.decode("utf-8", "surrogateescape")
    configured = dict(each.split("\n", 1) for each in found.split("\0") if "\n" in each)
    command = environment.get("GIT_SSH_COMMAND") or configured.get("core.sshcommand")
    if not command:
        command = quote(environment["GIT_SSH"]) if environment.get("GIT_SSH") else "ssh"
    if configured.get("ssh.variant", "auto") not in ("auto", "ssh") or _is_other_ssh(command):
        return command
    prompts = "" if foreground else "-o BatchMode=yes "
    return f"{command} {prompts}{_SSH_OPTIONS}"


def _is_other_ssh(command: str) -> bool:
    from shlex import split

    try:
        return re.search(_OTHER_SSH, split(command)[0]) is not None
    except (ValueError, IndexError):
        return False


@cache
def _git() -> str:
    """Where git is, as an absolute path: nothing named git in the current folder is ever run."""
    for folder in os.get_exec_path():
        candidate = os.path.join(folder, "git")
        if os.path.isabs(candidate) and os.access(candidate, os.X_OK):
            return candidate
    raise TuiworkError("git is not installed, or not on the PATH; tuiwork needs git 2.39 or newer")
