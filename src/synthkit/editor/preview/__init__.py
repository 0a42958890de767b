"""The live preview: a server that stays, and a process that keeps the book open (``editor.extension.daemon``)."""
