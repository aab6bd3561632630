"""What every part of the editor says to a person who would change a locked session. Words only."""

from __future__ import annotations

LOCKED = "The session is locked. Unlock it first: the button is at the top."
