"""The question of the first start: a name is enough, none is said, and it can wait."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from stewardship_desktop.application.settings import Settings
from stewardship_desktop.ui.settings.identity_form import IdentityForm


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


def form_of(qtbot: QtBot, settings: Settings) -> IdentityForm:
    form = IdentityForm(settings)
    qtbot.addWidget(form)
    form.show()
    return form


def type_in(form: IdentityForm, key: str, text: str) -> None:
    box = form.form.rows[key].box
    assert isinstance(box, QLineEdit)
    box.setText(text)


def test_the_answer_is_kept(qtbot: QtBot, settings: Settings) -> None:
    form = form_of(qtbot, settings)
    type_in(form, "name", "A. Steward")
    type_in(form, "role", "finance partner")
    with qtbot.waitSignal(form.answered):
        qtbot.mouseClick(form.begin_button, Qt.MouseButton.LeftButton)
    known = Settings(settings.path).identity
    assert known is not None
    assert (known.name, known.role, known.organisation) == ("A. Steward", "finance partner", "")


def test_no_name_is_said_at_its_field(qtbot: QtBot, settings: Settings) -> None:
    form = form_of(qtbot, settings)
    type_in(form, "role", "finance partner")
    with qtbot.assertNotEmitted(form.answered):
        qtbot.mouseClick(form.begin_button, Qt.MouseButton.LeftButton)
    assert "Name cannot be blank" in form.form.rows["name"].error_label.text()
    assert settings.identity is None


def test_it_can_wait(qtbot: QtBot, settings: Settings) -> None:
    form = form_of(qtbot, settings)
    with qtbot.waitSignal(form.postponed):
        qtbot.mouseClick(form.later_button, Qt.MouseButton.LeftButton)
    assert settings.identity is None


def test_somebody_known_is_offered_as_they_are(qtbot: QtBot, settings: Settings) -> None:
    settings.introduce("A. Steward", organisation="A Trust")
    form = form_of(qtbot, settings)
    assert form.form.values() == {"name": "A. Steward", "role": None, "organisation": "A Trust"}
