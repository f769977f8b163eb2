"""Whoever types faster than a question opens answers it, and does nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.harness import awaited
from tests.tui.test_work_flows import COMPRESSOR, app_of, opened, root, select, text_of, until
from tuiwork.tui.home import HomeScreen

__all__ = ["root"]

NAMES = {" ": "space", "\r": "enter", "/": "slash", "=": "equals_sign"}


def burst(pilot: Pilot[int], keys: str) -> None:
    """Press keys all at once, as a paste or a fast typist on a slow line does."""
    for key in keys:
        pilot.app.post_message(events.Key(NAMES.get(key, key), key if key != "\r" else None))


def written(pilot: Pilot[int]) -> str:
    inputs = pilot.app.screen.query(Input)
    return inputs.first().value if inputs else ""


@awaited
async def test_a_task_is_added_by_one_burst_of_keys(root: Path) -> None:
    async with opened(root) as pilot:
        select(pilot, "k7f3qd2m")
        before = text_of(root)
        burst(pilot, "aOrder new mats and drop x /jobs\r")
        jobs = root / "spaces/operations/jobs"
        await until(
            pilot, lambda: any("order-new-mats-and-drop-x" in one.name for one in jobs.iterdir())
        )
        assert text_of(root, COMPRESSOR) == before


@pytest.mark.parametrize("keys", ["cxxx", "bxdx", "ixxd", "=xx", "fxxd", "Vxx"])
@awaited
async def test_keys_after_one_that_asks_are_the_answer(root: Path, keys: str) -> None:
    async with opened(root) as pilot:
        select(pilot, "k7f3qd2m")
        before = text_of(root)
        burst(pilot, keys)
        await until(pilot, lambda: written(pilot).endswith(keys[1:]))
        assert text_of(root) == before


@awaited
async def test_what_is_pasted_at_once_after_a_key_is_the_answer_to_it(root: Path) -> None:
    async with opened(root) as pilot:
        select(pilot, "k7f3qd2m")
        burst(pilot, "a")
        pilot.app.post_message(events.Paste("Order filters"))
        await until(pilot, lambda: written(pilot) == "Order filters")


@awaited
async def test_a_filter_and_what_follows_it_are_typed_at_once(root: Path) -> None:
    async with opened(root) as pilot:
        select(pilot, "p2h8w4xn")
        burst(pilot, "/compressor\rx")
        await until(pilot, lambda: 'status = "done"' in text_of(root, COMPRESSOR))


@awaited
async def test_keys_that_ask_nothing_are_done_one_after_the_other(root: Path) -> None:
    async with opened(root) as pilot:
        select(pilot, "k7f3qd2m")
        burst(pilot, "xu1")
        await until(pilot, lambda: isinstance(app_of(pilot).screen, HomeScreen))
        await until(pilot, lambda: 'status = "doing"' in text_of(root))
