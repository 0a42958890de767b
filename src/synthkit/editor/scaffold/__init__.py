"""New sources of a book, from an editor's answers: written once, never over what is there. No Sphinx."""
