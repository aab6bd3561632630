"""A task in steps: where one is, what is behind and what is to come. Used by the wizards."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from stewardship_desktop.ui.theme import icons
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_4
from stewardship_desktop.ui.widgets.announce import announce
from stewardship_desktop.ui.widgets.first_stop import first_stop, tab_after
from stewardship_desktop.ui.widgets.words import button, hairline, label, restyle


class Stepper(QWidget):
    """`Stepper(steps, finish)`: `steps` is (title, page) pairs, `finish` the words of the last button.

    `next_asked(int)` is sent with the step that is to be left; whoever listens calls `go_to(step + 1)`
    when that step is in order, or `refuse(why)`. `finished` is sent from the last step, `cancelled`
    from Cancel. Steps already done can be gone back to by their names.
    """

    next_asked = Signal(int)
    finished = Signal()
    cancelled = Signal()
    step_changed = Signal(int)

    def __init__(
        self,
        steps: Sequence[tuple[str, QWidget]],
        finish: str,
        *,
        cancel: str = "Cancel",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._titles = [title for title, _ in steps]
        self._pages = [page for _, page in steps]
        self._finish, self._furthest = finish, 0
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_4)
        self._names = QHBoxLayout()
        self._names.setSpacing(SPACE_2)
        self.step_buttons: list[QPushButton] = []
        self.stack = QStackedWidget()
        for at, (title, page) in enumerate(steps):
            made = QPushButton(f"{at + 1}  {title}")
            made.setProperty("part", "step")
            made.setProperty("step", at)
            made.clicked.connect(self._name_pressed)
            self.step_buttons.append(made)
            self._names.addWidget(made)
            self.stack.addWidget(page)
        self._names.addStretch(1)
        layout.addLayout(self._names)
        layout.addWidget(hairline())
        layout.addWidget(self.stack, 1)
        self.why_label = label("", "error")
        self.why_label.hide()
        layout.addWidget(self.why_label)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_2)
        self.cancel_button = button(cancel, "quiet", clicked=self.cancelled.emit)
        self.back_button = button("Back", "secondary", clicked=self.back)
        self.next_button = button("Next", "primary", clicked=self._next)
        foot.addWidget(self.cancel_button)
        foot.addStretch(1)
        foot.addWidget(self.back_button)
        foot.addWidget(self.next_button)
        layout.addLayout(foot)
        self.go_to(0)

    def current_step(self) -> int:
        return self.stack.currentIndex()

    def go_to(self, step: int) -> None:
        """Show a step, counted from 0."""
        step = max(0, min(step, self.stack.count() - 1))
        self._furthest = max(self._furthest, step)
        self.stack.setCurrentIndex(step)
        self.why_label.hide()
        for at, made in enumerate(self.step_buttons):
            state = "now" if at == step else "done" if at <= self._furthest else "ahead"
            made.setProperty("state", state)
            made.setEnabled(at <= self._furthest)
            made.setIcon(
                icons.icon("check", "good")
                if at < step
                else icons.icon("dot", "muted" if at > step else "primary")
            )
            words = {"now": "you are here", "done": "done", "ahead": "to come"}[state]
            made.setAccessibleName(f"Step {at + 1} of {len(self._titles)}, {self._titles[at]}, {words}")
            restyle(made)
        self.back_button.setEnabled(step > 0)
        last = step == self.stack.count() - 1
        self.next_button.setText(self._finish if last else f"Next: {self._titles[step + 1]}")
        announce(self, self.step_buttons[step].accessibleName())
        # Whoever listens fills the step, or sends on to another one.
        self.step_changed.emit(step)
        if self.current_step() == step:
            self.order_tabs()
            self._focus_on(self._pages[step])

    def begin_again(self) -> None:
        """Show the first step, no other one done."""
        self._furthest = 0
        self.go_to(0)

    def order_tabs(self) -> None:
        """Have Tab go through the step on show, then to the buttons below: call it once a step is filled."""
        page = self._pages[self.current_step()]
        tab_after(page, self.cancel_button, self.back_button, self.next_button)

    def _focus_on(self, page: QWidget) -> None:
        focused = self.window().focusWidget()
        if page.isAncestorOf(focused) and focused.isVisible():
            return
        if not self.isVisible():
            # What is to have the keyboard once this is shown.
            page.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        wanted = page.focusProxy() or page
        takes = wanted.isVisible() and bool(wanted.focusPolicy() & Qt.FocusPolicy.TabFocus)
        stop = wanted if takes else first_stop(page) or self.next_button
        stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def back(self) -> None:
        self.go_to(self.current_step() - 1)

    def refuse(self, why: str) -> None:
        """Say why the step cannot be left yet."""
        self.why_label.setText(why)
        self.why_label.show()
        announce(self, why, urgent=True)

    def set_next_enabled(self, enabled: bool) -> None:
        self.next_button.setEnabled(enabled)

    def _next(self) -> None:
        step = self.current_step()
        if step == self.stack.count() - 1:
            self.finished.emit()
        else:
            self.next_asked.emit(step)

    def _name_pressed(self) -> None:
        asked = self.sender()
        if isinstance(asked, QPushButton):
            self.go_to(int(asked.property("step")))
