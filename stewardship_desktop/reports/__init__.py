"""What leaves the program to be read: content as plain values, one renderer per format, the SVG charts."""
