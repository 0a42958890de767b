"""OpenGraph: how a page looks where its address is shared."""

from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from synthkit.metadata._format import one_line
from synthkit.metadata.description import described
from synthkit.metadata.tags import Meta, PagePlace, Property, Vocabulary
from synthkit.model.works import Publication, Work


def tags(work: Work, publication: Publication, place: PagePlace) -> tuple[Property, ...]:
    """The properties that are known; Zotero takes ``book`` for a book whatever else the page says."""
    kind, language = "book" if work.kind.is_volume else "article", work.language or publication.language
    return page_tags(work.title, described(work, publication), publication, place.url, kind, language)


def page_tags(
    title: str, description: str, publication: Publication, url: str, kind: str = "website", language: str = ""
) -> tuple[Property, ...]:
    """The properties of a page; by default of one that is no work, such as a programme or the people."""
    pairs = {
        "og:title": title,
        "og:type": kind,
        "og:url": url,
        "og:description": description,
        "og:site_name": publication.title,
        "og:locale": locale(language or publication.language),
    }
    return tuple(Property(name, text) for name, content in pairs.items() if (text := one_line(content)))


def picture_tags(url: str, size: tuple[int, int], description: str) -> tuple[Meta | Property, ...]:
    """A picture by its public address, shown large where a network has two ways to show it."""
    width, height = size
    return (
        Property("og:image", url),
        Property("og:image:type", "image/png"),
        Property("og:image:width", str(width)),
        Property("og:image:height", str(height)),
        Property("og:image:alt", one_line(description)),
        Meta("twitter:card", "summary_large_image"),
    )


@cache
def locale(language: str) -> str:
    """A language with the country that speaks most of it: ``fr_FR`` for ``fr``; empty for one nobody knows."""
    try:
        known = Locale.parse(language.replace("-", "_"))
        subtags = get_global("likely_subtags")
        likely = Locale.parse(subtags.get(str(known)) or subtags.get(known.language) or str(known))
    except (ValueError, UnknownLocaleError):
        return ""
    territory = known.territory or likely.territory
    return f"{known.language}_{territory}" if territory else ""


VOCABULARY = Vocabulary(50, lambda page: tags(page.work, page.publication, page.place))
