"""The budget rooms: book, import wizard, check report, service line, mapping, resources."""
