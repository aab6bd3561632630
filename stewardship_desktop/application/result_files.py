"""Puts the results of a batch verb in their places: all of them, or none and the folder as it was.

Knows nothing of what is in them.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.store.disk import put_in_place


def refuse_odd_folder(out: Path, names: Sequence[str], inputs: Iterable[Path | None]) -> None:
    """Refuse, before any work is done, a folder that can't take the results or whose files are the input.

    Raises `UserFixable`.
    """
    given_files = [each for each in inputs if each is not None]
    try:
        if out.exists() and not out.is_dir():
            raise UserFixable(f"{out} is a file, not a folder.", "Name a folder for the results.")
        for name in names:
            target = out / name
            if target.exists() and not target.is_file():
                raise UserFixable(f"{target} isn't a file.", "Name another folder for the results.")
            for given in given_files:
                if given.exists() and target.exists() and given.samefile(target):
                    raise UserFixable(
                        f"{given} would be overwritten by the results.", "Name another folder for them."
                    )
    except OSError as error:
        raise _no_folder(out, error) from error


def _no_folder(out: Path, error: OSError) -> UserFixable:
    return UserFixable(
        f"The results can't be written to {out} ({error.strerror or error}).",
        "Close them in other programs or name another folder.",
    )


def write_files(texts: Mapping[str, str], out: Path) -> None:
    """Write files by name into a folder, over those of an earlier run; on any fault it is left as it was.

    Raises `UserFixable` where the folder can't be written.
    """
    missing: list[Path] = []
    stage: Path | None = None
    try:
        missing = [folder for folder in (out, *out.parents) if not folder.exists()]
        out.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(prefix=".results-", dir=out))
        for name, text in texts.items():
            (stage / name).write_text(text, encoding="utf-8", newline="")
        _swap(stage, out, texts)
        shutil.rmtree(stage, ignore_errors=True)
    except BaseException as error:
        if stage is not None:
            shutil.rmtree(stage, ignore_errors=True)
        for folder in missing:
            with suppress(OSError):
                folder.rmdir()
        if isinstance(error, OSError):
            raise _no_folder(out, error) from error
        raise


def _swap(stage: Path, out: Path, names: Iterable[str]) -> None:
    """Put the staged files in their places; if one can't be, the earlier ones come back."""
    begun: list[str] = []
    try:
        for name in names:
            begun.append(name)
            if (out / name).exists():
                (out / name).replace(stage / f"{name}.before")
            put_in_place(stage / name, out / name)
    except BaseException:
        for name in begun:
            if (stage / f"{name}.before").exists():
                (stage / f"{name}.before").replace(out / name)
            elif not (stage / name).exists():
                (out / name).unlink()
        raise
