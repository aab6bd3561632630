"""The system profile as its screen shows it: profile, organisations, places, service lines, terms.

Reads only. Lists are sorted by name without regard to case, then by id.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import Connection, func, select

from stewardship_desktop.domain.change import tick_ms
from stewardship_desktop.domain.record import Record
from stewardship_desktop.domain.system import (
    SYSTEM_ID,
    Organisation,
    OrganisationAlias,
    OrganisationStatus,
    Place,
    ServiceLine,
    System,
    Term,
    joined_names,
)
from stewardship_desktop.store import tables
from stewardship_desktop.store.queries.history import people
from stewardship_desktop.store.rows import from_row

R = TypeVar("R", bound=Record)

ENTITIES = ("system", "place", "organisation", "organisation_alias", "service_line", "term")
"""The kinds of record that make up a system profile."""


@dataclass(frozen=True, kw_only=True)
class OrganisationRow:
    """An organisation as a line of the table. `status` is as printed, else the status itself."""

    id: str
    name: str
    short_name: str
    also_known_as: str
    organisation_type: str
    level: str
    status: str
    state: OrganisationStatus
    opened_on: date | None
    closed_on: date | None
    successor_id: str | None
    successor: str
    place_id: str | None
    place: str
    source: str


@dataclass(frozen=True)
class SharedName:
    """A name under which more than one organisation is known; an import can't tell which is meant."""

    name: str
    organisations: tuple[str, ...]


@dataclass(frozen=True)
class LastChange:
    """The newest change of the profile: when (UTC ms) and who."""

    at_ms: int
    who: str


@dataclass(frozen=True)
class SystemProfile:
    """Everything the system screen shows."""

    system: System | None
    organisations: tuple[OrganisationRow, ...]
    places: tuple[Place, ...]
    service_lines: tuple[ServiceLine, ...]
    terms: tuple[Term, ...]
    shared_names: tuple[SharedName, ...]
    last_change: LastChange | None


def system_profile(connection: Connection) -> SystemProfile:
    """The whole profile in one read."""
    places = _all(connection, Place)
    organisations = _all(connection, Organisation)
    aliases = _aliases(connection)
    profile = [each for each in _all(connection, System) if each.id == SYSTEM_ID]
    lines = _all(connection, ServiceLine)
    return SystemProfile(
        system=profile[0] if profile else None,
        organisations=_rows(organisations, places, aliases),
        places=tuple(sorted(places, key=lambda each: (each.name.casefold(), each.id))),
        service_lines=tuple(
            sorted(lines, key=lambda x: (x.line_no is None, x.line_no or 0, x.name.casefold(), x.id))
        ),
        terms=tuple(sorted(_all(connection, Term), key=lambda each: (each.term.casefold(), each.id))),
        shared_names=_shared(organisations, aliases),
        last_change=_last_change(connection),
    )


def shared_names(connection: Connection) -> tuple[SharedName, ...]:
    """Names, short names and other names that more than one organisation has."""
    return _shared(_all(connection, Organisation), _aliases(connection))


def store_version(connection: Connection) -> str:
    """What keeps the workspace, with its version: "SQLite 3.40.1"."""
    name = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(
        connection.dialect.name, connection.dialect.name
    )
    return f"{name} {'.'.join(str(part) for part in connection.dialect.server_version_info or ())}"


def _all(connection: Connection, record_type: type[R]) -> list[R]:
    table = tables.table_of(record_type)
    return [
        from_row(record_type, row)
        for row in connection.execute(select(table).order_by(table.c.id)).mappings()
    ]


def _aliases(connection: Connection) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for each in _all(connection, OrganisationAlias):
        found.setdefault(each.organisation_id, []).append(each.alias)
    return {row_id: tuple(sorted(names, key=lambda n: (n.casefold(), n))) for row_id, names in found.items()}


def _rows(
    organisations: Sequence[Organisation], places: Sequence[Place], aliases: Mapping[str, tuple[str, ...]]
) -> tuple[OrganisationRow, ...]:
    names = {each.id: each.name for each in organisations} | {each.id: each.name for each in places}
    rows = [
        OrganisationRow(
            id=each.id,
            name=each.name,
            short_name=each.short_name,
            also_known_as=joined_names(aliases.get(each.id, ())),
            organisation_type=each.organisation_type,
            level=each.level,
            status=each.status_words or each.status.value,
            state=each.status,
            opened_on=each.opened_on,
            closed_on=each.closed_on,
            successor_id=each.successor_id,
            successor=names.get(each.successor_id or "", ""),
            place_id=each.place_id,
            place=names.get(each.place_id or "", ""),
            source=each.source,
        )
        for each in organisations
    ]
    return tuple(sorted(rows, key=lambda row: (row.name.casefold(), row.id)))


def _shared(
    organisations: Sequence[Organisation], aliases: Mapping[str, tuple[str, ...]]
) -> tuple[SharedName, ...]:
    by_key: dict[str, dict[str, tuple[str, str]]] = {}
    for each in organisations:
        for name in (each.name, each.short_name, *aliases.get(each.id, ())):
            key = " ".join(name.split()).casefold()
            if key:
                by_key.setdefault(key, {}).setdefault(each.id, (name, each.name))
    found = [
        SharedName(
            min(name for name, _ in owners.values()),
            tuple(sorted((owner for _, owner in owners.values()), key=lambda n: (n.casefold(), n))),
        )
        for owners in by_key.values()
        if len(owners) > 1
    ]
    return tuple(sorted(found, key=lambda each: each.name.casefold()))


def _last_change(connection: Connection) -> LastChange | None:
    change = tables.change
    newest = connection.execute(
        select(func.max(change.c.hlc)).where(change.c.entity.in_(ENTITIES))
    ).scalar_one()
    if newest is None:
        return None
    author = connection.execute(
        select(change.c.author).where(change.c.hlc == newest).order_by(change.c.change_id).limit(1)
    ).scalar_one()
    return LastChange(tick_ms(newest), people(connection).name(author))
