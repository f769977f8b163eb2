"""Front matter that somebody with bad intent, or a broken program, may push."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

from tuiwork.model.fields import FIELDS

KEYS = list(dict.fromkeys(field.key for field in FIELDS))

HOSTILE: dict[str, str] = {
    "a key twice": 'title = "a"\ntitle = "b"\n',
    "an integer of 5,000 digits": "n = " + "9" * 5_000,
    "a hexadecimal integer of 8,000 digits": "n = 0x" + "f" * 8_000,
    "integers that no float can hold": "urgency = 1" + "0" * 190 + "\neffect = 0x" + "f" * 199,
    "a float of many digits": "urgency = 1." + "0" * 190 + "1e-5",
    "a float beyond all floats": "urgency = 1e999",
    "1,000 nested arrays": "x = " + "[" * 1_000 + "]" * 1_000,
    "1,000 nested tables": "x = " + "{a=" * 1_000 + "1" + "}" * 1_000,
    "arrays nested over lines": "x = [\n" * 900,
    "a key of 10,000 parts": ".".join(["a"] * 10_000) + " = 1",
    "a key of 4,000 parts": ".".join(["a"] * 4_000) + " = 1",
    "a header of 4,000 parts": "[" + ".".join(["a"] * 3_999) + "]",
    "an inline key of 3,000 parts": "x = { " + ".".join(["a"] * 3_000) + " = 1 }",
    "spaced key parts": "a . " * 1_900 + "b = 1",
    "many dotted keys": "".join(f"a.b{n}.c.d.e.f = 1\n" for n in range(1_900)),
    "many tables": "".join(f"[a{n}]\n" for n in range(1_990)),
    "many rows": "[[a]]\n" * 1_990,
    "deeper and deeper tables": "".join(f"[{'.'.join('abcdefg')}.x{n}]\n" for n in range(1_900)),
    "200,000 keys": "".join(f"k{n}=1\n" for n in range(200_000)),
    "2,000 keys": "".join(f"k{n}=1\n" for n in range(1_990)),
    "a comment of 5 MB": "#" + "x" * 5_000_000,
    "a string of 10 MB": 'x = "' + "x" * 10_000_000 + '"',
    "nothing is a number": "urgency = nan\neffect = -inf\n",
    "year 0": "due = 0000-01-01\n",
    "second 60": "due = 2026-06-19T10:00:60Z\n",
    "the last second there is": "due = 9999-12-31T23:59:59.999999-23:59\n",
    "the first one": "due = 0001-01-01T00:00:00+23:59\n",
    "offset 24": "due = 2026-06-19T10:00:00+24:00\n",
    "month 13": "due = 2026-13-01\n",
    "an empty key": '"" = 1\n',
    "dunder keys": '__class__ = "x"\n__init__ = 1\n"__proto__" = { a = 1 }\n',
    "a list for a title": "title = [1]\n",
    "a table for a title": 'title = { a = "b" }\n[owner]\nx = 1\n',
    "an unknown status": 'status = "zzz"\n',
    "a lone surrogate": 'title = "\\ud800"\n',
    "NUL escaped": 'title = "\\u0000"\n',
    "ESC escaped": 'title = "\\u001b]52;c;eA==\\u0007"\n',
    "ESC": 'title = "\x1b[2J"\n',
    "bare CR": 'title = "x"\rowner = "y"\n',
    "CR in a string": 'title = "x\ry"\n',
    "CRLF": 'title = "x"\r\nowner = "sara"\r\n',
    "a BOM inside": '\ufefftitle = "x"\n',
    "conflict markers": '<<<<<<< HEAD\ntitle = "a"\n=======\ntitle = "b"\n>>>>>>> x\n',
    "quotes that never end": 'x = "' + '\\"' * 4_000 + "\n" + ('y = "' + '\\"' * 4_000 + "\n") * 6,
    "text quotes that never end": 'x = """' + "'''" * 10_000,
    "odd quotes": '"""\\' * 8_000,
    "single quotes": "'" * 8_001 + "\n" + "'" * 8_001,
    "brackets and dots": "." * 60_000,
    "blanks": (" " * 30 + "\n") * 1_990 + "title = 1\nowner = 2\nstatus = 3\npriority = 4\n",
    "digits in rows": ("1" * 199 + " ") * 300,
    "one array over many lines": "x = [\n" + "[1],\n" * 1_990 + "]\n",
    "many arrays over lines": "".join(f"k{n} = [\n[1],\n[2]]\n" for n in range(600)),
    "many strings in one array": "tags = [\n" + '"a", "b", "c",\n' * 1_900 + "]\n",
    "emoji": 'title = "' + "\U0001f469\u200d\U0001f527" * 2_000 + '"\n',
    "combining marks": 'title = "a' + "\u0301" * 8_000 + '"\n',
    "everything of the wrong type": "".join(f"{key} = [[1]]\n" for key in KEYS),
    "nothing": "",
    "only blanks": "\n \n\t\n",
    "no TOML at all": "title: x\n- a\n",
}

HARMLESS = {
    "a float of many digits",
    "many dotted keys",
    "many tables",
    "many rows",
    "deeper and deeper tables",
    "2,000 keys",
    "one array over many lines",
    "many arrays over lines",
    "many strings in one array",
    "an empty key",
    "dunder keys",
    "an unknown status",
    "NUL escaped",
    "ESC escaped",
    "CRLF",
    "emoji",
    "combining marks",
    "integers that no float can hold",
    "the last second there is",
    "the first one",
    "nothing",
    "only blanks",
}
"""The names of those that are TOML with values of the right types, which reading need not tell."""


def seconds(call: Callable[[], object]) -> float:
    """The time a call takes the processor at best, whatever else the machine does meanwhile."""
    times = []
    for _ in range(3):
        begun = process_time()
        call()
        times.append(process_time() - begun)
        if times[-1] < 0.05:
            break
    return min(times)
