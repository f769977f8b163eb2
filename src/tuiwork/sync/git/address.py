"""Which addresses of repositories git may be given: a short list of forms, checked before git."""

from __future__ import annotations

import re

from tuiwork.errors import Refused

LENGTH_LIMIT = 2048

_USER = r"(?:[A-Za-z0-9_][^\s@/:]*(?::[^\s@/]*)?@)?"
_HOST = r"(?:[A-Za-z0-9][A-Za-z0-9._-]*|\[[0-9A-Fa-f:.]+\])"
_FORMS = (
    rf"https://{_USER}{_HOST}(?::\d{{1,5}})?/\S+",
    rf"ssh://{_USER}{_HOST}(?::\d{{1,5}})?/[^\s-]\S*",
    r"file:///.+",
    rf"(?:[A-Za-z0-9_][A-Za-z0-9_.+-]*@)?{_HOST}:(?!:|//)[^\s:-]\S*",
    r"(?:/|\./|\.\./)[^:]*",
    r"[^:-][^:]*",
)
_PLAIN = rf"http://{_USER}{_HOST}(?::\d{{1,5}})?/\S+"
_LOOPBACK = rf"http://{_USER}(?:localhost|127(?:\.\d{{1,3}}){{3}}|\[::1\])(?::\d{{1,5}})?/\S+"
_CONTROL = re.compile(r"[\x00-\x1f\x7f]|%0[0ad]", re.IGNORECASE)


def checked_address(address: str, *, plain_http: bool = False) -> str:
    """The address as it is, if it is https, ssh, user@host:path, file:/// or a path; http only
    on this machine, or where `plain_http` allows it.

    Raises Refused otherwise. The address is not repeated: it may hold a password.
    """
    forms = (*_FORMS, _LOOPBACK, *((_PLAIN,) if plain_http else ()))
    plain = len(address) <= LENGTH_LIMIT and not _CONTROL.search(address)
    if plain and any(re.fullmatch(form, address) for form in forms):
        return address
    if is_plain(address):
        raise Refused("this address is not encrypted; use one with https:// or ssh://")
    raise Refused(
        "this is no address tuiwork gives to git; it takes https://host/path, "
        "ssh://host/path, user@host:path, file:///path or a folder"
    )


def is_plain(address: str) -> bool:
    """Whether what goes to this address could be read on its way."""
    return address.lower().startswith(("http://", "git://"))


def protocols(address: str) -> dict[str, str]:
    """What a git that talks to an address that was checked needs in its environment for it."""
    return {"GIT_ALLOW_PROTOCOL": "https:ssh:file:http"} if is_plain(address) else {}


def is_folder(address: str) -> bool:
    """Whether an address that was checked names a folder on this machine."""
    return ":" not in address
