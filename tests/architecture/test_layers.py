"""The layers: what may import what. The contracts themselves stand in pyproject.toml."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source_tree import PACKAGE, ROOT, from_root, imported, sources


def test_the_domain_needs_only_the_standard_library() -> None:
    allowed = sys.stdlib_module_names | {"stewardship_desktop"}
    foreign = [
        f"{from_root(path)}:{line} imports {name}"
        for path in sources("stewardship_desktop/domain")
        for line, name in imported(path)
        if name.partition(".")[0] not in allowed
    ]
    assert foreign == []


def test_everything_but_the_windows_imports_without_qt() -> None:
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in sources("stewardship_desktop")
        if path.relative_to(PACKAGE).parts[0] not in ("ui", "__main__.py")
    ]
    program = "import importlib, tests.without_qt\n" + "".join(
        f"importlib.import_module({module!r})\n" for module in modules
    )
    finished = _python(program)
    assert finished.returncode == 0, finished.stderr


def test_qt_is_out_of_reach_where_it_is_said_to_be() -> None:
    finished = _python("import tests.without_qt, PySide6.QtCore")
    assert "out of reach" in finished.stderr


VIOLATIONS = [
    ("domain", "import stewardship_desktop.store", "layers"),
    ("store", "import stewardship_desktop.exchange", "layers"),
    ("exchange", "import stewardship_desktop.reports", "layers"),
    ("reports", "import stewardship_desktop.application", "layers"),
    ("application", "import stewardship_desktop.ui", "layers"),
    ("application", "def f() -> None:\n    import PySide6.QtCore", "no-qt"),
    ("ui", "import sqlalchemy", "sql-in-store"),
    ("store", "import alembic", "alembic-in-migrations"),
    ("application", "import pandas", "spreadsheets"),
    ("ui", "import stewardship_desktop.store.writer", "ui-reads"),
    ("", "import json", "layers"),
]


@pytest.mark.parametrize("layer,line,contract", VIOLATIONS)
def test_each_contract_catches_what_it_forbids(tmp_path: Path, layer: str, line: str, contract: str) -> None:
    tree = tmp_path / "stewardship_desktop"
    names = ("domain", "store", "store/queries", "exchange", "reports", "application", "ui")
    for name in names:
        (tree / name).mkdir(parents=True, exist_ok=True)
        (tree / name / "__init__.py").touch()
    (tree / "__init__.py").touch()
    for name in ("store/writer.py", "cli.py"):
        (tree / name).touch()
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    assert _contract(tmp_path, contract).returncode == 0
    (tree / layer / "added.py").write_text(line, "utf-8")
    assert _contract(tmp_path, contract).returncode == 1


def _contract(folder: Path, contract: str) -> subprocess.CompletedProcess[str]:
    command = "from importlinter.cli import lint_imports_command as c; c()"
    arguments = ["--contract", contract, "--no-cache", "--no-logo"]
    return subprocess.run(
        [sys.executable, "-c", command, *arguments], cwd=folder, capture_output=True, text=True, timeout=60
    )


def _python(program: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", program]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
