"""What a property form is told about one of its fields. Knows no Qt."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from stewardship_desktop.domain.partial_date import date_words
from stewardship_desktop.ui.widgets.typed_text import (
    Unreadable,
    format_number,
    parse_date,
    parse_decimal,
    parse_integer,
)

FieldKind = Literal["text", "long", "choice", "date", "integer", "decimal", "check"]


@dataclass(frozen=True)
class Field:
    """One labelled field. `choices` are (value, label) pairs; `unit` stands behind the box ("days", "£").

    `parse` and `format` take the place of the kind's own; `check` looks at a value that was read and
    raises ValueError with a sentence. `read_only` shows the value without a box to type in. `lines`
    is the height of a long text. `illustrative` marks an invented value.
    """

    key: str
    label: str
    kind: FieldKind = "text"
    help: str = ""
    required: bool = False
    choices: Sequence[tuple[Any, str]] = ()
    unit: str = ""
    read_only: bool = False
    lines: int = 3
    most: int = 0
    illustrative: bool = False
    parse: Callable[[str], Any] | None = None
    format: Callable[[Any], str] | None = None
    check: Callable[[Any], object] | None = None

    def show(self, value: Any) -> str:
        """The text of a value; blank for None."""
        if value is None:
            return ""
        if self.format is not None:
            return self.format(value)
        for known, words in self.choices:
            if known == value:
                return words
        if isinstance(value, bool):
            return "Yes" if value else "No"
        if isinstance(value, date):
            return date_words(value)
        if isinstance(value, (int, float, Decimal)):
            return format_number(value)
        return str(value)

    def from_text(self, text: str) -> Any:
        """The value of typed text, None for blank. Raises Unreadable, in words."""
        try:
            value = self._parse(text)
            if value is not None and self.check is not None:
                self.check(value)
        except Unreadable:
            raise
        except ValueError as fault:
            raise Unreadable(str(fault)) from fault
        if value is None and self.required:
            raise Unreadable(f"{self.label} cannot be blank. Type a value, or press Esc for the old one.")
        if self.most and isinstance(value, str) and len(value) > self.most:
            raise Unreadable(
                f"{self.label} is {len(value):,} characters long. Shorten it to {self.most:,} or fewer."
            )
        return value

    def _parse(self, text: str) -> Any:
        if self.parse is not None:
            return self.parse(text)
        if self.kind == "date":
            return parse_date(text)
        if self.kind == "integer":
            return parse_integer(text)
        if self.kind == "decimal":
            return parse_decimal(text)
        plain = text.strip()
        return (re.sub(r"\s+", " ", plain) if self.kind == "text" else plain) or None
