"""What a command takes from the line, and the one reader of it: options anywhere, `--` ends them.

Written by hand because words that begin with a hyphen are often meant: `list -tag:waiting`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tuiwork.dataclass import dataclass, field
from tuiwork.errors import Refused


class Usage(Refused):
    """The command was typed in a way it does not have."""

    code = "usage"


@dataclass(frozen=True, slots=True)
class Option:
    """`--name VALUE`, or a switch where `value` is empty. `offers` is what completion lists."""

    name: str
    help: str
    value: str = ""
    short: str = ""
    offers: str = ""


@dataclass(frozen=True, slots=True)
class Operand:
    """A word that stands by its place; of `many` at most one in a command.

    A `free` one may begin with a hyphen.
    """

    name: str
    help: str
    needed: bool = True
    many: bool = False
    free: bool = False
    offers: str = ""


@dataclass(frozen=True, slots=True)
class Arguments:
    """What was typed, by the names of operands and options.

    An option given twice counts last in `options`; `repeated` has all its values.
    """

    operands: Mapping[str, list[str]]
    options: Mapping[str, str]
    repeated: Mapping[str, list[str]] = field(default_factory=dict)

    def words(self, name: str) -> list[str]:
        """The words of an operand."""
        return self.operands.get(name, [])

    def word(self, name: str) -> str:
        """The one word of an operand, empty where it was left out."""
        return " ".join(self.words(name))

    def option(self, name: str) -> str | None:
        """The value of an option, None where it was left out."""
        return self.options.get(name)

    def every(self, name: str) -> list[str]:
        """All values of an option that may be given several times, in the order given."""
        return self.repeated.get(name, [])

    def flag(self, name: str) -> bool:
        """Whether a switch was given."""
        return name in self.options

    def whole(self, name: str, default: int) -> int:
        """The value of an option as a whole number above 0."""
        typed = self.options.get(name)
        if typed is None:
            return default
        if not (typed.isascii() and typed.isdigit() and 0 < int(typed) < 10**9):
            raise Usage(f"{name} takes a number above 0, not “{typed}”")
        return int(typed)


HELP = Option("--help", "show this", short="-h")


def read_arguments(verb: str, takes: Iterable[Option | Operand], words: Sequence[str]) -> Arguments:
    """What the words mean for a command. Raises Usage in one sentence.

    Who asks for help gets the options alone: operands may be missing then.
    """
    options = [one for one in takes if isinstance(one, Option)]
    operands = [one for one in takes if isinstance(one, Operand)]
    given, rest = _split_options(verb, options, words, any(one.free for one in operands))
    last = {name: values[-1] for name, values in given.items()}
    return Arguments({} if HELP.name in given else _assign(verb, operands, rest), last, given)


def _split_options(
    verb: str, options: Sequence[Option], words: Sequence[str], free: bool
) -> tuple[dict[str, list[str]], list[str]]:
    """The values of each option among the words, and the other words."""
    known = {name: one for one in options for name in (one.name, one.short) if name}
    given: dict[str, list[str]] = {}
    rest: list[str] = []
    waiting = list(reversed(words))
    while waiting:
        word = waiting.pop()
        if word == "--":
            rest += reversed(waiting)
            break
        option, value = _option(known, word)
        if option is None:
            if word.startswith("--") or (word[:1] == "-" and len(word) > 1 and not free):
                raise Usage(_unknown(verb, word, known))
            rest.append(word)
        elif not option.value:
            if value is not None:
                raise Usage(f"{option.name} takes no value")
            given.setdefault(option.name, []).append("")
        else:
            if value is None and not waiting:
                raise Usage(f"{option.name} needs a value: {option.name} {option.value}")
            given.setdefault(option.name, []).append(waiting.pop() if value is None else value)
    return given, rest


def _option(known: Mapping[str, Option], word: str) -> tuple[Option | None, str | None]:
    """The option a word is, and the value it carries with it."""
    if word in known:
        return known[word], None
    if word.startswith("--"):
        name, equals, value = word.partition("=")
        return (known.get(name), value) if equals else (None, None)
    short = known.get(word[:2])
    return (short, word[2:]) if short is not None and short.value else (None, None)


def _unknown(verb: str, word: str, known: Mapping[str, Option]) -> str:
    from tuiwork.model.names import suggestion

    name = word.partition("=")[0]
    return f"`{verb}` has no option {name}{suggestion(name, [*known])}"


def _assign(verb: str, operands: Sequence[Operand], words: Sequence[str]) -> dict[str, list[str]]:
    """Each operand's words: those that need one come first, `many` takes what is left over."""
    spare = len(words) - sum(one.needed for one in operands)
    if spare < 0:
        missing = [one for one in operands if one.needed][len(words)]
        raise Usage(f"{verb} needs {missing.name}: {missing.help}")
    found: dict[str, list[str]] = {}
    at = 0
    for one in operands:
        more = spare if one.many else min(spare, 0 if one.needed else 1)
        count = one.needed + more
        spare -= more
        found[one.name] = list(words[at : at + count])
        at += count
    if spare:
        raise Usage(f"{verb} takes nothing after “{words[at - 1] if at else verb}”: {words[at]}")
    return found
