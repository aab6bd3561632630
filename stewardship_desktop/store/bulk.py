"""Holds off Python's cycle collector while many rows are in hand.

A collection walks every row that lives, again and again, and no other thread runs meanwhile: the
window would stand still for as long. Rows form no cycles, so nothing is missed.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_held = 0


@contextmanager
def collector_held() -> Iterator[None]:
    """No collection starts while any thread is in here; it is switched on again only if it was on."""
    global _held  # noqa: PLW0603 (the collector is one for the process, and so is this count)
    with _lock:
        if _held == 0 and not gc.isenabled():
            switched = False
        else:
            switched = True
            _held += 1
            gc.disable()
    try:
        yield
    finally:
        if switched:
            with _lock:
                _held -= 1
                if _held == 0:
                    gc.enable()
