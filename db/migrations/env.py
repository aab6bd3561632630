"""Alembic's environment: runs on the connection it is handed, inside the transaction that is open there.

It opens no database, reads no settings file and sets up no log: the program does all three.
"""

from __future__ import annotations

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    # Changing a table in SQLite means copying it; every migration may count on that.
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
