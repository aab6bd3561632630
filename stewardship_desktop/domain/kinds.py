"""Every kind of record the program keeps, its words for people, and the fields that mean something together.

The one table of entities: the store derives its tables from it, the history its words, a merge
its units. A kind is added here and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass

from stewardship_desktop.domain import (
    care_area,
    criteria_set,
    observation,
    system,
    value_framework,
    workshop,
)
from stewardship_desktop.domain.budget import book
from stewardship_desktop.domain.record import Record
from stewardship_desktop.domain.star import session


@dataclass(frozen=True)
class RecordKind:
    """One kind: `entity` is its name in tables and changes, `title` what a person reads.

    `units` are groups of fields that change and conflict as one. `named_by` are fields that hold ids, each
    with the entity, whose records' names go before its own: "Clinic, benefit per person". A `blind` kind
    holds what one person gave in confidence: its values are never shown one by one and never leave the
    file.
    """

    entity: str
    record_type: type[Record]
    title: str
    units: tuple[tuple[str, ...], ...] = ()
    blind: bool = False
    named_by: tuple[tuple[str, str], ...] = ()


OPTION = ("option_id", "star_option")
OPTION_SCORED = ("subject_id", "star_option")
ORGANISATION = ("organisation_id", "organisation")
SCENARIO = ("scenario_id", "star_scenario")
DEFINITION = ("definition_id", "metric_definition")

KINDS: tuple[RecordKind, ...] = (
    RecordKind(
        "system",
        system.System,
        "system profile",
        (("population", "population_as_at", "population_source"),),
    ),
    RecordKind("place", system.Place, "place", (("most_deprived_fifth", "deprivation_of"),)),
    RecordKind(
        "organisation", system.Organisation, "organisation", (("status", "status_words", "closed_on"),)
    ),
    RecordKind("organisation_alias", system.OrganisationAlias, "other name of an organisation"),
    RecordKind("service_line", system.ServiceLine, "service line", (("confidence", "confidence_reason"),)),
    RecordKind("term", system.Term, "term"),
    RecordKind("person", system.Person, "person"),
    RecordKind("care_area", care_area.CareArea, "care area", (("cohort", "cohort_year"),)),
    RecordKind(
        "care_area_status",
        care_area.CareAreaStatus,
        "status of a care area",
        (("state", "since", "since_words"),),
    ),
    RecordKind("specification_prompt", care_area.SpecificationPrompt, "specification question"),
    RecordKind(
        "specification_answer",
        care_area.SpecificationAnswer,
        "specification answer",
        (("qualifier", "figure", "unit", "period", "as_at", "as_at_words", "source", "confidence"),),
    ),
    RecordKind("scope_item", care_area.ScopeItem, "scope item", (("side", "decided_on", "reason"),)),
    RecordKind("sub_pathway", care_area.SubPathway, "pathway"),
    RecordKind("objective", care_area.Objective, "objective"),
    RecordKind("standard", care_area.Standard, "standard"),
    RecordKind(
        "standard_adoption", care_area.StandardAdoption, "adoption of a standard", (("state", "as_at"),)
    ),
    RecordKind("blueprint", care_area.Blueprint, "blueprint"),
    RecordKind("blueprint_source", care_area.BlueprintSource, "source of a blueprint"),
    RecordKind("data_request", care_area.DataRequest, "data request", (("received_on", "quality"),)),
    RecordKind(
        "budget_import", book.BudgetImport, "budget file", (("period", "unit", "price_base", "recurrent"),)
    ),
    RecordKind("budget_figure", book.BudgetFigure, "budget figure", (("printed", "value", "pence"),)),
    RecordKind(
        "line_mapping", book.LineMapping, "mapping of a service line", (("role", "percent", "evidence"),)
    ),
    RecordKind("line_comment", book.LineComment, "comment on a service line"),
    RecordKind("remembered_mapping", book.RememberedMapping, "remembered columns", (("kind", "choices"),)),
    RecordKind("criteria_set", criteria_set.CriteriaSet, "set of criteria"),
    RecordKind("criterion", criteria_set.Criterion, "criterion"),
    RecordKind(
        "criterion_score",
        criteria_set.CriterionScore,
        "score against a criterion",
        named_by=(OPTION_SCORED, ("criterion_id", "criterion")),
    ),
    RecordKind(
        "star_session",
        session.StarSession,
        "STAR session",
        (("mode", "envelope"), ("equity", "equity_weight", "equity_epsilon")),
    ),
    RecordKind("star_option", session.StarOption, "STAR option", (("parked", "parked_reason"),)),
    RecordKind(
        "star_estimate",
        session.StarEstimate,
        "figure of an option",
        (("low", "best", "high"),),
        named_by=(OPTION,),
    ),
    RecordKind(
        "star_effect",
        session.StarEffect,
        "effect of an option on an organisation",
        (("stranded", "stranded_covered"),),
        named_by=(OPTION, ORGANISATION),
    ),
    RecordKind(
        "star_rule",
        session.StarRule,
        "rule between options",
        (("kind", "members", "quantity", "cost", "gain"),),
    ),
    RecordKind("star_scenario", session.StarScenario, "scenario"),
    RecordKind("star_choice", session.StarChoice, "choice of a scenario", named_by=(SCENARIO, OPTION)),
    RecordKind(
        "star_funding",
        session.StarFunding,
        "funding of an organisation",
        named_by=(SCENARIO, ORGANISATION),
    ),
    RecordKind("seat", workshop.Seat, "seat"),
    RecordKind(
        "seat_interest", workshop.SeatInterest, "declared interest", named_by=(("seat_id", "seat"), OPTION)
    ),
    RecordKind("seat_score", workshop.SeatScore, "blind score", (("score", "no_view"),), blind=True),
    RecordKind("reveal", workshop.Reveal, "reveal", named_by=(OPTION,)),
    RecordKind(
        "star_decision", workshop.StarDecision, "decision", (("scenario_id", "outcome", "reason", "locked"),)
    ),
    RecordKind("dissent", workshop.Dissent, "dissent"),
    RecordKind("next_step", workshop.NextStep, "next step"),
    RecordKind("private_note", workshop.PrivateNote, "private note", blind=True),
    RecordKind("outcome", value_framework.Outcome, "outcome"),
    RecordKind("metric", value_framework.Metric, "metric", (("profile", "baseline_points"),)),
    RecordKind(
        "metric_definition",
        value_framework.MetricDefinition,
        "definition of a metric",
        (
            ("scale", "unit", "per", "levels"),
            ("baseline", "baseline_level", "baseline_qualifier", "baseline_period", "baseline_source"),
        ),
        named_by=(("metric_id", "metric"),),
    ),
    RecordKind(
        "target",
        value_framework.Target,
        "target",
        (("value", "level", "holds_from"),),
        named_by=(DEFINITION,),
    ),
    RecordKind(
        "observation",
        observation.Observation,
        "value",
        (("value", "level", "qualifier", "numerator", "denominator"),),
        named_by=(DEFINITION,),
    ),
    RecordKind("rebase", observation.Rebase, "rebase", named_by=(DEFINITION,)),
    RecordKind("chart_mark", observation.ChartMark, "mark on a chart"),
    RecordKind(
        "comparator",
        observation.Comparator,
        "comparator",
        (("value", "numerator", "denominator"),),
        named_by=(DEFINITION,),
    ),
    RecordKind("meeting_view", observation.MeetingView, "meeting view"),
)

BY_ENTITY: dict[str, RecordKind] = {kind.entity: kind for kind in KINDS}
BY_TYPE: dict[type[Record], RecordKind] = {kind.record_type: kind for kind in KINDS}


def field_title(name: str) -> str:
    """A field's name as a person reads it: `closed_on` -> "Closed on", `place_id` -> "Place"."""
    words = name.removesuffix("_id").replace("_", " ")
    return words[:1].upper() + words[1:]


def unit_of(kind: RecordKind, name: str) -> tuple[str, ...]:
    """The fields that change together with `name`, itself included."""
    for unit in kind.units:
        if name in unit:
            return unit
    return (name,)
