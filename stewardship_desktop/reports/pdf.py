"""A `Document` as tagged PDF (PDF/UA-1 and PDF/A-2a), set by typst from one template.

Holds the fitting to one side and what is said when it fails. The texts go in as JSON and are placed as
strings, so nothing that a person typed is run. It writes no file and asks neither the clock nor the
computer's fonts: the same document gives the same bytes on every machine.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, time
from itertools import pairwise
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Final, NamedTuple

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.reports.content import (
    Bullets,
    Callout,
    Document,
    Figure,
    Heading,
    KeyFigures,
    Paragraph,
    ScoreLines,
    SideBySide,
    Single,
    Table,
    WritingLines,
)
from stewardship_desktop.reports.typst_input import BODY_SIZE, typst_input

if TYPE_CHECKING:
    import typst

LEAST_SIZE: Final = 9.5
_STEP: Final = 0.5
_STANDARDS: Final[list[typst.PDFStandard]] = ["ua-1", "a-2a"]


class TypesettingFailed(RuntimeError):
    """typst refused or warned. The fault is the program's, not that of what a person typed."""


def write_pdf(document: Document, resources: Path) -> bytes:
    """The document as the bytes of a PDF, made at midnight UTC of the day it bears.

    `resources` is the shipped folder with `fonts` and `report`. A `one_page` document is set in the
    largest type, from 12 down to 9.5 points, in which each of its parts takes one side.

    Raises `UserFixable` where a part is too long for its side even then, naming the first block
    that goes over, and `TypesettingFailed` where typst refuses.
    """
    import typst

    try:
        compiler = _fitting(document, resources) if document.one_page else _compiler(document, resources)
        made, warnings = compiler.compile_with_warnings(
            format="pdf",
            pdf_standards=_STANDARDS,
            timestamp=datetime.combine(document.printed_on, time(), UTC),
        )
    except typst.TypstError as error:
        raise _failed(document, error) from error
    if warnings:
        raise _failed(document, warnings[0])
    assert isinstance(made, bytes)
    return made


class _End(NamedTuple):
    """Where a block ends: its part and position, and the page (from 1) and points from its top."""

    part: int
    at: int
    page: int
    down: float


def _fitting(document: Document, resources: Path) -> typst.Compiler:
    """The compiler of the largest type in which every part keeps to its side."""
    size = BODY_SIZE
    while True:
        compiler = _compiler(document, resources, size)
        ends = [_End(*end) for end in json.loads(compiler.query("<ends>", field="value"))]
        over = next((end for end in ends if end.page != end.part + 1), None)
        if over is None:
            return compiler
        if size <= LEAST_SIZE:
            raise _too_long(document, over, ends)
        size -= _STEP


def _compiler(document: Document, resources: Path, size: float = BODY_SIZE) -> typst.Compiler:
    import typst

    fonts = resources / "fonts"
    folder = resources / "report"
    return typst.Compiler(
        folder / "document.typ",
        root=folder,
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts]),
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(typst_input(document, fonts, size), ensure_ascii=False)},
    )


def _too_long(document: Document, over: _End, ends: Sequence[_End]) -> UserFixable:
    part = document.parts[over.part]
    # Of the blocks up to there, the one that takes most room is the one to shorten.
    here = [end for end in ends if end.part == over.part and end.at <= over.at]
    rooms = {later.at: later.down - earlier.down for earlier, later in pairwise(here) if later is not over}
    highest = max(rooms, key=lambda at: rooms[at], default=over.at)
    advice = "" if highest == over.at else f" Most room above it goes to {_name(part[highest])}."
    which = f"Page {over.part + 1} of " if len(document.parts) > 1 else ""
    return UserFixable(
        f"{which}'{document.title}' does not fit on one side, even in type of {LEAST_SIZE:g} points: "
        f"there is no room for all of {_name(part[over.at])}.",
        f"Shorten that or what stands above it.{advice}",
    )


def _name(block: Single | SideBySide) -> str:
    """What a reader would call the block: its kind and its first words."""
    match block:
        case Heading() | Paragraph():
            return _quoted(type(block).__name__.lower(), block.text)
        case Bullets():
            return _quoted("list", block.items[0])
        case Table():
            return _quoted("table", block.caption)
        case Figure():
            return _quoted("chart", block.chart.title)
        case KeyFigures():
            return _quoted("key figures", block.tiles[0].label)
        case Callout():
            return _quoted("callout", f"{block.word}: {block.text}")
        case ScoreLines():
            return _quoted("lines to score", block.lines[0].name)
        case WritingLines():
            return _quoted("lines to write on", block.labels[0])
        case SideBySide():
            return f"{_name(block.left[0])} and what stands beside it"


def _quoted(kind: str, words: str) -> str:
    return f"the {kind} '{shorten(words, 60, placeholder=' ...')}'"


def _failed(document: Document, said: typst.TypstError | typst.TypstWarning) -> TypesettingFailed:
    hints = "; ".join(said.hints)
    return TypesettingFailed(
        " ".join(f"'{document.title}' could not be set: {said.message}. {hints} {said.diagnostic}".split())
    )
