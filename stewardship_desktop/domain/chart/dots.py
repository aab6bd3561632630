"""Lays dots out: a row an option, a dot a person on one line, with median, middle half and words."""

from __future__ import annotations

from stewardship_desktop.domain.chart.lettering import Lettering
from stewardship_desktop.domain.chart.number import PLAIN
from stewardship_desktop.domain.chart.picture import DotRound, DotRow, DotsSpec
from stewardship_desktop.domain.chart.picture_reading import figures_of
from stewardship_desktop.domain.chart.plane import notes_below, placed_below
from stewardship_desktop.domain.chart.primitives import (
    Circle,
    Drawing,
    Frame,
    Lines,
    Path,
    Primitive,
    Rect,
    Target,
    Text,
)
from stewardship_desktop.domain.chart.scale import thin
from stewardship_desktop.domain.chart.text import clean

BIGGEST, SMALLEST = 0.42, 0.3
"""Radius of a dot at most and at least, in sizes of the letters."""


def dots(spec: DotsSpec, width: float, height: float, letters: Lettering, grow: bool) -> Drawing:
    """The picture; it gets higher than asked where rows would run into one another."""
    gap = letters.size * 0.8
    labelled = any(one.label for row in spec.rows for one in row.rounds)
    name_room, word_room = width * 0.24, width * 0.24
    names = [_name(row, name_room, letters) for row in spec.rows]
    words = [[_words(one, word_room - gap, letters, labelled) for one in row.rounds] for row in spec.rows]
    name_wide = max((letters.width(line, True) for name in names for line in name), default=0.0)
    word_wide = max(
        (letters.width(line, True) for row in words for said in row for line in said), default=0.0
    )
    left, right = name_wide + gap, word_wide + gap + 4
    least = [
        max(
            len(name) * letters.line, sum(max(len(said) * letters.line, letters.line) for said in said_by_row)
        )
        + letters.size * 0.5
        for name, said_by_row in zip(names, words, strict=True)
    ]
    below, below_height = notes_below(spec.left_out, width, letters, grow)
    axis = letters.line * 2 + 6
    wanted = height - axis - below_height
    shares = [max(len(row.rounds), 1) for row in spec.rows]
    body = max(wanted, sum(least))
    spare = body - sum(least)
    frame = Frame(
        left,
        0.0,
        max(width - left - right, 40.0),
        body,
        (0.0, body),
        (float(spec.low), float(spec.high)),
        True,
    )
    tips = figures_of(spec)
    inside: list[Primitive] = []
    outside: list[Primitive] = []
    targets = []
    top = 0.0
    for number, row in enumerate(spec.rows):
        tall = least[number] + spare * shares[number] / sum(shares)
        if row.key == spec.highlight:
            inside.append(Rect(0.0, top, width, tall, "highlight", fill="selection", stroke="primary"))
        if number:
            inside.append(Lines(((0.0, top, width, top),), "row-edge", "line", 1.0))
        inside.extend(_row(row, frame, top, tall, letters, tips[row.key]))
        bold = row.key == spec.highlight
        outside.extend(
            letters.stacked(names[number], left - gap, top + tall / 2, "key-label", "end", bold=bold)
        )
        lane = tall / max(len(row.rounds), 1)
        for place, said in enumerate(words[number]):
            split = row.rounds[place].is_split
            middle = top + (place + 0.5) * lane
            outside.extend(letters.stacked(said, frame.right + gap, middle, "finding", bold=split))
        targets.append(Target(row.key, 0.0, top, width, tall))
        top += tall
    outside.extend(_axis(spec, frame, letters))
    total = body + axis + below_height
    outside.extend(placed_below(below, total - below_height))
    return Drawing(frame, width, total, tuple(inside), tuple(outside), targets=tuple(targets))


def _name(row: DotRow, room: float, letters: Lettering) -> tuple[str, ...]:
    name = letters.wrap(row.name, room, 3, bold=True)
    return (*name, *(letters.wrap(row.note, room, 2) if row.note else ()))


