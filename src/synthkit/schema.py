"""What a book records, once: each kind, each role of a credit and each option of a directive is a row of this file.

From the rows come the directives with their diagnostics, the records, the labels, the checks of people, the questions
of ``synthkit new`` and the tables of the reference. A row of a kind or a role is its value with what is known of it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Self

from synthkit.i18n import N_
from synthkit.model import values


class Kind(StrEnum):
    """Values an option chooses from, each with its label."""

    def __new__(cls, value: str, *_: object) -> Self:
        """A member is its value; what else stands in its row are its attributes."""
        member = str.__new__(cls, value)
        member._value_ = value
        return member

    def __init__(self, _: str, label: str = "") -> None:
        self.label = label


class EventKind(Kind):
    """What an event calls itself."""

    COLLOQUIUM = "colloquium", N_("Colloquium")
    CONFERENCE = "conference", N_("Conference")
    SEMINAR = "seminar", N_("Seminar")
    WORKSHOP = "workshop", N_("Workshop")
    STUDY_DAY = "study-day", N_("Study day")


class WorkKind(Kind):
    """What a work is cited as: its label, its type in CSL, in BibTeX and in schema.org."""

    def __init__(self, _: str, label: str = "", csl: str = "", bibtex: str = "", schema_org: str = "") -> None:
        self.label, self.csl, self.bibtex, self.schema_org = label, csl, bibtex, schema_org
        self.is_spoken, self.is_volume = csl == "speech", csl == "book"

    TALK = "talk", N_("Talk"), "speech", "unpublished", "PresentationDigitalDocument"
    PANEL = "panel", N_("Panel"), "speech", "unpublished", "PresentationDigitalDocument"
    PAPER = "paper", N_("Paper"), "paper-conference", "inproceedings", "ScholarlyArticle"
    CHAPTER = "chapter", N_("Chapter"), "chapter", "incollection", "Chapter"
    PROCEEDINGS = "proceedings", N_("Proceedings"), "book", "proceedings", "Book"
    BOOK = "book", N_("Book"), "book", "book", "Book"


class SessionKind(Kind):
    """What an item of a programme is: its label, what it is cited as (None: not citable), whether it has a page.

    ``needs_people``: nobody announced to speak is a mistake; the others can be cited only where somebody is.
    """

    def __init__(
        self,
        _: str,
        label: str = "",
        cited_as: WorkKind | None = None,
        has_page: bool = True,
        needs_people: bool = True,
    ) -> None:
        self.label, self.cited_as, self.has_page, self.needs_people = label, cited_as, has_page, needs_people

    TALK = "talk", N_("Talk"), WorkKind.TALK
    KEYNOTE = "keynote", N_("Keynote"), WorkKind.TALK
    PLENARY = "plenary", N_("Plenary session"), WorkKind.TALK, True, False
    PANEL = "panel", N_("Panel"), WorkKind.PANEL
    POSTER = "poster", N_("Poster"), WorkKind.TALK
    DEMONSTRATION = "demonstration", N_("Demonstration"), WorkKind.TALK
    LIGHTNING_TALK = "lightning-talk", N_("Lightning talk"), WorkKind.TALK, True, False
    WORKSHOP = "workshop", N_("Workshop session"), WorkKind.TALK, True, False
    TUTORIAL = "tutorial", N_("Tutorial"), WorkKind.TALK
    SPONSORED = "sponsored", N_("Sponsored session"), WorkKind.TALK, True, False
    OPENING = "opening", N_("Opening"), WorkKind.TALK, True, False
    CLOSING = "closing", N_("Closing"), WorkKind.TALK, True, False
    ASSEMBLY = "general-assembly", N_("General assembly")
    BLOCK = "block", N_("Session of several talks")
    BREAK = "break", N_("Break"), None, False
    DISCUSSION = "discussion", N_("Discussion"), None, False


class OwnKind(str):
    """A kind of session of a publication's own, with what ``SessionKind`` knows of its kinds."""

    label: str
    cited_as: WorkKind | None
    has_page: bool
    needs_people: bool

    def __new__(
        cls, value: str, label: str, cited_as: WorkKind | None = None, has_page: bool = True, needs_people: bool = False
    ) -> Self:
        """A kind is its value, as a member of ``SessionKind`` is."""
        kind = super().__new__(cls, value)
        kind.label, kind.cited_as, kind.has_page, kind.needs_people = label, cited_as, has_page, needs_people
        return kind

    def __getnewargs__(self) -> tuple[Any, ...]:
        """What a copy is made of."""
        return str(self), self.label, self.cited_as, self.has_page, self.needs_people


