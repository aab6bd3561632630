"""Lays ranked areas out: a row an area, its value between its intervals, a line for the benchmark."""

from __future__ import annotations

from stewardship_desktop.domain.chart.areas import STANDING_MARKS, IntervalRow, IntervalsSpec
from stewardship_desktop.domain.chart.areas_reading import area_figures, benchmark_text
from stewardship_desktop.domain.chart.lettering import Lettering
from stewardship_desktop.domain.chart.number import MISSING
from stewardship_desktop.domain.chart.plane import notes_below, placed_below
from stewardship_desktop.domain.chart.primitives import Drawing, Frame, Lines, Primitive, Rect, Target, Text
from stewardship_desktop.domain.chart.scale import nice_range, row_heights, thin, ticks_between
from stewardship_desktop.domain.chart.shapes import mark_shape
from stewardship_desktop.domain.chart.text import clean

ROW = 3.6
"""How high a row gets at most, in sizes of its letters."""


def intervals(spec: IntervalsSpec, width: float, height: float, letters: Lettering, grow: bool) -> Drawing:
    """The picture; it gets higher than asked where rows would run into one another."""
    gap = letters.size * 0.8
    names = [letters.wrap(one.name, width * 0.26, 3, bold=one.key == spec.own) for one in spec.rows]
    values = [spec.number.text(one.value) if one.value is not None else "" for one in spec.rows]
    words = [letters.wrap(one.said, width * 0.2, 2, bold=one.key == spec.own) for one in spec.rows]
    left = max(letters.width(line, True) for name in names for line in name) + gap
    value_wide = max(letters.width(text, True) for text in values)
    word_wide = max(letters.width(line, True) for said in words for line in said)
    right = value_wide + word_wide + gap * 2 + 4
    below, below_height = notes_below(spec.left_out, width, letters, grow)
    mark = _benchmark_words(spec, width, letters)
    head = (len(mark) * letters.line + 4) if mark else letters.size * 0.5
    axis = letters.line * 2 + 8
    least = [max(len(name), len(said)) * letters.line + 4 for name, said in zip(names, words, strict=True)]
    tall = row_heights(least, height - head - axis - below_height, letters.size * ROW)
    body = sum(tall)
    low, high = _value_range(spec)
    room = max(width - left - right, 40.0)
    frame = Frame(left, head, room, body, (0.0, body), (low, high), True)
    ticks, step = ticks_between(low, high, max(2, min(6, int(room / (letters.size * 6)))))
    strokes = tuple((frame.value(tick), head, frame.value(tick), frame.bottom) for tick in ticks)
    back: list[Primitive] = []
    inside: list[Primitive] = [Lines(strokes, "grid", "line")]
    outside: list[Primitive] = []
    targets = []
    tips = dict(area_figures(spec))
    top = head
    for number, one in enumerate(spec.rows):
        middle, own = top + tall[number] / 2, one.key == spec.own
        box = (0.0, top, width, tall[number])
        if own:
            back.append(Rect(*box, "own-row", fill="selection"))
        if one.key == spec.highlight:
            back.append(Rect(*box, "highlight", stroke="primary", stroke_width=2.0))
        inside.extend(_row(one, frame, middle, letters, tips[one.key], own))
        outside.extend(letters.stacked(names[number], left - gap, middle, "key-label", "end", bold=own))
        at = frame.right + gap + value_wide
        outside.extend(letters.stacked([values[number]], at, middle, "value", "end", bold=own))
        outside.extend(letters.stacked(words[number], at + gap, middle, "standing", bold=own))
        targets.append(Target(one.key, *box))
        top += tall[number]
    if spec.benchmark is not None:
        x = frame.value(float(spec.benchmark.value))
        inside.insert(1, Lines(((x, head - 3, x, frame.bottom),), "benchmark", "text", 1.8, (7.0, 3.0)))
        half = max(letters.width(line, True) for line in mark) / 2
        at = min(max(x, half), width - half)
        for number, line in enumerate(mark):
            y = letters.size + number * letters.line
            outside.append(Text(at, y, line, "benchmark-label", "text", letters.size, True, "middle"))
    outside.extend(_axis(spec, frame, ticks, step, letters, width))
    total = head + body + axis + below_height
    outside.extend(placed_below(below, total - below_height))
    return Drawing(frame, width, total, (*back, *inside), tuple(outside), targets=tuple(targets))


