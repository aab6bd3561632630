"""Settings keep their types, survive a damaged file and tell who listens."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from stewardship_desktop.application.settings import (
    NAME,
    NEGATIVES,
    OPTIONS,
    TEXT_SIZE,
    THEME,
    Negatives,
    Settings,
    ThemeMode,
)
from stewardship_desktop.domain.errors import UserFixable


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def test_what_was_set_is_there_at_the_next_start(path: Path) -> None:
    settings = Settings(path)
    settings.set(THEME, ThemeMode.DARK)
    settings.set(TEXT_SIZE, 150)
    settings.set(NEGATIVES, Negatives.BRACKETS)
    again = Settings(path)
    assert (again.get(THEME), again.get(TEXT_SIZE), again.get(NEGATIVES)) == (
        ThemeMode.DARK,
        150,
        Negatives.BRACKETS,
    )
    assert again.problem == ""
    assert [each.name for each in path.parent.iterdir()] == ["settings.json"]


def test_without_a_file_every_option_has_its_default(path: Path) -> None:
    settings = Settings(path)
    for option in OPTIONS:
        assert settings.get(option) == option.default
    assert not path.exists()


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[1, 2]", b"\xff\xfe\x00", b'{"theme": "dark"', b"[" * 100_000]
)
def test_a_damaged_file_is_put_aside_whole_and_said_once(path: Path, damage: bytes) -> None:
    path.write_bytes(damage)
    settings = Settings(path)
    assert settings.get(THEME) == ThemeMode.SYSTEM
    aside = [each for each in path.parent.iterdir() if "damaged" in each.name]
    assert [each.read_bytes() for each in aside] == [damage]
    assert aside[0].name in settings.problem
    settings.set(THEME, ThemeMode.LIGHT)
    assert Settings(path).problem == ""


@pytest.mark.parametrize("size", [99, 201, "150", True, None, 120.5])
def test_a_bad_value_in_the_file_costs_only_itself(path: Path, size: object) -> None:
    path.write_text(json.dumps({"text_size": size, "theme": "dark", "from_a_newer_version": [1]}))
    settings = Settings(path)
    assert settings.get(TEXT_SIZE) == 100
    assert settings.get(THEME) == ThemeMode.DARK
    settings.set(TEXT_SIZE, 125)
    assert json.loads(path.read_text("utf-8"))["from_a_newer_version"] == [1]


def test_a_value_that_an_option_cannot_take_is_refused_in_words(path: Path) -> None:
    settings = Settings(path)
    with pytest.raises(UserFixable, match="Text size can't be 300"):
        settings.set(TEXT_SIZE, 300)
    assert settings.get(TEXT_SIZE) == 100


def test_listeners_hear_only_of_what_changed(path: Path) -> None:
    settings = Settings(path)
    heard: list[str] = []
    stop = settings.listen(heard.append)
    settings.set(THEME, ThemeMode.DARK)
    settings.set(THEME, ThemeMode.DARK)
    settings.set_many({"text_size": 125, "theme": "dark"})
    stop()
    settings.set(THEME, ThemeMode.LIGHT)
    assert heard == ["theme", "text_size"]


def test_a_person_stays_the_same_person_when_the_name_changes(path: Path) -> None:
    settings = Settings(path)
    assert settings.identity is None
    before = settings.author_fields()
    assert before[0]
    assert before[1]
    first = settings.introduce("  A. Steward ", "clinical lead", "A Trust")
    assert (first.name, first.role, first.organisation) == ("A. Steward", "clinical lead", "A Trust")
    second = Settings(path).introduce("B. Steward")
    assert second.person_id == first.person_id == before[0]
    assert Settings(path).author_fields() == (first.person_id, "B. Steward", "", "")


def test_no_name_is_refused_and_keeps_the_old_one(path: Path) -> None:
    settings = Settings(path)
    settings.introduce("A. Steward")
    with pytest.raises(UserFixable, match="Name is empty"):
        settings.introduce("   ")
    assert settings.get(NAME) == "A. Steward"


def test_recent_workspaces_come_newest_first_without_doubles(path: Path, tmp_path: Path) -> None:
    settings = Settings(path)
    for number in range(12):
        settings.opened(tmp_path / f"{number}.stewardship")
    settings.opened(tmp_path / "5.stewardship")
    recent = [each.stem for each in Settings(path).recent_workspaces()]
    assert recent == ["5", "11", "10", "9", "8", "7", "6", "4", "3", "2"]
    settings.forget_workspace(tmp_path / "5.stewardship")
    assert settings.recent_workspaces()[0].stem == "11"


def test_the_chosen_care_area_belongs_to_its_workspace(path: Path, tmp_path: Path) -> None:
    settings = Settings(path)
    settings.choose_care_area(tmp_path / "a.stewardship", "stroke")
    again = Settings(path)
    assert again.chosen_care_area(tmp_path / "a.stewardship") == "stroke"
    assert again.chosen_care_area(tmp_path / "b.stewardship") == ""


def test_parts_remember_apart_and_seldom_touch_the_disk(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(path)
    syncs: list[int] = []
    monkeypatch.setattr("os.fsync", syncs.append)
    rooms, shell = settings.remembered("rooms"), settings.remembered("shell")
    for width in range(200):
        rooms.set("width", width)
    shell.set("width", [1, 2])
    assert len(syncs) < 10
    assert rooms.get("width") == 199
    settings.flush()
    again = Settings(path)
    assert again.remembered("rooms").get("width") == 199
    assert again.remembered("shell").get("width") == [1, 2]
    assert again.remembered("shell").get("height", 7) == 7


def test_a_folder_that_takes_no_file_is_said_and_the_setting_holds(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "gone" / "settings.json")
    settings.set(THEME, ThemeMode.DARK)
    assert settings.get(THEME) == ThemeMode.DARK
    assert "could not be kept" in settings.problem


def test_settings_cost_the_start_nothing_heavy() -> None:
    code = (
        "import sys, stewardship_desktop.application.settings; "
        "sys.exit(any(name in sys.modules for name in ('sqlalchemy', 'PySide6', 'pandas')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
