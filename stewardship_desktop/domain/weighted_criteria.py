"""Weighted criteria: what options come to when several things count, each with its share of 100.

One module for the investment matrix, options appraisal and a benefit built from criteria. Scores
run from 0 to 10 and everything is exact. It keeps nothing: the records are `domain.criteria_set`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from stewardship_desktop.domain.criteria_set import Criterion
from stewardship_desktop.domain.errors import UserFixable

Exact = int | Decimal | Fraction

# More than this and people stop weighing: the limit that public frameworks and tool makers keep.
MOST_CRITERIA = 8
HIGHEST_SCORE = 10
WHOLE = 100


class Band(StrEnum):
    """Where on 0 to 10 a score lies; the value names the scores it holds."""

    LOW = "0 to 3"
    MIDDLE = "4 to 7"
    HIGH = "8 to 10"


@dataclass(frozen=True, kw_only=True)
class WeightedScore:
    """What one option comes to. `points` sums score x weight (0 to 1,000) over the criteria scored.

    `score` (0 to 10) is points / 100 and None as long as a criterion is `missing` (ids, in order):
    a part of the weights would read like a whole score.
    """

    points: Fraction
    score: Fraction | None
    missing: tuple[str, ...]


def check_number(count: int) -> None:
    """Raise `UserFixable` where there are more criteria than people can weigh."""
    if count > MOST_CRITERIA:
        raise UserFixable(
            f"There would be {count} criteria; a set holds {MOST_CRITERIA} at most.",
            "Take one away or join two that say nearly the same.",
        )


def check_criteria(criteria: Sequence[Criterion]) -> None:
    """Raise `UserFixable` unless these criteria can be scored with: one to eight, weights summing to 100."""
    if not criteria:
        raise UserFixable("There are no criteria yet.", "Add at least one and give it a weight.")
    check_number(len(criteria))
    total = sum((Fraction(criterion.weight) for criterion in criteria), Fraction(0))
    if total != WHOLE:
        more = "more" if total > WHOLE else "less"
        raise UserFixable(
            f"The weights sum to {_plain(total)} per cent, {_plain(abs(total - WHOLE))} {more} than 100.",
            "Change weights until they sum to 100, or set them by swings.",
        )


def _plain(value: Fraction) -> str:
    return f"{float(value):.2f}".rstrip("0").rstrip(".")


def swing_weights(swings: Mapping[str, Exact]) -> dict[str, Fraction]:
    """Weights in per cent, exact, from the worth of each criterion's swing from worst to best.

    The most valuable swing has 100 points, each other its worth beside that one. Raises
    `UserFixable` where no swing has 100 points or one lies outside 0 to 100.
    """
    points = {criterion: Fraction(worth) for criterion, worth in swings.items()}
    if any(not 0 <= worth <= WHOLE for worth in points.values()):
        raise UserFixable("A swing lies outside 0 to 100 points.", "Give every swing 0 to 100 points.")
    if WHOLE not in points.values():
        raise UserFixable(
            "No swing has 100 points.",
            "Give the swing that is worth most 100 points and judge the others beside it.",
        )
    total = sum(points.values())
    return {criterion: worth * WHOLE / total for criterion, worth in points.items()}


def in_tenths(weights: Mapping[str, Fraction]) -> dict[str, Decimal]:
    """Weights that sum to 100 as per cents of one decimal that sum to 100 too, for keeping and showing.

    Tenths left over go to the largest remainders, at equal ones to the first (Hare's method).
    """
    tenths = {criterion: int(weight * 10) for criterion, weight in weights.items()}
    left = WHOLE * 10 - sum(tenths.values())
    by_remainder = sorted(weights, key=lambda criterion: tenths[criterion] - weights[criterion] * 10)
    for criterion in by_remainder[:left]:
        tenths[criterion] += 1
    return {criterion: Decimal(count) / 10 for criterion, count in tenths.items()}


def weighted_score(criteria: Sequence[Criterion], scores: Mapping[str, Exact | None]) -> WeightedScore:
    """What an option's scores (criterion id to 0 to 10, None or absent: not scored) come to, exactly.

    Raises `UserFixable` for criteria that can't be scored with and for a score outside 0 to 10.
    """
    check_criteria(criteria)
    points = Fraction(0)
    missing = []
    for criterion in criteria:
        score = scores.get(criterion.id)
        if score is None:
            missing.append(criterion.id)
            continue
        if not 0 <= score <= HIGHEST_SCORE:
            raise UserFixable(
                f"The score of {criterion.name} is outside 0 to {HIGHEST_SCORE}.",
                f"Give it a score from 0 to {HIGHEST_SCORE}.",
            )
        points += Fraction(criterion.weight) * Fraction(score)
    return WeightedScore(points=points, score=None if missing else points / WHOLE, missing=tuple(missing))


def band_of(score: Exact) -> Band:
    """The band of a score from 0 to 10. A band begins at its lowest whole score: 7.9 is still middle."""
    if score < 4:
        return Band.LOW
    return Band.MIDDLE if score < 8 else Band.HIGH


def band_words(criterion: Criterion, score: Exact) -> str:
    """What a score means for this criterion, in the words of its band."""
    return {Band.LOW: criterion.low, Band.MIDDLE: criterion.middle, Band.HIGH: criterion.high}[band_of(score)]


def as_benefit(score: Fraction) -> Fraction:
    """A weighted score of 0 to 10 as STAR's benefit of 0 to 100.

    Only meaningful where 0 on every criterion stands for "no benefit": say so where it is used.
    """
    return score * 100 / HIGHEST_SCORE
