"""The workspace file: tables, connection, writer, change record, queries. The only place with SQL."""
