"""Which accepted file speaks for its kind now, and by which measure. Light: Home asks it at the start."""

from __future__ import annotations

from sqlalchemy import Connection

from stewardship_desktop.domain.budget.book import BudgetImport
from stewardship_desktop.domain.period import Period
from stewardship_desktop.store.queries.records import records

LEADING_MEASURE = {
    "budget-book": "spend",
    "organisation-resources": "net_spend",
    "category-spend": "net_spend",
}
"""The one money measure that stands for a table of each kind, where it has money."""


def newest_import(
    connection: Connection, kind: str, *, service_line_id: str | None = None
) -> BudgetImport | None:
    """The newest version of a kind's latest period, a whole year before its parts; of one line if given."""
    every = [
        each
        for each in records(connection, BudgetImport, kind=kind)
        if service_line_id is None or each.service_line_id == service_line_id
    ]
    return max(every, key=_latest, default=None)


def _latest(each: BudgetImport) -> tuple[int, int, Period, int, str]:
    period = Period.parse(each.period)
    return period.year, len(period.months), period, each.version, each.id
