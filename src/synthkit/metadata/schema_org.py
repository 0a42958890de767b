"""Works as schema.org objects, for JSON-LD (https://schema.org, types and ranges as of schema-dts 2)."""

from collections.abc import Mapping
from itertools import zip_longest

from synthkit.metadata._format import doi_url, first_and_last, language_tag, one_line
from synthkit.metadata.tags import JsonLd, Node, PagePlace, Vocabulary
from synthkit.model.events import Event
from synthkit.model.people import Name, Person
from synthkit.model.works import Publication, Work
from synthkit.schema import WorkKind


def data(work: Work, publication: Publication, persons: Mapping[str, Person], place: PagePlace) -> Node:
    """A work as an object with its context; what is unknown is left out."""
    abstracts = [_in_language(one.abstract, one.language) for one in work.translations]
    found = _node(
        work.kind.schema_org,
        name=work.title,
        author=[
            _author(name, persons.get(id_) if id_ else None)
            for name, id_ in zip_longest(work.authors, work.author_ids[: len(work.authors)])
        ],
        contributor=[_author(name, None) for name in work.contributors],
        about=_event(work.event) if work.event else {},
        inLanguage=language_tag(work.language),
        keywords=[text for keyword in work.keywords if (text := one_line(keyword))],
        alternateName=[_in_language(one.title, one.language) for one in work.translations],
        abstract=[work.abstract, *abstracts] if any(abstracts) else work.abstract,
        version=work.version,
        dateModified=str(work.revised or ""),
        url=place.url,
        identifier=_doi(work.doi),
        license=publication.licence_url,
        **_of_its_kind(work, publication),
    )
    return {"@context": "https://schema.org", **found}


def _in_language(text: str, language: str) -> Node:
    """A text that says its language; empty for none."""
    return {"@value": one_line(text), "@language": language} if text else {}


def _of_its_kind(work: Work, publication: Publication) -> Node:
    day = str(work.date or "")
    if work.kind.is_spoken:  # the day of a talk is no day of publication: nothing was published by its speakers
        return {"dateCreated": day, "isPartOf": _container(work, publication)}
    if work.kind.is_volume:
        return {"datePublished": day, **_imprint(work)}
    first, last = first_and_last(work.pages)
    return {
        **({"headline": work.title} if work.kind is WorkKind.PAPER else {}),
        "datePublished": day,
        "pageStart": first,
        "pageEnd": last,
        "pagination": work.article_number,
        "isPartOf": _container(work, publication),
    }


def _container(work: Work, publication: Publication) -> Node:
    """The volume a part stands in: proceedings, or the whole book."""
    return _node(
        "Book",
        name=work.container or publication.title,
        datePublished=str(work.container_date or ""),
        inLanguage=language_tag(publication.language),
        license=publication.licence_url,
        url=work.container_url,
        **_imprint(work),
    )


def _imprint(work: Work) -> Node:
    """What a volume's title page says beside its title and date."""
    publisher = _node("Organization", name=work.publisher, location=work.place) if one_line(work.publisher) else {}
    return {
        # schema.org knows persons alone as editors, and editors of proceedings are names as printed
        "editor": [_node("Person", **_parts(name)) for name in work.editors],
        "publisher": publisher,
        "isbn": work.isbn,
        "isPartOf": _node("BookSeries", name=work.series, issn=work.issn),
    }


def _author(name: Name, person: Person | None) -> Node:
    if name.literal:
        return _node("Organization", name=name.literal, sameAs=_same(person))
    affiliations = person.affiliations if person else ()
    organizations = [_node("Organization", name=at.name, sameAs=at.ror_url) for at in affiliations]
    return _node(
        "Person",
        **_parts(name),
        affiliation=organizations[0] if len(organizations) == 1 else organizations,
        sameAs=_same(person),
    )


def _same(person: Person | None) -> str | list[str]:
    addresses = list(person.addresses.values()) if person else []
    return addresses[0] if len(addresses) == 1 else addresses


def _parts(name: Name) -> Node:
    parts = {"givenName": name.given, "familyName": name.family_part, "honorificSuffix": name.suffix}
    return {"name": str(name), **parts}


def _event(event: Event) -> Node:
    address = _node(
        "PostalAddress", streetAddress=event.address, addressLocality=event.city, addressCountry=event.country
    )
    return _node(
        "Event",
        name=event.title,
        startDate=str(event.days.first) if event.days else "",
        endDate=str(event.days.last) if event.days else "",
        location=_node("Place", name=event.venue, address=address),
        organizer=[_node("Organization", name=organiser) for organiser in event.organisers],
        url=event.url,
    )


def _doi(doi: str) -> Node:
    return _node("PropertyValue", propertyID="DOI", value=doi, url=doi_url(doi)) if one_line(doi) else {}


def _node(type_: str, **facts: object) -> Node:
    """An object with the facts that say something; empty when none does, so that its place stays empty too."""
    stated = {key: _stated(value) for key, value in facts.items()}
    known = {key: value for key, value in stated.items() if value}
    return {"@type": type_, **known} if known else {}


def _stated(value: object) -> object:
    if isinstance(value, str):
        return one_line(value)
    return [inner for inner in value if inner] if isinstance(value, list) else value


VOCABULARY = Vocabulary(70, lambda page: (JsonLd(data(*page)),))
