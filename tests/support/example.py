"""The example workspace, built once a run and copied for each test that wants one of its own."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path

from stewardship_desktop.application.example import build_example
from stewardship_desktop.application.locations import database_folder


@cache
def _master() -> tuple[tempfile.TemporaryDirectory[str], Path]:
    folder = tempfile.TemporaryDirectory(prefix="example")
    path = Path(folder.name) / "Example.stewardship"
    build_example(path, database_folder(), lambda _share, _words: None)
    return folder, path


def copy_example(folder: Path, name: str = "Example.stewardship") -> Path:
    """An example workspace of the caller's own in `folder`."""
    target = folder / name
    shutil.copy2(_master()[1], target)
    return target
