"""What a source may read, run and cost."""
