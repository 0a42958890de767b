"""The LaTeX edition."""
