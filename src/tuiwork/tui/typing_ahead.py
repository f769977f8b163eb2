"""Keys, and what is pasted, that come faster than a question opens are its answer, not commands for
what lies below.

Textual aims a key at what has the focus when it arrives. Here a key is aimed when the one before it
has had its turn, and the question that it asks for is there.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from textual import events, work
from textual.app import App, ReturnType
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea
from textual.worker import Worker

from tuiwork.tui.widgets.dialog import Dialog

ASKING = "ask"
"""The group of the workers that ask."""
STEP, STEPS = 0.005, 200
"""Seconds between two looks whether a question is there, and how many looks are taken."""
LOOK, LOOKS = 0.05, 20
"""Seconds between two looks at a key that has not come back, and how many looks are taken."""

asks = work(group=ASKING, exit_on_error=False)
"""Marks an action that asks something before it acts."""


class TypingAhead(App[ReturnType]):
    """The part of an app that gives keys their turn."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._waiting: deque[events.Key | events.Paste] = deque()
        self._turn: events.Key | None = None

    async def on_event(self, event: events.Event) -> None:
        typed = not event.is_forwarded and bool(self.screen_stack)
        if isinstance(event, events.Key | events.Paste) and typed:
            self._waiting.append(event)
            await self._go_on()
        else:
            await super().on_event(event)

    async def _go_on(self) -> None:
        """Give the keys that wait their turn, until one has to be waited for."""
        while self._waiting and self._turn is None:
            await self._until(lambda: getattr(self.screen, "takes_keys", True))
            event = self._waiting.popleft()
            focused = self.focused
            if isinstance(focused, Input | TextArea):
                await self._until_written(focused)
            elif isinstance(event, events.Key):
                self._turn = event
                self._look_after(event, focused or self.screen)
            before = self._askers
            await super().on_event(event)
            if not event.is_forwarded and isinstance(event, events.Key):
                await self._until_it_is_asked(before, self._question)
                self._turn = None

    def _look_after(self, event: events.Key, target: Widget, looks: int = LOOKS) -> None:
        """See in a while whether a key came back from what it was aimed at."""
        self.set_timer(LOOK, lambda: self._look_again(event, target, looks - 1))

    async def _look_again(self, event: events.Key, target: Widget, looks: int) -> None:
        if self._turn is not event:
            return
        lost = not target.is_attached
        if looks and not lost:
            self._look_after(event, target, looks)
            return
        self._turn = None
        if lost:
            # It went away before it saw the key, which is for what stands there now.
            self._waiting.appendleft(events.Key(event.key, event.character))
        await self._go_on()

    async def _until_written(self, widget: Widget) -> None:
        """Wait for letters under way to a field: a key that is taken first may be about them."""
        written = asyncio.Event()
        if widget.is_running and widget.call_later(written.set):
            with suppress(TimeoutError):
                await asyncio.wait_for(written.wait(), STEP * STEPS)

    async def _on_key(self, event: events.Key) -> None:
        # Textual would call the handler of every class in turn; this one calls the rest itself.
        event.prevent_default()
        before, question = self._askers, self._question
        await super()._on_key(event)
        await self._until_it_is_asked(before, question)
        if event is self._turn:
            self._turn = None
        await self._go_on()

    async def _until_it_is_asked(
        self, before: frozenset[Worker[Any]], question: Screen[Any] | None
    ) -> None:
        """Wait for what a key asks: for those who ask now and did not before."""
        new = self._askers - before
        if new:
            await self._until(lambda: self._question is not question or _have_ended(new))
        asked = self._question
        if asked is not None and asked is not question:
            await self._until(
                lambda: asked.is_mounted and (self.focused is not None or not asked.focus_chain)
            )

    @property
    def _question(self) -> Screen[Any] | None:
        """The question that is on the screen."""
        return self.screen if self.screen_stack and isinstance(self.screen, Dialog) else None

    @property
    def _askers(self) -> frozenset[Worker[Any]]:
        """The workers that ask, or are about to."""
        return frozenset(one for one in self.workers if one.group == ASKING)

    async def _until(self, condition: Callable[[], bool]) -> None:
        for _ in range(STEPS):
            if condition():
                return
            await asyncio.sleep(STEP)


def _have_ended(workers: frozenset[Worker[Any]]) -> bool:
    return all(one.is_finished for one in workers)
