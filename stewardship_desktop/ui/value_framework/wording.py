"""What the value framework says of itself in words. Knows no widget and reads nothing."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from stewardship_desktop.domain.dashboard.figures import unit_words
from stewardship_desktop.domain.partial_date import date_words
from stewardship_desktop.domain.spc.profile import Direction
from stewardship_desktop.domain.value_column import ValueColumn
from stewardship_desktop.domain.value_framework import (
    FEWEST_PRIORITIES,
    MOST_PRIORITIES,
    Frequency,
    Metric,
    MetricDefinition,
    Scale,
)
from stewardship_desktop.ui.widgets.typed_text import format_number

DIRECTIONS = {
    Direction.UP: "higher is better",
    Direction.DOWN: "lower is better",
    Direction.NEITHER: "neither way is better",
}
SCALES = {
    Scale.NUMBER: "A number",
    Scale.PROPORTION: "Per cent of a denominator",
    Scale.RATE: "A rate for a population",
    Scale.RATIO: "Observed over expected",
    Scale.MONEY: "Pounds",
    Scale.ORDINAL: "A grade, such as E to A",
}
TEACHES = {
    ValueColumn.PERSONAL: (
        "What a person who needs this care would say if it went well: the outcome that matters to them, "
        "as they would put it."
    ),
    ValueColumn.POPULATION: (
        "What is better for everybody who could need it, those who never come to us included, and whether "
        "the gap between the worst and the best off closes."
    ),
    ValueColumn.RESOURCE: (
        "What it takes: money, staff, time, beds. Without this column nobody can say whether value rose. "
        "Its data comes last nearly everywhere, so ask for it first."
    ),
}
"""What belongs in each column, for a framework that has nothing there yet."""


def priority_words(count: int) -> tuple[str, bool]:
    """How many priority metrics there are, and whether that is a number to work with."""
    said = "1 priority metric" if count == 1 else f"{count or 'No'} priority metrics"
    between = f"{FEWEST_PRIORITIES} to {MOST_PRIORITIES}"
    if count < FEWEST_PRIORITIES:
        return f"{said} ({between}). Too few to show whether value rose: choose {between}.", False
    if count > MOST_PRIORITIES:
        over = count - MOST_PRIORITIES
        return f"{said} ({between}). Too many to act on: put {over} on the watch list.", False
    return f"{said} ({between})", True


def watch_words(count: int) -> str:
    """How many metrics are on the watch list; blank for none."""
    return f"{count} on the watch list" if count else ""


def shared_words(names: Sequence[str]) -> str:
    """The metrics of other care areas that are shared with this one; blank for none."""
    return f"Shared with us by other care areas: {'; '.join(names)}" if names else ""


def measured_words(metric: Metric, definition: MetricDefinition) -> str:
    """Unit, direction and rhythm: "minutes, lower is better, monthly"."""
    unit = unit_words(definition)
    if definition.scale is Scale.PROPORTION:
        unit = "per cent"
    elif definition.scale is Scale.MONEY:
        unit = "pounds"
    elif definition.scale is Scale.ORDINAL and definition.levels:
        unit = f"grade {definition.levels[0]} to {definition.levels[-1]}"
    rhythm = "" if metric.frequency is Frequency.NONE else metric.frequency.value
    return ", ".join(part for part in (unit, DIRECTIONS[metric.direction], rhythm) if part)


def plain_value(value: Decimal | None, level: str = "", qualifier: str = "") -> str:
    """A value as it may be typed again, nothing rounded: "about 1,000", "B"; blank for none."""
    if level:
        return level
    if value is None:
        return ""
    return f"{qualifier} {format_number(value)}".strip()


def definition_since(definition: MetricDefinition) -> str:
    """ "From the beginning" or "From 1 April 2022"."""
    if definition.begins_on is None:
        return "From the beginning"
    return f"From {date_words(definition.begins_on)}"
