"""An EPUB as a package: what its pages hold, its metadata, navigation, cover and archive. Knows no Sphinx."""
