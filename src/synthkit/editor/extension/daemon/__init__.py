"""A book kept open: Sphinx started once, rebuilt at each save. A program of its own, run by the preview.

What a rebuild leaves equals what a clean build makes, byte for byte, and its warnings are those of a clean build.
Sphinx promises neither when a process builds twice, so what it forgets is done here, a file a subject.
"""
