"""The first screen where there is no workspace: make one, clone one, look at the demo, go to one
that is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar, Literal, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.filter import LineFilter
from textual.widgets import Static

from tuiwork.text.clean import safe
from tuiwork.tui import themes
from tuiwork.tui.ascii_only import AsciiOnly
from tuiwork.tui.content import plain
from tuiwork.tui.keymap import key_word
from tuiwork.tui.setup import Setup
from tuiwork.tui.typing_ahead import TypingAhead, asks
from tuiwork.tui.widgets.ask import Ask
from tuiwork.tui.widgets.columns import Line
from tuiwork.tui.widgets.help import key_hints, one_line
from tuiwork.tui.widgets.lines import Lines
from tuiwork.tui.widgets.rows import Row, State

Way = Literal["open", "create", "clone", "demo"]


class Beginning(NamedTuple):
    """What the person wants: a way, and the folder or address it needs."""

    way: Way
    what: str = ""


class _Choice(NamedTuple):
    label: str
    words: str
    beginning: Beginning


class _Ways(Lines):
    """The list of them. It acts itself: a message would come later than a key typed at once."""

    def action_open(self) -> None:
        assert isinstance(self.app, BeginApp)
        if self.key is not None:
            self.app.choose(int(self.key))


class BeginApp(TypingAhead[Beginning]):
    """Asks once, and gives the answer, or None when the person leaves."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q,escape", "quit", "leave", id="begin.leave")]
    CSS = """
    Screen { align: center middle; }
    #card { width: 90%; max-width: 84; height: auto; max-height: 90%; padding: 1 2;
            background: $surface; border: round $focus; border-title-color: $focus; }
    #card Static { height: auto; }
    #card Lines { height: auto; max-height: 60vh; margin: 1 0; background: $surface; }
    #hints { color: $dim; text-align: right; }
    """

    def __init__(self, folder: Path, setup: Setup) -> None:
        super().__init__()
        self._folder = folder
        self._setup = setup
        self._plain = (AsciiOnly(),) if setup.ascii_only else ()
        themes.register(self)
        self.theme = themes.theme_name(setup.theme)
        self.set_keymap(setup.keymap.changes)
        self._choices = list(_choices(setup))

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return themes.meanings(self.current_theme)

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), *self._plain]

    def get_key_display(self, binding: Binding) -> str:
        return key_word(binding.key, ascii_only=self._setup.ascii_only)

    def compose(self) -> ComposeResult:
        with Vertical(id="card") as card:
            card.border_title = Content("tuiwork")
            yield Static(plain(f"There is no workspace in {self._folder}."))
            lines = _Ways(self._draw, row_height=2, can_mark=False)
            lines.styles.height = 2 * len(self._choices)
            yield lines
            yield Static(id="hints")

    def on_mount(self) -> None:
        lines = self.query_one(Lines)
        lines.show(Row(str(at), choice) for at, choice in enumerate(self._choices))
        lines.focus()
        hints = key_hints(self.screen.active_bindings, self.get_key_display)
        opening = Content.assemble(("enter", "$focus"), " choose")
        self.query_one("#hints", Static).update(one_line([opening, *hints]))

    def _draw(self, row: Row, width: int, state: State) -> Sequence[Line]:
        del width, state
        label, words, _ = row.value
        return [[(safe(label), "strong")], [(safe(words), "dim")]]

    def choose(self, at: int) -> None:
        """Take the way at a place of the list."""
        self._go(self._choices[at].beginning)

    @asks
    async def _go(self, beginning: Beginning) -> None:
        """Ask what is still needed, and give the answer."""
        if beginning.way == "create":
            question = Ask(
                "A new workspace in the folder",
                str(_free(self._folder)),
                hint="a folder, which may be a git repository",
                validate=lambda text: None if text.strip() else "A folder is needed.",
                accept="make it",
            )
        elif beginning.way == "clone":
            question = Ask(
                "Clone a workspace that others share",
                hint="git@example.org:team/work.git",
                validate=lambda text: None if text.strip() else "An address is needed.",
                accept="clone",
            )
        else:
            self.exit(beginning)
            return
        answer = await self.push_screen_wait(question)
        if answer is not None:
            self.exit(Beginning(beginning.way, answer.strip()))


def _choices(setup: Setup) -> Iterator[_Choice]:
    for name, path in setup.workspaces.items():
        yield _Choice(f"Open {name}", str(path), Beginning("open", str(path)))
    yield _Choice("Make a workspace", "a folder of text in git, yours", Beginning("create"))
    yield _Choice("Clone one", "that others share, from an address", Beginning("clone"))
    yield _Choice("Look at the demo", "a sample company, in a throw-away copy", Beginning("demo"))


def _free(folder: Path) -> Path:
    """The folder itself where it is empty or a repository, else a new one in it."""
    try:
        names = {one.name for one in folder.iterdir()}
    except OSError:
        names = set()
    return folder if not names or ".git" in names else folder / "work"


def ask_beginning(folder: Path, setup: Setup) -> Beginning | None:
    """Ask on the terminal what to do where there is no workspace."""
    return BeginApp(folder.absolute(), setup).run(mouse=setup.mouse)
