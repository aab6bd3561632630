"""Importing a file without a window: prepare, accept, report. A missing workspace is made only on success."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from pathlib import Path

from stewardship_desktop.application.importing import Meaning, accept, prepare, refusal
from stewardship_desktop.application.opened import OpenedWorkspace, open_for
from stewardship_desktop.application.runner import Author, Done
from stewardship_desktop.domain.amount import Unit
from stewardship_desktop.domain.budget.book import BudgetImport
from stewardship_desktop.domain.budget.report import CheckReport
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.period import Period
from stewardship_desktop.exchange.mapping import load_map
from stewardship_desktop.store.disk import put_in_place
from stewardship_desktop.store.workspace import create, refuse_odd_place


def import_file(
    author: Author,
    workspace: Path,
    *,
    kind: str,
    file: Path,
    period: str,
    unit: str,
    map_file: Path | None = None,
) -> CheckReport:
    """Import one file as a new version, unless it is refused. The report says what was found.

    Everything that a person can mend comes back as a report that refuses, with nothing written.
    """
    try:
        meaning = Meaning(period=Period.parse(period), unit=Unit(unit))
        said = None if map_file is None else load_map(map_file)
        with _opened(author, workspace) as (opened, keep):
            prepared = prepare(opened, file, kind, said, meaning)
            if not prepared.refused:
                _see_through(accept(opened, prepared))
                keep()
            return prepared.report
    except UserFixable as error:
        return refusal(error)


def _see_through(kept: Future[Done[BudgetImport]]) -> None:
    """Wait until the figures are on the disk. Too late to stop: what is said afterwards must be true."""
    try:
        kept.result()
    except KeyboardInterrupt:
        kept.result()


class _Kept:
    """Whether a new workspace has earned its place."""

    def __init__(self) -> None:
        self.asked = False

    def __call__(self) -> None:
        self.asked = True


@contextmanager
def _opened(author: Author, workspace: Path) -> Iterator[tuple[OpenedWorkspace, _Kept]]:
    """The workspace, checked and ready; or a new one, put in its place only when it is to be kept."""
    keep = _Kept()
    refuse_odd_place(workspace)
    if workspace.exists():
        opened = _ready(author, workspace)
        try:
            yield opened, keep
        finally:
            opened.close()
        return
    with tempfile.TemporaryDirectory(prefix="stewardship-") as folder:
        # Any name will do here; one of the person's own may be too long to put ".lock" behind it.
        made = Path(folder) / "new.stewardship"
        create(made)
        opened = _ready(author, made)
        try:
            yield opened, keep
        finally:
            opened.close()
        if keep.asked:
            _place(made, workspace)


def _ready(author: Author, path: Path) -> OpenedWorkspace:
    opened = open_for(author, path)
    if not opened.ready:
        opened.check(lambda _words, _share: None)
    return opened


def _claim(part: Path, workspace: Path) -> None:
    """Take the name, unless somebody has it by now. Raises FileExistsError."""
    try:
        os.link(part, workspace)
    except FileExistsError:
        raise
    except OSError as error:
        # A disk without hard links; a name taken in the blink before the next line is all it leaves open.
        if workspace.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from error


def _place(made: Path, workspace: Path) -> None:
    """Copy a finished workspace to where it is wanted, whole or not at all, over nobody else's file."""
    missing = [folder for folder in workspace.parents if not folder.exists()]
    part = workspace.with_name(f"{workspace.name}.{os.getpid()}.part")
    try:
        workspace.parent.mkdir(parents=True, exist_ok=True)
        with made.open("rb") as source, part.open("xb") as copy:
            shutil.copyfileobj(source, copy)
        _claim(part, workspace)
        put_in_place(part, workspace)
        part.unlink(missing_ok=True)
    except BaseException as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        for folder in missing:
            with suppress(OSError):
                folder.rmdir()
        if isinstance(error, FileExistsError) and workspace.is_file():
            raise UserFixable(
                f"{workspace} was made by somebody else meanwhile; nothing was written.", "Import again."
            ) from error
        if isinstance(error, OSError):
            raise UserFixable(
                f"No workspace can be made in {workspace.parent}: {error.strerror}.",
                "Choose a folder of your own.",
            ) from error
        raise
