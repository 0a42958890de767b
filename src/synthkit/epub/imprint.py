"""What the title page says of the edition."""

from synthkit.i18n import N_, I18n
from synthkit.metadata._format import doi_url
from synthkit.model.works import Publication


def imprint(book: Publication, i18n: I18n) -> list[tuple[str, str]]:
    """Lines, each with the address it leads to or none; those of unknown facts are left out."""
    edition = i18n(N_("Edition %s")) % book.version if book.version else ""
    date = book.date.said(i18n) if book.date else ""
    doi = doi_url(book.doi)
    lines = (
        (book.description, ""),
        (", ".join(filter(None, (edition, date))) if edition else "", ""),
        (", ".join(filter(None, (book.publisher, book.place))), ""),
        (f"ISBN {book.isbn}" if book.isbn else "", ""),
        (doi, doi),
        (book.url, book.url),
        (i18n(N_("Licence of the text: %s")) % book.licence if book.licence else "", ""),
        (book.licence_url, book.licence_url),
    )
    return [(text, address if address.startswith(("http://", "https://")) else "") for text, address in lines if text]
