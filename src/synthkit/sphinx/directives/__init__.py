"""One file, one directive: options become a record and nodes that stand where it stands."""
