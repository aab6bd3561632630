"""An analyst at the STAR editor without a mouse: figures, the slider, plans, the balance, sensitivity."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from tests.journeys.conftest import Program, ask_file

SESSION = "Stroke: from beds to home"
REVIEW = "Six-month review"


def review_cost(path: Path) -> str:
    """The cost of the review, by a fresh reader of the file."""
    query = (
        "SELECT best FROM star_estimate JOIN star_option ON star_option.id = option_id "
        "JOIN star_session ON star_session.id = session_id "
        "WHERE measure = 'cost' AND star_option.name = ? AND star_session.name = ?"
    )
    return str(ask_file(path, query, REVIEW, SESSION)[0][0])


def test_a_decision_is_opened_again_and_looked_at_from_every_side(
    introduced: Program, example: Path, tmp_path: Path
) -> None:
    program, keys = introduced, introduced.keys
    program.start(example)
    program.open_by_palette(SESSION)
    assert keys.grid().accessibleName() == "Options", keys.where()

    # It is locked: whoever changes a figure says why first.
    keys.tab_to("Unlock", back=True, most=6)
    keys.press(Qt.Key.Key_Return)
    assert keys.said() == "Reason"
    keys.type_in("The review costs less than we thought")
    keys.tab_to("Unlock the session", most=1)
    keys.press(Qt.Key.Key_Return)
    program.settled()
    assert keys.said() == "Options", "the work is where the keyboard goes on"

    # A cell, taken back, done again.
    keys.to_cell(REVIEW, "Cost")
    keys.type_in("£95k")
    keys.press(Qt.Key.Key_Return)
    program.done(REVIEW)
    assert review_cost(example) == "95000"
    program.undo()
    assert review_cost(example) == "120000"
    program.redo()
    assert review_cost(example) == "95000"
    assert "£95,000" in keys.column("Cost")

    # The slider by its keys: a step, then from portfolio to portfolio; the box says the same.
    keys.tab_to("Frontier", most=3)
    keys.tab_to("Budget", most=1)
    before = at(program)
    keys.press(Qt.Key.Key_Left, times=3)
    nearer = at(program)
    assert nearer != before
    keys.press(Qt.Key.Key_PageDown)
    assert at(program) not in (before, nearer)
    assert ", £" not in at(program).partition("; gain")[2], "an efficient portfolio spends what it costs"
    words = at(program)
    keys.tab_to("Use this plan in A", most=8)
    keys.press(Qt.Key.Key_Return)
    program.done("Set A")
    assert at(program) == words, "the budget that was looked at stays"

    # Another plan beside it.
    # After the picture comes the foot, after the foot the window's own buttons: nobody goes round in circles.
    keys.tab_to("Show data table", most=4)
    keys.tab_to("A, seven days", most=1)
    keys.tab_to("Care area", most=6)
    keys.tab_to("Frontier", back=True, most=20)
    keys.press(Qt.Key.Key_Right, times=3)
    assert keys.said() == "Scenarios"
    keys.tab_to("Name of a new scenario", most=10)
    keys.type_in("B, nothing but the review")
    keys.press(Qt.Key.Key_Return)
    program.settled()
    assert "B, nothing but the review" in scenarios(example)

    # Its balance as a file for whoever checks the sums.
    keys.tab_to("Scenarios", back=True, most=12)
    keys.press(Qt.Key.Key_Right)
    assert keys.said() == "Balance"
    keys.tab_to("Save workings", most=8)
    keys.press(Qt.Key.Key_Return)
    workings = tmp_path / "workings.csv"
    program.name_file(workings)
    assert REVIEW in workings.read_text(encoding="utf-8-sig")

    # What the answer hangs on, and back to the list.
    keys.tab_to("Balance", back=True, most=8)
    keys.press(Qt.Key.Key_Right)
    assert keys.said() == "Sensitivity"
    program.settled()
    assert program.sees("What the answer hangs on")
    keys.wait(lambda: program.sees("within the ranges given, the order can change"))
    keys.press(Qt.Key.Key_Escape)
    program.settled()
    assert keys.grid().accessibleName() == "Sessions"
    row = keys.grid().currentIndex().row()
    assert keys.column("Session")[row].startswith(SESSION), "the session that was open is the chosen one"


def at(program: Program) -> str:
    """What the frontier says of the budget that is looked at."""
    return next(words for words in program.words() if words.startswith("At £"))


def scenarios(path: Path) -> list[str]:
    """The names of the plans, by a fresh reader of the file."""
    return [name for (name,) in ask_file(path, "SELECT name FROM star_scenario")]
