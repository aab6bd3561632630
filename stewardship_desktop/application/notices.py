"""What the program tells itself after a write: which records changed, by which act. Taken from the record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from stewardship_desktop.store.writer import RowChange


@dataclass(frozen=True)
class ChangeNotice:
    """One committed act. `label` names it for a person; `at_ms` is UTC milliseconds since 1970."""

    txn_id: str
    label: str
    kind: str
    at_ms: int
    changes: tuple[RowChange, ...]

    @cached_property
    def entities(self) -> frozenset[str]:
        """The kinds of record touched."""
        return frozenset(change.entity for change in self.changes)

    def ids(self, entity: str) -> frozenset[str]:
        """The records of one kind touched."""
        return frozenset(change.row_id for change in self.changes if change.entity == entity)

    def touches(self, entities: Iterable[str]) -> bool:
        """Whether any record of these kinds was touched."""
        return not self.entities.isdisjoint(entities)
