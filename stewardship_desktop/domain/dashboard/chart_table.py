"""The table beside a metric's chart: a row a point, from the same reading and the same chart.

Words only, small numbers hidden as on the chart. It works nothing out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from stewardship_desktop.domain.chart.number import Number
from stewardship_desktop.domain.chart.reading import events_at, ordered_notes
from stewardship_desktop.domain.chart.spec import ChartSpec, Limit
from stewardship_desktop.domain.dashboard.figures import shown, unit_words
from stewardship_desktop.domain.dashboard.pictures import HIDDEN_WORDS, LINES_HIDDEN, MEANINGS
from stewardship_desktop.domain.dashboard.reading import MetricReading
from stewardship_desktop.domain.dashboard.small_numbers import ShownValue, shown_values
from stewardship_desktop.domain.observation import Observation, ValueKind
from stewardship_desktop.domain.partial_date import date_words
from stewardship_desktop.domain.rhythm import period_words, short_period
from stewardship_desktop.domain.small_number_policy import Policy
from stewardship_desktop.domain.spc.words import rule_words, what_the_limits_are
from stewardship_desktop.domain.suppression import HIDDEN
from stewardship_desktop.domain.value_framework import Scale

ACTUAL, FORECAST = 0, 1
"""The numbers of a chart's series."""


@dataclass(frozen=True, kw_only=True)
class ChartRow:
    """One point in words. `series` and `index` are its place on the chart, `id` that of its observation.

    `rules` are all that the point hits, `meaning` what that comes to; both are blank for a forecast and
    for a hidden value, whose place among the limits would tell of it.
    """

    id: str
    on: date
    series: int
    index: int
    period: str
    short: str
    value: str
    mean: str = ""
    lower: str = ""
    upper: str = ""
    target: str = ""
    rules: str = ""
    meaning: str = ""
    notes: str = ""
    events: str = ""
    source: str = ""
    as_at: str = ""
    hidden: bool = False
    illustrative: bool = False

    @property
    def is_forecast(self) -> bool:
        """Whether the value has yet to happen."""
        return self.series == FORECAST


HEADINGS = (
    "Period", "First day", "Kind", "Value", "Mean", "Lower limit", "Upper limit", "Target", "Rules",
    "Meaning", "Notes", "Events", "Source", "As at", "Illustrative",
)  # fmt: skip


def chart_rows(reading: MetricReading, spec: ChartSpec) -> tuple[ChartRow, ...]:
    """A row a value by day, a forecast after the value of its day. `spec` is the reading's own chart."""
    place = {key: at for at, key in enumerate(spec.keys)}
    notes: dict[tuple[object, int], list[str]] = {}
    for number, note in enumerate(ordered_notes(spec), 1):
        notes.setdefault((note.at, note.series), []).append(f"{number}: {note.text}")
    forecasts = shown_values(reading.records, reading.definition, reading.forecasts)
    actual = zip(reading.points, reading.shown, strict=True)
    read = _meanings(reading)
    shares = {each.on for each in reading.points}
    rows = [_row(reading, spec, place[each.on], each, one, notes, read.get(each.on)) for each, one in actual]
    for each, one in zip(reading.forecasts, forecasts, strict=True):
        row = _row(reading, spec, place[each.on], each, one, notes, None)
        # Events of a day that has both are said once.
        rows.append(replace(row, events="") if each.on in shares else row)
    return tuple(sorted(rows, key=lambda row: (row.index, row.series)))


