"""A chart as a bitmap, drawn from its SVG by Qt, for "save as PNG" and "copy"."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from stewardship_desktop.application.chart_picture import ChartPicture
from stewardship_desktop.ui.theme.fonts import register_fonts
from stewardship_desktop.ui.theme.tokens import FONT_FAMILY


def image_of(picture: ChartPicture, scale: float = 2.0) -> QImage:
    """The chart as an image, `scale` pixels for each of its own."""
    register_fonts()
    # QtSvg takes a list of families for the name of one, and finds none.
    renderer = QSvgRenderer(QByteArray(picture.svg(FONT_FAMILY).encode("utf-8")))
    size = renderer.defaultSize()
    image = QImage(size * scale, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter)
    painter.end()
    image.setText("Title", picture.spec.title)
    image.setText("Description", picture.spec.alternative_text)
    return image


def png_of(picture: ChartPicture, scale: float = 2.0) -> bytes:
    """The chart as a PNG file's bytes."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image_of(picture, scale).save(buffer, "PNG")  # type: ignore[call-overload]
    buffer.close()
    return bytes(held.data())
