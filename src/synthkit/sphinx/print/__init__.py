"""The edition on paper by Typst."""
