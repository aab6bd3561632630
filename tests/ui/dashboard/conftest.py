"""A small framework in a workspace, and the dashboard room over it on a fixed day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from stewardship_desktop.application.opened import OpenedWorkspace
from stewardship_desktop.ui.dashboard.page import DashboardPage
from tests.support.metrics import SmallFramework, framework_open, prepared_framework
from tests.support.workspaces import open_new
from tests.ui.conftest import Surroundings

TODAY = date(2023, 3, 16)


class DatedPage(DashboardPage):
    """The room on 16 March 2023."""

    def today(self) -> date:
        return TODAY


@pytest.fixture
def workspace(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[OpenedWorkspace]:
    """A new workspace, or a copy of the prepared one where a test asks for the small framework."""
    if "small" in request.fixturenames:
        with framework_open(tmp_path) as made:
            yield made.workspace.opened
    else:
        with open_new(tmp_path) as opened:
            yield opened


@pytest.fixture
def small(surroundings: Surroundings) -> SmallFramework:
    return prepared_framework(surroundings)


@pytest.fixture
def page(surroundings: Surroundings, small: SmallFramework) -> Any:
    """The room on the small framework's care area."""

    def make(context: Any) -> DatedPage:
        made = DatedPage(context)
        made.show_care_area(small.area)
        return made

    return surroundings.show(make, 1176, 600)
