"""Every part of `.git` is damaged once, and the doctor loses nothing."""

from __future__ import annotations

from tests.soak.damage import FULL, PARTS, run


def test_the_doctor_mends_what_a_power_cut_damaged() -> None:
    figures = run(len(PARTS) / FULL, 1)
    assert figures.failures == ()
    assert figures.lost == 0
    assert figures.runs == len(PARTS)
