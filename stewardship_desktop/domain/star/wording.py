"""How lists and counts are said in a sentence. No figure is rounded here."""

from __future__ import annotations

from collections.abc import Sequence


def listed(names: Sequence[str], link: str = "and") -> str:
    """ "A", "A and B", "A, B and C"; `link` is the word before the last. Blank for none."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {link} {names[-1]}"


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 seat", "12 seats"; `many` where the plural isn't made with an s."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
