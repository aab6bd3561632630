"""Asking again for data: the message for a request that is late goes on the clipboard, from any room."""

from __future__ import annotations

from datetime import date

from PySide6.QtGui import QGuiApplication

from stewardship_desktop.domain.data_request import Asker, chase_text
from stewardship_desktop.store.queries.data_requests import RequestRow
from stewardship_desktop.ui.page import RoomContext

COPIED = "A message that asks again is on the clipboard. Paste it into an e-mail."


def copy_chase(context: RoomContext, row: RequestRow, today: date) -> None:
    """Copy the message that asks again for this request, signed by whoever works here."""
    author = context.bridge.opened.author
    text = chase_text(
        row.record, care_area=row.care_area, asked_of=row.asked_of_name, today=today,
        asker=Asker(name=author.name, role=author.role),
    )  # fmt: skip
    QGuiApplication.clipboard().setText(text)
