"""Which way is better, and by which named rules a chart is read."""

from __future__ import annotations

from enum import StrEnum


class Direction(StrEnum):
    """Which way of a measure is better. NEITHER is right for much of activity and spend."""

    UP = "up"
    DOWN = "down"
    NEITHER = "neither"


class ProfileKey(StrEnum):
    """The profiles that a metric may be read by, as they are stored."""

    NHS_R = "nhs-r"
    MDC_EXCEL = "mdc-excel"
    MDC_EXCEL_6 = "mdc-excel-6"
