"""The description of a page: what a search engine shows below its title."""

from synthkit.i18n import I18n
from synthkit.metadata._format import one_line
from synthkit.metadata.tags import Vocabulary, metas
from synthkit.model.works import Publication, Work

#: A description stays below this number of characters.
LIMIT = 300


def described(work: Work, publication: Publication) -> str:
    """The abstract cut at a word, else title and names: « Lire un cadran – Lise Dupont et Mona Éluard »."""
    return _cut(one_line(work.abstract) or _title_and_names(work, publication))


def of_page(text: str, title: str, publication: Publication) -> str:
    """The description of a page that is no work: its first words, else its title and that of the book."""
    return _cut(one_line(text) or " – ".join(filter(None, (one_line(title), one_line(publication.title)))))


def _title_and_names(work: Work, publication: Publication) -> str:
    i18n = I18n(work.language or publication.language)
    names = i18n.listed([one_line(str(name)) for name in work.authors or work.editors])
    return " – ".join(filter(None, (one_line(work.title), names)))


def _cut(text: str) -> str:
    if len(text) < LIMIT:
        return text
    room = text[: LIMIT - 1]  # one character more than fits beside the ellipsis, so a word that ends there stays
    head, space, _ = room.rpartition(" ")
    return f"{(head if space else room[:-1]).rstrip(' ,;:–—')}…"


VOCABULARY = Vocabulary(10, lambda page: metas([("description", described(page.work, page.publication))]))
