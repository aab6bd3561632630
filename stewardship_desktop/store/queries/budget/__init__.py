"""Reads for the budget book's screens: files, figures, views, service lines, mappings, known names."""
