"""What is collected while a document is read."""
