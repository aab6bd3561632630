"""Reads one metric: the one result that table, chart, text and export come from, so that they agree.

Works nothing out of its own: limits and rules are `domain.spc`, intervals `domain.rates`, small numbers
`small_numbers`. Today's date is for the caller to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from stewardship_desktop.domain.chart.number import exact
from stewardship_desktop.domain.dashboard.benchmarking import BenchmarkReading, read_benchmark
from stewardship_desktop.domain.dashboard.figures import NO_VALUE, shown, value_bounds
from stewardship_desktop.domain.dashboard.freshness import Freshness, FreshnessState, freshness_of
from stewardship_desktop.domain.dashboard.records import MetricRecords
from stewardship_desktop.domain.dashboard.small_numbers import (
    ShownValue,
    delicate_days,
    shown_alone,
    shown_values,
)
from stewardship_desktop.domain.data_request import waiting_words
from stewardship_desktop.domain.observation import Cut, Observation, Qualifier, ValueKind
from stewardship_desktop.domain.partial_date import date_words
from stewardship_desktop.domain.record import FIRST_YEAR
from stewardship_desktop.domain.rhythm import period_words
from stewardship_desktop.domain.small_number_policy import Policy
from stewardship_desktop.domain.spc.engine import Analysis, Options, analyse
from stewardship_desktop.domain.spc.outcome import Assurance, PointType, Variation
from stewardship_desktop.domain.spc.profile import Direction, profile_named
from stewardship_desktop.domain.spc.words import assurance_words, sentence, variation_words
from stewardship_desktop.domain.value_framework import MetricDefinition, Scale, Target

FEWEST_TO_READ = 2
"""Limits need a moving range."""

Concern = tuple[int, int, int, str]


@dataclass(frozen=True, kw_only=True)
class MetricReading:
    """What a dashboard says of one metric, definition and part.

    `points` are the actual values by day, `shown` the same as they may be shown, `forecasts` apart.
    `analysis` is None for grades and for fewer than two values. `hidden_stretches` are the numbers of its
    stretches whose mean and limits must not be shown: they would tell a hidden value. `is_current`: the
    definition is the one that holds today. Words are for people, in the metric's unit. `concern` sorts: what
    needs attention most comes first.
    """

    records: MetricRecords
    definition: MetricDefinition
    is_current: bool
    cut: Cut
    category: str
    points: tuple[Observation, ...]
    shown: tuple[ShownValue, ...]
    forecasts: tuple[Observation, ...]
    analysis: Analysis | None
    hidden_stretches: frozenset[int]
    latest: Observation | None
    latest_text: str
    as_at_text: str
    target: Target | None
    target_text: str
    baseline_text: str
    meets_target: bool | None
    variation: Variation | None
    assurance: Assurance | None
    variation_words: str
    assurance_words: str
    sentence: str
    freshness: Freshness
    benchmark: BenchmarkReading | None
    awaiting: str
    notes: tuple[str, ...]
    concern: Concern

    @property
    def id(self) -> str:
        return self.records.metric.id

    @property
    def is_concern(self) -> bool:
        """Whether the chart shows a special cause for concern, or a target that isn't met as things are."""
        return self.concern[0] == 0

    @property
    def illustrative(self) -> bool:
        """Whether any figure shown is invented."""
        return self.records.metric.illustrative or any(each.illustrative for each in self.points)


