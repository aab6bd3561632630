"""All parts together: nothing is clipped, too small to hit, or without a name, at any size and scale."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollBar,
    QTabBar,
    QWidget,
)

from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import MIN_TARGET
from tests.gallery import make_window


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> Iterator[None]:
    yield
    apply.apply_theme(qapp, "light", motion=False)


def shown(qtbot, qapp: QApplication, width: int, height: int, scale: float) -> QWidget:
    apply.apply_theme(qapp, "light", scale, motion=False)
    window = make_window()
    qtbot.addWidget(window)
    window.resize(width, height)
    window.show()
    for _ in range(3):
        qapp.processEvents()
    return window


@pytest.mark.parametrize(
    "width,height,scale", [(1280, 720, 1.0), (1280, 720, 2.0), (853, 480, 1.0), (1920, 1080, 1.5)]
)
def test_no_words_are_clipped(qtbot, qapp: QApplication, width: int, height: int, scale: float) -> None:
    window = shown(qtbot, qapp, width, height, scale)
    clipped = []
    for part in window.findChildren(QWidget):
        if not part.isVisible():
            continue
        if isinstance(part, QLabel) and part.text():
            room = part.contentsRect()
            if part.wordWrap():
                fits = part.heightForWidth(part.width()) <= part.height()
            else:
                fits = part.fontMetrics().horizontalAdvance(part.text()) <= room.width()
            if not fits or part.fontMetrics().height() > part.height() + 1:
                clipped.append(part.text())
        elif isinstance(part, QAbstractButton) and part.text():
            if part.fontMetrics().horizontalAdvance(part.text()) > part.width() or (
                part.fontMetrics().height() > part.height()
            ):
                clipped.append(part.text())
        elif isinstance(part, (QLineEdit, QComboBox)) and part.fontMetrics().height() > part.height():
            clipped.append(part.accessibleName())
    assert clipped == []


def test_the_page_never_scrolls_sideways_at_150_per_cent_of_a_small_screen(qtbot, qapp: QApplication) -> None:
    window = shown(qtbot, qapp, 853, 480, 1.0)
    assert window.horizontalScrollBar().maximum() == 0  # type: ignore[attr-defined]


def test_everything_that_takes_the_keyboard_has_a_name_and_is_large_enough(qtbot, qapp: QApplication) -> None:
    window = shown(qtbot, qapp, 1280, 720, 1.0)
    nameless, small = [], []
    for part in window.findChildren(QWidget):
        if (
            not part.isVisible()
            or part.focusPolicy() == Qt.FocusPolicy.NoFocus
            or isinstance(part, QScrollBar)
        ):
            continue
        words = part.text() if isinstance(part, QAbstractButton) else ""
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus:
            if not (part.accessibleName() or words):
                nameless.append(type(part).__name__)
            if min(part.width(), part.height()) < MIN_TARGET and not isinstance(part, QTabBar):
                small.append((type(part).__name__, words, part.size().toTuple()))
    assert nameless == []
    assert small == []


def test_tab_reaches_every_part_and_comes_round(qtbot, qapp: QApplication) -> None:
    window = shown(qtbot, qapp, 1280, 720, 1.0)
    window.activateWindow()
    wanted = {
        part
        for part in window.findChildren(QWidget)
        if part.isVisible()
        and part.isEnabled()
        and part.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
    }
    reached = set()
    for _ in range(2 * len(wanted) + 5):
        focused = qapp.focusWidget()
        if focused is not None:
            reached.add(focused)
            qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert {f"{type(part).__name__} {part.accessibleName()}" for part in wanted - reached} == set()


class _Shows(QObject):
    """Notes every part that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(type(watched).__name__)
        return False


def test_no_part_flashes_up_as_a_window_while_it_is_made(qtbot, qapp: QApplication) -> None:
    """One that did would take the keyboard from the window the person works in."""
    apply.apply_theme(qapp, "light", motion=False)
    shows = _Shows()
    qapp.installEventFilter(shows)
    window = make_window()
    qapp.removeEventFilter(shows)
    qtbot.addWidget(window)
    assert shows.windows == []
