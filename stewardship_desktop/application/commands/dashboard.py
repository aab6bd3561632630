"""Acts on a dashboard: values, new limits, marks on charts, comparators, and what a meeting looks at.

Reading a file of values is `application.observation_import`; here its result is kept in one act.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from stewardship_desktop.domain.care_area import CareArea
from stewardship_desktop.domain.dashboard.figures import refuse_odd_counts
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.identity import new_id
from stewardship_desktop.domain.observation import (
    ChartMark,
    Comparator,
    Cut,
    MarkKind,
    MeetingView,
    Observation,
    Rebase,
    ValueKind,
)
from stewardship_desktop.domain.partial_date import date_words
from stewardship_desktop.domain.value_framework import Metric, MetricDefinition
from stewardship_desktop.store.writer import Writer

_MOST_ASKED = 50
"""Values of more definitions than this are read for their care area as a whole."""


@dataclass(frozen=True, kw_only=True)
class ValueEntry:
    """What somebody gives for one period of one definition: fields of Observation by name."""

    definition_id: str
    on: date
    kind: ValueKind = ValueKind.ACTUAL
    cut: Cut = Cut.WHOLE
    category: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def row_id(self) -> str:
        """The id of the observation it is about."""
        return Observation.id_for(self.definition_id, self.on, self.kind, self.cut, self.category)


def enter_values(writer: Writer, entries: Sequence[ValueEntry]) -> int:
    """Add values or bring those that are there to these fields, all or none. Returns how many changed.

    Fields that an entry leaves out keep what they had. An entry without a value, grade or note takes the
    value away. Raises UserFixable for a grade that the definition doesn't have.
    """
    definitions: dict[str, MetricDefinition] = {}
    new: dict[str, Observation] = {}
    changed: dict[str, dict[str, Any]] = {}
    gone: list[str] = []
    before = {each.id: each for each in _those_there(writer, entries)}
    for entry in entries:
        definition = definitions.get(entry.definition_id)
        if definition is None:
            definition = definitions[entry.definition_id] = writer.get(MetricDefinition, entry.definition_id)
        values = dict(entry.values)
        _refuse_wrong_value(definition, values)
        here = before.get(entry.row_id)
        if _says_nothing(values):
            if here is not None:
                gone.append(entry.row_id)
        elif here is not None:
            changed[entry.row_id] = values
        else:
            new[entry.row_id] = Observation(
                id=entry.row_id, scope=definition.scope, definition_id=definition.id, on=entry.on,
                kind=entry.kind, cut=entry.cut, category=entry.category,
                **{"illustrative": definition.illustrative, **values},
            )  # fmt: skip
    writer.insert_many(list(new.values()))
    written = len(writer.written)
    if changed:
        writer.update_many(Observation, changed)
    edited = len(writer.written) - written
    if gone:
        writer.delete_many(Observation, gone)
    count = len(new) + edited + len(gone)
    if len(entries) == 1:
        only = entries[0]
        metric = writer.get(Metric, definitions[only.definition_id].metric_id)
        verb = "Take away" if gone else "Set"
        writer.name_act(f"{verb} value of {metric.name}, {date_words(only.on)}")
    else:
        writer.name_act(f"Enter {count} values")
    return count


def _those_there(writer: Writer, entries: Sequence[ValueEntry]) -> list[Observation]:
    found: list[Observation] = []
    for definition_id in sorted({entry.definition_id for entry in entries}):
        found += writer.all(Observation, definition_id=definition_id)
    return found


def _says_nothing(values: Mapping[str, Any]) -> bool:
    if "value" not in values and "level" not in values:
        return not values
    return all(values.get(name) in (None, "") for name in ("value", "level", "numerator", "note"))


def _refuse_wrong_value(definition: MetricDefinition, values: Mapping[str, Any]) -> None:
    refuse_odd_counts(definition, values.get("numerator"), values.get("denominator"))
    level = str(values.get("level") or "")
    if level and level not in definition.levels:
        remedy = f"Use one of {', '.join(definition.levels)}." if definition.levels else "Type a number."
        raise UserFixable(f"'{level}' is no grade of this metric.", remedy)
    if definition.levels and values.get("value") is not None:
        raise UserFixable(
            f"{values['value']} is a number, and this metric has grades.",
            f"Use one of {', '.join(definition.levels)}.",
        )


def keep_observations(writer: Writer, observations: Sequence[Observation], label: str) -> tuple[int, int]:
    """Keep the values of a file in one act. Returns how many are new and how many replace another value.

    A value that is there as the file has it is left alone. A note stays where the file has none.
    """
    definitions = {each.definition_id for each in observations}
    equal = [{"definition_id": each} for each in sorted(definitions)]
    if len(definitions) > _MOST_ASKED:
        equal = [{"scope": each} for each in sorted({each.scope for each in observations})]
    here = {each.id: each for one in equal for each in writer.all(Observation, **one)}
    writer.insert_many([each for each in observations if each.id not in here])
    changed = {
        each.id: {"value": each.value, "level": each.level, "qualifier": each.qualifier,
                  "numerator": each.numerator, "denominator": each.denominator, "source": each.source,
                  "period": each.period, **({"note": each.note} if each.note else {})}
        for each in observations
        if each.id in here and not _same_value(each, here[each.id])
    }  # fmt: skip
    if changed:
        writer.update_many(Observation, changed)
    writer.name_act(label)
    return sum(each.id not in here for each in observations), len(changed)


def _same_value(one: Observation, other: Observation) -> bool:
    def values(each: Observation) -> tuple[object, ...]:
        return each.value, each.level, each.qualifier, each.numerator, each.denominator

    return values(one) == values(other)


def rebase(writer: Writer, definition_id: str, on: date, reason: str, decided_by_role: str = "") -> str:
    """Let the limits start anew on a day: a person's decision, with its reason. Returns its id."""
    definition = writer.get(MetricDefinition, definition_id)
    made = Rebase(
        id=Rebase.id_for(definition_id, on), scope=definition.scope, definition_id=definition_id, on=on,
        reason=reason.strip(), decided_by_role=decided_by_role.strip(), illustrative=definition.illustrative,
    )  # fmt: skip
    writer.put(made)
    name = writer.get(Metric, definition.metric_id).name
    writer.name_act(f"New limits of {name} from {date_words(on)}")
    return made.id


