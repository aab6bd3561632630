"""Better, similar or worse than a benchmark, and the words for it."""

from __future__ import annotations

import pytest

from stewardship_desktop.domain.rates.comparison import (
    Band,
    Comparator,
    Comparison,
    compare,
    comparison_sentence,
)
from stewardship_desktop.domain.rates.funnel import Kind, Position, Unit, funnel
from stewardship_desktop.domain.rates.limits import Interval, Level, wilson
from stewardship_desktop.domain.spc.profile import Direction

AREA = Interval(value=71.3, lower=69.0, upper=73.5)
STRICT = Interval(value=71.3, lower=67.0, upper=75.5)
AND_STRICTLY = (
    "Better than England (60.0%, 2023/24): 71.3%, 95% interval 69.0 to 73.5, and so by the 99.8% interval"
)
ENGLAND = Comparator(name="England", period="2023/24", value=84.2)


@pytest.mark.parametrize(
    "value, direction, band",
    [
        (84.2, Direction.UP, Band.WORSE),
        (84.2, Direction.DOWN, Band.BETTER),
        (84.2, Direction.NEITHER, Band.LOWER),
        (60.0, Direction.UP, Band.BETTER),
        (60.0, Direction.DOWN, Band.WORSE),
        (60.0, Direction.NEITHER, Band.HIGHER),
        (70.0, Direction.UP, Band.SIMILAR),
        (69.0, Direction.UP, Band.SIMILAR),
        (73.5, Direction.NEITHER, Band.SIMILAR),
    ],
)
def test_the_whole_interval_must_lie_on_one_side(value: float, direction: Direction, band: Band) -> None:
    assert compare(AREA, None, value, direction) == Comparison(band=band)


def test_the_stricter_tier_says_whether_it_holds_there_too() -> None:
    assert compare(AREA, STRICT, 84.2, Direction.UP).is_strict
    assert not compare(AREA, STRICT, 75.0, Direction.UP).is_strict
    assert compare(AREA, STRICT, 75.0, Direction.UP).band is Band.WORSE


def test_without_an_interval_or_a_benchmark_nothing_is_compared() -> None:
    few = compare(None, None, 84.2, Direction.UP)
    assert few == Comparison(band=Band.NOT_COMPARED, reason="too few events for a rate")
    none = compare(AREA, STRICT, None, Direction.UP)
    assert none == Comparison(band=Band.NOT_COMPARED, reason="no value of the benchmark")
    words = comparison_sentence(few, None, ENGLAND, "{:.1f}%".format)
    assert words == "Not compared with England, 2023/24: too few events for a rate"


@pytest.mark.parametrize(
    "strict, value, words",
    [
        (None, 84.2, "Worse than England (84.2%, 2023/24): 71.3%, 95% interval 69.0 to 73.5"),
        (None, 70.0, "Similar to England (70.0%, 2023/24): 71.3%, 95% interval 69.0 to 73.5"),
        (STRICT, 60.0, AND_STRICTLY),
    ],
)  # fmt: skip
def test_the_sentence_names_the_benchmark_and_its_date(
    strict: Interval | None, value: float, words: str
) -> None:
    found = compare(AREA, strict, value, Direction.UP)
    against = Comparator(name="England", period="2023/24", value=value)
    assert comparison_sentence(found, AREA, against, "{:.1f}%".format, "{:.1f}".format) == words


def test_for_proportions_it_is_the_funnels_own_test() -> None:
    units = [Unit(name=str(x), x=x, n=n) for n in (30, 200, 1000) for x in range(1, n, 7)]
    whole = funnel(units, Kind.PROPORTION)
    for placed in whole.placed:
        found = compare(
            wilson(placed.unit.x, placed.unit.n),
            wilson(placed.unit.x, placed.unit.n, Level.P998),
            whole.baseline,
            Direction.NEITHER,
        )
        expected = {
            Position.INSIDE: (Band.SIMILAR, False),
            Position.HIGH_95: (Band.HIGHER, False),
            Position.HIGH_998: (Band.HIGHER, True),
            Position.LOW_95: (Band.LOWER, False),
            Position.LOW_998: (Band.LOWER, True),
        }[placed.position]
        assert (found.band, found.is_strict) == expected
