"""What somebody who can't use a mouse, or can't see well, would trip over in a window: one line per fault.

Judges what is shown now. Contrast is measured on the tokens, once, in the theme's own tests.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QGraphicsView,
    QLabel,
    QScrollBar,
    QToolButton,
    QWidget,
)

MIN_TARGET = 24
"""Logical pixels, WCAG 2.2 success criterion 2.5.8."""

MOST_STEPS = 600
"""Tabs after which a walk that has not come round is called endless."""


def faults_of(window: QWidget) -> list[str]:
    """Faults of everything shown in a window."""
    return [*nameless(window), *unreached(window), *small(window), *clipped(window)]


def focusable(window: QWidget) -> list[QWidget]:
    """The widgets that a person can get the focus to by Tab."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisibleTo(window)
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not isinstance(widget, QScrollBar)
    ]


def nameless(window: QWidget) -> list[str]:
    """Widgets with the focus of which a screen reader could say nothing."""
    found = []
    for widget in focusable(window):
        face = QAccessible.queryAccessibleInterface(widget)
        if not face.text(QAccessible.Text.Name).strip():
            found.append(f"no name: {describe(widget)}")
    return found


def unreached(window: QWidget) -> list[str]:
    """Widgets that Tab never comes to, and walks that never come round."""
    wanted = {id(widget): widget for widget in focusable(window)}
    if not wanted:
        return ["nothing here takes the focus"]
    window.activateWindow()
    start = next(iter(wanted.values()))
    start.setFocus(Qt.FocusReason.TabFocusReason)
    seen: set[int] = set()
    for _ in range(MOST_STEPS):
        current = QApplication.focusWidget()
        if current is None or id(current) in seen:
            break
        seen.add(id(current))
        # Views and editors keep Tab for their cells; the next part is what lies after them.
        after = current.nextInFocusChain()
        while after is not None and after is not current and id(after) not in wanted:
            after = after.nextInFocusChain()
        if after is not None:
            after.setFocus(Qt.FocusReason.TabFocusReason)
    else:
        return ["Tab does not come round"]
    return [f"Tab never reaches: {describe(wanted[key])}" for key in wanted.keys() - seen]


def small(window: QWidget) -> list[str]:
    """Buttons smaller than a finger or an unsteady hand can hit."""
    return [
        f"{widget.width()}x{widget.height()} is too small to hit: {describe(widget)}"
        for widget in focusable(window)
        if isinstance(widget, QAbstractButton) and min(widget.width(), widget.height()) < MIN_TARGET
    ]


def clipped(window: QWidget) -> list[str]:
    """Words that don't fit their button or line, and parts that lie outside the window."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisibleTo(window) or not widget.width():
            continue
        if isinstance(widget, QAbstractButton) and _shows_words(widget) and widget.width() < _least(widget):
            found.append(f"words cut: {describe(widget)} is {widget.width()}, needs {_least(widget)}")
        if (
            isinstance(widget, QLabel)
            and widget.text()
            and not widget.wordWrap()
            and widget.width() + 1 < widget.sizeHint().width()
            and not widget.toolTip()
        ):
            found.append(f"words cut: {describe(widget)}")
        if isinstance(widget, QLabel) and widget.wordWrap() and widget.text():
            needs = widget.heightForWidth(widget.width())
            if needs > widget.height() + 1:
                found.append(f"lines cut: {describe(widget)} is {widget.height()} high, needs {needs}")
        if not _scrolls(widget, window):
            corner = widget.mapTo(window, QPoint(widget.width(), 0))
            if corner.x() > window.width() + 1:
                found.append(f"beyond the right edge: {describe(widget)}")
    return found


def describe(widget: QWidget) -> str:
    """A widget so that somebody finds it: class, words, and the classes around it."""
    words = getattr(widget, "text", lambda: "")()
    around: list[str] = []
    parent = widget.parentWidget()
    while parent is not None and len(around) < 3:
        around.append(type(parent).__name__)
        parent = parent.parentWidget()
    named = widget.accessibleName() or words or widget.objectName()
    return f"{type(widget).__name__} {str(named)[:50]!r} in {' < '.join(around)}"


def _shows_words(widget: QAbstractButton) -> bool:
    if isinstance(widget, QToolButton) and widget.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly:
        return False
    return bool(widget.text().strip())


def _least(widget: QAbstractButton) -> int:
    return widget.fontMetrics().horizontalAdvance(widget.text().replace("&", "").strip())


def _scrolls(widget: QWidget, window: QWidget) -> bool:
    """Whether a widget lies inside something that can be scrolled sideways to it."""
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        if isinstance(parent, QAbstractItemView | QGraphicsView):
            return True
        if isinstance(parent, QAbstractScrollArea):
            return parent.horizontalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        parent = parent.parentWidget()
    return False
