"""The screens on a workspace full of hostile texts: shown, never obeyed, in lists, in full, in
every dialog, typed and pasted."""

from __future__ import annotations

import asyncio
import random
import tempfile
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

from textual.app import App
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Input

from tests.hostile.judging import commands_in
from tests.hostile.payloads import HIDDEN, MARKDOWN, MARKUP, PATTERNS, TERMINAL, TIMES
from tests.hostile.workspace import id_of, make_hostile_workspace, plant_oddities
from tests.soak.figures import Figures
from tests.workspace import TODAY
from tuiwork.session import Session
from tuiwork.text.clean import safe
from tuiwork.tui.app import TuiworkApp

T = TypeVar("T")

FEW = 3
"""Texts up to which one size of the terminal is enough."""
SIZES = ((80, 24), (200, 50))
SHOWN: Mapping[str, str] = {**TERMINAL, **HIDDEN, **MARKUP, **MARKDOWN, **PATTERNS}

DIALOGS: Mapping[str, tuple[str, ...]] = {
    "help": ("question_mark",),
    "palette": ("colon", "g", "o", "space"),
    "problems": ("P",),
    "why": ("w",),
    "status": ("s",),
    "owner": ("o",),
    "priority": ("p",),
    "list": ("m",),
    "goals": ("g",),
    "due": ("d",),
    "title": ("e",),
    "comment": ("c",),
    "reason": ("b",),
    "links": ("O",),
    "quick add": ("a",),
    "filter": ("slash",),
    "find": ("f",),
    "layout": ("v",),
    "sort": ("comma",),
    "group": ("semicolon",),
    "save the view": ("V",),
    "the past": ("U",),
    "conflicts": ("C",),
    "workspaces": ("W",),
    "home": ("1",),
    "activity": ("8",),
}
"""The keys that open what lies over the Work view."""
LAYOUTS = 5
"""In how many ways the Work view lays tasks out."""
WRITTEN = (
    "quick add",
    "title",
    "comment",
    "due",
    "filter",
    "palette",
    "owner",
    "goals",
    "find",
    "save the view",
)
"""Those of them that take what is typed."""