def read_metric(
    records: MetricRecords,
    today: date,
    *,
    definition: MetricDefinition | None = None,
    cut: Cut = Cut.WHOLE,
    category: str = "",
) -> MetricReading:
    """Read a metric by the definition that holds today, or by another one, whole or one part of a cut."""
    metric = records.metric
    meant = definition or records.definition_at(today)
    points = records.values_of(meant, ValueKind.ACTUAL, cut, category)
    observed = [each for each in points if not each.is_gap]
    latest = observed[-1] if observed else None
    target = _target(records, meant, latest, today)
    analysis = _analysed(records, meant, points, target)
    hidden = shown_values(records, meant, points)
    newest = next((hidden[at] for at in reversed(range(len(points))) if points[at] is latest), None)
    variation = None if analysis is None else analysis.variation
    assurance = None if analysis is None else analysis.assurance
    answered = points[-1].on if latest else _answered_before(records, meant, cut, category)
    freshness = freshness_of(metric, answered, today)
    awaiting = awaiting_words(records) if latest is None else ""

    hidden_stretches = _hidden_stretches(records, meant, analysis, hidden)
    is_hidden = newest is not None and newest.hidden
    # Whether a hidden value meets its target would narrow it down.
    meets = None if is_hidden else _meets(metric.direction, meant, latest, target)

    def show(number: float) -> str:
        return shown(meant, exact(number))

    def bare(number: float) -> str:
        return shown(meant, exact(number), with_unit=False)

    if latest is None:
        said = awaiting or "No values yet."
    elif meant.scale is Scale.ORDINAL:
        said = _grade_sentence(records, meant, observed, target)
    elif analysis is None:
        only = NO_VALUE if newest is None else newest.text
        said = f"One value so far: {only}. A chart needs more before it can say anything."
    elif is_hidden:
        said = f"{variation_words(variation)}. The latest value is a small number and not shown."
    elif analysis.segment[-1] in hidden_stretches:
        said = f"{variation_words(variation)}. What is usual is not said: it would give a small number away."
    else:
        bounds = value_bounds(meant, (each.value for each in points))
        when = partial(period_words, metric.frequency)
        said = sentence(analysis, show, when, bare=bare, bounds=bounds)
        if latest.qualifier.value:
            said += f" The last value is printed as {hidden[points.index(latest)].text}."
    return MetricReading(
        records=records,
        definition=meant,
        is_current=meant is records.definition_at(today),
        cut=cut,
        category=category,
        points=points,
        shown=hidden,
        forecasts=records.values_of(meant, ValueKind.FORECAST, cut, category),
        analysis=analysis,
        hidden_stretches=hidden_stretches,
        latest=latest,
        latest_text=NO_VALUE if newest is None else newest.text,
        as_at_text="" if latest is None else as_at_words(records, latest),
        target=target,
        target_text=target_words(meant, target),
        baseline_text=baseline_words(records, meant),
        meets_target=meets,
        variation=variation,
        assurance=assurance,
        variation_words="" if latest is None or meant.scale is Scale.ORDINAL else variation_words(variation),
        assurance_words=assurance_words(assurance),
        sentence=said,
        freshness=freshness,
        benchmark=None if is_hidden else read_benchmark(records, meant, latest),
        awaiting=awaiting,
        notes=_notes(records, meant, analysis, hidden_stretches, today),
        concern=_concern(records, analysis, meets, freshness),
    )


def _answered_before(
    records: MetricRecords, definition: MetricDefinition, cut: Cut, category: str
) -> date | None:
    """The newest day with a value by an earlier definition: the first value of a new one is due after it."""
    at = records.definitions.index(definition)
    days = [
        each.on for earlier in records.definitions[:at]
        for each in records.values_of(earlier, ValueKind.ACTUAL, cut, category)
    ]  # fmt: skip
    return max(days, default=None)


def _hidden_stretches(
    records: MetricRecords,
    definition: MetricDefinition,
    analysis: Analysis | None,
    values: Sequence[ShownValue],
) -> frozenset[int]:
    """Stretches whose mean and limits would tell a hidden value, or undo the rounding that keeps one."""
    if analysis is None:
        return frozenset()
    found = {at for at, each in zip(analysis.segment, values, strict=True) if each.hidden}
    if records.metric.small_numbers is Policy.HES:
        delicate = delicate_days(records, definition, analysis.dates)
        found |= {at for at, on in zip(analysis.segment, analysis.dates, strict=True) if on in delicate}
        # The mean of values that are all the same is each of them, as it was before it was rounded.
        found |= {at for at, each in enumerate(analysis.segments) if each.constant}
    return frozenset(found)


def target_words(definition: MetricDefinition, target: Target | None) -> str:
    """A target in the metric's unit; blank for none."""
    return "" if target is None else shown(definition, target.value, level=target.level)


def baseline_words(records: MetricRecords, definition: MetricDefinition) -> str:
    """The value before the work began, its period and its source; blank where none is noted.

    Hidden as any value is where the metric's policy hides it.
    """
    if definition.baseline is None and not definition.baseline_level:
        return ""
    said = (
        definition.baseline_level
        or shown_alone(
            records.metric.small_numbers,
            definition,
            Observation(
                id=definition.id,
                scope=definition.scope,
                definition_id=definition.id,
                on=date(FIRST_YEAR, 1, 1),
                value=definition.baseline,
                qualifier=Qualifier(definition.baseline_qualifier),
            ),
        ).text
    )
    return ", ".join(each for each in (said, definition.baseline_period, definition.baseline_source) if each)


def as_at_words(records: MetricRecords, each: Observation) -> str:
    """The period of a value, and when it was taken where that is known."""
    period = each.period or period_words(records.metric.frequency, each.on)
    return period if each.as_at is None else f"{period}, as at {date_words(each.as_at)}"


def awaiting_words(records: MetricRecords) -> str:
    """ "Awaiting data from Trust A, asked on 4 March 2023" of the oldest open request; blank for none."""
    waiting = [each for each in records.requests if each.received_on is None]
    if not waiting:
        return ""
    first = min(waiting, key=lambda each: (each.asked_on, each.id))
    return waiting_words(first, records.asked_of)


def _target(
    records: MetricRecords, definition: MetricDefinition, latest: Observation | None, today: date
) -> Target | None:
    """The target that holds for the latest value, or the first one ahead where none holds yet."""
    day = today if latest is None else latest.on
    return records.target_at(definition, day)


