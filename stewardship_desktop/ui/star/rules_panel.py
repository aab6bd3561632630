"""The rules between options: in words, with those that can't hold or don't apply said so; add and remove.

It judges no rule itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QVBoxLayout, QWidget

from stewardship_desktop.application.commands import star_plan
from stewardship_desktop.domain.amount import signed_money
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.star.contradictions import contradictions
from stewardship_desktop.domain.star.problem import not_applied, rules_of_levels
from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.domain.star.records import SessionRecords
from stewardship_desktop.domain.star.rules import GROUPS, PAIRS, SINGLES, Rule, RuleKind, rule_words
from stewardship_desktop.domain.star.session import StarRule
from stewardship_desktop.domain.star.typed import read_amount, read_whole_pounds
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.star.locked_words import LOCKED
from stewardship_desktop.ui.star.tick_list import TickList
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_4
from stewardship_desktop.ui.widgets import (
    Card,
    Column,
    DataTable,
    EmptyState,
    Field,
    PropertyForm,
    button,
    label,
)
from stewardship_desktop.ui.widgets.scrolling import ScrollingPage
from stewardship_desktop.ui.widgets.typed_text import Unreadable
from stewardship_desktop.ui.widgets.words import show_if

KINDS = (
    (RuleKind.MUST, "An option must be in"),
    (RuleKind.MUST_NOT, "An option must be left out"),
    (RuleKind.NEEDS, "One needs the other"),
    (RuleKind.BOTH, "Both or neither"),
    (RuleKind.EXCLUDES, "Either, not both"),
    (RuleKind.AT_LEAST, "At least so many of a group"),
    (RuleKind.AT_MOST, "At most so many of a group"),
    (RuleKind.EXACTLY, "Exactly so many of a group"),
    (RuleKind.SYNERGY, "Together they cost or gain more or less"),
)
STATES = {
    "applied": ("applied", "good"),
    "can't hold": ("can't hold", "bad"),
    "void": ("void", "warn"),
}
MOST_ROWS = 30


@dataclass(frozen=True)
class RuleRow:
    """A rule in words, its state (a key of `STATES`) and why it is in that state."""

    rule: StarRule
    words: str
    state: str
    why: str

    @property
    def id(self) -> str:
        return self.rule.id

    @property
    def said(self) -> str:
        """The rule, and below it why it does not apply."""
        return f"{self.words}. {self.why}".strip() if self.why else f"{self.words}."


def rule_rows(reckoning: Reckoning) -> tuple[tuple[RuleRow, ...], tuple[str, ...]]:
    """The session's rules as rows, and the contradictions among them in sentences."""
    records = reckoning.records
    names = {option.id: option.name for option in records.options}
    rules = [
        Rule(kind=each.kind, members=each.members, quantity=each.quantity, name="") for each in records.rules
    ]
    voids = [_void(rule, records) for rule in rules]
    sound = [at for at, words in enumerate(voids) if not words]
    options = tuple(reckoning.options.values())
    for missing in not_applied(
        options, [rules[at] for at in sound], apply_success=records.session.apply_success
    ):
        voids[sound[missing.index]] = missing.words.partition(". ")[2]
    held = [_kept(rules[at], records) for at in sound]
    clashes = contradictions(
        [*held, *rules_of_levels(options)],
        [each.id for each in records.active],
        lambda one: names.get(one, one),
    )
    clashing = {sound[index] for clash in clashes for index in clash.rules if index < len(sound)}
    rows = tuple(
        RuleRow(
            each,
            _words(each, rule_words(rules[at], lambda one: names.get(one, "an option since removed"))),
            "can't hold" if at in clashing else "void" if voids[at] else "applied",
            voids[at],
        )
        for at, each in enumerate(records.rules)
    )
    return rows, tuple(clash.words for clash in clashes)


def _kept(rule: Rule, records: SessionRecords) -> Rule:
    """A group goes on without the options that are parked or gone."""
    here = {option.id for option in records.active}
    return Rule(
        kind=rule.kind, members=tuple(each for each in rule.members if each in here), quantity=rule.quantity
    )


def _void(rule: Rule, records: SessionRecords) -> str:
    """Why a rule plays no part although its figures are known: an option of it is parked or gone."""
    here = {option.id for option in records.active}
    away = [member for member in rule.members if member not in here]
    if not away or (rule.kind in GROUPS and len(away) < len(rule.members)):
        return ""
    parked = [option.name for option in records.parked if option.id in away]
    said = [f"{', '.join(parked)} {'is' if len(parked) == 1 else 'are'} parked"] if parked else []
    if len(parked) < len(away):
        said.append("an option was removed")
    words = " and ".join(said)
    return f"{words[0].upper()}{words[1:]}."


