"""The pictures of STAR as specs: rectangles, triangles and the frontier, from options and portfolios.

Holds what each picture says: title, alternative text, order and flags. It draws nothing, solves
nothing and stores nothing; scores, sensitivity and balance are in `session_pictures`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from stewardship_desktop.domain.chart.number import money_text, one_decimal
from stewardship_desktop.domain.chart.picture import (
    Block,
    EfficientPoint,
    FrontierSpec,
    Place,
    RectanglesSpec,
    Scenario,
    Step,
    Triangle,
    TrianglesSpec,
)
from stewardship_desktop.domain.star.option import (
    ONE,
    STANDING_WORDS,
    Option,
    Standing,
    gain,
    missing,
    people_who_benefit,
    standing,
    value_for_money,
)
from stewardship_desktop.domain.star.order import Ranked

PER = 100_000
"""Value for money is said as gain for each £100,000."""
_FIRST = (
    Standing.COST_SAVING,
    Standing.FREE,
    Standing.RANKED,
    Standing.NO_GAIN,
    Standing.NEGATIVE,
    Standing.TRADE_OFF,
)


def decimal(value: Fraction) -> Decimal:
    """The number for a label or a place on an axis; no order is decided by it."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def rectangles(
    options: Sequence[Option],
    *,
    apply_success: bool = True,
    highlight: str = "",
    illustrative: bool = False,
    foot: str = "",
) -> RectanglesSpec:
    """Few people and much benefit beside many people and little: an area an option, in the order given.

    Width is people who benefit a year, height benefit to the average person (0 to 100) times success
    where that is applied (and times the equity weight where one is set), so that the area is the gain.
    """
    blocks, left_out = [], []
    weighted = any(one.weight != ONE for one in options)
    for one in options:
        people, gained = people_who_benefit(one), gain(one, apply_success=apply_success)
        if people is None or gained is None:
            lacks = [word for word in missing(one, apply_success=apply_success) if word != "cost"]
            left_out.append(f"{one.name}: {' and '.join(lacks)} missing")
            continue
        height = gained * 100 / people if people else Fraction(0)
        blocks.append(
            Block(
                key=one.id, name=one.name,
                width=decimal(people), height=decimal(height), area=decimal(gained),
                note="below nought: it does harm" if gained < 0 else "",
            )
        )  # fmt: skip
    factors = (" times success" if apply_success else "") + (" times equity weight" if weighted else "")
    height_name, short_height = f"benefit to the average person (0 to 100){factors}", f"benefit{factors}"
    best = max(blocks, key=lambda one: one.area, default=None)
    title = "People and benefit are not known yet"
    if best is not None:
        title = f"{best.name} gives the most gain: {one_decimal(best.area)} a year"
    told = "; ".join(f"{one.name} {one_decimal(one.area)}" for one in blocks) or "no option can be drawn"
    return RectanglesSpec(
        title=title,
        subtitle=f"Width: people. Height: {short_height}. Area: gain a year.",
        foot=foot,
        alternative_text=f"A rectangle an option, its area the gain: {told}. {_left_words(left_out)}".strip(),
        illustrative=illustrative, highlight=highlight, left_out=tuple(left_out), blocks=tuple(blocks),
        width_name="people who benefit a year", height_name=height_name,
        empty_text="No option has people and benefit yet. Type them in the table to see the rectangles.",
    )  # fmt: skip


def triangles(
    options: Sequence[Option],
    *,
    apply_success: bool = True,
    highlight: str = "",
    illustrative: bool = False,
    foot: str = "",
) -> TrianglesSpec:
    """Value triangles, the steepest first: those that save or are free, then by gain for the money,
    then those without a gain, with harm, and trade-offs. Options with a figure missing are listed apart.
    """
    drawn, left_out = [], []
    for one in options:
        lacks = missing(one, apply_success=apply_success)
        if lacks:
            left_out.append(f"{one.name}: {' and '.join(lacks)} missing")
        else:
            drawn.append((one, standing(one, apply_success=apply_success)))
    drawn.sort(key=lambda pair: _steepness(pair[0], pair[1], apply_success))
    shapes = []
    for one, stands in drawn:
        gained = gain(one, apply_success=apply_success)
        assert gained is not None and one.cost is not None  # noqa: PT018 - no figure is missing here
        note = "" if stands is Standing.RANKED else STANDING_WORDS[stands]
        slope = slope_words(one, apply_success=apply_success)
        shapes.append(
            Triangle(
                key=one.id, name=one.name, cost=decimal(one.cost), gain=decimal(gained),
                slope_text=slope, slope_short=slope.partition(" for ")[0], note=note,
            )
        )  # fmt: skip
    title = "Costs and gains are not known yet"
    if shapes:
        title = f"{shapes[0].name} gives the most for its money"
    if shapes and shapes[0].gain <= 0 and shapes[0].cost >= 0:
        title = "No option gives a gain for its money"
    told = "; ".join(f"{one.name} {money_text(one.cost)} for {one_decimal(one.gain)}" for one in shapes)
    used = "success applied" if apply_success else "success not applied"
    leftwards = ", to the left where it saves" if any(one.cost < 0 for one in shapes) else ""
    return TrianglesSpec(
        title=title,
        subtitle=f"Base: cost{leftwards}. Height: gain, {used}. Steeper is better value.",
        foot=foot,
        alternative_text=(
            f"Triangles, the steepest first: {told or 'none can be drawn'}. {_left_words(left_out)}"
        ).strip(),
        illustrative=illustrative, highlight=highlight, left_out=tuple(left_out), triangles=tuple(shapes),
        gain_name="Gain a year", slope_heading=f"Gain for {money_text(PER)}, the steepest first",
        empty_text="No option has all its figures yet: people, share, cost and an agreed benefit.",
    )  # fmt: skip


