"""A chart as a file: its SVG text, the name it should have, and its way to the disk."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from stewardship_desktop.domain.chart.picture import Chart

PICTURE_SIZE = (960.0, 560.0)


@dataclass(frozen=True, kw_only=True)
class ChartPicture:
    """What "save" and "copy" hand on. `scheme` is "light" or "print": dark pictures suit no paper."""

    spec: Chart
    scheme: str = "light"

    def svg(self, font: str = "") -> str:
        """The chart as SVG text, 960 pixels wide; `font` names the one family that the reader takes."""
        from stewardship_desktop.reports.chart_svg import FONT, svg

        return svg(self.spec, *PICTURE_SIZE, self.scheme, font=font or FONT)

    def file_name(self, ending: str) -> str:
        """ "Two in five wait longer than four hours.svg": the title, without what file systems refuse."""
        plain = unicodedata.normalize("NFC", self.spec.title)
        plain = re.sub(r'[\x00-\x1f<>:"/\\|?*]+', " ", plain)
        name = " ".join(plain.split())[:80].strip(" .") or "Chart"
        return f"{name}.{ending.lstrip('.')}"


def save_picture(path: Path, content: bytes) -> None:
    """Write a chart's picture to `path`, whole or not at all. Raises UserFixable where that can't be done."""
    from stewardship_desktop.reports.saving import save_file

    save_file(path, content)
