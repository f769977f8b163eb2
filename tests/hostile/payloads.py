"""The hostile texts as data, by what they are after; each goes into every field there is.

`HACK` stands in every text that would command a terminal, so that it is found in what came out.
"""

from __future__ import annotations

TERMINAL = {
    "clipboard": "T\x1b]52;c;SEFDSw==\x07",
    "window title": "\x1b]0;HACK\x07",
    "window title, unfinished": "T\x1b]0;HACK",
    "clear the screen": "\x1b[2JHACK",
    "ask for the cursor": "\x1b[6nHACK",
    "reset": "\x1bcHACK",
    "blink": "\x1b[5mHACK\x1b[25m",
    "device string": "\x1bPHACK\x1b\\",
    "program command": "\x1b_HACK\x1b\\",
    "privacy message": "\x1b^HACK\x1b\\",
    "link": "\x1b]8;;http://HACK\x1b\\x\x1b]8;;\x1b\\",
    "mouse on": "\x1b[?1003hHACK",
    "other screen": "\x1b[?1049lHACK",
    "paste": "\x1b[201~HACK\r",
    "C1 colour": "\x9b45mHACK",
    "C1 clipboard": "\x9d52;c;SEFDSw==\x9c",
    "C1 device string": "\x90HACK\x9c",
    "bell, backspace, delete": "a\x07\x08\x08\x7fHACK",
    "carriage return": "good\rHACK",
    "shift out": "\x0eHACK\x0f",
    "vertical": "a\x0bb\x0cHACK",
    "next line": "a\x85HACK",
    "tab": "a\tHACK",
}
"""What a terminal would obey."""

HIDDEN = {
    "right to left": "\u202egnp.exe",
    "isolates": "\u2066a\u2067b\u2068c\u2069",
    "marks of direction": "a\u200eb\u200fc\u061cd",
    "zero width": "a\u200bb\u200cc\u200dd\u2060e\ufefff",
    "tag letters": "a\U000e0041\U000e0042\U000e007f",
    "marks piled up": "a" + "\u0301" * 500,
    "marks of a script piled up": "ก" + "\u0e49" * 500,
    "soft hyphens": "pass\u00adword",
    "separators": "a\u2028b\u2029c",
    "annotation": "\ufff9a\ufffab\ufffb",
    "filler": "\u3164\u115f\u1160\uffa0x",
    "variation": "x\ufe0e\ufe0f\U000e0100",
    "music": "\U0001d173x\U0001d17a",
    "wide": "漢字" * 40,
    "emoji": "👩‍🔧 🏳️‍🌈 🇩🇰",
    "noncharacter": "\uffff\U0010ffffx",
    "private": "\ue000\U000f0000x",
}
"""What hides text, or shows it in another order or width than it has."""

MARKUP = {
    "quit": "[@click=app.quit()]x[/]",
    "any key": "[@click=app.simulate_key('ctrl+t')]x[/]",
    "a file": "[@click=app.screenshot('e.svg','dir')]x[/]",
    "bare click": "[@click=app.bell]X",
    "link in markup": "[link='http://e']x[/]",
    "rich link": "[link=http://e]x[/link]",
    "no such tag": "a [/nope] b",
    "opening": "[",
    "closing": "[/",
    "closing all": "[/]",
    "backslash": "\\",
    "backslash at the end": "a[b]\\",
    "an index": "[0]",
    "list": "[true, false]",
    "equals": "[=",
    "a variable": "$x ${x} $$",
    "colour": "[red]x[/red] [on blue]y",
    "emoji code": ":smile: [bold",
    "format": "%s %(x)s {0} {x!r} {{",
}
"""What a widget would read as markup."""