def mark(
    writer: Writer, care_area_id: str, on: date, text: str, kind: MarkKind, metric_id: str | None = None
) -> str:
    """Mark what happened on a day, on one metric's chart or on all of the care area. Returns its id."""
    area = writer.get(CareArea, care_area_id)
    made = ChartMark(
        id=new_id(), scope=area.id, care_area_id=area.id, metric_id=metric_id, on=on, kind=kind,
        text=text.strip(),
    )  # fmt: skip
    writer.insert(made)
    writer.name_act(f"Mark {made.display_name} on {date_words(on)}")
    return made.id


def set_comparators(writer: Writer, definition_id: str, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Add comparators of a definition, or bring those with the same name and period to these values.

    Raises UserFixable where two rows tell of one name and period: only the last would stay.
    """
    definition = writer.get(MetricDefinition, definition_id)
    made: list[str] = []
    seen: set[tuple[str, date]] = set()
    for values in rows:
        refuse_odd_counts(definition, values.get("numerator"), values.get("denominator"))
        each = Comparator(
            id=Comparator.id_for(definition_id, str(values["name"]), values["on"]), scope=definition.scope,
            definition_id=definition_id, **values,
        )  # fmt: skip
        what = " ".join(each.name.split()).casefold(), each.on
        if what in seen:
            raise UserFixable(
                f"{each.name} stands twice for {each.period or date_words(each.on)}, so nothing was kept.",
                "Leave one of the two lines out, or tell the names apart.",
            )
        seen.add(what)
        writer.put(each)
        made.append(each.id)
    name = writer.get(Metric, definition.metric_id).name
    said = "comparator" if len(made) == 1 else f"{len(made)} comparators"
    writer.name_act(f"Set {said} of {name}")
    return made


def choose_meeting_charts(writer: Writer, care_area_id: str, values: Mapping[str, Any]) -> None:
    """Say what the next meeting looks at and decides: fields of MeetingView."""
    area = writer.get(CareArea, care_area_id)
    row_id = MeetingView.id_for(area.id)
    chosen = tuple(values.get("metrics", ()))
    for metric_id in chosen:
        if writer.find(Metric, metric_id) is None:
            raise UserFixable("A metric of the meeting view is no longer here.", "Choose another one.")
    before = writer.find(MeetingView, row_id)
    if before is None:
        writer.insert(
            MeetingView(id=row_id, scope=area.id, care_area_id=area.id, **{**values, "metrics": chosen})
        )
    else:
        writer.update(MeetingView, row_id, **values)
    writer.name_act("Set the meeting view")
