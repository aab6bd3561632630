"""What the data requests screen shows: one row a request with its age and state in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from stewardship_desktop.domain.care_area import CareArea, DataQuality, DataRequest
from stewardship_desktop.domain.data_request import RequestState, age_words, state_of, state_words
from stewardship_desktop.domain.system import Organisation
from stewardship_desktop.store.queries.records import records


@dataclass(frozen=True, kw_only=True)
class RequestRow:
    """One request. `asked_of` is the organisation's short name or name; `state` and `age` are today's."""

    id: str
    care_area_id: str
    care_area: str
    what: str
    asked_of_id: str | None
    asked_of: str
    asked_of_name: str
    asked_of_role: str
    owner_role: str
    asked_on: date
    due_on: date | None
    received_on: date | None
    quality: DataQuality
    note: str
    illustrative: bool
    state: RequestState
    state_words: str
    age: str
    record: DataRequest


def request_rows(connection: Connection, today: date, care_area_id: str | None = None) -> list[RequestRow]:
    """The requests of one area or of all: overdue first, then by due date, what was received last."""
    only: dict[str, str | None] = {} if care_area_id is None else {"care_area_id": care_area_id}
    bodies = {body.id: body for body in records(connection, Organisation)}
    areas = {area.id: area.name for area in records(connection, CareArea)}
    found = [
        RequestRow(
            id=each.id,
            care_area_id=each.care_area_id,
            care_area=areas[each.care_area_id],
            what=each.what,
            asked_of_id=each.asked_of_id,
            asked_of=_short(bodies.get(each.asked_of_id or "")),
            asked_of_name=body.name if (body := bodies.get(each.asked_of_id or "")) is not None else "",
            asked_of_role=each.asked_of_role,
            owner_role=each.owner_role,
            asked_on=each.asked_on,
            due_on=each.due_on,
            received_on=each.received_on,
            quality=each.quality,
            note=each.note,
            illustrative=each.illustrative,
            state=state_of(each, today),
            state_words=state_words(each, today),
            age=age_words(each, today),
            record=each,
        )
        for each in records(connection, DataRequest, **only)
    ]
    return sorted(
        found,
        key=lambda row: (
            row.received_on is not None,
            -(row.received_on or date.min).toordinal(),
            row.due_on or date.max,
            row.asked_on,
            row.id,
        ),
    )


def _short(body: Organisation | None) -> str:
    return "" if body is None else body.short_name or body.name


def organisation_choices(connection: Connection) -> list[tuple[str, str]]:
    """(id, name) of every organisation that can be chosen, by name; a closed one says so."""
    found = [
        (body.id, body.name if body.status.value != "closed" else f"{body.name} (closed)")
        for body in records(connection, Organisation)
    ]
    return sorted(found, key=lambda item: (item[1].casefold(), item[0]))
