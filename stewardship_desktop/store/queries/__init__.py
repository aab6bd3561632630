"""Reads, one module per screen. Each returns frozen rows shaped for that screen and writes nothing.

`Connection` is what every query takes first; callers outside the store name it from here.
"""

from sqlalchemy import Connection

__all__ = ["Connection"]
