"""Puts a finished file in its place whole, or not at all. It knows no format."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from stewardship_desktop.domain.errors import UserFixable


def save_file(path: Path, content: bytes) -> None:
    """Write `content` to `path`, in place of a file that stands there; its folder is made if absent.

    Written beside its place, forced to disk and moved there: nobody ever meets half a file. Raises
    `UserFixable` where that cannot be done; what stood there before is then untouched.
    """
    part = path.with_name(f".{path.name[:60]}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise UserFixable(
            f"{path} can't be written: {error.strerror or error}.",
            "Close it if it is open in another program, or choose a folder of your own.",
        ) from error
