"""The questions of the specification themselves, for the programme to change: the same for all care areas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from stewardship_desktop.domain.care_area import SpecificationPart, SpecificationPrompt
from stewardship_desktop.domain.identity import new_id
from stewardship_desktop.domain.record import Record
from stewardship_desktop.ui.care_area.record_table import RecordTable
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.theme.tokens import SPACE_3
from stewardship_desktop.ui.widgets import Column, DataTable, label

_PARTS = [(part, part.value.capitalize()) for part in SpecificationPart]


class QuestionsSheet(QWidget):
    """The body of a side sheet: all questions in one table, new ones in its last line."""

    def __init__(self, context: RoomContext) -> None:
        super().__init__()
        self.table = DataTable(
            (
                Column("part", "Part", "choice", editable=True, required=True, choices=_PARTS, width=110),
                Column("position", "No.", "integer", editable=True, width=48),
                Column("prompt", "Question", "long", editable=True, required=True, wrap=True),
                Column("guidance", "Guidance", "long", editable=True, wrap=True),
            ),
            "Questions of the specification", allow_new=True, allow_delete=True,
        )  # fmt: skip
        self._wiring = RecordTable(self.table, context, SpecificationPrompt, "question", make=self._make)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_3)
        layout.addWidget(
            label(
                "All care areas answer these. Removing a question removes its answers everywhere; "
                "Undo brings them back.",
                "muted",
            )
        )
        layout.addWidget(self.table, 1)

    def show_questions(self, prompts: Sequence[SpecificationPrompt]) -> None:
        """Show these questions."""
        self.table.set_rows(prompts)

    def _make(self, values: Mapping[str, Any]) -> Record:
        given = dict(values)
        last = max((row.position for row in self.table.rows() if row.part == given.get("part")), default=0)
        given.setdefault("position", last + 1)
        return SpecificationPrompt(id=new_id(), **given)
