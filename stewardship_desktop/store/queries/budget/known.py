"""The names a workspace knows, as the import holds a file's names against them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Connection

from stewardship_desktop.domain.budget.book import BudgetImport
from stewardship_desktop.domain.budget.headers import name_key
from stewardship_desktop.domain.budget.names import ExistingImport, KnownName, KnownNames, index
from stewardship_desktop.domain.period import Period
from stewardship_desktop.domain.system import Organisation, OrganisationAlias, Place, ServiceLine
from stewardship_desktop.store.queries.records import records

_SUFFIXES = (
    "clinical commissioning group",
    "integrated care board",
    "foundation trust",
    "community interest company",
    "ccg",
    "icb",
    "trust",
    "cic",
)
"""What ends a body's full name and is often left out in print; the longest is tried first."""


@dataclass(frozen=True)
class NameBook:
    """Known names and the records they stand for."""

    known: KnownNames
    organisation_ids: dict[str, str]
    service_line_ids: dict[str, str]
    place_ids: dict[str, str]
    home_place_ids: dict[str, str]

    def organisation_id(self, printed: str) -> str | None:
        """The id of the organisation that a printed text means, None when it is not known."""
        found = self.known.organisations.find(printed) if printed.strip() else None
        return None if found is None else self.organisation_ids.get(found)

    def place_id(self, printed: str) -> str | None:
        """The id of the place that a printed text means."""
        found = self.known.places.find(printed) if printed.strip() else None
        return None if found is None else self.place_ids.get(found)

    def service_line_id(self, printed: str) -> str | None:
        """The id of the service line that a printed text means."""
        found = self.known.service_lines.find(printed) if printed.strip() else None
        return None if found is None else self.service_line_ids.get(found)

    @cached_property
    def knows_organisations(self) -> bool:
        """Whether there is anything to hold names against."""
        return bool(self.organisation_ids)


def name_book(connection: Connection) -> NameBook:
    """Organisations by name, short name and alias, and without a suffix where that leaves no doubt."""
    organisations = records(connection, Organisation)
    places = records(connection, Place)
    lines = records(connection, ServiceLine)
    aliases: dict[str, list[str]] = {}
    for alias in records(connection, OrganisationAlias):
        aliases.setdefault(alias.organisation_id, []).append(alias.alias)
    bare = {each.id: without_suffix(each.name) for each in organisations}
    taken = Counter(name_key(text) for text in bare.values())
    for each in organisations:
        for text in {
            name_key(t) for t in (each.name, each.short_name, *aliases.get(each.id, ())) if t.strip()
        }:
            if text != name_key(bare[each.id]):
                taken[text] += 1
    names = [
        KnownName(
            name=each.name,
            also=tuple(
                text
                for text in (
                    bare[each.id] if taken[name_key(bare[each.id])] == 1 else "",
                    each.short_name,
                    *aliases.get(each.id, ()),
                )
                if text.strip() and text != each.name
            ),
        )
        for each in organisations
    ]
    line_names = {line.id: line.name for line in lines}
    imports = tuple(
        ExistingImport(
            kind=each.kind,
            period=Period.parse(each.period),
            service_line=line_names.get(each.service_line_id or ""),
            version=each.version,
        )
        for each in _newest(records(connection, BudgetImport))
    )
    return NameBook(
        known=KnownNames(
            organisations=index(names),
            service_lines=index(line.name for line in lines),
            places=index(place.name for place in places),
            imports=imports,
        ),
        organisation_ids={each.name: each.id for each in organisations},
        service_line_ids={line.name: line.id for line in lines},
        place_ids={place.name: place.id for place in places},
        home_place_ids={each.id: each.place_id for each in organisations if each.place_id},
    )


def without_suffix(name: str) -> str:
    """A body's name without what says only its type: "Northam CCG" is "Northam"."""
    words = name.split()
    for suffix in _SUFFIXES:
        tail = suffix.split()
        if len(words) > len(tail) and [w.casefold() for w in words[-len(tail) :]] == tail:
            rest = words[: -len(tail)]
            if rest[-1].casefold() == "nhs" and len(rest) > 1:
                rest = rest[:-1]
            return " ".join(rest)
    return name


def _newest(imports: list[BudgetImport]) -> list[BudgetImport]:
    found: dict[tuple[str, str, str], BudgetImport] = {}
    for each in imports:
        key = (each.kind, each.service_line_id or "", each.period)
        if key not in found or found[key].version < each.version:
            found[key] = each
    return list(found.values())
