"""What a printed or exported document says, as plain values that every renderer reads.

Holds `Document`, its blocks and their validation, so that a document that stands can be printed:
headings in order, a chart with its alternative text (its own type requires it), no empty table or
list. It knows no format, no file, no database and no clock: the printed date is handed in. Texts are
plain: nothing in them is ever read as markup.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stewardship_desktop.domain.chart.picture import Chart

DEEPEST_HEADING = 3
MOST_TILES = 4
MOST_COLUMNS = 12


class ContentError(ValueError):
    """A document that contradicts itself. The message says which part and what to do."""


class Page(StrEnum):
    """The sheet it is laid out for."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


class Tone(StrEnum):
    """What a callout is to its reader. The renderer adds a shape; the words say the rest."""

    NOTE = "note"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading below the title. The first is of level 1 and none goes down by more than one."""

    text: str
    level: int = 1

    def __post_init__(self) -> None:
        _said("Heading", self.text)
        if not 1 <= self.level <= DEEPEST_HEADING:
            raise ContentError(
                f"Heading '{self.text}': level {self.level} is outside 1 to {DEEPEST_HEADING}."
            )


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """One paragraph. A `quiet` one is a remark in the second line's grey."""

    text: str
    quiet: bool = False

    def __post_init__(self) -> None:
        _said("Paragraph", self.text)


@dataclass(frozen=True, kw_only=True)
class Bullets:
    """A list, numbered where the order matters."""

    items: tuple[str, ...]
    numbered: bool = False

    def __post_init__(self) -> None:
        if not self.items:
            raise ContentError("Bullets: there are none. Leave the list out, or say that there is nothing.")
        for item in self.items:
            _said("Bullets", item)


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a table; `numeric` ones are aligned right with figures of one width."""

    heading: str
    numeric: bool = False


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table of data, never of layout. `caption` says what it shows, with unit and period.

    Cells are texts as they are to be read; an empty one is allowed, though "none" or "not known"
    tells more. With `row_headings` the first column names its row; `total` sets the last row apart.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    row_headings: bool = True
    total: bool = False
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _said("Table", self.caption)
        where = f"Table '{self.caption}'"
        if not 1 <= len(self.columns) <= MOST_COLUMNS:
            raise ContentError(f"{where}: {len(self.columns)} columns. Give 1 to {MOST_COLUMNS}.")
        for column in self.columns:
            _said(f"{where}, heading of a column", column.heading)
        if not self.rows:
            raise ContentError(f"{where}: it has no rows. Say in a paragraph that there is nothing.")
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                raise ContentError(
                    f"{where}, row {number}: {len(row)} cells for {len(self.columns)} columns. "
                    "Give one for each."
                )
            if self.row_headings:
                _said(f"{where}, row {number}, its heading", row[0])


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A chart. Its title, subtitle and foot are printed as text around it.

    `height` is that of the picture as a share (0.2 to 1.2) of its width.
    """

    chart: Chart
    height: float = 0.5

    def __post_init__(self) -> None:
        if not 0.2 <= self.height <= 1.2:
            raise ContentError(f"Figure '{self.chart.title}': height {self.height:g} is outside 0.2 to 1.2.")


@dataclass(frozen=True, kw_only=True)
class KeyFigure:
    """One figure to remember: `value` with its `unit`, and what its reader must know in `as_at`."""

    label: str
    value: str
    unit: str = ""
    as_at: str = ""
    illustrative: bool = False

    def __post_init__(self) -> None:
        _said("Key figure", self.label)
        _said(f"Key figure '{self.label}', its value", self.value)


@dataclass(frozen=True, kw_only=True)
class KeyFigures:
    """A row of one to four key figures."""

    tiles: tuple[KeyFigure, ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.tiles) <= MOST_TILES:
            raise ContentError(f"Key figures: {len(self.tiles)} in a row. Give 1 to {MOST_TILES}.")


@dataclass(frozen=True, kw_only=True)
class Callout:
    """What must not be missed. `word` ("Balanced", "Take care") says the tone without its colour."""

    tone: Tone
    word: str
    text: str

    def __post_init__(self) -> None:
        _said("Callout, its word", self.word)
        _said("Callout", self.text)