def run(size: float, seed: int) -> Figures:
    """`size` of the texts looked at one by one, a few of them in every dialog, at both sizes.

    The last door, which would help a widget that forgot to make a text safe, stands open for it.
    """
    chance = random.Random(seed)
    count = min(len(SHOWN), max(2, round(size * len(SHOWN))))
    some = len(SHOWN) if count > FEW else 25
    texts = dict(chance.sample(sorted(SHOWN.items()), some))
    trial = _Trial(chance, list(texts.values()))
    with tempfile.TemporaryDirectory(prefix="tuiwork-") as base:
        root = make_hostile_workspace(Path(base) / "team", texts)
        (Path(base) / "outside").mkdir()
        plant_oddities(root, Path(base) / "outside")
        for cells in SIZES if count > FEW else chance.sample(SIZES, 1):
            numbers = chance.sample(range(len(texts)), count)
            with patch.object(TuiworkApp, "get_line_filters", App.get_line_filters):
                asyncio.run(trial.look(root, cells, numbers, max(1, count // 8)))
        made = [str(path) for path in Path(base).rglob("*HACKED*") if "touch" not in path.name]
    trial.failures += [f"something was carried out: {one}" for one in made]
    notes = f"{count} texts and {len(TIMES)} times in {len(DIALOGS)} dialogs at {SIZES}"
    return Figures(
        "screens", trial.screens, "screens", count, trial.unseen, notes,
        tuple(trial.failures),
    )  # fmt: skip


class _Trial:
    """What was looked at, and what was wrong with it."""

    def __init__(self, chance: random.Random, texts: Sequence[str]) -> None:
        self.chance = chance
        self.texts = texts
        self.screens = 0
        self.unseen = 0
        self.failures: list[str] = []

    async def look(
        self, root: Path, cells: tuple[int, int], numbers: list[int], thorough: int
    ) -> None:
        async with _opened(root, cells, self.failures) as pilot:
            self.judge(pilot, f"{cells} begin")
            for number in numbers:
                await self.look_at(pilot, id_of(number), number)
            for number in self.some(range(len(TIMES)), thorough):
                await self.look_at(pilot, f"t{number:03}zzzz")
            for number in numbers[:thorough]:
                await self.look_at(pilot, id_of(number))
                for name in self.some(DIALOGS, thorough):
                    await self.ask(pilot, name)
            for layout in (*self.some(range(LAYOUTS), thorough), 0):
                await self.lay_out(pilot, layout)

    def some(self, every: Iterable[T], thorough: int) -> list[T]:
        """All of them, or at a small size a fifth."""
        known = list(every)
        return known if thorough > 1 else self.chance.sample(known, max(1, len(known) // 5))

    async def look_at(self, pilot: Pilot[int], id_: str, number: int | None = None) -> None:
        """Put the cursor on a task, and judge it in the list and in full."""
        screen = _app(pilot).work_screen
        assert screen is not None
        assert screen.tasks_list.move_to(id_)
        for _ in range(400):
            if screen.detail.page is not None and screen.detail.page.id == id_:
                break
            await pilot.pause(0.005)
        else:
            self.failures.append(f"{id_} was not shown in full")
        await pilot.pause()
        shown = self.judge(pilot, f"{pilot.app.size} {id_}")
        words = safe(self.texts[number or 0]).split()
        if number is not None and words and words[0].isascii() and words[0][:8] not in shown:
            self.unseen += 1
            self.failures.append(f"{pilot.app.size}: {words[0][:8]!r} is not on the screen")

    async def ask(self, pilot: Pilot[int], name: str) -> None:
        """Open a dialog, judge it, write into it, judge it again, and leave."""
        what = f"{pilot.app.size} {name}"
        await pilot.press(*DIALOGS[name])
        await pilot.pause()
        self.judge(pilot, what)
        if name in WRITTEN:
            text = self.chance.choice(self.texts)
            pilot.app.post_message(Paste(f"x {text}"))
            await pilot.pause()
            self.judge(pilot, f"{what} with {text[:40]!r} pasted")
            written = [one.value for one in pilot.app.screen.query(Input) if one.display]
            if not any(value.endswith(safe(text).splitlines()[0][-3:]) for value in written):
                self.failures.append(f"{what}: {text[:40]!r} was not taken: {written!r:.80}")
        for _ in range(4):
            await pilot.press("escape")
            await pilot.pause()
        if name in ("home", "activity"):
            await pilot.press("2")
            await pilot.pause()
        if len(pilot.app.screen_stack) > 1:
            self.failures.append(f"{what} stays open")

    async def lay_out(self, pilot: Pilot[int], layout: int) -> None:
        """Have the tasks laid out in another way, and look about in it."""
        await pilot.press("v", *["down"] * layout, "enter")
        await pilot.pause(0.05)
        for key in ("down", "right", "pagedown", "left", "bracketright"):
            await pilot.press(key)
            await pilot.pause()
            self.judge(pilot, f"{pilot.app.size} layout {layout}, {key}")
        await pilot.press("escape", "escape")

    def judge(self, pilot: Pilot[int], what: str) -> str:
        """The text on the screen; it commands nothing, links nowhere, asks for no click."""
        self.screens += 1
        strips = pilot.app.screen._compositor.render_strips(pilot.app.size)
        for strip in strips:
            self.failures += [f"{what}: {one}" for one in commands_in(strip.text)]
            for segment in strip:
                style = segment.style
                if style is not None and (style.link or "@click" in style.meta):
                    self.failures.append(f"{what}: {segment.text!r} can be clicked")
        return "\n".join(strip.text for strip in strips)


def _app(pilot: Pilot[int]) -> TuiworkApp:
    assert isinstance(pilot.app, TuiworkApp)
    return pilot.app


@asynccontextmanager
async def _opened(
    root: Path, cells: tuple[int, int], failures: list[str]
) -> AsyncIterator[Pilot[int]]:
    app = TuiworkApp(lambda: Session(root, TODAY))
    async with app.run_test(size=cells, notifications=True) as pilot:
        while not app.is_open:
            await pilot.pause(0.01)
        await pilot.pause()
        yield pilot
    failures += [repr(one) for one in app.failures]
