"""Entering the score sheets by keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from stewardship_desktop.application.commands.workshop import ScoreEntry
from stewardship_desktop.ui.workshop.score_grid import ScoreGrid
from stewardship_desktop.ui.workshop.score_sheet import ScoreSheet
from stewardship_desktop.ui.workshop.typed_score import Given, Unscored, read_score

SEATS = tuple((f"p{number}", number, f"Role {number}", f"AB{number:02}") for number in range(1, 13))
OPTIONS = tuple((f"o{number}", f"Option {number}") for number in range(1, 4))
SHEET = ScoreSheet(seats=SEATS, options=OPTIONS, locked={("p2", "o1"): "withdrew"})


class Desk:
    """A grid with a line before and after it, and what it gave and refused."""

    def __init__(self, qtbot: QtBot, sheet: ScoreSheet = SHEET) -> None:
        self.host, self.before, self.after = QWidget(), QLineEdit(), QLineEdit()
        self.grid, self.qtbot = ScoreGrid(), qtbot
        layout = QVBoxLayout(self.host)
        for part in (self.before, self.grid, self.after):
            layout.addWidget(part)
        self.entries: list[ScoreEntry] = []
        self.refusals: list[str] = []
        self.sheets_done: list[int] = []
        self.grid.given.connect(self.entries.extend)
        self.grid.refused.connect(self.refusals.append)
        self.grid.sheet_done.connect(lambda: self.sheets_done.append(1))
        qtbot.addWidget(self.host)
        self.host.resize(900, 700)
        self.host.show()
        qtbot.waitExposed(self.host)
        self.grid.set_sheet(sheet)
        self.grid.setFocus()

    def type(self, text: str) -> None:
        for sign in text:
            if sign == "\n":
                self.qtbot.keyClick(self.grid, Qt.Key.Key_Return)
            elif sign == "\t":
                self.qtbot.keyClick(self.grid, Qt.Key.Key_Tab)
            else:
                self.qtbot.keyClicks(self.grid, sign)

    def given(self) -> list[tuple[str, str, int | None, bool]]:
        return [(each.seat_id, each.option_id, each.score, each.no_view) for each in self.entries]

    def shown(self, row: int, column: int) -> str:
        return str(self.grid.model().index(row, column).data() or "")


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


@pytest.mark.parametrize(
    "text, given",
    [("0", Given(0)), ("100", Given(100)), (" 45 ", Given(45)), ("-5", Given(-5)),
     ("\N{MINUS SIGN}5", Given(-5)),
     ("-", Given()), ("no view", Given()), ("", None), ("  ", None)],
)  # fmt: skip
def test_what_is_typed_is_read(text: str, given: Given | None) -> None:
    assert read_score(text) == given


@pytest.mark.parametrize("text", ["101", "-101", "4.5", "4,5", "x", "1000", "--", "5-", "٣"])
def test_what_is_no_score_is_refused(text: str) -> None:
    with pytest.raises(Unscored, match="is not a score"):
        read_score(text)


def test_an_options_twelve_scores_go_in_with_two_digits_and_enter_each(desk: Desk) -> None:
    keys = "".join(f"{score}\n" for score in range(40, 51))
    desk.type(keys)
    assert [each[0] for each in desk.given()] == ["p1", *(f"p{number}" for number in range(3, 13))]
    assert [each[2] for each in desk.given()] == list(range(40, 51))
    assert desk.grid.option_id() == "o2", "Enter on the last seat begins the next option"
    # 11 open cells, three keys each: at one key a second that is under 40 seconds.
    assert len(keys) < 40


def test_a_minus_is_no_view_and_delete_empties(desk: Desk) -> None:
    desk.type("-\n")
    desk.qtbot.keyClick(desk.grid, Qt.Key.Key_Up)
    desk.qtbot.keyClick(desk.grid, Qt.Key.Key_Up)
    desk.qtbot.keyClick(desk.grid, Qt.Key.Key_Delete)
    assert desk.given() == [("p1", "o1", None, True), ("p1", "o1", None, False)]


def test_a_wrong_input_is_said_and_the_place_is_kept(desk: Desk) -> None:
    desk.type("18")
    desk.type("0\n")
    assert desk.given() == []
    assert desk.refusals[-1].startswith("Seat 1, Role 1: “180” is not a score.")
    assert desk.grid.place() == ("p1", "o1")
    desk.qtbot.keyClick(desk.grid, Qt.Key.Key_Backspace)
    desk.type("\n")
    assert desk.given() == [("p1", "o1", 18, False)]
    assert desk.refusals[-1] == ""


def test_a_letter_is_refused_at_once(desk: Desk) -> None:
    desk.type("4k")
    assert "“k” is not part of a score" in desk.refusals[-1]
    desk.type("\n")
    assert desk.given() == [("p1", "o1", 4, False)]


def test_a_seat_that_withdrew_is_passed_over_and_refuses_in_words(desk: Desk) -> None:
    assert desk.shown(1, 0) == "withdrew"
    desk.type("\n")
    assert desk.grid.place() == ("p3", "o1")
    desk.qtbot.keyClick(desk.grid, Qt.Key.Key_Up)
    desk.type("5")
    assert desk.refusals[-1] == "Seat 2, Role 2, withdrew from Option 1 and gives no score."
    desk.qtbot.keyClick(desk.grid, Qt.Key.Key_Delete)
    assert desk.given() == []


def test_scores_are_dots_unless_they_are_to_be_shown(desk: Desk) -> None:
    desk.type("4")
    assert desk.shown(0, 0) == "\N{BULLET}|"
    desk.type("0\n")
    assert desk.shown(0, 0) == "\N{BULLET}\N{BULLET}"
    said = desk.grid.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Seat 1, Role 1, Option 1: entered"
    desk.grid.set_shown(True)
    assert desk.shown(0, 0) == "40"


def test_the_head_of_an_option_counts_its_sheets(desk: Desk) -> None:
    desk.type("40\n50\n")
    head = desk.grid.model().headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
    assert head == "Option 1: 2 of 11 in"


def test_tab_goes_on_and_leaves_after_the_last_cell(desk: Desk) -> None:
    desk.type("40\t")
    assert desk.grid.place() == ("p3", "o1")
    assert desk.grid.go_to_seat("12")
    desk.qtbot.keyClick(desk.grid, Qt.Key.Key_Right)
    desk.qtbot.keyClick(desk.grid, Qt.Key.Key_Right)
    desk.type("7\t")
    assert desk.given()[-1] == ("p12", "o3", 7, False)
    assert desk.after.hasFocus()


def test_by_code_a_sheet_goes_across_and_says_when_it_is_in(desk: Desk) -> None:
    desk.grid.across = True
    assert desk.grid.go_to_seat("ab05")
    desk.type("10\n20\n30\n")
    assert desk.given() == [("p5", f"o{at}", score, False) for at, score in ((1, 10), (2, 20), (3, 30))]
    assert desk.sheets_done == [1]
    assert desk.grid.place() == ("p6", "o1")
    assert not desk.grid.go_to_seat("ZZ99")


def test_a_block_is_pasted_whole_or_not_at_all(desk: Desk) -> None:
    QGuiApplication.clipboard().setText("40\t50\r\n\t60\r\n-\t70\r\n")
    desk.qtbot.keyClick(desk.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert desk.given() == [
        ("p1", "o1", 40, False), ("p1", "o2", 50, False), ("p2", "o2", 60, False),
        ("p3", "o1", None, True), ("p3", "o2", 70, False),
    ]  # fmt: skip
    for text, why in (
        ("40\n50", "withdrew from Option 1"),
        ("40\t1oo", "Pasted row 1, column 2"),
        ("1\t2\t3\t4", "outside the grid"),
    ):
        desk.grid.paste_text(text)
        assert why in desk.refusals[-1]
    assert len(desk.given()) == 5


def test_what_is_typed_is_given_within_a_second_and_typing_goes_on(desk: Desk) -> None:
    desk.type("8")
    assert desk.grid.quiet.isActive()
    assert desk.grid.quiet.interval() < 1000
    desk.grid.quiet.timeout.emit()
    assert desk.given() == [("p1", "o1", 8, False)]
    desk.type("5\n")
    assert desk.given()[-1] == ("p1", "o1", 85, False)


def test_what_is_typed_survives_leaving_by_a_click(desk: Desk) -> None:
    desk.type("33")
    desk.grid.setCurrentIndex(desk.grid.model().index(4, 1))
    assert desk.given() == [("p1", "o1", 33, False)]
    desk.type("44")
    desk.before.setFocus()
    assert desk.given()[-1] == ("p5", "o2", 44, False)


def test_what_is_on_its_way_stays_on_show_and_the_place_is_kept(desk: Desk) -> None:
    desk.grid.set_shown(True)
    desk.type("40\n50\n")
    desk.grid.set_sheet(
        ScoreSheet(seats=SEATS, options=OPTIONS, locked=SHEET.locked, given={("p1", "o1"): Given(40)})
    )
    assert (desk.shown(0, 0), desk.shown(2, 0)) == ("40", "50")
    assert desk.grid.place() == ("p4", "o1")
    desk.grid.forget()
    assert (desk.shown(0, 0), desk.shown(2, 0)) == ("40", "")


def test_a_seat_that_comes_late_does_not_move_the_place(desk: Desk) -> None:
    desk.type("40\n6")
    more = ScoreSheet(seats=(*SEATS, ("p13", 13, "Late", "ZZ13")), options=OPTIONS, locked=SHEET.locked)
    desk.grid.set_sheet(more)
    assert desk.grid.place() == ("p3", "o1")
    desk.type("0\n")
    assert desk.given()[-1] == ("p3", "o1", 60, False)


def test_it_begins_at_the_first_cell_that_is_still_empty(qtbot: QtBot) -> None:
    half = {("p1", "o1"): Given(40), ("p3", "o1"): Given(), ("p4", "o1"): Given(0)}
    sheet = ScoreSheet(seats=SEATS, options=OPTIONS, locked=SHEET.locked, given=half)
    assert Desk(qtbot, sheet).grid.place() == ("p5", "o1")
    everything = {(seat[0], option[0]): Given(50) for seat in SEATS for option in OPTIONS}
    full = ScoreSheet(seats=SEATS, options=OPTIONS, given=everything)
    assert Desk(qtbot, full).grid.place() == ("p1", "o1")
