"""Ends that nobody chose: a mistake of ours is told in a sentence, what was being written kept."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from tuiwork.errors import NotSaved
from tuiwork.tui.core import Core
from tuiwork.tui.widgets.ask import Ask
from tuiwork.tui.widgets.form import Form


class Crashing(Core):
    """The part of the app that sees to what nobody asked for."""

    def _fatal_error(self) -> None:
        error = self._exception
        self.say_at_the_end(
            f"stopped by a mistake of its own: {type(error).__name__}: {error}\n"
            f"What you did is saved. The details are in {_keep_details()}."
        )
        self.keep_unsent()
        self._close_messages_no_wait()

    def say_at_the_end(self, words: str) -> None:
        """Have this said, too, when the screens are gone."""
        self.parting_words = f"{self.parting_words}\n{words}".strip()

    def keep_unsent(self) -> None:
        """Keep what is being written in a question, to say where it lies when we are gone."""
        asked = [one.unsent for one in self.screen_stack if isinstance(one, Ask | Form)]
        text = "\n".join(filter(None, asked))
        if not (text and self.is_open):
            return
        from tuiwork.store.drafts import keep_text

        try:
            kept = keep_text(self.desk.session.local, "unsent.txt", f"{text}\n")
        except NotSaved as error:
            self.say_at_the_end(f"{error.message}: {text}")
        else:
            self.say_at_the_end(f"What you were writing is kept in {kept}.")


def _keep_details() -> Path:
    """The file in which the way to the mistake is kept."""
    import traceback

    from tuiwork.remembered import state_folder

    file = state_folder() / "crash.txt"
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(traceback.format_exc(), "utf-8", errors="backslashreplace")
    return file
