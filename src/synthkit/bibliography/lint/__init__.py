"""What is wrong with a .bib file."""
