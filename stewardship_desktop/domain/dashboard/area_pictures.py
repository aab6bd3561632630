"""A metric beside its peers in one period: ranked values with intervals, and a funnel.

Counts go into intervals and limits as the small-number policy rounds them; a peer or the group's own value
that it hides is listed without its value and counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from stewardship_desktop.domain.chart.areas import (
    STANDING_MARKS,
    Benchmark,
    FunnelPoint,
    FunnelSpec,
    IntervalRow,
    IntervalsSpec,
    LimitCurves,
    Standing,
)
from stewardship_desktop.domain.chart.number import Number, exact
from stewardship_desktop.domain.chart.spec import Dash
from stewardship_desktop.domain.dashboard.benchmarking import (
    NO_COUNTS,
    benchmark_of,
    comparator_value,
    intervals_of,
    period_of,
)
from stewardship_desktop.domain.dashboard.figures import number_format, shown
from stewardship_desktop.domain.dashboard.pictures import HIDDEN_WORDS
from stewardship_desktop.domain.dashboard.reading import MetricReading
from stewardship_desktop.domain.dashboard.small_numbers import (
    ShownValue,
    inexact_words,
    rounded,
    shown_alone,
    shown_values,
)
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.observation import Comparator, ComparatorRole, Observation
from stewardship_desktop.domain.rates.comparison import compare
from stewardship_desktop.domain.rates.funnel import Curve, Funnel, Kind, Position, Unit, funnel
from stewardship_desktop.domain.rates.limits import Level
from stewardship_desktop.domain.rates.quantiles import quantiles
from stewardship_desktop.domain.spc.profile import Direction
from stewardship_desktop.domain.value_framework import Scale

OWN = "own"
FIFTHS = 5

_FIFTHS_FROM = {
    Direction.UP: " Fifth 1 has the highest values, the best.",
    Direction.DOWN: " Fifth 1 has the lowest values, the best.",
    Direction.NEITHER: " Fifth 1 has the highest values.",
}
_KINDS = {Scale.PROPORTION: Kind.PROPORTION, Scale.RATE: Kind.RATE, Scale.RATIO: Kind.RATIO}


@dataclass(frozen=True, kw_only=True)
class Area:
    """One row of a comparison in the definition's unit; `value` is None where it must not be shown."""

    key: str
    name: str
    value: float | None
    numerator: Decimal | None
    denominator: Decimal | None
    note: str = ""


def peer_periods(reading: MetricReading) -> tuple[date, ...]:
    """First days of the periods for which there are peers, the newest first."""
    return tuple(sorted({each.on for each in _peers(reading)}, reverse=True))


def _peers(reading: MetricReading) -> list[Comparator]:
    return [
        each
        for each in reading.records.comparators
        if each.definition_id == reading.definition.id and each.role is ComparatorRole.PEER
    ]


def own_value(reading: MetricReading, on: date) -> Observation | None:
    """The group's own value of the peers' period, else its newest one before."""
    held = [each for each in reading.points if each.on <= on and not each.is_gap]
    return held[-1] if held else None


def areas_of(reading: MetricReading, on: date, own_name: str) -> tuple[Area, ...]:
    """The peers of one period with the group's own value, the highest value first."""
    definition = reading.definition
    found = [_peer(reading, each) for each in _peers(reading) if each.on == on]
    own = own_value(reading, on)
    if own is not None:
        seen = shown_values(reading.records, definition, [own])[0]
        mine = _area(reading, OWN, own_name, seen, own.numerator, own.denominator)
        found.append(replace(mine, note=mine.note or inexact_words(own, seen)))
    return tuple(sorted(found, key=lambda each: (each.value is None, -(each.value or 0.0), each.name)))


def _peer(reading: MetricReading, each: Comparator) -> Area:
    """A peer as the metric's policy lets it be shown: nobody here knows whether it is published so small."""
    value = comparator_value(reading.definition, each)
    alone = Observation(
        id=each.id,
        scope=each.scope,
        definition_id=each.definition_id,
        on=each.on,
        value=None if value is None else exact(value),
        numerator=each.numerator,
        denominator=each.denominator,
    )
    seen = shown_alone(reading.records.metric.small_numbers, reading.definition, alone)
    return _area(reading, each.id, each.name, seen, each.numerator, each.denominator)


