"""What the page of one care area shows, from its header to its blueprints, read whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from stewardship_desktop.domain.care_area import (
    AdoptionState,
    Blueprint,
    BlueprintSource,
    CareArea,
    CareAreaStatus,
    Objective,
    ScopeItem,
    ScopeSide,
    SpecificationAnswer,
    SpecificationPart,
    SpecificationPrompt,
    Standard,
    StandardAdoption,
    SubPathway,
)
from stewardship_desktop.domain.due import current_status
from stewardship_desktop.domain.specification import PartCompleteness, completeness
from stewardship_desktop.domain.system import Organisation
from stewardship_desktop.store.queries.care_area_facts import questions
from stewardship_desktop.store.queries.records import records


@dataclass(frozen=True, kw_only=True)
class AnsweredPrompt:
    """One question with the area's answer, None where there is none yet."""

    prompt: SpecificationPrompt
    answer: SpecificationAnswer | None


@dataclass(frozen=True, kw_only=True)
class AdoptionRow:
    """One standard with each organisation's adoption by the organisation's id."""

    standard: Standard
    by_organisation: dict[str, StandardAdoption]

    @property
    def id(self) -> str:
        return self.standard.id

    def state(self, organisation_id: str) -> AdoptionState:
        """How far this organisation has adopted it; not asked yet where nothing is noted."""
        found = self.by_organisation.get(organisation_id)
        return AdoptionState.NOT_ASKED if found is None else found.state


@dataclass(frozen=True, kw_only=True)
class BlueprintPage:
    """One year's blueprint with its sources, by kind and citation."""

    blueprint: Blueprint
    sources: tuple[BlueprintSource, ...]


@dataclass(frozen=True, kw_only=True)
class CareAreaView:
    """One care area whole. Histories newest first; lists in the order of their positions or names."""

    area: CareArea
    status: CareAreaStatus | None
    history: tuple[CareAreaStatus, ...]
    parts: tuple[PartCompleteness, ...]
    prompts: tuple[AnsweredPrompt, ...]
    scope: tuple[ScopeItem, ...]
    pathways: tuple[SubPathway, ...]
    objectives: tuple[Objective, ...]
    standards: tuple[AdoptionRow, ...]
    organisations: tuple[Organisation, ...]
    blueprints: tuple[BlueprintPage, ...]

    def of_part(self, part: SpecificationPart) -> list[AnsweredPrompt]:
        """The questions of one part, in their order."""
        return [each for each in self.prompts if each.prompt.part is part]


def care_area_view(connection: Connection, care_area_id: str, today: date) -> CareAreaView | None:
    """Everything that the page of one care area shows, or None when it is no longer here."""
    found = records(connection, CareArea, id=care_area_id)
    if not found:
        return None
    history = records(connection, CareAreaStatus, care_area_id=care_area_id)
    prompts = questions(connection)
    answers = records(connection, SpecificationAnswer, care_area_id=care_area_id)
    by_prompt = {answer.prompt_id: answer for answer in answers}
    standards = sorted(
        records(connection, Standard, care_area_id=care_area_id),
        key=lambda each: (each.name.casefold(), each.id),
    )
    adoptions = _adoptions(connection, standards)
    asked = {each for row in adoptions for each in row.by_organisation}
    return CareAreaView(
        area=found[0],
        status=current_status(history, today),
        history=tuple(sorted(history, key=lambda each: (each.since, each.position, each.id), reverse=True)),
        parts=completeness(prompts, answers),
        prompts=tuple(AnsweredPrompt(prompt=each, answer=by_prompt.get(each.id)) for each in prompts),
        scope=tuple(
            sorted(
                records(connection, ScopeItem, care_area_id=care_area_id),
                key=lambda each: (each.side is ScopeSide.OUT, each.item.casefold(), each.id),
            )
        ),
        pathways=tuple(
            sorted(
                records(connection, SubPathway, care_area_id=care_area_id),
                key=lambda each: (each.position, each.name.casefold(), each.id),
            )
        ),
        objectives=tuple(
            sorted(
                records(connection, Objective, care_area_id=care_area_id),
                key=lambda each: (each.position, each.objective.casefold(), each.id),
            )
        ),
        standards=adoptions,
        organisations=tuple(_adopters(connection, asked)),
        blueprints=_blueprints(connection, care_area_id),
    )


def _adopters(connection: Connection, asked: set[str]) -> Sequence[Organisation]:
    """The organisations that a standard can be put to: current bodies, and those asked already, by name."""
    found = [
        body
        for body in records(connection, Organisation)
        if body.status.value == "current" or body.id in asked
    ]
    return sorted(found, key=lambda each: (each.id not in asked, each.name.casefold(), each.id))


def _adoptions(connection: Connection, standards: Sequence[Standard]) -> tuple[AdoptionRow, ...]:
    mine = {standard.id for standard in standards}
    by_standard: dict[str, dict[str, StandardAdoption]] = {row_id: {} for row_id in mine}
    for adoption in records(connection, StandardAdoption):
        if adoption.standard_id in mine:
            by_standard[adoption.standard_id][adoption.organisation_id] = adoption
    return tuple(AdoptionRow(standard=each, by_organisation=by_standard[each.id]) for each in standards)


def _blueprints(connection: Connection, care_area_id: str) -> tuple[BlueprintPage, ...]:
    years = sorted(
        records(connection, Blueprint, care_area_id=care_area_id),
        key=lambda each: (each.year, each.id),
        reverse=True,
    )
    return tuple(
        BlueprintPage(
            blueprint=each,
            sources=tuple(
                sorted(
                    records(connection, BlueprintSource, blueprint_id=each.id),
                    key=lambda source: (source.kind.casefold(), source.citation.casefold(), source.id),
                )
            ),
        )
        for each in years
    )
