"""An option as a row of the table, worked out of a session, and the table's columns. Knows no widget."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from stewardship_desktop.domain.chart.number import one_decimal
from stewardship_desktop.domain.star import typed
from stewardship_desktop.domain.star.option import Standing, gain, standing, value_for_money
from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.domain.star.session import (
    ACUITY_WORDS,
    BenefitScale,
    Evidence,
    Measure,
    OptionKind,
    StarEstimate,
    StarOption,
)
from stewardship_desktop.domain.star.working import PER
from stewardship_desktop.ui.widgets import Column

CHIPS: dict[Standing, str] = {
    Standing.RANKED: "good",
    Standing.FREE: "good",
    Standing.COST_SAVING: "good",
    Standing.NO_GAIN: "warn",
    Standing.NEGATIVE: "bad",
    Standing.TRADE_OFF: "warn",
    Standing.MISSING: "neutral",
}
FIGURES: dict[str, tuple[Any, Any, str]] = {
    "people": (typed.read_people, typed.plain_text, "People reached a year"),
    "share": (typed.read_share, typed.percent_text, "Share of them who benefit: 20% or 0.2"),
    "benefit": (typed.read_points, typed.plain_text, "Benefit to the average person who benefits, of 100"),
    "success": (typed.read_share, typed.percent_text, "Probability that it succeeds: 90% or 0.9"),
    "cost": (typed.read_pounds, typed.pounds_text, "£ a year: 60k, £1.2m or 62,450; below nought saves"),
    "in_year_cost": (typed.read_pounds, typed.pounds_text, "£ this year"),
    "wte": (typed.read_amount, typed.plain_text, "Whole-time equivalents"),
    "sessions": (typed.read_amount, typed.plain_text, "Sessions a week"),
    "beds": (typed.read_amount, typed.plain_text, "Beds"),
}
"""How each figure is read, shown and explained, by its `Measure`."""
WORKED = frozenset({"gain", "value", "place", "standing"})
"""The columns that are worked out: Enter or a click shows how."""


@dataclass(frozen=True, kw_only=True)
class OptionRow:
    """What the table shows of one option. `gain` and `value` (for £100k) are worked out."""

    option: StarOption
    figures: tuple[tuple[Measure, StarEstimate], ...]
    benefit: Decimal | None
    gain: Fraction | None
    value: Fraction | None
    place: int | None
    standing: Standing

    @property
    def id(self) -> str:
        return self.option.id

    def estimate(self, measure: str) -> StarEstimate | None:
        """The figure with its range and source."""
        return dict(self.figures).get(Measure(measure))


def option_rows(reckoning: Reckoning) -> list[OptionRow]:
    """A row for each option that takes part, in the order of the list."""
    records = reckoning.records
    applied = records.session.apply_success
    places = {place.option.id: place.rank for place in reckoning.order}
    by_criteria = records.session.benefit_scale is BenefitScale.CRITERIA
    rows = []
    for option in records.active:
        engine = reckoning.options[option.id]
        value = value_for_money(engine, apply_success=applied)
        benefit = records.best(option.id, Measure.BENEFIT)
        if by_criteria:
            benefit = (
                None
                if engine.benefit is None
                else Decimal(engine.benefit.numerator) / Decimal(engine.benefit.denominator)
            )
        rows.append(
            OptionRow(
                option=option,
                figures=tuple(sorted(records.estimates.get(option.id, {}).items())),
                benefit=benefit,
                gain=gain(engine, apply_success=applied),
                value=None if value is None else value * PER,
                place=places.get(option.id),
                standing=standing(engine, apply_success=applied),
            )
        )
    return rows


def figure(row: OptionRow, measure: str) -> Decimal | None:
    """The best value of a figure as the table shows it."""
    if measure == "benefit":
        return None if row.benefit is None else round(row.benefit, 4).normalize() + 0
    found = row.estimate(measure)
    return None if found is None else found.best


def range_words(estimate: StarEstimate | None, measure: str) -> str:
    """ "300 to 500; literature: a trial of 2019", or what is missing."""
    if estimate is None:
        return "Nobody has given this figure yet."
    show = FIGURES[measure][1]
    said = []
    if estimate.low is not None or estimate.high is not None:
        low = "?" if estimate.low is None else show(estimate.low)
        high = "?" if estimate.high is None else show(estimate.high)
        said.append(f"{low} to {high}")
    source = f": {estimate.source}" if estimate.source.strip() else ""
    said.append(f"{estimate.evidence.value}{source}")
    return "; ".join(said)


def evidence_words(row: OptionRow) -> str:
    """What the figures rest on: "data 2, group judgement 3"."""
    counts = {kind: sum(each.evidence is kind for _, each in row.figures) for kind in Evidence}
    return ", ".join(f"{kind.value} {count}" for kind, count in counts.items() if count)


def _figure_column(measure: Measure, title: str, width: int, *, hidden: bool = False) -> Column:
    read, show, explained = FIGURES[measure.value]
    key = measure.value
    return Column(
        key, title, "decimal", editable=True, width=width, tight=True, hidden=hidden, parse=read, format=show,
        help=explained, value=lambda row: figure(row, key),
        tip=lambda row: range_words(row.estimate(key), key),
    )  # fmt: skip


def _own_column(key: str, title: str, kind: Any = "text", width: int = 120, **more: Any) -> Column:
    """A hidden column of a field of the option itself."""
    return Column(
        key, title, kind, editable=True, hidden=True, width=width,
        value=lambda row: getattr(row.option, key), **more,
    )  # fmt: skip


def _short_gain(value: Fraction) -> str:
    return one_decimal(Decimal(value.numerator) / Decimal(value.denominator))


COLUMNS = (
    Column(
        "name", "Option", editable=True, required=True, wrap=True, width=168,
        value=lambda row: row.option.name,
        help="Enter opens its description, ranges, sources and organisations",
        tip=lambda row: row.option.description,
    ),
    _figure_column(Measure.PEOPLE, "People", 56),
    _figure_column(Measure.SHARE, "Share", 52),
    _figure_column(Measure.BENEFIT, "Benefit", 56),
    _figure_column(Measure.SUCCESS, "Success", 60),
    _figure_column(Measure.COST, "Cost", 72),
    Column("gain", "Gain", "link", align="right", tight=True, width=56, value=lambda row: row.gain,
           format=_short_gain, help="Full-benefit equivalents a year; Enter or a click shows the working"),
    Column("value", "Per £100k", "link", align="right", tight=True, width=76, value=lambda row: row.value,
           format=_short_gain, help="Gain for each £100,000 a year; Enter or a click shows the working"),
    Column(
        "kind", "Kind", "choice", editable=True, width=104, value=lambda row: row.option.kind,
        choices=[(kind, kind.value) for kind in OptionKind],
        help="Grow, same for less, scale back or stop",
    ),
    Column("current", "Now", "check", editable=True, width=52, value=lambda row: row.option.current,
           help="Spent on today"),
    Column("place", "Order", "integer", width=60, value=lambda row: row.place,
           help="Place in the priority order: by value for money, ties by lower cost, then name"),
    Column("standing", "Standing", "chip", width=132, value=lambda row: row.standing,
           chip=lambda each: (each.value, CHIPS[each])),
    _own_column("service", "Service", help="Options of one service are levels: at most one is chosen"),
    _own_column("level", "Level"),
    _own_column("setting", "Setting"),
    _own_column("acuity", "Acuity", "choice", 150, choices=list(ACUITY_WORDS.items())),
    _own_column("category", "Category"),
    _own_column("recurrent", "Recurrent", "check", 92),
    _own_column("cash_releasing", "Frees cash", "check", 100),
    _figure_column(Measure.IN_YEAR_COST, "In-year cost", 104, hidden=True),
    _figure_column(Measure.WTE, "wte", 60, hidden=True),
    _figure_column(Measure.SESSIONS, "Sessions", 84, hidden=True),
    _figure_column(Measure.BEDS, "Beds", 60, hidden=True),
    _own_column("core20_share", "Core20 share", "decimal", 110, parse=typed.read_share,
                format=typed.percent_text, help="Share of those reached in the most deprived fifth"),
    Column("evidence", "Rests on", width=180, hidden=True, value=evidence_words),
)  # fmt: skip
TYPES: dict[str, Any] = {"kind": OptionKind}
BLANKS: dict[str, Any] = {
    "service": "", "level": "", "setting": "", "category": "",
    "current": False, "recurrent": True, "cash_releasing": True,
}  # fmt: skip


def stored(key: str, value: Any) -> Any:
    """A cell's value as the field wants it: Qt hands an enumeration back as text, a blank as None."""
    if value is None:
        return BLANKS.get(key, OptionKind.GROW if key == "kind" else None)
    return TYPES[key](value) if key in TYPES else value
