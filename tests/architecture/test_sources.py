"""Small files with plain names, dialogs only behind the seam, and no organisation in the code."""

from __future__ import annotations

import ast
import csv
import re

from tests.architecture.source_tree import ROOT, from_root, sources

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
        if SAYS_NOTHING & {path.stem, *path.relative_to(ROOT).parts}
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


def test_the_code_knows_no_organisation() -> None:
    book = ROOT / "db" / "example" / "budget" / "cardiology_resources_by_organisation.csv"
    with book.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    names = {row["organisation"] for row in rows if row["row_type"] == "line"}
    # One capitalised word may be plain English too: such a name counts where it stands alone.
    plain = {name for name in names if re.fullmatch(r"[A-Z][a-z]+", name)}
    telling = re.compile("|".join(rf"\b{re.escape(name)}(?!\w)" for name in sorted(names - plain)))
    assert len(names) > len(plain) > 0
    found = [
        f"{from_root(path)}:{node.lineno}: {node.value}"
        for path in sources("stewardship_desktop")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and (node.value.strip() in plain or telling.search(node.value))
    ]
    assert found == []
