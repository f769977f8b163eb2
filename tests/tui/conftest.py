"""The screens are tried at the pace of a fast typist: every test says itself what it waits for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import textual._wait

LOOK = 0.008
"""Seconds in which next to nothing has to be done before a key is followed by the next."""


@pytest.fixture(autouse=True, scope="session")
def _brisk() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(textual._wait, "SLEEP_GRANULARITY", LOOK)
        patch.setattr(textual._wait, "SLEEP_IDLE", LOOK / 16)
        yield
