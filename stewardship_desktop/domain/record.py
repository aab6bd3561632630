"""What every stored thing has in common: an id, a scope, a name to show, and declared references.

A record is a frozen value, declared with `@record`. Its fields hold only `str`, `int`, `bool`,
`Decimal`, `date`, `Period`, string enumerations and tuples of strings, each possibly None. The store
derives its table from these declarations (`store.tables`), so a field is written down once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from datetime import date
from operator import attrgetter
from typing import Any, ClassVar, TypeVar, dataclass_transform

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.identity import PROGRAMME

R = TypeVar("R", bound="Record")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record(declared: type[R]) -> type[R]:
    """Make a class a kind of record: a dataclass, frozen and made by keywords only.

    The standard library writes and compiles six methods for each frozen dataclass. With every kind of
    record declared before a page can show a figure, that is a good part of the start; so `Record`
    holds these methods once, and here the fields are only collected.
    """
    made = dataclass(init=False, repr=False, eq=False, kw_only=True)(declared)
    own = fields(made)
    made.defaults_in_order = tuple((each.name, each.default) for each in own)
    made.names = frozenset(each.name for each in own)
    made.needed = frozenset(each.name for each in own if each.default is MISSING)
    made.values_in_order = attrgetter(*(each.name for each in own))
    return made


@record
class Record:
    """One stored thing. `scope` is "programme" for shared records, else the id of a care area."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    defaults_in_order: ClassVar[tuple[tuple[str, Any], ...]]
    values_in_order: ClassVar[Callable[[Any], tuple[Any, ...]]]
    names: ClassVar[frozenset[str]]
    needed: ClassVar[frozenset[str]]

    id: str
    scope: str = PROGRAMME

    def __init__(self, **values: Any) -> None:
        # A way round `frozen` that takes half the time of the dataclass's own, which an import of 100,000
        # values would wait for.
        held, own, given = self.__dict__, type(self), values.get
        if not (values.keys() <= own.names and values.keys() >= own.needed):
            raise _misfit(own, values.keys())
        for name, default in own.defaults_in_order:
            held[name] = given(name, default)
        self.__post_init__()

    def __post_init__(self) -> None:
        """Raise UserFixable when the values break a rule of this kind of record."""

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        own = type(self).values_in_order
        return own(self) == own(other)

    def __hash__(self) -> int:
        # Equal records have equal ids, and two of one kind with one id seldom meet.
        return hash(self.id)

    def __repr__(self) -> str:
        shown = (f"{name}={getattr(self, name)!r}" for name, _ in self.defaults_in_order)
        return f"{type(self).__qualname__}({', '.join(shown)})"

    @property
    def display_name(self) -> str:
        """What a person calls this record, for history, notices and search."""
        return self.id


def _misfit(kind: type[Record], given: Collection[str]) -> TypeError:
    unknown = [repr(name) for name in given if name not in kind.names]
    if unknown:
        return TypeError(f"{kind.__name__} has no field {', '.join(unknown)}")
    missing = next(name for name, _ in kind.defaults_in_order if name in kind.needed and name not in given)
    return TypeError(f"{kind.__name__} needs {missing!r}")


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


FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years of ours. 31 December 9999, by which other systems mean no day at all, has no next period either."""


def require_day(day: date | None, what: str) -> None:
    """Raise UserFixable for a day outside the years of ours. `what` names it, as "The target"."""
    if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise UserFixable(
            f"{what}: {day.isoformat()} is no day of ours.", f"Type a year from {FIRST_YEAR} to {LAST_YEAR}."
        )


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
