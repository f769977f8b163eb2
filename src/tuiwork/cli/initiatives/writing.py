"""The commands that take initiatives on: add, set, advance, close."""

from __future__ import annotations

from tuiwork.cli.arguments import Operand, Option
from tuiwork.cli.call import Call, writes
from tuiwork.cli.goals.writing import as_number
from tuiwork.cli.initiatives.reading import NAME
from tuiwork.model.fields import APPROACHES, OUTCOMES, STAGES
from tuiwork.store.load import EVERYTHING, Scope


@writes(
    Operand("TITLE", "what should change, in words; more can come later"),
    Option("--why", "what it means to people, in everyday words", "TEXT"),
    Option("--raised-by", "who brought it up, such as technicians", "GROUP"),
    Option("--owner", "who answers for it", "PERSON", offers="people"),
    Option("--approach", ", ".join(APPROACHES), "APPROACH"),
    Option("--theme", "what it belongs to", "THEME"),
    example='tuiwork initiative add "Quote in a day" --raised-by customers',
)
def initiative_add(call: Call) -> None:
    """A new candidate; a title is enough."""
    from tuiwork.verbs.initiatives.beginning import add_initiative
    from tuiwork.verbs.initiatives.editing import one_of

    workspace = call.load(Scope(folders=()))
    options = call.arguments
    owner, approach = options.option("--owner"), options.option("--approach")
    fields: dict[str, object] = {
        "owner": workspace.find_person(owner).handle if owner else None,
        "approach": one_of(approach, APPROACHES, "approach") if approach else None,
        "why": options.option("--why"),
        "raised_by": options.option("--raised-by"),
        "theme": options.option("--theme"),
    }
    call.change("", add_initiative, options.word("TITLE"), fields)


@writes(
    NAME,
    Operand("KEY=VALUE", "such as owner_after=sara, readiness.time=2", many=True),
    example='tuiwork initiative set photo mandate="Ali decides what is photographed"',
)
def initiative_set(call: Call) -> None:
    """Fields of an initiative set, cleared or added to; rows are added with +=."""
    from tuiwork.verbs.initiatives.setting import set_initiative

    call.load(Scope(folders=()))
    name, words = call.arguments.word("INITIATIVE"), call.arguments.words("KEY=VALUE")
    call.change("", set_initiative, name, words)


@writes(
    NAME,
    Option("--to", f"a stage: {', '.join(STAGES[:-1])}; the next one by default", "STAGE"),
    Option("--force", "go on although questions are blank; needs --reason"),
    Option("--reason", "why, visible until the blanks are answered", "TEXT"),
    Option("--stops", "what stops so that it can start; may be given again", "INITIATIVE",
           offers="initiatives"),
    Option("--confidence", "how sure you are at launch that it will last, 0 to 100", "NUMBER"),
    example="tuiwork initiative advance photo-reports",
)  # fmt: skip
def initiative_advance(call: Call) -> None:
    """An initiative in its next stage; a gate with blanks names them and holds it."""
    from tuiwork.verbs.initiatives.advancing import advance

    call.load(EVERYTHING)
    options = call.arguments
    confidence = options.option("--confidence")
    call.change(
        "",
        advance,
        options.word("INITIATIVE"),
        options.option("--to"),
        force=options.flag("--force"),
        reason=options.option("--reason") or "",
        stops=options.every("--stops"),
        confidence=None if confidence is None else as_number("--confidence", confidence),
    )


@writes(
    NAME,
    Operand("OUTCOME", ", ".join(OUTCOMES)),
    Operand("NOTE", "what there is to say about it", needed=False, many=True),
    example="tuiwork initiative close photo-reports abandoned",
)
def initiative_close(call: Call) -> None:
    """An initiative that is over, with its outcome."""
    from tuiwork.verbs.initiatives.beginning import close_initiative

    call.load(EVERYTHING)
    words = call.arguments
    call.change(
        "", close_initiative, words.word("INITIATIVE"), words.word("OUTCOME"), words.word("NOTE")
    )
