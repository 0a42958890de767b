"""Bytes of a file as text, whatever they are."""

import codecs
from contextlib import suppress


def decoded(raw: bytes) -> str:
    """UTF-8, UTF-16 by its mark, else each line as UTF-8 or Windows-1252."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16", errors="replace")
    with suppress(UnicodeDecodeError):
        return raw.decode("utf-8-sig")
    lines = []
    for line in raw.removeprefix(codecs.BOM_UTF8).split(b"\n"):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            lines.append(line.decode("cp1252", errors="replace"))
    return "\n".join(lines)
