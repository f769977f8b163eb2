"""The command `align`: how much of the work serves a goal."""

from __future__ import annotations

from typing import Any

from tuiwork.cli.arguments import Option
from tuiwork.cli.call import Call, reads
from tuiwork.cli.output import Line, Output, Span
from tuiwork.cli.reasons import link_object, percent
from tuiwork.cli.table import Column, table
from tuiwork.insight.aligning import Alignments, alignments
from tuiwork.insight.why import candidates
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.store.load import Scope

CANDIDATES = Option("--candidates", "the nearest goals for each task that serves none")
_WORDS = {
    "aligned": "serve a goal",
    "run": "keep things running",
    "unaligned": "serve no goal",
}


@reads(CANDIDATES, example="tuiwork align --candidates")
def align(call: Call) -> None:
    """How much of the work serves a goal, keeps things running, or does neither."""
    workspace = call.load_measured(Scope())
    found = alignments(workspace, call.session.today)
    wanted = call.arguments.flag(CANDIDATES.name)
    if call.json:
        call.output.document(**_object(call, workspace, found, wanted))
        return
    classes = _classes(found)
    rows: list[list[Span]] = [
        [str(len(tasks)), percent(found.share(tasks)), _weighed(found, tasks), _WORDS[name]]
        for name, tasks in classes.items()
    ]
    output = call.output
    columns = (Column(right=True), Column(right=True), Column(right=True), Column())
    output.lines(table(columns, rows, None))
    output.line((f"of {found.total} tasks open now or finished in {found.period}", "dim"))
    without = found.total - len(found.minutes)
    if found.minutes and without:
        what = "1 has no estimate" if without == 1 else f"{without} have no estimate"
        output.line((f"second share: by estimate; {what}", "dim"))
    if found.is_signal:
        limit = percent(found.threshold)
        output.line((f"more than {limit} of the work serves no goal", "amber"))
    _tell_unaligned(call, workspace, found, wanted)
    _tell_busy(output, workspace, call)


def _classes(found: Alignments) -> dict[str, tuple[Task, ...]]:
    return {"aligned": found.aligned, "run": found.run, "unaligned": found.unaligned}


def _weighed(found: Alignments, tasks: tuple[Task, ...]) -> str:
    return percent(found.share_by_estimate(tasks)) if found.minutes else ""


def _tell_unaligned(call: Call, workspace: Workspace, found: Alignments, wanted: bool) -> None:
    """The tasks without a goal, each with what it names in vain and, if asked for, what is near."""
    if not found.unaligned:
        return
    output, today = call.output, call.session.today
    rows: list[list[Span]] = [
        [
            (workspace.short(task.id), "accent"),
            task.title,
            (workspace.list_of(task).name, "dim"),
            (", ".join(f"broken link to {one}" for one in found.broken.get(task.id, ())), "amber"),
        ]
        for task in found.unaligned
    ]
    columns = (Column(), Column(grows=True), Column(spare=1), Column())
    output.lines([[], [("without a goal", "bold")]])
    for task, line in zip(found.unaligned, table(columns, rows, output.width), strict=True):
        near = candidates(workspace, task, today) if wanted else ()
        names: list[Line] = [[("     near: " + ", ".join(one.id for one in near), "dim")]]
        output.lines([line, *(names if near else [])])
    if wanted:
        output.line(("`tuiwork link ID --goal NAME` ties one", "dim"))


def _tell_busy(output: Output, workspace: Workspace, call: Call) -> None:
    from tuiwork.cli.goals.signal import busy_lines
    from tuiwork.insight.goals.busy import busy

    signal = busy(workspace, call.session.today)
    if signal.fires:
        output.lines([[], *busy_lines(workspace, signal)])


def _object(call: Call, workspace: Workspace, found: Alignments, wanted: bool) -> dict[str, Any]:
    from tuiwork.cli.goals.objects import busy_object
    from tuiwork.insight.goals.busy import busy

    parts: dict[str, Any] = {
        name: {
            "count": len(tasks),
            "share": found.share(tasks),
            "minutes": found.estimated(tasks),
            "share_by_estimate": found.share_by_estimate(tasks),
            "ids": [one.id for one in tasks],
        }
        for name, tasks in _classes(found).items()
    }
    parts |= {"without_estimate": found.total - len(found.minutes)}
    parts |= {"threshold": found.threshold, "signal": found.is_signal}
    parts |= {"broken": {id_: list(names) for id_, names in found.broken.items()}}
    parts |= {"busy": busy_object(busy(workspace, call.session.today))}
    if wanted:
        today = call.session.today
        parts["candidates"] = {
            task.id: [link_object(one) for one in candidates(workspace, task, today)]
            for task in found.unaligned
        }
    return {"period": found.period, "total": found.total, **parts}
