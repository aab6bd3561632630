"""What a meeting looks at: up to four charts of metrics, and the one thing it is to decide. Plain values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from stewardship_desktop.domain.chart.spec import ChartSpec
from stewardship_desktop.domain.dashboard.pictures import metric_chart
from stewardship_desktop.domain.dashboard.reading import MetricReading
from stewardship_desktop.domain.dashboard.summary import in_order
from stewardship_desktop.domain.observation import MEETING_CHARTS, MeetingView


@dataclass(frozen=True, kw_only=True)
class MeetingPage:
    """The meeting of a care area as it is shown and printed. `charts` go by the metric's id."""

    care_area: str
    held_on: date | None
    decision: str
    charts: tuple[tuple[str, ChartSpec], ...]


def chosen(view: MeetingView | None, readings: Iterable[MetricReading]) -> tuple[MetricReading, ...]:
    """The metrics of a meeting that are still here, in its order."""
    here = {each.id: each for each in readings}
    return () if view is None else tuple(here[each] for each in view.metrics if each in here)


def offered(readings: Sequence[MetricReading]) -> list[MetricReading]:
    """The metrics to choose from: priority ones first, of most concern first; those without values last."""
    return sorted(in_order(readings), key=lambda each: not each.points)


def suggested(readings: Sequence[MetricReading]) -> tuple[str, ...]:
    """The ids of the metrics that a meeting might look at: the first that are offered and have values."""
    return tuple(each.id for each in offered(readings) if each.points)[:MEETING_CHARTS]


def meeting_page(care_area: str, view: MeetingView | None, readings: Iterable[MetricReading]) -> MeetingPage:
    """The meeting as it stands."""
    return MeetingPage(
        care_area=care_area,
        held_on=None if view is None else view.held_on,
        decision="" if view is None else view.decision.strip(),
        charts=tuple((each.id, meeting_chart(each)) for each in chosen(view, readings)),
    )


def meeting_chart(reading: MetricReading) -> ChartSpec:
    """A metric's chart with the finding alone as its title: four share a screen."""
    spec = metric_chart(reading)
    return replace(spec, title=first_sentence(spec.title))


def first_sentence(text: str) -> str:
    """Up to the first full stop that ends a sentence."""
    end = text.find(". ")
    return text if end < 0 else text[: end + 1]
