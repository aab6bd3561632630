"""Reads, one module per screen. Each returns frozen rows shaped for that screen and writes nothing."""
