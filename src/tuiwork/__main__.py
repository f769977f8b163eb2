"""`tuiwork` and `python -m tuiwork`."""

from __future__ import annotations

import gc
import sys


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
    try:
        from tuiwork.cli.run import run

        code = run(words)
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    main()