def _area(
    reading: MetricReading,
    key: str,
    name: str,
    seen: ShownValue,
    numerator: Decimal | None,
    denominator: Decimal | None,
) -> Area:
    """An area with what may be shown of it: neither its value nor its counts where it is hidden."""
    policy = reading.records.metric.small_numbers
    is_ratio = reading.definition.scale is Scale.RATIO
    return Area(
        key=key,
        name=name,
        value=None if seen.value is None else float(seen.value),
        numerator=None if seen.hidden else rounded(policy, numerator),
        denominator=None if seen.hidden else denominator if is_ratio else rounded(policy, denominator),
        note=HIDDEN_WORDS if seen.hidden else "",
    )


def intervals_picture(reading: MetricReading, on: date, own_name: str) -> IntervalsSpec:
    """The areas of one period ranked, with 95% and 99.8% intervals, the benchmark and each one's fifth."""
    definition, metric = reading.definition, reading.records.metric
    areas = areas_of(reading, on, own_name)
    benchmark = benchmark_of(reading.records, definition, on)
    value = None if benchmark is None else comparator_value(definition, benchmark)
    fifths = quantiles(
        [each.value for each in areas], FIFTHS, highest_first=metric.direction is not Direction.DOWN
    )
    rows = [_row(reading, each, value, fifth) for each, fifth in zip(areas, fifths, strict=True)]
    period = _period_words(reading, on)
    held_against = None
    if benchmark is not None and value is not None:
        held_against = Benchmark(name=benchmark.name, value=_number(value), as_at=period_of(benchmark))
    own = next((each for each in rows if each.key == OWN), None)
    return IntervalsSpec(
        title=_finding(own, rows, held_against),
        subtitle=f"{metric.name}, {period}, with 95% and 99.8% intervals",
        foot=_foot(reading, on) + (_FIFTHS_FROM[metric.direction] if any(fifths) else ""),
        alternative_text=f"{_finding(own, rows, held_against)}. {len(rows)} areas ranked by {metric.name}.",
        rows=tuple(rows),
        value_name=metric.name,
        number=number_format(definition),
        benchmark=held_against,
        own=OWN if own is not None else "",
        quantile_name="Fifth",
        illustrative=_is_illustrative(reading, on),
    )


def _row(reading: MetricReading, area: Area, benchmark: float | None, fifth: int | None) -> IntervalRow:
    at_95, at_998, why = None, None, NO_COUNTS
    if area.value is not None:
        counts = area.numerator, area.denominator
        at_95, at_998, why = intervals_of(reading.definition, area.value, *counts)
    found = compare(at_95, at_998, benchmark, reading.records.metric.direction, reason=why)
    standing = Standing(found.band.value)
    words = f"{standing.value}, also at 99.8%" if found.is_strict else ""
    why_not = "" if at_95 is not None or area.value is None else found.reason
    return IntervalRow(
        key=area.key,
        name=area.name,
        value=None if area.value is None else _number(area.value),
        at_95=None if at_95 is None else (at_95.lower, at_95.upper),
        at_998=None if at_998 is None else (at_998.lower, at_998.upper),
        standing=standing,
        words=words,
        quantile="" if fifth is None else str(fifth),
        note="; ".join(each for each in (area.note, why_not) if each),
    )


def _number(value: float) -> Number:
    return exact(value)


def _finding(own: IntervalRow | None, rows: Sequence[IntervalRow], benchmark: Benchmark | None) -> str:
    """The title: where the group stands."""
    if own is None or own.value is None:
        return (
            "The group's own value of this period is not shown" if own else "No value of our own to compare"
        )
    place = [each.key for each in rows].index(OWN) + 1
    ranked = f"{own.name} is {_ordinal(place)} of {len(rows)}"
    if benchmark is None or own.standing is Standing.NOT_COMPARED:
        return ranked
    joined = "to" if own.standing is Standing.SIMILAR else "than"
    return f"{ranked}, {own.standing.value} {joined} {benchmark.name}"


def _ordinal(place: int) -> str:
    ending = "th" if 10 <= place % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"


