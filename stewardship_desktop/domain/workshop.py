"""The records of the room: seats, interests, blind scores, reveals, the decision, dissent and next steps.

Seats are roles and categories, never names. A blind score never leaves the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.identity import key_id
from stewardship_desktop.domain.record import Record, first_line, may_refer, record, refers, require

ROUNDS = (1, 2)
"""Scores are given twice at most: alone, and again after the talk about splits."""


class SeatCategory(StrEnum):
    MEMBER = "member"
    RESIDENT = "resident"
    GUEST = "guest"


@record
class Seat(Record):
    """A place at the table by role. `code` stands on its score sheet instead of a name."""

    session_id: str = refers("star_session")
    number: int
    role: str
    category: SeatCategory = SeatCategory.MEMBER
    setting: str = ""
    organisation_id: str | None = may_refer("organisation")
    code: str = ""
    present: bool = True

    def __post_init__(self) -> None:
        require(self.role, "Role of the seat")

    @property
    def display_name(self) -> str:
        return f"seat {self.number}, {self.role}"


@record
class SeatInterest(Record):
    """A seat's declared interest in an option. While `withdrawn`, its score does not count."""

    seat_id: str = refers("seat")
    option_id: str = refers("star_option")
    interest: str = ""
    withdrawn: bool = True

    @staticmethod
    def id_for(seat_id: str, option_id: str) -> str:
        """The id of this seat's interest in this option."""
        return key_id("seat_interest", seat_id, option_id)


@record
class SeatScore(Record):
    """What one seat gave one option in one round: 0 to 100 (below nought for harm), or "no view"."""

    seat_id: str = refers("seat")
    option_id: str = refers("star_option")
    round: int
    score: int | None = None
    no_view: bool = False

    def __post_init__(self) -> None:
        if self.round not in ROUNDS:
            raise UserFixable(f"There is no round {self.round}.", "Score in round 1 or 2.")
        if self.score is not None and not -100 <= self.score <= 100:
            raise UserFixable(f"{self.score} is not a score.", "Type 0 to 100, or - for no view.")

    @property
    def display_name(self) -> str:
        return "not shown"

    @staticmethod
    def id_for(seat_id: str, option_id: str, round_: int) -> str:
        """The id of this seat's score of this option in this round."""
        return key_id("seat_score", seat_id, option_id, str(round_))


@record
class Reveal(Record):
    """That the scores of an option in a round were shown to the room."""

    option_id: str = refers("star_option")
    round: int

    @property
    def display_name(self) -> str:
        return f"round {self.round}"

    @staticmethod
    def id_for(option_id: str, round_: int) -> str:
        """The id of the reveal of this option in this round."""
        return key_id("reveal", option_id, str(round_))


class Outcome(StrEnum):
    AGREED = "agreed"
    NO_DECISION = "no decision reached"


@record
class StarDecision(Record):
    """What the session decided: a scenario with its reason, or that no decision was reached.

    While `locked` nothing of the session changes; until then it is in preparation and may lack its
    reason. `balance_reason` is why a plan outside the envelope was locked all the same.
    """

    session_id: str = refers("star_session")
    scenario_id: str | None = may_refer("star_scenario")
    outcome: Outcome = Outcome.AGREED
    how: str = ""
    decided_on: date
    reason: str = ""
    balance_reason: str = ""
    locked: bool = True

    def __post_init__(self) -> None:
        if not self.locked:
            # Still being written, or opened again: only what is locked must be whole.
            return
        require(self.reason, "Reason of the decision")
        if self.outcome is Outcome.AGREED and self.scenario_id is None:
            raise UserFixable("A decision needs a scenario.", "Choose the scenario that was agreed.")

    @property
    def display_name(self) -> str:
        return first_line(self.reason) or "in preparation"

    @staticmethod
    def id_for(session_id: str) -> str:
        """The id of this session's decision."""
        return key_id("star_decision", session_id)


@record
class Dissent(Record):
    """A view against the decision, by the role of who holds it."""

    session_id: str = refers("star_session")
    role: str
    view: str
    position: int = 0

    def __post_init__(self) -> None:
        require(self.role, "Role of who dissents")
        require(self.view, "View")

    @property
    def display_name(self) -> str:
        return f"{self.role}: {first_line(self.view)}"


@record
class NextStep(Record):
    """What happens after the session, who owns it by role, by when, and whether it is done."""

    session_id: str = refers("star_session")
    what: str
    owner_role: str = ""
    due_on: date | None = None
    done_on: date | None = None
    position: int = 0

    def __post_init__(self) -> None:
        require(self.what, "Next step")

    @property
    def display_name(self) -> str:
        return first_line(self.what)


@record
class PrivateNote(Record):
    """What the facilitator keeps for themselves on a session; on no screen of the room, on no sheet of it."""

    session_id: str = refers("star_session")
    text: str

    @property
    def display_name(self) -> str:
        return "private note"

    @staticmethod
    def id_for(session_id: str) -> str:
        """The id of this session's private note."""
        return key_id("private_note", session_id)


_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def new_code(taken: Iterable[str], seed: str) -> str:
    """A seat's four-character code, from letters and digits that are not mistaken for one another.

    Drawn from `seed` (the seat's id) so that one seat gets one code; never one of `taken`.
    """
    used = set(taken)
    number = int(key_id("seat_code", seed).replace("-", ""), 16)
    while True:
        code = "".join(_LETTERS[number // len(_LETTERS) ** place % len(_LETTERS)] for place in range(4))
        if code not in used:
            return code
        number += 1
