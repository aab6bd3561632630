"""A metric with everything that belongs to it, as a query hands it over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stewardship_desktop.domain.care_area import DataRequest
from stewardship_desktop.domain.observation import ChartMark, Comparator, Cut, Observation, Rebase, ValueKind
from stewardship_desktop.domain.value_framework import Metric, MetricDefinition, Outcome, Target


@dataclass(frozen=True, kw_only=True)
class MetricRecords:
    """One metric whole. Definitions from the first to the last; the rest in the order of their days.

    `marks` holds the metric's own and those of the whole care area. `requests` are the data requests that
    wait for this metric, `asked_of` the names of the organisations they ask, by id. `care_area` is the name
    of the care area that watches it, `shared_with` that of the other one.
    """

    metric: Metric
    outcome: Outcome
    definitions: tuple[MetricDefinition, ...]
    observations: tuple[Observation, ...] = ()
    targets: tuple[Target, ...] = ()
    rebases: tuple[Rebase, ...] = ()
    marks: tuple[ChartMark, ...] = ()
    comparators: tuple[Comparator, ...] = ()
    requests: tuple[DataRequest, ...] = ()
    asked_of: dict[str, str]
    shared_with: str = ""
    care_area: str = ""

    @property
    def id(self) -> str:
        return self.metric.id

    @property
    def definition(self) -> MetricDefinition:
        """The definition that holds last."""
        return self.definitions[-1]

    def definition_at(self, day: date) -> MetricDefinition:
        """The definition that a value of this day belongs to."""
        held = [each for each in self.definitions if each.begins_on is None or each.begins_on <= day]
        return held[-1] if held else self.definitions[0]

    def values_of(
        self,
        definition: MetricDefinition,
        kind: ValueKind = ValueKind.ACTUAL,
        cut: Cut = Cut.WHOLE,
        category: str = "",
    ) -> tuple[Observation, ...]:
        """The values of one definition, kind and part, by day."""
        return tuple(
            each
            for each in self.observations
            if each.definition_id == definition.id
            and each.kind is kind
            and each.cut is cut
            and each.category == category
        )

    def parts_of(self, definition: MetricDefinition, cut: Cut) -> tuple[str, ...]:
        """The categories of a cut that have values, in the order in which they were first given."""
        return tuple(
            dict.fromkeys(
                each.category
                for each in self.observations
                if each.definition_id == definition.id and each.cut is cut
            )
        )

    def target_at(self, definition: MetricDefinition, day: date) -> Target | None:
        """The target of a definition that holds on a day; None before the first."""
        held = [
            each for each in self.targets if each.definition_id == definition.id and each.holds_from <= day
        ]
        return held[-1] if held else None
