"""What an analysis found, in plain English: no jargon, no blame. Works nothing out but how long it lasts.

How a value and a date are written comes from the caller, who knows the unit and the rhythm.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from stewardship_desktop.domain.partial_date import MONTHS, date_words
from stewardship_desktop.domain.spc.engine import Analysis
from stewardship_desktop.domain.spc.outcome import Assurance, PointType, Rule, Variation
from stewardship_desktop.domain.spc.profile import Direction, Profile

Show = Callable[[float], str]
When = Callable[[date], str]
Bounds = tuple[float | None, float | None]
"""The least and the greatest value that can be, None where there is no end."""

NO_BOUNDS: Bounds = (None, None)

_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_FOR = {PointType.IMPROVEMENT: ", for the better", PointType.CONCERN: ", for the worse"}
_VARIATION = {
    Variation.COMMON: "No real change",
    Variation.IMPROVEMENT_HIGH: "Better: high or rising",
    Variation.IMPROVEMENT_LOW: "Better: low or falling",
    Variation.CONCERN_HIGH: "Worse: high or rising",
    Variation.CONCERN_LOW: "Worse: low or falling",
    Variation.NEUTRAL_HIGH: "Changed: high or rising",
    Variation.NEUTRAL_LOW: "Changed: low or falling",
}
_ASSURANCE = {
    Assurance.PASS: "Target will be met",
    Assurance.FAIL: "Target won't be met without a change",
    Assurance.INCONSISTENT: "Target sometimes met, sometimes missed",
}


def month_words(day: date) -> str:
    """ "March 2023"."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def day_words(day: date) -> str:
    """ "16 March 2023", for series that aren't monthly."""
    return date_words(day)


def variation_words(variation: Variation | None) -> str:
    """The variation icon in a few words, as for a table's cell."""
    return "Too few values to tell" if variation is None else _VARIATION[variation]


def assurance_words(assurance: Assurance | None) -> str:
    """The assurance icon in a few words; "" for none."""
    return "" if assurance is None else _ASSURANCE[assurance]


def rule_words(rule: Rule, profile: Profile) -> str:
    """A rule in a few words, as for the note of a point: "7 points in a row above the mean"."""
    length = profile.run_length
    return {
        Rule.ABOVE_UPPER: "above the upper limit",
        Rule.BELOW_LOWER: "below the lower limit",
        Rule.TREND_RISING: f"{length} points or more rising",
        Rule.TREND_FALLING: f"{length} points or more falling",
        Rule.TWO_OF_THREE_ABOVE: "2 of 3 points near the upper limit",
        Rule.TWO_OF_THREE_BELOW: "2 of 3 points near the lower limit",
        Rule.SHIFT_ABOVE: f"{length} points or more in a row above the mean",
        Rule.SHIFT_BELOW: f"{length} points or more in a row below the mean",
    }[rule]


def what_the_limits_are(analysis: Analysis) -> str:
    """The foot of a chart: "XmR limits, NHSRplotthedots 0.2 rules", and what was chosen besides."""
    options = analysis.options
    said = [f"XmR limits, {options.profile.title} rules"]
    if options.screen_outliers is not None and options.screen_outliers != options.profile.screens_ranges:
        said.append(f"screening of moving ranges {'on' if options.screen_outliers else 'off'}")
    if options.baseline_points is not None:
        said.append(f"limits from the first {options.baseline_points} points")
    if analysis.trial_limits:
        said.append("trial limits (fewer than 13 points)")
    return ", ".join(said)


def sentence(
    analysis: Analysis,
    show: Show,
    when: When = month_words,
    *,
    bare: Show | None = None,
    bounds: Bounds = NO_BOUNDS,
) -> str:
    """The chart's reading: what varies, what becomes of the target, and what to be careful about.

    `bare` writes the first of two numbers without its unit ("51 to 73 minutes"). Limits beyond what the
    values can be (`bounds`) are said as the bound: nobody expects fewer than no falls.
    """
    parts = [finding(analysis, show, when, bare=bare, bounds=bounds), target_finding(analysis, show)]
    if analysis.current is not None and analysis.trial_limits:
        parts.append(f"These are trial limits, from {_number(analysis.current.n)} points.")
    if analysis.last is not None and analysis.last < len(analysis.dates) - 1:
        parts.append(f"The value for {when(analysis.dates[-1])} is missing.")
    return " ".join(part for part in parts if part)


