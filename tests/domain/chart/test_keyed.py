"""The list under a picture: every name in full, in as little height as it takes, cut only when it's long."""

from __future__ import annotations

import pytest

from stewardship_desktop.domain.chart.keyed import Keyed, keyed_list
from stewardship_desktop.domain.chart.lettering import Lettering
from stewardship_desktop.domain.chart.primitives import Rect, Text

NAMES = (
    "Peer support and exercise", "Six-month review", "Early supported discharge, five days",
    "Early supported discharge, seven days", "Rehabilitation beds, eight fewer",
    "Rehabilitation beds, all 24", "Hospital follow-up at 12 weeks", "Repeat brain scans",
)  # fmt: skip


def entries(count: int, chosen: int = 0) -> list[Keyed]:
    return [
        Keyed(number=at, name=NAMES[(at - 1) % 8], value=f"{100 - at}.5", chosen=at == chosen)
        for at in range(1, count + 1)
    ]


@pytest.mark.parametrize("width, size", [(250.0, 12.0), (590.0, 12.0), (853.0, 24.0), (1280.0, 24.0)])
def test_eight_names_are_always_there_in_full_and_inside(width: float, size: float) -> None:
    letters = Lettering(size)
    drawn, height = keyed_list(entries(8), width, 100.0, letters, grow=False)
    texts = [one for one in drawn if isinstance(one, Text)]
    said = " ".join(one.text for one in texts if one.part == "key")
    assert all(name in said for name in NAMES)
    assert [one.text for one in texts if one.part == "key-number"] == [str(at) for at in range(1, 9)]
    assert max(one.y for one in texts) < height
    for one in texts:
        right = one.x if one.anchor == "end" else one.x + letters.width(one.text, one.bold)
        assert right <= width + 1, one.text


def test_columns_make_it_low() -> None:
    letters = Lettering()
    assert keyed_list(entries(8), 590.0, 300.0, letters, grow=False)[1] == pytest.approx(4 * letters.line)
    assert keyed_list((), 590.0, 300.0, letters, grow=False) == ([], 0.0)


def test_a_long_list_is_cut_where_it_may_not_grow_and_keeps_the_chosen() -> None:
    letters = Lettering()
    drawn, height = keyed_list(entries(60, chosen=47), 590.0, 200.0, letters, grow=False)
    texts = [one.text for one in drawn if isinstance(one, Text)]
    assert height <= 100.0 + letters.line * 2
    assert "47" in texts
    assert texts[-1].endswith("more, named in the data table")
    assert [one.part for one in drawn if isinstance(one, Rect)] == ["key-chosen"]
    full, _ = keyed_list(entries(60), 590.0, 200.0, letters, grow=True)
    assert sum(isinstance(one, Text) and one.part == "key-number" for one in full) == 60
