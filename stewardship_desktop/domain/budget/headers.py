"""Words of a column heading: its plain form, and the unit or period that it states.

Knows nothing of kinds of tables; `kinds` says which headings mean what.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from stewardship_desktop.domain.amount import Unit

_UNITS: tuple[tuple[re.Pattern[str], Unit], ...] = tuple(
    (re.compile(pattern), unit)
    for pattern, unit in (
        (r"\(?(?:gbp|£|pounds?)[ _]*(?:in[ _])?(?:millions?|mn?)\)?(?![a-z])", Unit.MILLION),
        (r"\(?(?:in[ _])?millions?(?:[ _]of)?[ _]*(?:gbp|pounds?|£)\)?", Unit.MILLION),
        (r"\(?(?:gbp|£|pounds?)[ _]*(?:in[ _])?(?:thousands?|k|['’]?000s?)\)?(?![a-z])", Unit.THOUSAND),
        (r"\(?(?:in[ _])?thousands?(?:[ _]of)?[ _]*(?:gbp|pounds?|£)\)?", Unit.THOUSAND),
        (r"\(?['’]000s?\)?", Unit.THOUSAND),
        (r"\(?(?<![a-z])(?:gbp|pounds?)(?![a-z])\)?|\(?£s?(?![a-z0-9])\)?", Unit.POUND),
    )
)
_YEAR = re.compile(r"(?<![0-9])(?:fy[ _]?)?20[0-9]{2}[ _]?[/\-–_][ _]?(?:20)?[0-9]{2}(?![0-9])")
_FULL_YEAR = re.compile(r"full[ _-]?year|annual|whole[ _-]?year")
_HALF_YEAR = re.compile(r"half[ _-]?year|six[ _-]?months|6[ _-]?months")


class Heading(NamedTuple):
    """A heading as read: plain form without its unit, the unit of money it states, and what it says of time.

    `covers` is "full year", "half year" or "".
    """

    plain: str
    unit: Unit | None
    covers: str


def plain(text: str) -> str:
    """Lower case, words joined by underscores: "Net spend (for MSE)" becomes "net_spend_for_mse"."""
    spaced = text.casefold().replace("%", " pct ").replace("&", " and ")
    return re.sub(r"[^a-z0-9]+", "_", spaced).strip("_")


@lru_cache(maxsize=512)
def read_heading(text: str) -> Heading:
    """Take a heading apart: "total_spend_gbp_thousand" is "total_spend" in thousand pounds."""
    seen = " ".join(text.casefold().replace("\u00a0", " ").split())
    unit = None
    for pattern, meant in _UNITS:
        found = pattern.search(seen)
        if found:
            unit = meant
            seen = f"{seen[: found.start()]} {seen[found.end() :]}"
            break
    covers = "full year" if _FULL_YEAR.search(seen) else "half year" if _HALF_YEAR.search(seen) else ""
    shorter = _YEAR.sub(" ", seen)
    bare = plain(shorter) or plain(seen)
    return Heading(bare or ("value" if unit else plain(text)), unit, covers)


@lru_cache(maxsize=65_536)
def name_key(text: str) -> str:
    """A name without what varies in print: case, &, punctuation, a leading NHS."""
    words = plain(text).split("_")
    return " ".join(w for w in words if w not in {"nhs", "the"}) or " ".join(words)
