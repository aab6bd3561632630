"""Series, options and expected outputs of NHSRplotthedots 0.2.2, as its R code gave them."""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from stewardship_desktop.domain.spc.engine import Analysis, Options, analyse
from stewardship_desktop.domain.spc.profile import Direction

HERE = Path(__file__).parent
DIRECTIONS = {"increase": Direction.UP, "decrease": Direction.DOWN, "neutral": Direction.NEITHER}


@dataclass(frozen=True, kw_only=True)
class Expected:
    """One series: its rows and options as printed."""

    name: str
    rows: list[dict[str, str]]
    options: dict[str, str]

    @property
    def has_limits(self) -> bool:
        """Whether upstream has limits throughout."""
        return not any(math.isnan(float(row[line])) for row in self.rows for line in ("lpl", "upl"))

    def analysis(self) -> Analysis:
        """The same series read by ours."""
        said = self.options
        rebase = [date.fromisoformat(day) for day in said.get("rebase_dates", "").split(";") if day]
        if said.get("rebase_at_row"):
            rebase = [date.fromisoformat(self.rows[int(said["rebase_at_row"]) - 1]["date"])]
        return analyse(
            [date.fromisoformat(row["date"]) for row in self.rows],
            [float(row["value"]) if row["value"] else None for row in self.rows],
            Options(
                direction=DIRECTIONS[said["improvement_direction"]],
                target=float(said["target"]) if said["target"] else None,
                rebase_dates=tuple(rebase),
                baseline_points=int(said["fix_after_n_points"]) if said["fix_after_n_points"] else None,
                screen_outliers=said["screen_outliers"] == "TRUE",
            ),
        )


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _cases(options: str, points: str, key: str) -> dict[str, Expected]:
    rows = defaultdict(list)
    for row in _rows(points):
        rows[row[key]].append(row)
    return {
        each[key]: Expected(name=each[key], rows=rows[each[key]], options=each) for each in _rows(options)
    }


SERIES = _cases("cases.csv", "points.csv", "series_id")
EDGES = _cases("edge_cases.csv", "edge_points.csv", "case")
ALL = {**SERIES, **EDGES}