@dataclass(frozen=True, kw_only=True)
class ScoreLine:
    """One thing to score by hand. `closed` says instead of the line why this reader leaves it out."""

    name: str
    detail: str = ""
    closed: str = ""

    def __post_init__(self) -> None:
        _said("Score line", self.name)


@dataclass(frozen=True, kw_only=True)
class ScoreLines:
    """Lines from 0 to 100 with a box each, to be filled in by hand; `low` and `high` name the ends."""

    low: str
    high: str
    lines: tuple[ScoreLine, ...]

    def __post_init__(self) -> None:
        _said("Score lines, the low end", self.low)
        _said("Score lines, the high end", self.high)
        if not self.lines:
            raise ContentError("Score lines: there is nothing to score. Give at least one line.")


@dataclass(frozen=True, kw_only=True)
class WritingLines:
    """Room to write by hand: `labels` side by side (name, role, date), each over `lines` lines."""

    labels: tuple[str, ...]
    lines: int = 1

    def __post_init__(self) -> None:
        if not 1 <= len(self.labels) <= MOST_TILES or not 1 <= self.lines <= 20:
            raise ContentError(
                f"Writing lines: {len(self.labels)} labels of {self.lines} lines. "
                f"Give 1 to {MOST_TILES} labels of 1 to 20 lines."
            )
        for label in self.labels:
            _said("Writing lines", label)


@dataclass(frozen=True, kw_only=True)
class PageBreak:
    """What follows begins on a new page."""


Single = (
    Heading | Paragraph | Bullets | Table | Figure | KeyFigures | Callout | ScoreLines | WritingLines
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class SideBySide:
    """Two short columns, read left first; `left_share` (0.25 to 0.75) of the width is the left one's."""

    left: tuple[Single, ...]
    right: tuple[Single, ...]
    left_share: float = 0.5

    def __post_init__(self) -> None:
        if not self.left or not self.right:
            raise ContentError("Side by side: one side is empty. Put the blocks one below the other.")
        if not 0.25 <= self.left_share <= 0.75:
            raise ContentError(f"Side by side: the left share {self.left_share:g} is outside 0.25 to 0.75.")


Block = Single | SideBySide | PageBreak


@dataclass(frozen=True, kw_only=True)
class Document:
    """A document to be read or printed. `printed_on` is the date it bears and all it knows of time.

    With `one_page` every part between page breaks takes exactly one side, each under the title
    block. `author_role` is a role, never a person's name. Where the document or one figure in it is
    illustrative, every page is marked.
    """

    title: str
    printed_on: date
    blocks: tuple[Block, ...]
    subtitle: str = ""
    author_role: str = ""
    illustrative: bool = False
    page: Page = Page.PORTRAIT
    one_page: bool = False
    language: str = "en-GB"

    def __post_init__(self) -> None:
        _said("Document", self.title)
        where = f"Document '{self.title}'"
        for part in self.parts:
            if not part:
                raise ContentError(f"{where}: a page between two breaks is empty. Leave a break out.")
        level = 0
        for block in _flat(self.blocks):
            if isinstance(block, Heading):
                if block.level > level + 1:
                    raise ContentError(
                        f"{where}: heading '{block.text}' of level {block.level} follows level {level}. "
                        f"Make it level {level + 1} or less."
                    )
                level = block.level

    @property
    def parts(self) -> tuple[tuple[Single | SideBySide, ...], ...]:
        """The blocks between page breaks."""
        parts: list[list[Single | SideBySide]] = [[]]
        for block in self.blocks:
            if isinstance(block, PageBreak):
                parts.append([])
            else:
                parts[-1].append(block)
        return tuple(tuple(part) for part in parts)

    @property
    def holds_illustrative(self) -> bool:
        """Whether the document, or one figure in it, says that it is invented."""
        return self.illustrative or any(
            any(tile.illustrative for tile in block.tiles)
            if isinstance(block, KeyFigures)
            else isinstance(block, Figure) and block.chart.illustrative
            for block in _flat(self.blocks)
        )


def _flat(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, SideBySide):
            yield from block.left
            yield from block.right
        else:
            yield block


def _said(where: str, text: str) -> None:
    if not text.strip():
        raise ContentError(f"{where}: the text is empty. Write it in plain words, or leave the part out.")
