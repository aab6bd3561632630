"""Agreeing the medians that the room has seen: what is open yet, and the button that says so.

The act itself is its caller's.
"""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtWidgets import QPushButton

from stewardship_desktop.domain.star.records import SessionRecords
from stewardship_desktop.domain.star.scores import newest_round, spread_of
from stewardship_desktop.domain.star.session import BenefitScale, Measure
from stewardship_desktop.domain.star.wording import counted
from stewardship_desktop.ui.widgets.words import restyle

AGREE = "Agree the medians shown"


def medians_shown(
    records: SessionRecords, only: Collection[str] | None = None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The options whose median the room has seen: those not agreed, and those that are the benefit.

    A session whose benefits come from weighted criteria agrees none: both are empty. `only` leaves out
    the other options.
    """
    unagreed: list[str] = []
    agreed: list[str] = []
    for option in records.active:
        round_ = newest_round(records, option.id)
        if not round_ or (only is not None and option.id not in only):
            continue
        spread = spread_of(records, option.id, round_)
        if spread.median is None:
            continue
        benefit = records.estimate(option.id, Measure.BENEFIT)
        same = benefit is not None and (benefit.low, benefit.best, benefit.high) == (
            spread.lower_quartile, spread.median, spread.upper_quartile,
        )  # fmt: skip
        (agreed if same else unagreed).append(option.id)
    if records.session.benefit_scale is BenefitScale.CRITERIA:
        return (), ()
    return tuple(unagreed), tuple(agreed)


def agreed_words(agreed: Collection[str]) -> str:
    """ "Agreed: 6 benefits"."""
    return f"Agreed: {counted(len(agreed), 'benefit')}"


def show_agreeing(pressed: QPushButton, unagreed: Collection[str], agreed: Collection[str]) -> None:
    """Have the button stand out while a median is open, and say how many are agreed once none is."""
    pressed.setText(agreed_words(agreed) if agreed and not unagreed else AGREE)
    kind = "primary" if unagreed else "secondary"
    if pressed.property("kind") != kind:
        pressed.setProperty("kind", kind)
        restyle(pressed)
    pressed.setEnabled(bool(unagreed))
