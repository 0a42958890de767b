"""What the formats that are written line by line have in common."""

from __future__ import annotations

import re
import unicodedata


def one_line(text: str) -> str:
    """``text`` without control characters, white space folded into single spaces."""
    printable = (
        " " if char.isspace() else char for char in text if char.isspace() or unicodedata.category(char) != "Cc"
    )
    return re.sub(r" {2,}", " ", "".join(printable)).strip()
