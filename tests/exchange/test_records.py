"""Records from CSV: what is named finds what it means, and one value gets the id that a hand-made one has."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.observation import Comparator, MeetingView, Observation, Rebase, ValueKind
from stewardship_desktop.domain.value_framework import MetricDefinition
from stewardship_desktop.exchange.records import definition_names, read_records

METRICS = {"door to needle": "m"}
FIRST = MetricDefinition(id="d1", scope="area", metric_id="m")
SECOND = MetricDefinition(id="d2", scope="area", metric_id="m", begins_on=date(2022, 4, 1))
NAMES = {
    "metric": METRICS,
    "metric_definition": definition_names([FIRST, SECOND], METRICS),
    "care_area": {"stroke": "area"},
}
SCOPES = {"d1": "area", "d2": "area", "m": "area"}
HEADERS = "definition,on,value,kind,cut,category"


def read(folder: Path, entity: str, *lines: str) -> list[object]:
    path = folder / f"{entity}.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return list(read_records(path, entity, NAMES, SCOPES))


def test_a_definition_goes_by_its_metric_and_a_later_one_by_its_day_too() -> None:
    assert NAMES["metric_definition"] == {
        "door to needle": "d1",
        "door to needle, from 2022-04-01": "d2",
    }


def test_values_hang_on_the_definition_that_is_named(tmp_path: Path) -> None:
    first, second = read(
        tmp_path, "observation", HEADERS, "Door to needle,2022-03-01,61,actual,,",
        '"Door to needle, from 2022-04-01",2022-04-01,55,forecast,sex,women',
    )  # fmt: skip
    assert isinstance(first, Observation)
    assert isinstance(second, Observation)
    assert (first.definition_id, second.definition_id) == ("d1", "d2")
    assert (first.scope, second.kind, second.category) == ("area", ValueKind.FORECAST, "women")


def test_what_is_read_has_the_id_of_what_is_entered(tmp_path: Path) -> None:
    (value,) = read(tmp_path, "observation", HEADERS, "Door to needle,2022-03-01,61,actual,sex,women")
    (anew,) = read(tmp_path, "rebase", "definition,on,reason", "Door to needle,2022-03-01,New team")
    peer = "definition,name,role,on,value"
    (other,) = read(tmp_path, "comparator", peer, "Door to needle,Peer A,peer,2022-01-01,60")
    (meeting,) = read(tmp_path, "meeting_view", "care_area,metrics", "Stroke,Door to needle")
    day = date(2022, 3, 1)
    assert isinstance(value, Observation)
    assert value.id == Observation.id_for("d1", day, value.kind, value.cut, "women")
    assert isinstance(anew, Rebase)
    assert anew.id == Rebase.id_for("d1", day)
    assert isinstance(other, Comparator)
    assert other.id == Comparator.id_for("d1", "Peer A", date(2022, 1, 1))
    assert isinstance(meeting, MeetingView)
    assert (meeting.id, meeting.metrics) == (MeetingView.id_for("area"), ("m",))


@pytest.mark.parametrize(
    "line, column",
    [
        ("Nothing,2022-03-01,61,actual,,", "definition"),
        ("Door to needle,March,61,actual,,", "on"),
        ("Door to needle,2022-03-01,sixty,actual,,", "value"),
        ("Door to needle,2022-03-01,61,guess,,", "kind"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(tmp_path: Path, line: str, column: str) -> None:
    with pytest.raises(UserFixable, match=rf"observation\.csv, row 2, {column}: "):
        read(tmp_path, "observation", HEADERS, line)
    with pytest.raises(UserFixable, match="no column 'colour'"):
        read(tmp_path, "observation", "definition,colour", "Door to needle,red")
