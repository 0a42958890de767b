"""Signposting (https://signposting.org/FAIR): typed links from a work's page to what belongs to it, and back."""

import json
from collections.abc import Iterable

from synthkit.metadata._format import doi_url, one_line
from synthkit.metadata.tags import Link, Vocabulary, WorkPage

LINKSET_TYPE = "application/linkset+json"


def tags(page: WorkPage) -> tuple[Link, ...]:
    """The links whose target is known; nothing stands for a public address the edition doesn't have."""
    place = page.place
    return _known((Link("canonical", place.url), *_links(page), Link("linkset", place.linkset, LINKSET_TYPE)))


def _links(page: WorkPage) -> tuple[Link, ...]:
    work, publication, persons, place = page
    known = [persons[id_] for id_ in work.author_ids if id_ and id_ in persons]
    return _known(
        (
            Link("cite-as", doi_url(work.doi) or place.url),
            Link("type", "https://schema.org/AboutPage"),
            Link("type", f"https://schema.org/{work.kind.schema_org}"),
            *(Link("describedby", address, media_type) for media_type, address in place.exports.items()),
            Link("item", place.pdf_url, "application/pdf") if place.pdf_url else Link("item", place.url, "text/html"),
            *(Link("author", url) for url in dict.fromkeys(next(iter(one.addresses.values()), "") for one in known)),
            Link("license", publication.licence_url),
        )
    )


def _known(links: Iterable[Link]) -> tuple[Link, ...]:
    return tuple(link for link in links if one_line(link.href))


def linkset(page: WorkPage) -> str:
    """The same links and those that lead back to the page, as a set (RFC 9264); the page has a public address."""
    links, back = _links(page), Link("", page.place.url, "text/html")
    sets = {page.place.url: links}
    for link in links:
        if link.rel == "describedby":
            sets[link.href] = (Link("describes", back.href, back.type),)
        elif link.rel == "item" and link.href != back.href:
            own = [one for one in links if one.rel in ("cite-as", "author", "license")]
            sets[link.href] = (Link("collection", back.href, back.type), *own)
    linkset = []
    for anchor, found in sets.items():
        targets: dict[str, list[dict[str, str]]] = {}
        for link in found:
            media_type = {"type": link.type} if link.type else {}
            targets.setdefault(link.rel, []).append({"href": link.href, **media_type})
        linkset.append({"anchor": anchor, **targets})
    return json.dumps({"linkset": linkset}, ensure_ascii=False, indent=1) + "\n"


VOCABULARY = Vocabulary(60, tags)
