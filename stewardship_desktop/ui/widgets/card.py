"""A card: a titled surface that a page lays its parts on. Holds what it is given and nothing else."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_3, SPACE_4
from stewardship_desktop.ui.widgets.words import label, show_if


class Card(QFrame):
    """`Card(title, body=None, caption="")`; `add(widget)` below, `add_action(button)` at the top right."""

    def __init__(
        self,
        title: str = "",
        body: QWidget | None = None,
        *,
        caption: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("part", "card")
        self.setAccessibleName(title)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(SPACE_4, SPACE_3, SPACE_4, SPACE_4)
        self._layout.setSpacing(SPACE_2)
        self._head = QHBoxLayout()
        self._head.setSpacing(SPACE_2)
        self.title_label = label(title, "heading")
        self._head.addWidget(self.title_label, 1)
        self._layout.addLayout(self._head)
        show_if(self.title_label, bool(title))
        self.caption_label = label(caption, "caption")
        show_if(self.caption_label, bool(caption))
        self._layout.addWidget(self.caption_label)
        if body is not None:
            self.add(body)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget below what the card has already."""
        self._layout.addWidget(widget, stretch)

    def add_action(self, widget: QWidget) -> None:
        """Put a small button or link at the right of the title."""
        self._head.addWidget(widget)

    def set_title(self, title: str) -> None:
        self.title_label.setText(title)
        show_if(self.title_label, bool(title))
        self.setAccessibleName(title)

    def set_caption(self, caption: str) -> None:
        self.caption_label.setText(caption)
        show_if(self.caption_label, bool(caption))
