"""What NHSRplotthedots gives, point by point; and that what it has no limits for is a listed deviation."""

from __future__ import annotations

import math

import pytest

from stewardship_desktop.domain.spc.outcome import Assurance
from tests.domain.spc.expected import ALL, EDGES, SERIES, Expected

WHOLE = [pytest.param(each, id=each.name) for each in ALL.values() if each.has_limits]
WITHOUT = [each for each in ALL.values() if not each.has_limits]


def test_the_files_are_whole() -> None:
    assert (len(SERIES), len(EDGES)) == (120, 31)
    assert sum(len(each.rows) for each in ALL.values()) == 5152 + 533
    assert len(WITHOUT) == 12


def close(found: float | None, expected: str) -> bool:
    wanted = float(expected)
    return found is not None and abs(found - wanted) <= 1e-9 * max(1, abs(wanted))


def wrong_lines(case: Expected) -> list[str]:
    """Rows whose mean or limits differ; lines that upstream doesn't have are left out."""
    found = case.analysis()
    return [
        f"{row['date']}: {line}"
        for at, row in enumerate(case.rows)
        for line, column in (("mean", found.mean), ("lpl", found.lower), ("upl", found.upper))
        if not math.isnan(float(row[line])) and not close(column[at], row[line])
    ]


@pytest.mark.parametrize("case", WHOLE)
def test_every_point_is_reproduced(case: Expected) -> None:
    found = case.analysis()
    assert wrong_lines(case) == []
    assert list(found.segment) == [int(row["segment"]) for row in case.rows]
    assert list(found.rule) == [row["special_cause_type"] if row["value"] else "" for row in case.rows]
    assert list(found.point_type) == [row["point_type"] for row in case.rows]
    if "outside_limits" in case.rows[0]:
        observed = [(at, row) for at, row in enumerate(case.rows) if row["value"]]
        assert [bool(found.hits[at] & 3) for at, _ in observed] == [
            row["outside_limits"] == "1" for _, row in observed
        ]


@pytest.mark.parametrize("case", WHOLE)
def test_both_icons_are_reproduced(case: Expected) -> None:
    found = case.analysis()
    assert found.variation is not None
    assert found.variation.word == case.options["variation_type"]
    assert (found.assurance.word if found.assurance else "") == case.options["assurance_type"]


@pytest.mark.parametrize("case", [pytest.param(each, id=each.name) for each in WITHOUT])
def test_what_upstream_has_without_limits_keeps_its_means_and_variation(case: Expected) -> None:
    found = case.analysis()
    assert wrong_lines(case) == []
    assert list(found.segment) == [int(row["segment"]) for row in case.rows]
    assert found.variation is not None
    assert found.variation.word == case.options["variation_type"]


def test_trial_limits_are_where_upstream_warns() -> None:
    for case in (each for each in ALL.values() if each.has_limits):
        found = case.analysis()
        warned = {int(row["segment"]): row["short_group_warning"] == "1" for row in case.rows}
        assert {at: segment.trial for at, segment in enumerate(found.segments)} == warned, case.name


def test_a_target_on_a_limit_is_hit_or_miss_by_the_r_profile() -> None:
    assert EDGES["target_at_upl"].analysis().assurance is Assurance.INCONSISTENT
    assert EDGES["target_at_lpl"].analysis().assurance is Assurance.INCONSISTENT
