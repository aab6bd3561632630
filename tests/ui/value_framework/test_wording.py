"""The words of the Value room, without a window."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from stewardship_desktop.domain.spc.profile import Direction
from stewardship_desktop.domain.value_framework import Frequency, Metric, MetricDefinition, Scale
from stewardship_desktop.ui.value_framework.definition_fields import asked_for, read_levels
from stewardship_desktop.ui.value_framework.wording import measured_words, plain_value, priority_words
from stewardship_desktop.ui.widgets.typed_text import Unreadable


@pytest.mark.parametrize(
    "count, enough, words",
    [
        (0, False, "No priority metrics (3 to 9). Too few"),
        (1, False, "1 priority metric (3 to 9). Too few"),
        (3, True, "3 priority metrics (3 to 9)"),
        (9, True, "9 priority metrics (3 to 9)"),
        (11, False, "11 priority metrics (3 to 9). Too many to act on: put 2 on the watch list."),
    ],
)
def test_priorities(count: int, enough: bool, words: str) -> None:
    said, fits = priority_words(count)
    assert said.startswith(words)
    assert fits is enough


@pytest.mark.parametrize(
    "definition, words",
    [
        ({"unit": "minutes"}, "minutes, lower is better, monthly"),
        ({"scale": Scale.PROPORTION, "unit": "%"}, "per cent, lower is better, monthly"),
        ({"scale": Scale.MONEY, "unit": "£"}, "pounds, lower is better, monthly"),
        (
            {"scale": Scale.RATE, "per": 100_000, "unit": "people"},
            "per 100,000 people, lower is better, monthly",
        ),
        ({"scale": Scale.ORDINAL, "levels": ("E", "A")}, "grade E to A, lower is better, monthly"),
        ({}, "lower is better, monthly"),
    ],
)
def test_unit_direction_and_rhythm(definition: dict[str, Any], words: str) -> None:
    metric = Metric(id="m", outcome_id="o", name="M", direction=Direction.DOWN, frequency=Frequency.MONTHLY)
    assert measured_words(metric, MetricDefinition(id="d", metric_id="m", **definition)) == words


def test_a_value_to_type_again_is_not_rounded() -> None:
    assert plain_value(Decimal("1834220.55")) == "1,834,220.55"
    assert plain_value(Decimal(1000), qualifier="about") == "about 1,000"
    assert plain_value(None, level="B") == "B"
    assert plain_value(None) == ""


def test_levels_are_typed_from_the_worst_to_the_best() -> None:
    assert read_levels("E; D, C") == ("E", "D", "C")
    assert read_levels(" ; ") is None
    with pytest.raises(Unreadable, match="needs its levels"):
        read_levels("E")
    with pytest.raises(Unreadable, match="twice"):
        read_levels("E;E")


def test_each_scale_asks_for_what_it_needs() -> None:
    assert "levels" in asked_for(Scale.ORDINAL)
    assert "unit" not in asked_for(Scale.ORDINAL)
    assert {"numerator", "denominator"} <= asked_for(Scale.PROPORTION)
    assert "per" in asked_for(Scale.RATE)
    assert not {"numerator", "per", "levels"} & asked_for(Scale.NUMBER)
