"""What the engine takes and refuses, all rules per point, and what the MDC profile reads otherwise."""

from __future__ import annotations

import math
from datetime import date

import pytest

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.spc.engine import Options, analyse
from stewardship_desktop.domain.spc.outcome import Assurance, Rule, Variation
from stewardship_desktop.domain.spc.profile import (
    MDC_EXCEL,
    MDC_EXCEL_6,
    NHS_R,
    PROFILES,
    Direction,
    ProfileKey,
    profile_named,
)
from tests.domain.spc.expected import EDGES, SERIES
from tests.support.spc_series import STEADY, monthly, months


def test_all_rules_are_kept_not_only_the_one_that_decides() -> None:
    found = EDGES["shift_with_outside"].analysis()
    (spike,) = [at for at, word in enumerate(found.rule) if word == "Above UCL"]
    assert found.rules_at(spike) == (Rule.ABOVE_UPPER, Rule.SHIFT_ABOVE)
    assert found.rules_at(0) == ()


def test_rules_stay_within_their_stretch() -> None:
    found = EDGES["shift_over_rebase"].analysis()
    assert set(found.hits) == {0}


def test_a_series_without_values_says_so() -> None:
    for values in ([], [None, None]):
        found = monthly(values, target=5)
        assert (found.variation, found.assurance, found.last) == (None, None, None)
        assert found.notes == ("There are no values yet.",)
        assert not found.trial_limits
        assert len(found.rule) == len(values)


def test_the_last_stretch_may_have_no_value_yet() -> None:
    found = analyse(months(14), [*STEADY, 30, None], Options(rebase_dates=(date(2021, 2, 1),), target=3))
    assert found.segments[1].mean is None
    assert found.mean[-1] is None
    assert found.current == found.segments[0]
    assert found.variation is Variation.IMPROVEMENT_HIGH


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 1e101, -1e300])
def test_what_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(UserFixable, match="can't be charted"):
        monthly([*STEADY, value])
    with pytest.raises(UserFixable):
        Options(target=math.nan)


def test_a_date_twice_is_refused() -> None:
    with pytest.raises(UserFixable, match="1 March 2020 has more than one value"):
        analyse([date(2020, 3, 1), date(2020, 2, 1), date(2020, 3, 1)], [1, 2, 3])


def test_a_short_baseline_is_refused() -> None:
    with pytest.raises(UserFixable, match="11 points"):
        Options(baseline_points=11)
    assert Options(baseline_points=12).baseline_points == 12


def test_limits_that_fall_on_the_mean_are_said_to() -> None:
    found = SERIES["s155_two_level"].analysis()
    assert any("limits lie on the mean" in note for note in found.notes)


def test_a_screening_override_beats_the_profile() -> None:
    spike = [*STEADY, 90.0, *STEADY]
    screened, whole = monthly(spike), monthly(spike, screen_outliers=False)
    assert screened.segments[0].amr == 2
    assert whole.segments[0].amr == pytest.approx((22 * 2 + 79 + 81) / 24)
    by_excel = monthly(spike, profile=MDC_EXCEL)
    assert by_excel.upper == whole.upper
    assert monthly(spike, profile=MDC_EXCEL, screen_outliers=True).upper == screened.upper


def test_profiles_are_named() -> None:
    assert set(PROFILES) == set(ProfileKey)
    assert profile_named("nhs-r") is NHS_R
    assert (NHS_R.title, MDC_EXCEL.run_length, MDC_EXCEL_6.run_length) == ("NHSRplotthedots 0.2", 7, 6)
    assert len({each.title for each in PROFILES.values()}) == 3


def test_excel_has_limits_and_icons_from_thirteen_points() -> None:
    assert monthly([*STEADY[:11], 40], profile=MDC_EXCEL, target=5).variation is None
    found = monthly([*STEADY, 40], profile=MDC_EXCEL, target=5)
    assert found.variation is Variation.IMPROVEMENT_HIGH
    short = monthly(STEADY, profile=MDC_EXCEL, target=5)
    assert (short.upper[0], short.mean[0], short.assurance) == (None, 10, None)
    assert short.notes == ("12 points are too few for limits.",)


def test_excel_counts_points_outside_towards_two_of_three() -> None:
    values = [*STEADY, 16, 15, 11, 9]
    by_excel = monthly(values, profile=MDC_EXCEL, baseline_points=12)
    assert by_excel.rules_at(12) == (Rule.ABOVE_UPPER, Rule.TWO_OF_THREE_ABOVE)
    assert by_excel.rules_at(13) == (Rule.TWO_OF_THREE_ABOVE,)
    assert by_excel.rules_at(14) == ()
    assert monthly(values, baseline_points=12).rules_at(13) == ()


def test_excel_passes_over_ties_in_a_trend() -> None:
    values = [*STEADY, 7, 7, 7.5, 8, 8.5, 8.5, 9, 9.5, 10.5, 10.5, 10]
    by_excel = monthly(values, profile=MDC_EXCEL, baseline_points=12)
    rising = [at for at, hits in enumerate(by_excel.hits) if hits & Rule.TREND_RISING]
    # From the last of the equal first ones to the last that rises.
    assert rising == list(range(13, 21))
    assert not any(hits & Rule.TREND_RISING for hits in monthly(values, baseline_points=12).hits)


def test_runs_of_six() -> None:
    values = [*STEADY, *[9] * 6, 11]
    six = monthly(values, profile=MDC_EXCEL_6, baseline_points=12)
    assert [at for at, hits in enumerate(six.hits) if hits & Rule.SHIFT_BELOW] == list(range(12, 18))
    assert not any(monthly(values, profile=MDC_EXCEL, baseline_points=12).hits)


def test_excel_shows_an_improvement_before_a_concern() -> None:
    # Rising, yet still below the lower limit.
    values = [*STEADY, *(1 + at / 4 for at in range(7))]
    by_excel = monthly(values, profile=MDC_EXCEL, baseline_points=12)
    by_r = monthly(values, baseline_points=12)
    assert by_excel.hits[-1] & by_r.hits[-1] & Rule.TREND_RISING
    assert by_excel.variation is Variation.IMPROVEMENT_HIGH
    assert by_r.variation is Variation.CONCERN_LOW
    neutral = monthly(values, profile=MDC_EXCEL, baseline_points=12, direction=Direction.NEITHER)
    assert neutral.variation is Variation.NEUTRAL_LOW


@pytest.mark.parametrize(
    "case,assurance", [("target_at_upl", Assurance.FAIL), ("target_at_lpl", Assurance.PASS)]
)
def test_excel_counts_a_target_on_a_limit(case: str, assurance: Assurance) -> None:
    rows = EDGES[case].rows
    values = [float(row["value"]) for row in rows]
    target = float(EDGES[case].options["target"])
    found = monthly(values, profile=MDC_EXCEL, baseline_points=12, target=target)
    assert found.assurance is assurance
