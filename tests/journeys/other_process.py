"""Somebody typing in the program in a process of its own, which a test listens to and kills."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]


@contextmanager
def typing(typist: str, path: Path, *more: str) -> Iterator[subprocess.Popen[str]]:
    """A typist of this folder at a workspace; killed at the latest at the end."""
    command = [sys.executable, "-m", f"tests.journeys.{typist}", str(path), *more]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, bufsize=1) as process:
        try:
            yield process
        finally:
            process.kill()


def heard(process: subprocess.Popen[str], word: str) -> list[str]:
    """The rest of the next line that the typist says; it has to begin with this word."""
    assert process.stdout is not None
    said, *rest = process.stdout.readline().rstrip("\n").split(" ", 4)
    assert said == word, f"the typist said {said!r}"
    return rest
