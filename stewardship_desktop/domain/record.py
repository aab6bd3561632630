"""What every stored thing has in common: an id, a scope, a name to show, and declared references.

A record is a frozen value. Its fields hold only `str`, `int`, `bool`, `Decimal`, `date`,
`Period`, string enumerations and tuples of strings, each possibly None. The store derives its
table from these declarations (`store.tables`), so a field is written down once.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.identity import PROGRAMME


@dataclass(frozen=True, kw_only=True)
class Record:
    """One stored thing. `scope` is "programme" for shared records, else the id of a care area."""

    id: str
    scope: str = PROGRAMME

    @property
    def display_name(self) -> str:
        """What a person calls this record, for history, notices and search."""
        return self.id


def refers(entity: str) -> Any:
    """A field that must hold the id of a live record of `entity`; deleting that record deletes this one."""
    return field(metadata={"refers": entity})


def may_refer(entity: str) -> Any:
    """A field that may hold the id of a live record of `entity`; it is emptied when that record goes."""
    return field(default=None, metadata={"refers": entity})


def lists(entity: str) -> Any:
    """A field that lists ids of records of `entity`. The store doesn't follow it: ids may be gone."""
    return field(metadata={"lists": entity})


def references(record_type: type[Record]) -> dict[str, tuple[str, bool]]:
    """The reference fields of a record type: field name -> (entity referred to, required)."""
    found = {}
    for each in fields(record_type):
        entity = each.metadata.get("refers")
        if entity is not None:
            found[each.name] = (str(entity), each.default is not None)
    return found


def listed(record_type: type[Record]) -> dict[str, str]:
    """The fields of a record type that list ids: field name -> entity of the ids."""
    return {
        each.name: str(each.metadata["lists"]) for each in fields(record_type) if "lists" in each.metadata
    }


def require(value: str, what: str) -> None:
    """Raise UserFixable when a text that must be there is blank. `what` names it, as "Name"."""
    if not value.strip():
        raise UserFixable(f"{what} is empty.", f"Type the {what[0].lower()}{what[1:]}.")


def require_order(earlier: Any, later: Any, words: str) -> None:
    """Raise UserFixable when both dates are given and the second lies before the first."""
    if earlier is not None and later is not None and later < earlier:
        raise UserFixable(f"{words}: the second date lies before the first.", "Correct one of the two dates.")


def first_line(text: str, limit: int = 60) -> str:
    """The first line of a longer text, cut at a word to at most `limit` characters, to name a record by."""
    line = next(iter(text.strip().splitlines()), "")
    if len(line) <= limit:
        return line
    return f"{line[:limit].rsplit(' ', 1)[0]} ..."
