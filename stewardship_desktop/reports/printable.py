"""Texts as the bundled print face can set them.

Holds what happens to a text between the content and the page: one line, no character without a
glyph, a place to break in words that no column holds. An archival PDF may hold no character that its
font lacks, so the two font files are asked first; nothing else is read.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from functools import cache
from pathlib import Path

from stewardship_desktop.domain.chart.text import clean

FACES = ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf")
LACKING = "\N{WHITE SQUARE}"
# English words of more letters are rare; addresses, codes and pasted lines are not.
LONGEST_WORD = 24
_PIECE = 8
_BREAK_HERE = "\N{ZERO WIDTH SPACE}"
_LONG = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")


def printable(text: str, fonts: Path) -> str:
    """`text` on one line, in characters that both faces in the folder `fonts` have.

    A sign the faces lack is named in brackets ("[grinning face]"), a letter they lack becomes an empty
    square. Words of more than 24 characters get places to break, which are not seen.
    """
    has = _glyphs(fonts)
    plain = unicodedata.normalize("NFC", clean(text))
    return _LONG.sub(_breakable, "".join(_set(char, has) for char in plain))


def drawable(svg: str, fonts: Path) -> str:
    """A drawing's text with an empty square for each character that the faces lack: it keeps its width."""
    has = _glyphs(fonts)
    return "".join(char if char == "\n" or _has(char, has) else LACKING for char in svg)


def _set(char: str, has: frozenset[int]) -> str:
    if _has(char, has):
        return char
    category = unicodedata.category(char)
    if category in {"Cf", "Mn", "Me", "Sk"}:
        return ""  # joiners, selectors, marks and skin tones only change a character that is replaced
    name = unicodedata.name(char, "")
    if category == "So" and char != "\N{REPLACEMENT CHARACTER}" and name:
        return f"[{name.lower()}]"
    return LACKING


def _has(char: str, has: frozenset[int]) -> bool:
    """Private characters mean nothing to a reader, and an archival PDF holds none, glyph or not."""
    return ord(char) in has and unicodedata.category(char) != "Co"


def _breakable(found: re.Match[str]) -> str:
    word = found[0]
    return _BREAK_HERE.join(word[at : at + _PIECE] for at in range(0, len(word), _PIECE))


@cache
def _glyphs(fonts: Path) -> frozenset[int]:
    """The characters that every face in the folder can draw."""
    held = [_mapped((fonts / face).read_bytes()) for face in FACES]
    return frozenset(set.intersection(*held))


def _mapped(font: bytes) -> set[int]:
    """The characters with a glyph in a TrueType file: its "cmap" table's Windows subtable, format 4."""
    tables = struct.unpack_from(">H", font, 4)[0]
    records = (struct.unpack_from(">4sIII", font, 12 + 16 * number) for number in range(tables))
    start = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    count = struct.unpack_from(">H", font, start + 2)[0]
    subtables = (struct.unpack_from(">HHI", font, start + 4 + 8 * number) for number in range(count))
    at = start + next(offset for platform, kind, offset in subtables if (platform, kind) == (3, 1))
    shape, _, _, twice = struct.unpack_from(">4H", font, at)
    if shape != 4:
        raise ValueError(f"The font's character table has format {shape}; format 4 is read here.")
    segments = twice // 2
    row = f">{segments}H"
    ends = struct.unpack_from(row, font, at + 14)
    starts = struct.unpack_from(row, font, at + 16 + twice)
    deltas = struct.unpack_from(row, font, at + 16 + 2 * twice)
    offsets = struct.unpack_from(row, font, at + 16 + 3 * twice)
    mapped: set[int] = set()
    for number, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offset:
                place = at + 16 + 3 * twice + 2 * number + offset + 2 * (code - first)
                glyph = struct.unpack_from(">H", font, place)[0]
                if glyph == 0:
                    continue
            if (glyph + delta) % 0x10000:
                mapped.add(code)
    return mapped
