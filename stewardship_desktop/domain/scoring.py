"""How scores that people gave alone lie together: median, spread, and whether they are split.

One module for workshops, maturity and stocktake. It offers no mean: a mean of ordinal scores
hides exactly the disagreement that a group should talk about. "No view" is an answer of its own
and is never counted as nought.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

Score = int | Decimal


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What one person or seat answered. `value` None is "no view".

    `excluded`: the seat declared a conflict, so its answer is kept and shown as such but not counted.
    """

    who: str
    value: Score | None
    category: str = ""
    excluded: bool = False


@dataclass(frozen=True, kw_only=True)
class Spread:
    """How `n` scores lie; all figures None where nobody scored.

    The median of an even number is the mean of the middle two. Quartiles are Tukey's hinges: the
    medians of the lower and the upper half, where the middle score of an odd number is in both.
    `outside` counts the scores more than one band from the median. `split`: a third or more of them
    are outside. One score alone is never split; two that are more than two bands apart are, for
    those two have something to talk about.
    """

    n: int
    no_view: int
    median: Decimal | None
    lower_quartile: Decimal | None
    upper_quartile: Decimal | None
    lowest: Decimal | None
    highest: Decimal | None
    outside: int
    split: bool


def _median(ordered: Sequence[Decimal]) -> Decimal:
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2


def summarise(scores: Sequence[Score | None], *, band: Score) -> Spread:
    """The spread of scores; None among them is "no view". `band` is a width in units of the score.

    Exact for scores of up to 27 digits.
    """
    ordered = sorted(Decimal(score) for score in scores if score is not None)
    no_view = len(scores) - len(ordered)
    if not ordered:
        return Spread(
            n=0, no_view=no_view, median=None, lower_quartile=None, upper_quartile=None,
            lowest=None, highest=None, outside=0, split=False,
        )  # fmt: skip
    median = _median(ordered)
    half = (len(ordered) + 1) // 2
    outside = sum(abs(score - median) > band for score in ordered)
    return Spread(
        n=len(ordered),
        no_view=no_view,
        median=median,
        lower_quartile=_median(ordered[:half]),
        upper_quartile=_median(ordered[-half:]),
        lowest=ordered[0],
        highest=ordered[-1],
        outside=outside,
        split=outside * 3 >= len(ordered),
    )


def summarise_answers(answers: Sequence[Answer], *, band: Score) -> Spread:
    """The spread of all answers that aren't excluded."""
    return summarise([one.value for one in answers if not one.excluded], band=band)


def by_category(answers: Sequence[Answer], *, band: Score) -> Mapping[str, Spread]:
    """A spread for each category of seat, in the order in which categories first appear.

    A category whose every answer is excluded stands there with nobody scoring.
    """
    grouped: dict[str, list[Answer]] = {}
    for answer in answers:
        grouped.setdefault(answer.category, []).append(answer)
    return {category: summarise_answers(some, band=band) for category, some in grouped.items()}
