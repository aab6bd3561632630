"""Fifths and other groups of peers, against the published formula worked in fractions."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stewardship_desktop.domain.rates.quantiles import quantiles

VALUES = st.lists(st.none() | st.integers(-5, 5).map(float), max_size=40)


def published(values: list[float | None], groups: int, *, highest_first: bool) -> list[int | None]:
    known = [value for value in values if value is not None]
    if len(known) < groups:
        return [None] * len(values)

    def one(value: float | None) -> int | None:
        if value is None:
            return None
        rank = 1 + sum((each > value) if highest_first else (each < value) for each in known)
        width = Fraction(len(known), groups)
        return math.floor(groups + 1 - math.ceil((len(known) + 1 - rank) / width)) or 1

    return [one(value) for value in values]


@given(VALUES, st.integers(1, 10), st.booleans())
def test_the_formula(values: list[float | None], groups: int, highest_first: bool) -> None:
    found = quantiles(values, groups, highest_first=highest_first)
    assert list(found) == published(values, groups, highest_first=highest_first)


def test_ten_areas_in_fifths() -> None:
    values = [float(value) for value in range(10)]
    assert quantiles(values, 5) == (5, 5, 4, 4, 3, 3, 2, 2, 1, 1)
    assert quantiles(values, 5, highest_first=False) == (1, 1, 2, 2, 3, 3, 4, 4, 5, 5)


def test_equal_values_are_never_parted_and_missing_ones_stay_out() -> None:
    assert quantiles([7.0, None, 7.0, 7.0, 1.0], 2) == (1, None, 1, 1, 2)


def test_fewer_values_than_groups_have_none() -> None:
    assert quantiles([1.0, 2.0, None], 3) == (None, None, None)
    assert quantiles([], 4) == ()


def test_no_groups_is_a_fault() -> None:
    with pytest.raises(ValueError, match="at least one group"):
        quantiles([1.0], 0)
