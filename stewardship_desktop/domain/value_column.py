"""The three columns of value that a group agrees on, the same everywhere."""

from __future__ import annotations

from enum import StrEnum


class ValueColumn(StrEnum):
    """Whose value an outcome is about, in the order of the columns."""

    PERSONAL = "personal"
    POPULATION = "population"
    RESOURCE = "resource"

    @property
    def heading(self) -> str:
        """As a heading: "Personal"."""
        return self.value.capitalize()

    @property
    def question(self) -> str:
        """What the column asks a group."""
        return {
            "personal": "What matters to each person?",
            "population": "What matters for everybody who needs care, those we don't see included?",
            "resource": "What do we use to get there: money, staff, time, beds?",
        }[self.value]
