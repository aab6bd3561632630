"""What people do to the system profile: the profile itself, organisations, simple lists.

Tables hand in cells: None is an empty cell and becomes what an empty field of that record is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from datetime import date
from typing import Any

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.history import count_words
from stewardship_desktop.domain.identity import new_id
from stewardship_desktop.domain.kinds import BY_TYPE, KINDS
from stewardship_desktop.domain.record import Record, references
from stewardship_desktop.domain.system import (
    SYSTEM_ID,
    Organisation,
    OrganisationAlias,
    OrganisationStatus,
    ServiceLine,
    System,
    joined_names,
    split_names,
    status_of,
)
from stewardship_desktop.store.writer import Writer

ALSO = "also_known_as"
"""The cell that holds an organisation's other names, separated by semicolons."""
STATUS = "status"
"""The cell that holds one of the four statuses or words that mean one ("closed July 2022")."""


@dataclass(frozen=True)
class CellEdit:
    """A new value for one cell of a table: a field of the record, or one of the two cells above."""

    row_id: str
    field: str
    value: Any


@dataclass(frozen=True)
class Removed:
    """Names removed, and (kind of record, number) that went along or lost its reference."""

    names: tuple[str, ...]
    gone: tuple[tuple[str, int], ...] = ()
    emptied: tuple[tuple[str, int], ...] = ()


# -- the profile -----------------------------------------------------------------------------------


def set_profile(writer: Writer, values: Mapping[str, Any]) -> None:
    """Set fields of the system profile; the first ones need its name."""
    cells = {name: _plain(System, name, value) for name, value in values.items()}
    if writer.find(System, SYSTEM_ID) is None:
        writer.insert(System(id=SYSTEM_ID, **{"name": "", **cells}))
    else:
        writer.update(System, SYSTEM_ID, **cells)
    writer.name_act("Set the system profile")


# -- organisations ---------------------------------------------------------------------------------


def save_organisations(
    writer: Writer, edits: Sequence[CellEdit], new: Sequence[Mapping[str, Any]] = ()
) -> tuple[str, ...]:
    """Change and add organisations in one act, all or none. Returns the ids of the new ones, in order.

    A new row is cells by name; its status is "current" where it says none.
    """
    aliases: dict[str, tuple[str, ...]] = {}
    by_record: dict[str, dict[str, Any]] = {}
    for edit in edits:
        cells = by_record.setdefault(edit.row_id, {})
        if edit.field == ALSO:
            aliases[edit.row_id] = split_names(edit.value or "")
        else:
            cells.update(_organisation_cell(writer, edit.field, edit.value))
    for row_id, cells in by_record.items():
        writer.update(Organisation, row_id, **cells)
    made = []
    for row in new:
        record = _new_organisation(writer, row)
        writer.insert(record)
        made.append(record.id)
        if row.get(ALSO):
            aliases[record.id] = split_names(row[ALSO])
    _set_aliases(writer, aliases)
    writer.name_act(_save_label(writer, by_record, edits, new))
    return tuple(made)


def set_aliases(writer: Writer, organisation_id: str, names: Sequence[str]) -> None:
    """Make these the other names of an organisation. A name that another one has is refused."""
    _set_aliases(writer, {organisation_id: split_names(joined_names(names))})
    writer.name_act(f"Set the other names of {writer.get(Organisation, organisation_id).name}")


def add_alias(writer: Writer, organisation_id: str, alias: str, source: str = "") -> None:
    """Add another name under which a document prints an organisation; one that it has is left alone."""
    organisation = writer.get(Organisation, organisation_id)
    names = split_names(alias)
    if len(names) != 1:
        raise UserFixable("Another name is empty or holds a semicolon.", "Give one name.")
    if _key(names[0]) not in {_key(organisation.name), _key(organisation.short_name)}:
        _give_alias(writer, organisation_id, names[0], source)
    writer.name_act(f"Know {names[0]} as {organisation.name}")


def rename_organisation(writer: Writer, organisation_id: str, name: str, *, keep_old: bool = True) -> None:
    """Rename an organisation; `keep_old` keeps its old name as another one, so that imports still know it."""
    old = writer.get(Organisation, organisation_id)
    renamed = writer.update(Organisation, organisation_id, name=name)
    if keep_old and _key(old.name) != _key(renamed.name):
        _give_alias(writer, organisation_id, old.name, "")
    writer.name_act(f"Rename {old.name} to {renamed.name}")


def close_organisation(
    writer: Writer,
    organisation_id: str,
    closed_on: date | None,
    successor_id: str | None = None,
    words: str = "",
) -> None:
    """Mark an organisation as closed. It stays, with its figures; `words` are the source's own."""
    organisation = writer.update(
        Organisation,
        organisation_id,
        status=OrganisationStatus.CLOSED,
        status_words=words.strip(),
        closed_on=closed_on,
        successor_id=successor_id,
    )
    writer.name_act(f"Close {organisation.name}")


# -- lists: places, service lines, terms ---------------------------------------------------------------


def save_rows(
    writer: Writer,
    record_type: type[Record],
    edits: Sequence[CellEdit],
    new: Sequence[Mapping[str, Any]] = (),
) -> tuple[str, ...]:
    """Change and add records of one simple list in one act, all or none. Returns the ids of the new ones."""
    by_record: dict[str, dict[str, Any]] = {}
    for edit in edits:
        by_record.setdefault(edit.row_id, {})[edit.field] = _plain(record_type, edit.field, edit.value)
    touched: list[Record] = [
        writer.update(record_type, row_id, **cells) for row_id, cells in by_record.items()
    ]
    made: list[Record] = []
    for row in new:
        cells = {name: _plain(record_type, name, value) for name, value in row.items()}
        row_id = ServiceLine.id_for(cells.get("name", "")) if record_type is ServiceLine else new_id()
        made.append(record_type(id=row_id, **cells))
    if made:
        writer.insert_many(made)
    writer.name_act(_label(BY_TYPE[record_type].title, touched, made))
    return tuple(record.id for record in made)