#: What an item of a programme is.
AnySessionKind = SessionKind | OwnKind


class SessionStatus(Kind):
    """Whether a session takes place."""

    PLANNED = "planned", N_("Planned")
    CANCELLED = "cancelled", N_("Cancelled")


class Attendance(Kind):
    """How one takes part in a session."""

    ON_SITE = "on-site", N_("On site")
    ONLINE = "online", N_("Online")
    HYBRID = "hybrid", N_("On site and online")


class AbstractBy(Kind):
    """Who wrote the abstract of a session: its name. Nothing is said of it where nobody states it."""

    SPEAKERS = "speakers", N_("Abstract by the speakers")
    EDITORS = "editors", N_("Abstract by the editors")


class ChapterKind(Kind):
    """What a chapter is; ``is_signed``: where it names no authors, those of the book sign it."""

    def __init__(self, _: str, label: str = "", is_signed: bool = False) -> None:
        self.label, self.is_signed = label, is_signed

    CHAPTER = "chapter", N_("Chapter"), True
    FOREWORD = "foreword", N_("Foreword")
    PREFACE = "preface", N_("Preface")
    INTRODUCTION = "introduction", N_("Introduction")
    ACKNOWLEDGEMENTS = "acknowledgements", N_("Acknowledgements")
    AFTERWORD = "afterword", N_("Afterword")


class TextKind(Kind):
    """Which text of a session the book holds: label, word for a table, its abstract if editors wrote it, note."""

    def __init__(self, _: str, label: str = "", word: str = "", abstract: str = "", note: str = "") -> None:
        self.label, self.word, self.abstract, self.note = label, word, abstract, note

    ANNOUNCED = (
        *("announced", N_("Announced in the programme"), N_("announcement")),
        *(N_("What was announced, summed up by the editors"), N_("announced in the programme")),
    )
    REPORT = (
        *("report", N_("Report by the editors"), N_("report")),
        *(N_("Summary by the editors"), N_("reported by the editors")),
    )
    PAPER = "paper", N_("Paper by the speakers"), N_("paper"), AbstractBy.EDITORS.label


class TitleBy(Kind):
    """Who gave a session its title."""

    SPEAKERS = "speakers"
    EDITORS = "editors"


class RevisionKind(Kind):
    """What a revision does to the text it stands in: its word, and the same with its day (``%s``)."""

    def __init__(self, _: str, label: str = "", dated: str = "") -> None:
        self.label, self.dated = label, dated

    CORRECTION = "correction", N_("Correction"), N_("Correction of %s")
    ERRATUM = "erratum", N_("Erratum"), N_("Erratum of %s")
    ADDITION = "addition", N_("Addition"), N_("Addition of %s")


def _of_text(value: str, option: str, label: str, many: str, help: str, csl: str = "contributor") -> tuple[Any, ...]:
    """The row of a role in the making of a text."""
    return value, option, label, many, label, help, "", csl, "aut" if csl == "author" else "ctb", True


def _credit(value: str, label: str) -> tuple[Any, ...]:
    """The row of a role of CRediT (ANSI/NISO Z39.104), by the name its address has."""
    return _of_text(value, value, label, label, N_("who contributed that, as CRediT calls it: ids or names"))


