"""Where the program starts: a batch verb goes to the command line, everything else opens the window.

Imports nothing heavy: the window must be on the screen before the libraries are.
"""

from __future__ import annotations

import sys

VERBS = ("check", "example", "import", "rates", "spc", "star")


def main(arguments: list[str] | None = None) -> int:
    """Run the program. Returns the exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    if given and (given[0] in VERBS or given[0] in ("-h", "--help", "--version")):
        try:
            from stewardship_desktop.cli import run

            return run(given)
        except KeyboardInterrupt:
            return 130
    from stewardship_desktop.ui.shell.boot import run_window

    return run_window(given)


if __name__ == "__main__":
    sys.exit(main())
