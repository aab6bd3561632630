"""The care area rooms: list, specification and the rest of its record, data requests."""
