"""What reading a chart can find: rules, the type of a point, variation and assurance. Works nothing out."""

from __future__ import annotations

from enum import IntFlag, StrEnum
from functools import lru_cache
from typing import NamedTuple

from stewardship_desktop.domain.spc.profile import Direction


class Rule(IntFlag):
    """The rules a point can hit, as bits, in the order in which they decide what a point is called."""

    ABOVE_UPPER = 1
    BELOW_LOWER = 2
    TREND_RISING = 4
    TREND_FALLING = 8
    TWO_OF_THREE_ABOVE = 16
    TWO_OF_THREE_BELOW = 32
    SHIFT_ABOVE = 64
    SHIFT_BELOW = 128

    @property
    def word(self) -> str:
        """The rule as NHSRplotthedots names it."""
        return RULE_WORDS[self]

    @property
    def is_high(self) -> bool:
        """Whether the rule speaks of high or rising values."""
        return bool(self & HIGH)


RULES = tuple(Rule)
HIGH = 1 | 4 | 16 | 64
COMMON_CAUSE = "Common Cause"
RULE_WORDS: dict[Rule, str] = {
    Rule.ABOVE_UPPER: "Above UCL",
    Rule.BELOW_LOWER: "Below LCL",
    Rule.TREND_RISING: "7 Point Trend (Increasing)",
    Rule.TREND_FALLING: "7 Point Trend (Decreasing)",
    Rule.TWO_OF_THREE_ABOVE: "2 in 3 Above CL",
    Rule.TWO_OF_THREE_BELOW: "2 in 3 Below CL",
    Rule.SHIFT_ABOVE: "7 Points Above CL",
    Rule.SHIFT_BELOW: "7 Points Below CL",
}
"""NHSRplotthedots' words, which name the runs of 7 whatever the length of the profile's."""


class PointType(StrEnum):
    """What a point means, in NHSRplotthedots' words."""

    COMMON = "common_cause"
    IMPROVEMENT = "special_cause_improvement"
    CONCERN = "special_cause_concern"
    NEUTRAL_HIGH = "special_cause_neutral_high"
    NEUTRAL_LOW = "special_cause_neutral_low"


class Variation(StrEnum):
    """The variation icon: what the last observed point means, and which way it went."""

    COMMON = "common cause"
    IMPROVEMENT_HIGH = "improvement, high"
    IMPROVEMENT_LOW = "improvement, low"
    CONCERN_HIGH = "concern, high"
    CONCERN_LOW = "concern, low"
    NEUTRAL_HIGH = "neutral, high"
    NEUTRAL_LOW = "neutral, low"

    @property
    def point_type(self) -> PointType:
        """The type of the point that the icon stands for."""
        return _POINT_TYPES[self]

    @property
    def word(self) -> str:
        """NHSRplotthedots' word, which doesn't tell high improvements from low ones."""
        return self.point_type.value


_POINT_TYPES = {
    Variation.COMMON: PointType.COMMON,
    Variation.IMPROVEMENT_HIGH: PointType.IMPROVEMENT,
    Variation.IMPROVEMENT_LOW: PointType.IMPROVEMENT,
    Variation.CONCERN_HIGH: PointType.CONCERN,
    Variation.CONCERN_LOW: PointType.CONCERN,
    Variation.NEUTRAL_HIGH: PointType.NEUTRAL_HIGH,
    Variation.NEUTRAL_LOW: PointType.NEUTRAL_LOW,
}


class Assurance(StrEnum):
    """The assurance icon: whether a target is met with things as they are."""

    PASS = "pass"
    FAIL = "fail"
    INCONSISTENT = "inconsistent"

    @property
    def word(self) -> str:
        """NHSRplotthedots' word."""
        return self.value if self is Assurance.INCONSISTENT else f"consistent_{self.value}"


class Reading(NamedTuple):
    """What the rules hit by one point come to: the one that decides (None: no rule), and its meaning."""

    rule: Rule | None
    word: str
    point_type: PointType
    variation: Variation


@lru_cache(maxsize=8)
def readings(direction: Direction, improvement_wins: bool) -> tuple[Reading, ...]:
    """What every combination of rules comes to, by its bits."""
    return tuple(_reading(Rule(hits), direction, improvement_wins) for hits in range(256))


def _reading(hits: Rule, direction: Direction, improvement_wins: bool) -> Reading:
    found = [rule for rule in RULES if rule & hits]
    if not found:
        return Reading(None, COMMON_CAUSE, PointType.COMMON, Variation.COMMON)
    if improvement_wins:
        better = [rule for rule in found if _variation(rule, direction).point_type is PointType.IMPROVEMENT]
        found = better or found
    variation = _variation(found[0], direction)
    return Reading(found[0], RULE_WORDS[found[0]], variation.point_type, variation)


def _variation(rule: Rule, direction: Direction) -> Variation:
    if direction is Direction.NEITHER:
        return Variation.NEUTRAL_HIGH if rule.is_high else Variation.NEUTRAL_LOW
    if rule.is_high:
        return Variation.IMPROVEMENT_HIGH if direction is Direction.UP else Variation.CONCERN_HIGH
    return Variation.IMPROVEMENT_LOW if direction is Direction.DOWN else Variation.CONCERN_LOW
