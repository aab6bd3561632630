"""Labels and buttons in the program's type sizes and kinds. Builders only: they hold no state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from stewardship_desktop.ui.theme import apply, icons
from stewardship_desktop.ui.theme.tokens import SPACE_1

Type = Literal["display", "title", "lead", "heading", "label", "body", "caption", "muted", "section", "error"]
Kind = Literal["primary", "secondary", "quiet", "link"]


def label(text: str, type: Type = "body", *, wrap: bool = True, parent: QWidget | None = None) -> QLabel:  # noqa: A002
    """A line of plain text in a type of the look; never rich text, so that data cannot format itself."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("type", type)
    made.setWordWrap(wrap)
    if wrap:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    return made


def button(
    text: str,
    kind: Kind = "secondary",
    *,
    icon: str = "",
    clicked: Callable[[], object] | None = None,
    shortcut: QKeySequence | str | None = None,
    parent: QWidget | None = None,
) -> QPushButton:
    """A button whose words say what happens. `clicked` must be a bound method or a plain function."""
    made = QPushButton(text, parent)
    made.setProperty("kind", kind)
    if icon:
        set_icon(made, icon, _icon_token(kind))
    if shortcut is not None:
        made.setShortcut(QKeySequence(shortcut))
    if kind == "link":
        made.setCursor(Qt.CursorShape.PointingHandCursor)
    if clicked is not None:
        made.clicked.connect(_Caller(made, clicked).call)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


def icon_button(
    icon: str,
    name: str,
    *,
    token: str = "text",
    clicked: Callable[[], object] | None = None,
    parent: QWidget | None = None,
) -> QToolButton:
    """A small button that is only an icon; `name` is its accessible name and its tool tip."""
    made = QToolButton(parent)
    made.setProperty("kind", "icon")
    made.setIcon(icons.icon(icon, token))
    _IconSize(made, 0)
    made.setAccessibleName(name)
    made.setToolTip(name)
    # A tool button takes focus by Tab only where told: everything here is reachable by keyboard.
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if clicked is not None:
        made.clicked.connect(_Caller(made, clicked).call)
    return made


class LinkButton(QPushButton):
    """A link that goes somewhere inside the program: words underlined, no box."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", "link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


def set_icon(made: QPushButton, icon: str, token: str = "text") -> None:
    """Put an icon before a button's words, with room between the two; it grows with the text."""
    made.setIcon(icons.icon(icon, token))
    _IconSize(made, SPACE_1)


def hairline(parent: QWidget | None = None) -> QFrame:
    """A thin line across, for decoration."""
    made = QFrame(parent)
    made.setProperty("part", "hairline")
    return made


def show_if(widget: QWidget, wanted: bool) -> None:
    """Show or hide a part; one that no window holds yet is left alone, or it would flash up as a window."""
    if not wanted or widget.parentWidget() is not None:
        widget.setVisible(wanted)


def restyle(widget: QWidget) -> None:
    """Have the style sheet look again at a widget whose `kind`, `state` or `tone` changed.

    One that was never shown is left alone: it will be looked at when it is.
    """
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def _icon_token(kind: Kind) -> str:
    return {"primary": "on_primary", "link": "primary"}.get(kind, "text")


class _IconSize(QObject):
    """Keeps a button's icon at the size of the theme that is on, `room` pixels wider than high."""

    def __init__(self, made: QAbstractButton, room: int) -> None:
        super().__init__(made)
        self._made, self._room = made, room
        self._fit()
        apply.notifier().changed.connect(self._fit)

    def _fit(self) -> None:
        side = apply.current().sizes.icon
        self._made.setIconSize(QSize(side + self._room, side))


class _Caller(QObject):
    """Calls a function without the `checked` that Qt's clicked sends along."""

    def __init__(self, parent: QObject, called: Callable[[], object]) -> None:
        super().__init__(parent)
        self._called = called

    def call(self) -> None:
        self._called()
