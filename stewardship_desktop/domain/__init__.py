"""Frozen values and rules of the field. Standard library only; no Qt, no SQL, no files."""
