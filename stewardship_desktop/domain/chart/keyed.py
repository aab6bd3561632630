"""The list under a picture whose figures carry numbers instead of names: "4 Home visits 20.9", in columns.

Holds how such a list is set and how much room it takes. It numbers nothing itself: the picture gives
the number that stands at the figure, so that figure and name can't part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stewardship_desktop.domain.chart.lettering import Lettering
from stewardship_desktop.domain.chart.primitives import Primitive, Rect, Text
from stewardship_desktop.domain.chart.text import clean

ALWAYS = 10
"""So many names are always listed, whatever the room: what a room talks about has a name."""
SHARE = 0.5
"""The share of a picture's height that a longer list may take where the picture can't grow."""
LEAST_NAME = 7.0
"""The narrowest column for a name, in sizes of its letters."""
MOST_COLUMNS = 4


@dataclass(frozen=True, kw_only=True)
class Keyed:
    """A figure's number, its name and what is said behind it in bold."""

    number: int
    name: str
    value: str
    chosen: bool = False


def keyed_list(
    entries: Sequence[Keyed], width: float, height: float, letters: Lettering, grow: bool
) -> tuple[list[Primitive], float]:
    """The list in as many columns as make it lowest, and its height; it starts at y 0.

    Where the picture may not grow, a list of more than ten names that would take over half of `height`
    is cut short, and says how many it leaves out.
    """
    if not entries:
        return [], 0.0
    drawn, tall = _set(entries, width, letters)
    most = max(height * SHARE, letters.line * 2)
    if grow or len(entries) <= ALWAYS or tall <= most:
        return drawn, tall
    room = max(int(len(entries) * (most - letters.line) / tall), 1)
    kept = [one for place, one in enumerate(entries) if place < room or one.chosen]
    if len(kept) == len(entries):
        return drawn, tall
    drawn, tall = _set(kept, width, letters)
    rest = letters.cut(f"and {len(entries) - len(kept)} more, named in the data table", width)
    drawn.append(Text(0.0, tall + letters.size, rest, "key", "muted", letters.size))
    return drawn, tall + letters.line


def _set(entries: Sequence[Keyed], width: float, letters: Lettering) -> tuple[list[Primitive], float]:
    """All entries in columns from top to bottom, the lowest setting of up to four columns."""
    gap = letters.size * 1.2
    numbers = max(letters.width(str(one.number), True) for one in entries) + letters.size * 0.5
    values = max(letters.width(one.value, True) for one in entries)
    best: tuple[float, list[tuple[str, ...]], int] | None = None
    for columns in range(1, min(MOST_COLUMNS, len(entries)) + 1):
        # Room for a name within a column, whose number and value stand before and behind it.
        room = (width - gap * (columns - 1)) / columns - numbers - values - letters.size * 0.7
        if columns > 1 and room < letters.size * LEAST_NAME:
            break
        names = [letters.wrap(clean(one.name), max(room, letters.size)) for one in entries]
        each = -(-len(entries) // columns)
        lengths = [sum(map(len, names[start : start + each])) for start in range(0, len(names), each)]
        tall = max(lengths) * letters.line
        if best is None or tall < best[0]:
            best = tall, names, each
    assert best is not None  # one column is always tried
    tall, names, each = best
    drawn: list[Primitive] = []
    left = 0.0
    for start in range(0, len(entries), each):
        part = list(zip(entries[start : start + each], names[start : start + each], strict=True))
        wide = max(letters.width(line) for _, lines in part for line in lines)
        down = 0.0
        for one, lines in part:
            high, name_at = len(lines) * letters.line, left + numbers
            value_at = name_at + wide + letters.size * 0.7
            if one.chosen:
                box = left - 2, down, value_at + values - left + 4, high
                drawn.append(Rect(*box, "key-chosen", fill="selection", stroke="text"))
            first = down + letters.size
            drawn.append(Text(left, first, str(one.number), "key-number", "text", letters.size, True))
            drawn.extend(
                Text(name_at, first + place * letters.line, line, "key", "text", letters.size)
                for place, line in enumerate(lines)
            )
            drawn.append(
                Text(value_at + values, first, one.value, "key-value", "text", letters.size, True, "end")
            )
            down += high
        left += numbers + wide + letters.size * 0.7 + values + gap
    return drawn, tall
