"""What can be cited: the publication, its chapters, an event's proceedings, a session."""

import datetime as dt
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Self
from urllib.parse import quote

from synthkit.diagnostics import NOWHERE, Where
from synthkit.model.dates import Days, PartialDate
from synthkit.model.events import Event, Proceedings, Revision, Session, Translation, date_of, latest
from synthkit.model.people import Attribution, Name
from synthkit.schema import AbstractBy, AnySessionKind, ChapterKind, CreditRole, Fact, TextKind, TitleBy, WorkKind


@dataclass(frozen=True, slots=True)
class Publication:
    """The facts of the whole book, as conf.py states them.

    ``authors`` sign the book and the chapters that name nobody. ``url`` is the address the HTML edition is published
    at, empty while it is unknown; ``licence`` is what readers call it, ``licence_url`` its text.
    """

    id: str = "book"
    title: str = ""
    editors: tuple[Name, ...] = ()
    authors: tuple[Name, ...] = ()
    publisher: str = ""
    place: str = ""
    date: PartialDate | None = None
    version: str = ""
    language: str = "en"
    url: str = ""
    licence: str = ""
    licence_url: str = ""
    isbn: str = ""
    doi: str = ""
    description: str = ""
    page_suffix: str = ".html"

    def address(self, docname: str, fragment: str = "") -> str:
        """A page's public address; empty while the publication has none."""
        if not self.url:
            return ""
        if self.page_suffix == "/":  # a folder for each page
            docname = docname.removesuffix("index").rstrip("/")
            page = quote(docname) + "/" if docname else ""
        else:
            page = "" if docname == "index" else quote(docname) + self.page_suffix
        return f"{self.url.rstrip('/')}/{page}" + (f"#{quote(fragment)}" if fragment else "")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A prose chapter made citable. Required: ``id``, ``title``.

    ``authors`` are credited as written (an id, a name); empty, the publication's authors sign a text of a kind that is
    signed. ``in_proceedings`` is the volume, or the event, whose proceedings it is part of. ``rich_title`` is as an
    event's.
    """

    id: str
    title: str = ""
    authors: tuple[str, ...] = ()
    date: PartialDate | None = None
    language: str = ""
    keywords: tuple[str, ...] = ()
    abstract: str = ""
    doi: str = ""
    in_proceedings: str = ""
    pages: str = ""
    article_number: str = ""
    revisions: tuple[Revision, ...] = ()
    translations: tuple[Translation, ...] = ()
    kind: ChapterKind = ChapterKind.CHAPTER
    facts: tuple[Fact, ...] = ()
    rich_title: str = ""
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True)
class Work:
    """The one citable record every format sees: all names resolved, all defaults filled in.

    ``title`` is plain text; ``rich_title`` the same in the markup of CSL-JSON (``<i>``), empty where it has none.
    ``authors`` and ``editors`` are in printed order. ``event`` is set for sessions and what is of one event's
    proceedings; ``container`` is the title of the volume a chapter or a paper stands in, with its address and date,
    ``volume_language`` that of its title and its event's.
    ``author_ids`` and ``author_addresses`` (of registries) follow ``authors``, None and empty for a name without a
    record. ``credits`` are who else takes part, by role; where nobody speaks they are the authors too.
    ``days`` are set where a talk is dated by several, of which ``date`` is what they have in common. ``about`` is the
    talk a page of the book presents.
    """

    id: str
    kind: WorkKind
    title: str
    authors: tuple[Name, ...] = ()
    author_ids: tuple[str | None, ...] = ()
    author_addresses: tuple[dict[str, str], ...] = ()
    editors: tuple[Name, ...] = ()
    credits: tuple[tuple[CreditRole, tuple[Name, ...]], ...] = ()
    event: Event | None = None
    session_kind: AnySessionKind | None = None
    chapter_kind: ChapterKind = ChapterKind.CHAPTER
    title_by: TitleBy = TitleBy.SPEAKERS
    text: TextKind = TextKind.PAPER
    abstract_by: AbstractBy | None = None
    container: str = ""
    container_url: str = ""
    container_date: PartialDate | None = None
    volume_language: str = ""
    publisher: str = ""
    place: str = ""
    volume: str = ""
    series: str = ""
    series_number: str = ""
    issn: str = ""
    date: PartialDate | None = None
    days: Days | None = None
    language: str = ""
    keywords: tuple[str, ...] = ()
    abstract: str = ""
    doi: str = ""
    isbn: str = ""
    pages: str = ""
    article_number: str = ""
    url: str = ""
    licence: str = ""
    version: str = ""
    revised: dt.date | None = None
    translations: tuple[Translation, ...] = ()
    about: Self | None = None
    rich_title: str = ""

    @property
    def is_editors_text(self) -> bool:
        """Whether what the book holds of a session is stated to be the editors' text."""
        return self.text is TextKind.REPORT or self.abstract_by is AbstractBy.EDITORS

    @property
    def contributors(self) -> tuple[Name, ...]:
        """Who else takes part, in whatever role, and isn't cited already."""
        return tuple(dict.fromkeys(one for _, names in self.credits for one in names if one not in self.authors))

    @property
    def held_at(self) -> Event | None:
        """The event a work belongs to; a part of the book is only on one."""
        return None if self.kind is WorkKind.CHAPTER else self.event

    @property
    def file_name(self) -> str:
        """What its files are called: those with the id of an event hold all its works."""
        return f"{self.id}-{self.kind}" if self.event and self.event.id == self.id else self.id


