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

FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""What would have a reader's browser ask a stranger for a font."""

FOLDER = Path(__file__).parent / "pictures"
COMPRESSOR = "k7f3qd2m"
JOBS = "spaces/operations/jobs"

SHOTS: Sequence[tuple[str, tuple[int, int], tuple[str, ...]]] = (
    ("work", (120, 36), ()),
    ("why", (100, 30), ("w",)),
    ("narrow", (80, 24), ()),
    ("board", (120, 36), ("v",)),
    ("agenda", (120, 36), ("v", "v")),
    ("calendar", (120, 36), ("v", "v", "v")),
    ("timeline", (120, 30), ("v", "v", "v", "v")),
    ("home", (120, 36), ("1",)),
    ("find", (100, 30), ("f", "p", "u", "m", "p")),
    ("form", (100, 36), ("i",)),
    ("add", (100, 30), ("a", *"Replace", "space", *"pump", "space", "at", "j")),
    ("changes", (120, 30), ("U",)),
)
"""Name, columns and lines, and the keys to press first."""


async def take(root: Path, name: str, size: tuple[int, int], keys: tuple[str, ...]) -> None:
    """Take one picture of the Work view, looking at a job."""
    app = TuiworkApp(lambda: Session(root, TODAY))
    async with app.run_test(size=size) as pilot:
        while not app.is_open or app.work_screen is None or not app.work_screen.tasks_list.rows:
            await pilot.pause(0.02)
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
        for name, size, keys in SHOTS:
            asyncio.run(take(stage.workspace, name, size, keys))


if __name__ == "__main__":
    main()
