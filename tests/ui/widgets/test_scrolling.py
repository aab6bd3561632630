"""A page that scrolls is no stop of Tab, and only its body takes the keyboard."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from stewardship_desktop.ui.widgets import ScrollingPage


def test_only_the_body_takes_keys_and_it_is_as_wide_as_the_page(qtbot: Any) -> None:
    body = QWidget()
    lines = QVBoxLayout(body)
    boxes = [QLineEdit() for _ in range(40)]
    for box in boxes:
        lines.addWidget(box)
    page = ScrollingPage(body, sideways=False)
    qtbot.addWidget(page)
    page.resize(300, 200)
    page.show()
    assert page.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert page.widget() is body
    assert body.width() == page.viewport().width()
    assert page.verticalScrollBar().maximum() > 0
    assert page.horizontalScrollBar().maximum() == 0