#: What a work has under the names its record has it under.
_OF_BOOK = (
    *("id", "title", "authors", "editors", "publisher", "place", "date", "language", "doi", "isbn"),
    *("licence", "version"),
)
_OF_TEXT = ("id", "title", "rich_title", "keywords", "abstract", "doi", "pages", "article_number", "translations")
_OF_VOLUME = ("id", "title", "rich_title", "abstract", "doi", "volume", "series", "issn")
_OF_TALK = ("title", "rich_title", "language", "keywords", "abstract", "pages", "url", "licence", "revised")


def _same(record: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(record, name) for name in names}


@cache
def book_work(book: Publication) -> Work:
    """The whole publication as a work, signed by its authors; a volume of others' texts has editors alone."""
    facts: dict[str, Any] = {"kind": WorkKind.BOOK, "abstract": book.description, "url": book.address("index")}
    return Work(**_same(book, _OF_BOOK), **facts, author_ids=(None,) * len(book.authors))


def chapter_work(
    chapter: Chapter, authors: tuple[Attribution, ...], volume: Work | None, book: Publication, url: str
) -> Work:
    """A chapter as a work in the book, whose authors sign it where it names none, or in one of its volumes."""
    whole = volume if volume and volume.title else book_work(book)
    return replace(
        whole,
        **_same(chapter, _OF_TEXT),
        kind=WorkKind.CHAPTER,
        chapter_kind=chapter.kind,
        **(_signed(authors) if authors or not chapter.kind.is_signed else {}),
        **_within(whole),
        date=chapter.date or whole.date,
        language=chapter.language or book.language,
        url=url,
        revised=latest(chapter.revisions),
    )


def _within(whole: Work) -> dict[str, Any]:
    facts = {"container": whole.title, "container_url": whole.url, "container_date": whole.date}
    return {**facts, "volume_language": whole.volume_language or whole.language}


def event_work(event: Event, volume: Work, book: Publication, url: str) -> Work:
    """What is cited of an event: its ``volume`` where that has a title, else the part of this book that is on it."""
    if volume.title:
        return volume
    return replace(_part(book), **_same(event, ("id", "title", "rich_title", "abstract")), event=event, url=url)


