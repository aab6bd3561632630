"""Two or more parts side by side whose widths are remembered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from stewardship_desktop.ui.theme.tokens import SPACE_2
from stewardship_desktop.ui.widgets.remembered import Remembers


class SplitView(QSplitter):
    """`SplitView(parts, shares, remembers=None, key="")`: widths are kept in `remembers` under `key`.

    `shares` are the first widths, as any proportion. No part can be dragged to nothing.
    """

    def __init__(
        self,
        parts: Sequence[QWidget],
        shares: Sequence[int],
        *,
        remembers: Remembers | None = None,
        key: str = "",
        vertical: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        way = Qt.Orientation.Vertical if vertical else Qt.Orientation.Horizontal
        super().__init__(way, parent)
        self._remembers, self._key = remembers, key
        self.setChildrenCollapsible(False)
        self.setHandleWidth(SPACE_2)
        for at, (part, share) in enumerate(zip(parts, shares, strict=True)):
            self.addWidget(part)
            self.setStretchFactor(at, share)
        kept = remembers.get(key) if remembers is not None else None
        usable = isinstance(kept, list) and len(kept) == len(parts) and all(isinstance(w, int) for w in kept)
        self.setSizes(kept if usable and isinstance(kept, list) else [share * 1000 for share in shares])
        self.splitterMoved.connect(self._keep)

    def _keep(self) -> None:
        if self._remembers is not None:
            self._remembers.set(self._key, self.sizes())
