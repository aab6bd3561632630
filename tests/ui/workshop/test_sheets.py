"""The printed sheets are asked for, written as PDF files, and said to be there."""

from __future__ import annotations

from pathlib import Path

from stewardship_desktop.ui.workshop.sheets import ask_for_decision_sheet, ask_for_score_sheets
from tests.support.scripted_ask import ScriptedAsk
from tests.ui.workshop.conftest import Room


def test_both_sheets_are_written_where_the_person_said(room: Room, tmp_path: Path) -> None:
    around, reckoning = room.surroundings, room.session.reckoning()
    scores, decision = tmp_path / "scores.pdf", tmp_path / "decision.pdf"
    around.ask = ScriptedAsk(scores, decision)
    ask_for_score_sheets(around.context, reckoning)
    ask_for_decision_sheet(around.context, reckoning, reckoning.records.scenarios[0])
    assert scores.read_bytes().startswith(b"%PDF-")
    assert decision.read_bytes().startswith(b"%PDF-")
    assert [words[0] for words in around.notices] == [
        f"The score sheets are in {scores}.",
        f"The decision sheet is in {decision}.",
    ]


def test_no_file_chosen_writes_nothing(room: Room) -> None:
    room.surroundings.ask = ScriptedAsk(None)
    ask_for_score_sheets(room.surroundings.context, room.session.reckoning())
    assert room.surroundings.jobs == []
