"""How much more units differ than chance alone allows, and the limits that make room for it.

After Spiegelhalter (Statistics in Medicine 2005; 24: 1185-202), as in the R package FunnelPlotR 0.6.0.
Proportions are turned into the arcsine of their square root, rates and ratios into the square root of
observed to expected events: both spread alike whatever the size, and both take a unit without events,
which a logarithm doesn't.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from stewardship_desktop.domain.rates.limits import Level

TRIMMED = 0.1
"""The share of units at either end whose z-scores are drawn in, so that outliers don't widen the limits."""


@dataclass(frozen=True, kw_only=True)
class Spread:
    """What was found: `phi`, the mean squared z-score (about 1 by chance alone), and `tau2`, the added
    variance between units on the transformed scale (0 where there is none)."""

    phi: float
    tau2: float


def proportion_scale(value: float) -> float:
    """A proportion of 1 as the arcsine of its square root, in radians."""
    return math.asin(math.sqrt(min(max(value, 0.0), 1.0)))


def spread_of(transformed: Sequence[float], errors: Sequence[float], target: float) -> Spread:
    """Phi and tau squared of units' transformed values with their standard errors, around a target.

    z-scores beyond the 10th and the 90th percentile are set to those percentiles first.
    """
    count = len(transformed)
    scores = winsorised([(value - target) / error for value, error in zip(transformed, errors, strict=True)])
    phi = math.fsum(score * score for score in scores) / count
    weights = [1 / (error * error) for error in errors]
    whole = math.fsum(weights)
    room = whole - math.fsum(weight * weight for weight in weights) / whole
    over = count * phi - (count - 1)
    return Spread(phi=phi, tau2=over / room if over > 0 and room > 0 else 0.0)


def winsorised(scores: Sequence[float], share: float = TRIMMED) -> list[float]:
    """Scores with those beyond the outer percentiles set to them."""
    low, high = percentile(scores, share), percentile(scores, 1 - share)
    return [min(max(score, low), high) for score in scores]


def percentile(values: Sequence[float], share: float) -> float:
    """A percentile as R takes it by default (type 7): on the straight line between its two neighbours.

    With n values in order it lies at place 1 + (n - 1) * share.
    """
    ordered = sorted(values)
    place = (len(ordered) - 1) * share
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def widened_proportion(baseline: float, n: float, tau2: float, level: Level) -> tuple[float, float]:
    """Both limits of a proportion of 1 at a denominator, widened by tau squared."""
    reach = level.z * math.sqrt(1 / (4 * n) + tau2)
    middle = proportion_scale(baseline)
    # Beyond a quarter turn the sine comes back; there the limit is 0 or 1.
    low, high = max(middle - reach, 0.0), min(middle + reach, math.pi / 2)
    return math.sin(low) ** 2, math.sin(high) ** 2


def widened_ratio(expected: float, tau2: float, level: Level) -> tuple[float, float]:
    """Both limits of observed to expected events around 1, widened by tau squared."""
    reach = level.z * math.sqrt(1 / (4 * expected) + tau2)
    return max(1 - reach, 0.0) ** 2, (1 + reach) ** 2
