"""Sphinx as a program of its own, for the commands of synthkit."""

import sys

from synthkit.sphinx.run import main

if __name__ == "__main__":
    sys.exit(main())
