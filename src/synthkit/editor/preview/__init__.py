"""The live preview: a server that stays, and a process for each build (``editor.extension.live``)."""
