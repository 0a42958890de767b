"""The places in a page that the catalogue fills."""
