"""Ids of records: random for what a person makes, derived (UUIDv5) where the same fact must meet itself.

Two laptops that import the same fact, or score the same item, arrive at the same id, so that a
merge finds one record and not two.
"""

from __future__ import annotations

import hashlib
import uuid

NAMESPACE = uuid.UUID("6d0b2f6e-2f0c-5c53-9a54-6a1f5f1d2c11")
"""The program's own UUIDv5 name space. Never change it: every derived id hangs on it."""

_SPACE = NAMESPACE.bytes
_VERSIONS = tuple(bytes((0x50 | low,)) for low in range(16))
_VARIANTS = tuple(bytes((0x80 | low,)) for low in range(64))

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
    # What uuid5 does, without the object that an import of 100,000 values would make for each.
    digest = hashlib.sha1(_SPACE + "\x1f".join((entity, *words)).encode(), usedforsecurity=False).digest()
    made = (
        digest[:6] + _VERSIONS[digest[6] & 15] + digest[7:8] + _VARIANTS[digest[8] & 63] + digest[9:16]
    ).hex()
    return f"{made[:8]}-{made[8:12]}-{made[12:16]}-{made[16:20]}-{made[20:]}"
