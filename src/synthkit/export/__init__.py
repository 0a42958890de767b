"""Export formats: one file, one format; text stays text until it is escaped here."""
