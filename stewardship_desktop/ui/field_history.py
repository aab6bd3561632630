"""The history of one field as the popover of any form wants it. Reads only."""

from __future__ import annotations

from stewardship_desktop.domain.history import moment_words
from stewardship_desktop.store.queries import record_life
from stewardship_desktop.ui.bridge import Bridge
from stewardship_desktop.ui.widgets import HistoryEntry


def field_entries(bridge: Bridge, entity: str, row_id: str, field: str) -> list[HistoryEntry]:
    """Who set a field of a record to what, newest first: `PropertyForm(history=...)` takes these."""
    return [
        HistoryEntry(
            when=moment_words(each.at_ms), who=each.who, before=each.before, after=each.after, why=each.why
        )
        for each in bridge.read(record_life.field_history, entity, row_id, field)
    ]
