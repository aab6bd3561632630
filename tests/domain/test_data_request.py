from __future__ import annotations

from dataclasses import replace
from datetime import date

from stewardship_desktop.domain.care_area import DataRequest
from stewardship_desktop.domain.data_request import (
    Asker,
    RequestState,
    age_words,
    asked_ago_words,
    chase_text,
    debt_words,
    state_of,
    state_words,
    waiting_words,
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


def test_what_is_waited_for_and_since_when() -> None:
    names = {"trust": "Trust A"}
    asked = replace(ASKED, asked_of_id="trust", asked_on=date(2023, 3, 4))
    assert waiting_words(asked, names) == "Awaiting data from Trust A, asked on 4 March 2023"
    role_only = replace(asked, asked_of_id=None, asked_of_role="Analyst")
    assert waiting_words(role_only, names) == "Awaiting data from Analyst, asked on 4 March 2023"
    unnamed = replace(asked, asked_of_id="gone", asked_of_role="")
    assert waiting_words(unnamed, names).startswith("Awaiting data from somebody not named")
    for day, words in (
        (date(2023, 3, 4), "asked today"),
        (date(2023, 3, 5), "asked 1 day ago"),
        (date(2023, 3, 17), "asked 13 days ago"),
        (date(2023, 3, 18), "asked 2 weeks ago"),
        (date(2023, 10, 30), "asked 34 weeks ago"),
    ):
        assert asked_ago_words(asked, day) == words


def test_the_debt_of_data_is_counted_from_its_oldest() -> None:
    older = replace(ASKED, asked_on=date(2022, 7, 21))
    assert debt_words([], TODAY) == ""
    assert debt_words([older], TODAY) == "1 data request unanswered, asked 34 weeks ago"
    said = debt_words([replace(ASKED, id="newer"), older], TODAY)
    assert said == "2 data requests unanswered, the oldest asked 34 weeks ago"
