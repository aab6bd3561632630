"""Where values that are entered now come from, and their date: remembered while one enters."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from stewardship_desktop.domain.dashboard.entry import EntryRow


class Origin:
    """`source_of(row)` and `as_at` of what is typed next; None is no date."""

    def __init__(self) -> None:
        self._sources: dict[str, str] = {}
        self._today = date.min
        self._given: date | None = None
        self._dateless = False

    @property
    def as_at(self) -> date | None:
        """The date somebody gave, else today."""
        return None if self._dateless else self._given or self._today

    def begin(self, today: date, *, anew: bool) -> None:
        """Today goes on; `anew` for another care area, whose sources are others."""
        self._today = today
        if anew:
            self._sources = {}

    def source_of(self, entry: EntryRow) -> str:
        """The source given for a metric, else that of its newest value."""
        return self._sources.get(entry.records.id, entry.last_source())

    def take_source(self, source: str, metric_ids: Iterable[str]) -> None:
        """Use a source for these metrics from now on."""
        self._sources.update(dict.fromkeys(metric_ids, source))

    def take_as_at(self, day: date | None) -> None:
        """Use a date from now on, or none."""
        self._given, self._dateless = day, day is None
