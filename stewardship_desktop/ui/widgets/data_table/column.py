"""A column of a data table: how its values are read, shown, typed and sorted. Knows no Qt."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from stewardship_desktop.domain.partial_date import date_words
from stewardship_desktop.ui.theme.tokens import CELL_PAD
from stewardship_desktop.ui.widgets.typed_text import (
    MINUS,
    Unreadable,
    format_check,
    format_number,
    parse_check,
    parse_date,
    parse_decimal,
    parse_integer,
)

ColumnKind = Literal["text", "long", "integer", "decimal", "money", "date", "choice", "check", "chip", "link"]
NUMBERS: frozenset[str] = frozenset({"integer", "decimal", "money"})

Row = Any
"""A frozen dataclass or a mapping: anything whose values are reached by name."""


@dataclass(frozen=True, kw_only=True)
class Edit:
    """One value that a person wants changed."""

    row_id: str
    key: str
    value: Any


@dataclass(frozen=True)
class Column:
    """How one value of each row is shown and edited.

    `choices` are (value, label) pairs. `decimals` fixes the places of a decimal or money column;
    None keeps each value's own. `format` turns a value into text, `parse` text into a value and
    raises ValueError with a sentence for the person who typed it; `check` looks at a value that was
    read and raises likewise. `chip` turns a value into (word, kind) with kind good, warn, bad,
    neutral or info. `shares` turns a value into small bars (0 to 1 each) left of its words. `value`
    reaches into a row where its name alone does not. `width` is in logical pixels at 100 % text;
    None lets the column share what is left. `tight`: half the room at the sides, for figures of which many
    must stand side by side.
    """

    key: str
    title: str
    kind: ColumnKind = "text"
    editable: bool = False
    required: bool = False
    choices: Sequence[tuple[Any, str]] = ()
    help: str = ""
    width: int | None = None
    align: Literal["", "left", "right", "centre"] = ""
    wrap: bool = False
    decimals: int | None = None
    hidden: bool = False
    format: Callable[[Any], str] | None = None
    parse: Callable[[str], Any] | None = None
    check: Callable[[Any], object] | None = None
    chip: Callable[[Any], tuple[str, str]] | None = None
    shares: Callable[[Any], Sequence[float | None]] | None = None
    value: Callable[[Row], Any] | None = None
    tip: Callable[[Row], str] | None = None
    tight: bool = False

    def read(self, row: Row) -> Any:
        """This column's value of a row; None where the row has none."""
        if self.value is not None:
            return self.value(row)
        if isinstance(row, Mapping):
            return row.get(self.key)
        return getattr(row, self.key, None)

    def show(self, value: Any) -> str:
        """The text of a value; blank for None."""
        if value is None:
            return ""
        if self.format is not None:
            return self.format(value)
        if self.kind == "chip" and self.chip is not None:
            return self.chip(value)[0]
        for known, words in self.choices:
            if known == value:
                return words
        if isinstance(value, bool) or self.kind == "check":
            return format_check(bool(value))
        if isinstance(value, date):
            return date_words(value)
        if isinstance(value, (int, float, Decimal)):
            return format_number(value, self.decimals)
        return str(value)

    def to_edit(self, value: Any) -> str:
        """The text that an editor starts from: plain enough to be typed over."""
        return self.show(value)

    def to_copy(self, value: Any) -> str:
        """The text for the clipboard: plain digits for numbers, so that a spreadsheet reads them as such."""
        if value is not None and self.kind in NUMBERS and self.format is None:
            return f"{Decimal(str(value)):f}"
        return self.show(value).replace(MINUS, "-") if self.kind in NUMBERS else self.show(value)

    def from_text(self, text: str) -> Any:
        """The value of what was typed or pasted; None for blank. Raises Unreadable, in words."""
        try:
            value = self._parse(text)
            if value is None and self.required:
                raise Unreadable(f"{self.title} cannot be blank. Type a value.")
            if value is not None and self.check is not None:
                self.check(value)
        except Unreadable:
            raise
        except ValueError as fault:
            raise Unreadable(str(fault)) from fault
        return value

    def read_text(self, row: Row | None, text: str) -> Any:
        """`from_text` for a cell of this row (None: a new one): a column whose rows differ overrides it."""
        return self.from_text(text)

    def mark(self, row: Row) -> tuple[str, str] | None:
        """An icon before the words of this row's cell and its colour token; for columns that override it."""
        return None

    def edge(self, row: Row) -> str:
        """Colour token of a line at the left of this row's cell, or ""; for columns that override it."""
        return ""

    def _parse(self, text: str) -> Any:
        if self.parse is not None:
            return self.parse(text)
        if self.choices or self.kind == "choice":
            return self._choose(text)
        if self.kind == "integer":
            return parse_integer(text)
        if self.kind in ("decimal", "money"):
            return parse_decimal(text)
        if self.kind == "date":
            return parse_date(text)
        if self.kind == "check":
            return parse_check(text)
        plain = text.strip()
        if self.kind == "text":
            plain = re.sub(r"\s+", " ", plain)
        return plain or None

    def _choose(self, text: str) -> Any:
        plain = text.strip().casefold()
        if not plain:
            return None
        for known, words in self.choices:
            if plain in (words.casefold(), str(known).casefold()):
                return known
        begins = [known for known, words in self.choices if words.casefold().startswith(plain)]
        if len(begins) == 1:
            return begins[0]
        offered = [words for _, words in self.choices]
        some = ", ".join(offered[:6]) + (" ..." if len(offered) > 6 else "")
        raise Unreadable(f"“{text.strip()}” is not one of the choices: {some}")

    def sort_key(self, value: Any) -> tuple[int, Any]:
        """A key by which values of any kind sort: numbers as numbers, dates as dates, text without case."""
        if self.choices or (self.kind == "chip" and self.chip is not None):
            return (2, _natural(self.show(value)))
        if isinstance(value, (bool, int, float, Decimal)):
            return (0, value)
        if isinstance(value, date):
            return (1, value.toordinal())
        return (2, _natural(self.show(value)))

    @property
    def pad(self) -> int:
        """The room at each side of a cell, in pixels."""
        return CELL_PAD // 2 if self.tight else CELL_PAD

    @property
    def right(self) -> bool:
        """Whether the text stands at the right."""
        return self.align == "right" or (not self.align and self.kind in NUMBERS)


def _natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Text so that "Line 9" comes before "Line 10"."""
    parts = re.split(r"(\d+)", text.casefold())
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part)
