"""Which way is better, and by which named rules a chart is read.

A profile is frozen, named and versioned; its name is printed on every chart read by it. What the rules
do is in `engine`.
"""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True, kw_only=True)
class Profile:
    """A set of rules.

    `screens_ranges`: moving ranges of 3.267 times their mean or more are left out and the mean is taken
    again. `run_length`: points of a trend and of a shift. `two_of_three_counts_outside`: points outside a
    limit count as close to it. `ties_pass`: an equal value neither adds to a trend nor breaks it.
    `target_on_limit_counts`: a target on the near limit is always met, or never, and not "sometimes".
    `least_points`: a stretch of fewer observed points has no limits, rules or icons. `improvement_wins`: a
    point that shows both an improvement and a concern is an improvement; otherwise the order of the rules
    decides.
    """

    name: str
    version: str
    screens_ranges: bool
    run_length: int
    two_of_three_counts_outside: bool
    ties_pass: bool
    target_on_limit_counts: bool
    least_points: int
    improvement_wins: bool

    @property
    def title(self) -> str:
        """As printed on charts: "NHSRplotthedots 0.2"."""
        return f"{self.name} {self.version}"


# Read from the package's R code (ptd_spc_standard.R, ptd_calculate_point_type.R) at 0.2.2.
NHS_R = Profile(
    name="NHSRplotthedots",
    version="0.2",
    screens_ranges=True,
    run_length=7,
    two_of_three_counts_outside=False,
    ties_pass=False,
    target_on_limit_counts=False,
    least_points=1,
    improvement_wins=False,
)


def _mdc_excel(run_length: int) -> Profile:
    # As the Making Data Count team of NHS England states its rules in public threads of NHSRplotthedots
    # (24, 194, 202) and of the Power BI visual (116): the workbook itself is behind a login.
    return Profile(
        name="MDC Excel",
        version=f"(since 2023, runs of {run_length})",
        screens_ranges=False,
        run_length=run_length,
        two_of_three_counts_outside=True,
        ties_pass=True,
        target_on_limit_counts=True,
        least_points=13,
        improvement_wins=True,
    )


MDC_EXCEL = _mdc_excel(7)
MDC_EXCEL_6 = _mdc_excel(6)

PROFILES: dict[str, Profile] = {
    ProfileKey.NHS_R: NHS_R,
    ProfileKey.MDC_EXCEL: MDC_EXCEL,
    ProfileKey.MDC_EXCEL_6: MDC_EXCEL_6,
}
"""The profiles by the key that a metric stores."""


def profile_named(key: str) -> Profile:
    """The profile of a stored key. Raises KeyError for a key that is none."""
    return PROFILES[key]
