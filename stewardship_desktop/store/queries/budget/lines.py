"""A service line with all that is held of it: its figures in the books, its page, comments, care areas."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from stewardship_desktop.domain.budget.alignment import AlignedLine, Remainder, Served, remainder, share_pence
from stewardship_desktop.domain.budget.book import BudgetFigure, LineComment, LineMapping
from stewardship_desktop.domain.budget.kinds import BUDGET_BOOK, KINDS
from stewardship_desktop.domain.budget.table import RowType
from stewardship_desktop.domain.care_area import CareArea
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.system import Confidence, ServiceLine
from stewardship_desktop.store.queries.budget.files import (
    FileVersion,
    file_version,
    file_versions,
)
from stewardship_desktop.store.queries.budget.newest import LEADING_MEASURE, newest_import
from stewardship_desktop.store.queries.records import record, records
from stewardship_desktop.store.tables import table_of


@dataclass(frozen=True, kw_only=True)
class BookFigure:
    """What one book says of a line, in pence."""

    file: FileVersion
    pence: int
    printed: str
    source: str


@dataclass(frozen=True, kw_only=True)
class CommentRow:
    """A remark on a line."""

    comment_id: str
    comment: str
    made_on: date
    settled_on: date | None
    illustrative: bool


@dataclass(frozen=True, kw_only=True)
class LinePage:
    """Everything for the page of one service line. `pages` are its newest files, by kind and period."""

    line_id: str
    name: str
    line_no: int | None
    confidence: Confidence
    confidence_reason: str
    source: str
    books: tuple[BookFigure, ...]
    pages: tuple[FileVersion, ...]
    comments: tuple[CommentRow, ...]
    areas: tuple[Served, ...]

    @property
    def open_comments(self) -> int:
        """Comments that nobody has settled."""
        return sum(each.settled_on is None for each in self.comments)


@dataclass(frozen=True, kw_only=True)
class MappingBoard:
    """All service lines with the areas they serve, against one book. `book` is None before a book is in."""

    book: FileVersion | None
    lines: tuple[AlignedLine, ...]
    remainder: Remainder
    care_areas: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class ResourceLine:
    """A line that serves a care area. `pence` is the whole line in the book, never a part of it.

    `share` is that money by the evidenced per cent, None without one. `also` names the other areas
    that the line serves; `pages` counts the files about the line.
    """

    served: Served
    line_id: str
    name: str
    line_no: int | None
    pence: int | None
    share: int | None
    source: str
    confidence: Confidence
    also: tuple[str, ...]
    pages: int


@dataclass(frozen=True, kw_only=True)
class CareAreaResources:
    """The lines mapped to one care area against the newest book."""

    care_area_id: str
    care_area: str
    book: FileVersion | None
    lines: tuple[ResourceLine, ...]
    unmapped: Remainder

    @property
    def main_pence(self) -> int:
        """The area's main lines, added up."""
        return sum(line.pence or 0 for line in self.lines if line.served.role.value == "main")

    @property
    def contributing_pence(self) -> int:
        """The whole of the lines that contribute; other areas may be served by the same money."""
        return sum(line.pence or 0 for line in self.lines if line.served.role.value != "main")


def line_page(connection: Connection, line_id: str) -> LinePage:
    """One service line. Raises UserFixable when it is no longer there."""
    line = record(connection, ServiceLine, line_id)
    if line is None:
        raise UserFixable("That service line is no longer here.", "It was removed; undo to get it back.")
    newest = [file for file in file_versions(connection) if file.newest]
    by_id = {file.import_id: file for file in newest}
    books = [
        BookFigure(
            file=by_id[figure.budget_import_id],
            pence=figure.pence,
            printed=figure.printed,
            source=figure.source,
        )
        for figure in records(connection, BudgetFigure, service_line_id=line_id, measure="spend")
        if figure.budget_import_id in by_id
        and by_id[figure.budget_import_id].kind == BUDGET_BOOK.name
        and figure.pence is not None
        and figure.row_type == RowType.LINE.value
    ]
    books.sort(key=lambda book: book.file.period, reverse=True)
    order = {kind.name: place for place, kind in enumerate(KINDS)}
    pages = [file for file in newest if file.service_line_id == line_id]
    pages.sort(key=lambda file: (-file.period.year, order[file.kind], file.period, file.import_id))
    comments = records(connection, LineComment, service_line_id=line_id)
    comments.sort(key=lambda each: (each.made_on, each.id), reverse=True)
    return LinePage(
        line_id=line.id,
        name=line.name,
        line_no=line.line_no,
        confidence=line.confidence,
        confidence_reason=line.confidence_reason,
        source=line.source,
        books=tuple(books),
        pages=tuple(pages),
        comments=tuple(
            CommentRow(
                comment_id=each.id,
                comment=each.comment,
                made_on=each.made_on,
                settled_on=each.settled_on,
                illustrative=each.illustrative,
            )
            for each in comments
        ),
        areas=tuple(_served(connection).get(line_id, ())),
    )


