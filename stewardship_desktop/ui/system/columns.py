"""The columns of the system room's tables. Choices are lists that the page refills as names come and go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from stewardship_desktop.domain.system import (
    Confidence,
    OrganisationStatus,
    joined_names,
    split_names,
    status_of,
)
from stewardship_desktop.ui.widgets import Column

Choices = list[tuple[str, str]]

_CHIPS = {
    OrganisationStatus.CURRENT: "good",
    OrganisationStatus.CLOSED: "neutral",
    OrganisationStatus.PARTNER: "info",
    OrganisationStatus.EXTERNAL: "info",
}


def organisation_columns(
    places: Choices, organisations: Choices, statuses: Choices, states: Mapping[str, OrganisationStatus]
) -> tuple[Column, ...]:
    """An organisation's columns; their titles and keys are also the headers that a pasted list may have.

    `states` says what printed words of a status mean here, where the words alone do not.
    """

    def chip(words: str) -> tuple[str, str]:
        status = states.get(words) or status_of(words)
        return words, "neutral" if status is None else _CHIPS[status]

    def read_status(text: str) -> str | None:
        words = " ".join(text.split())
        if words and words not in states and status_of(words) is None:
            raise ValueError(f"“{words}” is not a status. Type current, closed, partner or external.")
        return words or None

    return (
        _text("name", "Organisation", required=True, width=290),
        _text("short_name", "Short name", width=100),
        _text("organisation_type", "Type", width=180),
        Column(
            "status",
            "Status",
            kind="chip",
            editable=True,
            choices=statuses,
            chip=chip,
            parse=read_status,
            width=170,
            help="current, closed, partner or external, or words that mean one: closed July 2022",
        ),
        Column(
            "also_known_as",
            "Other names",
            editable=True,
            width=200,
            value=_reads("also_known_as"),
            parse=_other_names,
            help="Names under which documents print it, separated by semicolons. Imports recognise them.",
        ),
        Column("place_id", "Place", kind="choice", editable=True, choices=places, width=170),
        _text("level", "Level", width=110),
        Column("opened_on", "Opened", kind="date", editable=True, width=130),
        Column("closed_on", "Closed", kind="date", editable=True, width=130),
        Column(
            "successor_id",
            "Successor",
            kind="choice",
            editable=True,
            choices=organisations,
            width=200,
            help="Which organisation took over its work",
        ),
        _text("source", "Source", width=240),
    )


PLACE_COLUMNS = (
    Column("name", "Place", editable=True, required=True, width=200),
    Column("level", "Level", editable=True, width=100),
    Column(
        "districts",
        "Districts",
        editable=True,
        width=260,
        value=lambda row: joined_names(row.districts) or None,
        parse=lambda text: split_names(text) or None,
        help="Districts and unitary councils, separated by semicolons",
    ),
    Column("districts_basis", "Districts known from", editable=True, width=180, wrap=True),
    Column(
        "most_deprived_fifth",
        "In most deprived fifth",
        kind="decimal",
        editable=True,
        width=170,
        format=lambda value: f"{value}%",
        help="Per cent of people who live in the most deprived fifth of areas",
    ),
    Column(
        "deprivation_of",
        "That figure is of",
        editable=True,
        width=140,
        help="The area that the per cent is of",
    ),
    Column("transfer_of_care_hubs", "Transfer of care hubs", kind="integer", editable=True, width=160),
    Column("source", "Source", editable=True, hidden=True, width=240),
)

LINE_COLUMNS = (
    Column("name", "Service line", editable=True, required=True, width=300),
    Column("line_no", "Number", kind="integer", editable=True, width=90),
    Column(
        "confidence",
        "Confidence",
        kind="choice",
        editable=True,
        choices=[(each.value, each.value.capitalize()) for each in Confidence],
        width=150,
        value=lambda row: row.confidence.value,
        help="How far its figures can be relied on",
    ),
    Column("confidence_reason", "Why", editable=True, width=320, help="Who said so, and on what grounds"),
    Column("source", "Source", editable=True, width=240),
)

TERM_COLUMNS = (
    Column("term", "Term", editable=True, required=True, width=200),
    Column("shown_as", "Shown as", editable=True, width=180, help="The word that this system prefers for it"),
    Column("meaning", "Meaning", kind="long", editable=True, width=460, wrap=True),
    Column("source", "Source", editable=True, width=220),
)


def _reads(key: str) -> Callable[[Any], Any]:
    """Reads a field, blank as None, so that an emptied cell and an empty one are the same."""
    return lambda row: getattr(row, key) or None


def _text(key: str, title: str, *, required: bool = False, width: int | None = None) -> Column:
    return Column(key, title, editable=True, required=required, width=width, value=_reads(key))


def _other_names(text: str) -> str | None:
    return joined_names(split_names(text)) or None
