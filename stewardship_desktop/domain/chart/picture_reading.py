"""A picture in words: its data table and the sentence for each of its figures.

Holds what a screen reader, the hover line and the data table say of pictures, as `reading` does for
charts. The order of the figures is the order in which keys walk through them.
"""

from __future__ import annotations

from collections.abc import Iterator

from stewardship_desktop.domain.chart.areas import FunnelSpec, IntervalsSpec
from stewardship_desktop.domain.chart.areas_reading import area_figures, area_table
from stewardship_desktop.domain.chart.number import MISSING, Number, exact, money_text, one_decimal, signed
from stewardship_desktop.domain.chart.picture import (
    BalanceSpec,
    Chart,
    DotRound,
    DotsSpec,
    FrontierSpec,
    PictureSpec,
    RangesSpec,
    RectanglesSpec,
    TrianglesSpec,
)

Table = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]
CURRENT, CHOSEN = "current", "chosen"
IN_PART = " (part funding)"


def description_of(spec: Chart) -> str:
    """The alternative text, what the budget buys where there is one, and whether figures are illustrative."""
    said = [spec.alternative_text]
    if isinstance(spec, FrontierSpec) and spec.budget_text:
        said.append(spec.budget_text)
    if spec.illustrative:
        said.append("The figures are illustrative.")
    return " ".join(said)


def point_key(index: int) -> str:
    """The key of an efficient portfolio by its place, cheapest first."""
    return f"point {index}"


def figures_of(spec: PictureSpec) -> dict[str, str]:
    """Key and sentence of each figure that can be chosen."""
    return dict(_figures(spec))


def picture_table(spec: PictureSpec) -> Table:
    """Header and rows, all text; what can't be drawn stands in the last rows with its reason."""
    header, rows = _rows(spec)
    blank = ("",) * (len(header) - 2)
    left_out = tuple((one.partition(": ")[0], one.partition(": ")[2], *blank) for one in spec.left_out)
    return header, (*rows, *left_out)


def _figures(spec: PictureSpec) -> Iterator[tuple[str, str]]:
    if isinstance(spec, RectanglesSpec):
        for one in spec.blocks:
            said = f"{_number(one.width)} {spec.width_name}, {one_decimal(one.height)} {spec.height_name}"
            yield (
                one.key,
                _sentence(f"{one.name}: {said}, {spec.area_name.lower()} {one_decimal(one.area)}", one.note),
            )
    elif isinstance(spec, TrianglesSpec):
        for tri in spec.triangles:
            said = (
                f"{tri.name}: cost {money_text(tri.cost)}, {spec.gain_name.lower()} {one_decimal(tri.gain)}"
            )
            yield tri.key, _sentence(said, tri.slope_text, tri.note)
    elif isinstance(spec, FrontierSpec):
        yield from _frontier(spec)
    elif isinstance(spec, DotsSpec):
        for row in spec.rows:
            yield row.key, _sentence(f"{row.name}: " + "; ".join(map(_round_words, row.rounds)), row.note)
    elif isinstance(spec, RangesSpec):
        for bar in spec.bars:
            low = f"{one_decimal(bar.at_low)} at {bar.low_words}"
            high = f"{one_decimal(bar.at_high)} at {bar.high_words}"
            yield bar.key, _sentence(f"{bar.name}: {spec.result_name.lower()} {low}, {high}")
    elif isinstance(spec, IntervalsSpec | FunnelSpec):
        yield from area_figures(spec)
    elif isinstance(spec, BalanceSpec):
        for name, value in (("released", spec.released), ("spent", spec.spent)):
            yield name, _sentence(f"{name.capitalize()}: {money_text(value)}", spec.words)
        for effect in spec.effects:
            yield effect.key, _sentence(f"{effect.name}: {net_text(effect.net)}", effect.note)


def _frontier(spec: FrontierSpec) -> Iterator[tuple[str, str]]:
    gain = spec.gain_name.lower()
    if spec.current is not None:
        said = f"Now: cost {money_text(spec.current.cost)}, {gain} {one_decimal(spec.current.gain)}"
        yield CURRENT, _sentence(said, *arrow_words(spec))
    for scenario in spec.scenarios:
        said = f"{scenario.letter}, {scenario.name}: cost {money_text(scenario.cost)}"
        yield scenario.letter, _sentence(f"{said}, {gain} {one_decimal(scenario.gain)}")
    for number, step in enumerate(spec.steps, 1):
        said = f"Step {number}, {step.name}: together cost {money_text(step.cost)}"
        yield step.key, _sentence(f"{said}, {gain} {one_decimal(step.gain)}")
    for index, point in enumerate(spec.points):
        said = f"Efficient portfolio {index + 1} of {len(spec.points)}: cost {money_text(point.cost)}"
        yield (
            point_key(index),
            _sentence(
                f"{said}, {gain} {one_decimal(point.gain)}",
                "on the line" if point.convex else "under the line",
            ),
        )


