"""Small files with plain names, and dialogs only behind the seam."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.architecture.source_tree import from_root, sources

# About 400 lines is the aim; past this a file nearly always holds two things.
MOST_LINES = 420
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "manager", "managers", "misc", "common"}
# What asks a person by itself, in a window of its own that a test cannot answer.
STATIC_DIALOGS = {
    "QMessageBox": {"question", "information", "warning", "critical", "about", "aboutQt"},
    "QFileDialog": {"getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory"},
    "QInputDialog": {"getText", "getItem", "getInt", "getDouble", "getMultiLineText"},
    "QColorDialog": {"getColor"},
    "QFontDialog": {"getFont"},
}
SEAM = "stewardship_desktop/ui/ask.py"


def test_no_file_is_long() -> None:
    long = {
        from_root(path): count
        for path in sources("stewardship_desktop", "tests", "db", "dev.py")
        if (count := len(path.read_text("utf-8").splitlines())) > MOST_LINES
    }
    assert long == {}


def test_every_name_says_something() -> None:
    vague = [
        from_root(path)
        for path in sources("stewardship_desktop", "tests")
        if SAYS_NOTHING & {path.stem, *path.relative_to(Path(__file__).parents[2]).parts}
    ]
    assert vague == []


def test_every_module_says_what_it_holds() -> None:
    silent = [
        from_root(path)
        for path in sources("stewardship_desktop")
        if path.read_text("utf-8").strip() and not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []


def test_dialogs_stay_behind_the_seam() -> None:
    found = [
        f"{from_root(path)}:{node.lineno}"
        for path in sources("stewardship_desktop")
        if from_root(path) != SEAM
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.attr in STATIC_DIALOGS.get(node.value.id, set())
    ]
    assert found == []
