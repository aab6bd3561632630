"""A score as it is typed from a sheet: a number, "no view", or nothing. Knows no Qt."""

from __future__ import annotations

import re
from dataclasses import dataclass

NO_VIEW = "no view"
HIGHEST, LOWEST = 100, -100
SIGNS = str.maketrans(dict.fromkeys("\N{MINUS SIGN}\N{EN DASH}", "-"))
HOW = "Type 0 to 100, or - for no view."


@dataclass(frozen=True)
class Given:
    """What is in a cell: a score, or "no view" where `score` is None."""

    score: int | None = None

    @property
    def words(self) -> str:
        return NO_VIEW if self.score is None else f"{self.score}".replace("-", "\N{MINUS SIGN}")


class Unscored(ValueError):
    """A text that is no score. Its words are for the person who typed it."""


def read_score(text: str) -> Given | None:
    """What a typed or pasted text gives: a score, "no view" for "-", None for blank. Raises Unscored."""
    plain = " ".join(text.translate(SIGNS).split()).casefold()
    if not plain:
        return None
    if plain in {"-", NO_VIEW, "nv"}:
        return Given()
    if not re.fullmatch(r"-?[0-9]{1,3}", plain) or not LOWEST <= int(plain) <= HIGHEST:
        raise Unscored(f"“{text.strip()}” is not a score. {HOW}")
    return Given(int(plain))
