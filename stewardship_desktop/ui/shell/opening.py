"""The work behind opening a workspace, for a job's thread: the window answers meanwhile. Shows nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from stewardship_desktop.application.locations import database_folder
from stewardship_desktop.ui.rooms import BY_ID

if TYPE_CHECKING:
    from stewardship_desktop.application.opened import OpenedWorkspace
    from stewardship_desktop.ui.jobs import Report

FIRST_ROOM = "home"

AuthorFields = tuple[str, str, str, str]
"""Person id, name, role and organisation of who acts."""


def open_file(report: Report, path: Path, who: AuthorFields) -> OpenedWorkspace:
    """Open a workspace, brought up to date where it is of an earlier version."""
    from stewardship_desktop.application.opened import open_for
    from stewardship_desktop.application.runner import Author

    report(None, f"Opening {path.name}")
    opened = open_for(Author(*who), path, progress=lambda words, share: report(share, words))
    # What the first room needs is imported here: on the GUI thread the window would stand still.
    BY_ID[FIRST_ROOM].load()
    return opened


def open_example(report: Report, path: Path, who: AuthorFields) -> OpenedWorkspace:
    """Open the example, building it the first time."""
    if not path.exists():
        from stewardship_desktop.application.example import build_example

        build_example(path, database_folder(), report)
    return open_file(report, path, who)


def make_and_open(report: Report, path: Path, who: AuthorFields) -> OpenedWorkspace:
    """Make an empty workspace and open it. Raises UserFixable when there is a file already."""
    from stewardship_desktop.application.opened import make_workspace

    make_workspace(path)
    return open_file(report, path, who)
