"""``synthkit build`` and ``synthkit check``: all editions with one call, page numbers, releases."""
