"""Signs of variation and assurance: told apart without colour, named, and dark enough on their grounds."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from stewardship_desktop.domain.chart.icons import IconKind, icon_alternative, icon_of, icon_words
from stewardship_desktop.domain.chart.primitives import Circle, Lines, Path, Primitive, Rect, Text
from stewardship_desktop.domain.palette import SCHEMES, contrast
from stewardship_desktop.domain.spc.outcome import Assurance, Variation
from stewardship_desktop.domain.spc.words import assurance_words, variation_words


def in_one_colour(drawn: tuple[Primitive, ...]) -> list[Primitive]:
    """The sign as a black and white printer would have it: filled or not, and its outlines."""
    grey: list[Primitive] = []
    for one in drawn:
        assert not isinstance(one, Text | Rect)
        if isinstance(one, Lines):
            grey.append(replace(one, stroke="ink"))
            continue
        fill = "paper" if one.fill in {None, "surface"} else "ink"
        grey.append(replace(one, fill=fill, stroke="paper" if one.stroke == "surface" else "ink"))
    return grey


@pytest.mark.parametrize("one, other", [*combinations(IconKind, 2)])
def test_two_signs_differ_without_colour(one: IconKind, other: IconKind) -> None:
    assert in_one_colour(icon_of(one)) != in_one_colour(icon_of(other))
    assert icon_words(one) != icon_words(other)
    assert icon_alternative(one) != icon_alternative(other)


@pytest.mark.parametrize("kind", list(IconKind))
@pytest.mark.parametrize("size", [16.0, 24.0, 64.0])
def test_a_sign_stays_in_its_square_wherever_it_stands(kind: IconKind, size: float) -> None:
    for one in icon_of(kind, size, 100.0, 50.0):
        if isinstance(one, Circle):
            reach = one.radius + one.stroke_width / 2
            across, down = [one.x - reach, one.x + reach], [one.y - reach, one.y + reach]
        elif isinstance(one, Lines):
            across = [x for x1, _, x2, _ in one.strokes for x in (x1, x2)]
            down = [y for _, y1, _, y2 in one.strokes for y in (y1, y2)]
        else:
            assert isinstance(one, Path)
            across, down = [x for x, _ in one.points], [y for _, y in one.points]
        assert 100.0 - 0.01 <= min(across) <= max(across) <= 100.0 + size + 0.01
        assert 50.0 - 0.01 <= min(down) <= max(down) <= 50.0 + size + 0.01


@pytest.mark.parametrize("kind", list(IconKind))
@pytest.mark.parametrize("scheme", SCHEMES)
def test_signs_reach_three_to_one_on_cards_and_chosen_rows(kind: IconKind, scheme: str) -> None:
    colours = SCHEMES[scheme]
    ground, *signs = icon_of(kind)
    assert isinstance(ground, Circle | Path)
    assert ground.stroke is not None
    for below in ("surface", "selection", "ground"):
        strongest = max(
            contrast(colours[token], colours[below]) for token in (ground.fill, ground.stroke) if token
        )
        assert strongest >= 3.0, f"{kind} on {below}"
    assert ground.fill is not None
    for sign in signs:
        assert not isinstance(sign, Text)
        ink = sign.stroke if sign.part == "icon-sign" else sign.fill  # type: ignore[union-attr]
        assert ink is not None
        assert contrast(colours[ink], colours[ground.fill]) >= 3.0


def test_what_is_good_or_bad_is_said_without_blame() -> None:
    assert icon_alternative(IconKind.FAIL) == "Assurance. Target won't be met without a change"
    assert icon_alternative(IconKind.CONCERN_LOW).startswith("Variation. ")


def test_signs_say_what_tables_say() -> None:
    said = {icon_words(kind) for kind in IconKind if kind is not IconKind.NONE}
    assert said == {
        *(variation_words(each) for each in Variation),
        *(assurance_words(each) for each in Assurance),
    }
