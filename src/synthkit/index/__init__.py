"""The indexes of a book: their headings in the order of the dictionary, and where the book names each."""