def slope_words(option: Option, *, apply_success: bool = True) -> str:
    """ "43.2 for £100k"; for options without a ratio "no limit" or "none"."""
    value = value_for_money(option, apply_success=apply_success)
    if value is not None:
        return f"{one_decimal(decimal(value * PER))} for {money_text(PER)}"
    stands = standing(option, apply_success=apply_success)
    return "no limit" if stands in {Standing.FREE, Standing.COST_SAVING} else "none"


def _steepness(
    one: Option, stands: Standing, apply_success: bool
) -> tuple[int, Fraction, Fraction, str, str]:
    value = value_for_money(one, apply_success=apply_success) or Fraction(0)
    return _FIRST.index(stands), -value, one.cost or Fraction(0), one.name, one.id


def _left_words(left_out: Sequence[str]) -> str:
    return f"Not drawn: {'; '.join(left_out)}." if left_out else ""


def frontier(
    points: Sequence[tuple[Fraction, Fraction, bool]],
    *,
    current: tuple[Fraction, Fraction] | None = None,
    gain_at_same_cost: Fraction | None = None,
    cost_at_same_gain: Fraction | None = None,
    gain_at_same_cost_whole: Fraction | None = None,
    cost_at_same_gain_whole: Fraction | None = None,
    budget: Fraction | None = None,
    chosen: tuple[Fraction, Fraction] | None = None,
    scenarios: Sequence[tuple[str, str, Fraction, Fraction]] = (),
    order: Sequence[Ranked] = (),
    highlight: str = "",
    illustrative: bool = False,
    foot: str = "",
) -> FrontierSpec:
    """Efficient portfolios as (cost, gain, convex), cheapest first, and where the group stands.

    `gain_at_same_cost` and `cost_at_same_gain` are differences from the current allocation (gain
    added, cost saved) to the line, the two `_whole` to what whole options reach: left out, they are the
    same. `scenarios` are (letter, name, cost, gain); `order` draws the steps of the
    priority order, whose keys are the options' ids. `chosen` left out is the best within the budget.
    """
    places = tuple(
        EfficientPoint(cost=decimal(cost), gain=decimal(gained), convex=convex)
        for cost, gained, convex in points
    )
    more = better_gain(gain_at_same_cost, gain_at_same_cost_whole)
    less = better_cost(cost_at_same_gain, cost_at_same_gain_whole)
    spec = FrontierSpec(
        title=_frontier_title(places, current, more, less),
        subtitle="The most gain that each amount of money can buy a year.",
        foot=foot,
        alternative_text=_frontier_words(places, current, more, less),
        illustrative=illustrative, highlight=highlight, points=places, current=_place(current),
        same_cost=None if gain_at_same_cost is None else decimal(gain_at_same_cost),
        same_gain=None if cost_at_same_gain is None else decimal(cost_at_same_gain),
        same_cost_whole=None if gain_at_same_cost_whole is None else decimal(gain_at_same_cost_whole),
        same_gain_whole=None if cost_at_same_gain_whole is None else decimal(cost_at_same_gain_whole),
        steps=tuple(
            Step(
                key=one.option.id, name=one.option.name,
                cost=decimal(one.cumulative_cost), gain=decimal(one.cumulative_gain),
            )
            for one in order
        ),
        scenarios=tuple(
            Scenario(letter=letter, name=name, cost=decimal(cost), gain=decimal(gained))
            for letter, name, cost, gained in scenarios
        ),
        empty_text="No portfolio can be made yet. Type the options' figures in the table.",
    ).check()  # fmt: skip
    return with_budget(spec, budget, chosen)


