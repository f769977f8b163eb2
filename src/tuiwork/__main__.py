"""`tuiwork` and `python -m tuiwork`."""

from __future__ import annotations

import gc
import sys
from types import TracebackType


def main() -> None:
    """Run the command line and exit with its code."""
    words = sys.argv[1:]
    if words == ["--version"]:
        # Asked by scripts before anything else, so nothing is imported for it.
        from tuiwork import __version__

        print(f"tuiwork {__version__}")  # noqa: T201
        return
    # A command ends before collecting would pay; the screens, which last, turn it on again.
    gc.disable()
    sys.excepthook = tell
    try:
        from tuiwork.cli.run import run

        code = run(words)
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Tell of a mistake of ours; what it repeats of a file may not command the terminal."""
    from traceback import format_exception

    from tuiwork.text.clean import safe

    sys.stderr.write(safe("".join(format_exception(kind, error, trace)), multiline=True))


if __name__ == "__main__":
    main()