def finding(
    analysis: Analysis,
    show: Show,
    when: When = month_words,
    *,
    bare: Show | None = None,
    bounds: Bounds = NO_BOUNDS,
) -> str:
    """One sentence on variation, of the last observed point. `bare` and `bounds` as in `sentence`."""
    last, current = analysis.last, analysis.current
    value = None if last is None else analysis.values[last]
    if last is None or current is None or value is None:
        return "There are no values yet."
    if analysis.variation is None:
        least = analysis.options.profile.least_points
        return f"Too few points to say what is usual: {_number(current.n)} of the {least} needed."
    rule = analysis.deciding
    if rule is None:
        if current.constant:
            stretch = f" since {when(current.start)}" if current.first else ""
            return f"No variation: every value{stretch} is {show(value)}."
        if current.lower is None or current.upper is None:
            return "Too few points to say what is usual."
        low, high = _held(current.lower, bounds), _held(current.upper, bounds)
        usual = f"{(bare or show)(low)} to {show(high)}"
        return f"No real change: the last value lies within what is usual ({usual})."
    points = _lasting(analysis, last, rule)
    lasts = f"since {when(analysis.dates[last - points + 1])}"
    evidence = _evidence(analysis, rule, points, value, show, bounds)
    if rule in (Rule.TREND_RISING, Rule.TREND_FALLING):
        start = f"{'Rising' if rule.is_high else 'Falling'} {lasts}"
    else:
        is_run = points > 1 and rule not in (Rule.TWO_OF_THREE_ABOVE, Rule.TWO_OF_THREE_BELOW)
        level = "Higher" if rule.is_high else "Lower"
        start = f"{level} than usual {lasts if is_run else f'in {when(analysis.dates[last])}'}"
    return f"{start}{_FOR.get(analysis.point_type[last], '')}: {evidence}."


def _lasting(analysis: Analysis, last: int, rule: Rule) -> int:
    """How many points up to the last observed one hit its rule without a break, in its stretch."""
    first = last
    while first and analysis.segment[first - 1] == analysis.segment[last] and analysis.hits[first - 1] & rule:
        first -= 1
    return last - first + 1


def _held(line: float, bounds: Bounds) -> float:
    """A line, or the bound that it lies beyond."""
    low, high = bounds
    if low is not None and line < low:
        return low
    return high if high is not None and line > high else line


def _evidence(analysis: Analysis, rule: Rule, points: int, value: float, show: Show, bounds: Bounds) -> str:
    last, current = analysis.last, analysis.current
    if last is None or current is None or current.mean is None:
        return ""
    side, line = ("above", current.upper) if rule.is_high else ("below", current.lower)
    limit = f"the {'upper' if rule.is_high else 'lower'} limit"
    if line is not None:
        limit += f" of {show(_held(line, bounds))}"
    if rule in (Rule.ABOVE_UPPER, Rule.BELOW_LOWER):
        if points == 1:
            return f"{show(value)} is {side} {limit}"
        return f"{_number(points)} points in a row {side} {limit}"
    if rule in (Rule.TREND_RISING, Rule.TREND_FALLING):
        way = "higher" if rule.is_high else "lower"
        if analysis.options.profile.ties_pass:
            return f"{_number(points)} points in a row, each {way} than the last or equal to it"
        return f"{_number(points)} points in a row, each {way} than the last"
    if rule in (Rule.TWO_OF_THREE_ABOVE, Rule.TWO_OF_THREE_BELOW):
        near = sum(1 for hits in analysis.hits[last - 2 : last + 1] if hits & rule)
        return f"{'two of the' if near == 2 else 'the'} last three points lie near {limit}"
    return f"{_number(points)} points in a row {side} the mean of {show(current.mean)}"


def target_finding(analysis: Analysis, show: Show) -> str:
    """One sentence on the target; "" where there is nothing to say."""
    target, current = analysis.options.target, analysis.current
    if analysis.assurance is None or target is None or current is None:
        return ""
    said = f"The target of {show(target)}"
    if analysis.assurance is Assurance.INCONSISTENT:
        return f"{said} will sometimes be met and sometimes missed."
    last = None if analysis.last is None else analysis.values[analysis.last]
    up = analysis.options.direction is Direction.UP
    meets = last is not None and (last >= target if up else last <= target)
    if analysis.assurance is Assurance.PASS:
        yet = "" if meets else ", though the last value misses it"
        return f"{said} will be met unless something changes{yet}."
    yet = ", though the last value meets it" if meets else ""
    return f"{said} will not be met without a change{yet}."


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)
