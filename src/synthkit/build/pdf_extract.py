"""Some pages of a PDF as a PDF of their own, with their page numbers and what they are."""

import io
from dataclasses import dataclass

from pypdf import PdfReader, PdfWriter
from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

from synthkit.build.page_numbers import Sheets

#: Of what the volume says of itself, that which holds for its parts.
_KEPT = ("/CreationDate", "/ModDate")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a reader of the file's properties is told."""

    title: str
    authors: str
    keywords: str
    language: str


def cut(reader: PdfReader, sheets: Sheets, facts: Facts) -> bytes:
    """The pages from the first sheet to the last; the same bytes for the same volume.

    Links out of the book stay, and those to these pages; those to pages that are not here become text.
    """
    writer = PdfWriter()
    # no outline: it would begin with the part of the book, which is not here
    writer.append(reader, pages=(sheets.first - 1, sheets.last), import_outline=False)
    for place, label in enumerate(reader.page_labels[sheets.first - 1 : sheets.last]):
        writer.set_page_label(place, place, prefix=label)
    dates = {name: str(value) for name, value in (reader.metadata or {}).items() if name in _KEPT}
    said = {"/Title": facts.title, "/Author": facts.authors, "/Keywords": facts.keywords, "/Creator": "synthkit"}
    writer.add_metadata({name: value for name, value in (said | dates).items() if value})
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject(facts.language)
    root[NameObject("/ViewerPreferences")] = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()
