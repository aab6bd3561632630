from __future__ import annotations

from datetime import date

import pytest

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.partial_date import PartialDate, read_partial_date


@pytest.mark.parametrize(
    "text, first, words",
    [
        ("16 March 2023", date(2023, 3, 16), ""),
        ("16/3/2023", date(2023, 3, 16), ""),
        ("2023-03-16", date(2023, 3, 16), ""),
        ("4th Sept 2022", date(2022, 9, 4), ""),
        ("March 2022", date(2022, 3, 1), "March 2022"),
        ("2022-03", date(2022, 3, 1), "March 2022"),
        ("autumn  2022", date(2022, 9, 1), "autumn 2022"),
        ("late Autumn 2022", date(2022, 9, 1), "late Autumn 2022"),
        ("2022", date(2022, 1, 1), "2022"),
        ("2022/23", date(2022, 4, 1), "2022/23"),
    ],
)
def test_what_people_type(text: str, first: date, words: str) -> None:
    assert read_partial_date(text) == PartialDate(first=first, words=words)


def test_blank_is_no_date() -> None:
    assert read_partial_date("  ") is None


@pytest.mark.parametrize("text", ["soon", "31/2/2023", "2022/24", "13 Ma 2023", "99", "0000", "2023-13"])
def test_refuses_in_words(text: str) -> None:
    with pytest.raises(UserFixable) as refused:
        read_partial_date(text)
    assert text in refused.value.what
    assert refused.value.remedy


def test_label_never_gets_more_exact() -> None:
    assert PartialDate(first=date(2022, 9, 1), words="autumn 2022").label == "autumn 2022"
    assert PartialDate(first=date(2022, 9, 1)).label == "1 September 2022"
