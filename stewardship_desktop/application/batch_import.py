"""Importing a file without a window: prepare, accept, report. A missing workspace is made only on success."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stewardship_desktop.application.importing import Meaning, accept, prepare, refusal
from stewardship_desktop.application.opened import OpenedWorkspace, open_for
from stewardship_desktop.application.runner import Author
from stewardship_desktop.domain.amount import Unit
from stewardship_desktop.domain.budget.report import CheckReport
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.period import Period
from stewardship_desktop.exchange.mapping import load_map
from stewardship_desktop.store.workspace import create


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
                accept(opened, prepared).result()
                keep()
            return prepared.report
    except UserFixable as error:
        return refusal(error)


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
    if workspace.exists():
        opened = _ready(author, workspace)
        try:
            yield opened, keep
        finally:
            opened.close()
        return
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / workspace.name
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


def _place(made: Path, workspace: Path) -> None:
    part = workspace.with_name(f"{workspace.name}.part")
    try:
        workspace.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(made, part)
        part.replace(workspace)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UserFixable(
            f"No workspace can be made in {workspace.parent}: {error.strerror}.",
            "Choose a folder of your own.",
        ) from error
