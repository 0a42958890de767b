"""A new publication in an empty folder: the next colloquium starts here. No Sphinx."""
