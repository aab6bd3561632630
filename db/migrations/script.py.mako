"""${message}

Touches the change table and the tables local to a file only: the others are rebuilt from the
changes after every migration. Says what it does in literal DDL, never by importing the program's
tables, which go on changing. There is no way down: going back means opening the backup.
"""

from __future__ import annotations

from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    ${upgrades if upgrades else "raise NotImplementedError"}
