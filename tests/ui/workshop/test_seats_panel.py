"""The seats: how many are in the room and for which settings, in plain words."""

from __future__ import annotations

from stewardship_desktop.application.commands import workshop
from stewardship_desktop.application.commands.record import FieldEdit
from stewardship_desktop.domain.workshop import Seat
from tests.ui.workshop.conftest import Room


def test_seats_without_settings_are_said_plainly_and_no_seats_once(room: Room) -> None:
    edits = [FieldEdit(Seat, seat, "setting", "") for seat in room.seats]
    room.surroundings.act(workshop.edit_seats, room.session.session_id, edits)
    page = room.open()
    page.open_seats()
    assert page.seats.summary.text() == "4 seats in the room, no settings stated yet"
    assert page.panels[0].seats_label.text() == "4 seats in the room, no settings stated yet."
    room.surroundings.act(workshop.remove_seats, room.session.session_id, room.seats)
    assert not page.seats.summary.isVisible()
    assert page.seats.table.empty.isVisible()
