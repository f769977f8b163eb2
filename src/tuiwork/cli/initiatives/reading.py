"""The commands that read initiatives: list, show, portfolio, approaches, preflight."""

from __future__ import annotations

from tuiwork.cli.arguments import Operand, Option
from tuiwork.cli.call import Call, reads
from tuiwork.insight.initiatives.portfolio import horizon_day, portfolio, within
from tuiwork.insight.initiatives.standing import Standing
from tuiwork.model.kinds import Kind
from tuiwork.store.load import EVERYTHING

NAME = Operand("INITIATIVE", "its name, or the beginning of it", offers="initiatives")


@reads(
    Option("--horizon", "how far to look: 12m by default, or 6m, 26w, 1y", "SPAN"),
    Option("--all", "also what is closed, or begins later"),
    example="tuiwork initiative list --horizon 6m",
)
def initiative_list(call: Call) -> None:
    """The initiatives of the coming months, new and ongoing, those that run first."""
    from tuiwork.cli.initiatives.lines import overview_lines, stage_words
    from tuiwork.cli.initiatives.objects import initiative_object

    today = call.session.today
    last = horizon_day(call.arguments.option("--horizon") or "12m", today)
    found = portfolio(call.load(EVERYTHING), today)
    rows = found.rows if call.arguments.flag("--all") else within(found.rows, today, last)
    if call.json:
        objects = [initiative_object(one) for one in rows]
        call.output.document(until=last.isoformat(), initiatives=objects)
        return
    call.output.lines(overview_lines(call.output, rows, today))
    if rows:
        call.output.line((stage_words(rows), "dim"))
    else:
        call.output.talk("there is no initiative; `tuiwork initiative add` writes one down")


@reads(NAME, example="tuiwork initiative show photo-reports")
def initiative_show(call: Call) -> None:
    """One initiative: what wants attention, its gate, adoption, effect, learning, and its log."""
    from tuiwork.cli.showing import entry_object, log_lines
    from tuiwork.text.log import entries_of

    here = _asked(call)
    if call.json:
        from tuiwork.cli.initiatives.objects import initiative_object

        log = [entry_object(one) for one in entries_of(here.initiative)]
        answer = initiative_object(here) | {"notes": here.initiative.notes or "", "log": log}
        call.output.document(initiative=answer)
        return
    from tuiwork.cli.initiatives.lines import show_lines

    call.output.lines(show_lines(call.output, here))
    notes = (here.initiative.notes or "").strip()
    if notes:
        call.output.line()
        call.output.lines([line] for line in notes.split("\n"))
    call.output.lines(log_lines(entries_of(here.initiative), call.session.now))


@reads(NAME, example="tuiwork initiative preflight quote-in-a-day")
def initiative_preflight(call: Call) -> None:
    """Three questions before a launch, and whether the people it needs have the hours."""
    from tuiwork.insight.initiatives.preflight import preflight

    here = _asked(call)
    found = preflight(here.workspace, here.initiative, here.today)
    if call.json:
        from tuiwork.cli.initiatives.objects import preflight_object

        call.output.document(initiative=here.initiative.slug, **preflight_object(found))
        return
    from tuiwork.cli.initiatives.lines import preflight_lines

    call.output.line((here.initiative.title, "bold"))
    call.output.lines(preflight_lines(call.output, found))


@reads(example="tuiwork initiative portfolio --json")
def initiative_portfolio(call: Call) -> None:
    """Every initiative in a row, then funnel, implementation rate, calibration, next steps."""
    workspace = call.load(EVERYTHING)
    found = portfolio(workspace, call.session.today)
    if call.json:
        from tuiwork.cli.initiatives.objects import portfolio_object

        call.output.document(**portfolio_object(workspace, found))
        return
    from tuiwork.cli.initiatives.lines import portfolio_lines

    call.output.lines(portfolio_lines(call.output, workspace, found))


@reads(example="tuiwork initiative approaches")
def initiative_approaches(call: Call) -> None:
    """The four approaches: who takes which, how often it lasted, what works when."""
    workspace = call.load(EVERYTHING)
    found = portfolio(workspace, call.session.today)
    if call.json:
        from tuiwork.cli.initiatives.objects import portfolio_object

        answer = portfolio_object(workspace, found)
        call.output.document(approaches=answer["approaches"], habit=answer["habit"])
        return
    from tuiwork.cli.initiatives.lines import approach_lines

    call.output.lines(approach_lines(call.output, found))


def _asked(call: Call) -> Standing:
    """The initiative that was asked for, as it stands."""
    workspace = call.load(EVERYTHING)
    slug = workspace.find_named(Kind.INITIATIVE, call.arguments.word("INITIATIVE"))
    return Standing(workspace, workspace.initiatives[slug], call.session.today)
