"""A care area: what it is, its status over time, specification, scope, pathways, aims, standards, blueprint.

Figures carry source, period and "as at". What a group has not answered is absent, never zero.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.identity import key_id
from stewardship_desktop.domain.record import (
    Record,
    first_line,
    may_refer,
    record,
    refers,
    require,
    require_order,
)
from stewardship_desktop.domain.system import Confidence
from stewardship_desktop.domain.value_column import ValueColumn


@record
class CareArea(Record):
    """An area of care that a group stewards, such as stroke. `cohort_year` is a financial year, "2021/22"."""

    name: str
    number: int | None = None
    also_called: tuple[str, ...] = ()
    cohort: int | None = None
    cohort_year: str = ""
    named_focus: tuple[str, ...] = ()
    transformation_relationship: str = ""
    lead_note: str = ""
    value_framework_note: str = ""
    dashboard_note: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        require(self.name, "Name of the care area")
        if self.cohort is not None and self.cohort < 1:
            raise UserFixable(f"{self.name}: cohort {self.cohort} is not a cohort.", "Type 1, 2, 3 ...")

    @property
    def display_name(self) -> str:
        return self.name

    @staticmethod
    def id_for(name: str) -> str:
        """The id of the care area with this name, the same on every laptop."""
        return key_id("care_area", name)


class CareAreaState(StrEnum):
    PROPOSED = "proposed"
    IN_TRAINING = "in training"
    ACTIVE = "active"
    PAUSED = "paused"
    CLOSED = "closed"


@record
class CareAreaStatus(Record):
    """One step in the status history of a care area. The newest `since` is what holds today.

    `since_words` keeps a date as printed ("autumn 2022"); `since` is then its first day.
    `position` orders the steps of one day.
    """

    care_area_id: str = refers("care_area")
    state: CareAreaState
    since: date
    since_words: str = ""
    reason: str = ""
    review_on: date | None = None
    interim_lead_role: str = ""
    source: str = ""
    position: int = 0

    def __post_init__(self) -> None:
        require_order(self.since, self.review_on, "Status since and review")

    @property
    def display_name(self) -> str:
        return f"{self.state.value} since {self.since_words or self.since.isoformat()}"


class SpecificationPart(StrEnum):
    """The five parts of a care area specification, in their order."""

    POPULATION = "population"
    BURDEN = "burden"
    RESOURCES = "resources"
    ACTIVITY = "activity"
    OUTCOMES = "outcomes"


@record
class SpecificationPrompt(Record):
    """A question of the specification. Prompts are the programme's data; a group answers them."""

    part: SpecificationPart
    prompt: str
    guidance: str = ""
    position: int = 0

    def __post_init__(self) -> None:
        require(self.prompt, "Question")

    @property
    def display_name(self) -> str:
        return self.prompt


@record
class SpecificationAnswer(Record):
    """A care area's answer to one prompt: words, and where there is one a figure with its unit and period.

    `qualifier` is what the source says of an inexact figure ("about", "over"); `as_at_words` keeps a
    date that lacks its day as printed ("March 2022"), and `as_at` is then its first day.
    """

    care_area_id: str = refers("care_area")
    prompt_id: str = refers("specification_prompt")
    answer: str = ""
    qualifier: str = ""
    figure: Decimal | None = None
    unit: str = ""
    period: str = ""
    as_at: date | None = None
    as_at_words: str = ""
    source: str = ""
    confidence: Confidence = Confidence.UNKNOWN
    illustrative: bool = False

    def __post_init__(self) -> None:
        if self.figure is not None and not self.unit.strip():
            raise UserFixable(
                "A figure has no unit.", "Say what is counted, for example people or £ thousand."
            )

    @property
    def is_complete(self) -> bool:
        """Answered in words or by a figure, and with a source: an answer nobody can trace isn't finished."""
        return bool((self.answer.strip() or self.figure is not None) and self.source.strip())

    @property
    def display_name(self) -> str:
        return first_line(self.answer) or "specification answer"

    @staticmethod
    def id_for(care_area_id: str, prompt_id: str) -> str:
        """One answer per care area and prompt."""
        return key_id("specification_answer", care_area_id, prompt_id)


class ScopeSide(StrEnum):
    IN = "in scope"
    OUT = "out of scope"


@record
class ScopeItem(Record):
    """Something the group has decided is in or out of its scope, when and why."""

    care_area_id: str = refers("care_area")
    side: ScopeSide
    item: str
    decided_on: date | None = None
    reason: str = ""
    illustrative: bool = False

    def __post_init__(self) -> None:
        require(self.item, "Scope item")

    @property
    def display_name(self) -> str:
        return f"{self.item} ({self.side.value})"


