"""What an option means for each organisation: what it pays, saves, is left with, and what of that is met."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stewardship_desktop.application.commands import star
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.star import typed
from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.domain.star.session import StarEffect
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.star.locked_words import LOCKED
from stewardship_desktop.ui.widgets import Column, DataTable, Edit

_MONEY = (
    ("pays", "Pays", "What it newly pays when the option is done"),
    ("saves", "Saves", "What it no longer pays when the option is done"),
    ("stranded", "Stranded", "Cost that stays with it when the option stops"),
    ("stranded_covered", "Covered", "The part of the stranded cost that somebody agreed to meet"),
)


class EffectsTable(QWidget):
    """`show_session(reckoning)`; a new line takes an organisation, a cell is saved as it is left."""

    def __init__(self, context: RoomContext, option_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._option_id = context, option_id
        self._session_id = ""
        self._names: tuple[tuple[str, str], ...] = ()
        self._effects: dict[str, StarEffect] = {}
        self.table: DataTable | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def show_session(self, reckoning: Reckoning) -> None:
        """Show the effects as they are now."""
        records = reckoning.records
        self._session_id = records.session.id
        names = sorted(
            ((each.id, each.display_name) for each in records.organisations.values()),
            key=lambda each: (each[1].casefold(), each[0]),
        )
        if self.table is None or tuple(names) != self._names:
            self._make(tuple(names))
        assert self.table is not None
        effects = records.effects.get(self._option_id, ())
        self._effects = {effect.id: effect for effect in effects}
        self.table.set_read_only(LOCKED if records.locked else "")
        self.table.set_rows(effects)

    def _make(self, names: tuple[tuple[str, str], ...]) -> None:
        """The table, whose choices are the organisations there are."""
        if self.table is not None:
            self._layout.removeWidget(self.table)
            self.table.hide()
            self.table.deleteLater()
        self._names = names
        self.table = DataTable(
            [
                Column("organisation_id", "Organisation", "choice", required=True, choices=names, width=150),
                *(
                    Column(key, title, "money", editable=True, width=82, help=explained,
                           parse=typed.read_whole_pounds, format=typed.pounds_text)
                    for key, title, explained in _MONEY
                ),
                Column("note", "Note", editable=True, wrap=True),
            ],
            "Organisations",
            allow_new=True,
            allow_delete=True,
            tools=False,
        )  # fmt: skip
        self.table.fit_height()
        self.table.edits_requested.connect(self._edit)
        self.table.rows_pasted.connect(self._add)
        self.table.delete_requested.connect(self._remove)
        self._layout.addWidget(self.table)

    @Slot(list)
    def _edit(self, edits: list[Edit]) -> None:
        wanted: dict[str, dict[str, Any]] = {}
        for each in edits:
            wanted.setdefault(each.row_id, {})[each.key] = _stored(each.key, each.value)
        for row_id, values in wanted.items():
            self._set(self._effects[row_id].organisation_id, values)

    @Slot(list)
    def _add(self, rows: list[dict[str, Any]]) -> None:
        for row in rows:
            values = {key: _stored(key, value) for key, value in row.items() if key != "organisation_id"}
            self._set(str(row["organisation_id"]), values)

    @Slot(list)
    def _remove(self, ids: list[str]) -> None:
        self._context.bridge.act(star.remove_effects, self._session_id, ids, otherwise=self._refuse)

    def _set(self, organisation_id: str, values: dict[str, Any]) -> None:
        self._context.bridge.act(
            star.set_effect,
            self._session_id,
            self._option_id,
            organisation_id,
            values,
            otherwise=self._refuse,
        )

    def _refuse(self, error: UserFixable) -> None:
        if self.table is not None:
            self.table.say(f"{error.what} {error.remedy}".strip())


def _stored(key: str, value: Any) -> Any:
    if value is None:
        return "" if key == "note" else 0
    return value
