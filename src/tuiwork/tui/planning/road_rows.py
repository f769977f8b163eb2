"""The rows of the roadmap: what has dates, what has none, what cannot be; and the load below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from tuiwork.insight.goals import standing as goals
from tuiwork.insight.initiatives import standing as initiatives
from tuiwork.insight.load import Level, load
from tuiwork.insight.roadmap import Flag, Roadmap, roadmap
from tuiwork.insight.roadmap import Row as Planned
from tuiwork.model.goal import State
from tuiwork.model.subject import Subject
from tuiwork.model.workspace import Workspace
from tuiwork.tui.planning.road_lines import Shown
from tuiwork.tui.widgets.rows import Row

BACK, MONTHS = 12, 48
"""The months before this quarter from which the roadmap is looked at, and for how many."""
WEEKS = 52
"""The weeks whose load is told."""
TONES: Mapping[State, str] = {
    State.ON_TRACK: "done",
    State.AT_RISK: "today",
    State.OFF_TRACK: "overdue",
    State.UNKNOWN: "accent",
}


def road_rows(workspace: Workspace, today: date, signs: Mapping[str, str]) -> list[Row]:
    """The roadmap of a workspace, from a year ago on."""
    quarter = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    first = quarter.replace(year=quarter.year - BACK // 12)
    found = roadmap(workspace, today, MONTHS, first=first)
    return list(_rows(workspace, found, today, signs))


def load_levels(workspace: Workspace, today: date) -> dict[date, Level]:
    """How full the weeks of everybody together are, by their Mondays."""
    return {cell.week: cell.level for cell in load(workspace, today, WEEKS).team}


def key_of(row: Planned) -> str:
    """The reference of what a row is about."""
    return Subject("task" if row.kind == "milestone" else row.kind, row.name).reference


def _rows(
    workspace: Workspace, found: Roadmap, today: date, signs: Mapping[str, str]
) -> Iterator[Row]:
    shown = [(one, _shown(workspace, one, today, signs)) for one in found.rows]
    yield from (Row(key_of(one), value) for one, value in shown if one.kind == "initiative")
    yield from _titled(
        "Milestones and the ends of goals",
        [Row(key_of(one), value) for one, value in shown if one.kind != "initiative"],
    )
    yield from _titled(
        "Without dates",
        [Row(key_of(one), _undated(workspace, one, today, signs)) for one in found.undated],
    )
    flags = {f"flag {one.words}": one for one in found.flags}
    yield from _titled("Cannot be", [Row(key, flag) for key, flag in flags.items()])


def _titled(title: str, rows: list[Row]) -> Iterator[Row]:
    if rows:
        yield Row(f":gap {title}", "", header=True)
        yield Row(f":title {title}", title, header=True)
        yield from rows


def _shown(workspace: Workspace, row: Planned, today: date, signs: Mapping[str, str]) -> Shown:
    if row.kind == "milestone":
        task = workspace.tasks[row.name]
        late = row.end is not None and row.end < today
        return Shown(
            row,
            signs.get(workspace.category(task).value, signs["problem"]),
            "overdue" if late else "strong",
            row.state,
        )
    state = _health(workspace, row, today)
    sign = signs[state.value] if state is not State.UNKNOWN else signs["dot"]
    stands = row.state if row.kind == "initiative" else state.value
    return Shown(row, sign, TONES[state], stands)


def _undated(workspace: Workspace, row: Planned, today: date, signs: Mapping[str, str]) -> Shown:
    one = _shown(workspace, row, today, signs)
    missing = [word for word, day in (("start", row.start), ("end", row.end)) if day is None]
    return Shown(one.row, one.sign, one.tone, one.stands, f"no {' and no '.join(missing)}")


def _health(workspace: Workspace, row: Planned, today: date) -> State:
    if row.kind == "goal":
        return goals.standing(workspace, workspace.goals[row.name], today).state
    return initiatives.standing(workspace, row.name, today).health


def flag_of(row: Row | None) -> Flag | None:
    """The flag that a row tells of."""
    return row.value if row is not None and isinstance(row.value, Flag) else None
