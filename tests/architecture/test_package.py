"""The built package brings db/ and resources/ with it and finds them."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.architecture.source_tree import ROOT

BUILD = "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])"
FIND = """
from stewardship_desktop.application import locations
print(locations.database_folder())
print(locations.resource_folder())
"""


def test_an_installed_copy_finds_what_is_shipped_with_it(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", BUILD, str(tmp_path)], cwd=ROOT, check=True, timeout=60)
    installed = tmp_path / "installed"
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        wheel.extractall(installed)
    found = subprocess.run(
        [sys.executable, "-c", FIND],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert found.returncode == 0, found.stderr
    for folder, name in zip(map(Path, found.stdout.splitlines()), ("db", "resources"), strict=True):
        assert folder == installed / "stewardship_desktop" / name
        shipped = {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}
        assert shipped
        assert shipped == _own_files(ROOT / name)


def _own_files(folder: Path) -> set[Path]:
    return {
        path.relative_to(folder)
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    }
