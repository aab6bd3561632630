"""Directly standardised rates: the published package's, and what must always hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.rates.dsr import ESP2013, AgeBand, dsr
from stewardship_desktop.domain.rates.limits import Level, rate
from tests.domain.rates.expected import agrees, rows

BANDS = st.lists(
    st.builds(
        AgeBand, stdpop=st.integers(1, 9000), x=st.integers(0, 500), n=st.integers(1, 10**6)
    ),
    min_size=1, max_size=19,
)  # fmt: skip


def given_bands(area: str) -> list[AgeBand]:
    return [
        AgeBand(stdpop=float(row["stdpop"]), x=int(row["x"]), n=float(row["n"]))
        for row in rows("dsr_esp2013_input")
        if row["area"] == area
    ]


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("row", rows("dsr_esp2013_expected"), ids=lambda row: row["area"])
def test_every_area_of_the_published_package(row: dict[str, str], level: Level) -> None:
    found = dsr(given_bands(row["area"]), level)
    assert found is not None
    assert agrees(found, row, level)


def test_the_standard_population_is_the_one_that_the_package_used() -> None:
    assert [weight for _, weight in ESP2013] == [band.stdpop for band in given_bands("large")]
    assert sum(weight for _, weight in ESP2013) == 100_000
    assert (ESP2013[0][0], ESP2013[18][0]) == ("0-4", "90 and over")


def test_under_10_events_there_is_no_rate() -> None:
    def of(x: int) -> list[AgeBand]:
        return [AgeBand(stdpop=1, x=x, n=100), AgeBand(stdpop=3, x=5, n=100)]

    assert dsr(of(4)) is None
    assert dsr(of(5)) is not None
    assert dsr([]) is None


@given(BANDS)
def test_the_rate_lies_within_its_interval_and_the_surer_is_wider(bands: list[AgeBand]) -> None:
    usual, strict = dsr(bands), dsr(bands, Level.P998)
    if usual is None or strict is None:
        assert sum(band.x for band in bands) < 10
        return
    assert strict.lower <= usual.lower <= usual.value <= usual.upper <= strict.upper


@given(BANDS, st.integers(2, 9))
def test_only_the_proportions_of_the_standard_count(bands: list[AgeBand], factor: int) -> None:
    larger = [AgeBand(stdpop=band.stdpop * factor, x=band.x, n=band.n) for band in bands]
    one, other = dsr(bands), dsr(larger)
    if one is not None and other is not None:
        assert other.lower == pytest.approx(one.lower, rel=1e-9, abs=1e-9)
        assert other.upper == pytest.approx(one.upper, rel=1e-9)


@given(st.integers(10, 10**5), st.integers(1, 10**6))
def test_of_one_band_it_is_the_crude_rate(x: int, n: int) -> None:
    found, crude = dsr([AgeBand(stdpop=7, x=x, n=n)]), rate(x, n)
    assert found is not None
    assert found.value == pytest.approx(crude.value)
    assert found.lower == pytest.approx(crude.lower)
    assert found.upper == pytest.approx(crude.upper)


@pytest.mark.parametrize("stdpop, x, n", [(0, 1, 1), (1, -1, 1), (1, 1, 0)])
def test_a_band_that_cant_be_standardised_is_refused(stdpop: int, x: int, n: int) -> None:
    with pytest.raises(UserFixable, match="can't be standardised"):
        AgeBand(stdpop=stdpop, x=x, n=n)
