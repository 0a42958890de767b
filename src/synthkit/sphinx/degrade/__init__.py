"""What only a browser shows, made plain for the other editions."""
