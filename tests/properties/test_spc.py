"""Charts under shifting, scaling, reordering and mirroring; and every rule against its definition."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stewardship_desktop.domain.spc.engine import Options, analyse
from stewardship_desktop.domain.spc.outcome import HIGH, Assurance
from stewardship_desktop.domain.spc.profile import PROFILES, Direction
from tests.support.spc_series import monthly, months, rules_by_definition

# Whole numbers of few sizes: many ties, points on the mean, and long runs.
POINTS = st.lists(st.one_of(st.integers(-6, 6), st.integers(-6, 6), st.none()), min_size=1, max_size=45)
WALKS = st.lists(st.sampled_from([-1, 0, 1, 1, 2]), min_size=8, max_size=40).map(
    lambda steps: [sum(steps[: at + 1]) for at in range(len(steps))]
)
SERIES = st.one_of(POINTS, WALKS)
PROFILE = st.sampled_from(list(PROFILES.values()))
BASELINE = st.sampled_from([None, 12, 15])


@given(SERIES, BASELINE, st.booleans())
def test_every_rule_is_as_defined(values: list[int | None], baseline: int | None, screen: bool) -> None:
    found = monthly(values, baseline_points=baseline, screen_outliers=screen)
    segment = found.segments[0]
    if segment.mean is None:
        assert set(found.hits) == {0}
        return
    infinite = float("inf")
    limits = (-infinite, infinite) if segment.lower is None else (segment.lower, segment.upper or 0.0)
    warnings = (
        (-infinite, infinite)
        if segment.lower_warning is None
        else (segment.lower_warning, segment.upper_warning or 0.0)
    )
    assert list(found.hits) == rules_by_definition(values, segment.mean, limits, warnings)


@given(SERIES, PROFILE, st.integers(-1000, 1000), st.sampled_from([0.25, 0.5, 2, 8, 1024]))
def test_shifting_and_scaling_a_series_shifts_and_scales_its_lines(
    values: list[int | None], profile: object, shift: int, scale: float
) -> None:
    plain = monthly(values, profile=profile)
    moved = monthly([None if v is None else v * scale + shift for v in values], profile=profile)
    for before, after in zip(plain.segments, moved.segments, strict=True):
        for line in ("mean", "lower", "upper", "lower_warning", "upper_warning"):
            was, now = getattr(before, line), getattr(after, line)
            assert (was is None) == (now is None)
            if was is not None:
                assert now == pytest.approx(was * scale + shift, abs=1e-9 * max(scale, abs(shift), 1))


@given(SERIES, PROFILE, st.sampled_from([0.25, 0.5, 2, 8, 1024]))
def test_scaling_by_powers_of_two_changes_no_rule(
    values: list[int | None], profile: object, scale: float
) -> None:
    plain = monthly(values, profile=profile)
    scaled = monthly([None if v is None else v * scale for v in values], profile=profile)
    assert scaled.hits == plain.hits
    assert scaled.variation is plain.variation


@given(SERIES, PROFILE, st.integers(-8, 8), st.randoms(use_true_random=False))
def test_the_order_of_input_does_not_matter(
    values: list[int | None], profile: object, target: int, shuffler: random.Random
) -> None:
    options = Options(profile=profile, target=target, rebase_dates=(date(2020, 9, 1),))  # type: ignore[arg-type]
    rows = list(zip(months(len(values)), values, strict=True))
    sorted_reading = analyse([day for day, _ in rows], [value for _, value in rows], options)
    shuffler.shuffle(rows)
    assert analyse([day for day, _ in rows], [value for _, value in rows], options) == sorted_reading


@given(SERIES, PROFILE, st.integers(-8, 8))
def test_a_mirrored_series_with_the_other_direction_reads_the_same(
    values: list[int | None], profile: object, target: int
) -> None:
    up = monthly(values, profile=profile, target=target)
    down = monthly(
        [None if v is None else -v for v in values], profile=profile, target=-target, direction=Direction.DOWN
    )
    assert down.point_type == up.point_type
    assert down.assurance is up.assurance
    assert [bool(a & HIGH) for a in down.hits] == [bool((a >> 1) & HIGH) for a in up.hits]


@given(SERIES, SERIES, PROFILE)
def test_a_stretch_is_read_as_if_it_stood_alone(
    first: list[int | None], second: list[int | None], profile: object
) -> None:
    days = months(len(first) + len(second))
    start = days[len(first)]
    both = analyse(days, [*first, *second], Options(profile=profile, rebase_dates=(start,)))  # type: ignore[arg-type]
    alone = (monthly(first, profile=profile), monthly(second, profile=profile))
    assert both.hits == alone[0].hits + alone[1].hits
    assert both.rule == alone[0].rule + alone[1].rule
    assert both.upper == alone[0].upper + alone[1].upper


@given(SERIES, st.integers(-8, 8), st.sampled_from([Direction.UP, Direction.DOWN]))
def test_a_target_that_will_always_be_met_is_no_better_than_all_of_what_is_usual(
    values: list[int | None], target: int, direction: Direction
) -> None:
    found = monthly(values, target=target, direction=direction)
    if found.current is None or found.current.lower is None or found.current.upper is None:
        assert found.assurance is None
    elif found.assurance is Assurance.PASS:
        near = found.current.lower if direction is Direction.UP else found.current.upper
        assert target <= near if direction is Direction.UP else target >= near
    else:
        assert found.assurance is not None
