"""sphinxcontrib-bibtex: its files, its styles, its roles."""
