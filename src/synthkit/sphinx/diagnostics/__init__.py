"""Problems reported through Sphinx."""
