"""Acts on a value framework: outcomes, metrics, their definitions, targets and priority.

Plain edits of single fields are `commands.record`. Values and marks are `commands.dashboard`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from stewardship_desktop.domain.care_area import CareArea
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.identity import new_id
from stewardship_desktop.domain.observation import Observation
from stewardship_desktop.domain.partial_date import date_words
from stewardship_desktop.domain.value_column import ValueColumn
from stewardship_desktop.domain.value_framework import (
    MOST_PRIORITIES,
    Metric,
    MetricDefinition,
    Outcome,
    Target,
)
from stewardship_desktop.store.writer import Writer

_Placed = TypeVar("_Placed", Outcome, Metric)


def add_outcome(writer: Writer, care_area_id: str, column: ValueColumn, outcome: str, **values: Any) -> str:
    """Add an outcome at the foot of its column. Returns its id."""
    area = writer.get(CareArea, care_area_id)
    here = writer.all(Outcome, care_area_id=area.id)
    position = 1 + max((each.position for each in here if each.column is column), default=0)
    made = Outcome(
        id=new_id(), scope=area.id, care_area_id=area.id, column=column, outcome=outcome.strip(),
        position=position, **values,
    )  # fmt: skip
    writer.insert(made)
    writer.name_act(f"Add outcome {made.display_name}")
    return made.id


def add_metric(
    writer: Writer, outcome_id: str, values: Mapping[str, Any], definition: Mapping[str, Any]
) -> str:
    """Add a metric with its first definition under an outcome. Returns the metric's id.

    `values` are fields of Metric (`name` at least), `definition` of MetricDefinition. Raises UserFixable
    for a name that another metric of the care area has, and for one priority metric too many.
    """
    outcome = writer.get(Outcome, outcome_id)
    here = _metrics(writer, outcome.care_area_id)
    _refuse_twin(here, str(values.get("name", "")))
    if values.get("priority"):
        _refuse_too_many(sum(each.priority for each in here) + 1)
    position = 1 + max((each.position for each in here if each.outcome_id == outcome_id), default=0)
    metric = Metric(
        id=new_id(), scope=outcome.scope, outcome_id=outcome_id, **{"position": position, **values}
    )
    first = MetricDefinition(
        id=new_id(), scope=outcome.scope, metric_id=metric.id,
        **{"illustrative": metric.illustrative, **definition},
    )  # fmt: skip
    writer.insert_many([metric, first])
    writer.name_act(f"Add metric {metric.name}")
    return metric.id


def edit_metric(writer: Writer, metric_id: str, values: Mapping[str, Any]) -> None:
    """Set fields of a metric. Raises UserFixable as `add_metric` does."""
    metric = writer.get(Metric, metric_id)
    here = _metrics(writer, writer.get(Outcome, metric.outcome_id).care_area_id)
    if "name" in values:
        _refuse_twin([each for each in here if each.id != metric_id], str(values["name"]))
    if values.get("priority") and not metric.priority:
        _refuse_too_many(sum(each.priority for each in here) + 1)
    if "outcome_id" in values:
        target = writer.get(Outcome, values["outcome_id"])
        if target.scope != metric.scope:
            raise UserFixable(
                "A metric stays in its care area.", "Add it there, and say here with whom it is shared."
            )
    changed = writer.update(Metric, metric_id, **values)
    what = next(iter(values)).removesuffix("_id").replace("_", " ") if len(values) == 1 else ""
    writer.name_act(f"Set {what} of {changed.name}" if what else f"Edit metric {changed.name}")


def set_priority(writer: Writer, metric_ids: Sequence[str], priority: bool) -> None:
    """Put metrics on the priority list or the watch list. Raises UserFixable beyond nine priorities."""
    found = [writer.get(Metric, metric_id) for metric_id in metric_ids]
    if priority and found:
        here = _metrics(writer, writer.get(Outcome, found[0].outcome_id).care_area_id)
        _refuse_too_many(sum(each.priority or each.id in metric_ids for each in here))
    writer.update_many(Metric, {each.id: {"priority": priority} for each in found})
    where = "priority list" if priority else "watch list"
    what = found[0].name if len(found) == 1 else f"{len(found)} metrics"
    writer.name_act(f"Put {what} on the {where}")


def move_outcome(writer: Writer, outcome_id: str, by: int) -> None:
    """Move an outcome `by` places down (up below 0) among those of its column; as far as it goes."""
    outcome = writer.get(Outcome, outcome_id)
    here = _in_order(writer.all(Outcome, care_area_id=outcome.care_area_id))
    _renumber(writer, Outcome, _moved(here, outcome, by, lambda each: each.column is outcome.column))
    writer.name_act(f"Move outcome {outcome.display_name}")


def move_metric(writer: Writer, metric_id: str, by: int) -> None:
    """Move a metric `by` places down (up below 0) among those of its outcome and its list."""
    metric = writer.get(Metric, metric_id)
    here = _in_order(writer.all(Metric, outcome_id=metric.outcome_id))
    _renumber(writer, Metric, _moved(here, metric, by, lambda each: each.priority == metric.priority))
    writer.name_act(f"Move metric {metric.name}")


def edit_definition(writer: Writer, definition_id: str, values: Mapping[str, Any]) -> None:
    """Correct a definition without beginning a new series: a slip of words, a missing baseline.

    Raises UserFixable for another scale where it has values: they would mean something else.
    """
    _refuse_other_scale(writer, writer.get(MetricDefinition, definition_id), values)
    definition = writer.update(MetricDefinition, definition_id, **values)
    metric = writer.get(Metric, definition.metric_id)
    _refuse_disorder(writer.all(MetricDefinition, metric_id=metric.id), metric)
    writer.name_act(f"Correct the definition of {metric.name}")


def change_definition(
    writer: Writer, metric_id: str, begins_on: date, reason: str, values: Mapping[str, Any]
) -> str:
    """Begin a new series of a metric: from `begins_on` it counts something else. Returns the definition's id.

    What `values` leaves out stays as it was, baseline excepted. Values given so far stay with the old
    definition. Raises UserFixable without a reason, or for a day not after the present definition's.
    """
    metric = writer.get(Metric, metric_id)
    if not reason.strip():
        raise UserFixable(f"The new definition of {metric.name} has no reason.", "Say why it changes.")
    before = newest_definition(writer.all(MetricDefinition, metric_id=metric_id))
    if before.begins_on is not None and begins_on <= before.begins_on:
        raise UserFixable(
            f"The present definition of {metric.name} begins on {date_words(before.begins_on)}.",
            "Choose a later day, or correct that definition.",
        )
    kept = {
        "baseline": None, "baseline_level": "", "baseline_qualifier": "", "baseline_period": "",
        "baseline_source": "", **values,
    }  # fmt: skip
    made = replace(before, id=new_id(), begins_on=begins_on, change_reason=reason.strip(), **kept)
    writer.insert(made)
    writer.name_act(f"Change the definition of {metric.name}")
    return made.id


def newest_definition(definitions: Sequence[MetricDefinition]) -> MetricDefinition:
    """The definition that holds last."""
    return max(definitions, key=lambda each: (each.begins_on or date.min, each.id))


def set_target(writer: Writer, definition_id: str, holds_from: date, values: Mapping[str, Any]) -> str:
    """Set the target that holds from a day on; earlier ones stay. Returns its id.

    A target that holds from the same day is corrected instead. Raises UserFixable for a grade that the
    definition doesn't have, or for a number where it has grades.
    """
    definition = writer.get(MetricDefinition, definition_id)
    metric = writer.get(Metric, definition.metric_id)
    _refuse_wrong_target(definition, values)
    same = [each for each in writer.all(Target, definition_id=definition_id) if each.holds_from == holds_from]
    if same:
        both = {"value": None, "level": ""} if {"value", "level"} & set(values) else {}
        writer.update(Target, same[0].id, **{**both, **values})
        writer.name_act(f"Correct a target of {metric.name}")
        return same[0].id
    made = Target(
        id=new_id(), scope=definition.scope, definition_id=definition_id, holds_from=holds_from,
        **{"illustrative": metric.illustrative, **values},
    )  # fmt: skip
    writer.insert(made)
    writer.name_act(f"Set target of {metric.name}")
    return made.id


def _refuse_wrong_target(definition: MetricDefinition, values: Mapping[str, Any]) -> None:
    level = str(values.get("level") or "")
    if definition.levels and level not in definition.levels:
        raise UserFixable(
            f"'{level or values.get('value')}' is no grade of this metric.",
            f"Use one of {', '.join(definition.levels)}.",
        )
    if level and not definition.levels:
        raise UserFixable(f"'{level}' is no number.", "Type the target as a number.")


def _metrics(writer: Writer, care_area_id: str) -> list[Metric]:
    outcomes = {each.id for each in writer.all(Outcome, care_area_id=care_area_id)}
    return [each for each in writer.all(Metric, scope=care_area_id) if each.outcome_id in outcomes]


def _refuse_twin(here: Sequence[Metric], name: str) -> None:
    plain = " ".join(name.split()).casefold()
    if any(" ".join(each.name.split()).casefold() == plain for each in here):
        raise UserFixable(f"There is a metric {name.strip()} already.", "Use another name.")


def _refuse_too_many(priorities: int) -> None:
    if priorities > MOST_PRIORITIES:
        raise UserFixable(
            f"That would be {priorities} priority metrics; a group keeps {MOST_PRIORITIES} at most.",
            "Put one on the watch list first.",
        )


def _refuse_other_scale(writer: Writer, definition: MetricDefinition, values: Mapping[str, Any]) -> None:
    other = [
        name
        for name in ("scale", "per", "levels")
        if name in values and values[name] != getattr(definition, name)
    ]
    # A level more is a correction; one that is renamed or gone would leave its values without a meaning.
    if other == ["levels"] and set(definition.levels) <= set(values["levels"]):
        return
    if other and writer.all(Observation, definition_id=definition.id):
        raise UserFixable(
            "There are values in the present scale.",
            "Change the definition instead: that begins a new series.",
        )


def _in_order(found: Sequence[_Placed]) -> list[_Placed]:
    return sorted(found, key=lambda each: (each.position, each.id))


def _moved(
    here: Sequence[_Placed], moving: _Placed, by: int, beside: Callable[[_Placed], bool]
) -> list[_Placed]:
    """All in their new order: those `beside` the moving one change places, the rest stay where they are."""
    group = [each for each in here if beside(each)]
    at = group.index(moving)
    group.insert(max(0, min(len(group) - 1, at + by)), group.pop(at))
    places = iter(group)
    return [next(places) if beside(each) else each for each in here]


def _renumber(writer: Writer, kind: type[_Placed], ordered: Sequence[_Placed]) -> None:
    writer.update_many(
        kind,
        {each.id: {"position": at} for at, each in enumerate(ordered, start=1) if each.position != at},
    )


def _refuse_disorder(definitions: Sequence[MetricDefinition], metric: Metric) -> None:
    days = [each.begins_on for each in definitions]
    if len(set(days)) != len(days):
        raise UserFixable(f"Two definitions of {metric.name} would begin on one day.", "Choose another day.")
