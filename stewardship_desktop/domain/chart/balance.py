"""Lays a balance out: what is released (left) against what is spent (right), and the net effect on bodies."""

from __future__ import annotations

from stewardship_desktop.domain.chart.lettering import Lettering
from stewardship_desktop.domain.chart.number import Number, money_format, money_text
from stewardship_desktop.domain.chart.picture import BalanceSpec
from stewardship_desktop.domain.chart.picture_reading import figures_of, net_text
from stewardship_desktop.domain.chart.plane import notes_below, placed_below
from stewardship_desktop.domain.chart.primitives import Drawing, Frame, Lines, Primitive, Rect, Target, Text
from stewardship_desktop.domain.chart.scale import thin, ticks_between
from stewardship_desktop.domain.chart.shapes import patterned
from stewardship_desktop.domain.chart.spec import Pattern

ROW = 3.6
"""How high a row gets at most, in sizes of its letters."""


def balance(spec: BalanceSpec, width: float, height: float, letters: Lettering, grow: bool) -> Drawing:
    """Everything on one scale of money; it gets higher than asked where rows would run into one another."""
    gap = letters.size * 0.8
    names = [letters.wrap(one.name, width * 0.28, 2) for one in spec.effects]
    texts = [net_text(one.net) for one in spec.effects]
    sides = f"released {money_text(spec.released)}", f"spent {money_text(spec.spent)}"
    name_wide = max((letters.width(line, True) for name in names for line in name), default=0.0)
    value_wide = max((letters.width(text, True) for text in texts), default=0.0) + gap
    left, right = name_wide + gap + value_wide, max(value_wide, letters.size)
    nets = [float(one.net) for one in spec.effects]
    allowed = float(spec.released) + float(spec.envelope)
    low = min(-float(spec.released), *nets, 0.0) or 0.0
    high = max(float(spec.spent), allowed, *nets, 0.0)
    if low == high:
        high = low + 1.0
    below, below_height = notes_below(spec.left_out, width, letters, grow)
    verdict = letters.wrap(spec.words, width - 4, 3, bold=True)
    head = (len(verdict) + 2) * letters.line + 6
    axis = letters.line + 10
    rows = len(spec.effects)
    section = letters.line * 1.6 if rows else 0.0
    least = [len(name) * letters.line + 6 for name in names]
    wanted = (height - head - axis - section - below_height) / (rows + 1.6)
    each = [max(one, min(wanted, letters.size * ROW)) for one in least]
    bar = max(letters.line * 1.5, min(wanted * 1.6, letters.size * ROW * 1.5))
    body = bar + section + sum(each)
    frame = Frame(left, head, max(width - left - right, 40.0), body, (0.0, body), (low, high), True)
    number = money_format((low, high))
    ticks, step = ticks_between(low, high, max(2, min(6, int(frame.width / (letters.size * 7)))))
    zero = frame.value(0.0)
    inside: list[Primitive] = [
        Lines(tuple((frame.value(t), head, frame.value(t), frame.bottom) for t in ticks), "grid", "line")
    ]
    outside: list[Primitive] = letters.stacked(
        verdict, 2.0, len(verdict) * letters.line / 2, "verdict", bold=True
    )
    tips = figures_of(spec)
    y = len(verdict) * letters.line + letters.size + 4
    outside.extend(_sides(sides, zero, y, width, letters))
    targets = _money(spec, frame, head, bar, tips, inside)
    inside.extend(_allowance(spec, frame, head, bar, allowed))
    outside.extend(_allowance_words(spec, frame, y + letters.line, allowed, width, letters))
    top = head + bar + section
    if rows:
        words = letters.cut("Net effect by organisation", width, bold=True)
        outside.append(Text(0.0, top - letters.line * 0.4, words, "section", "text", letters.size, True))
    for place, effect in enumerate(spec.effects):
        middle, chosen = top + each[place] / 2, effect.key == spec.highlight
        if chosen:
            inside.append(Rect(0.0, top, width, each[place], "highlight", fill="selection", stroke="primary"))
        x = frame.value(float(effect.net))
        start, end = sorted((zero, x))
        tall = min(each[place] - 6, letters.size * 1.8)
        pattern, colour = (Pattern.HATCH, "concern") if effect.net < 0 else (Pattern.SOLID, "primary")
        if effect.net:
            rect = Rect(start, middle - tall / 2, end - start, tall, "bar", tip=tips[effect.key])
            inside.extend(patterned(rect, colour, pattern))
        outside.extend(letters.stacked(names[place], 0.0, middle, "key-label", bold=chosen))
        at, anchor = (x - 5, "end") if effect.net < 0 else (x + 5, "start")
        wide = letters.width(texts[place]) + 2
        plate = at - wide + 1 if anchor == "end" else at - 1
        ground = "selection" if chosen else "surface"
        outside.append(Rect(plate, middle - letters.size / 2, wide, letters.size, "plate", fill=ground))
        outside.extend(letters.stacked((texts[place],), at, middle, "value", anchor))
        targets.append(Target(effect.key, 0.0, top, width, each[place]))
        top += each[place]
    inside.append(Lines(((zero, head, zero, frame.bottom),), "base", "edge", 1.5))
    y = frame.bottom + letters.size + 5
    shown = [number.tick(tick, step) for tick in ticks]
    places = [frame.value(tick) for tick in ticks]
    for kept in thin(places, [letters.width(text) for text in shown], 6):
        half = letters.width(shown[kept]) / 2
        x = min(places[kept], width - half - 2)
        outside.append(Text(x, y, shown[kept], "tick", "muted", letters.size, anchor="middle"))
    total = head + body + axis + below_height
    outside.extend(placed_below(below, total - below_height))
    return Drawing(frame, width, total, tuple(inside), tuple(outside), targets=tuple(targets))


