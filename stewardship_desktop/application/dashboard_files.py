"""Writes a dashboard's files: the summary as CSV, a meeting's page as PDF. Reads and changes no workspace."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from stewardship_desktop.application.locations import resource_folder
from stewardship_desktop.domain.dashboard.chart_table import HEADINGS, chart_rows, export_foot, export_grid
from stewardship_desktop.domain.dashboard.meeting import MeetingPage
from stewardship_desktop.domain.dashboard.pictures import metric_chart
from stewardship_desktop.domain.dashboard.reading import MetricReading
from stewardship_desktop.domain.dashboard.summary import EXPORT_HEADINGS, export_rows
from stewardship_desktop.domain.errors import UserFixable


def summary_name(care_area: str, today: date) -> str:
    """ "Stroke, dashboard 2023-03-16.csv"."""
    return f"{_plain(care_area)}, dashboard {today.isoformat()}.csv"


def meeting_name(care_area: str, held_on: date | None) -> str:
    """ "Stroke, meeting 2023-04-04.pdf"; without a day where none is set."""
    return f"{_plain(care_area)}, meeting{f' {held_on.isoformat()}' if held_on else ''}.pdf"


def save_summary(path: Path, readings: Sequence[MetricReading]) -> None:
    """Write these metrics, small numbers hidden as on screen. Raises UserFixable where that can't be done."""
    from stewardship_desktop.reports.csv_text import csv_bytes
    from stewardship_desktop.reports.saving import save_file

    save_file(path, csv_bytes(EXPORT_HEADINGS, export_rows(readings)))


def chart_table_name(reading: MetricReading) -> str:
    """ "Door to needle, values.csv"."""
    part = f", {_plain(reading.category)}" if reading.category else ""
    return f"{_plain(reading.records.metric.name)}{part}, values.csv"


def save_chart_table(path: Path, reading: MetricReading) -> None:
    """Write the table of a metric's chart, small numbers hidden as on screen. Raises UserFixable where that
    can't be done."""
    from stewardship_desktop.reports.csv_text import csv_bytes
    from stewardship_desktop.reports.saving import save_file

    rows = chart_rows(reading, metric_chart(reading))
    save_file(path, csv_bytes(HEADINGS, [*export_grid(rows), *export_foot(reading)]))


def save_meeting_page(path: Path, page: MeetingPage, printed_on: date) -> None:
    """Write a meeting's charts and decision on one side, without events where these leave no room.

    On two sides where one has no room even so.

    Raises UserFixable where it can't be written.
    """
    from stewardship_desktop.reports.meeting_page import PICTURE_HEIGHTS, TALL, meeting_document
    from stewardship_desktop.reports.pdf import write_pdf
    from stewardship_desktop.reports.saving import save_file

    tries = [(height, 1, events) for events in (True, False) for height in PICTURE_HEIGHTS]
    tries += [(height, 2, True) for height in (TALL, *PICTURE_HEIGHTS)]
    for height, sides, events in tries:
        document = meeting_document(page, printed_on, height, sides=sides, events=events)
        try:
            content = write_pdf(document, resource_folder())
        except UserFixable:
            if (height, sides, events) == tries[-1]:
                raise
        else:
            save_file(path, content)
            return


def _plain(name: str) -> str:
    """A name without what file systems refuse, 60 characters at most."""
    plain = " ".join(re.sub(r'[\x00-\x1f<>:"/\\|?*]+', " ", name).split())
    return plain[:60].strip(" .") or "Care area"
