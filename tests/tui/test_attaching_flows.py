"""Attaching by keys: the path is completed, files are listed, O copies where they lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.harness import awaited
from tests.tui.test_work_flows import opened, select, shown, text_of, until
from tests.workspace import make_workspace
from tuiwork.tui import clipboard
from tuiwork.tui.attaching_verbs import complete_path, place_of
from tuiwork.verbs.attaching import Incoming, attach

FOLDER = "attachments/k7f3qd2m"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_workspace(tmp_path / "team")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    (folder / "roof photos").mkdir(parents=True)
    (folder / "roof photos" / "north.jpg").write_bytes(b"\xff\xd8photo")
    (folder / "quote.pdf").write_bytes(b"%PDF" * 500)
    (folder / ".hidden").write_text("x")
    return folder


def offered(path: str) -> list[str]:
    found = complete_path(path, len(path))
    return [one.value for one in found.offers] if found else []


def test_names_are_completed_folder_by_folder(files: Path) -> None:
    assert offered(f"{files}/") == ["quote.pdf", "roof photos/"]
    assert offered(f"{files}/QUO") == ["quote.pdf"]
    assert offered(f"{files}/.") == [".hidden"]
    assert offered(f"{files}/roof photos/n") == ["north.jpg"]
    assert offered(f"{files}/gone/x") == offered("") == []
    path = f"{files}/ro"
    found = complete_path(path, len(path))
    assert found is not None
    assert found.take(path, found.offers[0])[0] == f"{files}/roof photos/"


def test_a_path_may_be_quoted_and_begin_at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/sara")
    assert place_of(" '/tmp/a b' ") == Path("/tmp/a b")
    assert place_of("~/x") == Path("/home/sara/x")


@awaited
async def test_a_file_is_attached_from_the_palette(root: Path, files: Path) -> None:
    async with opened(root) as pilot:
        select(pilot, "k7f3qd2m")
        await pilot.press("colon", *"attach a")
        await until(pilot, lambda: "Attach a file" in shown(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "Attach to “Replace compressor”" in shown(pilot))
        await pilot.press(*f"{files}/quo")
        await until(pilot, lambda: "quote.pdf" in shown(pilot))
        await pilot.press("tab")
        await until(pilot, lambda: "quote.pdf  2 kB" in shown(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: (root / FOLDER / "quote.pdf").exists())
        await until(pilot, lambda: "attached" in shown(pilot) and "quote.pdf  2 kB" in shown(pilot))
        assert "sara attached quote.pdf" in text_of(root)


@awaited
async def test_what_cannot_be_attached_is_asked_again(root: Path, files: Path) -> None:
    async with opened(root) as pilot:
        select(pilot, "k7f3qd2m")
        await pilot.app.screen.run_action("attach")
        await until(pilot, lambda: "Attach to" in shown(pilot))
        await pilot.press(*f"{files}/gone", "enter")
        await until(pilot, lambda: "there is no file" in shown(pilot))


@awaited
async def test_the_path_of_an_attachment_is_copied_and_nothing_is_run(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []

    async def put(text: str) -> bool:
        copied.append(text)
        return True

    monkeypatch.setattr(clipboard, "put", put)
    async with opened(root) as pilot:
        session = pilot.app.desk.session  # type: ignore[attr-defined]
        await pilot.app.desk.run(  # type: ignore[attr-defined]
            lambda: session.do(
                attach, "k7f", [Incoming("setup.sh", b"#!/bin/sh\ntouch /tmp/run\n")]
            )
        )
        monkeypatch.setattr(pilot.app, "open_url", lambda *_: copied.append("opened"))
        select(pilot, "k7f3qd2m")
        await pilot.press("O")
        await until(pilot, lambda: "Find an attachment" in shown(pilot))
        assert "copy its path" in shown(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: bool(copied))
        assert copied == [str(root / FOLDER / "setup.sh")]


@awaited
async def test_an_attachment_is_taken_away_and_undone(root: Path) -> None:
    async with opened(root) as pilot:
        session = pilot.app.desk.session  # type: ignore[attr-defined]
        await pilot.app.desk.run(  # type: ignore[attr-defined]
            lambda: session.do(attach, "k7f", [Incoming("a.bin", b"\xff\x00")])
        )
        select(pilot, "k7f3qd2m")
        await pilot.app.screen.run_action("detach")
        await until(pilot, lambda: "Take away from “Replace compressor”" in shown(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: not (root / FOLDER / "a.bin").exists())
        await pilot.press("u")
        await until(pilot, lambda: (root / FOLDER / "a.bin").exists())
        assert (root / FOLDER / "a.bin").read_bytes() == b"\xff\x00"
