"""The sentences that people read: what varies, since when, and what becomes of the target."""

from __future__ import annotations

from datetime import date

import pytest

from stewardship_desktop.domain.spc.engine import Analysis, Options, analyse
from stewardship_desktop.domain.spc.outcome import Assurance, Rule, Variation
from stewardship_desktop.domain.spc.profile import MDC_EXCEL, NHS_R, Direction
from stewardship_desktop.domain.spc.words import (
    assurance_words,
    day_words,
    rule_words,
    sentence,
    variation_words,
    what_the_limits_are,
)
from tests.support.spc_series import STEADY, monthly, months


def said(analysis: Analysis) -> str:
    return sentence(analysis, "{:g}".format)


def after(*values: float | None, **options: object) -> Analysis:
    """Points after a steady year on which the limits are fixed: mean 10, limits 4.68 and 15.32."""
    return monthly([*STEADY, *values], baseline_points=12, **options)


@pytest.mark.parametrize(
    "found,words",
    [
        (after(10), "No real change: the last value lies within what is usual (4.68 to 15.32)."),
        (
            after(16),
            "Higher than usual in January 2021, for the better: 16 is above the upper limit of 15.32.",
        ),
        (
            after(16, 17, direction=Direction.NEITHER),
            "Higher than usual since January 2021: two points in a row above the upper limit of 15.32.",
        ),
        (
            after(3, direction=Direction.DOWN),
            "Lower than usual in January 2021, for the better: 3 is below the lower limit of 4.68.",
        ),
        (
            after(*[9] * 8),
            "Lower than usual since January 2021, for the worse: eight points in a row below the mean of 10.",
        ),
        (
            after(*[9 + at / 4 for at in range(7)]),
            "Rising since January 2021, for the better: seven points in a row, each higher than the last.",
        ),
        (
            after(5.5, 8, 5.5, direction=Direction.NEITHER),
            "Lower than usual in March 2021: two of the last three points lie near the lower limit of 4.68.",
        ),
        (
            after(5, 5, 5, direction=Direction.NEITHER),
            "Lower than usual in March 2021: the last three points lie near the lower limit of 4.68.",
        ),
        (
            after(11, 9.5, 9, 9, 8.5, 8, 7.5, 7, profile=MDC_EXCEL, direction=Direction.NEITHER),
            "Falling since January 2021: eight points in a row, each lower than the last or equal to it.",
        ),
        (monthly([]), "There are no values yet."),
        (monthly([5]), "Too few points to say what is usual."),
        (monthly([5] * 9, profile=MDC_EXCEL), "Too few points to say what is usual: nine of the 13 needed."),
        (monthly([5] * 14), "No variation: every value is 5."),
    ],
)
def test_what_varies(found: Analysis, words: str) -> None:
    assert said(found) == words


def test_the_first_of_two_numbers_needs_no_unit() -> None:
    words = sentence(after(10), "{:g} minutes".format, bare="{:g}".format)
    assert words.endswith("what is usual (4.68 to 15.32 minutes).")


def test_limits_are_said_as_far_as_values_can_go() -> None:
    shifted = monthly([value - 8 for value in (*STEADY, 10)], baseline_points=12)
    assert "(-3.32 to 7.32)" in said(shifted)
    assert "(0 to 7)" in sentence(shifted, "{:g}".format, bounds=(0, 7))
    above = sentence(after(16), "{:g}".format, bounds=(0, 15.5))
    assert "16 is above the upper limit of 15.32" in above


def test_trial_limits_are_said() -> None:
    assert said(monthly([5, 7, 5, 7])) == (
        "No real change: the last value lies within what is usual (0.68 to 11.32). These are trial limits, "
        "from four points."
    )


def test_a_stretch_without_variation_says_since_when() -> None:
    found = analyse(months(28), [*STEADY, *[5.0] * 16], Options(rebase_dates=(date(2021, 1, 1),)))
    assert said(found) == "No variation: every value since January 2021 is 5."


@pytest.mark.parametrize(
    "target,direction,words",
    [
        (16, Direction.UP, "The target of 16 will not be met without a change."),
        (16, Direction.DOWN, "The target of 16 will be met unless something changes."),
        (10, Direction.UP, "The target of 10 will sometimes be met and sometimes missed."),
        (4, Direction.UP, "The target of 4 will be met unless something changes."),
        (16, Direction.NEITHER, ""),
    ],
)
def test_what_becomes_of_the_target(target: float, direction: Direction, words: str) -> None:
    whole = said(after(10, target=target, direction=direction))
    assert (
        whole == f"No real change: the last value lies within what is usual (4.68 to 15.32). {words}".strip()
    )


def test_the_last_value_may_say_otherwise_than_the_limits() -> None:
    assert said(after(20, target=16)).endswith("without a change, though the last value meets it.")
    assert said(after(3, target=4)).endswith("unless something changes, though the last value misses it.")


def test_a_missing_last_value_is_said() -> None:
    assert said(after(10, None)).endswith("The value for February 2021 is missing.")


def test_since_does_not_reach_over_a_rebase() -> None:
    found = analyse(months(26), [*STEADY, 16, 16, *STEADY[:12]], Options(rebase_dates=(date(2021, 2, 1),)))
    assert found.segments[1].start == date(2021, 2, 1)
    assert said(found).startswith("No real change")


def test_days_for_series_that_are_not_monthly() -> None:
    assert day_words(date(2023, 3, 16)) == "16 March 2023"
    assert "in 1 January 2021" not in sentence(after(16), "{:g}".format)


def test_short_words_cover_everything() -> None:
    assert len({variation_words(each) for each in (*Variation, None)}) == 8
    assert len({assurance_words(each) for each in (*Assurance, None)}) == 4
    assert len({rule_words(each, NHS_R) for each in Rule}) == 8
    assert rule_words(Rule.SHIFT_ABOVE, NHS_R) == "7 points or more in a row above the mean"


def test_the_foot_names_the_profile_and_what_was_chosen() -> None:
    assert what_the_limits_are(monthly([*STEADY, 9])) == "XmR limits, NHSRplotthedots 0.2 rules"
    assert what_the_limits_are(monthly(STEADY, baseline_points=12, screen_outliers=False)) == (
        "XmR limits, NHSRplotthedots 0.2 rules, screening of moving ranges off, limits from the first 12 "
        "points, trial limits (fewer than 13 points)"
    )
    assert "MDC Excel" in what_the_limits_are(monthly(STEADY, profile=MDC_EXCEL))
