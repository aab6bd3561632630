"""Everything about one option: what it is, its figures with ranges and sources, who pays, and its working."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stewardship_desktop.application.commands import star
from stewardship_desktop.domain.star import typed
from stewardship_desktop.domain.star.consistency import questions
from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.domain.star.session import ACUITY_WORDS, OptionKind, StarOption
from stewardship_desktop.domain.star.working import working
from stewardship_desktop.ui.field_history import field_entries
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.star.effects_table import EffectsTable
from stewardship_desktop.ui.star.estimates_table import EstimatesTable
from stewardship_desktop.ui.star.locked_words import LOCKED
from stewardship_desktop.ui.theme.tokens import SPACE_3
from stewardship_desktop.ui.widgets import Field, HistoryEntry, PropertyForm, label
from stewardship_desktop.ui.widgets.words import show_if

ABOUT = (
    Field("name", "Name", required=True),
    Field("kind", "Kind", "choice", required=True, choices=[(kind, kind.value) for kind in OptionKind]),
    Field("description", "What it is", "long", lines=2, help="A line that everybody reads alike"),
    Field("typical_patient", "Typical patient", "long", lines=2, help="The average person who benefits"),
    Field("current", "Spent on today", "check"),
    Field(
        "cash_releasing", "What it frees is cash", "check",
        help="Otherwise leaving it out, or what a proposal saves, frees time or capacity only",
    ),
    Field("recurrent", "Recurrent", "check"),
    Field(
        "cost_not_done", "Cost of not doing it", unit="a year",
        parse=typed.read_whole_pounds, format=typed.pounds_text,
    ),
    Field("service", "Service", help="Options of one service are levels: at most one is chosen"),
    Field("level", "Level", help="Stop, current, expand"),
    Field("setting", "Setting"),
    Field("acuity", "Acuity of the setting", "choice", choices=list(ACUITY_WORDS.items())),
    Field("category", "Category"),
    Field(
        "core20_share", "Share in the most deprived fifth", help="Of those it reaches: 20% or 0.2",
        parse=typed.read_share, format=typed.percent_text,
    ),
)  # fmt: skip
_BLANKS: dict[str, object] = {
    "description": "", "typical_patient": "", "service": "", "level": "", "setting": "", "category": "",
    "cost_not_done": 0,
}  # fmt: skip


class OptionSheet(QWidget):
    """`OptionSheet(context, option_id)`: `show_session(reckoning)`; every field is saved as it is left."""

    def __init__(self, context: RoomContext, option_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._option_id = context, option_id
        self._session_id = ""
        self.gone_label = label("This option is no longer here.", "muted")
        self.working_label = label("")
        self.questions_label = label("", "muted")
        self.form = PropertyForm(ABOUT, columns=2, history=self._history)
        self.form.committed.connect(self._commit)
        self.figures = EstimatesTable(context, option_id)
        self.effects = EffectsTable(context, option_id)
        self._parts = QWidget()
        inside = QVBoxLayout(self._parts)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SPACE_3)
        self.locked_label = label(LOCKED, "muted")
        inside.addWidget(self.locked_label)
        for title, part in (
            ("Working", self.working_label),
            ("Does the benefit hold?", self.questions_label),
            ("Figures with their range and source", self.figures),
            ("Who pays, who saves, what is left behind (£ a year)", self.effects),
            ("About", self.form),
        ):
            inside.addWidget(label(title, "heading"))
            inside.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.gone_label)
        layout.addWidget(self._parts)
        layout.addStretch(1)
        self.gone_label.hide()

    def show_session(self, reckoning: Reckoning) -> None:
        """Show the option as it is now."""
        records = reckoning.records
        option = records.option(self._option_id)
        self._parts.setHidden(option is None)
        self.gone_label.setHidden(option is not None)
        if option is None:
            return
        self._session_id = records.session.id
        self.form.set_values({field.key: getattr(option, field.key) for field in ABOUT})
        for row in self.form.rows.values():
            row.box.setEnabled(not records.locked)
        show_if(self.locked_label, records.locked)
        self.figures.show_session(reckoning)
        self.effects.show_session(reckoning)
        self._say(reckoning, option)

    def _say(self, reckoning: Reckoning, option: StarOption) -> None:
        worked = reckoning.options.get(option.id)
        if worked is None:
            self.working_label.setText("Parked: it takes no part.")
            self.questions_label.setText("")
            return
        applied = reckoning.records.session.apply_success
        self.working_label.setText("\n".join(working(worked, apply_success=applied)))
        benefits: dict[str, Fraction] = {
            each.name: each.benefit for each in reckoning.options.values() if each.benefit is not None
        }
        asked = questions(benefits, option.name)
        self.questions_label.setText(
            "\n".join(asked) or "Nothing to compare yet: it needs a benefit above nought, and another option."
        )

    def _history(self, key: str) -> list[HistoryEntry]:
        return field_entries(self._context.bridge, "star_option", self._option_id, key)

    @Slot(str, object)
    def _commit(self, key: str, value: object) -> None:
        if value is None:
            value = _BLANKS.get(key)
        elif key == "kind":
            # Qt hands an enumeration of texts back as a plain text.
            value = OptionKind(str(value))
        self._context.bridge.act(
            star.edit_options,
            self._session_id,
            [star.OptionEdit(self._option_id, key, value)],
            otherwise=lambda error: self.form.show_error(key, f"{error.what} {error.remedy}".strip()),
        )
