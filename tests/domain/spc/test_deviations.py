"""Where the engine differs from NHSRplotthedots on purpose: a test for each entry of the list."""

from __future__ import annotations

import re
import sys
from datetime import date

import pytest

from stewardship_desktop.domain.spc import DEVIATIONS
from stewardship_desktop.domain.spc.engine import Options, analyse
from stewardship_desktop.domain.spc.outcome import Assurance, PointType, Rule, Variation
from stewardship_desktop.domain.spc.profile import Direction
from tests.domain.spc.expected import EDGES, SERIES
from tests.support.spc_series import STEADY, monthly, months

_OUTSIDE = Rule.ABOVE_UPPER | Rule.BELOW_LOWER


def test_every_deviation_has_its_test() -> None:
    tested = [name.removeprefix("test_") for name in vars(sys.modules[__name__]) if name.startswith("test_")]
    named = [re.sub(r"\W+", "_", name) for name in DEVIATIONS]
    assert [name for name in named if name not in tested] == []


def test_constant_limits() -> None:
    found = EDGES["const14"].analysis()
    assert set(found.lower) == set(found.upper) == set(found.mean) == {5}
    assert found.variation is Variation.COMMON
    assert "No variation" in found.notes[0]
    # A constant baseline with another level after it: that level is outside.
    later = SERIES["s137_two_level"].analysis()
    assert set(later.upper) == {40}
    assert later.rule[-1] == "Above UCL"


@pytest.mark.parametrize(
    "direction,target,assurance",
    [
        (Direction.UP, 100, Assurance.PASS),
        (Direction.UP, 99, Assurance.PASS),
        (Direction.UP, 101, Assurance.FAIL),
        (Direction.DOWN, 100, Assurance.PASS),
        (Direction.DOWN, 99, Assurance.FAIL),
        (Direction.NEITHER, 100, None),
    ],
)
@pytest.mark.parametrize("screen", [True, False])
def test_constant_target(
    direction: Direction, target: float, assurance: Assurance | None, screen: bool
) -> None:
    assert (
        monthly([100] * 14, direction=direction, target=target, screen_outliers=screen).assurance is assurance
    )


def test_one_point() -> None:
    found = monthly([5], target=7)
    assert (found.mean, found.lower, found.upper, found.assurance) == ((5,), (None,), (None,), None)
    assert found.variation is Variation.COMMON
    assert found.notes == ("1 point is too few for limits.",)


def test_last_value_missing() -> None:
    found = monthly([*STEADY, 30, None], baseline_points=12)
    assert found.variation is Variation.IMPROVEMENT_HIGH
    assert found.last == 12
    assert found.rule[-1] == ""
    assert found.point_type[-1] is PointType.COMMON
    assert "There is no value after 1 January 2021; the chart is read up to there." in found.notes


def test_no_target() -> None:
    assert monthly(STEADY).assurance is None


def test_rebase_between_dates() -> None:
    between = analyse(months(24), STEADY * 2, Options(rebase_dates=(date(2020, 12, 17),)))
    exact = analyse(months(24), STEADY * 2, Options(rebase_dates=(date(2021, 1, 1),)))
    assert between.segment == exact.segment == (0,) * 12 + (1,) * 12
    assert exact.notes == ("Trial limits: 12 points are fewer than 13; each new one moves them.",)
    assert between.notes[0] == (
        "New limits from 17 December 2020 start at the next date of the series, 1 January 2021."
    )
    late = analyse(months(12), STEADY, Options(rebase_dates=(date(2021, 1, 1),)))
    assert late.notes[0] == "New limits from 1 January 2021 wait for their first value."
    assert set(late.segment) == {0}


def test_rebase_on_the_first_date() -> None:
    assert set(analyse(months(12), STEADY, Options(rebase_dates=(date(2020, 1, 1),))).segment) == {0}


def test_short_stretch() -> None:
    for count, is_trial in ((12, True), (13, False)):
        assert monthly([*STEADY, 9][:count]).trial_limits is is_trial
    with_gap = monthly([*STEADY, None])
    assert with_gap.trial_limits
    assert with_gap.notes[-1] == "Trial limits: 12 points are fewer than 13; each new one moves them."


def test_trend_beside_a_trend() -> None:
    # Seven falling, a step up that belongs to no trend, seven falling again.
    falling = [13.0, 12.5, 12, 11.5, 11, 10.5, 10]
    found = monthly([*STEADY, *falling, *falling], baseline_points=12, direction=Direction.DOWN)
    assert found.rule[12:] == ("7 Point Trend (Decreasing)",) * 14
    # A point that two trends share goes with the later one, as upstream.
    shared = EDGES["trend_valley"].analysis()
    both = Rule.TREND_FALLING | Rule.TREND_RISING
    (valley,) = [at for at, hits in enumerate(shared.hits) if hits & both == both]
    assert shared.rule[valley] == "7 Point Trend (Increasing)"
    assert shared.rule[valley - 1] == "7 Point Trend (Decreasing)"


def test_gap_in_a_trend() -> None:
    rising: list[float | None] = [7, 7.5, 8, None, 8.5, 9, 9.5, 9.75]
    assert set(monthly([*STEADY, *rising], baseline_points=12).hits[12:]) == {0}
    whole = [value for value in rising if value is not None]
    assert set(monthly([*STEADY, *whole], baseline_points=12).rule[12:]) == {"7 Point Trend (Increasing)"}


def test_exact_means() -> None:
    third = monthly([0.1, 0.2, 0.3])
    assert third.mean == (0.2,) * 3
    odd = 0.1 + 0.7
    assert monthly([odd] * 37).mean == (odd,) * 37


def test_on_a_line() -> None:
    # By hand: mean 2.375, mean moving range 12/7, so limits of 2.375 - 4.56 and 2.375 + 4.56.
    values: list[float | None] = [1, 3, 3, 4, 2, 1, 4, 1]
    lower, upper = -2.185, 6.935
    for direction in (Direction.UP, Direction.DOWN):
        for target in (lower, upper):
            found = monthly(values, direction=direction, target=target)
            assert found.assurance is Assurance.INCONSISTENT, (direction, target)
    # 12 tenths with a mean of 0.35 and a mean moving range of 0.1: limits of 0.084 and 0.616.
    tenths: list[float | None] = [0.3, 0.4] * 6
    assert set(monthly([*tenths, *[0.35] * 7], baseline_points=12).rule) == {"Common Cause"}
    for on in (0.084, 0.616):
        assert not monthly([*tenths, on], baseline_points=12).hits[12] & _OUTSIDE
    for beyond in (0.0839999, 0.6160001):
        assert monthly([*tenths, beyond], baseline_points=12).hits[12] & _OUTSIDE
    shifted = monthly([*tenths, *[0.3500001] * 7], baseline_points=12)
    assert set(shifted.rule[12:]) == {"7 Points Above CL"}