class CreditRole(Kind):
    """What a person does in a session: the option that names them, one, several, and as a part in a list.

    ``question`` is asked by ``synthkit new``; a role without one is an option of the command only. ``csl`` is the
    variable of the role in CSL, ``relator`` its code among MARC's. ``is_of_text``: it is a part in the making of the
    text, and in no programme.
    """

    def __init__(
        self,
        _: str,
        option: str = "",
        label: str = "",
        many: str = "",
        part: str = "",
        help: str = "",
        question: str = "",
        csl: str = "contributor",
        relator: str = "ctb",
        is_of_text: bool = False,
    ) -> None:
        self.option, self.label, self.many, self.part, self.is_of_text = option, label, many, part, is_of_text
        self.help, self.question, self.csl, self.relator = help, question, csl, relator

    SPEAKER = (
        *("speaker", "speakers", N_("Speaker"), N_("Speakers"), ""),
        N_("who speaks: ids or names, with commas between them"),
        *(N_("Who speaks (ids or names, with commas between them)"), "author", "spk"),
    )
    AUTHOR = (
        *("author", "authors", N_("Author"), N_("Authors"), N_("as author")),
        N_("who signs it, in the order of print, where those who speak aren't all of them: ids or names"),
        *("", "author", "aut"),
    )
    CHAIR = (
        *("chair", "chairs", N_("Chair"), N_("Chairs"), N_("in the chair")),
        *(N_("who is in the chair"), "", "chair", "mod"),
    )
    MODERATOR = (
        *("moderator", "moderators", N_("Moderator"), N_("Moderators"), N_("as moderator")),
        *(N_("who moderates"), N_("Who moderates"), "chair", "mod"),
    )
    DISCUSSANT = (
        *("discussant", "discussants", N_("Discussant"), N_("Discussants"), N_("as discussant")),
        N_("who discusses"),
    )
    TRANSLATOR = (
        *("translator", "translators", N_("Translator"), N_("Translators"), N_("as translator")),
        *(N_("who translates"), "", "translator", "trl"),
    )
    CORRESPONDING = _of_text(
        *("corresponding-author", "corresponding", N_("Corresponding author"), N_("Corresponding authors")),
        *(N_("which of its authors answers letters: ids or names"), "author"),
    )
    CONCEPTUALIZATION = _credit("conceptualization", N_("Conceptualization"))
    DATA_CURATION = _credit("data-curation", N_("Data curation"))
    FORMAL_ANALYSIS = _credit("formal-analysis", N_("Formal analysis"))
    FUNDING = _credit("funding-acquisition", N_("Funding acquisition"))
    INVESTIGATION = _credit("investigation", N_("Investigation"))
    METHODOLOGY = _credit("methodology", N_("Methodology"))
    ADMINISTRATION = _credit("project-administration", N_("Project administration"))
    RESOURCES = _credit("resources", N_("Resources"))
    SOFTWARE = _credit("software", N_("Software"))
    SUPERVISION = _credit("supervision", N_("Supervision"))
    VALIDATION = _credit("validation", N_("Validation"))
    VISUALIZATION = _credit("visualization", N_("Visualization"))
    DRAFT = _credit("writing-original-draft", N_("Writing – original draft"))
    EDITING = _credit("writing-review-editing", N_("Writing – review and editing"))


@dataclass(frozen=True, slots=True)
class Fact:
    """The value of an option for which a record has no field, as text."""

    name: str
    text: str


@dataclass(frozen=True)
class Option:
    """An option of a directive. ``field`` of the record is its name unless stated; a dot leads into a part of it.

    A value for which the record has no field is one of its ``facts``; with a ``label`` a session's page shows it.
    ``help`` makes it an option of ``synthkit new`` (``question``: asked there). ``role`` is that of its people.
    """

    name: str
    format: values.Format = values.TEXT
    help: str = ""
    question: str = ""
    field: str = ""
    label: str = ""
    role: CreditRole | None = None

    @property
    def path(self) -> tuple[str, ...]:
        """The field, behind the one it is part of."""
        return tuple((self.field or self.name.replace("-", "_")).split("."))


