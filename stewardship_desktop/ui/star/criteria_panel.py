"""How benefit is scored: on one scale, or by weighted criteria with their bands, weights and scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from stewardship_desktop.application.commands import criteria as commands
from stewardship_desktop.application.commands import star
from stewardship_desktop.application.commands.record import FieldEdit
from stewardship_desktop.application.criteria_templates import investment_matrix
from stewardship_desktop.domain.criteria_set import Criterion
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.domain.star.session import BenefitScale
from stewardship_desktop.domain.star.working import number_words
from stewardship_desktop.domain.weighted_criteria import MOST_CRITERIA, as_benefit, weighted_score
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.star.locked_words import LOCKED
from stewardship_desktop.ui.star.scoring_card import ScoringCard
from stewardship_desktop.ui.star.weights_card import WeightsCard
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_4
from stewardship_desktop.ui.widgets import Card, Column, DataTable, Edit, EmptyState, button, label
from stewardship_desktop.ui.widgets.scrolling import ScrollingPage
from stewardship_desktop.ui.widgets.words import show_if

SCALES = (
    (BenefitScale.SINGLE, "On one scale, 0 to 100"),
    (BenefitScale.CRITERIA, "By weighted criteria, each 0 to 10"),
)
ABOUT = {
    BenefitScale.SINGLE: "0 is no benefit, 100 what the session says it means. Each scores alone, then "
    "all are shown together.",
    BenefitScale.CRITERIA: "The weighted score, times ten, is the benefit per person. That holds only where "
    "0 on every criterion stands for no benefit at all.",
}
MOST_ROWS = 40


@dataclass(frozen=True)
class ResultRow:
    """What an option comes to: "7 of 10, benefit 70", or what is missing."""

    id: str
    name: str
    score: str
    missing: str


class CriteriaPanel(QWidget):
    """`show_session(reckoning)`, `highlight(option id)` -> `option_chosen(id)`."""

    option_chosen = Signal(str)

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._reckoning: Reckoning | None = None
        self._quiet = False
        self.scale_card = self._make_scale()
        self.scoring = ScoringCard(context)
        self.scoring.option_chosen.connect(self.option_chosen)
        self.results = DataTable(
            [
                Column("name", "Option", wrap=True, width=140),
                Column("score", "Weighted score", width=150, wrap=True),
                Column("missing", "Not scored yet", wrap=True, width=140),
            ],
            "What the options come to",
            tools=False,
            empty=EmptyState("There are no options yet"),
        )
        self.results.fit_height(MOST_ROWS)
        self.results.selection_changed.connect(self._selected)
        self.results_card = Card("What the options come to", self.results)
        self.weights = WeightsCard(context)
        self.criteria_card = self._make_criteria()
        self._only_with_criteria = (self.scoring, self.results_card, self.weights, self.criteria_card)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, SPACE_2, SPACE_4)
        column.setSpacing(SPACE_4)
        for part in (self.scale_card, *self._only_with_criteria):
            column.addWidget(part)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(ScrollingPage(body, sideways=False))

    # ---- building
    def _make_scale(self) -> Card:
        self.scale_box = QComboBox()
        self.scale_box.setAccessibleName("How benefit is scored")
        for _, words in SCALES:
            self.scale_box.addItem(words)
        self.scale_box.activated.connect(self._choose_scale)
        self.about_label = label("", "muted")
        self.start_label = label(
            "Take the system's investment matrix (five factors, their weights and bands ready), or begin "
            "with a criterion of your own."
        )
        self.matrix_button = button("Use the investment matrix", clicked=self.use_matrix)
        card = Card("How is benefit scored?")
        for part in (self.scale_box, self.about_label, self.start_label, self.matrix_button):
            card.add(part)
        return card

    def _make_criteria(self) -> Card:
        self.table = DataTable(
            [
                Column("name", "Criterion", editable=True, required=True, wrap=True, width=120),
                Column("weight", "Weight", "decimal", format=lambda weight: f"{weight.normalize():f}%"),
                Column("detail", "What it is about", "long", editable=True, wrap=True, width=150),
                Column("low", "0 to 3 means", "long", editable=True, wrap=True, width=150, hidden=True),
                Column("middle", "4 to 7 means", "long", editable=True, wrap=True, width=150, hidden=True),
                Column("high", "8 to 10 means", "long", editable=True, wrap=True, width=150, hidden=True),
            ],
            "Criteria",
            allow_delete=True,
            empty=EmptyState("No criteria yet", "Type the first one below."),
            remembers=self._context.remember,
            key="star.criteria",
        )
        self.table.fit_height(MOST_CRITERIA)
        self.table.edits_requested.connect(self._edit)
        self.table.delete_requested.connect(self._remove)
        self.name_box = QLineEdit()
        self.name_box.setPlaceholderText("Name of a new criterion")
        self.name_box.setAccessibleName("Name of a new criterion")
        self.name_box.returnPressed.connect(self.add_criterion)
        self.add_button = button("Add criterion", icon="plus", clicked=self.add_criterion)
        self.remove_button = button(
            "Remove the chosen one", "quiet", icon="trash", clicked=self.remove_chosen
        )
        add = QHBoxLayout()
        add.setContentsMargins(0, 0, 0, 0)
        add.setSpacing(SPACE_2)
        add.addWidget(self.name_box, 1)
        add.addWidget(self.add_button)
        holder = QWidget()
        holder.setLayout(add)
        card = Card(
            "Criteria",
            caption=f"{MOST_CRITERIA} at most. A new one has no weight until the group weighs anew. "
            "Columns shows the words of the bands.",
        )
        card.add(self.table)
        card.add(holder)
        card.add(self.remove_button)
        return card

    # ---- showing
    def show_session(self, reckoning: Reckoning) -> None:
        """Show how the session scores benefit."""
        self._reckoning = reckoning
        records = reckoning.records
        scale = records.session.benefit_scale
        self.scale_box.setCurrentIndex([each for each, _ in SCALES].index(scale))
        self.about_label.setText(ABOUT[scale])
        by_criteria = scale is BenefitScale.CRITERIA
        has_set = records.criteria_set is not None and bool(records.criteria)
        show_if(self.start_label, by_criteria and not has_set and not records.locked)
        show_if(self.matrix_button, by_criteria and not records.locked)
        self.matrix_button.setText(
            "Begin anew with the investment matrix" if has_set else "Use the investment matrix"
        )
        for part in (self.scoring, self.results_card, self.weights):
            show_if(part, by_criteria and has_set)
        show_if(self.criteria_card, by_criteria)
        self.scale_box.setEnabled(not records.locked)
        self.table.set_read_only(LOCKED if records.locked else "")
        for tool in (self.name_box, self.add_button, self.remove_button):
            show_if(tool, not records.locked)
        self.table.set_rows(records.criteria)
        self.weights.show_session(reckoning)
        self.scoring.show_session(reckoning)
        self._quiet = True
        self.results.set_rows(_results(reckoning))
        self._quiet = False

    def highlight(self, option_id: str) -> None:
        """Score the option that was chosen elsewhere."""
        self.scoring.highlight(option_id)
        self._quiet = True
        self.results.select(option_id)
        self._quiet = False

    # ---- acting
    def _choose_scale(self, at: int) -> None:
        self._act(star.edit_session, {"benefit_scale": SCALES[at][0]})

    def use_matrix(self) -> None:
        """Score by a copy of the investment matrix. A set there was goes with its scores; Undo has them."""
        self._act(commands.use_template, investment_matrix())

    def add_criterion(self) -> None:
        """Add the criterion that is typed."""
        name = self.name_box.text().strip()
        if not name or self._reckoning is None:
            return
        has_set = self._reckoning.records.criteria_set is not None
        self._act(commands.add_criterion if has_set else commands.start_criteria, name, then=self._added)

    def _added(self, _criterion_id: str) -> None:
        self.name_box.clear()

    def remove_chosen(self) -> None:
        """Remove the chosen criteria with their scores; Undo brings them back."""
        self._remove(self.table.selected_ids())

    def _remove(self, ids: Sequence[str]) -> None:
        for criterion_id in ids:
            self._act(commands.remove_criterion, criterion_id)

    def _edit(self, edits: Sequence[Edit]) -> None:
        changes = [FieldEdit(Criterion, edit.row_id, edit.key, edit.value or "") for edit in edits]
        self._act(commands.edit_criteria, changes)

    def _act(self, command: object, *arguments: object, **named: object) -> None:
        if self._reckoning is not None:
            session_id = self._reckoning.records.session.id
            self._context.bridge.act(command, session_id, *arguments, **named)  # type: ignore[arg-type]

    def _selected(self, ids: Sequence[str]) -> None:
        if len(ids) == 1 and not self._quiet:
            self.scoring.highlight(ids[0])
            self.option_chosen.emit(ids[0])


def _results(reckoning: Reckoning) -> list[ResultRow]:
    """Each option's weighted score, the best first, those with a score missing last."""
    records = reckoning.records
    criteria = records.criteria
    names = {each.id: each.name for each in criteria}
    found: list[tuple[Fraction | None, ResultRow]] = []
    for option in records.active:
        given = {key: each.score for key, each in records.criterion_scores.get(option.id, {}).items()}
        try:
            result = weighted_score(criteria, given)
        except UserFixable as error:
            found.append((None, ResultRow(option.id, option.name, "", error.what)))
            continue
        words = ""
        if result.score is not None:
            words = f"{number_words(result.score)} of 10, benefit {number_words(as_benefit(result.score))}"
        every = len(result.missing) == len(criteria)
        lacks = "none scored yet" if every else ", ".join(names[key] for key in result.missing)
        found.append((result.score, ResultRow(option.id, option.name, words, lacks)))
    found.sort(key=lambda each: (each[0] is None, -(each[0] or 0), each[1].name))
    return [row for _, row in found]
