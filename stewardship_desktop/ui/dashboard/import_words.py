"""What the import of values says of a file that was read, and of what was kept. Asks and stores nothing."""

from __future__ import annotations

from stewardship_desktop.application.observation_import import FileRead, Taken
from stewardship_desktop.domain.dashboard.series_names import Goal


def told(found: FileRead) -> str:
    """What comes of a file that was read."""
    if found.shape is None:
        return found.fault or "The headings don't say how the file is laid out. Say it in the next step."
    if found.fault:
        return found.fault
    names = "1 name" if len(found.goals) == 1 else f"{len(found.goals):,} names"
    layout = f"{found.shape.layout.value.capitalize()}, {names}."
    return f"{layout} You have imported a file like it: the preview comes next." if found.is_known else layout


def kept_choice(fresh: Goal, said: Goal | None) -> Goal:
    """What a person chose for a name before its layout changed."""
    return fresh if said is None else Goal(
        series=fresh.series, cells=fresh.cells, goes=said.goes, why=said.why, new=said.new
    )  # fmt: skip


def taken_words(taken: Taken) -> str:
    """What was kept, for the notice."""
    said = [
        f"{count:,} {words}" for count, words in ((taken.new, "new"), (taken.changed, "changed")) if count
    ]
    values = (
        f"Imported {' and '.join(said) or 'no'} {'value' if taken.new + taken.changed == 1 else 'values'}"
    )
    if not taken.metrics:
        return values
    return f"{values} and {taken.metrics:,} new {'metric' if taken.metrics == 1 else 'metrics'}"
