"""Acts on the plans of a STAR session: the rules between options, scenarios, what they choose and fund.

A locked session refuses every act. Options and their figures are `commands.star`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from stewardship_desktop.application.commands import record
from stewardship_desktop.application.commands.star import open_session
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.identity import new_id
from stewardship_desktop.domain.record import Record
from stewardship_desktop.domain.star.session import (
    StarChoice,
    StarFunding,
    StarOption,
    StarRule,
    StarScenario,
)
from stewardship_desktop.store.writer import Writer


def add_rule(writer: Writer, session_id: str, values: Mapping[str, Any]) -> str:
    """Add a rule from the fields of StarRule. Returns its id."""
    session = open_session(writer, session_id)
    rule = StarRule(id=new_id(), scope=session.scope, session_id=session_id, **values)
    writer.insert(rule)
    writer.name_act(f"Add rule: {rule.display_name}")
    return rule.id


def remove_rules(writer: Writer, session_id: str, rule_ids: Sequence[str]) -> None:
    """Remove rules."""
    open_session(writer, session_id)
    record.remove(writer, {StarRule: rule_ids})


def add_scenario(writer: Writer, session_id: str, name: str, copy_of: str | None = None) -> str:
    """Add a scenario: today's allocation, or the choices of another. Returns its id."""
    session = open_session(writer, session_id)
    here = writer.all(StarScenario, session_id=session_id)
    scenario = StarScenario(
        id=new_id(), scope=session.scope, session_id=session_id, name=name.strip(),
        position=max((each.position for each in here), default=0) + 1,
    )  # fmt: skip
    copied: list[Record] = []
    if copy_of is not None:
        copied += [
            replace(each, id=StarChoice.id_for(scenario.id, each.option_id), scenario_id=scenario.id)
            for each in writer.all(StarChoice, scenario_id=copy_of)
        ]
        copied += [
            replace(each, id=StarFunding.id_for(scenario.id, each.organisation_id), scenario_id=scenario.id)
            for each in writer.all(StarFunding, scenario_id=copy_of)
        ]
    writer.insert_many([scenario, *copied])
    writer.name_act(f"Add scenario {scenario.name}")
    return scenario.id


def edit_scenario(writer: Writer, session_id: str, scenario_id: str, values: Mapping[str, Any]) -> None:
    """Set the name or the note of a scenario."""
    open_session(writer, session_id)
    record.edit(
        writer, [record.FieldEdit(StarScenario, scenario_id, name, value) for name, value in values.items()]
    )


def remove_scenario(writer: Writer, session_id: str, scenario_id: str) -> None:
    """Remove a scenario. Raises UserFixable for the last one."""
    open_session(writer, session_id)
    if len(writer.all(StarScenario, session_id=session_id)) == 1:
        raise UserFixable("This is the only scenario.", "Add another first, or change this one.")
    record.remove(writer, {StarScenario: [scenario_id]})


def choose(writer: Writer, session_id: str, scenario_id: str, chosen: Mapping[str, bool]) -> None:
    """Put options into a scenario (True) or leave them out. Of one service's levels the last put in stays."""
    session = open_session(writer, session_id)
    scenario = writer.get(StarScenario, scenario_id)
    options = {option.id: option for option in writer.all(StarOption, session_id=session_id)}
    wanted: dict[str, bool] = {}
    for option_id, is_in in chosen.items():
        wanted[option_id] = is_in
        service = writer.get(StarOption, option_id).service
        if is_in and service:
            for other in options.values():
                if other.service == service and other.id != option_id:
                    wanted[other.id] = False
    for option_id, is_in in wanted.items():
        writer.put(
            StarChoice(
                id=StarChoice.id_for(scenario_id, option_id), scope=session.scope, scenario_id=scenario_id,
                option_id=option_id, chosen=is_in,
            )
        )  # fmt: skip
    if len(chosen) == 1:
        ((option_id, is_in),) = chosen.items()
        verb, link = ("Put", "into") if is_in else ("Leave", "out of")
        writer.name_act(f"{verb} {options[option_id].name} {link} {scenario.name}")
    else:
        writer.name_act(f"Set {scenario.name}")


def set_funding(
    writer: Writer,
    session_id: str,
    scenario_id: str,
    organisation_id: str,
    amount: int | None,
    note: str = "",
) -> None:
    """Say how much money a scenario moves to an organisation (below nought: from it); None takes it away."""
    session = open_session(writer, session_id)
    scenario = writer.get(StarScenario, scenario_id)
    row_id = StarFunding.id_for(scenario_id, organisation_id)
    if amount is None:
        if writer.find(StarFunding, row_id) is not None:
            writer.delete(StarFunding, row_id)
    else:
        writer.put(
            StarFunding(
                id=row_id, scope=session.scope, scenario_id=scenario_id, organisation_id=organisation_id,
                amount=amount, note=note,
            )
        )  # fmt: skip
    writer.name_act(f"Set funding in {scenario.name}")
