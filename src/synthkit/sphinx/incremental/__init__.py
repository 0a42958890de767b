"""Which pages are written again."""
