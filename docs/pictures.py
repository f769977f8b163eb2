"""Makes the pictures of the documentation from the sample company: `make pictures`."""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tuiwork.demo.stage import TODAY, set_stage
from tuiwork.session import Session
from tuiwork.tui.app import TuiworkApp
from tuiwork.tui.themes import theme_name

FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""What would have a reader's browser ask a stranger for a font."""

FOLDER = Path(__file__).parent / "pictures"
COMPRESSOR = "k7f3qd2m"
JOBS = "spaces/operations/jobs"

SHOTS: Sequence[tuple[str, tuple[int, int], tuple[str, ...], str]] = (
    ("work", (120, 36), (), "dark"),
    ("work-light", (120, 36), (), "light"),
    ("why", (100, 30), ("w",), "dark"),
    ("narrow", (80, 24), (), "dark"),
    ("board", (120, 36), ("v",), "dark"),
    ("board-light", (120, 36), ("v",), "light"),
    ("agenda", (120, 36), ("v", "v"), "dark"),
    ("calendar", (120, 36), ("v", "v", "v"), "light"),
    ("timeline", (120, 30), ("v", "v", "v", "v"), "dark"),
    ("home", (120, 36), ("1",), "dark"),
    ("home-light", (120, 36), ("1",), "light"),
    ("find", (100, 30), ("f", "p", "u", "m", "p"), "dark"),
    ("form", (100, 36), ("i",), "dark"),
    ("add", (100, 30), ("a", *"Replace", "space", *"pump", "space", "at", "j"), "dark"),
    ("date", (100, 30), ("d",), "light"),
    ("changes", (120, 30), ("8",), "dark"),
    ("goals", (120, 36), ("3",), "dark"),
    ("goals-light", (120, 36), ("3",), "light"),
    ("initiatives", (120, 36), ("3", "tab", *"jjjjj"), "dark"),
    ("roadmap", (120, 30), ("3", "tab", "tab"), "dark"),
    ("period", (120, 30), ("3", "tab", "tab", "tab"), "dark"),
    ("decisions", (120, 30), ("3", "tab", "tab", "tab", "tab"), "dark"),
    ("load", (120, 32), ("4", *"jjjjj"), "dark"),
    ("handoffs", (120, 30), ("4", "tab"), "light"),
    ("keys", (100, 36), ("?",), "dark"),
)
"""Name, columns and lines, the keys to press first, and the theme."""


async def take(
    root: Path, name: str, size: tuple[int, int], keys: tuple[str, ...], theme: str
) -> None:
    """Take one picture of the Work view, looking at a job."""
    app = TuiworkApp(lambda: Session(root, TODAY))
    async with app.run_test(size=size) as pilot:
        while not app.is_open or app.work_screen is None or not app.work_screen.tasks_list.rows:
            await pilot.pause(0.02)
        app.theme = theme_name(theme)
        app.work_screen.go(JOBS)
        while not app.work_screen.tasks_list.move_to(COMPRESSOR):
            await pilot.pause(0.02)
        for key in keys:
            await pilot.press(key)
            await pilot.pause(0.3)
        await pilot.pause(1.5)
        drawn = FONT.sub("", app.export_screenshot())
        (FOLDER / f"{name}.svg").write_text(drawn)
        await app.leave()


def main() -> None:
    """Take all pictures."""
    with tempfile.TemporaryDirectory() as folder:
        stage = set_stage(Path(folder))
        for shot in SHOTS:
            asyncio.run(take(stage.workspace, *shot))


if __name__ == "__main__":
    main()
