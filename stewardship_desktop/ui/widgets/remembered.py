"""What a part needs of whoever remembers its widths and columns between two starts."""

from __future__ import annotations

from typing import Protocol


class Remembers(Protocol):
    """A place for small JSON values (numbers, texts, lists, dicts of these) under a key."""

    def get(self, key: str, default: object = None) -> object:
        """The value kept under `key`, else `default`."""

    def set(self, key: str, value: object) -> None:
        """Keep a value under `key`."""
