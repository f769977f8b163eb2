"""When garbage is collected: little by little while keys are pressed, all of it when they rest.

Every thread stands still for as long as it is looked for, the longer the more there is to look at.
"""

from __future__ import annotations

import asyncio
import gc

from textual import events
from textual.app import App, ReturnType

YOUNG, MIDDLE, OLD = 2_000, 10, 1_000
"""New things after which the newest are looked through; how often that is done before those of
some age are, too, and how often that before all are: hardly ever while somebody works."""
ENOUGH = 5
"""Looks at those of some age that make a look at all worth it."""
REST = 2.0
"""Seconds without a key after which nobody minds."""


def keep_all() -> None:
    """Look never again at what there is now: it stays as long as the program does."""
    gc.freeze()


class Tidy(App[ReturnType]):
    """The part of an app that collects its garbage while nobody presses keys."""

    _tidying: asyncio.TimerHandle | None = None

    def on_mount(self) -> None:
        gc.set_threshold(YOUNG, MIDDLE, OLD)

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and not event.is_forwarded:
            if self._tidying is not None:
                self._tidying.cancel()
            self._tidying = asyncio.get_running_loop().call_later(REST, _collect)
        await super().on_event(event)


def _collect() -> None:
    if gc.get_count()[2] >= ENOUGH:
        gc.collect()
