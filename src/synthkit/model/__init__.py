"""Plain records: what a book of proceedings knows, without formats and without Sphinx."""
