"""The aims that objectives, measures and proposals serve: the triple aim, and inequality beside it."""

from __future__ import annotations

import re
from enum import StrEnum

from stewardship_desktop.domain.errors import UserFixable


class Aim(StrEnum):
    """One aim, in the words people tag with."""

    HEALTH = "health"
    QUALITY = "quality"
    RESOURCES = "sustainable resources"
    INEQUALITY = "inequality"


def read_aims(text: str) -> tuple[str, ...]:
    """The aims named in a text such as "health; inequality", in the aims' own order, each once.

    The first letters of an aim are enough ("res"). Raises UserFixable for a word that is none of them.
    """
    found = set()
    for word in re.split(r"[;,]", text):
        plain = " ".join(word.split()).casefold()
        if not plain:
            continue
        fits = [aim for aim in Aim if any(part.startswith(plain) for part in (aim.value, *aim.value.split()))]
        if len(fits) != 1:
            raise UserFixable(f"'{word.strip()}' isn't an aim.", f"Choose from: {', '.join(Aim)}.")
        found.add(fits[0])
    return tuple(aim.value for aim in Aim if aim in found)
