"""What forms hand over, turned into the fields of a record."""

from __future__ import annotations

from stewardship_desktop.domain.spc.profile import Direction
from stewardship_desktop.domain.value_framework import Metric, MetricDefinition
from stewardship_desktop.ui.record_values import blank_to_default


def test_a_blank_is_the_fields_own_blank() -> None:
    assert blank_to_default(Metric, "owner_role", None) == ""
    assert blank_to_default(Metric, "due_after_days", None) == 30
    assert blank_to_default(Metric, "baseline_points", None) is None
    assert blank_to_default(MetricDefinition, "levels", None) == ()


def test_a_choice_that_came_back_as_text_is_the_enumeration_again() -> None:
    stored = blank_to_default(Metric, "direction", "down")
    assert stored is Direction.DOWN
    assert blank_to_default(Metric, "name", "Door to needle") == "Door to needle"
