"""A steward lead's month by keyboard: values, chart, an event, a definition, a request, the meeting."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from stewardship_desktop.application.today import local_today
from stewardship_desktop.domain.partial_date import date_words
from stewardship_desktop.domain.rhythm import next_start, period_words
from stewardship_desktop.domain.value_framework import Frequency
from tests.journeys.conftest import Program, ask_file
from tests.journeys.keyboard import ALT, CTRL, Keyboard
from tests.journeys.steward import (
    COST,
    NEEDLE,
    REVIEWS,
    SOURCE,
    TREATED,
    TRUST,
    WARD,
    Values,
    heading,
    last_month,
    month_due,
    months_back,
    values,
)

FINDING = "No real change: the last value lies within what is usual"
EVENT = "Nurse meets the ambulance"
NEW_WORDS, WHY = "Minutes from the ambulance's arrival", "The clock starts earlier now"
COUNTS = 'SELECT numerator, denominator FROM observation WHERE "on" = ? AND numerator IS NOT NULL'
DECISION = "Shall the nurse go on meeting the ambulance?"


def by_key(keys: Keyboard, key: Qt.Key, name: str) -> None:
    """Alt and a letter; a button pressed by its key acts a moment later."""
    keys.press(key, ALT)
    keys.wait(lambda: keys.said() == name)


def what_is_due(program: Program) -> None:
    """Home says it, and its button leads to the cell."""
    keys = program.keys
    due = period_words(Frequency.MONTHLY, last_month())
    assert program.sees("3 values are due")
    assert program.sees(f"first {NEEDLE}, {due}")
    assert keys.said() == "Enter values: 3 values are due"
    keys.press(Qt.Key.Key_Return)
    program.settled()
    assert keys.said() == "Values by metric and period", keys.where()
    assert program.sees(f"{NEEDLE}, {due}: no value")


def type_one(program: Program, path: Path) -> None:
    """One value typed; a slip is said where it is, and Esc gives the cell back."""
    keys = program.keys
    month = last_month()
    due = period_words(Frequency.MONTHLY, last_month())
    keys.type_in("58")
    keys.press(Qt.Key.Key_Return)
    program.done(f"value of {NEEDLE}")
    assert values(path, month)[NEEDLE][:2] == ("58", SOURCE), "last month's source is remembered"
    assert program.sees(f"{WARD}, {due}: no value")
    keys.type_in("63x")
    keys.press(Qt.Key.Key_Return)
    assert program.sees(f"{WARD}, {due}: '63x' isn't a number.")
    keys.press(Qt.Key.Key_Escape)


def paste_the_rest(program: Program, path: Path) -> None:
    """A column from Excel, after seeing where each cell lands."""
    keys = program.keys
    month = last_month()
    rows = (
        ("Metric", heading()),
        ("To the ward in time", "63"),
        (TREATED, "671/750"),
        (REVIEWS, "66"),
        (COST, "n/k"),
    )
    QGuiApplication.clipboard().setText("".join(f"{name}\t{text}\r\n" for name, text in rows))
    keys.press(Qt.Key.Key_V, CTRL)
    assert keys.focus().accessibleName() == "Metric for To the ward in time", keys.where()
    assert program.sees("2 cells with a value: 2 new. 2 places are not understood.")
    assert program.sees("Row 5, column 2: 'n/k' isn't a number.")
    assert set(values(path, month)) == {NEEDLE}, "a preview writes nothing"
    keys.choose("Four")
    keys.tab_to("Enter 3 values", most=2)
    keys.press(Qt.Key.Key_Return)
    program.done("Enter 3 values")
    entered = values(path, month)
    assert set(entered) == {NEEDLE, WARD, TREATED, REVIEWS}
    assert [entered[name][0] for name in (NEEDLE, WARD, REVIEWS)] == ["58", "63", "66"]
    assert ask_file(path, COUNTS, month.isoformat()) == [("671", "750")]
    assert keys.said() == "Values by metric and period", keys.where()


def look_at_the_chart(program: Program) -> None:
    """Its sentence, its points read one by one, the table that agrees."""
    keys = program.keys
    due = period_words(Frequency.MONTHLY, last_month())
    keys.press(Qt.Key.Key_Up)
    assert program.sees(f"{NEEDLE}, {due}: 58 minutes")
    keys.tab_to("Open chart", most=2)
    keys.press(Qt.Key.Key_Return)
    program.settled()
    assert program.sees(FINDING)
    assert keys.said().startswith(FINDING)
    assert program.sees(f"{heading()}: {NEEDLE} 58 minutes, no real change.")
    keys.press(Qt.Key.Key_Left)
    assert program.sees(f"{NEEDLE} 60 minutes, no real change.")
    keys.press(Qt.Key.Key_T)
    assert keys.said() == "Values on the chart"
    keys.press(Qt.Key.Key_Down)
    keys.tab_to("No real change", back=True, most=2)
    assert program.sees(f"{heading()}: {NEEDLE} 58 minutes"), "the chart follows its table"


def mark_an_event(program: Program, path: Path) -> None:
    """What happened, on the chosen point's day."""
    keys = program.keys
    month = last_month()
    by_key(keys, Qt.Key.Key_M, "What happened")
    keys.type_in(EVENT)
    keys.press(Qt.Key.Key_Return)
    program.done(EVENT)
    assert ask_file(path, 'SELECT text, "on" FROM chart_mark') == [(EVENT, month.isoformat())]
    assert keys.said().startswith(FINDING), keys.where()
    assert program.sees(f"no real change, {EVENT}.")


