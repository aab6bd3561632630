"""Values as they may be shown: a metric's small-number policy applied after everything is worked out.

All parts of a cut are hidden together with their whole, so that nothing can be had by subtraction. What is
hidden is a gap on a chart and a mark in a table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from stewardship_desktop.domain.dashboard.figures import shown, shown_observation, worked_out
from stewardship_desktop.domain.dashboard.records import MetricRecords
from stewardship_desktop.domain.observation import Cut, Observation, ValueKind
from stewardship_desktop.domain.small_number_policy import Policy
from stewardship_desktop.domain.suppression import (
    HIDDEN,
    Around,
    Hidden,
    ShownShare,
    Totals,
    shown_count,
    shown_counts,
    shown_share,
    shown_shares,
)
from stewardship_desktop.domain.value_framework import COUNTED, MetricDefinition, Scale

Counts = tuple[int, int | None]
"""A count of people and, for a share or a rate, what it is of."""


@dataclass(frozen=True, kw_only=True)
class ShownValue:
    """One value as screen and export may have it: `value` is None for a gap and where it is hidden.

    `said` are its words; without them they are those of `plain`, put together when somebody asks: a
    dashboard shows one of a metric's sixty.
    """

    value: Decimal | None
    said: str = ""
    plain: tuple[MetricDefinition, Observation] | None = None
    hidden: bool = False

    @property
    def text(self) -> str:
        """The value in words."""
        return self.said if self.plain is None else shown_observation(*self.plain)


def inexact_words(each: Observation, seen: ShownValue) -> str:
    """What a source says of an inexact value, for a picture that draws it: "printed as about 90%"."""
    return f"printed as {seen.text}" if each.qualifier.value and not seen.hidden else ""


HIDDEN_VALUE = ShownValue(value=None, said=HIDDEN.value, hidden=True)


def shown_values(
    records: MetricRecords, definition: MetricDefinition, points: Sequence[Observation]
) -> tuple[ShownValue, ...]:
    """Each point as it may be shown."""
    policy = records.metric.small_numbers
    if policy is Policy.NONE:
        return tuple(_plain(definition, each) for each in points)
    given_away = _given_away(records, definition, {each.on for each in points})
    return tuple(
        HIDDEN_VALUE if each.id in given_away else _by_policy(policy, definition, each) for each in points
    )


def delicate_days(
    records: MetricRecords, definition: MetricDefinition, days: Iterable[date]
) -> frozenset[date]:
    """Days on which exact numbers, such as a mean, would give a small number away that rounding keeps.

    Where a policy rounds, a whole may stand beside its parts though one of them, or what belongs to none
    of them, is small: only the rounding keeps it from being subtracted out. Other policies hide another
    value with it, so that no day is delicate.
    """
    policy = records.metric.small_numbers
    if policy is not Policy.HES:
        return frozenset()
    return frozenset(
        on
        for (on, _), cuts in _tables(records, definition, set(days)).items()
        if any(_has_small(policy, definition, parts, cuts) for parts in cuts.values())
    )


def _has_small(
    policy: Policy,
    definition: MetricDefinition,
    parts: Sequence[Observation],
    cuts: Mapping[Cut, Sequence[Observation]],
) -> bool:
    """Whether a value of one cut and day is small, or what they leave of their whole."""
    counts = [found for each in parts if (found := _counts(definition, each)) is not None]
    whole = next(iter(cuts.get(Cut.WHOLE, ())), None)
    total = None if whole is None else _counts(definition, whole)
    if total is not None:
        people = None
        if total[1] is not None and all(n is not None for _, n in counts):
            people = total[1] - sum(n or 0 for _, n in counts)
        counts.append((total[0] - sum(x for x, _ in counts), people))
    return any(
        policy.is_small(x) or (n is not None and (policy.is_small(n) or policy.is_small(n - x)))
        for x, n in counts
    )


def _plain(definition: MetricDefinition, each: Observation) -> ShownValue:
    return ShownValue(value=each.value, plain=(definition, each))


def shown_alone(policy: Policy, definition: MetricDefinition, each: Observation) -> ShownValue:
    """A value that stands in no table with others, such as one of a peer."""
    return _plain(definition, each) if policy is Policy.NONE else _by_policy(policy, definition, each)


def rounded(policy: Policy, count: Decimal | None) -> Decimal | None:
    """A count as the policy rounds it, for what is worked out of it to be shown."""
    if count is None or count != count.to_integral_value() or count < 0:
        return count
    return Decimal(policy.rounded(int(count)))


def _by_policy(policy: Policy, definition: MetricDefinition, each: Observation) -> ShownValue:
    """A value that no sum gives away: hidden if it is small by itself, rounded where the policy rounds."""
    counts = _counts(definition, each)
    if counts is None:
        return _plain(definition, each)
    count, people = counts
    value: Decimal | None
    if people is None:
        seen = shown_count(policy, count)
        value = None if isinstance(seen, Hidden) or seen is None else _of_count(definition, each, seen)
    else:
        share = shown_share(policy, count, people)
        value = _share_value(definition, share)
        if value is not None and definition.scale not in COUNTED:
            # What isn't worked out from its counts, such as a median of so many people, is no share of them.
            value = _of_count(definition, each, policy.rounded(count))
    if value is None:
        return HIDDEN_VALUE
    if policy is not Policy.HES:
        return _plain(definition, each)
    return ShownValue(value=value, said=shown(definition, value, qualifier=each.qualifier))


def _of_count(definition: MetricDefinition, each: Observation, seen: int) -> Decimal:
    """What a count as it is shown makes: itself, or a ratio to what is expected."""
    if each.numerator is None:
        return Decimal(seen)
    made = worked_out(definition, Decimal(seen), each.denominator)
    if made is not None:
        return made
    # The printed value without a denominator, moved as far as rounding moves its count.
    value = each.value or Decimal(0)
    return value * seen / each.numerator if each.numerator else value


def _share_value(definition: MetricDefinition, share: ShownShare) -> Decimal | None:
    if isinstance(share.value, Hidden) or share.value is None:
        return None
    per = 100 if definition.scale is Scale.PROPORTION else definition.per
    return Decimal(repr(share.value)) * per


def _counts(definition: MetricDefinition, each: Observation) -> Counts | None:
    """The people behind a value: its numerator, or the value itself where that counts people."""
    count = each.numerator
    if count is None and definition.scale is Scale.NUMBER:
        count = each.value
    if count is None or count != count.to_integral_value() or count < 0:
        return None
    people = each.denominator
    if each.numerator is None or people is None or definition.scale is Scale.RATIO:
        return int(count), None  # what is expected is no count of people
    return (int(count), int(people)) if people == people.to_integral_value() else (int(count), None)


def _given_away(records: MetricRecords, definition: MetricDefinition, days: set[date]) -> set[str]:
    """Ids of values that are small, or would tell a small one by a sum with others of their day."""
    found: set[str] = set()
    for cuts in _tables(records, definition, days).values():
        whole = next(iter(cuts.get(Cut.WHOLE, ())), None)
        tables = [parts for cut, parts in cuts.items() if cut is not Cut.WHOLE]
        for parts in tables:
            found |= _hidden_of(records.metric.small_numbers, definition, parts, whole)
    return found


def _tables(
    records: MetricRecords, definition: MetricDefinition, days: set[date]
) -> dict[tuple[date, ValueKind], dict[Cut, list[Observation]]]:
    """What is counted, by day and kind, and of each by cut."""
    found: dict[tuple[date, ValueKind], dict[Cut, list[Observation]]] = defaultdict(lambda: defaultdict(list))
    for each in records.observations:
        if each.definition_id == definition.id and each.on in days and _counts(definition, each) is not None:
            found[each.on, each.kind][each.cut].append(each)
    return found


def _hidden_of(
    policy: Policy, definition: MetricDefinition, parts: Sequence[Observation], whole: Observation | None
) -> set[str]:
    """Which values of one cut and day are hidden, the whole's among them if it must be."""
    counts = [found for each in parts if (found := _counts(definition, each)) is not None]
    total = None if whole is None else _counts(definition, whole)
    around = Around(rows=Totals.ABSENT if total is None else Totals.SHOWN)
    ids = [each.id for each in parts]
    if all(people is not None for _, people in counts) and (total is None or total[1] is not None):
        shares = [(count, people or 0) for count, people in counts]
        rest = None if total is None else (
            total[0] - sum(x for x, _ in shares), (total[1] or 0) - sum(n for _, n in shares)
        )  # fmt: skip
        if rest is not None and min(rest) < 0:
            return _hidden_alone(policy, definition, [*parts, *([whole] if whole else [])])
        # What belongs to no part given ("not stated") is a part of its own that nobody sees.
        row = [*shares, *([rest] if rest and rest != (0, 0) else [])]
        table = shown_shares(policy, [row], around)
        marks = [each.x for each in table.parts[0]]
        top: object = table.rows[0].x
        is_safe = table.is_safe
    else:
        plain = [count for count, _ in counts]
        left = None if total is None else total[0] - sum(plain)
        if left is not None and left < 0:
            return _hidden_alone(policy, definition, [*parts, *([whole] if whole else [])])
        counted = shown_counts(policy, [[*plain, *([left] if left else [])]], around)
        marks, top, is_safe = list(counted.parts[0]), counted.rows[0], counted.is_safe
    hidden = {row_id for row_id, mark in zip(ids, marks, strict=False) if mark is HIDDEN or not is_safe}
    if whole is not None and (top is HIDDEN or not is_safe):
        hidden.add(whole.id)
    return hidden


def _hidden_alone(policy: Policy, definition: MetricDefinition, those: Sequence[Observation]) -> set[str]:
    """Parts that add up to more than their whole overlap: no sum tells anything, so each stands alone."""
    return {each.id for each in those if _by_policy(policy, definition, each).hidden}
