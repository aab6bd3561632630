"""Ids of records: random for what a person makes, derived (UUIDv5) where the same fact must meet itself.

Two laptops that import the same fact, or score the same item, arrive at the same id, so that a
merge finds one record and not two.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Sequence

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
    return _as_uuid(hashlib.sha1(_SPACE + _key(entity, parts), usedforsecurity=False).digest())


def key_ids(entity: str, before: Sequence[str], after: Sequence[str]) -> Callable[[str], str]:
    """`key_id` for many records whose keys differ in one part only, which stands between these two.

    That part is given in its plain form: in small letters, without spaces.
    """
    begun = hashlib.sha1(_SPACE + _key(entity, before) + b"\x1f", usedforsecurity=False)
    rest = "".join(f"\x1f{_plain(part)}" for part in after)

    def of(part: str) -> str:
        ended = begun.copy()
        ended.update((part + rest).encode())
        return _as_uuid(ended.digest())

    return of


def _key(entity: str, parts: Sequence[str]) -> bytes:
    return "\x1f".join([entity, *map(_plain, parts)]).encode()


def _plain(part: str) -> str:
    return " ".join(part.split()).casefold()


def _as_uuid(digest: bytes) -> str:
    """What uuid5 does, without the object that an import of 100,000 values would make for each."""
    version, variant = _VERSIONS[digest[6] & 15], _VARIANTS[digest[8] & 63]
    made = (digest[:6] + version + digest[7:8] + variant + digest[9:16]).hex()
    return f"{made[:8]}-{made[8:12]}-{made[12:16]}-{made[16:20]}-{made[20:]}"
