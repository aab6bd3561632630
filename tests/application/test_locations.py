from __future__ import annotations

import sys
from pathlib import Path

import pytest

import stewardship_desktop
from stewardship_desktop.application import locations

ROOT = Path(stewardship_desktop.__file__).resolve().parents[1]


def test_a_source_tree_keeps_them_at_its_top() -> None:
    assert locations.database_folder() == ROOT / "db"
    assert locations.resource_folder() == ROOT / "resources"


def test_an_installed_copy_keeps_them_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site-packages" / "stewardship_desktop"
    (package / "db").mkdir(parents=True)
    # A folder of that name beside an installed package is another program's.
    (package.parent / "db").mkdir()
    monkeypatch.setattr(stewardship_desktop, "__file__", str(package / "__init__.py"))
    assert locations.database_folder() == package / "db"
    with pytest.raises(FileNotFoundError, match="incomplete"):
        locations.resource_folder()


def test_a_bundle_keeps_them_where_it_unpacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert locations.resource_folder() == tmp_path / "resources"


def test_everything_of_a_person_goes_where_the_variable_says(home: Path) -> None:
    assert locations.settings_path().parent == home
    assert locations.crash_log_path().parent.is_dir()
    for path in (locations.user_data_folder(), locations.workspace_folder(), locations.log_folder()):
        assert path.is_dir()
        assert path.is_relative_to(home)


def test_without_the_variable_it_is_the_system_s_place_for_this_program(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(locations.HOME_VARIABLE)
    for variable in ("HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_DATA_HOME"):
        monkeypatch.setenv(variable, str(tmp_path))
    place = locations.user_data_folder()
    assert place.name == "Stewardship Desktop"
    assert place.is_relative_to(tmp_path)
