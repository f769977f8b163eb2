"""The lines of the start of a period: what is to be decided on, and what was decided so far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from textual.content import Content

from tuiwork.dataclass import dataclass
from tuiwork.insight.capacity import needs_of
from tuiwork.insight.room import Room
from tuiwork.insight.starting import ORIGINS, Offer, Start
from tuiwork.model.plan import State
from tuiwork.model.workspace import Workspace
from tuiwork.text.dates import describe_date
from tuiwork.tui.pane_text import led, wrapped
from tuiwork.tui.planning.drawing import bar_of_share, content_of, percent
from tuiwork.tui.planning.period_lines import room_line
from tuiwork.tui.widgets.columns import Column, Line, Part, fit, lay_out
from tuiwork.tui.widgets.rows import Row
from tuiwork.verbs.plans import Choice

SIGNS: Mapping[State | None, tuple[str, str]] = {
    "in": ("done", "done"),
    "waiting": ("waiting", "accent"),
    "declined": ("dropped", "dim"),
    None: ("todo", "dim"),
}
WORDS: Mapping[State | None, str] = {
    "in": "in",
    "waiting": "waits",
    "declined": "declined",
    None: "",
}
BAR = 20

_COLUMNS = (
    Column("sign", 1),
    Column("choice", 8),
    Column("title"),
    Column("words", 30, gap=2, rank=1),
    Column("owner", 6, gap=2, rank=2),
)


@dataclass(frozen=True, slots=True)
class Deciding:
    """An offer and what was decided on it so far."""

    offer: Offer
    choice: Choice | None


def start_rows(found: Start, choices: Mapping[str, Choice]) -> list[Row]:
    """The offers under where they come from."""
    return list(_rows(found, choices))


def _rows(found: Start, choices: Mapping[str, Choice]) -> Iterator[Row]:
    first = True
    for origin, title in ORIGINS.items():
        offers = [one for one in found.offers if one.origin == origin]
        if offers and not first:
            yield Row(f":gap {origin}", "", header=True)
        if offers:
            first = False
            yield Row(f":title {origin}", title[:1].upper() + title[1:], header=True)
        for one in offers:
            key = one.subject.reference
            yield Row(key, Deciding(one, choices.get(key)))


def start_head(
    found: Start,
    choices: Mapping[str, Choice],
    told: Room | None,
    signs: Mapping[str, str],
    key: str,
) -> list[Line]:
    """How far one is, the key that finishes, and the room with what was taken on so far."""
    known = {one.subject.reference for one in found.offers}
    made = [one for key, one in choices.items() if key in known]
    line: list[Part] = [
        (f"{len(made)} of {len(found.offers)} decided", "strong"),
        (f"   {counts(made)}", "dim"),
        (f"   {key}", "accent"),
        (" writes it", "dim"),
    ]
    return [line, room_line(told, signs)]


def counts(choices: Sequence[Choice]) -> str:
    """How many are in, wait and are declined."""
    found = {state: sum(one.state == state for one in choices) for state in WORDS if state}
    return f"{found['in']} in, {found['waiting']} waiting, {found['declined']} declined"


def draw_offer(one: Deciding, width: int, signs: Mapping[str, str]) -> Line:
    """The line of an offer."""
    state, standing = one.choice.state if one.choice else None, one.offer.standing
    sign, tone = SIGNS[state]
    cells: Mapping[str, str | Line] = {
        "sign": [(signs[sign], tone)],
        "choice": [(WORDS[state], tone)],
        "title": [(standing.title, "dim" if state == "declined" else "")],
        "words": [(standing.words, "dim")],
        "owner": [(standing.owner, "accent") if standing.owner else ("nobody", "today")],
    }
    return lay_out(fit(_COLUMNS, width), cells, cut_sign=signs["cut"])


def offer_lines(
    workspace: Workspace, one: Deciding, today: date, width: int, signs: Mapping[str, str]
) -> list[Content]:
    """Everything about an offer that helps to decide on it."""
    standing, offer = one.offer.standing, one.offer
    lines = list(wrapped(standing.title, width, "bold"))
    lines += wrapped(f"{offer.subject.reference}, {ORIGINS[offer.origin]}", width, "$dim")
    lines.append(Content(""))
    if standing.progress is not None:
        bar: list[Part] = [*bar_of_share(standing.progress, BAR, signs)]
        lines.append(content_of([*bar, (f"  {percent(standing.progress)}", "strong")]))
    lines += wrapped(standing.words, width, "")
    owner = f"{standing.owner} owns it" if standing.owner else "nobody owns it"
    lines += wrapped(owner, width, "" if standing.owner else "$today")
    lines += _needs(workspace, offer, width)
    item = standing.item
    if item.reason:
        lines += [Content(""), *led("last time  ", item.reason, width, "")]
    if item.revisit:
        lines += led("again      ", describe_date(item.revisit, today), width, "")
    if one.choice is not None:
        why = f": {one.choice.reason}" if one.choice.reason else ""
        lines += [Content(""), *wrapped(f"Now {WORDS[one.choice.state]}{why}", width, "$focus")]
    return lines


def _needs(workspace: Workspace, offer: Offer, width: int) -> Iterator[Content]:
    """Whom an initiative needs."""
    initiative = workspace.initiatives.get(offer.subject.name)
    if offer.subject.kind != "initiative" or initiative is None:
        return
    needs = needs_of(initiative)
    words = ", ".join(f"{one.person} {one.hours:g} h a week" for one in needs)
    yield from led("needs ", words or "it does not say whom", width, "" if needs else "$dim")
