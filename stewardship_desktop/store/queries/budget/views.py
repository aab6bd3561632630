"""The three views of one pound for an accepted file, and two of its versions compared."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from stewardship_desktop.domain.budget.book import BudgetFigure
from stewardship_desktop.domain.budget.table import RowType
from stewardship_desktop.domain.budget.versions import Comparison, compare
from stewardship_desktop.domain.budget.views import LineAmount, Party, ThreeViews, three_views
from stewardship_desktop.domain.system import Organisation, Place, ServiceLine
from stewardship_desktop.store.queries.budget.files import (
    FileVersion,
    file_version,
    stored_table,
)
from stewardship_desktop.store.queries.budget.newest import LEADING_MEASURE
from stewardship_desktop.store.queries.records import records
from stewardship_desktop.store.tables import table_of


@dataclass(frozen=True, kw_only=True)
class FileViews:
    """A file's money three ways. `views` is None for a file whose lines hold no money to add up.

    `places_known` counts the pence whose place comes from the organisation's own record because the
    file prints none.
    """

    file: FileVersion
    views: ThreeViews | None
    places_known: int = 0


def file_views(connection: Connection, import_id: str) -> FileViews:
    """The lines of a file added up by place, organisation and service; one total in all three."""
    file = file_version(connection, import_id)
    measure = LEADING_MEASURE.get(file.kind)
    if measure is None:
        return FileViews(file=file, views=None)
    organisations = {each.id: each for each in records(connection, Organisation)}
    places = {each.id: each.name for each in records(connection, Place)}
    services = {each.id: each.name for each in records(connection, ServiceLine)}
    figures = table_of(BudgetFigure)
    columns = (
        figures.c.organisation_id,
        figures.c.organisation,
        figures.c.place_id,
        figures.c.place,
        figures.c.service_line_id,
    )
    query = (
        select(*columns, func.sum(figures.c.pence))
        .where(
            figures.c.budget_import_id == import_id,
            figures.c.measure == measure,
            figures.c.row_type == RowType.LINE.value,
            figures.c.pence.is_not(None),
        )
        .group_by(*columns, figures.c.row_no)
        .order_by(figures.c.row_no)
    )
    amounts: list[LineAmount] = []
    from_record = 0
    for organisation_id, organisation, place_id, place, line_id, pence in connection.execute(query):
        body = organisations.get(organisation_id)
        where = _party(places.get(place_id), place_id, place)
        if where is None and body is not None and body.place_id in places:
            where = Party(name=places[body.place_id], record_id=body.place_id)
            from_record += int(pence)
        amounts.append(
            LineAmount(
                pence=int(pence),
                place=where,
                organisation=_party(
                    None if body is None else body.short_name or body.name, organisation_id, organisation
                ),
                service=_party(services.get(line_id), line_id, ""),
            )
        )
    return FileViews(file=file, views=three_views(amounts), places_known=from_record)


def _party(known: str | None, record_id: str | None, printed: str) -> Party | None:
    if known is not None:
        return Party(name=known, record_id=record_id)
    return Party(name=printed) if printed.strip() else None


@dataclass(frozen=True, kw_only=True)
class ComparedFiles:
    """Two accepted files, the older first, and what differs."""

    before: FileVersion
    after: FileVersion
    comparison: Comparison


def compared(connection: Connection, before_id: str, after_id: str) -> ComparedFiles:
    """Compare two accepted files of one kind. Raises UserFixable when one of them is gone."""
    return ComparedFiles(
        before=file_version(connection, before_id),
        after=file_version(connection, after_id),
        comparison=compare(stored_table(connection, before_id), stored_table(connection, after_id)),
    )
