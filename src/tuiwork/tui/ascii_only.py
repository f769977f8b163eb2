"""ASCII mode: what is drawn around people's own words is drawn with plain characters, too."""

from __future__ import annotations

from collections.abc import Mapping

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tuiwork.text.symbols import SYMBOLS

_HORIZONTAL, _VERTICAL, _CORNERS = "─━╌┄╴╶╸╺—–", "│┃╎┆╵╷╹╻", "╭╮╰╯┌┐└┘├┤┬┴┼"
_FULL, _PARTIAL = "█▉▊▋▌▓", "▁▂▃▄▅▆▇▍▎▏▐░▒▀▔▕"
_TYPE = {"·": "-", "…": ".", "“": '"', "”": '"', "’": "'", "×": "x", "→": ">", "←": "<"}
_ARROWS = {"↑": "^", "↓": "v", "⇧": "^"}


def _twins() -> Mapping[int, str]:
    signs = {sign: twin for sign, twin in SYMBOLS.values() if len(sign) == len(twin) == 1}
    drawn = (
        dict.fromkeys(_HORIZONTAL, "-")
        | dict.fromkeys(_VERTICAL, "|")
        | dict.fromkeys(_CORNERS, "+")
        | dict.fromkeys(_FULL, "#")
        | dict.fromkeys(_PARTIAL, " ")
    )
    return str.maketrans(drawn | _TYPE | _ARROWS | signs)


TWINS = _twins()


class AsciiOnly(LineFilter):
    """Puts an ASCII twin, one cell wide, in the place of every sign; letters stay."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments in plain characters."""
        del background
        return [
            one if one.text.isascii() else Segment(one.text.translate(TWINS), one.style)
            for one in segments
        ]