_LANGUAGE = Option("language", values.LANGUAGE, N_("its language, where it isn't the book's, as en or pt-BR"))
_TITLE = Option("title", help=N_("its title"), question=N_("Title"))
_PAGES = (
    Option("pages", values.PAGES, N_("its pages where they are given, as 12–24; else those of the PDF")),
    Option("article-number", help=N_("its number in a volume that counts no pages through")),
)
#: What a volume of proceedings has beside its title.
_VOLUME = (
    Option("editors", values.EDITORS, N_("who edits them: ids, names, or bodies in braces")),
    Option("publisher", help=N_("who publishes them, where it isn't the book's publisher")),
    Option("place", help=N_("the publisher's place")),
    Option("published", values.DATE, N_("when they were published, as 2026-01-27, 2026-01 or 2026")),
    Option("volume", help=N_("the number of the volume, where there are several")),
    Option("series"),
    Option("series-number", values.TEXT, N_("the number of its proceedings in the series"), field="number"),
    Option("issn", values.ISSN, N_("the ISSN of the series")),
    Option("isbn", values.ISBN),
    Option("doi", values.DOI),
)
_KEYWORDS = Option("keywords", values.WORDS, N_("keywords, with commas between them"), N_("Keywords"))

#: The directives that write a record, each with its options in the order they are asked for and written in.
RECORDS: Mapping[str, tuple[Option, ...]] = {
    "event": (
        _TITLE,
        Option("kind", values.choice(EventKind), N_("what it is (by default colloquium)"), N_("Kind")),
        Option(
            "date",
            values.DAYS,
            N_("its day, as 2026-01-27, or the first and the last, as 2026-01-27/2026-01-28"),
            N_("Day (as 2026-01-27, or the first and the last as 2026-01-27/2026-01-28)"),
            "days",
        ),
        Option(
            "day-begins",
            values.TIME,
            N_("the hour before which a session belongs to the night of the day before (4:00)"),
        ),
        Option("hours", values.TEXT, N_("the hours that were announced, in words")),
        Option("timezone", values.ZONE, N_("its time zone, as Europe/Paris"), N_("Time zone")),
        Option("venue", values.TEXT, N_("the building"), N_("Venue")),
        Option("address", values.TEXT, N_("its address"), N_("Address")),
        Option("city", values.TEXT, N_("the city"), N_("City")),
        Option("country", values.TEXT, N_("the country")),
        Option("organisers", values.BODIES, N_("who organises it, with semicolons between them"), N_("Organised by")),
        Option("participants", values.BODIES),
        Option("partners", values.BODIES),
        Option("contact"),
        Option("direction", values.PEOPLE, N_("who directs it scientifically: ids or names"), role=CreditRole.SPEAKER),
        Option("hosts", values.PEOPLE, N_("who hosts it: ids or names"), role=CreditRole.SPEAKER),
        Option("url", values.WEB, N_("its address on the web")),
        Option(
            "proceedings-title",
            values.TEXT,
            N_("the title of its proceedings as a volume"),
            N_("Title of its proceedings"),
            "proceedings.title",
        ),
        *(replace(option, field=".".join(("proceedings", *option.path))) for option in _VOLUME),
        Option(
            "proceedings",
            help=N_("id of the volume that holds its sessions, where it has several"),
            field="in_proceedings",
        ),
    ),
    "session": (
        Option("event", values.TEXT, N_("id of its event"), N_("Event")),
        Option("kind", values.choice(SessionKind), N_("what it is (by default talk)"), N_("Kind")),
        _TITLE,
        Option("subtitle", values.TEXT, N_("its subtitle")),
        *(Option(role.option, values.PEOPLE, role.help, role.question, "credits", role=role) for role in CreditRole),
        Option("part-of", values.TEXT, N_("id of its block of talks; of a discussion also of its talk"), N_("Part of")),
        Option("position", values.COUNT, N_("its place in that block, from 1")),
        Option("date", values.DAY, N_("its day, as 2026-01-27"), N_("Day"), "day"),
        Option("start", values.TIME, N_("when it begins, as 9:35"), N_("Begins at")),
        Option("end", values.TIME, N_("when it ends"), N_("Ends at")),
        Option("room", values.TEXT, N_("where in the building")),
        Option(
            "also", values.OCCASIONS, N_("further times, as 2026-01-28 9:00–10:00, Room 2; semicolons between them")
        ),
        Option("venue", values.TEXT, N_("the building, where it isn't the event's")),
        Option(
            "attendance",
            values.choice(Attendance),
            N_("how one takes part (by default on-site)"),
        ),
        Option("track", values.TEXT, N_("its track: the theme under which the programme has it")),
        Option(
            "status",
            values.choice(SessionStatus),
            N_("whether it takes place (by default planned)"),
        ),
        Option("registration", values.WEB_OR_TEXT, N_("where one registers for it, or a word on it")),
        Option("partners", values.BODIES),
        _KEYWORDS,
        _LANGUAGE,
        Option("title-by", values.choice(TitleBy), N_("who gave the title")),
        Option("text", values.choice(TextKind), N_("which text the book holds (by default announced)")),
        Option(
            "abstract-by",
            values.choice(AbstractBy),
            N_("who wrote the abstract (nothing is said of it by default)"),
        ),
        Option("abstract-language", values.LANGUAGE, N_("the language of its abstract, where it isn't the session's")),
        Option("slides", values.WEB, N_("address of the slides")),
        Option("recording", values.WEB, N_("address of the recording")),
        Option("pdf", values.WEB, N_("address of its paper as PDF"), label=N_("PDF")),
        Option("poster", values.WEB, N_("address of the poster"), label=N_("Poster")),
        Option("code", values.WEB, N_("address of its code"), label=N_("Code")),
        Option("data", values.WEB, N_("address of its data"), label=N_("Data")),
        Option("licence", values.LICENCE, N_("its licence, where it isn't the book's")),
        Option("doi", values.DOI, N_("its DOI")),
        Option("proceedings", help=N_("id of the volume that holds it, if not its event's"), field="in_proceedings"),
        *_PAGES,
        Option("reviewed", values.DAY),
        Option("reviewers", values.WORDS),
    ),
    "speaker": (
        Option(
            "literal",
            help=N_("the name of a body, or a single name, instead of given and family"),
            field="name.literal",
        ),
        Option("given", values.TEXT, N_("given name"), N_("Given name"), "name.given"),
        Option("particle", values.TEXT, N_("what stays before the family name: de, van der"), "", "name.particle"),
        Option("family", values.TEXT, N_("family name"), N_("Family name"), "name.family"),
        Option("suffix", values.TEXT, N_("what stands behind the name: Jr., III"), "", "name.suffix"),
        Option("variants", values.WORDS, N_("other spellings met in a source, with commas between them")),
        Option("role", values.TEXT, N_("role or function"), N_("Role or function")),
        Option(
            "affiliation",
            values.AFFILIATIONS,
            N_("institutions, with semicolons between them, each with its ROR in parentheses where it is known"),
            N_("Institution"),
            "affiliations.named",
        ),
        Option("ror", values.ROR, N_("the first institution's ROR"), "", "affiliations.ror"),
        Option("orcid", values.ORCID, N_("ORCID"), N_("ORCID")),
        Option("idref", values.IDREF, N_("IdRef, the authority file of French universities")),
        Option("isni", values.ISNI, N_("ISNI")),
        Option("wikidata", values.WIKIDATA, N_("item of Wikidata")),
        Option("note", values.TEXT, N_("a remark of the editors on the person, which is no biography")),
        Option("photo", values.FILE),
        Option("photo-alt"),
    ),
    "chapter": (
        _TITLE,
        Option("kind", values.choice(ChapterKind), N_("what it is (by default chapter)")),
        Option(
            "authors",
            values.PEOPLE,
            N_("who signs it: ids or names, with commas between them; by default the authors of the book"),
            N_("Who signs it (ids or names; empty: the authors of the book)"),
        ),
        Option("date", values.DATE, N_("its date, as 2026-01-27, 2026-01 or 2026")),
        _KEYWORDS,
        _LANGUAGE,
        Option("doi", values.DOI),
        Option("proceedings", help=N_("id of the volume, or of the event, whose part it is"), field="in_proceedings"),
        *_PAGES,
    ),
    "proceedings": (_TITLE, *_VOLUME),
}
#: ``translation`` is part of a record; its argument is a language.
TRANSLATION = (_TITLE, Option("subtitle"))
#: ``revision`` is no record of its own; its argument is a day.
REVISION = (Option("kind", values.choice(RevisionKind)),)


def options_for_people() -> Iterator[Option]:
    """The options of all directives that name people, each name once."""
    everyone = (option for rows in RECORDS.values() for option in rows if option.format is values.PEOPLE)
    return iter({option.name: option for option in everyone}.values())
