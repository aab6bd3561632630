"""A facilitator at the keyboard: the stretches of a STAR workshop that several journeys walk.

The session, its figures and its scores are invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from stewardship_desktop.application.commands import record
from stewardship_desktop.domain.care_area import CareArea
from tests.journeys.conftest import Program, ask_file
from tests.journeys.keyboard import CTRL
from tests.support.stores import fresh, opened

SESSION = "Stroke at home"
PASTED = (
    "Early supported discharge\t400\t20%\t\t90%\t£60k",
    "Spasticity clinic\t120\t50%\t\t0.8\t£45,000",
    "Ward classes\t600\t30%\t\t95%\t£150k",
    "Self-help groups\t900\t10%\t\t70%\t£12k",
    "Six month reviews\t500\t25%\t\t85%\t£30k",
    "Community rehabilitation\t350\t40%\t\t90%\t£120k",
    "Gym vouchers\t100\t15%\t\t60%\t£20k",
)
"""Seven lines as Excel puts them on the clipboard: the benefit is what the room is to score."""
SCORES: dict[str, tuple[int | str, ...]] = {
    "Early supported discharge": (20, 25, 30, 20, 25, 30, 80, 85, 90, 80, 85, 90),
    "Spasticity clinic": (40, 42, 45, 40, 42, 45, 40, 42, 45, 40, 42, 45),
    "Ward classes": (30, 31, "withdrew", 33, 30, 31, 32, 33, 30, 31, 32, 33),
    "Self-help groups": (20, 22, 25, 20, 22, 25, 20, 22, 25, 20, 22, 25),
    "Six month reviews": (50, 52, 55, 50, 52, 55, 50, 52, 55, 50, 52, "-"),
    "Community rehabilitation": (50, 50, 50, 50, 50, 50, 60, 60, 60, 60, 60, 100),
}
"""What the twelve seats give, in their order; the first option is split."""
AGAIN = (70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81)
"""The split option scored again."""
HALF_TYPED = "on the board of"
"""What stands in an entry line when the power goes."""
ROLES = tuple(f"Role {number}" for number in range(1, 13))


def one_area(folder: Path) -> Path:
    """An empty workspace with one care area in it."""
    path = fresh(folder, "ours")
    with opened(path) as workspace:
        workspace.act(record.add, [CareArea(id="stroke", name="Stroke")]).result()
    return path


@dataclass(frozen=True)
class Facilitator:
    """One facilitator at one program."""

    program: Program

    # ---- alone, before the room
    def make_session(self) -> None:
        """From anywhere: the care area, STAR, a new session, its options from the clipboard."""
        program, keys = self.program, self.program.keys
        program.open_by_palette("stroke")
        program.open_by_palette("star")
        assert program.window.room_id == "star"
        assert keys.said() == "New session"
        keys.press(Qt.Key.Key_Return)
        assert keys.said() == "Name"
        keys.type_in(SESSION)
        keys.tab_to("Question", most=1)
        keys.type_in("What should we do less of, so that more people recover at home?")
        keys.tab_to("Envelope", most=3)
        keys.write("£50k")
        keys.tab_to("What 100 means", most=1)
        keys.type_in("A life as it was before the stroke")
        keys.tab_to("Start the session", most=1)
        keys.press(Qt.Key.Key_Return)
        program.settled()
        assert keys.grid().accessibleName() == "Options", keys.where()
        QGuiApplication.clipboard().setText("\r\n".join(PASTED) + "\r\n")
        keys.press(Qt.Key.Key_V, CTRL)
        program.done("Add 7 options")
        keys.to_cell("Ward classes", "Now")
        keys.press(Qt.Key.Key_Space)
        program.done("Ward classes")

    def open_workshop(self) -> None:
        """From the options to the workshop's first step."""
        program, keys = self.program, self.program.keys
        keys.tab_to("Start workshop", back=True, most=8)
        keys.press(Qt.Key.Key_Return)
        program.settled()
        assert program.window.room_id == "workshop"
        assert keys.said() == "The question to the room", keys.where()

    # ---- the steps
    def start_clock(self) -> None:
        """From the first step's work."""
        keys = self.program.keys
        keys.tab_to("Start the clock", back=True, most=2)
        keys.press(Qt.Key.Key_Return)
        keys.wait(lambda: keys.said() == "Stop the clock")

    def seat_everybody(self) -> None:
        """Twelve roles in one line, one of them a resident at home, over whatever step is on."""
        program, keys = self.program, self.program.keys
        here = keys.said()
        keys.press(Qt.Key.Key_F6)
        assert keys.said() == "Role of another seat", keys.where()
        keys.type_in("; ".join(ROLES))
        keys.press(Qt.Key.Key_Return)
        program.done("12 seats")
        keys.tab_to("Seats", most=2)
        keys.to_cell("Role 12", "Category")
        keys.press(Qt.Key.Key_Return)
        keys.choose("Res")
        program.settled()
        keys.to_cell("Role 12", "Setting")
        keys.type_in("home")
        keys.press(Qt.Key.Key_Return)
        program.settled()
        keys.press(Qt.Key.Key_Escape)
        assert keys.said() == here, "the focus goes back to where the seats were asked for"

    def declare(self, seat: str, option: str, interest: str, *, back: bool = False) -> None:
        """Withdraw a seat from an option, in the first step; `back` from the table of conflicts."""
        program, keys = self.program, self.program.keys
        keys.tab_to("Seat", back=back, most=6)
        keys.choose(seat)
        keys.tab_to("Option", most=1)
        keys.choose(option)
        keys.tab_to("Interest", most=1)
        keys.type_in(interest)
        keys.press(Qt.Key.Key_Return)
        program.settled()
        assert keys.said() == "Interest"

    def next_step(self, number: int) -> None:
        """F8, waited for."""
        self.program.keys.press(Qt.Key.Key_F8)
        self.program.settled()
        assert self.step() == number

    def park(self, option: str, reason: str) -> None:
        """In the options step."""
        keys = self.program.keys
        keys.to_cell(option, "Option")
        keys.tab_to("Reason for parking", most=4)
        keys.type_in(reason)
        keys.press(Qt.Key.Key_Return)
        self.program.settled()

    def correct_cost(self, option: str, low: str, best: str, high: str) -> None:
        """In the figures step: a range beside the best figure."""
        keys = self.program.keys
        keys.tab_to("People", back=True, most=1)
        keys.press(Qt.Key.Key_Right, times=2)
        assert keys.said() == "Cost"
        keys.tab_to("Cost of the options", most=1)
        keys.to_cell(option, "Low")
        for text in (low, best, high):
            keys.type_in(text)
            keys.press(Qt.Key.Key_Tab)
        self.program.settled()

    def type_scores(self, *options: str) -> None:
        """The sheets of round 1, down each option, from where the grid stands."""
        keys = self.program.keys
        for option in options or SCORES:
            for score in SCORES[option]:
                if score != "withdrew":
                    keys.type_in(str(score))
                    keys.press(Qt.Key.Key_Return)
        self.program.settled()

    def reveal_and_agree(self) -> None:
        """From the last cell of the grid."""
        program, keys = self.program, self.program.keys
        keys.tab_to("Reveal all", most=2)
        keys.press(Qt.Key.Key_Return)
        program.settled()
        assert keys.said() == "Agree the medians shown"
        keys.press(Qt.Key.Key_Return)
        program.done("Agree the benefits")

    def talk_and_score_again(self) -> None:
        """In the step of the splits: two seats have spoken, all score again, the new median is agreed."""
        program, keys = self.program, self.program.keys
        assert program.sees("Speak round on Early supported discharge"), program.words()
        keys.press(Qt.Key.Key_Down)
        program.settled()
        assert program.sees("Next to speak: Role 12"), "the resident is asked first"
        keys.tab_to("Speak round", most=1)
        keys.press(Qt.Key.Key_Space)
        assert program.sees("Next to speak: Role 1")
        keys.press(Qt.Key.Key_Down)
        keys.press(Qt.Key.Key_Space)
        assert program.sees("Next to speak: Role 2")
        keys.tab_to("Scores by seat", most=5)
        for score in AGAIN:
            keys.type_in(str(score))
            keys.press(Qt.Key.Key_Return)
        program.settled()
        keys.tab_to("Reveal", most=1)
        keys.press(Qt.Key.Key_Return)
        program.settled()
        assert keys.said() == "Agree the medians shown"
        keys.press(Qt.Key.Key_Return)
        program.done("Agree a benefit")

    def choose_moves(self) -> None:
        """In the plan step: the ward's classes stop, discharge, reviews and rehabilitation start."""
        program, keys = self.program, self.program.keys
        assert keys.said() == "Shift: what to do less of", keys.where()
        keys.press(Qt.Key.Key_1)
        program.settled()
        assert program.sees("Within the envelope, £200k left to spend"), program.words()
        keys.tab_to("Wish: what to add", most=1)
        for key in (Qt.Key.Key_1, Qt.Key.Key_4, Qt.Key.Key_5):
            keys.press(key)
            program.settled()
        assert program.sees("Over the envelope by £12k"), program.words()
        # Too much: the last wish gives way to the cheap one.
        keys.press(Qt.Key.Key_5)
        program.settled()
        keys.press(Qt.Key.Key_3)
        program.settled()

    def lock(self) -> None:
        """In the last step: reason, who differs, what is next, and the lock."""
        program, keys = self.program, self.program.keys
        keys.tab_to("Reason, in", most=2)
        keys.type_in("Most health for the money, and nearer home.")
        keys.tab_to("How it was decided", most=1)
        keys.type_in("by consensus")
        keys.tab_to("Role of who differs", most=3)
        keys.choose("Role 4")
        keys.tab_to("A different view", most=1)
        keys.type_in("Too fast for the ward.")
        keys.press(Qt.Key.Key_Return)
        program.settled()
        keys.tab_to("What happens next", most=4)
        keys.type_in("Write to both trusts")
        keys.press(Qt.Key.Key_Return)
        program.settled()
        keys.tab_to("Next steps", most=2)
        keys.to_cell("Write to both trusts", "Who (role)")
        keys.type_in("Programme manager")
        keys.press(Qt.Key.Key_Return)
        program.settled()
        keys.tab_to("Lock the decision", back=True, most=9)
        keys.press(Qt.Key.Key_Return)
        program.settled()
        assert any("agreed on " in words.casefold() for words in program.words()), program.words()
        assert keys.said() == "Save the decision sheet", keys.where()

    def save_sheet(self, path: Path) -> None:
        """The button with the focus asks for a file, and it is a PDF."""
        self.program.keys.press(Qt.Key.Key_Return)
        self.program.name_file(path)
        self.program.keys.wait(lambda: str(path) in self.program.notice())
        assert path.read_bytes().startswith(b"%PDF-")

    # ---- looking
    def step(self) -> int:
        """The number of the step on show."""
        page: Any = self.program.window.page("workshop")
        return int(page.progress.step) + 1


def medians(path: Path) -> dict[str, str]:
    """The agreed benefit of each option, by a fresh reader of the file."""
    query = (
        "SELECT star_option.name, star_estimate.best FROM star_estimate JOIN star_option "
        "ON star_option.id = option_id WHERE measure = 'benefit' AND best IS NOT NULL"
    )
    return dict(ask_file(path, query))


def scores(path: Path) -> dict[tuple[str, int, int], int | None]:
    """What was given by option, round and seat; None for no view."""
    query = (
        "SELECT star_option.name, round, seat.number, score FROM seat_score "
        "JOIN star_option ON star_option.id = option_id JOIN seat ON seat.id = seat_id"
    )
    return {(name, round_, seat): score for name, round_, seat, score in ask_file(path, query)}
