"""Where the keyboard goes in a part that has just come up, and where Tab goes after it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QWidget


def first_stop(part: QWidget) -> QWidget | None:
    """The first table on show in `part`, else the first thing that takes keys; None where there is none."""
    found = [each for each in _after(part) if _takes_keys(each, part)]
    tables = [each for each in found if isinstance(each, QAbstractItemView)]
    return next(iter(tables or found), None)


def tab_after(part: QWidget, *others: QWidget) -> None:
    """Have Tab go from the last stop in `part` to the others, in their order.

    Qt puts what is made later at the end of the window's order, wherever it stands on the screen.
    """
    stops = [
        each
        for each in _after(part)
        if part.isAncestorOf(each) and each.focusPolicy() & Qt.FocusPolicy.TabFocus and each not in others
    ]
    last = stops[-1] if stops else None
    for other in others:
        if last is not None:
            QWidget.setTabOrder(last, other)
        last = other


def _after(part: QWidget) -> list[QWidget]:
    chain, each = [], part.nextInFocusChain()
    while each is not None and each is not part:
        chain.append(each)
        each = each.nextInFocusChain()
    return chain


def _takes_keys(each: QWidget, part: QWidget) -> bool:
    by_tab = bool(each.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and each.isEnabled() and each.isVisible() and part.isAncestorOf(each)