def _benchmark_words(spec: IntervalsSpec, width: float, letters: Lettering) -> tuple[str, ...]:
    if spec.benchmark is None:
        return ()
    return letters.wrap(clean(benchmark_text(spec.benchmark, spec.number)), width - 4, 2, bold=True)


def _value_range(spec: IntervalsSpec) -> tuple[float, float]:
    held = [0.0] if spec.from_zero else []
    if spec.benchmark is not None:
        held.append(float(spec.benchmark.value))
    for one in spec.rows:
        ends = [end for interval in (one.at_95, one.at_998) if interval is not None for end in interval]
        held.extend(float(value) for value in (one.value, *ends) if value is not None)
    low, high = nice_range(min(held, default=0.0), max(held, default=1.0), 6)
    # A mark at the rim would be cut in two, or stand on the names.
    air = (high - low) * 0.02
    return low - air, high + air


def _row(
    one: IntervalRow, frame: Frame, middle: float, letters: Lettering, tip: str, own: bool
) -> list[Primitive]:
    """The wider interval thin with ends, the narrower thick, and on them the value's shape."""
    drawn: list[Primitive] = []
    mark = STANDING_MARKS[one.standing]
    if one.at_998 is not None:
        start, end = (frame.value(float(value)) for value in one.at_998)
        cap = letters.size * 0.3
        strokes = (
            (start, middle, end, middle),
            (start, middle - cap, start, middle + cap),
            (end, middle - cap, end, middle + cap),
        )
        drawn.append(Lines(strokes, "interval-998", "edge", 1.2))
    if one.at_95 is not None:
        start, end = (frame.value(float(value)) for value in one.at_95)
        drawn.append(Lines(((start, middle, end, middle),), "interval-95", mark.colour, 4.0))
    if one.value is None:
        said = letters.cut(clean(one.note or MISSING), frame.width)
        plate = (frame.left + 2, middle - letters.line / 2, letters.width(said) + 4, letters.line)
        drawn.append(Rect(*plate, "plate", fill="selection" if own else "surface"))
        y = middle + letters.size * 0.36
        drawn.append(Text(frame.left + 4, y, said, "gap", "muted", letters.size))
        return drawn
    drawn.extend(mark_shape(frame.value(float(one.value)), middle, mark, tip, letters.size * 0.4))
    return drawn


def _axis(
    spec: IntervalsSpec, frame: Frame, ticks: tuple[float, ...], step: float, letters: Lettering, width: float
) -> list[Primitive]:
    y = frame.bottom + letters.size + 5
    places = [frame.value(tick) for tick in ticks]
    texts = [spec.number.tick(tick, step) for tick in ticks]
    drawn: list[Primitive] = [
        Lines(((frame.left, frame.bottom, frame.right, frame.bottom),), "base", "edge", 1.5)
    ]
    drawn.extend(
        Text(places[kept], y, texts[kept], "tick", "muted", letters.size, anchor="middle")
        for kept in thin(places, [letters.width(text) for text in texts], 6)
    )
    low, high = frame.value_range
    starts = "" if low <= 0 <= high or spec.from_zero else " (the axis does not start at 0)"
    unit = letters.cut(f"{clean(spec.value_name)}{starts}", width)
    at = max(frame.right, letters.width(unit))
    drawn.append(Text(at, y + letters.line, unit, "unit", "muted", letters.size, anchor="end"))
    return drawn
