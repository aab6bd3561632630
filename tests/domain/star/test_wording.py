"""Lists and counts in sentences."""

from __future__ import annotations

from stewardship_desktop.domain.star.wording import counted, listed


def test_a_list_is_said_as_people_say_it() -> None:
    assert listed([]) == ""
    assert listed(["A"]) == "A"
    assert listed(["A", "B"]) == "A and B"
    assert listed(["A", "B", "C"], "or") == "A, B or C"


def test_one_is_not_many() -> None:
    assert (counted(1, "seat"), counted(0, "seat"), counted(1200, "seat")) == (
        "1 seat",
        "0 seats",
        "1,200 seats",
    )
    assert counted(2, "option was", "options were") == "2 options were"
