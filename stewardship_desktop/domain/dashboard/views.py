"""What a metric's page can show: the whole, each cut, each earlier definition, and the benchmark."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from stewardship_desktop.domain.dashboard.records import MetricRecords
from stewardship_desktop.domain.observation import Cut
from stewardship_desktop.domain.partial_date import date_words
from stewardship_desktop.domain.value_framework import MetricDefinition, Scale


class ViewKind(StrEnum):
    """What a view is of."""

    WHOLE = "whole"
    CUT = "cut"
    EARLIER = "earlier"
    BENCHMARK = "benchmark"


@dataclass(frozen=True, kw_only=True)
class MetricView:
    """One view: `definition` is whose values it shows, `cut` along what they are cut, `note` what to know."""

    key: str
    title: str
    kind: ViewKind
    definition: MetricDefinition
    cut: Cut = Cut.WHOLE
    note: str = ""


def views_of(records: MetricRecords, today: date) -> tuple[MetricView, ...]:
    """The views of a metric in the order of their tabs. A definition that is still to begin has none."""
    now = records.definition_at(today)
    found = [MetricView(key=ViewKind.WHOLE.value, title="Whole", kind=ViewKind.WHOLE, definition=now)]
    found += [
        MetricView(
            key=f"cut:{cut.value}",
            title=f"By {cut.value if cut is Cut.ALLIANCE else cut.value.lower()}",
            kind=ViewKind.CUT,
            definition=now,
            cut=cut,
        )
        for cut in Cut
        if cut is not Cut.WHOLE and records.parts_of(now, cut)
    ]
    if now.scale is not Scale.ORDINAL:
        found.append(
            MetricView(
                key=ViewKind.BENCHMARK.value, title="Benchmark", kind=ViewKind.BENCHMARK, definition=now
            )
        )
    begun = records.definitions[: records.definitions.index(now) + 1]
    followed = pairwise(begun)
    found += [
        MetricView(
            key=f"earlier:{each.id}",
            title=_until(after),
            kind=ViewKind.EARLIER,
            definition=each,
            note=_not_compared(each, after),
        )
        for each, after in reversed(list(followed))
    ]
    return tuple(found)


def _until(after: MetricDefinition) -> str:
    return f"Until {date_words(after.begins_on)}" if after.begins_on else "Earlier definition"


def _not_compared(each: MetricDefinition, after: MetricDefinition) -> str:
    """What somebody who looks at an earlier series must know."""
    said = (
        f"An earlier definition: {each.definition.strip().rstrip('.')}. " if each.definition.strip() else ""
    )
    why = f" ({after.change_reason.strip().rstrip('.')})" if after.change_reason.strip() else ""
    return f"{said}What is counted changed then{why}, so nothing here is compared with the values since."