def funnel_picture(
    reading: MetricReading, on: date, own_name: str, *, is_adjusted: bool = False
) -> FunnelSpec | None:
    """The areas of one period in a funnel; None for a scale that has none, or for fewer than two areas."""
    kind = _KINDS.get(reading.definition.scale)
    areas = [
        each
        for each in areas_of(reading, on, own_name)
        if each.value is not None and each.numerator is not None and each.denominator is not None
    ]
    whole = [each for each in areas if each.numerator == (each.numerator or Decimal(0)).to_integral_value()]
    if kind is None or len(whole) < 2:
        return None
    units = [
        Unit(name=each.key, x=int(each.numerator or 0), n=float(each.denominator or 0)) for each in whole
    ]
    per = 100 if kind is Kind.PROPORTION else reading.definition.per
    try:
        found = funnel(units, kind, per=per, is_adjusted=is_adjusted)
    except UserFixable:  # nobody anywhere has an event, or everybody has: nothing to compare
        return None
    names = {each.key: each.name for each in whole}
    outside = sum(each.position is not Position.INSIDE for each in found.placed)
    said = (
        f"{outside} of {len(units)} areas lie outside the limits"
        if outside
        else "All areas lie within the limits"
    )
    metric = reading.records.metric
    return FunnelSpec(
        title=said,
        subtitle=f"{metric.name}, {_period_words(reading, on)}, by size",
        foot=_foot(reading, on),
        alternative_text=f"{said}. Funnel of {len(units)} areas round {_shown(reading, found.baseline)}.",
        points=tuple(
            FunnelPoint(
                key=each.unit.name,
                name=names[each.unit.name],
                denominator=each.unit.n,
                value=each.value,
                words=each.position.value,
                outside=each.position is not Position.INSIDE,
                mark=STANDING_MARKS[_standing(each.position, metric.direction)],
            )
            for each in found.placed
        ),
        curves=tuple(_curves(found, curve) for curve in found.curves),
        baseline=Benchmark(name="All areas together", value=found.baseline, as_at=_period_words(reading, on)),
        value_name=metric.name,
        denominator_name=reading.definition.denominator or "Denominator",
        number=number_format(reading.definition),
        own=OWN if OWN in names else "",
        method=_method(found),
        illustrative=_is_illustrative(reading, on),
    )


def _curves(found: Funnel, curve: Curve) -> LimitCurves:
    return LimitCurves(
        name=f"{curve.level.words} limits" + (", adjusted" if found.is_adjusted else ""),
        lower=tuple(zip(found.denominators, curve.lower, strict=True)),
        upper=tuple(zip(found.denominators, curve.upper, strict=True)),
        dash=Dash.DASHED if curve.level is Level.P95 else Dash.SOLID,
    )


def _standing(position: Position, direction: Direction) -> Standing:
    if position is Position.INSIDE:
        return Standing.SIMILAR
    is_high = position in (Position.HIGH_95, Position.HIGH_998)
    if direction is Direction.NEITHER:
        return Standing.HIGHER if is_high else Standing.LOWER
    return Standing.BETTER if is_high == (direction is Direction.UP) else Standing.WORSE


def _method(found: Funnel) -> str:
    """What the limits are, with the spread between areas beyond chance (tau squared)."""
    if found.spread is None:
        return "Limits by chance alone; too few areas to say how they spread."
    spread = f"phi {found.spread.phi:.2f}, tau squared {found.spread.tau2:.5f}"
    if found.is_adjusted:
        return f"Limits are widened for the spread between areas ({spread})."
    return f"Limits by chance alone; the spread between areas is {spread}."


def _shown(reading: MetricReading, value: float) -> str:
    return shown(reading.definition, exact(value))


def _period_words(reading: MetricReading, on: date) -> str:
    return next((period_of(each) for each in _peers(reading) if each.on == on), "")


def _foot(reading: MetricReading, on: date) -> str:
    """Whose figures they are: the peers', the group's own and the benchmark's."""
    own, benchmark = own_value(reading, on), benchmark_of(reading.records, reading.definition, on)
    figures = [*(each for each in _peers(reading) if each.on == on), own, benchmark]
    sources = dict.fromkeys(each.source for each in figures if each is not None and each.source)
    said = f"Source: {'; '.join(sources) or 'not noted'}."
    if own is not None and own.on != on:
        said += " The group's own value is of an earlier period."
    return said


def _is_illustrative(reading: MetricReading, on: date) -> bool:
    return reading.illustrative or any(each.illustrative for each in _peers(reading) if each.on == on)
