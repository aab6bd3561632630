"""Charts as plain values: what they say (`spec`), how that reads (`reading`) and where it lies (`layout`).

Holds no Qt and no file format: `reports.chart_svg` writes and `ui.charts` paints what is laid out here.
"""

from __future__ import annotations

from stewardship_desktop.domain.chart.number import (
    MILLIONS,
    PERCENT,
    PLAIN,
    POUNDS,
    THOUSANDS,
    NumberFormat,
    NumberStyle,
    money_format,
)
from stewardship_desktop.domain.chart.spec import (
    Band,
    ChartSpec,
    ChartSpecError,
    Dash,
    DateStyle,
    Event,
    Kind,
    Limit,
    Mark,
    Pattern,
    PointNote,
    Series,
    Shape,
)

__all__ = [
    "MILLIONS",
    "PERCENT",
    "PLAIN",
    "POUNDS",
    "THOUSANDS",
    "Band",
    "ChartSpec",
    "ChartSpecError",
    "Dash",
    "DateStyle",
    "Event",
    "Kind",
    "Limit",
    "Mark",
    "NumberFormat",
    "NumberStyle",
    "Pattern",
    "PointNote",
    "Series",
    "Shape",
    "money_format",
]
