"""What can be cited: the publication, its chapters, an event's proceedings, a session."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any, NewType, Self
from urllib.parse import quote

from synthkit.diagnostics import NOWHERE, Where
from synthkit.model.dates import Days, PartialDate
from synthkit.model.events import Event, Proceedings, Revision, Session, Translation, date_of, latest
from synthkit.model.people import Attribution, Name, PersonId
from synthkit.schema import AbstractBy, AnySessionKind, ChapterKind, CreditRole, Fact, TextKind, TitleBy, WorkKind

ChapterId = NewType("ChapterId", str)


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

    id: ChapterId
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
    author_ids: tuple[PersonId | None, ...] = ()
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


def book_work(book: Publication) -> Work:
    """The whole publication as a work, signed by its authors; a volume of others' texts has editors alone."""
    return Work(
        id=book.id,
        kind=WorkKind.BOOK,
        title=book.title,
        authors=book.authors,
        author_ids=(None,) * len(book.authors),
        editors=book.editors,
        publisher=book.publisher,
        place=book.place,
        date=book.date,
        language=book.language,
        abstract=book.description,
        doi=book.doi,
        isbn=book.isbn,
        url=book.address("index"),
        licence=book.licence,
        version=book.version,
    )


def chapter_work(
    chapter: Chapter, authors: tuple[Attribution, ...], volume: Work | None, book: Publication, url: str
) -> Work:
    """A chapter as a work in the book, whose authors sign it where it names none, or in one of its volumes."""
    whole = volume if volume and volume.title else book_work(book)
    return replace(
        whole,
        id=chapter.id,
        kind=WorkKind.CHAPTER,
        chapter_kind=chapter.kind,
        title=chapter.title,
        rich_title=chapter.rich_title,
        **(_signed(authors) if authors or not chapter.kind.is_signed else {}),
        **_within(whole),
        date=chapter.date or whole.date,
        language=chapter.language or book.language,
        keywords=chapter.keywords,
        abstract=chapter.abstract,
        doi=chapter.doi,
        pages=chapter.pages,
        article_number=chapter.article_number,
        url=url,
        revised=latest(chapter.revisions),
        translations=chapter.translations,
    )


def _within(whole: Work) -> dict[str, Any]:
    facts = {"container": whole.title, "container_url": whole.url, "container_date": whole.date}
    return {**facts, "volume_language": whole.volume_language or whole.language}


def event_work(event: Event, volume: Work, book: Publication, url: str) -> Work:
    """What is cited of an event: its ``volume`` where that has a title, else the part of this book that is on it."""
    if volume.title:
        return volume
    return replace(
        _part(book),
        id=event.id,
        title=event.title,
        rich_title=event.rich_title,
        event=event,
        abstract=event.abstract,
        url=url,
    )


def page_work(talk: Work, book: Publication) -> Work:
    """The page on a talk: a part of the book, by its authors; its editors sign only what is stated to be their text."""
    part = _part(book)
    return replace(
        part if book.authors or talk.is_editors_text else replace(part, authors=(), author_ids=()),
        id=f"{talk.id}-page",
        title=talk.title,
        rich_title=talk.rich_title,
        about=talk,
        language=talk.language,
        keywords=talk.keywords,
        abstract=talk.abstract,
        pages=talk.pages,
        url=talk.url,
        licence=talk.licence,
        revised=talk.revised,
    )


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
        id=volume.id,
        kind=WorkKind.PROCEEDINGS,
        title=volume.title,
        rich_title=volume.rich_title,
        authors=(),
        author_ids=(),
        editors=editors or book.editors,
        event=event,
        publisher=volume.publisher or book.publisher,
        place=volume.place or book.place,
        volume=volume.volume,
        series=volume.series,
        series_number=volume.number,
        issn=volume.issn,
        date=volume.published or book.date,
        volume_language=book.language,
        abstract=volume.abstract,
        doi=volume.doi,
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
    return replace(
        volume,
        id=session.id,
        kind=WorkKind.PAPER if is_paper else session.kind.cited_as or WorkKind.TALK,
        title=title,
        rich_title=session.rich_title and session.rich_title + title.removeprefix(session.title),
        **_signed(signing or people),
        credits=tuple((role, names) for role, names in others.items() if names),
        session_kind=session.kind,
        title_by=session.title_by,
        text=session.text,
        abstract_by=session.abstract_by,
        event=event,
        **_within(volume if volume.title else book_work(book)),
        date=volume.date if is_paper else days.in_common if days else None,
        days=None if not days or days.is_single else days,
        language=session.language or book.language,
        keywords=session.keywords,
        abstract=session.abstract,
        doi=session.doi,
        pages=session.pages,
        article_number=session.article_number,
        url=url,
        licence=session.licence or book.licence,
        revised=latest(session.revisions),
        translations=session.translations,
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
