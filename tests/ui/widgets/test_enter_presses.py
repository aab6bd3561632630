"""Enter does to a button what Space does, once a press, and leaves every other part alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from stewardship_desktop.ui.widgets.enter_presses import EnterPresses


def test_enter_presses_the_button_with_the_focus(qtbot: QtBot, qapp: QApplication) -> None:
    kept = EnterPresses(qapp)
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    pressed: list[str] = []
    push, tool, tick, line = QPushButton("a"), QToolButton(), QCheckBox("c"), QLineEdit()
    for each in (push, tool, tick, line):
        column.addWidget(each)
    push.clicked.connect(lambda: pressed.append("push"))
    tool.clicked.connect(lambda: pressed.append("tool"))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    for each in (push, tool, tick, line):
        each.setFocus()
        QTest.keyClick(each, Qt.Key.Key_Return)
    assert pressed == ["push", "tool"]
    assert not tick.isChecked()
    assert line.text() == ""
    push.setFocus()
    push.setEnabled(False)
    QTest.keyClick(push, Qt.Key.Key_Return)
    assert pressed == ["push", "tool"]
    kept.deleteLater()
