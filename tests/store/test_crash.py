"""kill -9 at any moment: what was acknowledged is there, no batch is half there."""

from __future__ import annotations

import json
import os
import random
import signal
from io import RawIOBase
from itertools import count

from tests.store.conftest import text
from tests.store.test_apply import change
from tuiwork.store.apply import apply, recover
from tuiwork.store.files import read_if_there
from tuiwork.store.load import load
from tuiwork.store.local import Local
from tuiwork.store.lock import hold
from tuiwork.text.document import read_document

ROUNDS = 25
Files = dict[str, str | None]


def write_on(local: Local, seed: int, told: RawIOBase) -> None:
    """Apply batches for ever, telling each before it is begun and again when it is saved."""
    chance = random.Random(seed)
    for number in count(1):
        batch = chance.sample(range(8), chance.choice([1, 2, 5]))
        files: Files = {
            f"spaces/ops/{one % 3}/batch00{one}-x.md": text(f"batch00{one}", f"{seed} {number}")
            for one in batch
        }
        if len(batch) == 5:
            files[chance.choice(list(files))] = None
        told.write(json.dumps(files).encode() + b"\n")
        apply(local, change(local, *files.items()))
        told.write(b"saved\n")


def killed_writer(local: Local, seed: int) -> list[bytes]:
    """What a writer had told when it was killed, after a random number of words and moments."""
    reading, writing = os.pipe()
    writer = os.fork()
    if writer == 0:
        try:
            os.close(reading)
            with open(writing, "wb", buffering=0) as told:
                write_on(local, seed, told)
        finally:
            os._exit(1)
    os.close(writing)
    chance = random.Random(seed)
    with open(reading, "rb") as heard:
        lines = [heard.readline() for _ in range(chance.randint(1, 7))]
        for _ in range(chance.randint(0, 60_000)):
            pass  # some microseconds more, so that it dies within any of its steps
        os.kill(writer, signal.SIGKILL)
        os.waitpid(writer, 0)
        return [line for line in (*lines, *heard) if line.endswith(b"\n")]


def test_a_killed_writer_loses_nothing_it_had_acknowledged(local: Local) -> None:
    known: Files = {}
    interrupted = 0
    for seed in range(ROUNDS):
        begun: Files = {}
        for line in killed_writer(local, seed):
            if line == b"saved\n":
                known |= begun
                begun = {}
            else:
                begun = json.loads(line)
        with hold(local.lock):
            recover(local)
        old = dict.fromkeys(begun) | known
        now = {path: read_if_there(local.root, path) for path in old}
        assert now in (old, old | begun)
        interrupted += bool(begun)
        known = now
        assert not [*local.root.rglob(".tw-*"), *local.state.glob("journal")]
        assert all(one is None or read_document(path, one)[0] for path, one in now.items())
    assert load(local).problems == []
    assert interrupted > 5
