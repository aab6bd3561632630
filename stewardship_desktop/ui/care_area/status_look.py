"""How a care area's status and its specification look: chip kinds and words, the same on every page here."""

from __future__ import annotations

from stewardship_desktop.domain.care_area import CareAreaState
from stewardship_desktop.domain.data_request import RequestState
from stewardship_desktop.ui.widgets.chip import ChipKind

STATE_KINDS: dict[CareAreaState, ChipKind] = {
    CareAreaState.PROPOSED: "neutral",
    CareAreaState.IN_TRAINING: "info",
    CareAreaState.ACTIVE: "good",
    CareAreaState.PAUSED: "warn",
    CareAreaState.CLOSED: "neutral",
}
REQUEST_KINDS: dict[RequestState, ChipKind] = {
    RequestState.OPEN: "info",
    RequestState.DUE_SOON: "warn",
    RequestState.OVERDUE: "bad",
    RequestState.RECEIVED: "good",
}


def state_chip(state: CareAreaState) -> tuple[str, ChipKind]:
    """The chip of a status."""
    return state.value.capitalize(), STATE_KINDS[state]