def mapping_board(connection: Connection, import_id: str | None = None) -> MappingBoard:
    """Every service line with its areas, against the newest book or the one given."""
    book = _book(connection, import_id)
    amounts = _amounts(connection, book)
    served = _served(connection)
    lines = [
        AlignedLine(
            service_line_id=line.id,
            name=line.name,
            line_no=line.line_no,
            pence=amounts.get(line.id, (None, ""))[0],
            areas=tuple(served.get(line.id, ())),
        )
        for line in records(connection, ServiceLine)
    ]
    lines.sort(key=lambda line: line.service_line_id)
    lines.sort(key=lambda line: (line.line_no is None, line.line_no or 0, line.name.casefold()))
    areas = sorted(records(connection, CareArea), key=lambda area: (area.name.casefold(), area.id))
    return MappingBoard(
        book=book,
        lines=tuple(lines),
        remainder=remainder([*lines, *_lineless(connection, book)]),
        care_areas=tuple((area.id, area.name) for area in areas),
    )


def care_area_resources(connection: Connection, care_area_id: str) -> CareAreaResources:
    """The lines that serve a care area, main lines first. Raises UserFixable when the area is gone."""
    area = record(connection, CareArea, care_area_id)
    if area is None:
        raise UserFixable("That care area is no longer here.", "Choose another at the top of the window.")
    board = mapping_board(connection)
    amounts = _amounts(connection, board.book)
    known = {line.id: line for line in records(connection, ServiceLine)}
    pages: dict[str, int] = {}
    for file in file_versions(connection):
        if file.newest and file.service_line_id:
            pages[file.service_line_id] = pages.get(file.service_line_id, 0) + 1
    found = []
    for line in board.lines:
        mine = next((each for each in line.areas if each.care_area_id == care_area_id), None)
        if mine is None:
            continue
        found.append(
            ResourceLine(
                served=mine,
                line_id=line.service_line_id,
                name=line.name,
                line_no=line.line_no,
                pence=line.pence,
                share=share_pence(line.pence, mine.percent),
                source=amounts.get(line.service_line_id, (None, ""))[1],
                confidence=known[line.service_line_id].confidence,
                also=tuple(each.care_area for each in line.areas if each.care_area_id != care_area_id),
                pages=pages.get(line.service_line_id, 0),
            )
        )
    found.sort(key=lambda row: (row.served.role.value != "main", -(row.pence or 0), row.name.casefold()))
    return CareAreaResources(
        care_area_id=area.id,
        care_area=area.name,
        book=board.book,
        lines=tuple(found),
        unmapped=board.remainder,
    )


def _book(connection: Connection, import_id: str | None) -> FileVersion | None:
    if import_id is not None:
        return file_version(connection, import_id)
    newest = newest_import(connection, BUDGET_BOOK.name)
    return None if newest is None else file_version(connection, newest.id)


def _amounts(connection: Connection, book: FileVersion | None) -> dict[str, tuple[int | None, str]]:
    """For each service line its money in the book, in pence over all its rows, and where that stands."""
    if book is None:
        return {}
    figures = table_of(BudgetFigure)
    query = (
        select(figures.c.service_line_id, func.sum(figures.c.pence), func.min(figures.c.source))
        .where(
            figures.c.budget_import_id == book.import_id,
            figures.c.measure == LEADING_MEASURE[BUDGET_BOOK.name],
            figures.c.row_type == RowType.LINE.value,
            figures.c.service_line_id.is_not(None),
            figures.c.pence.is_not(None),
        )
        .group_by(figures.c.service_line_id)
    )
    return {line_id: (int(pence), source) for line_id, pence, source in connection.execute(query)}


def _lineless(connection: Connection, book: FileVersion | None) -> list[AlignedLine]:
    """The book's money whose service line was removed since: it serves nobody and is still the book's."""
    if book is None:
        return []
    lost = records(connection, BudgetFigure, budget_import_id=book.import_id, service_line_id=None)
    return [
        AlignedLine(service_line_id="", name=each.label, line_no=None, pence=each.pence)
        for each in lost
        if each.measure == LEADING_MEASURE[BUDGET_BOOK.name]
        and each.row_type == RowType.LINE.value
        and each.pence is not None
    ]


def _served(connection: Connection) -> dict[str, list[Served]]:
    """The areas that each line serves: main first, then by name."""
    areas = {area.id: area.name for area in records(connection, CareArea)}
    found: dict[str, list[Served]] = {}
    for each in records(connection, LineMapping):
        found.setdefault(each.service_line_id, []).append(
            Served(
                care_area_id=each.care_area_id,
                care_area=areas[each.care_area_id],
                role=each.role,
                percent=each.percent,
                evidence=each.evidence,
                mapping_id=each.id,
                illustrative=each.illustrative,
            )
        )
    for served in found.values():
        served.sort(key=lambda one: (one.role.value != "main", one.care_area.casefold(), one.mapping_id))
    return found
