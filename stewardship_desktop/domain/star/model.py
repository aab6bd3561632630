"""From a session's records to the engine's values: options, rules, limits, budget and plans.

The one reading of records as numbers; screens, sheets and commands all count with what this returns.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.star.equity import weight_for, weighted
from stewardship_desktop.domain.star.estimate import MEASURES, Estimate, Estimates
from stewardship_desktop.domain.star.option import Option, missing
from stewardship_desktop.domain.star.problem import Problem, problem_of
from stewardship_desktop.domain.star.records import SessionRecords
from stewardship_desktop.domain.star.rules import GROUPS, Rule, RuleKind
from stewardship_desktop.domain.star.session import (
    BenefitScale,
    Equity,
    Measure,
    Mode,
    OptionKind,
    StarOption,
    StarScenario,
    StarSession,
)
from stewardship_desktop.domain.weighted_criteria import as_benefit, weighted_score

Figures = Mapping[tuple[str, Measure], Decimal | None]
"""Values that stand in for best figures, by option and measure: a low or high end, a what-if."""

COSTS = (Measure.COST, Measure.IN_YEAR_COST)

ROWS = (
    (Measure.IN_YEAR_COST, "in_year_limit"),
    (Measure.WTE, "wte_limit"),
    (Measure.SESSIONS, "sessions_limit"),
    (Measure.BEDS, "beds_limit"),
)
"""The further budget rows and the session's field that limits each."""


def options_of(records: SessionRecords, instead: Figures | None = None) -> tuple[Option, ...]:
    """The options that take part, with their best figures or those given `instead`, gains weighted."""
    plain = tuple(option_of(records, option, instead) for option in records.active)
    weight = equity_weight(records.session)
    if weight is None:
        return plain
    population = records.session.core20_population
    return weighted(
        plain,
        core20_shares(records),
        weight,
        population_share=None if population is None else Fraction(population),
    )


def core20_shares(records: SessionRecords) -> dict[str, Fraction | None]:
    """The share of those each option reaches who live in the most deprived fifth; None where unknown."""
    return {
        option.id: None if option.core20_share is None else Fraction(option.core20_share)
        for option in records.active
    }


def equity_weight(session: StarSession) -> Fraction | None:
    """What a gain in the most deprived fifth counts; None where the session weights nothing.

    With Atkinson both healthy life expectancies are needed; without them nothing is weighted.
    """
    if session.equity is Equity.WEIGHT:
        return Fraction(session.equity_weight)
    if session.equity is Equity.ATKINSON and session.core20_health and session.rest_health:
        return weight_for(
            Fraction(session.equity_epsilon),
            core20_health=Fraction(session.core20_health),
            rest_health=Fraction(session.rest_health),
        )
    return None


def benefit_of(records: SessionRecords, option_id: str) -> Fraction | None:
    """The benefit that the session's weighted criteria give an option; None while a score is missing.

    None too while the criteria can't be scored with: weights brought together from two workspaces may
    not sum to 100, and that is to be mended in the room, not to stop it.
    """
    scores = records.criterion_scores.get(option_id, {})
    given = {criterion_id: each.score for criterion_id, each in scores.items()}
    try:
        found = weighted_score(records.criteria, given).score
    except UserFixable:
        return None
    return None if found is None else as_benefit(found)


def estimates_of(records: SessionRecords) -> Estimates:
    """The ranges of the method's figures; a benefit made of weighted criteria has none."""
    by_criteria = records.session.benefit_scale is BenefitScale.CRITERIA
    return {
        (option.id, measure): Estimate(
            low=None if found.low is None else Fraction(found.low),
            best=None if found.best is None else Fraction(found.best),
            high=None if found.high is None else Fraction(found.high),
        )
        for option in records.active
        for measure in MEASURES
        if (found := records.estimate(option.id, measure)) is not None
        and not (by_criteria and measure is Measure.BENEFIT)
    }


