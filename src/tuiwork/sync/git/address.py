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
_CONTROL = re.compile(r"[\x00-\x1f\x7f]|%0[0ad]", re.IGNORECASE)


def checked_address(address: str) -> str:
    """The address as it is, if it is https, ssh, user@host:path, file:/// or a path.

    Raises Refused otherwise. The address is not repeated: it may hold a password.
    """
    plain = len(address) <= LENGTH_LIMIT and not _CONTROL.search(address)
    if plain and any(re.fullmatch(form, address) for form in _FORMS):
        return address
    if address.lower().startswith(("http://", "git://")):
        raise Refused("this address is not encrypted; use one with https:// or ssh://")
    raise Refused(
        "this is no address tuiwork gives to git; it takes https://host/path, "
        "ssh://host/path, user@host:path, file:///path or a folder"
    )


def is_folder(address: str) -> bool:
    """Whether an address that was checked names a folder on this machine."""
    return ":" not in address
