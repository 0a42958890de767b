"""What a source may do: show text, lead to addresses, set formulas. Nothing that runs, nothing from out of the book."""
