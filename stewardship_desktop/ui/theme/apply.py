"""Puts a theme on the running program, and tells painters which one is on.

Every widget that paints itself asks `current()` while it paints and keeps no colour; whoever keeps
something made from colours (a pixmap, a pen) listens to `notifier().changed`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from stewardship_desktop.application.locations import resource_folder
from stewardship_desktop.ui.theme.fonts import font, register_fonts
from stewardship_desktop.ui.theme.stylesheet import MARKS, stylesheet
from stewardship_desktop.ui.theme.tokens import (
    BLACK,
    DARK_PALETTE,
    LIGHT_PALETTE,
    WHITE,
    Palette,
    Sizes,
    high_contrast,
    sizes,
)

Mode = Literal["system", "light", "dark", "contrast"]
MODES: tuple[Mode, ...] = ("system", "light", "dark", "contrast")


@dataclass(frozen=True, kw_only=True)
class Theme:
    """What is on: the colours, the sizes and whether things may move."""

    palette: Palette
    sizes: Sizes
    motion: bool = True


class ThemeNotifier(QObject):
    """Sends `changed` after another theme was put on."""

    changed = Signal()


_current = Theme(palette=LIGHT_PALETTE, sizes=Sizes())
_notifier: ThemeNotifier | None = None
_system: QPalette | None = None
_marks: QTemporaryDir | None = None


def current() -> Theme:
    """The theme that is on. Light at 100 % until `apply_theme` was called."""
    return _current


def notifier() -> ThemeNotifier:
    """The one object whose `changed` says that `current()` has another answer."""
    global _notifier  # noqa: PLW0603 - one theme a process, as Qt has one application
    if _notifier is None:
        _notifier = ThemeNotifier()
    return _notifier


def colour(token: str) -> QColor:
    """A token of the theme that is on, as Qt wants it. Shared: copy it before changing it."""
    return _qt_colour(_current.palette, token)


@cache
def _qt_colour(palette: Palette, token: str) -> QColor:
    return QColor(palette.colour(token))


def shadow() -> QColor:
    """The colour of the shadow under a popover: dark in every theme, or it would glow."""
    made = QColor(_current.palette.ground if _current.palette.dark else _current.palette.text)
    made.setAlpha(180 if _current.palette.dark else 60)
    return made


def choose_palette(mode: Mode, system: QPalette, *, system_dark: bool, system_contrast: bool) -> Palette:
    """The palette for a mode.

    "contrast" is the system's own colours where it has a high contrast theme on, else black and
    white. "system" follows the system's light, dark or high contrast.
    """
    if mode == "contrast" or (mode == "system" and system_contrast):
        if not system_contrast:
            return high_contrast(ground=BLACK if system_dark else WHITE, text=WHITE if system_dark else BLACK)
        role = QPalette.ColorRole
        return high_contrast(
            ground=system.color(role.Window).name().upper(),
            text=system.color(role.WindowText).name().upper(),
            selection=system.color(role.Highlight).name().upper(),
            link=system.color(role.Link).name().upper(),
        )
    if mode == "dark" or (mode == "system" and system_dark):
        return DARK_PALETTE
    return LIGHT_PALETTE


def apply_theme(
    app: QApplication, mode: Mode = "system", text_scale: float = 1.0, *, motion: bool = True
) -> Theme:
    """Put a theme on the whole program and say what is on now.

    `text_scale` is 1.0 to 2.0; `motion` False stops every animation.
    """
    global _current, _system  # noqa: PLW0603 - see notifier()
    if _system is None:
        _system = QPalette(app.palette())
    register_fonts()
    hints = app.styleHints()
    palette = choose_palette(
        mode,
        _system,
        system_dark=hints.colorScheme() == Qt.ColorScheme.Dark,
        system_contrast=hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast,
    )
    _current = Theme(palette=palette, sizes=sizes(text_scale), motion=motion)
    app.setPalette(qt_palette(palette))
    app.setFont(font(_current.sizes.body))
    app.setStyleSheet(stylesheet(palette, _current.sizes, _write_marks(palette)))
    notifier().changed.emit()
    return _current


def _write_marks(palette: Palette) -> Path | None:
    """Ticks and arrows in a palette's colours: a style sheet takes pictures from files only.

    None if they cannot be written (a full or locked temporary folder); Fusion's own are used then.
    """
    global _marks  # noqa: PLW0603 - see notifier()
    if _marks is None:
        _marks = QTemporaryDir()
    if not _marks.isValid():
        return None
    # A folder per palette: Qt keeps a picture by its path, and would show the old colours.
    folder = Path(_marks.path()) / f"{palette.name}-{palette.ground[1:]}"
    try:
        folder.mkdir(exist_ok=True)
        for name, (source, token) in MARKS.items():
            svg = (resource_folder() / "icons" / f"{source}.svg").read_text(encoding="utf-8")
            (folder / f"{name}.svg").write_text(
                svg.replace("currentColor", palette.colour(token)), encoding="utf-8"
            )
    except OSError:
        return None
    return folder


def qt_palette(palette: Palette) -> QPalette:
    """The palette for what Fusion paints by itself, disabled parts muted."""
    made = QPalette()
    role = QPalette.ColorRole
    for key, token in (
        (role.Window, "ground"), (role.WindowText, "text"), (role.Base, "surface"),
        (role.AlternateBase, "ground"), (role.Text, "text"), (role.Button, "surface"),
        (role.ButtonText, "text"), (role.BrightText, "on_primary"), (role.Highlight, "primary"),
        (role.HighlightedText, "on_primary"), (role.Link, "primary"), (role.LinkVisited, "primary_strong"),
        (role.ToolTipBase, "raised"), (role.ToolTipText, "text"), (role.PlaceholderText, "muted"),
        (role.Light, "surface"), (role.Midlight, "line"), (role.Mid, "line"), (role.Dark, "edge"),
        (role.Shadow, "edge"), (role.Accent, "primary"),
    ):  # fmt: skip
        made.setColor(key, QColor(palette.colour(token)))
    for key in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, key, QColor(palette.muted))
    return made