def _words(one: DotRound, room: float, letters: Lettering, labelled: bool) -> tuple[str, ...]:
    """ "before: n 12, median 55" and, on a line of its own, "split: talk"."""
    median = "" if one.median is None else f", median {PLAIN.text(one.median)}"
    said = f"{one.label}: " if labelled and one.label else ""
    lines = letters.wrap(f"{said}n {len(one.values)}{median}", room, 3, bold=one.is_split)
    return (*lines, *(letters.wrap(one.words, room, 2, bold=one.is_split) if one.words else ()))


def _row(
    row: DotRow, frame: Frame, top: float, tall: float, letters: Lettering, said: str
) -> list[Primitive]:
    drawn: list[Primitive] = []
    lane = tall / max(len(row.rounds), 1)
    for number, one in enumerate(row.rounds):
        middle = top + (number + 0.5) * lane
        room = lane - letters.size * 0.35
        drawn.append(Lines(((frame.left, middle, frame.right, middle),), "track", "edge", 1.0))
        if one.low is not None and one.high is not None:
            left, right = frame.value(float(one.low)), frame.value(float(one.high))
            bar = min(room, letters.size * 1.5)
            wide = max(right - left, 2.0)
            drawn.append(Rect(left, middle - bar / 2, wide, bar, "middle-half", "selection", "edge", 1.0))
        if one.median is not None:  # under the dots, or it would hide those that it stands on
            x = frame.value(float(one.median))
            ends = ((x, middle - room / 2), (x, middle + room / 2))
            drawn.append(Path(ends, "median-edge", stroke="surface", stroke_width=letters.size * 0.42))
            drawn.append(Path(ends, "median", stroke="concern", stroke_width=letters.size * 0.25))
        drawn.extend(_swarm(one, frame, middle, room, letters, said))
    return drawn


def _swarm(
    one: DotRound, frame: Frame, middle: float, room: float, letters: Lettering, said: str
) -> list[Primitive]:
    """A dot for each value, stacked from the middle outwards where they would touch: none is hidden."""
    radius = letters.size * BIGGEST
    while True:
        places, most = _levels(one, frame, radius)
        step = 2 * radius + 1
        if radius <= letters.size * SMALLEST or most * step <= room:
            break
        radius = max(radius * 0.9, letters.size * SMALLEST)
    if most * step > room:  # many at one value in a low row: they overlap, each still showing its edge
        step = max((room - 2 * radius) / max(most - 1, 1), 1.5)
    fill, stroke = ("surface", "primary") if one.hollow else ("primary", "surface")
    width = 1.8 if one.hollow else 1.0
    return [
        Circle(x, middle + _offset(level) * step, radius, "dot", fill, stroke, width, said)
        for x, level in places
    ]


def _levels(one: DotRound, frame: Frame, radius: float) -> tuple[list[tuple[float, int]], int]:
    """(x, level) of each value, and the number of levels: 0 is the middle, 1 above it, 2 below."""
    ends: list[float] = []
    found = []
    for value in sorted(one.values):
        x = frame.value(float(value))
        level = next((at for at, end in enumerate(ends) if x - end >= 2 * radius + 0.5), len(ends))
        ends[level:] = [x, *ends[level + 1 :]]
        found.append((x, level))
    return found, len(ends)


def _offset(level: int) -> int:
    return (level + 1) // 2 * (-1 if level % 2 else 1)


def _axis(spec: DotsSpec, frame: Frame, letters: Lettering) -> list[Primitive]:
    low, high = float(spec.low), float(spec.high)
    ticks = [low + (high - low) * part / 4 for part in range(5)]
    texts = [PLAIN.text(tick) for tick in ticks]
    places = [frame.value(tick) for tick in ticks]
    y = frame.bottom + letters.size + 5
    drawn: list[Primitive] = [
        Text(places[kept], y, texts[kept], "tick", "muted", letters.size, anchor="middle")
        for kept in thin(places, [letters.width(text) for text in texts], 6)
    ]
    ends = ((frame.left, clean(spec.low_name), "start"), (frame.right, clean(spec.high_name), "end"))
    for x, text, anchor in ends:
        said = letters.cut(text, frame.width * 0.55) if text else ""
        if said:
            drawn.append(Text(x, y + letters.line, said, "unit", "muted", letters.size, anchor=anchor))
    return drawn
