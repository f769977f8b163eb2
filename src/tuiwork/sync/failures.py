"""Why a talk with a remote failed, told apart by git's words, and what a person can do about it."""

from __future__ import annotations

import re

from tuiwork.dataclass import dataclass
from tuiwork.errors import SyncStopped
from tuiwork.sync import outcome
from tuiwork.sync.git.runner import GitFailed, GitTimedOut, reason, redact

WORDS_LIMIT = 300

_GITS_OWN = ("To ", "error: failed to push some refs", "Done")
_REACH = "sync again when it answers"
_KINDS = (
    (
        outcome.REFUSED,
        r"fsck error|^error: object [0-9a-f]+: ",
        "git holds that for dangerous; ask who sent it to take it back",
    ),
    (
        outcome.REFUSED,
        r"transport '.*' not allowed",
        "give it an address that begins with https:// or ssh://",
    ),
    (
        outcome.AUTH,
        r"remote host identification has changed",
        "ask who runs it whether its key is new, and only then take the old one away "
        "with `ssh-keygen -R HOST`",
    ),
    (
        outcome.AUTH,
        r"host key verification failed",
        "run `{ask}` once in a terminal and compare the fingerprint that ssh shows",
    ),
    (
        outcome.AUTH,
        r"permission denied \(|no supported authentication|too many authentication failures",
        "load your key with `ssh-add`, or have your public key put there",
    ),
    (
        outcome.AUTH,
        r"permission to .* denied|access denied|requested url returned error: 403"
        r"|repository not found",
        "check its address, or ask its owner for access",
    ),
    (
        outcome.AUTH,
        r"authentication failed|could not read (username|password)|terminal prompts disabled"
        r"|invalid (username|credentials)|unable to get password|permission denied"
        r"|requested url returned error: 401|user interactivity has been disabled",
        "log in once with `{ask}` in a terminal; with a credential helper "
        "(`git config --global credential.helper cache`) git remembers it",
    ),
    (
        outcome.OFFLINE,
        r"does not appear to be a git repository|repository '.*' (does not exist|not found)"
        r"|no such file or directory|requested url returned error: (404|410)",
        "check its address",
    ),
    (
        outcome.OFFLINE,
        r"certificate",
        "git does not trust its certificate: ask who runs it",
    ),
    (
        outcome.OFFLINE,
        r"could not resolve|name or service not known|connection (refused|reset|timed out|closed)"
        r"|network is unreachable|no route to host|failed to connect|couldn't connect|timed out"
        r"|requested url returned error: 5\d\d|empty reply|operation too slow|broken pipe",
        _REACH,
    ),
    (
        outcome.OFFLINE,
        r"hung up unexpectedly|could not read from remote|early eof|rpc failed|transfer closed"
        r"|gnutls|ssl|unable to access",
        _REACH,
    ),
)


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk that may fail: with whom, for what, and the command in which git may ask a person.

    `kept` ends the sentence of a failure.
    """

    name: str
    verb: str
    ask: str
    kept: str


def stopped(failure: GitFailed, talk: Talk) -> SyncStopped:
    """The stop for a talk that failed: why, and what to do."""
    if isinstance(failure, GitTimedOut):
        cure = f"sync again later, or see with `{talk.ask}` where it waits"
        return _stop(outcome.OFFLINE, f"{talk.name} did not answer in time", cure, talk)
    for state, pattern, cure in _KINDS:
        found = re.search(pattern, failure.err, re.IGNORECASE | re.MULTILINE)
        if found:
            why = _line_at(failure.err, found.start())
            begin = _BEGINNINGS[state].format(name=talk.name, verb=talk.verb)
            return _stop(state, f"{begin}: {why}", cure.format(ask=talk.ask), talk)
    begin = _BEGINNINGS[outcome.REFUSED].format(name=talk.name, verb=talk.verb)
    return _stop(outcome.REFUSED, f"{begin}: {_short(reason(failure.err))}", "", talk)


_BEGINNINGS = {
    outcome.AUTH: "{name} did not let you in",
    outcome.OFFLINE: "{name} cannot be reached",
    outcome.REFUSED: "nothing could be {verb} {name}",
}


def refusal(name: str, summary: str, err: str) -> SyncStopped:
    """The stop for a push that the remote turned down: its summary, and the words of its rule."""
    from tuiwork.text.clean import safe

    lines = [line for line in err.splitlines() if line.startswith("remote:")]
    said = "; ".join(filter(None, (line.removeprefix("remote:").strip() for line in lines)))
    why = safe(redact(summary)).removeprefix("[remote rejected]").strip(" ()")
    reasons = f"{why}: {said[:WORDS_LIMIT]}" if said else why
    cure = "ask who made this rule, or sync again when it is met"
    sentence = f"{name} refused what was sent ({reasons}); {cure}; {outcome.KEPT}"
    return SyncStopped(outcome.REFUSED, sentence)


def hook_refusal(words: str) -> SyncStopped:
    """The stop for a push that the user's own hook turned down, with its words."""
    from tuiwork.text.clean import safe

    lines = (line.strip() for line in safe(redact(words), multiline=True).splitlines())
    said = "; ".join(line for line in lines if line and not line.startswith(_GITS_OWN))
    sentence = f"your pre-push hook refused: {_short(said) or 'it gave no reason'}"
    return SyncStopped(outcome.REFUSED, f"{sentence}; sync again when it agrees; {outcome.KEPT}")


def _stop(state: str, why: str, cure: str, talk: Talk) -> SyncStopped:
    return SyncStopped(state, "; ".join(filter(None, (why, cure, talk.kept))))


def _line_at(words: str, place: int) -> str:
    """The line that goes through a place, without git's marks."""
    line = words[words.rfind("\n", 0, place) + 1 :].partition("\n")[0].strip(" @")
    return _short(re.sub(r"^(remote|fatal|error|ERROR|WARNING): ", "", line))


def _short(words: str) -> str:
    return words[:WORDS_LIMIT].rstrip(".!")
