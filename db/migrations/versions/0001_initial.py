"""The first schema: the change record, the list of acts, what a file knows about itself.

Touches the change table and the tables local to a file only: the others are rebuilt from the
changes after every migration. Says what it does in literal DDL, never by importing the program's
tables, which go on changing. There is no way down: going back means opening the backup.
"""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

DDL = (
    """
    CREATE TABLE change (
        change_id TEXT NOT NULL,
        txn_id TEXT NOT NULL,
        scope TEXT NOT NULL,
        entity TEXT NOT NULL,
        row_id TEXT NOT NULL,
        op TEXT NOT NULL,
        patch TEXT NOT NULL,
        parents TEXT NOT NULL,
        hlc INTEGER NOT NULL,
        replica TEXT NOT NULL,
        author TEXT NOT NULL,
        author_role TEXT NOT NULL,
        reason TEXT NOT NULL,
        schema_v INTEGER NOT NULL,
        CONSTRAINT pk_change PRIMARY KEY (change_id),
        CONSTRAINT ck_change_op CHECK (op IN ('put', 'del'))
    ) STRICT
    """,
    "CREATE INDEX ix_change_record ON change (entity, row_id)",
    "CREATE INDEX ix_change_txn_id ON change (txn_id)",
    "CREATE INDEX ix_change_scope ON change (scope)",
    "CREATE INDEX ix_change_hlc ON change (hlc)",
    """
    CREATE TABLE txn (
        seq INTEGER NOT NULL,
        txn_id TEXT NOT NULL,
        label TEXT NOT NULL,
        author TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        kind TEXT NOT NULL,
        state TEXT NOT NULL,
        last_txn TEXT NOT NULL,
        CONSTRAINT pk_txn PRIMARY KEY (seq),
        CONSTRAINT uq_txn_txn_id UNIQUE (txn_id)
    ) STRICT
    """,
    "CREATE INDEX ix_txn_undo ON txn (author, state, seq)",
    """
    CREATE TABLE store_meta (
        "key" TEXT NOT NULL,
        value TEXT NOT NULL,
        CONSTRAINT pk_store_meta PRIMARY KEY ("key")
    ) STRICT
    """,
)


def upgrade() -> None:
    """Make the tables. `alembic_version` is there already: Alembic makes it for itself."""
    for statement in DDL:
        op.execute(statement)
