"""The signs for variation and assurance, as our own drawings made of primitives.

Holds their names, words and shapes. Form says what a sign means before its colour does: a circle is
improvement, a diamond concern, a square neither, as with the points of a chart; the arrow says whether
the values run high or low.
"""

from __future__ import annotations

from enum import StrEnum


class IconKind(StrEnum):
    """A sign, by the name that code and tests know it by; `icon_words` are what people read."""

    COMMON = "common"
    IMPROVEMENT_HIGH = "improvement high"
    IMPROVEMENT_LOW = "improvement low"
    CONCERN_HIGH = "concern high"
    CONCERN_LOW = "concern low"
    NEUTRAL_HIGH = "neutral high"
    NEUTRAL_LOW = "neutral low"
    PASS = "pass"
    FAIL = "fail"
    INCONSISTENT = "inconsistent"
    NONE = "none"


_WORDS = {
    IconKind.COMMON: ("no real change", "Variation: no real change"),
    IconKind.IMPROVEMENT_HIGH: ("better, high", "Variation: better than usual, values are high"),
    IconKind.IMPROVEMENT_LOW: ("better, low", "Variation: better than usual, values are low"),
    IconKind.CONCERN_HIGH: ("concern, high", "Variation: of concern, values are high"),
    IconKind.CONCERN_LOW: ("concern, low", "Variation: of concern, values are low"),
    IconKind.NEUTRAL_HIGH: ("higher", "Variation: higher than usual, neither better nor worse"),
    IconKind.NEUTRAL_LOW: ("lower", "Variation: lower than usual, neither better nor worse"),
    IconKind.PASS: ("will meet it", "Assurance: the target will be met"),
    IconKind.FAIL: ("will miss it", "Assurance: the target will be missed without a change"),
    IconKind.INCONSISTENT: ("hit and miss", "Assurance: the target may be met or missed by chance"),
    IconKind.NONE: ("no target", "Assurance: there is no target to judge by"),
}


def icon_words(kind: IconKind) -> str:
    """The word beside the sign: "concern, low", "hit and miss"."""
    return _WORDS[kind][0]


def icon_alternative(kind: IconKind) -> str:
    """The sign in words, for a screen reader and as the alternative text of its picture."""
    return _WORDS[kind][1]
