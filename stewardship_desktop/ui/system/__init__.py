"""The system profile room: organisations, places, service lines, terms."""
