"""Files of the website that are no pages: the feed of changes, the map of the site; made without Sphinx."""
