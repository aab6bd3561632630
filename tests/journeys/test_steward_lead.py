"""A steward lead does what is due: asks for data, receives it, answers a question, draws the scope."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from stewardship_desktop.application.today import local_today
from tests.journeys.conftest import Program, ask_file

REQUEST = "Bed days after a stroke, by site"
QUESTION = "How many people live with this and with other long-term conditions too?"
ITEM = "Driving assessments"


def requests(path: Path) -> list[tuple[str | None, str | None, str]]:
    query = (
        "SELECT name, received_on, quality FROM data_request "
        "LEFT JOIN organisation ON organisation.id = asked_of_id WHERE what = ?"
    )
    return ask_file(path, query, REQUEST)


def answers(path: Path) -> list[tuple[str, str, str, str]]:
    query = (
        "SELECT figure, unit, period, specification_answer.source FROM specification_answer "
        "JOIN specification_prompt ON specification_prompt.id = prompt_id "
        "JOIN care_area ON care_area.id = care_area_id WHERE prompt = ? AND name = 'Stroke'"
    )
    return ask_file(path, query, QUESTION)


def scope(path: Path) -> list[tuple[str, str]]:
    return ask_file(path, "SELECT side, reason FROM scope_item WHERE item = ?", ITEM)


def test_data_is_asked_for_and_received(introduced: Program, example: Path) -> None:
    program, keys = introduced, introduced.keys
    program.start(example)
    program.open_by_palette("Stroke")
    # What needs us comes first, the most urgent under the keyboard: one key copies the message.
    assert keys.said().startswith("Chase: Data not received: Stroke spend"), keys.where()
    keys.press(Qt.Key.Key_Return)
    assert "on the clipboard" in program.notice()
    assert "Stroke spend by site" in QApplication.clipboard().text()

    program.open_by_palette("data requests")
    keys.tab_to("Ask for data", back=True, most=8)
    keys.press(Qt.Key.Key_Return)
    keys.type_in(REQUEST)
    keys.press(Qt.Key.Key_Tab)
    program.done(f"Add data request: {REQUEST}")
    assert requests(example) == [(None, None, "not judged")]

    # The keyboard is in the row just added, wherever the order has put it.
    keys.press(Qt.Key.Key_Right)
    keys.type_in("Mid and South Essex NHS")
    keys.press(Qt.Key.Key_Return)
    keys.back_in(program.window)
    program.done(f"Set asked of of {REQUEST}")
    trust = "Mid and South Essex NHS Foundation Trust"
    assert requests(example) == [(trust, None, "not judged")]

    # It came today, and it is good.
    keys.tab_to("Received today", most=3)
    keys.press(Qt.Key.Key_Return)
    keys.press(Qt.Key.Key_Down, times=2)
    keys.press(Qt.Key.Key_Return)
    keys.back_in(program.window)
    program.done(f"Receive {REQUEST}")
    assert requests(example) == [(trust, local_today().isoformat(), "good")]
    assert keys.said() == "Data requests"
    assert program.sees("1 open, 1 overdue, 2 received")
    for _ in range(3):
        program.undo()
    assert requests(example) == []
    assert program.sees("1 open, 1 overdue, 1 received")


def test_a_question_is_answered_and_the_scope_drawn(introduced: Program, example: Path) -> None:
    program, keys = introduced, introduced.keys
    program.start(example)
    program.open_by_palette("Stroke")
    program.open_by_palette("specification")
    assert program.sees("11 of 26 questions complete")

    # The first open question waits; Enter goes into its answer.
    assert program.sees(QUESTION)
    keys.press(Qt.Key.Key_Return)
    keys.tab_to("Figure", most=1)
    keys.type_in("1200")
    keys.press(Qt.Key.Key_Return)
    assert program.sees("A figure needs its unit: say what is counted")
    program.settled()
    assert answers(example) == []
    keys.tab_to("Unit", most=1)
    keys.type_in("people")
    keys.press(Qt.Key.Key_Return)
    keys.wait(lambda: program.sees("Add a source and a period or date."))
    keys.tab_to("Period", most=2)
    keys.type_in("2021/22")
    keys.tab_to("Source", most=3)
    keys.type_in("Practice registers, March 2022")
    keys.press(Qt.Key.Key_Return)
    keys.wait(lambda: program.sees("12 of 26 questions complete"))
    program.settled()
    assert answers(example) == [("1200", "people", "2021/22", "Practice registers, March 2022")]

    # What is out, and why.
    keys.tab_to("Specification", back=True, most=16)
    keys.press(Qt.Key.Key_Right)
    keys.tab_to("Scope", most=3)
    keys.to_cell("Add a row", "What")
    keys.type_in(ITEM)
    keys.press(Qt.Key.Key_Tab)
    keys.type_in("Out")
    keys.press(Qt.Key.Key_Return)
    keys.back_in(program.window)
    program.done(ITEM)
    keys.to_cell(ITEM, "Reason")
    keys.type_in("Done by another body")
    keys.press(Qt.Key.Key_Return)
    keys.wait(lambda: scope(example)[0][1])
    program.settled()
    assert scope(example) == [("out of scope", "Done by another body")]

    acts = 0
    while program.undo_name() != "Nothing to undo":
        program.undo()
        acts += 1
    assert acts == 5
    assert scope(example) == []
    assert answers(example) == []
    assert program.sees("11 of 26 questions complete")
