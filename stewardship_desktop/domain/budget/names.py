"""The names a workspace already knows, and how a printed name is matched with them.

Nothing is renamed: a match says what a name means, a suggestion is only offered.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from stewardship_desktop.domain.budget.headers import name_key, plain
from stewardship_desktop.domain.budget.kinds import Kind
from stewardship_desktop.domain.period import Period


@dataclass(frozen=True, kw_only=True)
class KnownName:
    """A name of the system profile with its other names (short name, aliases)."""

    name: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ExistingImport:
    """An import that the workspace already holds (the newest version of its kind, period and page)."""

    kind: str
    period: Period
    service_line: str | None = None
    version: int = 1


@dataclass(frozen=True)
class NameIndex:
    """Names to be looked up by what they look like when case, & and punctuation are ignored."""

    names: tuple[KnownName, ...] = ()

    @cached_property
    def _by_key(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for known in self.names:
            for text in (*known.also, known.name):
                if text.strip():
                    found[name_key(text)] = known.name
        return found

    def __bool__(self) -> bool:
        return bool(self.names)

    def find(self, text: str) -> str | None:
        """The known name that a printed text means exactly, itself or by another name."""
        return self._by_key.get(name_key(text))

    def suggest(self, text: str, limit: int = 2) -> tuple[str, ...]:
        """Known names that a text may mean: those with all its words, then those spelt alike."""
        key = name_key(text)
        words = set(key.split())
        holding = [k for k in self._by_key if words and (words <= set(k.split()) or set(k.split()) <= words)]
        holding.sort(key=lambda k: (abs(len(k) - len(key)), k))
        alike = difflib.get_close_matches(key, list(self._by_key), n=limit, cutoff=0.75)
        return tuple(dict.fromkeys(self._by_key[k] for k in (*holding, *alike)))[:limit]


@dataclass(frozen=True, kw_only=True)
class KnownNames:
    """What the workspace knows before an import: names to compare, imports it may clash with."""

    organisations: NameIndex = NameIndex()
    service_lines: NameIndex = NameIndex()
    places: NameIndex = NameIndex()
    imports: tuple[ExistingImport, ...] = ()


def index(names: Iterable[KnownName | str]) -> NameIndex:
    """A `NameIndex` of known names; a plain text is a name without others."""
    return NameIndex(tuple(KnownName(name=n) if isinstance(n, str) else n for n in names))


def service_line_of_file(file_name: str, lines: NameIndex) -> str | None:
    """The known service line whose words all stand in a file's name; the longest where several do."""
    words = set(plain(file_name.rsplit(".", 1)[0]).split("_"))
    hits = [
        known.name
        for known in lines.names
        if any((key := set(plain(n).split("_")) - {""}) and key <= words for n in (known.name, *known.also))
    ]
    return max(hits, key=lambda n: (len(n), n), default=None)


def words_left_over(file_name: str, kind: Kind) -> str | None:
    """What a file's name says besides the words of its kind: "cardiology_spend_by_category" says Cardiology.

    None where the name has no word of the kind, or nothing else, or digits.
    """
    words = plain(file_name.rsplit(".", 1)[0]).split("_")
    rest = [w for w in words if w not in kind.file_words]
    if len(rest) == len(words) or not rest or len(rest) > 3 or not all(w.isalpha() for w in rest):
        return None
    return " ".join(rest).capitalize()
