"""The editor's side of a build: a Sphinx extension of its own."""
