"""What is asked about a person: their hours, when they are away, what time is kept free."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial

from tuiwork.errors import Refused
from tuiwork.model.change import Actor, Change
from tuiwork.model.fields import field_of
from tuiwork.model.ids import slug
from tuiwork.model.kinds import Kind
from tuiwork.model.person import HOURS_IN_A_WEEK, Absence, Person, Protected
from tuiwork.model.workspace import Workspace
from tuiwork.text.values import parse_value
from tuiwork.tui.planning.load_text import away_words
from tuiwork.tui.planning.what_if import day_words
from tuiwork.tui.widgets.form import Blank, Form, Understood
from tuiwork.verbs.people import add_person, set_person

HOURS, AWAY, WHY, BACK, PROTECT = "hours", "away", "why", "back", "protect"
HANDLE, NAME, EMAIL = "handle", "name", "email"
Answers = Mapping[str, str]


def ask_person(
    workspace: Workspace, actor: Actor, person: Person, answers: Answers, problem: str = ""
) -> Form:
    """The hours of a person's week, one more absence or one that is off, time to be kept free."""
    today = actor.today
    hours = "" if person.hours is None else f"{person.hours:g}"
    ahead = [away_words(one) for one in person.absences if one.last >= today]
    kept = [f"{one.hours:g} h {one.what}".rstrip() for one in person.protected]
    days, day = partial(_days, workspace, today), partial(_day, workspace, today)
    blanks = [
        _blank(HOURS, "Hours a week", hours, lambda text: f"{_number(text):g} h", "37"),
        _blank(AWAY, "Away", "", lambda text: away_words(days(text)), "22 jun..26 jun, or a day",
               "; ".join(ahead)),
        _blank(WHY, "What for", "", str, "holiday"),
        _blank(BACK, "Not away on", "", lambda text: day_words(day(text)),
               "a day of an absence that is off"),
        _blank(PROTECT, "Keep free", "", lambda text: _kept_words(_kept(text)),
               "7 support; 0 support ends it", "; ".join(kept)),
    ]  # fmt: skip
    told = [one._replace(initial=answers.get(one.key, one.initial)) for one in blanks]
    return Form(f"{person.title}’s hours", told, problem, told=answers)


def set_by_form(workspace: Workspace, actor: Actor, handle: str, answers: Answers) -> Change:
    """What the form says of a person, as a Change. Raises Refused."""
    given = {key: text.strip() for key, text in answers.items() if text.strip()}
    if WHY in given and AWAY not in given:
        raise Refused("say on which days the absence is that has this reason")
    away = _days(workspace, actor.today, given[AWAY]) if AWAY in given else None
    return set_person(
        workspace,
        actor,
        handle,
        hours=_number(given[HOURS]) if HOURS in given else None,
        away=away and Absence(away.first, away.last, given.get(WHY, "")),
        back=_day(workspace, actor.today, given[BACK]) if BACK in given else None,
        protect=_kept(given[PROTECT]) if PROTECT in given else None,
    )


def ask_new_person(answers: Answers, problem: str = "") -> Form:
    """Who somebody is, and how many hours a week they have."""
    blanks = [
        _blank(NAME, "Name", "", str, "Ole Holm"),
        _blank(HANDLE, "Handle", "", slug, "a short name such as ole"),
        _blank(HOURS, "Hours a week", "", lambda text: f"{_number(text):g} h", "37"),
        _blank(EMAIL, "E-mail", "", str, "the address that git knows them by"),
    ]
    told = [one._replace(initial=answers.get(one.key, one.initial)) for one in blanks]
    return Form("Add a person", told, problem, told=answers)


def add_by_form(workspace: Workspace, actor: Actor, answers: Answers) -> Change:
    """The person whom the form tells of. Raises Refused."""
    given = {key: text.strip() for key, text in answers.items() if text.strip()}
    name = given.get(NAME, "")
    hours = _number(given[HOURS]) if HOURS in given else None
    handle = given.get(HANDLE) or slug(name.partition(" ")[0])
    return add_person(workspace, actor, handle, name, hours=hours, email=given.get(EMAIL))


def _blank(
    key: str, label: str, initial: str, mean: Callable[[str], str], hint: str, now: str = ""
) -> Blank:
    """A line whose text means what `mean` says, or is refused by it; empty it shows what is
    there `now`."""

    def read(text: str) -> Understood:
        if not text.strip():
            return Understood(f"now {now}" if now else "")
        try:
            words = mean(text.strip())
        except Refused as error:
            return Understood(error.message.partition(": ")[2] or error.message, ok=False)
        return Understood("" if words == text.strip() else words)

    return Blank(key, label, initial, read, _nothing, hint)


def _nothing(text: str) -> str | None:
    del text
    return None


def _number(text: str) -> float:
    try:
        hours = float(text.lower().removesuffix("h").replace(",", "."))
    except ValueError:
        raise Refused(f"“{text}” is no number of hours") from None
    if not 0 <= hours <= HOURS_IN_A_WEEK:
        raise Refused(f"a week has 0 to {HOURS_IN_A_WEEK} hours, not {text}")
    return hours


def _day(workspace: Workspace, today: date, text: str) -> date:
    field = field_of(Kind.TASK, "due")
    assert field is not None
    value = parse_value(workspace, field, text, today)
    assert isinstance(value, date)
    return value.date() if isinstance(value, datetime) else value


def _days(workspace: Workspace, today: date, text: str) -> Absence:
    first, dots, last = text.partition("..")
    begin = _day(workspace, today, first.strip())
    end = _day(workspace, today, last.strip()) if dots else begin
    if end < begin:
        raise Refused(f"{day_words(end)} is before {day_words(begin)}")
    return Absence(begin, end)


def _kept(text: str) -> Protected:
    hours, _, what = text.partition(" ")
    return Protected(_number(hours), what.strip().removeprefix("h ").strip())


def _kept_words(kept: Protected) -> str:
    what = f" for {kept.what}" if kept.what else ""
    return f"{kept.hours:g} h every week{what}" if kept.hours else f"no time kept free{what}"
