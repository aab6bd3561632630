"""Asks where the printed sheets of a session go and has them written: score sheets, the decision page.

What stands on them is `reports.star_sheets`; this knows no layout and changes nothing in the workspace.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from stewardship_desktop.application.star_sheets import save_decision_sheet, save_score_sheets, sheet_name
from stewardship_desktop.application.today import local_today
from stewardship_desktop.domain.care_area import CareArea
from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.domain.star.session import StarScenario
from stewardship_desktop.store.queries.records import record
from stewardship_desktop.ui.page import RoomContext

PDF = (("PDF files", ("*.pdf",)),)
SCORE_SHEETS, DECISION = "score sheets", "decision"


def ask_for_score_sheets(context: RoomContext, reckoning: Reckoning) -> None:
    """Ask for a file and write a score sheet for every seat in the room into it."""
    area, day = _care_area(context, reckoning), local_today()
    _ask(
        context, "Save the score sheets", sheet_name(reckoning, SCORE_SHEETS),
        lambda path: save_score_sheets(path, reckoning, area, day), "The score sheets are",
    )  # fmt: skip


def ask_for_decision_sheet(context: RoomContext, reckoning: Reckoning, scenario: StarScenario | None) -> None:
    """Ask for a file and write the decision on one side into it; before the lock a draft of `scenario`."""
    area, day = _care_area(context, reckoning), local_today()
    _ask(
        context, "Save the decision sheet", sheet_name(reckoning, DECISION),
        lambda path: save_decision_sheet(path, reckoning, area, day, scenario), "The decision sheet is",
    )  # fmt: skip


def _ask(context: RoomContext, title: str, suggested: str, write: Callable[[Path], None], words: str) -> None:
    def start(path: Path) -> None:
        context.start_job(f"Saving {path.name}", lambda _report: write(path), partial(saved, path))

    def saved(path: Path, _result: object) -> None:
        # Good news goes by itself: the room need not look at a path for two hours.
        context.notify(f"{words} in {path}.", "", None, "good")

    context.ask.choose_file_to_save(title, PDF, suggested, start)


def _care_area(context: RoomContext, reckoning: Reckoning) -> str:
    found = context.bridge.read(record, CareArea, reckoning.records.session.care_area_id)
    return "" if found is None else found.name
