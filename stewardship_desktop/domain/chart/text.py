"""How wide a text is drawn, and where to break or cut it.

Holds an estimate from the bundled face's widths. It measures; it never draws, and it needs no font
to be installed, so that the same chart breaks its lines in the same places on every machine.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from stewardship_desktop.domain.chart.font_widths import BOLD, REGULAR

ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
LINE_HEIGHT = 1.3


@cache
def _widths(bold: bool) -> dict[str, int]:
    return {char: width for width, chars in (BOLD if bold else REGULAR).items() for char in chars}


def _unknown(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 1000 if unicodedata.east_asian_width(char) in "WF" else 800


def width_of(text: str, size: float, bold: bool = False) -> float:
    """Width in the unit of `size`; characters the face lacks are taken as wide rather than narrow."""
    widths = _widths(bold)
    return sum(widths.get(char) or _unknown(char) for char in text) * size / 1000


def clean(text: str) -> str:
    """One line, single spaces, and nothing that a drawing cannot hold (control characters)."""
    held = (char if _drawable(char) else "\N{REPLACEMENT CHARACTER}" for char in " ".join(text.split()))
    return "".join(held)


def _drawable(char: str) -> bool:
    return unicodedata.category(char) not in {"Cc", "Cs"} and ord(char) not in {0xFFFE, 0xFFFF}


def cut(text: str, room: float, size: float, bold: bool = False) -> str:
    """The text, or as much of it as fits in `room` with an ellipsis."""
    if width_of(text, size, bold) <= room:
        return text
    room -= width_of(ELLIPSIS, size, bold)
    kept, wide = 0, 0.0
    for char in text:
        wide += width_of(char, size, bold)
        if wide > room:
            break
        kept += 1
    return text[:kept].rstrip() + ELLIPSIS


def _broken(word: str, room: float, size: float, bold: bool) -> list[str]:
    """A word in pieces that fit, a character at least; in one pass, as a pasted text may be one long word."""
    pieces, begin, units = [], 0, 0
    for at, char in enumerate(word):
        wide = _widths(bold).get(char) or _unknown(char)
        if at > begin and (units + wide) * size / 1000 > room:
            pieces.append(word[begin:at])
            begin, units = at, 0
        units += wide
    return [*pieces, word[begin:]]


def wrap(
    text: str, room: float, size: float, bold: bool = False, lines: int | None = None
) -> tuple[str, ...]:
    """The text in lines of at most `room`, broken at spaces (a longer word is broken inside).

    With `lines` the last line allowed ends in an ellipsis if more would follow.
    """
    done: list[str] = []
    current = ""
    for word in clean(text).split(" "):
        longer = f"{current} {word}".strip()
        if width_of(longer, size, bold) <= room:
            current = longer
            continue
        if current:
            done.append(current)
        *pieces, current = _broken(word, room, size, bold)
        done += pieces
    if current:
        done.append(current)
    if lines is not None and len(done) > lines:
        rest = " ".join(done[lines - 1 :])
        done = [*done[: lines - 1], cut(rest, room, size, bold)]
    return tuple(done)
