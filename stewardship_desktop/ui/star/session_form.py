"""The forms of a session: a new one with its few first answers, and all its settings in groups."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stewardship_desktop.application.commands import star
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.star import typed
from stewardship_desktop.domain.star.session import BenefitScale, Equity, Mode, StarSession
from stewardship_desktop.ui.field_history import field_entries
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.theme.tokens import SPACE_4
from stewardship_desktop.ui.widgets import Field, HistoryEntry, PropertyForm, button, label
from stewardship_desktop.ui.widgets.typed_text import Unreadable
from stewardship_desktop.ui.widgets.words import show_if


def _choices(kind: Any) -> list[tuple[Any, str]]:
    return [(each, each.value[:1].upper() + each.value[1:]) for each in kind]


def _money(key: str, words: str, explained: str) -> Field:
    return Field(
        key, words, help=explained, unit="a year", parse=typed.read_whole_pounds, format=typed.pounds_text
    )


def _number(key: str, words: str, unit: str, explained: str = "") -> Field:
    return Field(key, words, help=explained, unit=unit, parse=typed.read_amount, format=typed.plain_text)


NAME = Field("name", "Name", required=True, help="As people will look for it: Stroke, autumn 2025")
QUESTION = Field("question", "Question", "long", lines=2, help="What the room is asked, in a sentence")
ANCHOR = Field(
    "anchor", "What 100 means", "long", lines=2,
    help="The best change for one person. 0 is no benefit",
)  # fmt: skip
HELD_ON = Field("held_on", "Day", "date")
MODE = Field("mode", "The money", "choice", required=True, choices=_choices(Mode))
ENVELOPE = _money("envelope", "Envelope", "On top of today's spend; below 0 where it must fall")
GROUPS: tuple[tuple[str, tuple[Field, ...]], ...] = (
    ("Question and scale", (
        NAME, QUESTION, ANCHOR, HELD_ON,
        Field("facilitator_role", "Facilitator (role)", help="A role, no name"),
        Field("benefit_scale", "Benefit is scored by", "choice", required=True,
              choices=_choices(BenefitScale)),
        Field("band", "Scores agree within", "integer", required=True, unit="points of the median",
              help="An option is split where a third or more lie outside"),
    )),
    ("Money and limits", (
        MODE, ENVELOPE,
        Field("period", "Period", help="As 2025/26"),
        Field("price_base", "Price base", help="The year whose prices the costs are in"),
        _money("in_year_limit", "Most in-year cost", "Blank for no limit"),
        _number("wte_limit", "Most staff", "wte", "Blank for no limit"),
        _number("sessions_limit", "Most sessions", "a week", "Blank for no limit"),
        _number("beds_limit", "Most beds", "beds", "Blank for no limit"),
    )),
    ("Probability of success", (
        Field("apply_success", "Apply it to every gain", "check",
              help="Screens and exports say which was used"),
    )),
    ("Equity", (
        Field("equity", "Weight of gains in the most deprived fifth", "choice", required=True,
              choices=_choices(Equity)),
        _number("equity_weight", "Plain weight", "", "1 leaves every gain as it is"),
        _number("equity_epsilon", "Atkinson epsilon", "", "0 is no aversion to inequality"),
        Field("core20_population", "Share of the population in the most deprived fifth",
              parse=typed.read_share, format=typed.percent_text),
        _number("core20_health", "Healthy life expectancy, most deprived fifth", "years"),
        _number("rest_health", "Healthy life expectancy, the others", "years"),
    )),
    ("Sampling and marks", (
        Field("seed", "Seed", "integer", required=True,
              help="The same seed draws the same samples again"),
        Field("illustrative", "The figures are invented", "check",
              help="Marked as illustrative on screen and in print"),
    )),
)  # fmt: skip
_TYPES: dict[str, Any] = {"mode": Mode, "equity": Equity, "benefit_scale": BenefitScale}
_BLANKS: dict[str, Any] = {
    "question": "", "anchor": "", "facilitator_role": "", "period": "", "price_base": "", "envelope": 0,
    "equity_weight": 1, "equity_epsilon": 1,
}  # fmt: skip


def stored(key: str, value: Any) -> Any:
    """A field's value as the session wants it: Qt hands an enumeration back as text, a blank as None."""
    if value is None:
        return _BLANKS.get(key)
    return _TYPES[key](value) if key in _TYPES else value


class NewSessionForm(QWidget):
    """`NewSessionForm(context, care_area_id)` -> `started(session id)` once it is written."""

    started = Signal(str)

    def __init__(self, context: RoomContext, care_area_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._care_area_id = context, care_area_id
        self.form = PropertyForm([NAME, QUESTION, HELD_ON, MODE, ENVELOPE, ANCHOR])
        self.form.set_values({"mode": Mode.REALLOCATE, "envelope": 0})
        self.form.committed.connect(self._field_left)
        self.error_label = label("", "error")
        self.error_label.hide()
        self.start_button = button("Start the session", "primary", clicked=self.start)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_4)
        layout.addWidget(self.form)
        layout.addWidget(self.error_label)
        layout.addWidget(self.start_button)
        layout.addStretch(1)

    def start(self) -> None:
        """Write the session, or say in words what is missing."""
        try:
            drafts = self.form.drafts()
        except Unreadable:
            return
        values = {key: stored(key, value) for key, value in drafts.items()}
        self._context.bridge.act(
            star.start_session, self._care_area_id, then=self.started.emit, otherwise=self._refused, **values
        )

    def _refused(self, error: UserFixable) -> None:
        self.error_label.setText(f"{error.what} {error.remedy}".strip())
        self.error_label.show()

    def _field_left(self, key: str, value: object) -> None:
        del key, value
        self.error_label.hide()


class SettingsForm(QWidget):
    """`SettingsForm(context, session)`: saves each as it is left; `show_session(session, locked)`."""

    def __init__(self, context: RoomContext, session: StarSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._session = context, session
        self.forms: dict[str, PropertyForm] = {}
        self.locked_label = label("The session is locked: unlock it to change its settings.", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_4)
        layout.addWidget(self.locked_label)
        self.locked_label.hide()
        for title, fields in GROUPS:
            form = PropertyForm(fields, history=self._history)
            form.committed.connect(self._commit)
            self.forms[title] = form
            layout.addWidget(label(title, "heading"))
            layout.addWidget(form)
        layout.addStretch(1)
        self.show_session(session, locked=False)

    def show_session(self, session: StarSession, *, locked: bool) -> None:
        """Show the settings as they are now."""
        self._session = session
        for (_, fields), form in zip(GROUPS, self.forms.values(), strict=True):
            form.set_values({field.key: getattr(session, field.key) for field in fields})
            for row in form.rows.values():
                row.box.setEnabled(not locked)
        show_if(self.locked_label, locked)

    def focus_first(self) -> None:
        """Put the keyboard on the first setting."""
        next(iter(self.forms.values())).focus_field("name")

    def _history(self, key: str) -> list[HistoryEntry]:
        return field_entries(self._context.bridge, "star_session", self._session.id, key)

    def _commit(self, key: str, value: object) -> None:
        form = next(each for each in self.forms.values() if key in each.rows)
        self._context.bridge.act(
            star.edit_session,
            self._session.id,
            {key: stored(key, value)},
            otherwise=lambda error: form.show_error(key, f"{error.what} {error.remedy}".strip()),
        )
