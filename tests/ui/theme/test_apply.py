"""A theme is put on the whole program at once, and says so."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QPushButton

from stewardship_desktop.ui.theme import apply, fonts, tokens


@pytest.fixture(autouse=True)
def _light(qapp: QApplication):
    yield
    apply.apply_theme(qapp, "light")


def test_the_theme_reaches_qt_and_is_announced(qapp: QApplication, qtbot) -> None:
    with qtbot.waitSignal(apply.notifier().changed):
        made = apply.apply_theme(qapp, "dark", 1.5)
    assert made is apply.current()
    assert made.palette is tokens.DARK_PALETTE
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == tokens.DARK_PALETTE.ground
    assert qapp.font().pixelSize() == 21
    assert qapp.style().name().lower() in {"fusion", "stylesheet", ""}


def test_the_bundled_font_is_the_one_used(qapp: QApplication) -> None:
    assert fonts.register_fonts()
    assert QFontInfo(fonts.font(14)).family() == tokens.FONT_FAMILY
    assert QFontInfo(fonts.font(14, bold=True)).bold()


def test_figures_are_all_of_one_width(qapp: QApplication) -> None:
    from PySide6.QtGui import QFontMetricsF

    fonts.register_fonts()
    metrics = QFontMetricsF(fonts.font(14))
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


def test_nothing_clips_a_buttons_words_at_any_text_scale(qapp: QApplication, qtbot) -> None:
    for scale in (1.0, 1.5, 2.0):
        apply.apply_theme(qapp, "light", scale)
        made = QPushButton("Lock the decision")
        qtbot.addWidget(made)
        made.ensurePolished()
        assert made.sizeHint().height() >= made.fontMetrics().height()
        assert made.sizeHint().height() >= 32
        assert made.sizeHint().width() >= made.fontMetrics().horizontalAdvance(made.text())


def test_system_follows_dark_and_high_contrast() -> None:
    system = QPalette()
    choose = apply.choose_palette
    assert choose("system", system, system_dark=True, system_contrast=False) is tokens.DARK_PALETTE
    assert choose("system", system, system_dark=False, system_contrast=False) is tokens.LIGHT_PALETTE
    assert choose("system", system, system_dark=False, system_contrast=True).name == "contrast"
    assert choose("contrast", system, system_dark=True, system_contrast=False).ground == tokens.BLACK
    assert choose("light", system, system_dark=True, system_contrast=True) is tokens.LIGHT_PALETTE
