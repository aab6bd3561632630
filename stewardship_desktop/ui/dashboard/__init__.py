"""The dashboard room: summary, what is due, entry of values, charts and the meeting view."""
