"""The program's line icons, drawn in a colour of the theme that is on.

An icon is an SVG in `resources/icons` whose strokes are `currentColor`. It is coloured when it is
painted, so a change of theme needs no new icon. Knows no widget.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap

from stewardship_desktop.application.locations import resource_folder
from stewardship_desktop.ui.theme import apply


@cache
def _source(name: str) -> str:
    return (resource_folder() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@cache
def names() -> tuple[str, ...]:
    """The names of all icons, sorted."""
    return tuple(sorted(path.stem for path in (resource_folder() / "icons").glob("*.svg")))


_pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}


def pixmap(name: str, size: int, token: str = "text", ratio: float = 1.0) -> QPixmap:
    """Icon `name`, `size` logical pixels square, in a token's colour, sharp at a device pixel ratio.

    FileNotFoundError if there is no such icon.
    """
    return _coloured(name, size, apply.current().palette.colour(token), ratio)


def _coloured(name: str, size: int, colour: str, ratio: float) -> QPixmap:
    key = (name, colour, size, ratio)
    found = _pixmaps.get(key)
    if found is None:
        # Imported here: the first window may have no icon to draw.
        from PySide6.QtSvg import QSvgRenderer

        svg = _source(name).replace("currentColor", colour)
        renderer = QSvgRenderer(QByteArray(svg.encode()))
        found = QPixmap(QSize(max(1, round(size * ratio)), max(1, round(size * ratio))))
        found.fill(Qt.GlobalColor.transparent)
        painter = QPainter(found)
        renderer.render(painter, QRectF(QPointF(0, 0), found.size().toSizeF()))
        painter.end()
        found.setDevicePixelRatio(ratio)
        if len(_pixmaps) > 600:
            _pixmaps.clear()
        _pixmaps[key] = found
    return found


class _TokenEngine(QIconEngine):
    """Paints one icon in the colour that a token has at the moment of painting."""

    def __init__(self, name: str, token: str) -> None:
        super().__init__()
        self._name, self._token = name, token

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        ratio = painter.device().devicePixelRatio()
        at = QPointF(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2)
        painter.drawPixmap(at, self._drawn(side, mode, ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self._fitted(size, mode, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:  # noqa: N802
        # Qt 6.11 asks in logical pixels and names the ratio beside them.
        return self._fitted(size, mode, scale)

    def _fitted(self, size: QSize, mode: QIcon.Mode, ratio: float) -> QPixmap:
        """A picture of the whole size asked for, the icon at its left: the rest is room before the words."""
        side = min(size.width(), size.height())
        drawn = self._drawn(side, mode, ratio)
        if size.width() <= side:
            return drawn
        wide = QPixmap(QSize(round(size.width() * ratio), round(size.height() * ratio)))
        wide.setDevicePixelRatio(ratio)
        wide.fill(Qt.GlobalColor.transparent)
        painter = QPainter(wide)
        painter.drawPixmap(QPointF(0, (size.height() - side) / 2), drawn)
        painter.end()
        return wide

    def _drawn(self, side: int, mode: QIcon.Mode, ratio: float) -> QPixmap:
        token = "edge" if mode == QIcon.Mode.Disabled else self._token
        return pixmap(self._name, side, token, ratio)

    def clone(self) -> QIconEngine:
        return _TokenEngine(self._name, self._token)


@cache
def icon(name: str, token: str = "text") -> QIcon:
    """Icon `name` in a token's colour, following the theme. FileNotFoundError if there is no such icon."""
    _source(name)
    return QIcon(_TokenEngine(name, token))


def draw(painter: QPainter, name: str, rect: QRectF, ink: QColor) -> None:
    """Paint icon `name` into a square of `rect` in any colour (delegates and own-painted widgets)."""
    side = round(min(rect.width(), rect.height()))
    ratio = painter.device().devicePixelRatio()
    painter.drawPixmap(
        QPointF(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2),
        _coloured(name, side, ink.name().upper(), ratio),
    )
