"""The source tree as the architecture tests see it: which files there are, and what they import."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "stewardship_desktop"


def sources(*folders: str) -> list[Path]:
    """The Python files below these folders of the top level, or the files themselves, in order."""
    found: list[Path] = []
    for folder in folders:
        place = ROOT / folder
        found += [place] if place.is_file() else sorted(place.rglob("*.py"))
    assert found, f"no Python file in {folders}: the test looks in the wrong place"
    return found


def from_root(path: Path) -> str:
    """The path as a person reads it, from the top level."""
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Line and full name of every module that the file imports, at any depth."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield node.lineno, name.name
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, node.module or ""