def page_work(talk: Work, book: Publication) -> Work:
    """The page on a talk: a part of the book, by its authors; its editors sign only what is stated to be their text."""
    part = _part(book)
    if not book.authors and not talk.is_editors_text:
        part = replace(part, authors=(), author_ids=())
    return replace(part, **_same(talk, _OF_TALK), id=f"{talk.id}-page", about=talk)


@cache
def _part(book: Publication) -> Work:
    """A part of the book, without a title; where nobody signs the book its editors do."""
    return replace(
        book_work(book),
        kind=WorkKind.CHAPTER,
        **_within(book_work(book)),
        doi="",
        authors=book.authors or book.editors,
        author_ids=(None,) * len(book.authors or book.editors),
    )


def proceedings_work(
    volume: Proceedings, event: Event | None, editors: tuple[Name, ...], book: Publication, url: str
) -> Work:
    """Proceedings as a volume, of ``event`` alone or of several; without ``editors`` those of the book edit it."""
    return replace(
        book_work(book),
        **_same(volume, _OF_VOLUME),
        kind=WorkKind.PROCEEDINGS,
        authors=(),
        author_ids=(),
        editors=editors or book.editors,
        event=event,
        publisher=volume.publisher or book.publisher,
        place=volume.place or book.place,
        series_number=volume.number,
        date=volume.published or book.date,
        volume_language=book.language,
        isbn=volume.isbn or book.isbn,
        url=url,
    )


def session_work(
    session: Session, event: Event, people: tuple[Attribution, ...], volume: Work, book: Publication, url: str
) -> Work:
    """A session as a work: a paper when the book holds the speakers' own text, else a talk or a panel.

    Its authors are cited, without any who speaks; who moderates or discusses only where nobody else is named, and keeps
    the role. Who speaks and doesn't sign is among the credits.
    A talk is dated by the day it was announced for, else by those of its event; a paper by its publication.
    """
    is_paper = session.text is TextKind.PAPER
    in_role = {role: tuple(found for found in people if found.credit.role is role) for role in CreditRole}
    signing = in_role[CreditRole.AUTHOR] or in_role[CreditRole.SPEAKER]
    names = {found.name for found in signing}
    others = {
        role: tuple(dict.fromkeys(one.name for one in credited if role.csl != "author" or one.name not in names))
        for role, credited in in_role.items()
    }
    day = date_of(event, session)
    days = Days(day, day) if day else event.days
    if is_paper or not days:
        days = None
    title = _with_subtitle(session, session.language or book.language)
    rich_title = session.rich_title and session.rich_title + title.removeprefix(session.title)
    return replace(
        volume,
        **_same(replace(session, title=title, rich_title=rich_title), (*_OF_TEXT, "title_by", "text", "abstract_by")),
        kind=WorkKind.PAPER if is_paper else session.kind.cited_as or WorkKind.TALK,
        **_signed(signing or people),
        credits=tuple((role, names) for role, names in others.items() if names),
        session_kind=session.kind,
        event=event,
        **_within(volume if volume.title else book_work(book)),
        date=volume.date if is_paper else days.in_common if days else None,
        days=None if not days or days.is_single else days,
        language=session.language or book.language,
        url=url,
        licence=session.licence or book.licence,
        revised=latest(session.revisions),
    )


def _with_subtitle(session: Session, language: str) -> str:
    """« Tools: their users »; a title that ends in a sign of its own has no colon behind it."""
    if not session.subtitle or not session.title:
        return session.title or session.subtitle
    colon = "" if session.title.endswith((".", "?", "!", "…", ":")) else " :" if language.startswith("fr") else ":"
    return f"{session.title}{colon} {session.subtitle}"


def _signed(people: tuple[Attribution, ...]) -> dict[str, Any]:
    once = {found.name: found.person for found in people}
    return {
        "authors": tuple(once),
        "author_ids": tuple(person.id if person else None for person in once.values()),
        "author_addresses": tuple(person.addresses if person else {} for person in once.values()),
    }
