"""Small numbers: what is hidden on screen and in exports so that nobody can be recognised."""

from __future__ import annotations

from enum import StrEnum


class Policy(StrEnum):
    """What happens to small counts of people when they are shown."""

    NONE = "none"
    HES = "1 to 7 hidden, the rest rounded to 5"
    FIVES = "1 to 5 hidden, with secondary hiding"
