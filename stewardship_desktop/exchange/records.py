"""Records of one kind from a CSV whose headers are the fields' names: how a system profile is carried in.

A reference is written as the name of what it refers to. Refuses a file whole, with the row and the
column, rather than read half of it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.identity import PROGRAMME, key_id
from stewardship_desktop.domain.kinds import BY_ENTITY, RecordKind
from stewardship_desktop.domain.record import Record, listed, references
from stewardship_desktop.domain.value_framework import MetricDefinition
from stewardship_desktop.store.rows import columns_of

KEYS: dict[str, tuple[str, ...]] = {
    "system": (),
    "place": ("name",),
    "organisation": ("name",),
    "organisation_alias": ("alias",),
    "service_line": ("name",),
    "term": ("term",),
    "care_area": ("name",),
    "care_area_status": ("care_area_id", "since", "state"),
    "specification_prompt": ("part", "prompt"),
    "specification_answer": ("care_area_id", "prompt_id"),
    "scope_item": ("care_area_id", "item"),
    "sub_pathway": ("care_area_id", "name"),
    "objective": ("care_area_id", "objective"),
    "standard": ("care_area_id", "name"),
    "standard_adoption": ("standard_id", "organisation_id"),
    "blueprint": ("care_area_id", "year"),
    "blueprint_source": ("blueprint_id", "citation"),
    "data_request": ("care_area_id", "what", "asked_on"),
    "line_mapping": ("service_line_id", "care_area_id"),
    "line_comment": ("service_line_id", "comment"),
    "star_session": ("care_area_id", "name"),
    "star_option": ("session_id", "name"),
    "star_estimate": ("option_id", "measure"),
    "star_effect": ("option_id", "organisation_id"),
    "star_rule": ("session_id", "kind", "members"),
    "star_scenario": ("session_id", "name"),
    "star_choice": ("scenario_id", "option_id"),
    "seat": ("session_id", "number"),
    "seat_interest": ("seat_id", "option_id"),
    "seat_score": ("seat_id", "option_id", "round"),
    "reveal": ("option_id", "round"),
    "star_decision": ("session_id",),
    "dissent": ("session_id", "position"),
    "next_step": ("session_id", "what"),
    "outcome": ("care_area_id", "outcome"),
    "metric": ("outcome_id", "name"),
    "metric_definition": ("metric_id", "begins_on"),
    "target": ("definition_id", "holds_from"),
    "observation": ("definition_id", "on", "kind", "cut", "category"),
    "rebase": ("definition_id", "on"),
    "chart_mark": ("care_area_id", "on", "text"),
    "comparator": ("definition_id", "name", "on"),
    "meeting_view": ("care_area_id",),
}
"""The fields that tell two records of a kind apart, so that one fact gets one id on every laptop."""

YES = {"yes": "1", "no": "0", "": "0"}

Names = Mapping[str, Mapping[str, str]]
"""For each entity, the ids of its records by their names (any spelling in lower case)."""


def read_records(
    path: Path, entity: str, names: Names, scopes: Mapping[str, str] | None = None
) -> list[Record]:
    """The records of a CSV file. Raises UserFixable naming the row and the column of what can't be read.

    A record belongs to the care area it names, else to that of the record it hangs on: `scopes` has
    the scopes of those by their ids.
    """
    kind = BY_ENTITY[entity]
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            fields = _fields(path, kind, reader.fieldnames or [])
            rows = list(reader)
    except OSError as error:
        raise UserFixable(
            f"{path} can't be read: {error.strerror}.", "Check that the file is there."
        ) from error
    known = {**names, entity: {**_own_names(kind, rows), **names.get(entity, {})}}
    return [
        _record(path, number, kind, row, fields, known, scopes or {})
        for number, row in enumerate(rows, start=2)
    ]


def _own_names(kind: RecordKind, rows: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """The ids that a file's own rows will have, since one may refer to another (a successor)."""
    if KEYS[kind.entity] != ("name",):
        return {}
    return {
        row["name"].strip().casefold(): key_id(kind.entity, row["name"]) for row in rows if row.get("name")
    }


def names_of(records: Iterable[Record]) -> dict[str, str]:
    """The ids of records by every name they go by."""
    found: dict[str, str] = {}
    for record in records:
        for attribute in ("short_name", "name", "prompt", "term", "year", "code", "outcome"):
            name = getattr(record, attribute, "")
            if name:
                found[str(name).casefold()] = record.id
    return found


def definition_names(definitions: Iterable[MetricDefinition], metrics: Mapping[str, str]) -> dict[str, str]:
    """The ids of definitions by their metric's name; of one that begins later by "name, from 2022-04-01".

    `metrics` has the ids of the metrics by their names, as `names_of` gives them.
    """
    names = {row_id: name for name, row_id in metrics.items()}
    return {
        names[each.metric_id] + (f", from {each.begins_on.isoformat()}" if each.begins_on else ""): each.id
        for each in definitions
    }


def _fields(path: Path, kind: RecordKind, headers: Iterable[str]) -> dict[str, str]:
    """Header -> field. A reference field goes by its name without "_id"."""
    known = {column.name for column in columns_of(kind.record_type)} - {"id", "scope"}
    by_header = {
        name.removesuffix("_id") if name in references(kind.record_type) else name: name for name in known
    }
    fields = {}
    for header in headers:
        if header not in by_header:
            raise UserFixable(
                f"{path.name}: there is no column {header!r} in a {kind.title}.",
                f"Use {', '.join(sorted(by_header))}.",
            )
        fields[header] = by_header[header]
    return fields


def _record(
    path: Path,
    number: int,
    kind: RecordKind,
    row: Mapping[str, str],
    fields: Mapping[str, str],
    names: Names,
    scopes: Mapping[str, str],
) -> Record:
    columns = {column.name: column for column in columns_of(kind.record_type)}
    targets = references(kind.record_type)
    lists = listed(kind.record_type)
    values: dict[str, Any] = {}
    for header, name in fields.items():
        text = (row[header] or "").strip()
        column = columns[name]
        try:
            if name in targets:
                values[name] = _resolve(text, targets[name][0], names) if text else None
            elif name in lists:
                values[name] = tuple(_resolve(part.strip(), lists[name], names) for part in text.split(";"))
            elif text or (column.is_text and not column.optional):
                values[name] = _value(column.decode, text)
        except (ValueError, KeyError) as error:
            raise UserFixable(
                f"{path.name}, row {number}, {header}: {text!r} can't be read as this column.",
                "Correct the cell and read the file again.",
            ) from error
    keys = [str(values.get(name, "")) for name in KEYS[kind.entity]] or ["profile"]
    values["id"] = key_id(kind.entity, *keys)
    hangs_on = (scopes.get(str(values.get(name)), PROGRAMME) for name, (_, must) in targets.items() if must)
    values["scope"] = values.get("care_area_id") or next(
        (scope for scope in hangs_on if scope != PROGRAMME), PROGRAMME
    )
    return kind.record_type(**values)


def _value(decode: Any, text: str) -> Any:
    if decode is bool:
        return bool(int(YES[text.casefold()]))
    if decode.__name__ == "_strings":
        return tuple(part.strip() for part in text.split(";") if part.strip())
    return decode(text)


def _resolve(text: str, entity: str, names: Names) -> str:
    found = names.get(entity, {}).get(text.casefold())
    if found is None:
        raise KeyError(text)
    return found
