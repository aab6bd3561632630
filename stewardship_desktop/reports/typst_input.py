"""What the typst template is handed for a `Document`: plain values ready for JSON.

Every text is made printable here and every measure decided, so that the template only places them. It
runs nothing and reads nothing but the characters that the print face has.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from stewardship_desktop.domain.chart.picture_reading import description_of
from stewardship_desktop.domain.chart.text import cut, width_of
from stewardship_desktop.domain.palette import LIGHT
from stewardship_desktop.domain.partial_date import date_words
from stewardship_desktop.reports.chart_svg import svg
from stewardship_desktop.reports.content import (
    Bullets,
    Callout,
    Document,
    Figure,
    Heading,
    KeyFigures,
    Page,
    Paragraph,
    ScoreLines,
    SideBySide,
    Single,
    Table,
    WritingLines,
)
from stewardship_desktop.reports.printable import drawable, printable

BODY_SIZE: Final = 12.0
ILLUSTRATIVE: Final = "Illustrative"
ILLUSTRATIVE_WORDS: Final = "some or all of these figures are invented, to show how it works."
_MARGIN: Final = 20.0
_GUTTER: Final = 8.0
_PAPER: Final = {Page.PORTRAIT: 210.0, Page.LANDSCAPE: 297.0}
_POINTS: Final = 72 / 25.4
# A chart's letters are 12 of its pixels high: at this many points a pixel they print at 9.6 points,
# and at 9 where smaller type makes room.
_CHART_PIXEL: Final = 0.8
_LEAST_CHART_PIXEL: Final = 0.75
# The widths, in ems, between which a column takes its share of the page.
_NARROWEST: Final = 4.0
_WIDEST: Final = 24.0


def typst_input(document: Document, fonts: Path, size: float = BODY_SIZE) -> dict[str, Any]:
    """The document for the template, in type of `size` points; `fonts` is the folder of the faces."""

    def said(text: str) -> str:
        return printable(text, fonts)

    width = _PAPER[document.page] - 2 * _MARGIN
    language, _, region = document.language.partition("-")
    day = date_words(document.printed_on)
    return {
        "title": said(document.title),
        "subtitle": said(document.subtitle),
        "author": said(document.author_role),
        "byline": said(", ".join(part for part in (document.author_role, day) if part)),
        "printed": f"Printed {day}",
        "footer": said(cut(document.title, (width - 75) * _POINTS, 9.0)),
        "illustrative": ILLUSTRATIVE if document.holds_illustrative else None,
        "illustrative-words": ILLUSTRATIVE_WORDS,
        "title-on-each": document.one_page,
        "language": [language, region or None],
        "landscape": document.page is Page.LANDSCAPE,
        "margin": _MARGIN,
        "gutter": _GUTTER,
        "size": size,
        "colours": LIGHT,
        "parts": [[_Writer(said, fonts, width, size).block(one) for one in part] for part in document.parts],
    }


class _Writer:
    """Blocks as dictionaries, for a column of `width` millimetres."""

    def __init__(self, said: Callable[[str], str], fonts: Path, width: float, size: float) -> None:
        self.said = said
        self.fonts = fonts
        self.width = width
        self.size = size

    def block(self, block: Single | SideBySide) -> dict[str, Any]:
        said = self.said
        match block:
            case Heading():
                return {"kind": "heading", "level": block.level, "text": said(block.text)}
            case Paragraph():
                return {"kind": "paragraph", "text": said(block.text), "quiet": block.quiet}
            case Bullets():
                return {
                    "kind": "bullets",
                    "items": [said(item) for item in block.items],
                    "numbered": block.numbered,
                }
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)
            case KeyFigures():
                return self._tiles(block)
            case Callout():
                return {
                    "kind": "callout",
                    "tone": block.tone.value,
                    "word": said(block.word),
                    "text": said(block.text),
                }
            case ScoreLines():
                return self._scores(block)
            case WritingLines():
                return {
                    "kind": "writing",
                    "labels": [said(label) for label in block.labels],
                    "lines": block.lines,
                }
            case SideBySide():
                return self._beside(block)

    def _beside(self, block: SideBySide) -> dict[str, Any]:
        room = self.width - _GUTTER
        left = _Writer(self.said, self.fonts, room * block.left_share, self.size)
        right = _Writer(self.said, self.fonts, room * (1 - block.left_share), self.size)
        return {
            "kind": "beside",
            "left-share": block.left_share,
            "left": [left.block(one) for one in block.left],
            "right": [right.block(one) for one in block.right],
        }

    def _table(self, table: Table) -> dict[str, Any]:
        asked = [
            max(width_of(text, self.size, bold=True) for text in (column.heading, *cells))
            for column, *cells in zip(table.columns, *table.rows, strict=True)
        ]
        figures = sum(ask for ask, column in zip(asked, table.columns, strict=True) if column.numeric)
        # Columns of figures are as wide as their figures and the rest is shared out, unless they take
        # so much that the words would be squeezed.
        fixed = figures <= self.width * _POINTS / 2
        shares = [
            None if column.numeric and fixed else _share(ask / self.size)
            for ask, column in zip(asked, table.columns, strict=True)
        ]
        return {
            "kind": "table",
            "caption": self.said(table.caption),
            "columns": [
                {"heading": self.said(column.heading), "numeric": column.numeric, "share": share}
                for column, share in zip(table.columns, shares, strict=True)
            ],
            "rows": [[self.said(cell) for cell in row] for row in table.rows],
            "row-headings": table.row_headings,
            "total": table.total,
            "notes": [self.said(note) for note in table.notes],
        }

    def _figure(self, figure: Figure) -> dict[str, Any]:
        chart = figure.chart
        smaller = self.size / BODY_SIZE
        pixels = self.width * _POINTS / max(_CHART_PIXEL * smaller, _LEAST_CHART_PIXEL)
        height = pixels * figure.height * smaller
        return {
            "kind": "figure",
            "title": self.said(chart.title),
            "subtitle": self.said(chart.subtitle),
            "foot": self.said(chart.foot),
            "alt": self.said(description_of(chart)),
            "svg": drawable(svg(chart, pixels, height, with_words=False), self.fonts),
        }

    def _tiles(self, figures: KeyFigures) -> dict[str, Any]:
        return {
            "kind": "tiles",
            "tiles": [
                {
                    "label": self.said(tile.label),
                    "value": self.said(tile.value),
                    "unit": self.said(tile.unit),
                    "as-at": self.said(tile.as_at),
                    "illustrative": ILLUSTRATIVE if tile.illustrative else None,
                }
                for tile in figures.tiles
            ],
        }

    def _scores(self, scores: ScoreLines) -> dict[str, Any]:
        return {
            "kind": "scores",
            "low": self.said(scores.low),
            "high": self.said(scores.high),
            "lines": [
                {
                    "name": self.said(one.name),
                    "detail": self.said(one.detail),
                    "closed": self.said(one.closed),
                }
                for one in scores.lines
            ],
        }


def _share(letters: float) -> float:
    """What a column whose longest cell is `letters` ems wide takes of the room, within reason."""
    return round(min(max(letters, _NARROWEST), _WIDEST), 1)
