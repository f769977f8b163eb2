"""What a trial reports, and the table of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figures:
    """The outcome of one trial.

    `runs` counts what was done to the workspace in the unit `of` ("kills", "faults", "payloads");
    `edits` the acknowledged edits, or the values, that were looked for afterwards; `lost` those of
    them that were not there, which nothing excuses. `failures` tell each that broke a promise,
    with what repeats it.
    """

    trial: str
    runs: int
    of: str
    edits: int
    lost: int
    notes: str = ""
    failures: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether every promise was kept."""
        return not self.lost and not self.failures


HEADS = ("trial", "done", "edits checked", "lost", "seconds", "notes")


def table(rows: Iterable[tuple[Figures, float]]) -> str:
    """One line a trial, with the seconds it took."""
    cells = [HEADS] + [
        (
            one.trial,
            f"{one.runs:,} {one.of}",
            f"{one.edits:,}",
            f"{one.lost:,}" if one.passed else f"{one.lost:,} FAILED",
            f"{seconds:.0f}",
            one.notes,
        )
        for one, seconds in rows
    ]
    widths = [max(len(row[column]) for row in cells) for column in range(len(HEADS))]
    lines = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in cells]
    return "\n".join([lines[0], "  ".join("─" * width for width in widths), *lines[1:]])
