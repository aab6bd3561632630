"""The page of a meeting: which blocks stand where, and that four charts fit on one side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from stewardship_desktop.application.dashboard_files import meeting_name, save_meeting_page, summary_name
from stewardship_desktop.domain.chart.spec import ChartSpec, Event, PointNote
from stewardship_desktop.domain.dashboard.meeting import MeetingPage, first_sentence, meeting_chart
from stewardship_desktop.domain.dashboard.reading import read_metric
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.reports.content import Callout, Figure, PageBreak, Paragraph, SideBySide
from stewardship_desktop.reports.meeting_page import meeting_document
from tests.support.metrics import whole_metric

TODAY = date(2023, 3, 16)


def page_of(count: int, decision: str = "Keep the nurse?") -> MeetingPage:
    readings = [read_metric(whole_metric(name=f"Metric {at}", target=60), TODAY) for at in range(count)]
    charts = tuple((each.id, meeting_chart(each)) for each in readings)
    return MeetingPage(care_area="Stroke", held_on=date(2023, 4, 4), decision=decision, charts=charts)


def test_four_charts_leave_the_decision_to_the_head() -> None:
    made = meeting_document(page_of(4), TODAY, 0.3)
    assert [type(each) for each in made.blocks] == [SideBySide, SideBySide, Paragraph]
    assert made.subtitle == "Meeting of 4 April 2023. To decide: Keep the nurse?"


def test_an_odd_chart_shares_its_line_with_the_decision() -> None:
    made = meeting_document(page_of(3), TODAY, 0.3)
    last = made.blocks[1]
    assert isinstance(last, SideBySide)
    assert isinstance(last.left[0], Figure)
    assert isinstance(last.right[0], Callout)


def test_sources_are_said_once_for_all_charts() -> None:
    made = meeting_document(page_of(2), TODAY, 0.3)
    said = made.blocks[-1]
    assert isinstance(said, Paragraph)
    assert said.text.startswith("Source: not noted. Latest value: January 2023.")
    assert "NHSRplotthedots" in said.text


def test_without_a_decision_it_says_so() -> None:
    made = meeting_document(page_of(2, ""), TODAY, 0.3)
    assert Callout(tone=made.blocks[1].tone, word="To decide", text="nothing is noted yet") == made.blocks[1]  # type: ignore[union-attr]


def test_on_two_sides_a_break_lies_between_the_pairs() -> None:
    made = meeting_document(page_of(4), TODAY, 0.3, sides=2)
    assert [type(each) for each in made.blocks] == [SideBySide, PageBreak, SideBySide, Callout, Paragraph]


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_it_can_be_printed(count: int, tmp_path: Path) -> None:
    save_meeting_page(tmp_path / "m.pdf", page_of(count), TODAY)
    assert (tmp_path / "m.pdf").read_bytes().startswith(b"%PDF")


def test_a_folder_that_is_a_file_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserFixable, match="can't be written"):
        save_meeting_page(tmp_path / "file" / "m.pdf", page_of(1), TODAY)


def test_names_of_files_hold_nothing_that_file_systems_refuse() -> None:
    assert meeting_name("Heart: a/b", None) == "Heart a b, meeting.pdf"
    assert meeting_name("Stroke", date(2023, 4, 4)) == "Stroke, meeting 2023-04-04.pdf"
    assert summary_name("Stroke", TODAY) == "Stroke, dashboard 2023-03-16.csv"


def test_a_title_is_the_finding_alone() -> None:
    assert first_sentence("No change. The target is 5.") == "No change."
    assert first_sentence("Usual is 3.5 to 4") == "Usual is 3.5 to 4"


def of_events(page: MeetingPage) -> MeetingPage:
    event = Event(at=date(2022, 3, 1), text="Beds close in all of the community hospitals of the county")
    return replace(
        page,
        charts=tuple(
            (
                key,
                replace(spec, illustrative=True, events=(event,), notes=(PointNote(at=event.at, text="A"),)),
            )
            for key, spec in page.charts
        ),
    )


def test_events_are_left_out_rather_than_the_one_side(tmp_path: Path) -> None:
    pikepdf = pytest.importorskip("pikepdf")
    save_meeting_page(tmp_path / "m.pdf", of_events(page_of(4)), TODAY)
    with pikepdf.open(tmp_path / "m.pdf") as made:
        assert len(made.pages) == 1


def test_what_is_left_out_is_said_and_what_is_invented_too() -> None:
    made = meeting_document(of_events(page_of(2)), TODAY, 0.3, events=False)
    pair, said = made.blocks[0], made.blocks[-1]
    assert isinstance(pair, SideBySide)
    figure = pair.left[0]
    assert isinstance(figure, Figure)
    assert isinstance(figure.chart, ChartSpec)
    assert (figure.chart.events, figure.chart.notes) == ((), ())
    assert figure.chart.subtitle.startswith("Illustrative. Metric 0")
    assert made.holds_illustrative
    assert isinstance(said, Paragraph)
    assert said.text.endswith("left out here for want of room.")


def test_what_only_some_charts_say_at_their_foot_names_them() -> None:
    page = page_of(2)
    (first, spec), second = page.charts
    later = replace(spec, foot=spec.foot.replace("January", "March"))
    said = meeting_document(replace(page, charts=((first, later), second)), TODAY, 0.3).blocks[-1]
    assert isinstance(said, Paragraph)
    assert said.text.startswith("Metric 0: Latest value: March 2023. Metric 1: Latest value: January 2023.")
    assert said.text.count("Source: not noted.") == 1