MARKDOWN = {
    "option as address": "[x](--flag)",
    "ssh option": "<ssh://-oProxyCommand=touch%20HACKED>",
    "script": "[x](javascript:alert(1)) <script>alert(1)</script>",
    "file": "[x](file:///etc/passwd) ![i](file:///etc/passwd)",
    "data": "[x](data:text/html;base64,SEFDSw==)",
    "address with an escape": "https://e.example/\x1b]52;c;x\x07",
    "address with a quote": "https://e.example/';touch HACKED;'",
    "html": "<b onclick=x>b</b> &#27;[2J &#x9b;45m &#x202e;",
    "escaped letters": "\\x1b[2J \\u001b]52;c;x",
}
"""What a reader of Markdown, or a click, would follow."""

NAMES = {
    "above": "../../x",
    "absolute": "/etc",
    "around": "a/../../b",
    "git": ".git/hooks",
    "home": "~",
    "option": "-rf",
    "long option": "--json",
    "pathspec": ":(glob)*",
    "star": "*",
    "two lines": "a\nb",
    "percent": "%2e%2e/x",
    "backslashes": "..\\..\\x",
    "drive": "C:\\x",
    "device": "CON",
    "dot": ".",
    "dots": "..",
    "blank": " ",
    "substitution": "$(touch HACKED)`touch HACKED`",
    "separator": "; touch HACKED",
    "quote": "'\"",
    "nothing after": "x ",
    "long": "n" * 2_000,
}
"""What a folder, a shell or git would take for another place or for an order."""

SUBJECTS = {
    "trailer": "x\n\nSigned-off-by: boss <boss@example.org>",
    "ids": "x\nIds: 9bz2cw7k\nUndoes: deadbeef",
    "comment line": "# c",
    "scissors": "# ------------------------ >8 ------------------------",
    "fold": "x\n y\n\tz",
}
"""What a commit message would become more than one line by."""

CELLS = {
    "formula": "=1+1",
    "call": "@SUM(1)",
    "plus": "+1",
    "minus": "-1",
    "command": "=cmd|' /C calc'!A0",
}
"""What a spreadsheet would work out."""

PATTERNS = {
    "pattern": "(a+)+$",
    "backtracking": "a" * 40 + "!",
    "brackets": "((((((((((x",
    "negations": "-" * 60,
    "quotes": '"""""""\\',
    "operators": "due:<<<>>>===,,,,",
}
"""What a matcher would work on for long."""

CLAIMS = {
    "boss": "boss@nordvik.example",
    "credential": "https://user:CANARYTOKEN@host.example/r.git",
    "number": "9" * 400,
    "sure": "null",
}
"""What pretends to be something."""

TEXTS: dict[str, str] = {
    f"{group}: {name}": text
    for group, texts in (
        ("terminal", TERMINAL),
        ("hidden", HIDDEN),
        ("markup", MARKUP),
        ("markdown", MARKDOWN),
        ("name", NAMES),
        ("subject", SUBJECTS),
        ("cell", CELLS),
        ("pattern", PATTERNS),
        ("claim", CLAIMS),
    )
    for name, text in texts.items()
}
"""All of them, by group and name."""

TIMES = {
    "the first moment": "0001-01-01T00:00:00Z",
    "the first moment, in the east": "0001-01-01T00:00:00+23:59",
    "the last moment": "9999-12-31T23:59:59Z",
    "the last moment, in the west": "9999-12-31T23:59:59.999999-23:59",
    "the first day": "0001-01-01",
    "the last day": "9999-12-31",
    "the last moment, nowhere": "9999-12-31T23:59:59",
    "the first moment, nowhere": "0001-01-01T00:00:00",
}
"""Dates at the ends of the calendar, as TOML."""

EDITORS = {
    "a command behind it": "false; touch HACKED",
    "a substitution": "false $(touch HACKED)",
    "a pipe": "false | touch HACKED",
    "quotes that do not end": "vi 'x",
    "nothing": " ",
    "a folder": "/",
    "not there": "/nowhere/\x1b[2J/HACK",
}
"""What somebody may have set as the editor."""
