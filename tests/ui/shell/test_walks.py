"""Walks over every screen: reachable and readable for everybody, no network. New rooms inherit them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from stewardship_desktop.application.settings import TEXT_SIZE
from stewardship_desktop.ui.rooms import ROOMS
from tests.support.accessibility import faults_of
from tests.ui.shell.conftest import Desk


def rooms_of(desk: Desk) -> list[str]:
    """Every room, in an example with a care area chosen."""
    area = next(each for each in desk.session.areas if each.name == "Stroke")
    desk.session.choose_care_area(area.care_area_id)
    return [room.room_id for room in ROOMS]


@pytest.mark.parametrize("size,text", [((1280, 720), 100), ((1920, 1080), 100), ((1280, 720), 200)])
def test_every_room_for_everybody(
    desk: Desk, example: Callable[[], Path], size: tuple[int, int], text: int
) -> None:
    desk.settings.set(TEXT_SIZE, text)
    desk.window.resize(*size)
    desk.open(example())
    faults: list[str] = []
    for room_id in rooms_of(desk):
        desk.session.go(room_id)
        desk.settled()
        faults += [f"{room_id}: {fault}" for fault in faults_of(desk.window)]
    assert not faults, "\n".join(faults)


def test_every_room_in_an_empty_workspace(desk: Desk, tmp_path: Path) -> None:
    with desk.qtbot.waitSignal(desk.session.usable):
        desk.session.make_file(tmp_path / "empty.stewardship")
    desk.settled()
    faults: list[str] = []
    for room in ROOMS:
        desk.session.go(room.room_id)
        desk.settled()
        faults += [f"{room.room_id}: {fault}" for fault in faults_of(desk.window)]
    assert not faults, "\n".join(faults)


def test_no_room_reaches_for_the_network(
    desk: Desk, example: Callable[[], Path], no_network: list[str]
) -> None:
    desk.open(example())
    for room_id in rooms_of(desk):
        desk.session.go(room_id)
        desk.settled()
    assert no_network == []
    assert "PySide6.QtNetwork" not in sys.modules
