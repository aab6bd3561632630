from __future__ import annotations

from dataclasses import replace
from datetime import date

from stewardship_desktop.domain.care_area import DataRequest
from stewardship_desktop.domain.data_request import (
    Asker,
    RequestState,
    age_words,
    chase_text,
    state_of,
    state_words,
)

TODAY = date(2023, 3, 16)
ASKED = DataRequest(
    id="r", care_area_id="stroke", what="Spend by ward, 2021/22.", asked_on=date(2023, 2, 1),
    due_on=date(2023, 3, 4), asked_of_role="Finance partner",
)  # fmt: skip


def test_states_and_their_words() -> None:
    assert (state_of(ASKED, TODAY), state_words(ASKED, TODAY)) == (RequestState.OVERDUE, "12 days overdue")
    soon = replace(ASKED, due_on=date(2023, 3, 17))
    assert (state_of(soon, TODAY), state_words(soon, TODAY)) == (RequestState.DUE_SOON, "due tomorrow")
    undated = replace(ASKED, due_on=None)
    assert (state_of(undated, TODAY), state_words(undated, TODAY)) == (
        RequestState.OPEN,
        "open, no due date",
    )
    came = replace(ASKED, received_on=date(2023, 3, 6))
    assert (state_of(came, TODAY), state_words(came, TODAY)) == (
        RequestState.RECEIVED,
        "received 2 days late",
    )
    assert age_words(ASKED, TODAY) == "43 days"
    assert age_words(came, TODAY) == "33 days"


def test_the_message_is_polite_whole_and_names_what_is_known() -> None:
    text = chase_text(
        ASKED, care_area="Stroke", asked_of="Trust A", today=TODAY, asker=Asker(name="A Name", role="Lead")
    )
    assert text.startswith("Subject: Stroke stewardship group: data asked for on 1 February 2023\n")
    assert "Dear finance partner," in text
    assert "we asked Trust A for: Spend by ward, 2021/22.\n" in text
    assert "by 4 March 2023, 12 days ago" in text
    assert text.endswith("With thanks,\nA Name, Lead")


def test_a_message_about_little_still_reads() -> None:
    text = chase_text(
        replace(ASKED, due_on=None, asked_of_role=""), care_area="Stroke", asked_of="", today=TODAY
    )
    assert "Dear colleague," in text
    assert "we asked for: Spend" in text
    assert "It has not reached us yet." in text
    assert text.endswith("the Stroke stewardship group")
    early = chase_text(replace(ASKED, due_on=date(2023, 4, 1)), care_area="Stroke", asked_of="", today=TODAY)
    assert "We hope to have it by 1 April 2023" in early
