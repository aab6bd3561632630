"""Reads for the budget book's screens: files and versions, figures, views, service lines, mappings, known names."""
