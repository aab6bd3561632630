"""Add, edit and remove records of any kind: the acts behind editable tables and forms.

What means more than setting a field (pausing a care area, accepting a file) has a command of its
noun's module.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from stewardship_desktop.domain.history import plural_of
from stewardship_desktop.domain.kinds import BY_TYPE, field_title
from stewardship_desktop.domain.record import Record
from stewardship_desktop.store.writer import Writer


@dataclass(frozen=True)
class FieldEdit:
    """A new value for one field of one record, in the field's own type."""

    record_type: type[Record]
    row_id: str
    field: str
    value: Any


def add(writer: Writer, records: Sequence[Record]) -> None:
    """Add records, all or none. Raises UserFixable when one is there already."""
    writer.insert_many(records)
    title = BY_TYPE[type(records[0])].title if records else "record"
    if len(records) == 1:
        writer.name_act(f"Add {_named(title, records[0].display_name)}")
    else:
        writer.name_act(f"Add {len(records)} {plural_of(title)}")


def edit(writer: Writer, edits: Sequence[FieldEdit]) -> None:
    """Set fields, all or none. Edits of one record are applied together, so rules see the end result."""
    by_record: dict[tuple[type[Record], str], dict[str, Any]] = {}
    for each in edits:
        by_record.setdefault((each.record_type, each.row_id), {})[each.field] = each.value
    last: Record | None = None
    for (record_type, row_id), values in by_record.items():
        last = writer.update(record_type, row_id, **values)
    if last is not None:
        writer.name_act(_edit_label(edits, last, len(by_record)))


def _edit_label(edits: Sequence[FieldEdit], last: Record, records: int) -> str:
    fields = {each.field for each in edits}
    if len(fields) > 1 and records == 1:
        return f"Edit {last.display_name}"
    if records > 1:
        return f"Edit {records} {plural_of(BY_TYPE[type(last)].title)}"
    return f"Set {field_title(fields.pop()).lower()} of {last.display_name}"


def save(writer: Writer, record: Record) -> None:
    """Add a record with a natural key, or bring the one that is there to these values."""
    writer.put(record)
    writer.name_act(f"Set {_named(BY_TYPE[type(record)].title, record.display_name)}")


def remove(writer: Writer, records: Mapping[type[Record], Sequence[str]]) -> None:
    """Remove records with what hangs on them. A record that is already gone is passed over."""
    names = []
    for record_type, row_ids in records.items():
        for row_id in row_ids:
            found = writer.find(record_type, row_id)
            if found is not None:
                names.append(_named(BY_TYPE[record_type].title, found.display_name))
                writer.delete(record_type, row_id)
    writer.name_act(f"Remove {names[0]}" if len(names) == 1 else f"Remove {len(names)} records")


def _named(title: str, name: str) -> str:
    """A record by its kind and its name: "organisation Trust A", "scope item: Neurosurgery", "seat 3"."""
    if name.startswith(f"{title} "):
        return name
    return f"{title}: {name}" if " " in title else f"{title} {name}"
