"""Flips and ranges in sentences: the answer to "would the order change?" for people in a room.

Plain text without colour; figures are rounded for reading, the flip itself holds them exactly.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from stewardship_desktop.domain.amount import format_money, format_number
from stewardship_desktop.domain.star.estimate import Estimates, span
from stewardship_desktop.domain.star.flips import Altered, Flip
from stewardship_desktop.domain.star.option import Option
from stewardship_desktop.domain.star.session import Measure

_NO_CHANGE = {
    Altered.ORDER: "changes the order",
    Altered.FUNDED: "changes what the order funds",
    Altered.BEST_SET: "changes the best set",
}


def figure_words(measure: Measure, value: Fraction) -> str:
    """A figure for reading: "£41,000", "400 people", "12.5%", "45" (points of 100)."""
    if measure is Measure.COST:
        return format_money(round(value * 100))
    if measure in (Measure.SHARE, Measure.SUCCESS):
        return f"{_rounded(value * 100)}%"
    return _rounded(value) + (" people" if measure is Measure.PEOPLE else "")


def _rounded(value: Fraction) -> str:
    tenth = Decimal(round(value * 10)) / 10
    return format_number(tenth.quantize(Decimal(1)) if tenth == tenth.to_integral_value() else tenth)


def within_range(flip: Flip, option: Option, estimates: Estimates) -> bool:
    """Whether the flip lies inside the figure's own low to high; never where it has no range."""
    ends = span(option, flip.measure, estimates)
    if ends is None:
        return False
    low, _, high = ends
    if flip.beyond:
        return flip.at < high if flip.rises else flip.at > low
    return low <= flip.at <= high


def flip_words(flip: Flip, options: Sequence[Option], estimates: Estimates | None = None) -> str:
    """As "If Carer support costs more than £41,000 (now £33,000), it falls behind School sessions."

    With `estimates` a second one says whether that lies within the figure's range, if it has one.
    """
    by_id = {one.id: one for one in options}
    option = by_id[flip.option_id]
    words = f"If {_condition(flip, option.name)} (now {figure_words(flip.measure, flip.now)}), "
    words += _outcome(flip, by_id) + "."
    ends = span(option, flip.measure, estimates or {})
    if ends is None:
        return words
    where = "within" if within_range(flip, option, estimates or {}) else "outside"
    low, high = figure_words(flip.measure, ends[0]), figure_words(flip.measure, ends[2])
    return f"{words} That is {where} its range of {low} to {high}."


def no_flip_words(option: Option, measure: Measure, altered: Altered) -> str:
    """The sentence for a figure without a flip: "No cost of Carer support changes the order.\""""
    figure = {
        Measure.PEOPLE: "number of people reached by",
        Measure.SHARE: "share who benefit from",
        Measure.BENEFIT: "benefit of",
        Measure.SUCCESS: "chance of success of",
        Measure.COST: "cost of",
    }[measure]
    return f"No {figure} {option.name} {_NO_CHANGE[altered]}."


def range_verdict(
    flips: Iterable[Flip], options: Sequence[Option], estimates: Estimates, altered: Altered
) -> str:
    """Whether any one figure, anywhere in its range, alters this answer, and if so how many do."""
    by_id = {one.id: one for one in options}
    if len(by_id) < 2:
        # Nothing was looked at: "no figure" would sound like a reassurance.
        return "Not known yet: it takes two options with all their figures."
    inside = {
        (one.option_id, one.measure)
        for one in flips
        if one.altered is altered and within_range(one, by_id[one.option_id], estimates)
    }
    if not inside:
        return f"No figure within its range {_NO_CHANGE[altered]}."
    figures = "One figure" if len(inside) == 1 else f"{len(inside)} figures"
    verb = _NO_CHANGE[altered] if len(inside) == 1 else _NO_CHANGE[altered].replace("changes", "change", 1)
    return f"{figures} within {'its' if len(inside) == 1 else 'their'} range {verb}."


def _condition(flip: Flip, name: str) -> str:
    value = figure_words(flip.measure, _whole_people(flip) if flip.measure is Measure.PEOPLE else _told(flip))
    if flip.beyond:
        bound = f"more than {value}" if flip.rises else f"less than {value}"
    elif flip.at in flip.measure.bounds:
        bound = value
    else:
        bound = f"{value} or more" if flip.rises else f"{value} or less"
    match flip.measure:
        case Measure.COST:
            return f"{name} costs {bound}"
        case Measure.PEOPLE:
            return f"{name} reaches {bound.replace('less than', 'fewer than').replace('or less', 'or fewer')}"
        case Measure.SHARE:
            return f"{bound} of those reached benefit from {name}"
        case Measure.BENEFIT:
            return f"the benefit of {name} is {bound}"
        case _:
            return f"the chance of success of {name} is {bound}"


def _told(flip: Flip) -> Fraction:
    """The flip's figure to a place that is read, away from today's: rounded back it would not yet flip."""
    unit = {Measure.COST: Fraction(1, 100), Measure.BENEFIT: Fraction(1, 10)}.get(
        flip.measure, Fraction(1, 1000)
    )
    steps = flip.at / unit
    return unit * (math.ceil(steps) if flip.rises else math.floor(steps))


def _whole_people(flip: Flip) -> Fraction:
    """The last number of people that is meant: "fewer than 601" says the same as fewer than 600.9."""
    return Fraction(math.ceil(flip.at) if flip.beyond != flip.rises else math.floor(flip.at))


def _outcome(flip: Flip, by_id: Mapping[str, Option]) -> str:
    if flip.altered is Altered.ORDER:
        return _order_outcome(flip, by_id)
    if flip.after is None:
        return "nothing keeps to the rules and the budget any more"
    out = [one for one in flip.before if one not in flip.after]
    new = [one for one in flip.after if one not in flip.before]
    parts = []
    for ids, verb in ((out, "no longer funded"), (new, "funded")):
        if ids:
            mine = flip.option_id in ids
            others = [by_id[one].name for one in ids if one != flip.option_id]
            who = _listed((["it"] if mine else []) + others)
            parts.append(f"{who} {'is' if len(ids) == 1 else 'are'} {verb}")
    return " and ".join(parts)


def _order_outcome(flip: Flip, by_id: Mapping[str, Option]) -> str:
    before, after, one = flip.before, flip.after or (), flip.option_id
    if one not in after:
        return "it has no place in the order"
    if one not in before:
        return f"it takes place {after.index(one) + 1} in the order"
    ahead = set(before[: before.index(one)])
    now_ahead = set(after[: after.index(one)])
    passed = [by_id[other].name for other in before if other in ahead ^ now_ahead]
    verb = "falls behind" if now_ahead - ahead else "goes ahead of"
    return f"it {verb} {_listed(passed)}"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
