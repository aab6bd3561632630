"""A group begins: outcomes in three columns, a metric, its first values and its first chart, by keyboard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from stewardship_desktop.application.today import local_today
from stewardship_desktop.domain.rhythm import newest_due, period_words
from stewardship_desktop.domain.value_column import ValueColumn
from stewardship_desktop.domain.value_framework import Frequency, Metric
from tests.journeys.conftest import Program, ask_file
from tests.journeys.facilitator import one_area
from tests.journeys.keyboard import CTRL

NEEDLE, NOTICED = "Door to needle", "People and their families"
YEAR = ("61", "64", "58", "63", "60", "66", "59", "62", "65", "60", "63", "57")
OUTCOMES = ("I am treated in time", "Fewer people have a stroke", "Money goes where it helps")


def outcomes(path: Path) -> list[tuple[str, str, str]]:
    return ask_file(path, 'SELECT "column", outcome, noticed_by FROM outcome ORDER BY rowid')


def metrics(path: Path) -> list[tuple[str, str, str, int]]:
    query = (
        "SELECT name, definition, unit, priority FROM metric "
        "JOIN metric_definition ON metric_definition.metric_id = metric.id"
    )
    return ask_file(path, query)


def entered(path: Path) -> list[tuple[str, str, str]]:
    return ask_file(path, 'SELECT "on", value, qualifier FROM observation ORDER BY "on"')


def test_from_nothing_to_a_first_chart_and_back(introduced: Program, tmp_path: Path) -> None:
    program, keys = introduced, introduced.keys
    path = one_area(tmp_path)
    program.start(path)
    program.open_by_palette("stroke")

    # The dashboard knows that there is nothing to show, and leads to where it begins.
    program.open_by_palette("dashboard")
    assert program.sees("Stroke has no metrics yet")
    assert keys.said() == "Open the value framework"
    keys.press(Qt.Key.Key_Return)
    program.settled()
    assert program.window.room_id == "value"
    assert program.sees("Stroke has no value framework yet.")

    # An outcome for each person, and at once the metric that would show it.
    assert keys.said() == "Add the first outcome"
    keys.press(Qt.Key.Key_Return)
    assert keys.said() == "Outcome"
    keys.type_in(OUTCOMES[0])
    keys.tab_to("Who would notice?", most=1)
    keys.type_in(NOTICED)
    keys.press(Qt.Key.Key_Return)
    program.done(OUTCOMES[0])
    assert keys.said() == "Add metric"
    keys.press(Qt.Key.Key_Return)
    assert keys.said() == "Name"
    keys.press(Qt.Key.Key_Return, CTRL)
    assert program.sees("Name cannot be blank. Type a value.")
    keys.type_in(NEEDLE)
    # A habit's Enter in the middle of a long form sends nothing.
    keys.press(Qt.Key.Key_Return)
    program.settled()
    assert metrics(path) == []
    keys.tab_to("What is counted", most=2)
    keys.type_in("Median minutes from arrival to thrombolysis")
    keys.tab_to("Unit", most=2)
    keys.type_in("minutes")
    keys.tab_to("Which way is better", most=1)
    keys.choose("Lower")
    keys.press(Qt.Key.Key_Return, CTRL)
    program.done(NEEDLE)
    assert metrics(path) == [(NEEDLE, "Median minutes from arrival to thrombolysis", "minutes", 1)]
    assert outcomes(path) == [("personal", OUTCOMES[0], NOTICED)]

    # The other two columns, each by its own button; Esc comes back to it.
    keys.press(Qt.Key.Key_Escape)
    assert keys.said() == f"Priority metric: {NEEDLE}"
    for column, words in zip(("population", "resource"), OUTCOMES[1:], strict=True):
        keys.tab_to(f"Add {column} outcome", most=3)
        keys.press(Qt.Key.Key_Return)
        keys.type_in(words)
        keys.press(Qt.Key.Key_Return, CTRL)
        program.done(words)
        keys.press(Qt.Key.Key_Escape)
        assert keys.said() == f"Add {column} outcome"
    assert [each[:2] for each in outcomes(path)] == list(
        zip((column.value for column in ValueColumn), OUTCOMES, strict=True)
    )
    assert program.sees("Outcomes of Stroke: Personal 1, Population 1, Resource 1.")
    assert program.sees("No data yet, and nobody has been asked for any."), (
        "the resource column says its debt"
    )

    # The first values: the cell that is due is under the keyboard.
    program.open_by_palette("dashboard")
    assert program.sees("1 value is due")
    keys.tab_to("Enter value: Door to needle", most=1, back=True)
    keys.press(Qt.Key.Key_Return)
    program.settled()
    month = newest_due(Frequency.MONTHLY, Metric.due_after_days, local_today())
    assert month is not None
    assert program.sees(f"{NEEDLE}, {period_words(Frequency.MONTHLY, month)}: no value")
    keys.type_in("about 60")
    keys.press(Qt.Key.Key_Return)
    program.done(NEEDLE)
    assert entered(path) == [(month.isoformat(), "60", "about")]

    # A year before it as one row from Excel, without heads, from the chosen cell on.
    keys.press(Qt.Key.Key_Left, times=len(YEAR))
    QGuiApplication.clipboard().setText("\t".join(YEAR) + "\r\n")
    keys.press(Qt.Key.Key_V, CTRL)
    assert program.sees("12 cells with a value: 12 new.")
    assert keys.said() == "Enter 12 values", keys.where()
    keys.press(Qt.Key.Key_Return)
    program.done("Enter 12 values")
    days = [each[0] for each in entered(path)]
    assert [each[1] for each in entered(path)] == [*YEAR, "60"]
    assert days == sorted(days)
    assert days[-1] == month.isoformat()

    # Its first chart says what it can, and that the limits are firm now.
    keys.tab_to("Open chart", most=2)
    keys.press(Qt.Key.Key_Return)
    program.settled()
    assert program.sees("No real change: the last value lies within what is usual")
    keys.press(Qt.Key.Key_End)
    assert program.sees(f"{NEEDLE} about 60.0 minutes")
    keys.press(Qt.Key.Key_Home)
    assert program.sees(f"{NEEDLE} 61.0 minutes")
    keys.press(Qt.Key.Key_Escape)
    assert keys.said() == "Values by metric and period", "back where the chart was asked for"

    # All of it is taken back, and done again.
    acts = 0
    while program.undo_name() != "Nothing to undo":
        program.undo()
        acts += 1
    assert acts == 6
    assert (outcomes(path), metrics(path), entered(path)) == ([], [], [])
    assert program.sees("Stroke has no metrics yet")
    assert keys.said() == "Open the value framework", keys.where()
    for _ in range(acts):
        program.redo()
    assert len(outcomes(path)) == 3
    assert [each[1] for each in entered(path)] == [*YEAR, "60"]
