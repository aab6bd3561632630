"""Numbers in a metric's own unit, and what somebody types read as a value of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stewardship_desktop.domain.dashboard.figures import TypedValue, read_value, shown, worked_out
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.observation import Qualifier
from stewardship_desktop.domain.value_framework import MetricDefinition, Scale


def of(scale: Scale = Scale.NUMBER, **more: Any) -> MetricDefinition:
    return MetricDefinition(id="definition", scope="area", metric_id="metric", scale=scale, **more)


PATIENTS = of(unit="patients", decimals=0)
SHARE = of(Scale.PROPORTION, unit="%")
GRADE = of(Scale.ORDINAL, levels=("E", "D", "C", "B", "A"))
POUNDS = of(Scale.MONEY, unit="£", decimals=0)
RATE = of(Scale.RATE, per=100_000)


@pytest.mark.parametrize(
    "definition, text, value, qualifier",
    [
        (PATIENTS, "1,000", "1000", Qualifier.EXACT),
        (PATIENTS, "about 1,000", "1000", Qualifier.ABOUT),
        (PATIENTS, "c. 1 000", "1000", Qualifier.ABOUT),
        (PATIENTS, ">8000", "8000", Qualifier.OVER),
        (PATIENTS, "under 100", "100", Qualifier.UNDER),
        (PATIENTS, "<100", "100", Qualifier.UNDER),
        (PATIENTS, "about 12 patients", "12", Qualifier.ABOUT),
        (PATIENTS, "1 patient", "1", Qualifier.EXACT),
        (PATIENTS, "(12)", "-12", Qualifier.EXACT),
        (SHARE, "81.4%", "81.4", Qualifier.EXACT),
        (SHARE, "81.4", "81.4", Qualifier.EXACT),
        (POUNDS, "£1.2m", "1200000", Qualifier.EXACT),
        (POUNDS, "about £60k", "60000", Qualifier.ABOUT),
    ],
)
def test_a_number_is_read_with_what_its_source_says_of_it(
    definition: MetricDefinition, text: str, value: str, qualifier: Qualifier
) -> None:
    assert read_value(definition, text) == TypedValue(value=Decimal(value), qualifier=qualifier)


def test_counts_make_the_value_and_are_kept() -> None:
    assert read_value(SHARE, "612 / 750") == TypedValue(
        value=Decimal("81.6"), numerator=Decimal(612), denominator=Decimal(750)
    )
    assert read_value(RATE, "30 of 150,000").value == 20


def test_a_grade_is_one_of_its_levels() -> None:
    assert read_value(GRADE, " grade b ") == TypedValue(level="B")


def test_nothing_typed_is_nothing() -> None:
    assert read_value(SHARE, "  ").is_empty


@pytest.mark.parametrize(
    "definition, text, words",
    [
        (PATIENTS, "1,2oo", "letter o"),
        (PATIENTS, "81%", "is a per cent, and this metric is not"),
        (PATIENTS, "£5", "is money, and this metric is not"),
        (PATIENTS, "6/7", "isn't a number"),
        (SHARE, "760/750", "more than all of them"),
        (SHARE, "6/0", "divides by 0"),
        (SHARE, "814", "more than 100 per cent"),
        (SHARE, "-3%", "below 0 per cent"),
        (GRADE, "F", "Type one of E, D, C, B, A"),
        (GRADE, "3", "no grade"),
        (PATIENTS, "n/a", "not a number"),
        (SHARE, "n/a", "'n/a' is not a number"),
        (SHARE, "#N/A", "'#N/A' is an error of the spreadsheet"),
        (SHARE, "about 612/750", "'about 612/750' is not a count and what it is of"),
        (SHARE, "-1/10", "fewer than none"),
        (RATE, "-5", "below 0"),
        (PATIENTS, "9999999999999999", "too large"),
        (RATE, "0/0.0000000000001", "too small"),
        (PATIENTS, "about", "isn't a number"),
    ],
)
def test_what_is_no_value_of_the_metric_is_refused_in_words(
    definition: MetricDefinition, text: str, words: str
) -> None:
    with pytest.raises(UserFixable) as refused:
        read_value(definition, text)
    assert words in str(refused.value)


@given(value=st.decimals(0, 100, places=1), qualifier=st.sampled_from(Qualifier))
def test_what_is_shown_is_read_back(value: Decimal, qualifier: Qualifier) -> None:
    text = shown(SHARE, value, qualifier=qualifier)
    found = read_value(SHARE, text)
    assert (found.value, found.qualifier) == (value, qualifier)


@given(top=st.integers(0, 10**6), more=st.integers(0, 10**6))
def test_counts_that_are_shown_make_the_value_again(top: int, more: int) -> None:
    base = top + more + 1
    found = read_value(SHARE, f"{top}/{base}")
    assert found.value == worked_out(SHARE, Decimal(top), Decimal(base))
