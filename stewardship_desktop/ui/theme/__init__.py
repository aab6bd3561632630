"""Colours, sizes, type and icons. Nothing else in the program names a colour, a size or a font."""
