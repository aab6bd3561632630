"""A value framework: the outcomes a group wants in three columns, the metrics that would show them.

A metric is what the group watches; its definition says exactly what is counted. A changed definition
begins a new series: values belong to a definition, and nothing compares across two. Values themselves,
comparators and marks on charts are `domain.observation`.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.observation import Qualifier
from stewardship_desktop.domain.record import (
    Record,
    first_line,
    may_refer,
    record,
    refers,
    require,
    require_day,
)
from stewardship_desktop.domain.small_number_policy import Policy
from stewardship_desktop.domain.spc.profile import Direction, ProfileKey
from stewardship_desktop.domain.value_column import ValueColumn

FEWEST_PRIORITIES, MOST_PRIORITIES = 3, 9
"""How many priority metrics a group should keep; the rest are its watch list."""

LEAST_BASELINE_POINTS = 12

LONGEST_WAIT_DAYS = 1000
"""A value that comes later after its period than this is a slip of the keys, and no day can be reckoned."""


@record
class Outcome(Record):
    """Something a group wants to be true. `noticed_by` says who would notice if it were."""

    care_area_id: str = refers("care_area")
    column: ValueColumn
    outcome: str
    noticed_by: str = ""
    source: str = ""
    position: int = 0
    illustrative: bool = False

    def __post_init__(self) -> None:
        require(self.outcome, "Outcome")

    @property
    def display_name(self) -> str:
        return first_line(self.outcome)


class Frequency(StrEnum):
    """How often a value is due."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"
    NONE = "no fixed rhythm"


@record
class Metric(Record):
    """What a group watches to see an outcome. Not a priority means it is on the watch list.

    `due_after_days` is how long after the end of a period its value can be had. `aims` are values of
    `aims.Aim`. `shared_with_id` is the other care area that works on it too. `profile` names the rules
    its chart is read by; `baseline_points` fixes the limits on the first so many points of each stretch.
    """

    outcome_id: str = refers("outcome")
    name: str
    priority: bool = False
    direction: Direction = Direction.UP
    frequency: Frequency = Frequency.MONTHLY
    due_after_days: int = 30
    owner_role: str = ""
    source: str = ""
    aims: tuple[str, ...] = ()
    shared_with_id: str | None = may_refer("care_area")
    small_numbers: Policy = Policy.NONE
    profile: ProfileKey = ProfileKey.NHS_R
    baseline_points: int | None = None
    position: int = 0
    illustrative: bool = False

    def __post_init__(self) -> None:
        require(self.name, "Name of the metric")
        if self.due_after_days < 0:
            raise UserFixable(f"{self.name}: a value can't be due before its period ends.", "Type 0 or more.")
        if self.due_after_days > LONGEST_WAIT_DAYS:
            raise UserFixable(
                f"{self.name}: {self.due_after_days:,} days is too long to wait for a value.",
                f"Type 0 to {LONGEST_WAIT_DAYS:,}.",
            )
        if self.baseline_points is not None and self.baseline_points < LEAST_BASELINE_POINTS:
            raise UserFixable(
                f"{self.name}: limits can't be fixed on {self.baseline_points} points.",
                f"Type {LEAST_BASELINE_POINTS} or more, or leave it blank.",
            )

    @property
    def display_name(self) -> str:
        return self.name


class Scale(StrEnum):
    """What a value is, which decides how it is drawn, compared and limited."""

    NUMBER = "number"
    PROPORTION = "per cent of a denominator"
    RATE = "rate for a population"
    RATIO = "observed over expected"
    MONEY = "pounds"
    ORDINAL = "grade"


COUNTED = frozenset({Scale.PROPORTION, Scale.RATE, Scale.RATIO})
"""Scales whose value is worked out from a numerator and a denominator."""


@record
class MetricDefinition(Record):
    """Exactly what a metric counts from a day on. `begins_on` None: from the beginning.

    `unit` is what a person reads behind a value ("%", "patients", "£ thousand"). A rate is `per` so many
    people; a ratio is printed times `per` (100 for the usual standardised ratio). `levels` of a grade go
    from the worst to the best. The baseline is the value before the work began, as its source has it.
    """

    metric_id: str = refers("metric")
    definition: str = ""
    numerator: str = ""
    denominator: str = ""
    scale: Scale = Scale.NUMBER
    unit: str = ""
    per: int = 1
    decimals: int = 1
    levels: tuple[str, ...] = ()
    begins_on: date | None = None
    change_reason: str = ""
    baseline: Decimal | None = None
    baseline_level: str = ""
    baseline_qualifier: str = ""
    baseline_period: str = ""
    baseline_source: str = ""
    illustrative: bool = False

    def __post_init__(self) -> None:
        require_day(self.begins_on, "The definition")
        if self.scale is Scale.ORDINAL:
            if len(self.levels) < 2 or len(set(self.levels)) != len(self.levels):
                raise UserFixable(
                    "A grade needs two different levels or more.",
                    "Type them from the worst to the best, as E; D; C; B; A.",
                )
            if self.baseline_level and self.baseline_level not in self.levels:
                raise UserFixable(
                    f"The baseline '{self.baseline_level}' is no level.",
                    f"Use one of {', '.join(self.levels)}.",
                )
        if self.baseline_qualifier not in set(Qualifier):
            raise UserFixable(
                f"'{self.baseline_qualifier}' can't stand before the baseline.",
                "Use about, over or under, or leave it blank.",
            )
        if self.per < 1:
            raise UserFixable(f"A rate per {self.per} is none.", "Type 100, 1000 or 100000, for example.")
        if not 0 <= self.decimals <= 6:
            raise UserFixable(f"{self.decimals} decimals can't be shown.", "Type 0 to 6.")

    @property
    def display_name(self) -> str:
        return first_line(self.definition) or "definition"


@record
class Target(Record):
    """A target that holds from a day on, until a later one does. Targets are kept, never overwritten.

    `level` is the target of a grade. `set_on` is when it was agreed, `reason` why.
    """

    definition_id: str = refers("metric_definition")
    value: Decimal | None = None
    level: str = ""
    holds_from: date
    set_on: date | None = None
    reason: str = ""
    source: str = ""
    illustrative: bool = False

    def __post_init__(self) -> None:
        require_day(self.holds_from, "The target")
        if (self.value is None) == (not self.level):
            raise UserFixable("A target has either a value or a grade.", "Type one of the two.")

    @property
    def display_name(self) -> str:
        said = self.level if self.value is None else f"{self.value:f}"
        return f"target {said} from {self.holds_from.isoformat()}"
