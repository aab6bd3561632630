"""What is due on a dashboard as lines of words: values to enter, data asked for that hasn't come.

Plain values in, plain values out. Today's date is for the caller to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from stewardship_desktop.domain.care_area import DataRequest
from stewardship_desktop.domain.dashboard.freshness import FreshnessState
from stewardship_desktop.domain.dashboard.reading import MetricReading
from stewardship_desktop.domain.dashboard.summary import due_words, values_due
from stewardship_desktop.domain.data_request import RequestState, asked_ago_words, state_of, state_words
from stewardship_desktop.domain.due import Urgency
from stewardship_desktop.domain.partial_date import date_words
from stewardship_desktop.store.queries.dashboard import Framework

ENTER, CHASE = "Enter value", "Chase"


@dataclass(frozen=True, kw_only=True)
class DueLine:
    """One thing to do. A value has `metric_id` and `on`, the first day of its period; a request its id."""

    what: str
    detail: str
    urgency: Urgency
    action: str
    metric_id: str = ""
    on: date | None = None
    request_id: str = ""

    @property
    def key(self) -> str:
        """What it is about, whatever its words are by now."""
        return self.request_id or self.metric_id


def due_lines(framework: Framework, readings: Sequence[MetricReading], today: date) -> tuple[DueLine, ...]:
    """What is overdue first, then what is due soon, then the rest; values before requests for data."""
    values = [_value(each, today) for each in values_due(readings)]
    return tuple(sorted((*values, *_requests(framework, today)), key=lambda each: _ORDER[each.urgency]))


def due_title(lines: Sequence[DueLine]) -> str:
    """ "What is due: 3 values, 1 answer to a request for data"."""
    values = sum(not each.request_id for each in lines)
    asked = len(lines) - values
    parts = [f"{values} {'value' if values == 1 else 'values'}"] if values else []
    parts += [f"{asked} unanswered {'request' if asked == 1 else 'requests'} for data"] if asked else []
    return f"What is due: {', '.join(parts)}" if parts else "What is due"


def nothing_due(readings: Iterable[MetricReading]) -> str:
    """What is said where nothing is due: when the next value will be."""
    known = [(each.freshness.due_on, each.records.metric.name) for each in readings]
    ahead = [(day, name) for day, name in known if day is not None]
    if not ahead:
        return "Nothing is due."
    day, name = min(ahead)
    return f"Nothing is due. Next: {name}, by {date_words(day)}."


def _value(reading: MetricReading, today: date) -> DueLine:
    metric = reading.records.metric
    period, late = due_words(reading, today)
    who = f"{metric.owner_role} enters it" if metric.owner_role else ""
    return DueLine(
        what=f"{metric.name}: {period}",
        detail=", ".join(part for part in (late, who) if part),
        urgency=_URGENCY[reading.freshness.state],
        action=ENTER,
        metric_id=metric.id,
        on=reading.freshness.start,
    )


_URGENCY = {
    FreshnessState.OVERDUE: Urgency.OVERDUE,
    FreshnessState.DUE_SOON: Urgency.SOON,
    FreshnessState.NEVER: Urgency.STANDING,
}


_ORDER = {Urgency.OVERDUE: 0, Urgency.SOON: 1, Urgency.STANDING: 2}


def _requests(framework: Framework, today: date) -> list[DueLine]:
    made = []
    for each in framework.requests:
        if each.received_on is not None or not (each.metric_id or each.column):
            continue
        whom = framework.asked_of.get(each.asked_of_id or "", "") or each.asked_of_role
        late = state_words(each, today) if each.due_on is not None else asked_ago_words(each, today)
        made.append(
            DueLine(
                what=f"{each.display_name}{f', asked of {whom}' if whom else ''}",
                detail=late if each.due_on is None else f"{late}, asked on {date_words(each.asked_on)}",
                urgency=_request_urgency(each, today),
                action=CHASE,
                request_id=each.id,
            )
        )
    return made


def _request_urgency(request: DataRequest, today: date) -> Urgency:
    state = state_of(request, today)
    if state is RequestState.OVERDUE:
        return Urgency.OVERDUE
    return Urgency.SOON if state is RequestState.DUE_SOON else Urgency.STANDING
