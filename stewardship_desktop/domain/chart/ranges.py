"""Lays ranges out: a floating bar an input around the best result, with both ends written on it."""

from __future__ import annotations

from stewardship_desktop.domain.chart.lettering import Lettering
from stewardship_desktop.domain.chart.number import PLAIN, one_decimal
from stewardship_desktop.domain.chart.picture import RangeBar, RangesSpec
from stewardship_desktop.domain.chart.picture_reading import figures_of
from stewardship_desktop.domain.chart.plane import notes_below, placed_below
from stewardship_desktop.domain.chart.primitives import (
    Drawing,
    Frame,
    Lines,
    Path,
    Primitive,
    Rect,
    Target,
    Text,
)
from stewardship_desktop.domain.chart.scale import row_heights, thin, ticks_between
from stewardship_desktop.domain.chart.shapes import patterned
from stewardship_desktop.domain.chart.spec import Pattern

ROW = 3.6
"""How high a row gets at most, in sizes of its letters."""


def ranges(spec: RangesSpec, width: float, height: float, letters: Lettering, grow: bool) -> Drawing:
    """The picture; it gets higher than asked where rows would run into one another."""
    gap = letters.size * 0.8
    names = [letters.wrap(bar.name, width * 0.26, 3) for bar in spec.bars]
    left_texts, right_texts = zip(*(_end_words(bar) for bar in spec.bars), strict=True)
    left_lines = [letters.wrap(text, width * 0.2, 2) for text in left_texts]
    right_lines = [letters.wrap(text, width * 0.2, 2) for text in right_texts]
    name_wide = _widest(names, letters) + gap
    left, right = name_wide + _widest(left_lines, letters) + gap, _widest(right_lines, letters) + gap
    below, below_height = notes_below(spec.left_out, width, letters, grow)
    head, axis = letters.line * 1.4, letters.line * 2 + 8
    least = [
        max(len(name), len(low), len(high)) * letters.line + 6
        for name, low, high in zip(names, left_lines, right_lines, strict=True)
    ]
    tall = row_heights(least, height - head - axis - below_height, letters.size * ROW)
    body = sum(tall)
    ends = [float(end) for bar in spec.bars for end in bar.ends]
    low, high = min(*ends, float(spec.best)), max(*ends, float(spec.best))
    if low == high:
        low, high = low - 1.0, high + 1.0
    frame = Frame(left, head, max(width - left - right, 40.0), body, (0.0, body), (low, high), True)
    inside: list[Primitive] = []
    outside: list[Primitive] = []
    targets = []
    tips = figures_of(spec)
    ticks, step = ticks_between(low, high, max(2, min(5, int(frame.width / (letters.size * 6)))))
    inside.append(
        Lines(tuple((frame.value(t), head, frame.value(t), frame.bottom) for t in ticks), "grid", "line")
    )
    top = head
    for number, bar in enumerate(spec.bars):
        chosen, high_bar = bar.key == spec.highlight, min(tall[number] - 6, letters.size * 1.8)
        middle = top + tall[number] / 2
        if chosen:
            inside.append(
                Rect(0.0, top, width, tall[number], "highlight", fill="selection", stroke="primary")
            )
        inside.extend(_bar(spec, bar, frame, middle, high_bar, tips[bar.key]))
        outside.extend(letters.stacked(names[number], 0.0, middle, "key-label", bold=chosen))
        start, end = (frame.value(float(one)) for one in bar.ends)
        outside.extend(_plated(left_lines[number], start - 5, middle, "end", letters, chosen))
        outside.extend(_plated(right_lines[number], end + 5, middle, "start", letters, chosen))
        targets.append(Target(bar.key, 0.0, top, width, tall[number]))
        top += tall[number]
    x = frame.value(float(spec.best))
    inside.append(Lines(((x, head, x, frame.bottom),), "best", "text", 2.0))
    text = f"best figures: {one_decimal(spec.best)}"
    half = letters.width(text, True) / 2
    at = min(max(x, half), width - half)
    outside.append(Text(at, letters.size, text, "best-label", "text", letters.size, True, "middle"))
    y = frame.bottom + letters.size + 5
    texts = [PLAIN.tick(tick, step) for tick in ticks]
    places = [frame.value(tick) for tick in ticks]
    for kept in thin(places, [letters.width(text) for text in texts], 6):
        outside.append(Text(places[kept], y, texts[kept], "tick", "muted", letters.size, anchor="middle"))
    unit = letters.cut(f"{spec.result_name} (the axis need not start at 0: bars show a change)", width)
    outside.append(Text(width, y + letters.line, unit, "unit", "muted", letters.size, anchor="end"))
    total = head + body + axis + below_height
    outside.extend(placed_below(below, total - below_height))
    return Drawing(frame, width, total, tuple(inside), tuple(outside), targets=tuple(targets))


def _end_words(bar: RangeBar) -> tuple[str, str]:
    """What stands left and right of the bar: the result there and the input's figure that makes it."""
    low = f"{one_decimal(bar.at_low)} at {bar.low_words}"
    high = f"{one_decimal(bar.at_high)} at {bar.high_words}"
    return (low, high) if bar.at_low <= bar.at_high else (high, low)


def _widest(texts: list[tuple[str, ...]], letters: Lettering) -> float:
    return max((letters.width(line, True) for lines in texts for line in lines), default=0.0)


def _bar(
    spec: RangesSpec, bar: RangeBar, frame: Frame, middle: float, high: float, said: str
) -> list[Primitive]:
    """Hatched towards the input's low figure, solid towards its high one."""
    best = frame.value(float(spec.best))
    drawn: list[Primitive] = []
    for value, pattern in ((bar.at_low, Pattern.HATCH), (bar.at_high, Pattern.SOLID)):
        left, right = sorted((best, frame.value(float(value))))
        if right - left > 0:
            rect = Rect(left, middle - high / 2, right - left, high, "bar", tip=said)
            drawn.extend(patterned(rect, "primary", pattern))
    if not drawn:  # an input that changes nothing
        drawn.append(
            Path(((best, middle - high / 2), (best, middle + high / 2)), "bar", stroke="primary", tip=said)
        )
    return drawn


def _plated(
    lines: tuple[str, ...], x: float, middle: float, anchor: str, letters: Lettering, chosen: bool
) -> list[Primitive]:
    """On a plate, or the lines of the grid run through the figures."""
    wide, high = max(letters.width(line) for line in lines) + 2, len(lines) * letters.line
    left = x - wide + 1 if anchor == "end" else x - 1
    fill = "selection" if chosen else "surface"
    return [
        Rect(left, middle - high / 2, wide, high, "plate", fill=fill),
        *letters.stacked(lines, x, middle, "value", anchor),
    ]
