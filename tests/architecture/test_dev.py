"""The script of the two commands, and what the README says of it."""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import subprocess
import sys
from types import ModuleType

import pytest

from tests.architecture.source_tree import ROOT, imported


@pytest.fixture
def dev() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dev", ROOT / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_readme_names_verbs_that_exist(dev: ModuleType) -> None:
    named = set(re.findall(r"dev\.py (\w+)", (ROOT / "README.md").read_text("utf-8")))
    assert {"run", "test"} <= named <= set(dev.VERBS)


def test_it_needs_only_the_standard_library() -> None:
    names = {name.partition(".")[0] for _, name in imported(ROOT / "dev.py")}
    assert names <= sys.stdlib_module_names


def test_an_old_python_can_read_it_far_enough_to_be_told() -> None:
    ast.parse((ROOT / "dev.py").read_text("utf-8"), feature_version=(3, 7))


def test_a_failing_step_fails_the_whole_and_stops_no_other(
    dev: ModuleType, capfd: pytest.CaptureFixture[str]
) -> None:
    ends = [("bad", [sys.executable, "-c", "raise SystemExit(3)"]), ("good", [sys.executable, "-c", ""])]
    assert dev.run_steps(ends) == 1
    said = capfd.readouterr().out
    assert "FAILED  bad" in said
    assert "passed  good" in said
    assert dev.run_steps(ends[1:]) == 0


def test_a_missing_library_becomes_the_name_of_its_package(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not sys.platform.startswith("linux"):
        assert dev.missing_packages() == []
        return
    monkeypatch.setattr(dev, "SYSTEM_LIBRARIES", {"libc.so.6": "libc6", "libnowhere.so.9": "libnowhere9"})
    assert dev.missing_packages() == ["libnowhere9"]


def test_the_bundle_takes_only_its_own_tools_from_the_lock(dev: ModuleType) -> None:
    blocks = dev.locked_blocks(dev.DEV_LOCK, dev.BUNDLER, dev.APP_LOCK)
    names = set(re.findall(r"^([a-z0-9-]+)==", blocks, re.MULTILINE))
    assert {"pyinstaller", "altgraph"} <= names <= set(dev.BUNDLER)
    assert blocks.count("--hash=") >= len(names)


def test_an_unknown_verb_is_refused_with_the_known_ones() -> None:
    finished = subprocess.run(
        [sys.executable, str(ROOT / "dev.py"), "fly"], capture_output=True, text=True, timeout=60
    )
    assert finished.returncode == 2
    assert "bench" in finished.stdout


@pytest.mark.skipif(os.name == "nt", reason="a shell script")
def test_the_check_of_every_change_is_the_readme_s_command() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text("utf-8").rstrip().endswith("exec python3 dev.py test")
