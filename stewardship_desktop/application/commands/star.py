"""Acts on a STAR session: the session itself, its options and their figures.

A locked session refuses every act but its unlocking. Rules and scenarios are `commands.star_plan`, what
the room does is `commands.workshop`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from stewardship_desktop.application.commands import record
from stewardship_desktop.domain.care_area import CareArea
from stewardship_desktop.domain.criteria_set import CriteriaSet, CriterionScore
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.identity import new_id
from stewardship_desktop.domain.record import Record
from stewardship_desktop.domain.star.rules import GROUPS
from stewardship_desktop.domain.star.session import (
    BenefitScale,
    Measure,
    StarEffect,
    StarEstimate,
    StarOption,
    StarRule,
    StarScenario,
    StarSession,
)
from stewardship_desktop.domain.workshop import SeatInterest, StarDecision
from stewardship_desktop.store.writer import Writer


@dataclass(frozen=True)
class OptionEdit:
    """A new value for a field of an option, or for the best value of one of its figures (a `Measure`)."""

    option_id: str
    field: str
    value: Any


def open_session(writer: Writer, session_id: str) -> StarSession:
    """The session, for an act on it. Raises UserFixable while it is locked."""
    session = writer.get(StarSession, session_id)
    decision = writer.find(StarDecision, StarDecision.id_for(session_id))
    if decision is not None and decision.locked:
        raise UserFixable(f"{session.name} is locked.", "Unlock its decision first, with a reason.")
    return session


def start_session(writer: Writer, care_area_id: str, name: str, **values: Any) -> str:
    """Begin a session with one scenario, today's allocation. Returns its id."""
    area = writer.get(CareArea, care_area_id)
    session = StarSession(id=new_id(), scope=area.id, care_area_id=area.id, name=name.strip(), **values)
    scenario = StarScenario(id=new_id(), scope=area.id, session_id=session.id, name="Plan A", position=1)
    writer.insert_many([session, scenario])
    writer.name_act(f"Start STAR session {session.name}")
    return session.id


def edit_session(writer: Writer, session_id: str, values: Mapping[str, Any]) -> None:
    """Set fields of the session."""
    open_session(writer, session_id)
    record.edit(
        writer, [record.FieldEdit(StarSession, session_id, name, value) for name, value in values.items()]
    )


def remove_session(writer: Writer, session_id: str) -> None:
    """Remove a session with all that belongs to it, its own criteria too."""
    session = open_session(writer, session_id)
    writer.delete(StarSession, session_id)
    if session.criteria_set_id is not None:
        writer.delete(CriteriaSet, session.criteria_set_id)
    writer.name_act(f"Remove STAR session {session.name}")


