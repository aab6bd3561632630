"""Moments and past values read as people write them."""

from __future__ import annotations

from datetime import date, timedelta, timezone
from decimal import Decimal

import pytest

from stewardship_desktop.domain.history import (
    count_words,
    day_starts_ms,
    moment_words,
    plural_of,
    value_words,
)
from stewardship_desktop.domain.kinds import KINDS
from stewardship_desktop.domain.partial_date import date_words
from stewardship_desktop.domain.system import OrganisationStatus, split_names, status_of

SUMMER = timezone(timedelta(hours=1))


def test_a_moment_is_read_in_local_time() -> None:
    # 30 June 2022 23:30 UTC is already July in British summer time.
    at_ms = 1_656_631_800_000
    assert moment_words(at_ms, SUMMER) == "1 July 2022 00:30"
    assert moment_words(at_ms, timezone.utc) == "30 June 2022 23:30"  # noqa: UP017 - a zone like any other
    assert date_words(date(2023, 3, 16)) == "16 March 2023"


def test_a_day_begins_at_local_midnight() -> None:
    start = day_starts_ms(date(2022, 7, 1), SUMMER)
    assert moment_words(start, SUMMER) == "1 July 2022 00:00"
    assert moment_words(start - 1, SUMMER) == "30 June 2022 23:59"
    assert moment_words(day_starts_ms(date(2022, 12, 1))).startswith("1 December 2022 00:00")


@pytest.mark.parametrize(
    "field, value, words",
    [
        ("closed_on", date(2022, 7, 1), "1 July 2022"),
        ("population", 1_200_000, "1,200,000 people"),
        ("pence", 123_400, "£1,234"),
        ("pence", -123_456, "\N{MINUS SIGN}£1,234.56"),
        ("most_deprived_fifth", Decimal(17), "17%"),
        ("districts", ("Braintree", "Maldon"), "Braintree; Maldon"),
        ("illustrative", False, "No"),
        ("status", OrganisationStatus.CLOSED, "closed"),
        ("version", 3, "3"),
        ("name", "", ""),
        ("closed_on", None, ""),
        ("districts", (), ""),
    ],
)
def test_values_have_their_units(field: str, value: object, words: str) -> None:
    assert value_words(field, value) == words


def test_a_figure_takes_the_unit_that_stands_beside_it() -> None:
    assert value_words("figure", Decimal("1234.5"), {"unit": "wte"}) == "1,234.5 wte"
    assert value_words("figure", Decimal(12), {"unit": ""}) == "12"


def test_plurals_of_every_kind_are_words() -> None:
    plurals = {plural_of(kind.title) for kind in KINDS}
    assert {
        "statuses of a care area",
        "other names of an organisation",
        "comments on a service line",
    } <= plurals
    assert "people" in plurals
    assert count_words(1, "pathway") == "1 pathway"
    assert count_words(1200, "person") == "1,200 people"
    assert plural_of("body") == "bodies"


@pytest.mark.parametrize(
    "words, status",
    [
        ("current", "current"),
        ("closed July 2022", "closed"),
        ("other partner", "partner"),
        ("External", "external"),
        ("launched February 2024", "current"),
        ("training and stocktake supplier", "external"),
        ("named in finance minutes", None),
        ("", None),
    ],
)
def test_printed_words_of_a_status(words: str, status: str | None) -> None:
    assert status_of(words) == status


def test_other_names_of_one_cell() -> None:
    assert split_names(" A;  b  c ;;a ; B\nD") == ("A", "b c", "B", "D")
    assert split_names("") == ()
