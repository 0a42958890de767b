"""Faults of Sphinx that a build must survive."""
