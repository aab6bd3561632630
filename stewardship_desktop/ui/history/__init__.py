"""The history room and the life of one record."""