def with_budget(
    spec: FrontierSpec, budget: Fraction | None, chosen: tuple[Fraction, Fraction] | None = None
) -> FrontierSpec:
    """The same picture at another budget: cheap enough for every move of a slider."""
    if budget is None:
        return replace(spec, budget=None, chosen=None, budget_text="")
    amount = decimal(budget)
    best = _place(chosen) or _best_within(spec.points, amount)
    if best is None:
        text = f"Budget {money_text(amount)}: nothing fits"
    else:
        left = amount - Decimal(best.cost)
        text = f"Budget {money_text(amount)}: gain {one_decimal(best.gain)} for {money_text(best.cost)}"
        text += f", {money_text(left)} left" if left > 0 else ""
    return replace(spec, budget=amount, chosen=best, budget_text=f"{text}.")


def _best_within(points: Sequence[EfficientPoint], budget: Decimal) -> Place | None:
    """The dearest portfolio that the budget pays for: efficient, so the one with the most gain."""
    at = bisect_right(points, budget, key=lambda one: Decimal(one.cost))
    return points[at - 1] if at else None


def _place(pair: tuple[Fraction, Fraction] | None) -> Place | None:
    return None if pair is None else Place(cost=decimal(pair[0]), gain=decimal(pair[1]))


@dataclass(frozen=True)
class Better:
    """How far today lies from the `line`, where an option may be paid for in part, and from what
    `whole` options reach; `text` is how the figure is read. None where there is no such point.
    """

    line: Fraction | None
    whole: Fraction | None
    text: Callable[[Decimal], str]

    @property
    def differs(self) -> bool:
        """Whether part funding reaches another figure than whole options, as figures are read."""
        if self.line is None or self.whole is None:
            return False
        return self.text(decimal(self.line)) != self.text(decimal(self.whole))

    def said(self, unit: str) -> str:
        """ "117.7 more with whole options, 118.6 with part funding"; "" where nothing is better.

        One figure, and no word of how, where both read the same. `unit` is "more" or "less".
        """
        if self.line is None or self.line <= 0:
            return ""
        reached = self.text(decimal(self.line))
        if not self.differs or self.whole is None:
            return f"{reached} {unit}"
        if self.whole <= 0:
            return f"{reached} {unit} with part funding, nothing with whole options"
        return f"{self.text(decimal(self.whole))} {unit} with whole options, {reached} with part funding"


def better_gain(line: Fraction | None, whole: Fraction | None) -> Better:
    """More gain at the same cost; without a figure for whole options that of the line holds."""
    return Better(line, line if whole is None else whole, one_decimal)


def better_cost(line: Fraction | None, whole: Fraction | None) -> Better:
    """Less cost at the same gain."""
    return Better(line, line if whole is None else whole, money_text)


def _frontier_title(
    places: Sequence[EfficientPoint], current: tuple[Fraction, Fraction] | None, more: Better, less: Better
) -> str:
    """What whole options could do, which a group can decide on; else what only part funding could."""
    gains, saves = (
        "The money spent now could gain {} more a year",
        "The gain of now could cost {} less a year",
    )
    for one, said in () if current is None else ((more, gains), (less, saves)):
        if one.whole is not None and one.whole > 0:
            return said.format(one.text(decimal(one.whole))) + (" with whole options" if one.differs else "")
    for one, said in () if current is None else ((more, gains), (less, saves)):
        if one.line is not None and one.line > 0:
            return said.format(one.text(decimal(one.line))) + " with part funding"
    if current is not None and more.line is not None:
        return "No other use of the money spent now would gain more"
    if not places:
        return "No portfolio can be made yet"
    most = places[-1]
    return f"All the money that helps is {money_text(most.cost)}: it gains {one_decimal(most.gain)} a year"


def _frontier_words(
    places: Sequence[EfficientPoint], current: tuple[Fraction, Fraction] | None, more: Better, less: Better
) -> str:
    if not places:
        return "No efficient portfolio."
    convex = sum(one.convex for one in places)
    from_to = f"from {money_text(places[0].cost)} to {money_text(places[-1].cost)}"
    most = one_decimal(places[-1].gain)
    said = [
        f"{len(places)} efficient portfolios, {convex} on the line, {from_to} and up to a gain of {most}."
    ]
    if current is not None:
        said.append(f"Now {one_decimal(decimal(current[1]))} at {money_text(decimal(current[0]))}.")
    if words := more.said("more"):
        said.append(f"At the same cost the gain could be {words}.")
    if words := less.said("less"):
        said.append(f"The same gain could cost {words}.")
    return " ".join(said)
