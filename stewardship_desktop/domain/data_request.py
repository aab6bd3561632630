"""What a data request says about itself: how old, how late, and the words that ask again.

Texts here are for people to copy; nothing is sent. Today's date is for the caller to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stewardship_desktop.domain.care_area import DataRequest
from stewardship_desktop.domain.due import SOON_DAYS, days_words, span_words
from stewardship_desktop.domain.partial_date import date_words


class RequestState(StrEnum):
    """Where a request stands, in a word."""

    OPEN = "open"
    DUE_SOON = "due soon"
    OVERDUE = "overdue"
    RECEIVED = "received"


def state_of(request: DataRequest, today: date) -> RequestState:
    """Received, overdue, due soon (14 days) or open."""
    if request.received_on is not None:
        return RequestState.RECEIVED
    if request.is_overdue(today):
        return RequestState.OVERDUE
    if request.due_on is not None and (request.due_on - today).days <= SOON_DAYS:
        return RequestState.DUE_SOON
    return RequestState.OPEN


def state_words(request: DataRequest, today: date) -> str:
    """ "5 days overdue", "due in 3 days", "received 2 days late", "open, no due date"."""
    if request.received_on is not None:
        if request.due_on is not None and request.received_on > request.due_on:
            return f"received {span_words((request.received_on - request.due_on).days)} late"
        return "received"
    if request.due_on is None:
        return "open, no due date"
    return days_words(request.due_on, today)


def age_words(request: DataRequest, today: date) -> str:
    """How long it took, or how long it has waited: "34 days"."""
    end = request.received_on or today
    return span_words(max(0, (end - request.asked_on).days))


@dataclass(frozen=True, kw_only=True)
class Asker:
    """Who asks again: for the last line of the message. Blanks are left out."""

    name: str = ""
    role: str = ""


def chase_text(
    request: DataRequest, *, care_area: str, asked_of: str, today: date, asker: Asker | None = None
) -> str:
    """A polite message that asks for the data again, in plain text to paste into an e-mail."""
    role = request.asked_of_role
    greeting = "Dear colleague," if not role else f"Dear {role[:1].lower()}{role[1:]},"
    to_whom = f" {asked_of}" if asked_of else ""
    lines = [
        f"Subject: {care_area} stewardship group: data asked for on {date_words(request.asked_on)}",
        "",
        greeting,
        "",
        f"On {date_words(request.asked_on)} we asked{to_whom} for: {request.what.strip().rstrip('.')}.",
    ]
    if request.due_on is not None and request.due_on < today:
        ago = span_words((today - request.due_on).days)
        lines.append(
            f"We hoped to have it by {date_words(request.due_on)}, {ago} ago, and it has not reached us yet."
        )
    elif request.due_on is not None:
        lines.append(
            f"We hope to have it by {date_words(request.due_on)}, in time for the group's next step."
        )
    else:
        lines.append("It has not reached us yet.")
    lines += [
        "Could you tell us when we can expect it, or what stands in the way?",
        "A part of it, or a rough figure marked as such, would already help.",
        "",
        "With thanks,",
    ]
    signed = ", ".join(part for part in (asker.name, asker.role) if part) if asker is not None else ""
    lines.append(signed or f"the {care_area} stewardship group")
    return "\n".join(lines)
