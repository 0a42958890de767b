"""What the PDF says of itself: title, authors, language, licence, and an identifier the same source gives again."""

import os
import time
from collections.abc import Iterable
from uuid import UUID, uuid5

from synthkit.model.works import Publication

#: The name space of the files of all books.
_FILES = UUID("6c1b4a5e-6b5e-5c0e-9a53-3f7d1f2b7a10")
_SIGNS = {
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    **{sign: f"\\{sign}" for sign in "{}%#&$_"},
}


def metadata(book: Publication) -> str:
    """Settings of hyperref and hyperxmp; what is unknown is left out."""
    moment = os.environ.get("SOURCE_DATE_EPOCH") or str(int(time.time()))
    file = uuid5(_FILES, f"{book.id} {book.version} {moment}")
    people = book.authors or book.editors
    fields = {
        "pdftitle": text(book.title),
        "pdfauthor": listed(str(name) for name in people),
        "pdfsubject": text(book.description),
        "pdflang": text(book.language.replace("_", "-")),
        "pdfpublisher": text(book.publisher),
        "pdfisbn": text(book.isbn),
        "pdfdoi": text(book.doi),
        "pdfurl": text(book.url),
        "pdfversionid": text(book.version),
        "pdfcopyright": text(book.licence),
        "pdflicenseurl": text(book.licence_url),
        "pdfpubtype": "book",
        "pdfdocumentid": f"uuid:{uuid5(_FILES, book.id)}",
        "pdfinstanceid": f"uuid:{file}",
    }
    settings = ",\n".join(f"  {name}={{{value}}}" for name, value in fields.items() if value)
    return f"\\hypersetup{{\n{settings}}}\n\\synthkitfileid{{{file.hex.upper()}}}\n"


def keywords(words: Iterable[str]) -> str:
    """The command that names what the book is about; empty for nothing."""
    found = listed(words)
    return rf"\synthkitkeywords{{{found}}}" if found else ""


def listed(texts: Iterable[str]) -> str:
    """Texts of a list whose separator is the comma."""
    return ", ".join(text(one).replace(",", r"\xmpcomma{}") for one in texts)


def text(value: str) -> str:
    """A text within braces of a setting, its signs kept as signs."""
    return "".join(_SIGNS.get(char, char) for char in " ".join(value.split()))
