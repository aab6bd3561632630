"""The records of weighted criteria: a set, its criteria with weights and bands, and the scores of a subject.

The arithmetic is `domain.weighted_criteria`. A subject is whatever is scored: an option of a session.
"""

from __future__ import annotations

from decimal import Decimal

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.identity import key_id
from stewardship_desktop.domain.record import Record, record, refers, require


@record
class CriteriaSet(Record):
    """A named set of at most eight weighted criteria."""

    name: str
    source: str = ""

    def __post_init__(self) -> None:
        require(self.name, "Name of the criteria")

    @property
    def display_name(self) -> str:
        return self.name


@record
class Criterion(Record):
    """One criterion: its weight in per cent and what low (0-3), middle (4-7) and high (8-10) scores mean."""

    criteria_set_id: str = refers("criteria_set")
    name: str
    detail: str = ""
    weight: Decimal
    low: str = ""
    middle: str = ""
    high: str = ""
    position: int = 0

    def __post_init__(self) -> None:
        require(self.name, "Name of the criterion")
        if not 0 <= self.weight <= 100:
            raise UserFixable(f"{self.name}: a weight of {self.weight:f}% can't be.", "Type 0 to 100.")

    @property
    def display_name(self) -> str:
        return self.name


@record
class CriterionScore(Record):
    """A subject's score, 0 to 10, against one criterion, with the reason for it."""

    criterion_id: str = refers("criterion")
    subject_id: str
    score: Decimal
    reason: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.score <= 10:
            raise UserFixable(f"{self.score:f} is not a score.", "Type 0 to 10.")

    @staticmethod
    def id_for(criterion_id: str, subject_id: str) -> str:
        """The id of this subject's score against this criterion."""
        return key_id("criterion_score", criterion_id, subject_id)
