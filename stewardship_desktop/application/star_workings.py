"""The workings of a plan as a file for a finance partner. Reads nothing and changes no record."""

from __future__ import annotations

from pathlib import Path

from stewardship_desktop.application.star_sheets import file_stem
from stewardship_desktop.domain.star.model import letter
from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.domain.star.session import StarScenario
from stewardship_desktop.domain.star.workings import HEADER, workings


def workings_name(reckoning: Reckoning, scenario: StarScenario) -> str:
    """What the file should be called, without what file systems refuse."""
    return f"{file_stem(reckoning)}, plan {letter(scenario, reckoning.records)}, workings.csv"


def save_workings(path: Path, reckoning: Reckoning, scenario: StarScenario) -> None:
    """Write every amount of a scenario's balance to a CSV file. Raises UserFixable where it can't."""
    from stewardship_desktop.reports.csv_text import csv_bytes
    from stewardship_desktop.reports.saving import save_file

    save_file(path, csv_bytes(HEADER, workings(reckoning, scenario)))