def add_options(writer: Writer, session_id: str, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Add options from values by field (`name` and others of StarOption) and by `Measure`. Returns their ids.

    All or none. Raises UserFixable for a name that another option of the session has.
    """
    session = open_session(writer, session_id)
    here = writer.all(StarOption, session_id=session_id)
    taken = {_plain(option.name) for option in here}
    position = max((option.position for option in here), default=0)
    made: list[Record] = []
    for row in rows:
        values = {key: value for key, value in row.items() if value is not None}
        figures = {measure: values.pop(measure.value) for measure in Measure if measure.value in values}
        name = str(values.pop("name", "")).strip()
        if _plain(name) in taken:
            raise UserFixable(
                f"There is an option {name} already.", "Use another name, or edit the one there is."
            )
        taken.add(_plain(name))
        position += 1
        option = StarOption(
            id=new_id(), scope=session.scope, session_id=session_id, name=name, position=position, **values
        )
        made.append(option)
        made += [
            StarEstimate(
                id=StarEstimate.id_for(option.id, measure), scope=session.scope, option_id=option.id,
                measure=measure, best=Decimal(value),
            )
            for measure, value in figures.items()
        ]  # fmt: skip
    writer.insert_many(made)
    new = [each for each in made if isinstance(each, StarOption)]
    writer.name_act(f"Add option {new[0].name}" if len(new) == 1 else f"Add {len(new)} options")
    return [each.id for each in new]


def edit_options(writer: Writer, session_id: str, edits: Sequence[OptionEdit]) -> None:
    """Set fields and best figures of options, all or none.

    An end of a range that the new best value passes moves to it. An emptied best value takes the
    figure's range with it; its source stays in the history. Raises UserFixable for a benefit that
    weighted criteria make.
    """
    session = open_session(writer, session_id)
    if session.benefit_scale is BenefitScale.CRITERIA and any(
        each.field == Measure.BENEFIT for each in edits
    ):
        raise UserFixable("Benefit comes from the weighted criteria here.", "Score the criteria instead.")
    plain: dict[str, dict[str, Any]] = {}
    said = set()
    for each in edits:
        if each.field in list(Measure):
            _set_best(writer, session, each.option_id, Measure(each.field), each.value)
            said.add(Measure(each.field).heading)
        else:
            plain.setdefault(each.option_id, {})[each.field] = each.value
            said.add(each.field.replace("_", " "))
    for option_id, values in plain.items():
        if "name" in values:
            _refuse_twin(writer, session_id, option_id, str(values["name"]))
        writer.update(StarOption, option_id, **values)
    ids = {each.option_id for each in edits}
    if len(ids) == 1:
        name = writer.get(StarOption, ids.pop()).name
        what = said.pop().lower() if len(said) == 1 else "figures"
        writer.name_act(f"Set {what} of {name}")
    else:
        writer.name_act(f"Edit {len(ids)} options")


def _set_best(
    writer: Writer, session: StarSession, option_id: str, measure: Measure, value: Decimal | None
) -> None:
    row_id = StarEstimate.id_for(option_id, measure)
    before = writer.find(StarEstimate, row_id)
    if value is None:
        if before is not None:
            writer.delete(StarEstimate, row_id)
        return
    best = Decimal(value)
    if before is None:
        writer.insert(
            StarEstimate(id=row_id, scope=session.scope, option_id=option_id, measure=measure, best=best)
        )
        return
    low = None if before.low is None else min(before.low, best)
    high = None if before.high is None else max(before.high, best)
    writer.update(StarEstimate, row_id, low=low, best=best, high=high)


def set_estimate(
    writer: Writer, session_id: str, option_id: str, measure: Measure, values: Mapping[str, Any]
) -> None:
    """Set fields (low, best, high, evidence, source) of one figure of an option; it is made if need be."""
    session = open_session(writer, session_id)
    option = writer.get(StarOption, option_id)
    row_id = StarEstimate.id_for(option_id, measure)
    before = writer.find(StarEstimate, row_id)
    empty = StarEstimate(id=row_id, scope=session.scope, option_id=option_id, measure=measure)
    after = replace(before or empty, **values)
    if after.low is None and after.best is None and after.high is None and not after.source.strip():
        if before is not None:
            writer.delete(StarEstimate, row_id)
    else:
        writer.put(after)
    writer.name_act(f"Set {measure.heading.lower()} of {option.name}")


def set_estimates(
    writer: Writer, session_id: str, option_id: str, figures: Mapping[Measure, Mapping[str, Any]]
) -> None:
    """Set fields of several figures of an option in one act, as `set_estimate` does, all or none."""
    for measure, values in figures.items():
        set_estimate(writer, session_id, option_id, measure, values)
    if len(figures) > 1:
        writer.name_act(f"Set figures of {writer.get(StarOption, option_id).name}")


def set_effect(
    writer: Writer, session_id: str, option_id: str, organisation_id: str, values: Mapping[str, Any]
) -> None:
    """Set what an option means for one organisation (pays, saves, stranded ...); it is made if need be."""
    session = open_session(writer, session_id)
    option = writer.get(StarOption, option_id)
    row_id = StarEffect.id_for(option_id, organisation_id)
    empty = StarEffect(id=row_id, scope=session.scope, option_id=option_id, organisation_id=organisation_id)
    writer.put(replace(writer.find(StarEffect, row_id) or empty, **values))
    writer.name_act(f"Set who pays for {option.name}")


def remove_effects(writer: Writer, session_id: str, effect_ids: Sequence[str]) -> None:
    """Remove effects on organisations."""
    open_session(writer, session_id)
    record.remove(writer, {StarEffect: effect_ids})
    writer.name_act("Remove who pays" if len(effect_ids) == 1 else f"Remove {len(effect_ids)} effects")


def park(writer: Writer, session_id: str, option_ids: Sequence[str], reason: str) -> None:
    """Put options aside for another day, with a reason; they keep their figures."""
    open_session(writer, session_id)
    writer.update_many(StarOption, {each: {"parked": True, "parked_reason": reason} for each in option_ids})
    writer.name_act(f"Park {_these(writer, option_ids)}")


def take_up(writer: Writer, session_id: str, option_ids: Sequence[str]) -> None:
    """Take parked options up again."""
    open_session(writer, session_id)
    writer.update_many(StarOption, {each: {"parked": False, "parked_reason": ""} for each in option_ids})
    writer.name_act(f"Take up {_these(writer, option_ids)}")


def move_option(writer: Writer, session_id: str, option_id: str, by: int) -> None:
    """Move an option up (`by` -1) or down (1) in the list."""
    open_session(writer, session_id)
    option = writer.get(StarOption, option_id)
    order = sorted(writer.all(StarOption, session_id=session_id), key=lambda each: (each.position, each.id))
    # A parked option is not in the list: to pass it is no step.
    shown = [each for each in order if each.id == option_id or not each.parked]
    to = order.index(shown[max(0, min(len(shown) - 1, shown.index(option) + by))])
    order.remove(option)
    order.insert(to, option)
    writer.update_many(StarOption, {each.id: {"position": place} for place, each in enumerate(order, 1)})
    writer.name_act(f"Move option {option.name} {'up' if by < 0 else 'down'}")


def merge_options(writer: Writer, session_id: str, kept_id: str, other_id: str) -> None:
    """Make one option of two: the kept one takes the figures it lacks from the other, which goes.

    Who has an interest in the other has it in the kept one. Scores, rules and choices of the other go
    with it; its name is kept in the description.
    """
    session = open_session(writer, session_id)
    if kept_id == other_id:
        raise UserFixable("An option can't be merged with itself.", "Choose two options.")
    kept, other = writer.get(StarOption, kept_id), writer.get(StarOption, other_id)
    for estimate in writer.all(StarEstimate, option_id=other_id):
        row_id = StarEstimate.id_for(kept_id, estimate.measure)
        if writer.find(StarEstimate, row_id) is None:
            writer.insert(replace(estimate, id=row_id, option_id=kept_id))
    for effect in writer.all(StarEffect, option_id=other_id):
        row_id = StarEffect.id_for(kept_id, effect.organisation_id)
        if writer.find(StarEffect, row_id) is None:
            writer.insert(replace(effect, id=row_id, option_id=kept_id))
    for interest in writer.all(SeatInterest, option_id=other_id):
        row_id = SeatInterest.id_for(interest.seat_id, kept_id)
        if writer.find(SeatInterest, row_id) is None:
            writer.insert(replace(interest, id=row_id, option_id=kept_id))
    note = f"Takes in {other.name}" + (f": {other.description}" if other.description.strip() else ".")
    description = f"{kept.description}\n{note}".strip()
    writer.update(StarOption, kept_id, description=description)
    _remove(writer, session, [other_id])
    writer.name_act(f"Merge {other.name} into {kept.name}")


def remove_options(writer: Writer, session_id: str, option_ids: Sequence[str]) -> None:
    """Remove options with their figures, scores and choices, and the rules that can't do without them."""
    session = open_session(writer, session_id)
    words = _these(writer, option_ids)
    _remove(writer, session, option_ids)
    writer.name_act(f"Remove {words}")


def _remove(writer: Writer, session: StarSession, option_ids: Sequence[str]) -> None:
    gone = set(option_ids)
    for rule in writer.all(StarRule, session_id=session.id):
        left = tuple(member for member in rule.members if member not in gone)
        if left == rule.members:
            continue
        if rule.kind in GROUPS and len(left) > 1:
            writer.update(StarRule, rule.id, members=left, quantity=min(rule.quantity, len(left)))
        else:
            writer.delete(StarRule, rule.id)
    for option_id in option_ids:
        for score in writer.all(CriterionScore, subject_id=option_id):
            writer.delete(CriterionScore, score.id)
    writer.delete_many(StarOption, option_ids)


def _these(writer: Writer, option_ids: Sequence[str]) -> str:
    if len(option_ids) == 1:
        return f"option {writer.get(StarOption, option_ids[0]).name}"
    return f"{len(option_ids)} options"


def _refuse_twin(writer: Writer, session_id: str, option_id: str, name: str) -> None:
    for other in writer.all(StarOption, session_id=session_id):
        if other.id != option_id and _plain(other.name) == _plain(name):
            raise UserFixable(f"There is an option {other.name} already.", "Use another name.")


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
