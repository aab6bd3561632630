"""Areas beside each other: what a metric's small-number policy hides or rounds of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from stewardship_desktop.domain.chart.areas import Standing
from stewardship_desktop.domain.dashboard.area_pictures import areas_of, funnel_picture, intervals_picture
from stewardship_desktop.domain.dashboard.reading import MetricReading, read_metric
from stewardship_desktop.domain.observation import Comparator, ComparatorRole, Qualifier
from stewardship_desktop.domain.small_number_policy import Policy
from stewardship_desktop.domain.spc.profile import Direction
from stewardship_desktop.domain.value_framework import Scale
from tests.support.metrics import whole_metric

DAY = date(2022, 4, 1)
PEERS = {"Small": ("3", "40"), "Middle": ("43", "201"), "Large": ("120", "400")}


def reading_of(policy: Policy) -> MetricReading:
    peers = tuple(
        Comparator(
            id=name, scope="area", definition_id="Door to needle counted", role=ComparatorRole.PEER,
            name=name, on=DAY, numerator=Decimal(x), denominator=Decimal(n),
        )
        for name, (x, n) in PEERS.items()
    )  # fmt: skip
    return read_metric(
        whole_metric(
            ["61/300"], first=DAY, metric={"small_numbers": policy}, definition={"scale": Scale.PROPORTION},
            comparators=peers,
        ),
        DAY,
    )  # fmt: skip


@pytest.mark.parametrize("policy", [Policy.FIVES, Policy.HES])
def test_a_peer_with_a_small_number_is_listed_without_its_value_and_is_no_point(policy: Policy) -> None:
    reading = reading_of(policy)
    row = next(each for each in intervals_picture(reading, DAY, "Ours").rows if each.key == "Small")
    assert (row.value, row.at_95, row.at_998) == (None, None, None)
    assert "small number" in row.note
    picture = funnel_picture(reading, DAY, "Ours")
    assert picture is not None
    assert "Small" not in {each.key for each in picture.points}


def test_without_a_policy_every_peer_is_shown() -> None:
    assert all(each.value is not None for each in areas_of(reading_of(Policy.NONE), DAY, "Ours"))


def test_counts_that_the_policy_rounds_make_value_and_funnel() -> None:
    areas = {each.key: each for each in areas_of(reading_of(Policy.HES), DAY, "Ours")}
    assert (areas["Middle"].numerator, areas["Middle"].denominator) == (Decimal(45), Decimal(200))
    assert areas["Middle"].value == pytest.approx(22.5)
    assert (areas["own"].numerator, areas["own"].denominator) == (Decimal(60), Decimal(300))


def test_a_printed_value_that_its_counts_do_not_make_is_listed_and_not_compared() -> None:
    """A source may print an adjusted value beside crude counts: their interval says nothing of it."""
    reading = read_metric(
        whole_metric(
            ["61/300"], first=DAY, definition={"scale": Scale.PROPORTION},
            comparators=(
                Comparator(
                    id="peer", scope="area", definition_id="Door to needle counted", name="Adjusted", on=DAY,
                    value=Decimal(90), numerator=Decimal(10), denominator=Decimal(400),
                ),
            ),
        ),
        DAY,
    )  # fmt: skip
    row = next(each for each in intervals_picture(reading, DAY, "Ours").rows if each.key == "peer")
    assert (row.value, row.at_95, row.at_998) == (Decimal("90.0"), None, None)
    assert (row.standing, row.note) == (Standing.NOT_COMPARED, "its counts make another value")


def test_an_inexact_own_value_says_so_among_its_peers_and_all_sources_are_named() -> None:
    base = whole_metric(["61/300"], first=DAY, definition={"scale": Scale.PROPORTION})
    own = replace(base.observations[0], qualifier=Qualifier.ABOUT, source="Audit")
    peer = Comparator(
        id="peer", scope="area", definition_id=own.definition_id, name="Peer", on=DAY, value=Decimal(22),
        source="Their report",
    )  # fmt: skip
    national = replace(peer, id="n", name="National", role=ComparatorRole.BENCHMARK, source="Statistics")
    records = replace(base, observations=(own,), comparators=(peer, national))
    picture = intervals_picture(read_metric(records, DAY), DAY, "Ours")
    mine = next(each for each in picture.rows if each.key == "own")
    assert mine.note == "printed as about 20%"
    assert picture.foot == "Source: Their report; Audit; Statistics."


@pytest.mark.parametrize(
    "direction, best",
    [
        (Direction.UP, "Fifth 1 has the highest values, the best."),
        (Direction.DOWN, "Fifth 1 has the lowest values, the best."),
        (Direction.NEITHER, "Fifth 1 has the highest values."),
    ],
)
def test_the_foot_says_which_fifth_is_the_first(direction: Direction, best: str) -> None:
    peers = tuple(
        Comparator(
            id=f"p{value}", scope="area", definition_id="Door to needle counted", on=DAY,
            name=f"Peer {value}", value=Decimal(value),
        )
        for value in (10, 20, 30, 40, 50)
    )  # fmt: skip
    records = whole_metric([35], first=DAY, metric={"direction": direction}, comparators=peers)
    picture = intervals_picture(read_metric(records, DAY), DAY, "Ours")
    assert picture.foot.endswith(best)
    fifths = {row.key: row.quantile for row in picture.rows}
    assert fifths["p10" if direction is Direction.DOWN else "p50"] == "1"
    assert fifths["p50" if direction is Direction.DOWN else "p10"] == "5"


@pytest.mark.parametrize("events", ["0", "300"])
def test_areas_without_any_event_or_with_nothing_else_have_no_funnel(events: str) -> None:
    peer = Comparator(
        id="peer", scope="area", definition_id="Door to needle counted", name="Peer", on=DAY,
        numerator=Decimal(events), denominator=Decimal(300),
    )  # fmt: skip
    records = whole_metric(
        [f"{events}/300"], first=DAY, definition={"scale": Scale.PROPORTION}, comparators=(peer,)
    )
    assert funnel_picture(read_metric(records, DAY), DAY, "Ours") is None
