"""A small framework in a workspace, and the dashboard room over it on a fixed day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from stewardship_desktop.ui.dashboard.page import DashboardPage
from tests.support.metrics import SmallFramework, small_framework
from tests.ui.conftest import Surroundings

TODAY = date(2023, 3, 16)


class DatedPage(DashboardPage):
    """The room on 16 March 2023."""

    def today(self) -> date:
        return TODAY


@pytest.fixture
def small(surroundings: Surroundings) -> SmallFramework:
    return small_framework(surroundings)


@pytest.fixture
def page(surroundings: Surroundings, small: SmallFramework) -> Any:
    """The room on the small framework's care area."""

    def make(context: Any) -> DatedPage:
        made = DatedPage(context)
        made.show_care_area(small.area)
        return made

    return surroundings.show(make, 1176, 600)
