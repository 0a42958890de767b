"""Typographic rules, as edits of a text."""
