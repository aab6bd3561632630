"""Tests of budget tables and their checks."""