def remove_rows(writer: Writer, record_type: type[Record], row_ids: Sequence[str]) -> Removed:
    """Remove records of the profile with what hangs on them, and say what that was. Undo brings all back."""
    names = []
    for row_id in row_ids:
        found = writer.find(record_type, row_id)
        if found is not None:
            names.append(found.display_name)
            writer.delete(record_type, row_id)
    title = BY_TYPE[record_type].title
    writer.name_act(f"Remove {names[0]}" if len(names) == 1 else f"Remove {count_words(len(names), title)}")
    gone: dict[str, set[str]] = {}
    emptied: dict[str, set[str]] = {}
    entity = BY_TYPE[record_type].entity
    for change in writer.written:
        if change.op == "del" and not (change.entity == entity and change.row_id in row_ids):
            gone.setdefault(change.entity, set()).add(change.row_id)
        elif change.op == "put":
            emptied.setdefault(change.entity, set()).add(change.row_id)
    return Removed(tuple(names), _counted(gone), _counted(emptied))


def _counted(found: Mapping[str, set[str]]) -> tuple[tuple[str, int], ...]:
    return tuple((kind.title, len(found[kind.entity])) for kind in KINDS if kind.entity in found)


# -- within ----------------------------------------------------------------------------------------


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _plain(record_type: type[Record], name: str, value: Any) -> Any:
    """An empty cell as that field's own empty value."""
    if value is not None:
        return value
    field = next(each for each in fields(record_type) if each.name == name)
    if name in references(record_type) or field.default is None:
        return None
    return "" if field.default is MISSING else field.default


def _organisation_cell(writer: Writer, name: str, value: Any) -> dict[str, Any]:
    if name != STATUS:
        return {name: _plain(Organisation, name, value)}
    words = " ".join(str(value or OrganisationStatus.CURRENT).split())
    # What somebody has settled before holds: words alone do not always say which status they mean.
    alike = writer.all(Organisation, status_words=words)
    status = alike[0].status if alike else status_of(words)
    if status is None:
        raise UserFixable(f"“{words}” is not a status.", "Type current, closed, partner or external.")
    return {"status": status, "status_words": "" if words.casefold() == status.value else words}


def _new_organisation(writer: Writer, row: Mapping[str, Any]) -> Organisation:
    cells: dict[str, Any] = {"name": ""}
    for name, value in row.items():
        if name != ALSO:
            cells.update(_organisation_cell(writer, name, value))
    return Organisation(id=new_id(), **cells)


def _set_aliases(writer: Writer, wanted: Mapping[str, tuple[str, ...]]) -> None:
    """Bring the other names of several organisations to these; names may move between them in one go."""
    keep: dict[str, dict[str, str]] = {}
    for organisation_id, names in wanted.items():
        own = writer.get(Organisation, organisation_id)
        known = {_key(own.name), _key(own.short_name)}
        keep[organisation_id] = {OrganisationAlias.id_for(n): n for n in names if _key(n) not in known}
        for alias in writer.all(OrganisationAlias, organisation_id=organisation_id):
            if alias.id not in keep[organisation_id]:
                writer.delete(OrganisationAlias, alias.id)
    for organisation_id, by_id in keep.items():
        for name in by_id.values():
            _give_alias(writer, organisation_id, name, "")


def _give_alias(writer: Writer, organisation_id: str, name: str, source: str) -> None:
    alias_id = OrganisationAlias.id_for(name)
    there = writer.find(OrganisationAlias, alias_id)
    if there is None:
        writer.insert(
            OrganisationAlias(id=alias_id, organisation_id=organisation_id, alias=name, source=source)
        )
    elif there.organisation_id != organisation_id:
        owner = writer.get(Organisation, there.organisation_id)
        raise UserFixable(
            f"“{name}” is another name of {owner.name} already.",
            "One name means one organisation: take it off there first, or use a longer one.",
        )
    elif there.alias != name:
        writer.update(OrganisationAlias, alias_id, alias=name)


def _save_label(
    writer: Writer,
    by_record: Mapping[str, Mapping[str, Any]],
    edits: Sequence[CellEdit],
    new: Sequence[Mapping[str, Any]],
) -> str:
    touched = [writer.get(Organisation, row_id) for row_id in by_record]
    if not new and len(edits) == 1 and edits[0].field == ALSO:
        return f"Set the other names of {touched[0].name}"
    return _label("organisation", touched, [None] * len(new), str(new[0]["name"]) if len(new) == 1 else "")


def _label(title: str, touched: Sequence[Record], made: Sequence[Record | None], name: str = "") -> str:
    if len(made) == 1 and not touched:
        only = made[0]
        return f"Add {title} {name or (only.display_name if only is not None else '')}"
    if len(touched) == 1 and not made:
        return f"Edit {touched[0].display_name}"
    parts = []
    if made:
        parts.append(f"add {count_words(len(made), title)}")
    if touched:
        parts.append(f"edit {count_words(len(touched), title)}")
    words = " and ".join(parts) or f"edit nothing of {title}"
    return words[:1].upper() + words[1:]
