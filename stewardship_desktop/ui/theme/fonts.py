"""The bundled sans in two weights, and fonts for each type size. Knows no widget.

Liberation Sans has the widths of Arial, the face that the NHS identity asks for where Frutiger is
not licensed, and its figures are all of one width, so columns of numbers line up.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from stewardship_desktop.application.locations import resource_folder
from stewardship_desktop.ui.theme.tokens import FONT_FALLBACKS, FONT_FAMILY

FILES = ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf")
_registered: list[int] = []


def register_fonts() -> bool:
    """Make the bundled fonts known to Qt, once per process. False if a file could not be read.

    Needs a QGuiApplication. Without the files the fallbacks, of nearly equal widths, are used.
    """
    if not _registered:
        for name in FILES:
            try:
                data = (resource_folder() / "fonts" / name).read_bytes()
            except OSError:
                continue
            number = QFontDatabase.addApplicationFontFromData(data)
            if number >= 0:
                _registered.append(number)
    return len(_registered) == len(FILES)


@cache
def font(pixels: int, *, bold: bool = False, underline: bool = False) -> QFont:
    """The program's sans at a height in pixels. One object for all who ask: copy it before changing it."""
    made = QFont()
    made.setFamilies([FONT_FAMILY, *FONT_FALLBACKS])
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    made.setUnderline(underline)
    # Hinting to whole pixels makes the letter spacing of this face uneven on screens of 96 dpi.
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made
