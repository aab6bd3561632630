"""Budget tables: what they hold, how they are checked, and how they are kept. Imports nothing on its own."""
