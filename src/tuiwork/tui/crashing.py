"""A mistake of ours that cannot be survived: told in a sentence, its details kept in a file."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from tuiwork.tui.core import Core


class Crashing(Core):
    """The part of the app that ends it when it has to."""

    def _fatal_error(self) -> None:
        error = self._exception
        self.parting_words = (
            f"stopped by a mistake of its own: {type(error).__name__}: {error}\n"
            f"What you did is saved. The details are in {_keep_details()}."
        )
        self._close_messages_no_wait()


def _keep_details() -> Path:
    """The file in which the way to the mistake is kept."""
    import traceback

    from tuiwork.remembered import state_folder

    file = state_folder() / "crash.txt"
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(traceback.format_exc(), "utf-8", errors="backslashreplace")
    return file
