"""The frame around every room: navigation, top bar, notices, status bar, palette."""
