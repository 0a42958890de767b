"""What a line on the terminal is written in: the fragments of the catalogues that it holds."""

import re
from collections.abc import Iterable

from babel.messages.pofile import read_po

from synthkit.i18n import resources

_FIELD = re.compile(r"%(?:\(\w+\))?[sdr]")
#: Shorter pieces are names, and words that both languages have.
_LONG = 9


def _pieces(texts: Iterable[str]) -> set[str]:
    joined = (" ".join(piece.split()) for text in texts for piece in _FIELD.split(text))
    return {piece for piece in joined if len(piece) >= _LONG and " " in piece}


def _both() -> tuple[set[str], set[str]]:
    path = resources.files("synthkit") / "locale/fr/LC_MESSAGES/synthkit.po"
    with path.open("rb") as file:
        messages = [message for message in read_po(file, locale="fr") if message.id]
    english, french = (_pieces(map(str, texts)) for texts in zip(*((m.id, m.string) for m in messages), strict=True))
    return english - french, french - english


_ENGLISH, _FRENCH = _both()


def foreign(text: str, language: str) -> set[str]:
    """What a text, of whatever line breaks, holds of the catalogue of the other language."""
    shown = " ".join(text.split())
    pieces = _FRENCH if language == "en" else _ENGLISH
    return {piece for piece in pieces if piece in shown and re.search(rf"\b{re.escape(piece)}", shown)}


def known(text: str, language: str) -> set[str]:
    """What it holds of the catalogue of its own."""
    return foreign(text, "fr" if language == "en" else "en")
