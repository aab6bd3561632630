"""A copy of the open workspace in a file of the person's choice; also when its own file is gone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from stewardship_desktop.ui.shell.session import Session

_FILES = (("Workspaces", ("*.stewardship",)),)


def ask_for_copy(session: Session) -> None:
    """Ask where the copy goes, and write it there; the workspace that is open stays the open one."""
    if session.opened is not None:
        suggested = f"{session.opened.path.stem} copy.stewardship"
        session.ask.choose_file_to_save("Save a copy", _FILES, suggested, partial(_save, session))


def _save(session: Session, target: Path) -> None:
    opened = session.opened
    if opened is None:
        return
    session.window.start_job(
        f"Saving {target.name}", lambda _report: opened.save_copy(target), partial(_saved, session, target)
    )


def _saved(session: Session, target: Path, _result: object) -> None:
    session.window.notify(f"A copy is kept in {target}.", "Open the copy", partial(session.open_file, target))