def _words(rule: StarRule, words: str) -> str:
    words = f"{words[:1].upper()}{words[1:]}"
    if rule.kind is not RuleKind.SYNERGY:
        return words
    gain = f"{rule.gain:+f}".replace("-", "\N{MINUS SIGN}")
    return f"{words}: {signed_money(rule.cost)} a year, gain {gain}"


class RulesPanel(QWidget):
    """`show_session(reckoning)`, `highlight(option id)` -> `option_chosen(id)`."""

    option_chosen = Signal(str)

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._reckoning: Reckoning | None = None
        self._offered: tuple[tuple[str, str], ...] = ()
        self._quiet = False
        self.table = DataTable(
            [
                Column("said", "Rule", wrap=True, width=200),
                Column("state", "", "chip", width=100, chip=STATES.__getitem__),
                Column("reason", "Reason", wrap=True, width=110, value=lambda row: row.rule.reason),
            ],
            "Rules between options",
            tools=False,
            allow_delete=True,
            empty=EmptyState(
                "No rules yet",
                "Say what must be in, what needs what, and what excludes each other. The order by value for "
                "money knows no rules; the frontier and the best plan keep to them.",
                icon="link",
            ),
        )
        self.table.fit_height(MOST_ROWS)
        self.table.delete_requested.connect(self._remove)
        self.table.selection_changed.connect(self._selected)
        self.clash_label = label("", "error")
        self.remove_button = button(
            "Remove the chosen rule", "quiet", icon="trash", clicked=self.remove_chosen
        )
        self.remove_button.setEnabled(False)
        list_card = Card("Rules between options", self.clash_label)
        list_card.add(self.table)
        list_card.add(self.remove_button)
        self.form_card = self._make_form()
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, SPACE_2, SPACE_4)
        column.setSpacing(SPACE_4)
        column.addWidget(list_card)
        column.addWidget(self.form_card)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(ScrollingPage(body, sideways=False))
        self._fit_form()

    def _make_form(self) -> Card:
        self.kind_box, self.first_box, self.second_box = QComboBox(), QComboBox(), QComboBox()
        for box, name in (
            (self.kind_box, "Kind of rule"), (self.first_box, "Option"), (self.second_box, "Other option"),
        ):  # fmt: skip
            box.setAccessibleName(name)
            box.setMinimumContentsLength(12)
        for _, words in KINDS:
            self.kind_box.addItem(words)
        self.kind_box.setCurrentIndex(2)
        self.members = TickList("Options of the group")
        self.quantity_form = PropertyForm(
            [Field("quantity", "How many", "integer", help="Of the options ticked")]
        )
        self.bonus_form = PropertyForm(
            [
                Field(
                    "cost",
                    "Cost together",
                    unit="£ a year",
                    parse=read_whole_pounds,
                    help="Below nought saves",
                ),
                Field("gain", "Gain together", parse=read_amount, help="Full-benefit equivalents a year"),
            ],
            columns=2,
        )
        self.reason_form = PropertyForm(
            [Field("reason", "Reason", help="Why the group wants it, for the record")]
        )
        self.preview = label("", "muted")
        self.fault = label("", "error")
        self.add_button = button("Add rule", icon="plus", clicked=self.add_rule)
        card = Card("Add a rule")
        for part in (
            self.kind_box, self.first_box, self.second_box, self.members, self.quantity_form,
            self.bonus_form, self.reason_form, self.preview, self.fault, self.add_button,
        ):  # fmt: skip
            card.add(part)
        self.kind_box.currentIndexChanged.connect(self._fit_form)
        self.first_box.currentIndexChanged.connect(self._say_preview)
        self.second_box.currentIndexChanged.connect(self._say_preview)
        self.members.changed.connect(self._say_preview)
        quantity = self.quantity_form.rows["quantity"].box
        if isinstance(quantity, QLineEdit):
            quantity.textChanged.connect(self._say_preview)
        return card

    # ---- showing
    def show_session(self, reckoning: Reckoning) -> None:
        """Show the rules; what was begun in the form stays."""
        self._reckoning = reckoning
        rows, clashes = rule_rows(reckoning)
        self._quiet = True
        self.table.set_rows(rows)
        self._quiet = False
        self.clash_label.setText("\n".join(clashes))
        show_if(self.clash_label, bool(clashes))
        offered = tuple((option.id, option.name) for option in reckoning.records.active)
        if offered != self._offered:
            self._offered = offered
            for box in (self.first_box, self.second_box):
                before = box.currentData()
                box.clear()
                for key, name in offered:
                    box.addItem(name, key)
                box.setCurrentIndex(max(0, box.findData(before)))
            if self.second_box.currentIndex() == self.first_box.currentIndex():
                self.second_box.setCurrentIndex(min(1, self.second_box.count() - 1))
            self.members.show_items(offered)
        locked = reckoning.records.locked
        self.table.set_read_only(LOCKED if locked else "")
        for part in (self.form_card, self.remove_button):
            show_if(part, not locked)
        self._say_preview()

    @property
    def kind(self) -> RuleKind:
        """The kind of the rule in the form."""
        return KINDS[self.kind_box.currentIndex()][0]

    def highlight(self, option_id: str) -> None:
        """Begin the form with the option that was chosen elsewhere, while nobody is at it."""
        at = self.first_box.findData(option_id)
        focused: QWidget | None = QApplication.focusWidget()
        if at >= 0 and (focused is None or not self.form_card.isAncestorOf(focused)):
            self.first_box.setCurrentIndex(at)

    def _fit_form(self) -> None:
        kind = self.kind
        many = kind in GROUPS or kind is RuleKind.SYNERGY
        show_if(self.first_box, not many)
        show_if(self.second_box, kind in PAIRS)
        show_if(self.members, many)
        show_if(self.quantity_form, kind in GROUPS)
        show_if(self.bonus_form, kind is RuleKind.SYNERGY)
        self._say_preview()

    def _chosen(self) -> tuple[str, ...]:
        if self.kind in SINGLES | PAIRS:
            boxes = [self.first_box] + ([self.second_box] if self.kind in PAIRS else [])
            return tuple(str(box.currentData(Qt.ItemDataRole.UserRole) or "") for box in boxes)
        return self.members.ticked()

    def _say_preview(self) -> None:
        names = dict(self._offered)
        chosen = self._chosen()
        if not chosen or not all(chosen):
            self.preview.setText(
                "Tick the options it is about." if self._offered else "There are no options yet."
            )
            return
        rule = Rule(kind=self.kind, members=chosen, quantity=self._quantity() or 0)
        words = rule_words(rule, lambda one: names.get(one, one))
        self.preview.setText(f"It will say: {words[:1].upper()}{words[1:]}.")

    def _quantity(self) -> int | None:
        try:
            value = self.quantity_form.drafts()["quantity"]
        except Unreadable:
            return None
        return None if value is None else int(value)

    # ---- acting
    def add_rule(self) -> None:
        """Add the rule in the form; what is wrong with it is said under it."""
        if self._reckoning is None:
            return
        self.fault.setText("")
        try:
            drafts = {
                key: value
                for form in (self.quantity_form, self.bonus_form, self.reason_form)
                for key, value in form.drafts().items()
            }
        except Unreadable as error:
            self.fault.setText(str(error))
            return
        values = {"kind": self.kind, "members": self._chosen(), "reason": drafts["reason"] or ""}
        if self.kind in GROUPS:
            if drafts["quantity"] is None:
                self.fault.setText("Type how many of the group.")
                return
            values["quantity"] = drafts["quantity"]
        if self.kind is RuleKind.SYNERGY:
            values |= {"cost": drafts["cost"] or 0, "gain": drafts["gain"] or 0}
        self._context.bridge.act(
            star_plan.add_rule,
            self._reckoning.records.session.id,
            values,
            then=self._added,
            otherwise=self._refused,
        )

    def _added(self, _rule_id: str) -> None:
        self.reason_form.set_values({"reason": ""})
        self.members.clear_ticks()

    def _refused(self, error: UserFixable) -> None:
        self.fault.setText(f"{error.what} {error.remedy}".strip())

    def remove_chosen(self) -> None:
        """Remove the chosen rules; Undo brings them back."""
        self._remove(self.table.selected_ids())

    def _remove(self, ids: Sequence[str]) -> None:
        if self._reckoning is not None and ids:
            self._context.bridge.act(star_plan.remove_rules, self._reckoning.records.session.id, list(ids))

    def _selected(self, ids: Sequence[str]) -> None:
        locked = self._reckoning is None or self._reckoning.records.locked
        self.remove_button.setEnabled(bool(ids) and not locked)
        rows = [row for row in self.table.rows() if row.id in ids]
        if len(rows) == 1 and rows[0].rule.members and not self._quiet:
            self.option_chosen.emit(rows[0].rule.members[0])
