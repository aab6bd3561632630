"""Sessions as plain values, without a workspace: by hand with few words, or at random."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from stewardship_desktop.domain.star.records import SessionRecords
from stewardship_desktop.domain.star.rules import RuleKind
from stewardship_desktop.domain.star.session import (
    Measure,
    StarChoice,
    StarEffect,
    StarEstimate,
    StarOption,
    StarRule,
    StarScenario,
    StarSession,
)
from stewardship_desktop.domain.system import Organisation

SESSION = StarSession(id="session", care_area_id="area", name="Session")
PLAN = StarScenario(id="plan", session_id="session", name="Plan A", position=1)


def option(name: str, **values: Any) -> StarOption:
    """An option whose id is its name."""
    return StarOption(id=name, session_id="session", name=name, **values)


def figures(option_id: str, cost: int | None, gain: int = 10, **more: Any) -> dict[Measure, StarEstimate]:
    """Figures that make this gain: `gain` people who all benefit fully. `more` by the names of measures."""
    values = {"people": gain, "share": 1, "benefit": 100, "success": 1, "cost": cost, **more}
    return {
        Measure(name): StarEstimate(
            id=StarEstimate.id_for(option_id, Measure(name)), option_id=option_id, measure=Measure(name),
            best=Decimal(value),
        )
        for name, value in values.items()
        if value is not None
    }  # fmt: skip


def effect(option_id: str, organisation_id: str, pays: int = 0, saves: int = 0, **more: Any) -> StarEffect:
    """What an option means for an organisation."""
    return StarEffect(
        id=f"{option_id}/{organisation_id}", option_id=option_id, organisation_id=organisation_id,
        pays=pays, saves=saves, **more,
    )  # fmt: skip


def session(
    options: Mapping[StarOption, int | None],
    chosen: Mapping[str, bool],
    *,
    effects: tuple[StarEffect, ...] = (),
    rules: tuple[StarRule, ...] = (),
    gains: Mapping[str, int] | None = None,
    values: Mapping[str, Any] | None = None,
    **more: Any,
) -> SessionRecords:
    """A session with one plan. `options` with their costs; `values` are fields of the session."""
    fields = {name: getattr(SESSION, name) for name in ("id", "care_area_id", "name")}
    by_option: dict[str, tuple[StarEffect, ...]] = {}
    for each in effects:
        by_option[each.option_id] = (*by_option.get(each.option_id, ()), each)
    bodies = sorted({each.organisation_id for each in effects})
    return SessionRecords(
        session=StarSession(**fields, **(values or {})),
        options=tuple(options),
        estimates={
            each.id: figures(each.id, cost, (gains or {}).get(each.id, 10)) for each, cost in options.items()
        },
        effects=by_option,
        rules=rules,
        scenarios=(PLAN,),
        choices={
            "plan": {
                key: StarChoice(id=key, scenario_id="plan", option_id=key, chosen=is_in)
                for key, is_in in chosen.items()
            }
        },
        organisations={each: Organisation(id=each, name=f"Trust {each}", short_name=each) for each in bodies},
        **more,
    )


@st.composite
def sessions(draw: st.DrawFn) -> SessionRecords:
    """Sessions of up to seven options in up to three services, one level of each chosen and one of today."""
    options: dict[StarOption, int | None] = {}
    chosen: dict[str, bool] = {}
    today, planned = set[str](), set[str]()
    for number in range(draw(st.integers(1, 7))):
        service = draw(st.sampled_from(("", "", "wards", "clinics", "home")))
        current = draw(st.booleans()) and service not in today
        plan = draw(st.booleans()) and service not in planned
        if service:
            today |= {service} if current else set()
            planned |= {service} if plan else set()
        made = option(
            f"option {number}", current=current, service=service, cash_releasing=draw(st.booleans()),
            cost_not_done=draw(st.sampled_from((0, 0, 7, 25))), recurrent=draw(st.booleans()),
            setting=draw(st.sampled_from(("", "ward", "home"))), acuity=draw(st.sampled_from((None, 1, 4))),
            parked=draw(st.sampled_from((False, False, False, True))), position=number,
        )  # fmt: skip
        options[made] = draw(st.integers(-50, 200))
        chosen[made.id] = plan
    rules: tuple[StarRule, ...] = ()
    if len(options) > 1:
        pair = draw(
            st.lists(st.sampled_from([each.id for each in options]), min_size=2, max_size=2, unique=True)
        )
        rules = (
            StarRule(
                id="synergy", session_id="session", kind=RuleKind.SYNERGY, members=tuple(pair),
                cost=draw(st.integers(-20, 20)), gain=Decimal(draw(st.integers(-3, 3))),
            ),
        )  # fmt: skip
    effects = tuple(
        effect(
            each.id, body, draw(st.integers(0, 90)), draw(st.integers(0, 90)), stranded=9, stranded_covered=4
        )
        for each in options
        for body in ("A", "B")
        if draw(st.booleans())
    )
    return session(
        options,
        chosen,
        effects=effects,
        rules=rules,
        gains={each.id: draw(st.integers(0, 30)) for each in options},
        values={"envelope": draw(st.integers(-100, 100))},
    )
