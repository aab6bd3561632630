"""The editor of one session: options at the left, pictures at the right, the balance under both.

It is handed one reckoning and hands it on to what is on show; panels are made when first looked at.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from stewardship_desktop.application.commands import workshop
from stewardship_desktop.domain.amount import short_money, signed_money
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.partial_date import date_words
from stewardship_desktop.domain.star.readiness import readiness
from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.domain.star.session import MOST_OPTIONS, BenefitScale, Mode
from stewardship_desktop.domain.star.wording import counted
from stewardship_desktop.domain.workshop import Outcome
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.star.balance_line import BalanceLine
from stewardship_desktop.ui.star.banner import Banner
from stewardship_desktop.ui.star.option_sheet import OptionSheet
from stewardship_desktop.ui.star.options_panel import OptionsPanel
from stewardship_desktop.ui.star.session_form import SettingsForm
from stewardship_desktop.ui.star.unlock_form import UnlockForm
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_3, SPACE_4
from stewardship_desktop.ui.widgets import (
    PageHeader,
    SectionTabs,
    SideSheet,
    SplitView,
    button,
    icon_button,
    label,
)
from stewardship_desktop.ui.widgets.first_stop import tab_after
from stewardship_desktop.ui.widgets.illustrative import IllustrativeMark
from stewardship_desktop.ui.widgets.scrolling import ScrollingPage
from stewardship_desktop.ui.widgets.words import show_if

PANELS = (
    ("frontier", "Frontier", "frontier_panel", "FrontierPanel"),
    ("triangles", "Triangles", "pictures_panel", "TrianglesPanel"),
    ("rectangles", "Rectangles", "pictures_panel", "RectanglesPanel"),
    ("scenarios", "Scenarios", "scenarios_panel", "ScenariosPanel"),
    ("balance", "Balance", "balance_panel", "BalancePanel"),
    ("sensitivity", "Sensitivity", "sensitivity_panel", "SensitivityPanel"),
    ("rules", "Rules", "rules_panel", "RulesPanel"),
    ("criteria", "Criteria", "criteria_panel", "CriteriaPanel"),
)
"""The tabs: key, title, module in `ui.star` and class."""
PLANS = frozenset({"scenarios", "balance"})
"""The tabs that are about one scenario, as the foot is."""
NARROW = 900
"""Below this the pictures stand under the table instead of beside it."""
LOW, HIGH = 260, 760
"""The least height of table and pictures, side by side and one below the other."""
BACK, SETTINGS = "All sessions", "Settings"


class Editor(QWidget):
    """`show_session(reckoning)`, `choose(option id)`, `show_tab(key)` -> `left`: back to the list."""

    left = Signal()

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.reckoning: Reckoning | None = None
        self._chosen = self._scenario_id = ""
        self.header = PageHeader("", "", "Start workshop", action_icon="group", slim=True)
        self.header.acted.connect(self._start_workshop)
        self.mark = IllustrativeMark()
        self.back_button = icon_button("chevron-left", f"{BACK} (Esc)", clicked=self._leave)
        self.settings_button = button(SETTINGS, "secondary", icon="settings", clicked=self.open_settings)
        self.back_button.setAccessibleName(BACK)
        self.settings_button.setAccessibleName(SETTINGS)
        self.header.lead_with(self.back_button)
        for part in (self.mark, self.settings_button):
            self.header.add_secondary(part)
        self.lock = Banner("info", "lock")
        self.lock.acted.connect(self.open_unlock)
        self.next = Banner("info", "info")
        self.next.acted.connect(self.open_open_points)
        self.options = OptionsPanel(context)
        self.options.option_chosen.connect(self.choose)
        self.options.details_asked.connect(self.open_option)
        self.panels: dict[str, Any] = {}
        self._holders = {key: _Holder() for key, *_ in PANELS}
        self.tabs = SectionTabs(
            [(key, title, self._holders[key]) for key, title, *_ in PANELS],
            "Pictures and plans",
        )
        self.tabs.chosen.connect(self._tab_chosen)
        self.split = SplitView(
            [self.options, self.tabs], [8, 9], remembers=context.remember, key="star.editor.widths"
        )
        # What the pictures would like to have must not push the balance out of the window.
        self.split.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.balance = BalanceLine()
        self.balance.scenario_chosen.connect(self.choose_scenario)
        self.sheet = SideSheet(self, width=660)
        self.sheet.closed.connect(self._sheet_closed)
        self._body: OptionSheet | SettingsForm | None = None
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(SPACE_4, SPACE_3, SPACE_4, SPACE_3)
        inside.setSpacing(SPACE_2)
        inside.addWidget(self.header)
        inside.addWidget(self.lock)
        inside.addWidget(self.next)
        inside.addWidget(self.split, 1)
        inside.addWidget(self.balance)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(ScrollingPage(body, sideways=False))
        self.setFocusProxy(self.options)
        back = QShortcut(QKeySequence("Alt+Left"), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self._leave)

    # ---- what the page tells
    def show_session(self, reckoning: Reckoning) -> None:
        """Show a session as it is now."""
        self.reckoning = reckoning
        records, session = reckoning.records, reckoning.records.session
        self.header.set_title(session.name)
        self.header.set_state(state_line(reckoning))
        self.header.set_action("Open the workshop" if records.locked else "Start workshop")
        show_if(self.mark, session.illustrative)
        self.lock.show_words(lock_words(reckoning), "Unlock")
        self.options.show_session(reckoning)
        self._fill_panel(self.tabs.current_key())
        self.balance.show_session(reckoning)
        self._say_next()
        if isinstance(self._body, OptionSheet):
            self._body.show_session(reckoning)
        elif isinstance(self._body, SettingsForm):
            self._body.show_session(session, locked=records.locked)

    @Slot(str)
    def choose(self, option_id: str) -> None:
        """Let an option stand out in the table and in every picture."""
        self._chosen = option_id
        self.options.highlight(option_id)
        panel = self.panels.get(self.tabs.current_key())
        if panel is not None:
            panel.highlight(option_id)

    @Slot(str)
    def choose_scenario(self, scenario_id: str) -> None:
        """Let one scenario be the one that the foot and the plans' tabs are about."""
        if scenario_id == self._scenario_id:
            return
        self._scenario_id = scenario_id
        self.balance.show_scenario(scenario_id)
        key = self.tabs.current_key()
        if key in PLANS:
            self.panels[key].show_scenario(scenario_id)

    def show_tab(self, key: str) -> None:
        """Show the tab of this key."""
        self.tabs.choose(key)

    # ---- sheets
    def open_settings(self) -> None:
        """Open all settings of the session."""
        if self.reckoning is not None:
            records = self.reckoning.records
            form = SettingsForm(self._context, records.session)
            self._body = form
            self.sheet.open_with(form, "Settings of the session")
            form.show_session(records.session, locked=records.locked)
            form.focus_first()

    @Slot(str)
    def open_option(self, option_id: str) -> None:
        """Open everything about an option."""
        option = None if self.reckoning is None else self.reckoning.records.option(option_id)
        if self.reckoning is None or option is None:
            return
        sheet = OptionSheet(self._context, option_id)
        sheet.show_session(self.reckoning)
        self._body = sheet
        self.sheet.open_with(sheet, option.name)

    @Slot()
    def open_open_points(self) -> None:
        """Open the list of what is open before the room."""
        if self.reckoning is not None:
            lines = "\n".join(f"\N{BULLET} {each}" for each in open_points(self.reckoning))
            self._body = None
            said = label(lines)
            said.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            self.sheet.open_with(said, "Before the room")

    @Slot()
    def open_unlock(self) -> None:
        """Ask for the reason and unlock."""
        form = UnlockForm(self.unlock)
        self._body = None
        self.sheet.open_with(form, "Unlock the session")

    def unlock(self, reason: str, refused: Any) -> None:
        """Open a locked session again, for a reason."""
        if self.reckoning is None:
            return

        def done(_: object) -> None:
            self.sheet.close_sheet()

        def refuse(error: UserFixable) -> None:
            refused(f"{error.what} {error.remedy}".strip())

        self._context.bridge.act(
            workshop.unlock, self.reckoning.records.session.id, reason=reason, then=done, otherwise=refuse
        )

    def _say_next(self) -> None:
        """What to do next while nothing is decided. Too many options are said by the table itself."""
        assert self.reckoning is not None
        records = self.reckoning.records
        if records.locked or len(records.active) > MOST_OPTIONS:
            self.next.show_words("")
            return
        found = open_points(self.reckoning)
        self.next.show_words(next_words(self.reckoning), "See all" if len(found) > 1 else "")

    @Slot()
    def _sheet_closed(self) -> None:
        self._body = None

    # ---- tabs
    @Slot(str)
    def _tab_chosen(self, key: str) -> None:
        self.balance.set_brief(key == "balance")
        self._fill_panel(key)

    def _fill_panel(self, key: str) -> None:
        """Show the session in the panel of a tab; the others wait until they are looked at."""
        if self.reckoning is None:
            return
        new = key not in self.panels
        if new:
            module, name = next((module, name) for each, _, module, name in PANELS if each == key)
            made = getattr(import_module(f"stewardship_desktop.ui.star.{module}"), name)(self._context)
            self.panels[key] = made
            self._holders[key].hold(made)
            made.option_chosen.connect(self.choose)
            if key in PLANS:
                made.scenario_chosen.connect(self.choose_scenario)
        self.panels[key].show_session(self.reckoning)
        if new:
            # Panels are made later than the foot below them.
            tab_after(self.panels[key], self.balance.box)
        self.panels[key].highlight(self._chosen)
        if key in PLANS and self._scenario_id:
            self.panels[key].show_scenario(self._scenario_id)

    # ---- going about
    @Slot()
    def _leave(self) -> None:
        self.left.emit()

    @Slot()
    def _start_workshop(self) -> None:
        if self.reckoning is not None:
            self._context.go("workshop", self.reckoning.records.session.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow windows have the pictures below the table."""
        super().resizeEvent(event)
        narrow = self.width() < apply.current().sizes.px(NARROW)
        way = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self.split.orientation() != way:
            self.split.setOrientation(way)
        self.split.setMinimumHeight(apply.current().sizes.px(HIGH if narrow else LOW))
        self.settings_button.setText("" if narrow else SETTINGS)
        self.settings_button.setToolTip(SETTINGS if narrow else "")


class _Holder(QWidget):
    """The place of a panel that is made when its tab is first chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def hold(self, panel: QWidget) -> None:
        """Take the panel in."""
        self._layout.addWidget(panel)
        self.setFocusProxy(panel)


def state_line(reckoning: Reckoning) -> str:
    """The question, how the money may move, and the day."""
    session = reckoning.records.session
    money = "Moves money at constant spend"
    if session.mode is Mode.GROWTH:
        money = f"Spends {short_money(session.envelope)} of growth money"
    elif session.envelope:
        money = f"Moves money, envelope {signed_money(session.envelope)}"
    if session.held_on is not None:
        money = f"{money}, {date_words(session.held_on)}"
    question = session.question.strip()
    if question and question[-1] not in ".?!":
        question += "."
    return f"{question} {money}.".strip()


def open_points(reckoning: Reckoning) -> tuple[str, ...]:
    """What is open before the room; conflicts of interest are asked for in it."""
    return readiness(reckoning, conflicts_asked=True)


def next_words(reckoning: Reckoning) -> str:
    """The next step of a session that is being prepared, in a sentence or two."""
    found = open_points(reckoning)
    if found:
        more = f" Then {len(found) - 1} more." if len(found) > 1 else ""
        return f"Next: {found[0]}{more}"
    if reckoning.missing and reckoning.records.session.benefit_scale is BenefitScale.CRITERIA:
        options = counted(len(reckoning.missing), "option lacks", "options lack")
        return f"Next: score by the criteria; {options} a score or another figure."
    if reckoning.missing:
        return (
            "Ready for the room. The workshop gives the benefits that are still missing; then the frontier "
            "shows."
        )
    return "Ready for the room: start the workshop when all are seated."


def lock_words(reckoning: Reckoning) -> str:
    """What was decided, for as long as it is locked; "" while it isn't."""
    records = reckoning.records
    decision = records.decision
    if decision is None or not decision.locked:
        return ""
    day = date_words(decision.decided_on)
    if decision.outcome is Outcome.NO_DECISION:
        return f"Locked on {day}: no decision was reached. {decision.reason} Nothing can be changed."
    plan = next((each.name for each in records.scenarios if each.id == decision.scenario_id), "a scenario")
    how = f" ({decision.how.strip()})" if decision.how.strip() else ""
    return f"Locked on {day}: {plan} was agreed{how}. {decision.reason} Nothing can be changed."
