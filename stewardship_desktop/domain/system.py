"""The system profile: the integrated care system, its organisations, places, service lines, terms, people.

All of it is data that a programme team edits; nothing here knows an organisation by name.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.identity import key_id
from stewardship_desktop.domain.record import Record, may_refer, record, refers, require, require_order

SYSTEM_ID = key_id("system", "profile")
"""A workspace has one system profile; its id is fixed so that two workspaces' profiles meet."""


class Confidence(StrEnum):
    """How far a figure or a line can be relied on, in the words a finance partner uses."""

    AGREED = "agreed"
    FOR_DISCUSSION = "for discussion"
    ESTIMATE = "estimate"
    UNKNOWN = "not stated"


@record
class System(Record):
    """The integrated care system of this workspace. `population` is people, `as_at` its date in words."""

    name: str
    short_name: str = ""
    population: int | None = None
    population_as_at: str = ""
    population_source: str = ""
    profile_as_at: date | None = None

    def __post_init__(self) -> None:
        require(self.name, "Name of the system")
        if self.population is not None and self.population < 0:
            raise UserFixable("The population is below zero.", "Type the number of people.")

    @property
    def display_name(self) -> str:
        return self.name


@record
class Place(Record):
    """A place within the system, such as an Alliance. `most_deprived_fifth` is a per cent."""

    name: str
    level: str = "place"
    districts: tuple[str, ...] = ()
    districts_basis: str = ""
    most_deprived_fifth: Decimal | None = None
    deprivation_of: str = ""
    transfer_of_care_hubs: int | None = None
    source: str = ""

    def __post_init__(self) -> None:
        require(self.name, "Name of the place")
        share = self.most_deprived_fifth
        if share is not None and not 0 <= share <= 100:
            raise UserFixable(f"{self.name}: {share} is not a per cent.", "Type a number from 0 to 100.")

    @property
    def display_name(self) -> str:
        return self.name


class OrganisationStatus(StrEnum):
    """Whether a body is part of the system today."""

    CURRENT = "current"
    CLOSED = "closed"
    PARTNER = "partner"
    EXTERNAL = "external"


_STATUS_WORDS: tuple[tuple[str, OrganisationStatus], ...] = (
    ("close", OrganisationStatus.CLOSED),
    ("dissolve", OrganisationStatus.CLOSED),
    ("abolish", OrganisationStatus.CLOSED),
    ("merged into", OrganisationStatus.CLOSED),
    ("extern", OrganisationStatus.EXTERNAL),
    ("supplier", OrganisationStatus.EXTERNAL),
    ("partner", OrganisationStatus.PARTNER),
    ("current", OrganisationStatus.CURRENT),
    ("launched", OrganisationStatus.CURRENT),
    ("opened", OrganisationStatus.CURRENT),
    ("active", OrganisationStatus.CURRENT),
)


def status_of(words: str) -> OrganisationStatus | None:
    """The status that printed words mean: "closed July 2022" is closed, "other partner" a partner.

    None where the words say none of the four; then a person chooses.
    """
    plain = words.casefold()
    return next((status for part, status in _STATUS_WORDS if part in plain), None)


@record
class Organisation(Record):
    """A body that pays, provides, advises or speaks for people. Closed bodies stay, with their date.

    `status_words` and `closed_words` keep what the source printed ("closed July 2022").
    """

    name: str
    short_name: str = ""
    organisation_type: str = ""
    level: str = ""
    status: OrganisationStatus = OrganisationStatus.CURRENT
    status_words: str = ""
    opened_on: date | None = None
    closed_on: date | None = None
    successor_id: str | None = may_refer("organisation")
    place_id: str | None = may_refer("place")
    source: str = ""

    def __post_init__(self) -> None:
        require(self.name, "Name of the organisation")
        require_order(self.opened_on, self.closed_on, f"{self.name}, opened and closed")
        if self.successor_id == self.id:
            raise UserFixable(f"{self.name} can't succeed itself.", "Choose another organisation.")

    @property
    def display_name(self) -> str:
        return self.name


@record
class OrganisationAlias(Record):
    """Another name under which documents print an organisation. One name, one record: two people's meet."""

    organisation_id: str = refers("organisation")
    alias: str
    source: str = ""

    def __post_init__(self) -> None:
        require(self.alias, "Other name")

    @property
    def display_name(self) -> str:
        return self.alias

    @staticmethod
    def id_for(alias: str) -> str:
        """The id of the record for this name: one name means one organisation in a workspace."""
        return key_id("organisation_alias", alias)


def split_names(text: str) -> tuple[str, ...]:
    """The names of a cell such as "MSE ICB; the ICB", each once, in their order."""
    found: dict[str, str] = {}
    for part in text.replace("\n", ";").split(";"):
        name = " ".join(part.split())
        if name:
            found.setdefault(name.casefold(), name)
    return tuple(found.values())


def joined_names(names: Iterable[str]) -> str:
    """Names in one cell, as `split_names` reads them back."""
    return "; ".join(names)


@record
class ServiceLine(Record):
    """A line of the budget book, such as Cardiology. It isn't a care area: mappings say how the two meet."""

    name: str
    line_no: int | None = None
    confidence: Confidence = Confidence.UNKNOWN
    confidence_reason: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        require(self.name, "Name of the service line")

    @property
    def display_name(self) -> str:
        return self.name

    @staticmethod
    def id_for(name: str) -> str:
        """The id of the service line with this name, the same on every laptop."""
        return key_id("service_line", name)


@record
class Term(Record):
    """A word of the field with its meaning here, and the word this system prefers to show for it."""

    term: str
    shown_as: str = ""
    meaning: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        require(self.term, "Term")

    @property
    def display_name(self) -> str:
        return self.term


@record
class Person(Record):
    """Who acts, for the record only. Changes hold this id, not the name, so that it can be erased."""

    name: str
    role: str = ""
    organisation: str = ""

    def __post_init__(self) -> None:
        require(self.name, "Name")

    @property
    def display_name(self) -> str:
        return self.name
