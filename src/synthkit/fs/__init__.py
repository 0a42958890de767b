"""What is written to a disk that may fail, by programs that may be killed."""