@record
class SubPathway(Record):
    """A named pathway within a care area, such as early supported discharge."""

    care_area_id: str = refers("care_area")
    name: str
    description: str = ""
    source: str = ""
    position: int = 0
    illustrative: bool = False

    def __post_init__(self) -> None:
        require(self.name, "Name of the pathway")

    @property
    def display_name(self) -> str:
        return self.name


@record
class Objective(Record):
    """What the group has set out to do, and when it looks at it again."""

    care_area_id: str = refers("care_area")
    objective: str
    aims: tuple[str, ...] = ()
    set_on: date | None = None
    refresh_on: date | None = None
    source: str = ""
    position: int = 0
    illustrative: bool = False

    def __post_init__(self) -> None:
        require(self.objective, "Objective")
        require_order(self.set_on, self.refresh_on, "Objective set and refresh")

    @property
    def display_name(self) -> str:
        return first_line(self.objective)


@record
class Standard(Record):
    """A clinical standard or policy that should hold across the care area."""

    care_area_id: str = refers("care_area")
    name: str
    description: str = ""
    source: str = ""
    illustrative: bool = False

    def __post_init__(self) -> None:
        require(self.name, "Name of the standard")

    @property
    def display_name(self) -> str:
        return self.name


class AdoptionState(StrEnum):
    ADOPTED = "adopted"
    PARTLY = "partly adopted"
    NOT_YET = "not yet adopted"
    NOT_ASKED = "not asked yet"


@record
class StandardAdoption(Record):
    """How far one organisation has adopted one standard."""

    standard_id: str = refers("standard")
    organisation_id: str = refers("organisation")
    state: AdoptionState = AdoptionState.NOT_ASKED
    as_at: date | None = None
    note: str = ""
    illustrative: bool = False

    @property
    def display_name(self) -> str:
        return self.state.value

    @staticmethod
    def id_for(standard_id: str, organisation_id: str) -> str:
        """One adoption per standard and organisation."""
        return key_id("standard_adoption", standard_id, organisation_id)


@record
class Blueprint(Record):
    """How the area should work at its best: one version a financial year, earlier ones kept."""

    care_area_id: str = refers("care_area")
    year: str
    how_it_works: str = ""
    resident_voice: str = ""
    expertise: str = ""
    agreed_on: date | None = None
    illustrative: bool = False

    def __post_init__(self) -> None:
        require(self.year, "Year of the blueprint")

    @property
    def display_name(self) -> str:
        return f"Blueprint {self.year}"

    @staticmethod
    def id_for(care_area_id: str, year: str) -> str:
        """One blueprint per care area and year."""
        return key_id("blueprint", care_area_id, year)


@record
class BlueprintSource(Record):
    """A source a blueprint draws on: practice elsewhere, evidence, local expertise, residents."""

    blueprint_id: str = refers("blueprint")
    kind: str
    citation: str
    what_we_take: str = ""
    illustrative: bool = False

    def __post_init__(self) -> None:
        require(self.citation, "Source")

    @property
    def display_name(self) -> str:
        return first_line(self.citation)


class DataQuality(StrEnum):
    NOT_JUDGED = "not judged"
    GOOD = "good"
    USABLE = "usable with care"
    POOR = "not usable"


@record
class DataRequest(Record):
    """Data asked for: of whom, when, due, received, how good. The one such record; dashboards use it too.

    `metric_id` and `column` say what in the value framework waits for it, if anything does.
    """

    care_area_id: str = refers("care_area")
    what: str
    metric_id: str | None = may_refer("metric")
    column: ValueColumn | None = None
    asked_of_id: str | None = may_refer("organisation")
    asked_of_role: str = ""
    owner_role: str = ""
    asked_on: date
    due_on: date | None = None
    received_on: date | None = None
    quality: DataQuality = DataQuality.NOT_JUDGED
    note: str = ""
    illustrative: bool = False

    def __post_init__(self) -> None:
        require(self.what, "What is asked for")
        require_order(self.asked_on, self.due_on, "Data asked for and due")
        require_order(self.asked_on, self.received_on, "Data asked for and received")

    @property
    def display_name(self) -> str:
        return first_line(self.what)

    def is_overdue(self, today: date) -> bool:
        """Due before `today` and not received."""
        return self.received_on is None and self.due_on is not None and self.due_on < today
