"""Ids of records: random for what a person makes, derived (UUIDv5) where the same fact must meet itself.

Two laptops that import the same fact, or score the same item, arrive at the same id, so that a
merge finds one record and not two.
"""

from __future__ import annotations

import uuid

NAMESPACE = uuid.UUID("6d0b2f6e-2f0c-5c53-9a54-6a1f5f1d2c11")
"""The program's own UUIDv5 name space. Never change it: every derived id hangs on it."""

PROGRAMME = "programme"
"""Scope of what all groups share. Every other scope is the id of a care area."""


def new_id() -> str:
    """A fresh random id (UUIDv4) for a record that a person makes."""
    return str(uuid.uuid4())


def key_id(entity: str, *parts: str) -> str:
    """The id of the one record of `entity` with this natural key.

    Parts are compared without regard to case and outer or repeated white space; the order counts.
    """
    words = [" ".join(part.split()).casefold() for part in parts]
    return str(uuid.uuid5(NAMESPACE, "\x1f".join((entity, *words))))