def change_the_definition(program: Program, path: Path, before: Values) -> None:
    """From this month on it counts something else: a new series, the old one kept whole."""
    keys = program.keys
    month = last_month()
    keys.press(Qt.Key.Key_V, ALT)
    keys.wait(lambda: program.window.room_id == "value")
    program.settled()
    by_key(keys, Qt.Key.Key_D, "First day it holds")
    begins = next_start(Frequency.MONTHLY, month)
    keys.type_in(f"{begins:%d/%m/%Y}")
    keys.tab_to("Why it changes", most=1)
    keys.type_in(WHY)
    keys.tab_to("What is counted", most=1)
    keys.write(NEW_WORDS)
    keys.press(Qt.Key.Key_Return, CTRL)
    program.done("definition")
    assert program.notice() == "A new series begins. Earlier values are not compared."
    assert values(path, months_back(1)) == before
    assert program.sees(f"From {date_words(begins)}: {NEW_WORDS}. Why: {WHY}. No values.")
    by_key(keys, Qt.Key.Key_C, "Enter values")
    assert program.sees("earlier values are not compared")
    assert not program.sees(FINDING)


def ask_for_data(program: Program, path: Path) -> None:
    """The resource column: asked for, with who and until when."""
    keys = program.keys
    program.open_by_palette("home")
    keys.tab_to("Ask for data", most=2)
    keys.press(Qt.Key.Key_Return)
    program.settled()
    assert keys.said() == "What is asked for"
    keys.write("Cost of stays by site")
    keys.tab_to("Asked of", most=1)
    keys.choose(TRUST)
    keys.tab_to("Who follows it up", most=2)
    keys.type_in("Finance partner")
    keys.tab_to("Due on", most=2)
    keys.type_in("1/3/2040")
    keys.press(Qt.Key.Key_Return, CTRL)
    program.done("Cost of stays by site")
    query = 'SELECT owner_role, asked_on, due_on, "column" FROM data_request'
    assert ask_file(path, query) == [("Finance partner", local_today().isoformat(), "2040-03-01", "resource")]
    assert program.sees(f"Awaiting data from {TRUST}, asked on {date_words(local_today())}")


def prepare_the_meeting(program: Program, path: Path, folder: Path) -> None:
    """Four charts and the one decision."""
    keys = program.keys
    program.open_by_palette("dashboard")
    keys.press(Qt.Key.Key_Escape)
    program.settled()
    assert keys.said() == "Values by metric and period", keys.where()
    keys.tab_to("Parts of the dashboard", back=True, most=9)
    keys.press(Qt.Key.Key_Right, times=2)
    program.settled()
    assert program.sees("No charts are chosen for the next meeting")
    keys.tab_to("Show the first 4 metrics", most=1)
    keys.press(Qt.Key.Key_Return)
    program.done("meeting")
    assert program.sees("4 of 4 charts")
    assert keys.said() == "Choose charts"
    keys.press(Qt.Key.Key_Return)
    keys.tab_to(f"{REVIEWS}, Watch list", most=4)
    keys.press(Qt.Key.Key_Space)
    program.settled()
    assert program.sees("3 of 4 chosen")
    keys.press(Qt.Key.Key_Space)
    program.settled()
    keys.press(Qt.Key.Key_Escape)
    assert program.sees("4 of 4 charts")
    assert keys.said() == "Choose charts"
    keys.tab_to("No real change", most=3)
    keys.press(Qt.Key.Key_Tab)
    assert keys.focus().accessibleName().endswith("(86.7% to 89.8%).")
    keys.press(Qt.Key.Key_Return)
    program.settled()
    assert program.sees(f"{TREATED}, ")
    keys.press(Qt.Key.Key_Escape)
    assert keys.focus().accessibleName().endswith("(86.7% to 89.8%)."), "back on the chart it came from"
    keys.tab_to("The one decision", most=3)
    keys.type_in(DECISION)
    keys.press(Qt.Key.Key_Return)
    program.done("meeting")
    keys.tab_to("Held on", most=1)
    keys.type_in("1/3/2040")
    keys.press(Qt.Key.Key_Return)
    program.settled()
    query = "SELECT decision, held_on FROM meeting_view"
    assert ask_file(path, query) == [(DECISION, "2040-03-01")]
    keys.press(Qt.Key.Key_F11)
    keys.wait(lambda: keys.said() == "Meeting")
    keys.press(Qt.Key.Key_Escape)
    keys.back_in(program.window)
    assert keys.said() == "Show large"
    keys.tab_to("Save page", most=1, back=True)
    keys.press(Qt.Key.Key_Return)
    page = folder / "meeting.pdf"
    program.name_file(page)
    keys.wait(lambda: str(page) in program.notice())
    assert page.read_bytes().startswith(b"%PDF-")


def take_all_back(program: Program, path: Path, before: Values) -> None:
    """Step by step, to where the month began."""
    acts = []
    while program.undo_name() != "Nothing to undo":
        acts.append(program.undo_name())
        program.undo()
    assert len(acts) == 10, acts
    assert values(path, last_month()) == {}
    assert values(path, months_back(1)) == before
    for table in ("chart_mark", "meeting_view", "data_request"):
        assert ask_file(path, f"SELECT * FROM {table}") == [], table


def test_a_month_from_what_is_due_to_the_meeting(introduced: Program, tmp_path: Path) -> None:
    program, path = introduced, month_due(tmp_path)
    before = values(path, months_back(1))
    program.start(path)
    program.open_by_palette("stroke")
    what_is_due(program)
    type_one(program, path)
    paste_the_rest(program, path)
    look_at_the_chart(program)
    mark_an_event(program, path)
    change_the_definition(program, path, before)
    ask_for_data(program, path)
    prepare_the_meeting(program, path, tmp_path)
    take_all_back(program, path, before)
