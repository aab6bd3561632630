"""A row that goes on in further lines where it has no room."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from stewardship_desktop.ui.widgets.wrap_row import WrapRow


def shown(qtbot: Any, width: int) -> tuple[Any, list[Any]]:
    window = QWidget()
    row = WrapRow()
    layout = QVBoxLayout(window)
    layout.addWidget(row)
    layout.addStretch(1)
    made: list[Any] = [QWidget() for _ in range(4)]  # a theme gives buttons a height of its own
    for each in made:
        each.setFixedSize(100, 30)
        row.add(each)
    qtbot.addWidget(window)
    window.resize(width, 300)
    window.show()
    qtbot.waitExposed(window)
    return window, made


def test_a_wide_window_has_one_line(qtbot: Any) -> None:
    _, made = shown(qtbot, 600)
    assert len({each.y() for each in made}) == 1
    assert [each.x() for each in made] == sorted({each.x() for each in made})


def test_a_narrow_one_has_more_and_nothing_lies_outside(qtbot: Any) -> None:
    window, made = shown(qtbot, 260)
    assert [each.y() for each in made] == [made[0].y()] * 2 + [made[2].y()] * 2
    assert made[2].y() >= made[0].geometry().bottom()
    row = made[0].parentWidget()
    assert all(row.rect().contains(each.geometry()) for each in made)
    assert row.height() >= 60
    window.resize(600, 300)
    assert len({each.y() for each in made}) == 1


def test_what_is_hidden_takes_no_room(qtbot: Any) -> None:
    window, made = shown(qtbot, 260)
    made[0].hide()
    window.layout().activate()
    made[0].parentWidget().layout().activate()
    assert made[1].x() == 0
    assert made[1].y() == made[2].y()