def _analysed(
    records: MetricRecords,
    definition: MetricDefinition,
    points: Sequence[Observation],
    target: Target | None,
) -> Analysis | None:
    if definition.scale is Scale.ORDINAL:
        return None
    if sum(each.value is not None for each in points) < FEWEST_TO_READ:
        return None
    metric = records.metric
    return analyse(
        [each.on for each in points],
        [None if each.value is None else float(each.value) for each in points],
        Options(
            direction=metric.direction,
            target=None if target is None or target.value is None else float(target.value),
            rebase_dates=tuple(each.on for each in records.rebases if each.definition_id == definition.id),
            baseline_points=metric.baseline_points,
            profile=profile_named(metric.profile),
        ),
    )


def _meets(
    direction: Direction, definition: MetricDefinition, latest: Observation | None, target: Target | None
) -> bool | None:
    """Whether the latest value meets its target; None where that can't be said."""
    if latest is None or target is None or direction is Direction.NEITHER:
        return None
    if latest.level and target.level:
        if latest.level not in definition.levels or target.level not in definition.levels:
            return None
        here, wanted = definition.levels.index(latest.level), definition.levels.index(target.level)
        return here >= wanted
    if latest.value is None or target.value is None:
        return None
    # "Over 80" meets a target of 80 where up is good, but may not meet 90: what is inexact is left open.
    if latest.qualifier is not Qualifier.EXACT:
        return _meets_inexact(direction, latest, target)
    return latest.value >= target.value if direction is Direction.UP else latest.value <= target.value


def _meets_inexact(direction: Direction, latest: Observation, target: Target) -> bool | None:
    if latest.value is None or target.value is None:
        return None
    if latest.qualifier is Qualifier.OVER and latest.value >= target.value:
        return direction is Direction.UP
    if latest.qualifier is Qualifier.UNDER and latest.value <= target.value:
        return direction is Direction.DOWN
    return None


def _grade_sentence(
    records: MetricRecords,
    definition: MetricDefinition,
    observed: Sequence[Observation],
    target: Target | None,
) -> str:
    """ "B, up from C in July to September 2022. The target is A." """
    newest = observed[-1]
    if newest.level not in definition.levels:
        return f"The latest grade '{newest.level}' is no level of the present scale."
    at = definition.levels.index(newest.level)
    said = f"{newest.level}, the first grade noted"
    for earlier in reversed(observed[:-1]):
        if earlier.level in definition.levels and earlier.level != newest.level:
            way = "up" if definition.levels.index(earlier.level) < at else "down"
            said = f"{newest.level}, {way} from {earlier.level} in {as_at_words(records, earlier)}"
            break
    else:
        if len(observed) > 1:
            said = f"{newest.level}, as in every period since {as_at_words(records, observed[0])}"
    return f"{said}." if target is None else f"{said}. The target is {target.level}."


def _notes(
    records: MetricRecords,
    definition: MetricDefinition,
    analysis: Analysis | None,
    hidden_stretches: frozenset[int],
    today: date,
) -> tuple[str, ...]:
    notes = list(analysis.notes) if analysis is not None else []
    if analysis is not None and any(analysis.segments[at].constant for at in hidden_stretches):
        notes = []  # that all values are the same would tell the hidden ones
    if definition.begins_on is not None:
        notes.append(
            f"The definition changed on {date_words(definition.begins_on)}"
            + (f" ({definition.change_reason})" if definition.change_reason else "")
            + ": earlier values are not compared."
        )
    baseline = baseline_words(records, definition)
    if baseline:
        notes.append(f"Baseline: {baseline}.")
    after = next((each for each in records.definitions if each.begins_on and each.begins_on > today), None)
    if after is not None and after.begins_on and definition is records.definition_at(today):
        notes.append(
            f"What is counted changes on {date_words(after.begins_on)}"
            + (f" ({after.change_reason})." if after.change_reason else ".")
        )
    return tuple(notes)


def _concern(
    records: MetricRecords, analysis: Analysis | None, meets: bool | None, freshness: Freshness
) -> Concern:
    """First a cause for concern or a target always missed, then one missed now, then overdue."""
    variation = None if analysis is None or analysis.variation is None else analysis.variation.point_type
    failing = analysis is not None and analysis.assurance is Assurance.FAIL
    if variation is PointType.CONCERN or failing:
        rank = 0
    elif meets is False:
        rank = 1
    elif freshness.state in (FreshnessState.OVERDUE, FreshnessState.NEVER):
        rank = 2
    elif variation is PointType.IMPROVEMENT:
        rank = 4
    else:
        rank = 3
    worst = 0 if variation is PointType.CONCERN and failing else 1
    return rank, 0 if records.metric.priority else 1, worst, records.metric.name.casefold()
