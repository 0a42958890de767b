"""Tools for editors: scaffold, lint, preview, and the messages of others in the book's language."""
