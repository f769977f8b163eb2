"""The top line: which workspace, where in it, how the exchange with the team stands, who."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from tuiwork.tui.content import plain, put


class TopLine(Horizontal):
    """Shows what it is told."""

    DEFAULT_CSS = """
    TopLine {
        height: 1;
        background: $surface;
        padding: 0 1;
        & > Static {
            width: auto; height: 1; color: $dim; text-wrap: nowrap; text-overflow: ellipsis;
        }
        & > .top--where { width: 1fr; color: $foreground; }
        & > .top--sync { padding: 0 2; }
    }
    """

    def compose(self) -> ComposeResult:
        yield Static(classes="top--where")
        yield Static(classes="top--sync")
        yield Static(classes="top--who")

    def show(self, workspace: str, place: str, sync: str, who: str) -> None:
        """Show these words."""
        where = Content.assemble(plain(workspace).stylize("bold"), "   ", plain(place))
        put(self.query_one(".top--where", Static), where)
        put(self.query_one(".top--sync", Static), plain(sync))
        put(self.query_one(".top--who", Static), plain(who))