def _row(
    reading: MetricReading,
    spec: ChartSpec,
    index: int,
    each: Observation,
    one: ShownValue,
    notes: dict[tuple[object, int], list[str]],
    read: tuple[str, str] | None,
) -> ChartRow:
    frequency = reading.records.metric.frequency
    is_forecast = each.kind is ValueKind.FORECAST
    series = FORECAST if is_forecast else ACTUAL
    rules, meaning = read if read is not None and not one.hidden and not each.is_gap else ("", "")
    upper, mean, lower = spec.limits if spec.limits and not is_forecast else (None, None, None)
    return ChartRow(
        id=each.id,
        on=each.on,
        series=series,
        index=index,
        period=each.period or period_words(frequency, each.on),
        short=each.period or short_period(frequency, each.on),
        value=_value(reading, each, one),
        mean=_line(reading, mean, index),
        lower=_line(reading, lower, index),
        upper=_line(reading, upper, index),
        target=_target(reading, spec, index),
        rules=rules,
        meaning=HIDDEN_WORDS if one.hidden else ("forecast" if is_forecast else meaning),
        notes="; ".join(notes.get((each.on, series), ())),
        events="; ".join(events_at(spec, index)),
        source=each.source,
        as_at="" if each.as_at is None else each.as_at.isoformat(),
        hidden=one.hidden,
        illustrative=each.illustrative,
    )


def _value(reading: MetricReading, each: Observation, one: ShownValue) -> str:
    """The value without its unit, which the heading has."""
    if one.hidden or each.level or one.value is None:
        return HIDDEN.value if one.hidden else one.text
    return shown(reading.definition, one.value, qualifier=each.qualifier, with_unit=False)


def _meanings(reading: MetricReading) -> dict[date, tuple[str, str]]:
    """By day: every rule that its value hits, and what the point means."""
    analysis = reading.analysis
    if analysis is None or analysis.variation is None:
        return {}
    profile = analysis.options.profile
    return {
        day: (
            "; ".join(rule_words(rule, profile) for rule in analysis.rules_at(at)),
            MEANINGS[analysis.point_type[at]],
        )
        for at, day in enumerate(analysis.dates)
    }


def _line(reading: MetricReading, limit: Limit | None, index: int) -> str:
    value: Number | None = None if limit is None else limit.at(index)
    return "" if value is None else shown(reading.definition, value, with_unit=False)


def _target(reading: MetricReading, spec: ChartSpec, index: int) -> str:
    value = None if spec.target is None else spec.target.at(index)
    if value is None:
        return ""
    if reading.definition.scale is Scale.ORDINAL:
        return reading.definition.levels[int(value)]
    return shown(reading.definition, value, with_unit=False)


def export_grid(rows: Sequence[ChartRow]) -> list[tuple[str, ...]]:
    """The rows under `HEADINGS`, for a clipboard and a file."""
    return [
        (
            row.period,
            row.on.isoformat(),
            "forecast" if row.is_forecast else "actual",
            row.value,
            row.mean,
            row.lower,
            row.upper,
            row.target,
            row.rules,
            row.meaning,
            row.notes,
            row.events,
            row.source,
            row.as_at,
            "illustrative" if row.illustrative else "",
        )
        for row in rows
    ]


def export_foot(reading: MetricReading) -> list[tuple[str, ...]]:
    """Lines below the rows of a file: whose values they are, what they show and by which rules."""
    definition, metric = reading.definition, reading.records.metric
    unit = unit_words(definition)
    said = [("Metric", metric.name + (f", {reading.category}" if reading.category else ""))]
    said += [("Unit", unit)] if unit else []
    if definition.definition:
        said.append(("Definition", definition.definition))
    if definition.begins_on is not None:
        said.append(("Definition holds from", date_words(definition.begins_on)))
    if reading.baseline_text:
        said.append(("Baseline", reading.baseline_text))
    said.append(("What the chart says", reading.sentence))
    if reading.analysis is not None:
        said.append(("Limits", what_the_limits_are(reading.analysis)))
    for each in reading.records.rebases:
        if each.definition_id == definition.id:
            who = f", decided by {each.decided_by_role}" if each.decided_by_role else ""
            said.append((f"New limits from {date_words(each.on)}", f"{each.reason}{who}"))
    if metric.small_numbers is not Policy.NONE:
        said.append(("Small-number policy", metric.small_numbers.value))
    if reading.hidden_stretches:
        said.append(("Small numbers", LINES_HIDDEN))
    return [tuple("" for _ in HEADINGS), *(_padded(line) for line in said)]


def _padded(line: tuple[str, ...]) -> tuple[str, ...]:
    return (*line, *("" for _ in HEADINGS[len(line) :]))
