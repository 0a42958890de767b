"""The live preview: a server that stays, and a process that keeps the book open (``sphinx_ext.warm``)."""

from __future__ import annotations
