from __future__ import annotations

from decimal import Decimal

import pytest

from stewardship_desktop.domain.budget.alignment import (
    AlignedLine,
    Reach,
    Served,
    remainder,
    require_room,
    share_pence,
)
from stewardship_desktop.domain.budget.book import LineRole
from stewardship_desktop.domain.errors import UserFixable


def line(name: str, pence: int | None, *roles: LineRole, percent: Decimal | None = None) -> AlignedLine:
    areas = tuple(
        Served(care_area_id=str(at), care_area=f"Area {at}", role=role, percent=percent)
        for at, role in enumerate(roles)
    )
    return AlignedLine(service_line_id=name, name=name, line_no=None, pence=pence, areas=areas)


def test_a_line_counts_once_whatever_it_serves() -> None:
    found = remainder(
        [
            line("a", 100, LineRole.MAIN, LineRole.CONTRIBUTES),
            line("b", 200, LineRole.CONTRIBUTES, LineRole.CONTRIBUTES),
            line("c", 700),
            line("d", None),
        ]
    )
    assert (found.main.pence, found.contributes.pence, found.unmapped.pence, found.pence) == (
        100,
        200,
        700,
        1000,
    )
    assert (found.main.lines, found.contributes.lines, found.unmapped.lines) == (1, 1, 2)
    assert found.unmapped.percent_shown == "70.0%"
    assert line("e", 1, LineRole.CONTRIBUTES, LineRole.MAIN).reach is Reach.MAIN


def test_shares_are_of_the_whole_line_and_only_where_there_is_a_per_cent() -> None:
    assert share_pence(1001, Decimal(50)) == 501
    assert share_pence(1001, None) is None
    assert share_pence(None, Decimal(50)) is None
    assert line("a", 1, LineRole.MAIN, LineRole.MAIN, percent=Decimal(30)).percent_given == 60


def test_no_more_than_the_whole_line_can_be_put_down() -> None:
    require_room("Stroke", [Decimal(60), None], Decimal(40))
    require_room("Stroke", [Decimal(100)], None)
    with pytest.raises(UserFixable, match="at most 39"):
        require_room("Stroke", [Decimal(61)], Decimal(40))
    with pytest.raises(UserFixable, match="Lower another"):
        require_room("Stroke", [Decimal(100)], Decimal(1))
