from __future__ import annotations

import pytest

from stewardship_desktop.domain.aims import read_aims
from stewardship_desktop.domain.errors import UserFixable


@pytest.mark.parametrize(
    "text, aims",
    [
        ("", ()),
        ("Inequality; health", ("health", "inequality")),
        ("res, QUALITY,res", ("quality", "sustainable resources")),
    ],
)
def test_aims_as_people_type_them(text: str, aims: tuple[str, ...]) -> None:
    assert read_aims(text) == aims


def test_a_word_that_is_no_aim_is_named() -> None:
    with pytest.raises(UserFixable, match="'wealth'"):
        read_aims("health; wealth")
