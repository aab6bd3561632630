"""When a person was last in a Home room, so that "what changed since" means since they last sat down."""

from __future__ import annotations

from stewardship_desktop.ui.page import Remembers

SITTING_MS = 30 * 60 * 1000
"""Looks less than this far apart are one sitting."""
WEEK_MS = 7 * 24 * 60 * 60 * 1000


def look_in(remember: Remembers, place: str, now_ms: int) -> tuple[int, bool]:
    """Note a look at a Home room: (moment since when changes are new, whether this is the first sitting).

    All UTC milliseconds. On the first sitting the last seven days count as new.
    """
    key = f"home.visits.{place}"
    kept = remember.get(key)
    if not (isinstance(kept, list) and len(kept) == 2 and all(isinstance(each, int) for each in kept)):
        remember.set(key, [0, now_ms])
        return now_ms - WEEK_MS, True
    since, last = kept
    if now_ms - last > SITTING_MS:
        since = last
    remember.set(key, [since, now_ms])
    return (since, False) if since else (now_ms - WEEK_MS, True)