def arrow_words(spec: FrontierSpec) -> tuple[str, ...]:
    """What the arrows from the current place say; an arrow of no length says nothing.

    What takes paying for an option in part is marked so, where whole options reach another figure.
    """
    words = []
    more, whole = spec.same_cost, spec.same_cost_whole
    if more is not None and more > 0:
        in_part = whole is not None and one_decimal(whole) != one_decimal(more)
        words.append(f"+{one_decimal(more)} at the same cost{IN_PART if in_part else ''}")
    less, whole = spec.same_gain, spec.same_gain_whole
    if less is not None and less > 0:
        in_part = whole is not None and money_text(whole) != money_text(less)
        words.append(f"{money_text(-less)} for the same gain{IN_PART if in_part else ''}")
    return tuple(words)


def net_text(value: Number) -> str:
    """ "+£300.0k", "−£420.0k", "£0"."""
    return signed(value, money_text(value)) if value else "£0"


def _round_words(one: DotRound) -> str:
    said = f"n {len(one.values)}, median {_number(one.median)}"
    if one.low is not None and one.high is not None:
        said += f", middle half {_number(one.low)} to {_number(one.high)}"
    said += f", {one.words}" if one.words else ""
    return f"{one.label}: {said}" if one.label else said


def _number(value: Number | None) -> str:
    """Whole numbers without a decimal, others with one."""
    if value is None:
        return MISSING
    return f"{int(value):,}" if exact(value) == int(value) else one_decimal(value)


def _sentence(*parts: str) -> str:
    return ", ".join(part.rstrip(".") for part in parts if part) + "."


def _rows(spec: PictureSpec) -> Table:
    if isinstance(spec, RectanglesSpec):
        rows = [
            (one.name, _number(one.width), one_decimal(one.height), one_decimal(one.area), one.note)
            for one in spec.blocks
        ]
        return (
            "Option",
            _capital(spec.width_name),
            _capital(spec.height_name),
            spec.area_name,
            "Note",
        ), tuple(rows)
    if isinstance(spec, TrianglesSpec):
        header = ("Option", "Cost a year", spec.gain_name, spec.slope_name, "Standing")
        return header, tuple(
            (one.name, money_text(one.cost), one_decimal(one.gain), one.slope_text, one.note)
            for one in spec.triangles
        )
    if isinstance(spec, FrontierSpec):
        return _frontier_rows(spec)
    if isinstance(spec, DotsSpec):
        return _dot_rows(spec)
    if isinstance(spec, RangesSpec):
        header = ("Input", "Low", f"{spec.result_name} at low", "High", f"{spec.result_name} at high")
        best = ("Best figures", "", one_decimal(spec.best), "", one_decimal(spec.best))
        return header, (
            best,
            *(
                (one.name, one.low_words, one_decimal(one.at_low), one.high_words, one_decimal(one.at_high))
                for one in spec.bars
            ),
        )
    if isinstance(spec, IntervalsSpec | FunnelSpec):
        return area_table(spec)
    assert isinstance(spec, BalanceSpec)
    money = [("Released", money_text(spec.released), ""), ("Spent", money_text(spec.spent), spec.words)]
    if spec.envelope:
        money.insert(1, ("Envelope beyond what is released", money_text(spec.envelope), ""))
    effects = [(one.name, net_text(one.net), one.note) for one in spec.effects]
    return ("What", "Pounds a year", "Note"), (*money, *effects)


def _frontier_rows(spec: FrontierSpec) -> Table:
    def row(name: str, cost: Number, gain: Number, note: str) -> tuple[str, ...]:
        return name, money_text(cost), one_decimal(gain), note

    rows = []
    if spec.current is not None:
        rows.append(row("Now", spec.current.cost, spec.current.gain, ", ".join(arrow_words(spec))))
    if spec.chosen is not None:
        rows.append(row("Best within the budget", spec.chosen.cost, spec.chosen.gain, spec.budget_text))
    rows.extend(row(f"{one.letter} {one.name}", one.cost, one.gain, "Scenario") for one in spec.scenarios)
    rows.extend(row(one.name, one.cost, one.gain, "Step of the priority order") for one in spec.steps)
    for number, one in enumerate(spec.points, 1):
        note = "On the line" if one.convex else "Under the line"
        rows.append(row(f"Efficient portfolio {number}", one.cost, one.gain, note))
    return ("What", "Cost a year", spec.gain_name, "Note"), tuple(rows)


def _dot_rows(spec: DotsSpec) -> Table:
    labelled = any(one.label for row in spec.rows for one in row.rounds)
    header = (
        "Option",
        *(("Who or when",) if labelled else ()),
        "n",
        "Median",
        "Middle half",
        "Scores",
        "Finding",
    )
    rows = []
    for row in spec.rows:
        for one in row.rounds:
            half = (
                MISSING
                if one.low is None or one.high is None
                else f"{_number(one.low)} to {_number(one.high)}"
            )
            scores = ", ".join(_number(value) for value in sorted(one.values))
            said = "; ".join(part for part in (one.words, row.note) if part)
            label = (one.label,) if labelled else ()
            rows.append((row.name, *label, str(len(one.values)), _number(one.median), half, scores, said))
    return header, tuple(rows)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