def _sides(
    sides: tuple[str, str], zero: float, y: float, width: float, letters: Lettering
) -> list[Primitive]:
    """The two amounts over their bars, left and right of the middle and never over one another."""
    wide = [letters.width(text) for text in sides]
    middle = min(max(zero, wide[0] + 8), width - wide[1] - 8)
    return [
        Text(middle - 6, y, sides[0], "side", "text", letters.size, anchor="end"),
        Text(middle + 6, y, sides[1], "side", "text", letters.size),
    ]


def _money(
    spec: BalanceSpec, frame: Frame, top: float, bar: float, tips: dict[str, str], inside: list[Primitive]
) -> list[Target]:
    targets = []
    amounts: tuple[tuple[str, Number, Number, Pattern, str], ...] = (
        ("released", -spec.released, 0, Pattern.HATCH, "population"),
        ("spent", 0, spec.spent, Pattern.SOLID, "primary"),
    )
    for key, low, high, pattern, colour in amounts:
        left, right = frame.value(float(low)), frame.value(float(high))
        rect = Rect(left, top + bar * 0.15, max(right - left, 0.75), bar * 0.7, "bar", tip=tips[key])
        if right > left:
            inside.extend(patterned(rect, colour, pattern))
        if key == spec.highlight:
            inside.append(Rect(rect.x, rect.y, rect.width, rect.height, "highlight", None, "text", 3.0))
        targets.append(Target(key, left, top, max(right - left, 8.0), bar))
    return targets


def _allowance(spec: BalanceSpec, frame: Frame, top: float, bar: float, allowed: float) -> list[Primitive]:
    """A tall line at what may be spent, and what is left up to it, or over it, in outline."""
    x, spent = frame.value(allowed), frame.value(float(spec.spent))
    drawn: list[Primitive] = []
    left, right = sorted((x, spent))
    if right - left > 1:
        box = Rect(left, top + bar * 0.15, right - left, bar * 0.7, "difference")
        over = float(spec.spent) > allowed
        drawn.extend(patterned(box, "bad" if over else "good", Pattern.CROSS if over else Pattern.OUTLINE))
    drawn.append(Lines(((x, top - 2, x, top + bar),), "allowance-edge", "surface", 5.0))
    drawn.append(Lines(((x, top - 2, x, top + bar),), "allowance", "text", 2.5))
    return drawn


def _allowance_words(
    spec: BalanceSpec, frame: Frame, y: float, allowed: float, width: float, letters: Lettering
) -> list[Primitive]:
    rest = float(spec.released) + float(spec.envelope) - float(spec.spent)
    said = f"{money_text(round(abs(rest)))} {'left' if rest >= 0 else 'over'}"
    text = f"may be spent {money_text(round(allowed))}: {said}"
    half = letters.width(text, True) / 2 + 3
    x = min(max(frame.value(allowed), half), width - half)
    return [Text(x, y, text, "allowance-label", "text", letters.size, True, "middle")]
