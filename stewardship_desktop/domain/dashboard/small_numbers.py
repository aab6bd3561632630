"""Values as they may be shown: a metric's small-number policy applied after everything is worked out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from stewardship_desktop.domain.dashboard.figures import shown_observation
from stewardship_desktop.domain.dashboard.records import MetricRecords
from stewardship_desktop.domain.observation import Observation
from stewardship_desktop.domain.suppression import Policy
from stewardship_desktop.domain.value_framework import MetricDefinition


@dataclass(frozen=True, kw_only=True)
class ShownValue:
    """One value as screen and export may have it: `value` is None for a gap and where it is hidden."""

    value: Decimal | None
    text: str
    hidden: bool = False


def shown_values(
    records: MetricRecords, definition: MetricDefinition, points: Sequence[Observation]
) -> tuple[ShownValue, ...]:
    """Each point as it may be shown."""
    policy = records.metric.small_numbers
    return tuple(
        ShownValue(value=None, text="*", hidden=True)
        if _is_small(policy, each)
        else ShownValue(value=each.value, text=shown_observation(definition, each))
        for each in points
    )


def _is_small(policy: Policy, each: Observation) -> bool:
    most = {Policy.NONE: 0, Policy.HES: 7, Policy.FIVES: 5}[policy]
    count = each.value if each.numerator is None else each.numerator
    return count is not None and 0 < count <= most
