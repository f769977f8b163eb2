from __future__ import annotations

import pytest

from tuiwork.errors import Refused
from tuiwork.sync.git.address import checked_address, is_folder, protocols

GOOD = [
    "https://git.example/team/work.git",
    "https://sara:token@git.example:8443/work",
    "https://[2001:db8::1]/work",
    "ssh://git@git.example:22/~sara/work.git",
    "ssh://git.example/work",
    "git@git.example:team/work.git",
    "git.example:work",
    "http://127.0.0.1:8080/work",
    "http://sara:token@localhost/work",
    "http://[::1]:8080/work",
    "file:///srv/git/work with space.git",
    "/srv/git/work.git",
    "../work",
    "./-odd",
    "work copy",
]

BAD = [
    "",
    "ext::sh -c touch% marker",
    "fd::17",
    "transport::address",
    "--upload-pack=touch marker",
    "-u",
    "ssh://-oProxyCommand=touch marker/x",
    "ssh://-oProxyCommand=touch%20marker/x",
    "ssh://git@-oProxyCommand=x/y",
    "ssh://-x@host/y",
    "-oProxyCommand=x:y",
    "git@-oProxyCommand=x:y",
    "host:-oUpload",
    "ssh://host/-x",
    "http://git.example/work",
    "http://127.0.0.1.git.example/work",
    "http://localhost@git.example/work",
    "http://localhost:80@git.example/work",
    "http://localhost?@git.example/work",
    "git://git.example/work",
    "ftp://git.example/work",
    "javascript:alert(1)//x y",
    "file://host/work",
    "https://",
    "https:///work",
    "https://git.example",
    "https://git.example/work\nhost=evil",
    "https://git.example/work%0ahost=evil",
    "https://git.example/work%0Dx",
    "/srv/\x1b[2Jwork",
    "git@host:a\tb",
    "/srv/a:b",
    "https://host/" + "x" * 3000,
]


@pytest.mark.parametrize("address", GOOD)
def test_the_usual_forms_are_taken_as_they_are(address: str) -> None:
    assert checked_address(address) == address


@pytest.mark.parametrize("address", BAD)
def test_everything_else_is_refused(address: str) -> None:
    with pytest.raises(Refused):
        checked_address(address)


def test_what_is_not_encrypted_may_be_allowed_and_then_only_http() -> None:
    address = "http://git.example/work"
    assert checked_address(address, plain_http=True) == address
    for other in ("git://git.example/work", "ext::sh -c x", "http://-x/y", "http://git.example"):
        with pytest.raises(Refused):
            checked_address(other, plain_http=True)


def test_git_is_allowed_http_only_where_the_address_is() -> None:
    assert "http" in protocols("http://localhost/work")["GIT_ALLOW_PROTOCOL"].split(":")
    assert protocols("https://git.example/work") == {}


def test_a_refusal_repeats_no_password() -> None:
    with pytest.raises(Refused) as caught:
        checked_address("http://sara:canary@git.example/work")
    assert caught.value.message.startswith("this address is not encrypted")
    assert "canary" not in caught.value.message


def test_a_folder_is_told_from_a_host() -> None:
    assert [is_folder(address) for address in ("../work", "git.example:work")] == [True, False]
