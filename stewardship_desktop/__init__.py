"""Stewardship Desktop: value, money and decisions of care areas in one local file."""

__version__ = "0.1.0"