def option_of(records: SessionRecords, option: StarOption, instead: Figures | None = None) -> Option:
    """One option as the engine sees it.

    A current option whose cost is not cash-releasing costs the same when it is left out, and a proposal
    whose saving is not costs nought: it frees time, not money. Without an in-year cost the cost of a full
    year counts; other resources nobody has given count as none.
    """

    def figure(measure: Measure) -> Fraction | None:
        key = (option.id, measure)
        value = instead[key] if instead and key in instead else records.best(option.id, measure)
        if value is not None and measure in COSTS and not (option.current or option.cash_releasing):
            value = max(value, Decimal(0))
        return None if value is None else Fraction(value)

    by_criteria = records.session.benefit_scale is BenefitScale.CRITERIA and not (
        instead and (option.id, Measure.BENEFIT) in instead
    )
    cost = figure(Measure.COST)
    rows = []
    for measure, limit in ROWS:
        if getattr(records.session, limit) is None:
            continue
        value = figure(measure)
        if value is None and measure is Measure.IN_YEAR_COST:
            value = cost
        rows.append(value or Fraction(0))
    return Option(
        id=option.id,
        name=option.name,
        people=figure(Measure.PEOPLE),
        share=figure(Measure.SHARE),
        benefit=benefit_of(records, option.id) if by_criteria else figure(Measure.BENEFIT),
        success=figure(Measure.SUCCESS),
        cost=cost,
        current=option.current,
        cost_not_done=Fraction(option.cost_not_done),
        cost_stays=option.current and not option.cash_releasing,
        rows=tuple(rows),
        service=option.service,
    )


def limits_of(records: SessionRecords) -> tuple[Fraction, ...]:
    """The most of each further resource that the session limits, in the order of `ROWS`."""
    found = (getattr(records.session, limit) for _, limit in ROWS)
    return tuple(Fraction(value) for value in found if value is not None)


def rules_of(records: SessionRecords) -> tuple[Rule, ...]:
    """The session's rules over the options that take part; with growth money, today's options stay too.

    A group goes on without those that are parked or gone; another rule that names one is void. Where
    stopping a service is one of its levels, with a cost of its own, one of the levels has to be.
    """
    here = {option.id for option in records.active}
    found = []
    for rule in records.rules:
        members = tuple(member for member in rule.members if member in here)
        if members == rule.members or (rule.kind in GROUPS and members):
            found.append(
                Rule(
                    kind=rule.kind,
                    members=members,
                    quantity=rule.quantity,
                    cost=Fraction(rule.cost),
                    gain=Fraction(rule.gain),
                    name=rule.reason,
                )
            )
    found += _stopped_by_a_level(records)
    if records.session.mode is Mode.GROWTH:
        found += [
            Rule(kind=RuleKind.MUST, members=(option.id,), name="growth money leaves today's services")
            for option in records.active
            if option.current
        ]
    return tuple(found)


def _stopped_by_a_level(records: SessionRecords) -> list[Rule]:
    """Exactly one level where one is "stop": else having none of them would stop the service for nothing."""
    success = records.session.apply_success
    levels: dict[str, list[StarOption]] = {}
    for option in records.active:
        if option.service and not missing(option_of(records, option), apply_success=success):
            levels.setdefault(option.service, []).append(option)
    return [
        Rule(
            kind=RuleKind.EXACTLY, members=tuple(option.id for option in several), quantity=1,
            name=f"levels of {service}",
        )
        for service, several in levels.items()
        if any(option.kind is OptionKind.STOP and not option.current for option in several)
        and any(option.current for option in several)
    ]  # fmt: skip


def problem_from(
    records: SessionRecords, instead: Figures | None = None, *, options: Iterable[Option] | None = None
) -> Problem:
    """The portfolio problem of the session."""
    return problem_of(
        tuple(options) if options is not None else options_of(records, instead),
        rules_of(records),
        limits=limits_of(records),
        apply_success=records.session.apply_success,
    )


def current_ids(records: SessionRecords) -> tuple[str, ...]:
    """Today's allocation."""
    return tuple(option.id for option in records.active if option.current)


def chosen_ids(records: SessionRecords, scenario: StarScenario) -> tuple[str, ...]:
    """What a scenario has; an option nobody chose about stays as it is today."""
    choices = records.choices.get(scenario.id, {})
    return tuple(
        option.id
        for option in records.active
        if (choices[option.id].chosen if option.id in choices else option.current)
    )


def letter(scenario: StarScenario, records: SessionRecords) -> str:
    """A scenario's letter by its place: A, B, C ..."""
    return chr(ord("A") + records.scenarios.index(scenario) % 26)


def lettered(own: str, name: str) -> str:
    """A plan's name after its letter, "A, fewer beds"; one that begins with it does not say it twice."""
    bare = name.removeprefix("Plan ")
    if bare == own or bare.startswith((f"{own},", f"{own}:", f"{own} ")):
        return bare
    return f"{own}, {name}"
