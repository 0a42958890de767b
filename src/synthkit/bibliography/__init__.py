""".bib files: read, linted, turned into CSL items."""
