"""The screen renderer of a ChartSpec. pyqtgraph is imported when the first chart opens, not before."""
