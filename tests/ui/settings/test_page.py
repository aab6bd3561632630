"""The settings room: what is chosen holds at once and at the next start; what cannot be is said."""

from __future__ import annotations

from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QLabel

from stewardship_desktop.application.settings import (
    NEGATIVES,
    REDUCE_MOTION,
    TEXT_SIZE,
    THEME,
    Negatives,
    Settings,
    ThemeMode,
)
from stewardship_desktop.ui.settings.page import LOOK, NO_NETWORK, SettingsPage
from tests.ui.conftest import Surroundings


def texts(page: SettingsPage) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel))


def test_a_choice_holds_at_once_and_at_the_next_start(surroundings: Surroundings) -> None:
    heard: list[str] = []
    surroundings.settings.listen(heard.append)
    page = surroundings.show(SettingsPage)
    for option, value in (
        (THEME, ThemeMode.DARK),
        (TEXT_SIZE, 150),
        (NEGATIVES, Negatives.BRACKETS),
        (REDUCE_MOTION, True),
    ):
        page.look.committed.emit(option.key, value)
    assert heard == [option.key for option in LOOK]
    again = Settings(surroundings.settings.path)
    assert [again.get(option) for option in LOOK] == [ThemeMode.DARK, 150, Negatives.BRACKETS, True]
    assert page.look.values()["text_size"] == 150


def test_a_change_from_elsewhere_is_shown(surroundings: Surroundings) -> None:
    page = surroundings.show(SettingsPage)
    surroundings.settings.set(THEME, ThemeMode.LIGHT)
    surroundings.settings.introduce("A. Steward", "clinical lead")
    assert page.look.values()["theme"] == ThemeMode.LIGHT
    assert page.identity.values() == {"name": "A. Steward", "role": "clinical lead", "organisation": None}


def test_who_i_am_is_changed_field_by_field(surroundings: Surroundings) -> None:
    page = surroundings.show(SettingsPage)
    page.identity.committed.emit("role", "analyst")
    assert "Name is empty" in page.identity.rows["role"].error_label.text()
    assert surroundings.settings.identity is None
    page.identity.committed.emit("name", "A. Steward")
    page.identity.committed.emit("role", "analyst")
    known = surroundings.settings.identity
    assert known is not None
    assert (known.name, known.role) == ("A. Steward", "analyst")
    page.identity.committed.emit("role", None)
    assert surroundings.settings.author_fields()[2] == ""


def test_it_says_where_things_lie_and_what_they_are(surroundings: Surroundings) -> None:
    page = surroundings.show(SettingsPage)
    words = texts(page)
    assert str(surroundings.opened.path) in words
    assert NO_NETWORK in words
    for part in ("Stewardship Desktop ", "Qt 6.", "PySide6 6.", "SQLite 3.", "Python 3."):
        assert part in words


def test_folders_open_or_say_why_not(surroundings: Surroundings) -> None:
    page = surroundings.show(SettingsPage)
    shown: list[Path] = []

    def show(url: QUrl) -> bool:
        shown.append(Path(url.toLocalFile()))
        return len(shown) < 2

    page.open_folder("This workspace", show)
    assert shown == [surroundings.opened.path.parent]
    assert surroundings.notices == []
    page.open_folder("Backups", show)
    assert surroundings.notices[-1][0].startswith("The system could not show the folder")
    page.places["Backups"] = surroundings.opened.path.parent / "gone"
    page.open_folder("Backups", show)
    assert "is not there yet" in surroundings.notices[-1][0]
    assert len(shown) == 2


def test_a_damaged_settings_file_is_said_here(
    surroundings: Surroundings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = tmp_path / "damaged" / "settings.json"
    damaged.parent.mkdir()
    damaged.write_text("{", encoding="utf-8")
    surroundings.settings = Settings(damaged)
    page = surroundings.show(SettingsPage)
    assert page.problem.isVisible()
    assert page.problem.text().startswith(
        "Your settings file was damaged and is now called settings-damaged-"
    )


def test_settings_outlive_the_room(surroundings: Surroundings) -> None:
    page = SettingsPage(surroundings.context)
    page.show()
    shiboken6.delete(page)
    surroundings.settings.set(TEXT_SIZE, 125)
    assert surroundings.settings.get(TEXT_SIZE) == 125
