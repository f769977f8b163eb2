"""The screens are tried at the pace of a fast typist: every test says itself what it waits for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import textual._wait

LOOK = 0.004
"""Seconds after which a key that was pressed is followed by the next, if nothing was to be done."""


@pytest.fixture(autouse=True, scope="session")
def _brisk() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(textual._wait, "SLEEP_GRANULARITY", LOOK)
        patch.setattr(textual._wait, "SLEEP_IDLE", LOOK / 4)
        yield
