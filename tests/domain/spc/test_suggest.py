"""When new limits are suggested: a shift that has lasted, and nothing less."""

from __future__ import annotations

from datetime import date

from stewardship_desktop.domain.spc.engine import Options, analyse
from stewardship_desktop.domain.spc.profile import MDC_EXCEL_6
from stewardship_desktop.domain.spc.suggest import suggested_rebase
from tests.support.spc_series import STEADY, monthly, months

SHIFTED = (9, *[13, 12] * 7)


def test_a_shift_that_has_lasted_is_suggested_with_its_evidence() -> None:
    found = monthly([*STEADY, *SHIFTED], baseline_points=12)
    suggestion = suggested_rebase(found)
    assert suggestion is not None
    assert (suggestion.start, suggestion.points) == (date(2021, 2, 1), 14)
    assert (suggestion.mean_before, suggestion.mean_since) == (10, 12.5)
    assert suggestion.sentence("{:g}".format) == (
        "The last 14 points, since February 2021, all lie above the mean of 10; their own mean is 12.5. If "
        "you know what changed, start new limits in February 2021 and say why."
    )


def test_limits_started_there_have_nothing_more_to_suggest_and_are_firm() -> None:
    values = [*STEADY, *SHIFTED]
    again = analyse(months(len(values)), values, Options(rebase_dates=(date(2021, 2, 1),)))
    assert suggested_rebase(again) is None
    assert not again.trial_limits


def test_what_has_not_lasted_or_has_ended_is_not_suggested() -> None:
    for values in (
        [],
        STEADY,
        [*STEADY, *SHIFTED[:-1]],
        [*STEADY, *SHIFTED, 9],
        [*STEADY, *SHIFTED[:8], None, *SHIFTED[8:]],
    ):
        assert suggested_rebase(monthly(values, baseline_points=12)) is None


def test_a_shift_below_and_runs_of_six() -> None:
    below = [*STEADY, 11, *[7, 8] * 6]
    assert suggested_rebase(monthly(below, baseline_points=12)) is None
    found = suggested_rebase(monthly(below, baseline_points=12, profile=MDC_EXCEL_6))
    assert found is not None
    assert found.points == 12
    assert "all lie below the mean of 10" in found.sentence("{:g}".format)
