"""`ProjectorStage`: the slide that the room sees, painted; for the projector, one screen, or a preview.

It draws what it is told and knows no command. Everything on it is public: the slides see to that.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from stewardship_desktop.domain.chart.lettering import Lettering
from stewardship_desktop.domain.chart.primitives import Primitive, Rect, Text
from stewardship_desktop.domain.star.reckoning import Reckoning
from stewardship_desktop.ui.charts.painting import paint
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.widgets.illustrative import WORD, paint_corner
from stewardship_desktop.ui.workshop.agenda import STEPS
from stewardship_desktop.ui.workshop.showing import Showing
from stewardship_desktop.ui.workshop.slides.making import slide_of, step_words
from stewardship_desktop.ui.workshop.slides.paging import pages
from stewardship_desktop.ui.workshop.slides.paper import Box, Paper, moved
from stewardship_desktop.ui.workshop.slides.slide import Page

AIR = 0.4
"""Between the foot's bar and its words, in sizes of its letters."""


class ProjectorStage(QWidget):
    """`ProjectorStage(parent=None, laid_out_for=None)`: `present`, `set_blank`, `next_page`, `previous_page`.

    With `laid_out_for`, a size in pixels, the slide is laid out for a screen of that size and drawn as
    large as it fits here: a small preview of another screen.
    """

    def __init__(self, parent: QWidget | None = None, *, laid_out_for: QSize | None = None) -> None:
        super().__init__(parent)
        self._screen = laid_out_for
        self._showing: Showing | None = None
        self._reckoning: Reckoning | None = None
        self._pages: tuple[Page, ...] = ()
        self._laid_out_at = QSize()
        self._at = 0
        self._blank = False
        self._painted: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 90)
        apply.notifier().changed.connect(self._repaint)
        self._describe()

    # ---------------------------------------------------------------------- what is shown

    def present(self, showing: Showing, reckoning: Reckoning) -> None:
        """Show this from now on; while blank, once the blank is lifted. The page is kept where the
        same thing is shown anew."""
        before = self._showing
        kept = before is not None and (before.what, before.option_id) == (showing.what, showing.option_id)
        self._showing, self._reckoning = showing, reckoning
        self._lay_out(self._at if kept else 0)

    def set_blank(self, blank: bool) -> None:
        """Show nothing but the ground (True), or what was presented last (False)."""
        if blank == self._blank:
            return
        self._blank = blank
        self._describe()
        # At once: whatever should not be seen is seen until then.
        self.repaint()

    @property
    def is_blank(self) -> bool:
        return self._blank

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages of what is presented, blank or not."""
        return self._pages

    @property
    def page(self) -> int:
        """The page on show, from 1; 0 before anything was presented."""
        return self._at + 1 if self._pages else 0

    def next_page(self) -> bool:
        """Turn to the next page; False where this is the last."""
        return self._turn(self._at + 1)

    def previous_page(self) -> bool:
        """Turn back; False where this is the first."""
        return self._turn(self._at - 1)

    def lay_out_for(self, screen: QSize) -> None:
        """Be a preview of a screen of this size from now on."""
        if screen != self._screen:
            self._screen = screen
            self._lay_out(self._at)

    def turn_to(self, page: int) -> None:
        """Show a page, from 1; the nearest there is."""
        self._turn(max(0, min(page, len(self._pages)) - 1))

    def _turn(self, to: int) -> bool:
        if not 0 <= to < len(self._pages):
            return False
        self._at = to
        self._changed()
        return True

    # ---------------------------------------------------------------------- laying out

    def _size(self) -> QSize:
        return self._screen or self.size()

    def _lay_out(self, at: int) -> None:
        """Lay the slide out for the screen as it is."""
        if self._showing is None or self._reckoning is None:
            return
        size = self._size()
        paper = Paper(width=size.width(), height=size.height())
        inner = self._inner(paper)
        self._pages = pages(slide_of(self._showing, self._reckoning), inner.width, inner.height)
        self._laid_out_at = size
        self._at = max(0, min(at, len(self._pages) - 1))
        self._changed()

    def _inner(self, paper: Paper) -> Box:
        """Where the slide lies: between the margins, over the foot."""
        margin = paper.margin
        foot = self._foot_height(paper)
        return Box(
            margin,
            margin * 0.75,
            paper.width - 2 * margin,
            paper.height - margin * 0.75 - foot - paper.gap / 2,
        )

    def _foot_height(self, paper: Paper) -> float:
        letters = paper.letters()
        return letters.line + letters.size * AIR + letters.size * 0.25 + paper.margin * 0.4

    def _changed(self) -> None:
        self._describe()
        self._repaint()

    def _repaint(self) -> None:
        self._painted = None
        self.update()

    def _describe(self) -> None:
        """Say to a screen reader what is on the screen, and nothing else."""
        name, words = "Projector", ""
        if self._blank:
            name = "Projector, blank"
        elif self._showing is not None and self._pages:
            name = f"Projector, step {step_words(self._showing.step)}"
            words = " ".join([*self.foot_words(), self._pages[self._at].words])
        self.setAccessibleName(name)
        self.setAccessibleDescription(words)

    def foot_words(self) -> tuple[str, ...]:
        """What stands at the right of the foot: the clock, the page and the mark of invented figures."""
        found = []
        if self._showing is not None and self._showing.clock:
            found.append(self._showing.clock)
        if len(self._pages) > 1:
            found.append(f"page {self.page} of {len(self._pages)}")
        if self._illustrative:
            found.append(WORD)
        return tuple(found)

    @property
    def _illustrative(self) -> bool:
        return self._reckoning is not None and self._reckoning.records.session.illustrative

    def drawn(self) -> tuple[Primitive, ...]:
        """Everything on the page on show, in pixels of the screen it is laid out for."""
        if not self._pages or self._showing is None:
            return ()
        size = self._size()
        paper = Paper(width=size.width(), height=size.height())
        inner = self._inner(paper)
        return (*moved(self._pages[self._at].drawn, inner.x, inner.y), *self._foot(paper))

    def _foot(self, paper: Paper) -> list[Primitive]:
        """A thin bar of the steps with where we are in words; at the right what `foot_words` says."""
        assert self._showing is not None
        letters = paper.letters()
        left, right = paper.margin, paper.width - paper.margin
        top = paper.height - self._foot_height(paper)
        thin, gap = letters.size * 0.25, letters.size * 0.25
        wide = (right - left - gap * (len(STEPS) - 1)) / len(STEPS)
        drawn: list[Primitive] = []
        for step in range(len(STEPS)):
            x = left + step * (wide + gap)
            here, behind = step == self._showing.step, step < self._showing.step
            fill = "primary" if here else "edge" if behind else "line"
            high = thin if here else thin * 0.5
            drawn.append(Rect(x, top + (thin - high) / 2, wide, high, "step", fill))
        y = top + thin + letters.size * AIR + letters.size * 0.9
        said = "   ".join(self.foot_words())
        room = right - left - letters.width(said) - letters.size
        drawn.append(Text(right, y, said, "foot", "muted", letters.size, anchor="end"))
        drawn.append(Text(left, y, self._step(letters, room), "foot", "muted", letters.size))
        return drawn

    def _step(self, letters: Lettering, room: float) -> str:
        """The step in as many words as there is room for."""
        assert self._showing is not None
        full = step_words(self._showing.step)
        return full if letters.width(full) <= room else full.partition(":")[0]

    # ---------------------------------------------------------------------- painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._painted = None
        if self._size() != self._laid_out_at:
            self._lay_out(self._at)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), apply.colour("ground"))
        if not self._blank and self._pages:
            ratio = self.devicePixelRatioF()
            if self._painted is None or self._painted.devicePixelRatio() != ratio:
                self._painted = self._paint_slide(ratio)
            painter.drawPixmap(0, 0, self._painted)
        painter.end()

    def _paint_slide(self, ratio: float) -> QPixmap:
        made = QPixmap(self.size() * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(apply.colour("ground"))
        painter = QPainter(made)
        size = self._size()
        share = min(self.width() / size.width(), self.height() / size.height())
        painter.translate(
            (self.width() - size.width() * share) / 2, (self.height() - size.height() * share) / 2
        )
        painter.scale(share, share)
        screen = QRectF(0, 0, size.width(), size.height())
        painter.setClipRect(screen)
        painter.fillRect(screen, apply.colour("surface"))
        paint(painter, self.drawn())
        if self._illustrative:
            paper = Paper(width=size.width(), height=size.height())
            paint_corner(painter, screen, paper.margin * 1.3)
        painter.end()
        return made

    def sizeHint(self) -> QSize:
        return QSize(1280, 720) if self._screen is None else QSize(320, 180)
