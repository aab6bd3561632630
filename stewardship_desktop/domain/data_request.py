"""What a data request says about itself: how old, how late, and the words that ask again.

Texts here are for people to copy; nothing is sent. Today's date is for the caller to say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


def waiting_words(request: DataRequest, asked_of: Mapping[str, str]) -> str:
    """ "Awaiting data from Trust A, asked on 4 March 2023". `asked_of` are names of organisations by id."""
    whom = asked_of.get(request.asked_of_id or "", "") or request.asked_of_role or "somebody not named"
    return f"Awaiting data from {whom}, asked on {date_words(request.asked_on)}"


def asked_ago_words(request: DataRequest, today: date) -> str:
    """How long a request has waited, in weeks from the second one on: "asked 34 weeks ago"."""
    days = max(0, (today - request.asked_on).days)
    if days == 0:
        return "asked today"
    return f"asked {days // 7} weeks ago" if days >= 14 else f"asked {span_words(days)} ago"


def debt_words(waiting: Sequence[DataRequest], today: date) -> str:
    """The debt of data: "3 data requests unanswered, the oldest asked 34 weeks ago"; blank for none."""
    if not waiting:
        return ""
    oldest = asked_ago_words(min(waiting, key=lambda each: (each.asked_on, each.id)), today)
    if len(waiting) == 1:
        return f"1 data request unanswered, {oldest}"
    return f"{len(waiting)} data requests unanswered, the oldest {oldest}"


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
