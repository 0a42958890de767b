"""Reads drawings as JSON and writes their pictures."""

from __future__ import annotations

import base64
import json
import sys

import typst

from synthkit.figures.typst import Drawing, template


def picture(drawing: Drawing) -> bytes:
    """One picture."""
    drawn: bytes = typst.compile(
        template(),
        format=drawing.format,
        ppi=drawing.ppi,
        sys_inputs={"book": drawing.facts},
        ignore_system_fonts=not drawing.needs_fonts,
    )
    return drawn


if __name__ == "__main__":
    asked = [Drawing(*found) for found in json.load(sys.stdin.buffer)]
    sys.stdout.write(json.dumps([base64.b64encode(picture(drawing)).decode() for drawing in asked]))
