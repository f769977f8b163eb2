"""Key results: measured results of an objective, and the arithmetic of their progress."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import isfinite
from typing import Any

from tuiwork.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Benchmark:
    """How something outside, which one compares with, went meanwhile; `source` says who it is."""

    start: float
    current: float
    source: str = ""

    @property
    def change(self) -> float:
        return self.current - self.start


@dataclass(frozen=True, slots=True)
class KeyResult:
    """One measured result of an objective, going from `start` to `target`.

    Where `measure` says how, `current` is worked out from the tasks instead of being typed;
    `window` is then the time it looks back over.
    """

    id: str
    title: str
    start: float | None
    target: float | None
    current: float | None
    unit: str = ""
    weight: float = 1.0
    measure: str = ""
    window: str = ""
    benchmark: Benchmark | None = None

    @property
    def progress(self) -> float | None:
        """(current - start) / (target - start), clamped to 0–1; None while a number is missing."""
        current = self.start if self.current is None and not self.measure else self.current
        return self.progress_at(current)

    def progress_at(self, value: float | None) -> float | None:
        """What the progress is where the value is this one."""
        if value is None or self.start is None or self.target is None or self.start == self.target:
            return None
        return min(1.0, max(0.0, (value - self.start) / (self.target - self.start)))

    @property
    def ahead_of_benchmark(self) -> float | None:
        """Own change - the benchmark's change, turned so that more is better; None without one."""
        if self.benchmark is None or self.current is None or self.start is None:
            return None
        falling = self.target is not None and self.target < self.start
        ahead = (self.current - self.start) - self.benchmark.change
        return -ahead if falling else ahead


def weighted_mean(parts: Iterable[tuple[float | None, float]]) -> float | None:
    """The mean of values by their weights, unknown ones left out; None without any."""
    known = [(value, weight) for value, weight in parts if value is not None]
    total = sum(weight for _, weight in known)
    return sum(value * weight for value, weight in known) / total if total else None


def read_key_result(row: Mapping[str, Any]) -> KeyResult | None:
    """The key result that a row describes; None for one without an id."""
    id_ = _text(row, "id")
    if not id_:
        return None
    return KeyResult(
        id=id_,
        title=_text(row, "title") or id_,
        start=_number(row, "start"),
        target=_number(row, "target"),
        current=_number(row, "current"),
        unit=_text(row, "unit"),
        weight=weight_of(row),
        measure=_text(row, "measure"),
        window=_text(row, "window"),
        benchmark=_benchmark(row.get("benchmark")),
    )


def weight_of(row: Mapping[str, Any]) -> float:
    """The weight something carries among others: a number above 0, else 1."""
    weight = _number(row, "weight")
    return weight if weight is not None and weight > 0 else 1.0


def _benchmark(written: object) -> Benchmark | None:
    if not isinstance(written, Mapping):
        return None
    start, current = _number(written, "start"), _number(written, "current")
    if start is None or current is None:
        return None
    return Benchmark(start, current, _text(written, "source"))


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    return value if isinstance(value, str) else ""


def _number(row: Mapping[str, Any], key: str) -> float | None:
    value = row.get(key)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not isfinite(value):
        return None
    return float(value)
