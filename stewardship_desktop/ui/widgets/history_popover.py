"""The life of one field: who changed it, when, from what to what, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from stewardship_desktop.ui.widgets.popover import Popover
from stewardship_desktop.ui.widgets.words import hairline, label


@dataclass(frozen=True, kw_only=True)
class HistoryEntry:
    """One change, all texts as they are to be read. `why` may be blank."""

    when: str
    who: str
    before: str
    after: str
    why: str = ""


class HistoryPopover(Popover):
    """`HistoryPopover(title, entries, more="")`: a popover of the changes, the newest first.

    `more` is the words of a link at the foot; `more_asked` when it is pressed.
    """

    def __init__(
        self, title: str, entries: Sequence[HistoryEntry], *, more: str = "", parent: QWidget | None = None
    ) -> None:
        rows: list[QWidget] = []
        if not entries:
            rows.append(label("Nothing has changed here since it was first entered.", "muted"))
        for at, entry in enumerate(entries):
            if at:
                rows.append(hairline())
            rows.append(label(f"{entry.when}, {entry.who}", "caption"))
            rows.append(label(f"{entry.before or 'blank'}  \N{RIGHTWARDS ARROW}  {entry.after or 'blank'}"))
            if entry.why:
                rows.append(label(entry.why, "muted"))
        super().__init__(title, rows, more=more, parent=parent)
