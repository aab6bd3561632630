"""The values of a metric, what they are compared with, and what a person marks on their chart.

A value belongs to one definition, one cut and one period. Actual values and forecasts are kept apart.
What a value means against limits and targets is worked out in `domain.dashboard`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.identity import key_id, key_ids
from stewardship_desktop.domain.partial_date import date_words
from stewardship_desktop.domain.record import (
    Record,
    first_line,
    lists,
    may_refer,
    record,
    refers,
    require,
    require_day,
)

LARGEST_VALUE = Decimal(10) ** 15


class Qualifier(StrEnum):
    """What a source says of an inexact figure."""

    EXACT = ""
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"


class Cut(StrEnum):
    """Along which inequality a value is cut. WHOLE is everybody."""

    WHOLE = ""
    DEPRIVATION = "deprivation fifth"
    ETHNICITY = "ethnicity"
    SEX = "sex"
    AGE = "age"
    ALLIANCE = "Alliance"


class ValueKind(StrEnum):
    """Whether a value has happened."""

    ACTUAL = "actual"
    FORECAST = "forecast"


@record
class Observation(Record):
    """One value of a metric. `on` is the first day of its period; None and no level is a known gap.

    `value` is in the definition's unit (per cent as 81.4, never 0.814); `level` is the grade of an
    ordinal metric. `numerator` and `denominator` are counts, where they are known. `period` keeps the
    period as printed where it isn't the metric's own rhythm ("April 2022 to March 2023"). `category` is
    the part of the cut ("most deprived fifth").
    """

    definition_id: str = refers("metric_definition")
    on: date
    value: Decimal | None = None
    level: str = ""
    qualifier: Qualifier = Qualifier.EXACT
    kind: ValueKind = ValueKind.ACTUAL
    cut: Cut = Cut.WHOLE
    category: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    period: str = ""
    as_at: date | None = None
    source: str = ""
    note: str = ""
    illustrative: bool = False

    def __post_init__(self) -> None:
        require_day(self.on, "The value's period")
        if self.value is not None and self.level:
            raise UserFixable("A value has both a number and a grade.", "Keep one of the two.")
        for known in (self.value, self.numerator, self.denominator):
            if known is not None and abs(known) > LARGEST_VALUE:
                raise UserFixable(f"{known:.1E} is too large for a value.", "Check its noughts.")
        if self.numerator is not None and self.numerator < 0:
            raise UserFixable("The numerator is below nought.", "Type 0 or more.")
        if self.denominator is not None and self.denominator <= 0:
            raise UserFixable("The denominator is not above nought.", "Type the count it is a part of.")
        if (self.cut is Cut.WHOLE) != (not self.category):
            raise UserFixable(
                "A value of a part needs both the cut and the part.", "Say for example sex and female."
            )

    @property
    def display_name(self) -> str:
        part = f", {self.category}" if self.category else ""
        said = "forecast for" if self.kind is ValueKind.FORECAST else "value of"
        return f"{said} {self.period or date_words(self.on)}{part}"

    @property
    def is_gap(self) -> bool:
        """A period that is known to have no value."""
        return self.value is None and not self.level

    @staticmethod
    def id_for(
        definition_id: str,
        on: date,
        kind: ValueKind = ValueKind.ACTUAL,
        cut: Cut = Cut.WHOLE,
        category: str = "",
    ) -> str:
        """The one value of a definition, period, kind and part."""
        return key_id("observation", definition_id, on.isoformat(), kind.value, cut.value, category)

    @staticmethod
    def ids_of(definition_id: str, kind: ValueKind, cut: Cut, category: str) -> Callable[[date], str]:
        """`id_for` for many days of one line of values."""
        of = key_ids("observation", (definition_id,), (kind.value, cut.value, category))
        return lambda on: of(on.isoformat())


@record
class Rebase(Record):
    """A person's decision that the limits start anew on a day, with the reason. Only people rebase."""

    definition_id: str = refers("metric_definition")
    on: date
    reason: str
    decided_by_role: str = ""
    illustrative: bool = False

    def __post_init__(self) -> None:
        require(self.reason, "Reason for the new limits")
        require_day(self.on, "New limits")

    @property
    def display_name(self) -> str:
        return f"new limits from {date_words(self.on)}"

    @staticmethod
    def id_for(definition_id: str, on: date) -> str:
        """One rebase per definition and day."""
        return key_id("rebase", definition_id, on.isoformat())


class MarkKind(StrEnum):
    """What a mark on a chart says."""

    LAUNCH = "launch"
    EVENT = "event"
    NOTE = "note"


@record
class ChartMark(Record):
    """Something that happened on a day: on one metric's chart, or on all of the care area (`metric_id` None).

    A note is about the point of that day; a launch or an event is a line across the chart.
    """

    care_area_id: str = refers("care_area")
    metric_id: str | None = may_refer("metric")
    on: date
    kind: MarkKind = MarkKind.EVENT
    text: str
    illustrative: bool = False

    def __post_init__(self) -> None:
        require(self.text, "What happened")
        require_day(self.on, "What happened")

    @property
    def display_name(self) -> str:
        return first_line(self.text)


class ComparatorRole(StrEnum):
    """What a comparator is for."""

    BENCHMARK = "benchmark"
    PEER = "peer"


@record
class Comparator(Record):
    """The same measure elsewhere, named and dated: the value to compare with, or one of several peers.

    `on` is the first day of its period, `period` that period in words. `value` is in the definition's
    unit; with `numerator` and `denominator` its interval can be worked out.
    """

    definition_id: str = refers("metric_definition")
    name: str
    role: ComparatorRole = ComparatorRole.PEER
    on: date
    period: str = ""
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    as_at: date | None = None
    source: str = ""
    illustrative: bool = False

    def __post_init__(self) -> None:
        require(self.name, "Name of the comparator")
        require_day(self.on, self.name)
        if self.value is None and (self.numerator is None or self.denominator is None):
            raise UserFixable(
                f"{self.name} has no value.", "Type its value, or its numerator and denominator."
            )
        if self.numerator is not None and self.numerator < 0:
            raise UserFixable(f"{self.name}: the numerator is below nought.", "Type 0 or more.")
        if self.denominator is not None and self.denominator <= 0:
            raise UserFixable(
                f"{self.name}: the denominator is not above nought.", "Type the count it is of."
            )

    @property
    def display_name(self) -> str:
        return f"{self.name}, {self.period or date_words(self.on)}"

    @staticmethod
    def id_for(definition_id: str, name: str, on: date) -> str:
        """One value per definition, comparator and period."""
        return key_id("comparator", definition_id, name, on.isoformat())


MEETING_CHARTS = 4


@record
class MeetingView(Record):
    """The charts that the group's next meeting looks at, and the one thing it is to decide."""

    care_area_id: str = refers("care_area")
    metrics: tuple[str, ...] = lists("metric")
    decision: str = ""
    held_on: date | None = None

    def __post_init__(self) -> None:
        if len(self.metrics) > MEETING_CHARTS:
            raise UserFixable(
                f"A meeting looks at {MEETING_CHARTS} charts at most.", "Take one off before you add another."
            )
        if len(set(self.metrics)) != len(self.metrics):
            raise UserFixable("A metric is twice in the meeting's view.", "Choose each once.")

    @property
    def display_name(self) -> str:
        return "meeting view"

    @staticmethod
    def id_for(care_area_id: str) -> str:
        """One meeting view per care area."""
        return key_id("meeting_view", care_area_id)
