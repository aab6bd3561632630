"""Makes the sheets of a STAR session as PDF files. Reads the workspace and changes nothing in it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from stewardship_desktop.application.locations import resource_folder
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.domain.star.session import StarScenario


def sheet_name(reckoning: Reckoning, what: str) -> str:
    """What the file should be called: the session's name without what file systems refuse, and `what`."""
    return f"{file_stem(reckoning)}, {what}.pdf"


def file_stem(reckoning: Reckoning) -> str:
    """The session's name as a file's name may begin: 60 characters at most, fewer of the wider kinds."""
    plain = re.sub(r'[\x00-\x1f<>:"/\\|?*]+', " ", reckoning.records.session.name)
    # A file's name has 255 bytes at most, and an emoji takes four of them.
    short = " ".join(plain.split())[:60].encode()[:180].decode(errors="ignore")
    return short.strip(" .") or "Session"


def save_score_sheets(path: Path, reckoning: Reckoning, care_area: str, printed_on: date) -> None:
    """Write a sheet for every present seat. Raises UserFixable where it can't be written."""
    from stewardship_desktop.reports.pdf import write_pdf
    from stewardship_desktop.reports.saving import save_file
    from stewardship_desktop.reports.star_sheets import score_sheets

    save_file(path, write_pdf(score_sheets(reckoning.records, care_area, printed_on), resource_folder()))


def save_decision_sheet(
    path: Path, reckoning: Reckoning, care_area: str, printed_on: date, scenario: StarScenario | None = None
) -> None:
    """Write the decision (or the draft of a scenario) on one side, with as much picture as there is room for.

    Raises UserFixable where its words alone don't fit, or it can't be written.
    """
    from stewardship_desktop.reports.pdf import write_pdf
    from stewardship_desktop.reports.saving import save_file
    from stewardship_desktop.reports.star_sheets import PICTURE_HEIGHTS, decision_sheet

    for picture in PICTURE_HEIGHTS:
        document = decision_sheet(reckoning, care_area, printed_on, scenario, picture=picture)
        try:
            content = write_pdf(document, resource_folder())
        except UserFixable:
            if picture is None:
                raise
        else:
            save_file(path, content)
            return
