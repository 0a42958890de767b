"""A new session: a page of its own where those of its event stand, or a pause within the programme."""

import posixpath
from collections import Counter

from synthkit.diagnostics import Where
from synthkit.editor.scaffold import validators as checks_of
from synthkit.editor.scaffold.markup import MARKUPS, Markup
from synthkit.editor.scaffold.pages import inserted, new_page, with_contents
from synthkit.editor.scaffold.project import Book
from synthkit.editor.scaffold.prompts import Answers, Choices, Question, always
from synthkit.editor.scaffold.refusals import RefusedError
from synthkit.editor.scaffold.source_scan import Directive, record_of
from synthkit.editor.scaffold.speaker import is_page_of_people
from synthkit.editor.scaffold.toctree import Place
from synthkit.editor.scaffold.writes import Draft
from synthkit.i18n import N_
from synthkit.model.catalogue import Catalogue
from synthkit.model.events import Event, Session, SessionId
from synthkit.model.ids import ascii_words, first_free, suggested_id
from synthkit.model.people import parse_credits
from synthkit.model.values import TIME
from synthkit.schema import SessionKind

_LONG = 5
_LONGEST_ID = 40
_OF_A_WORK = ("keywords", "title-by", "text", "slides", "recording", "doi")


def _event(book: Book, answers: Answers) -> Event | None:
    return book.catalogue.event(answers.get("event"))


def _events(book: Book, answers: Answers) -> Choices:
    return [(event.id, event.title) for event in book.catalogue.events]


def _only_event(book: Book, answers: Answers) -> str:
    return book.catalogue.events[0].id if len(book.catalogue.events) == 1 else ""


def _blocks(book: Book, answers: Answers) -> Choices:
    sessions = book.catalogue.sessions
    return [(s.id, s.title) for s in sessions if s.kind is SessionKind.BLOCK and s.event == answers.get("event")]


def _is_citable(book: Book, answers: Answers) -> bool:
    return any(kind.cited_as for kind in SessionKind if kind == answers.get("kind"))


def _takes_several_days(book: Book, answers: Answers) -> bool:
    event = _event(book, answers)
    return event is not None and event.days is not None and not event.days.is_single


def _has_page(kind: str) -> bool:
    return any(known.has_page for known in SessionKind if known == kind)


def _end(book: Book, answers: Answers, given: str) -> str:
    end, start = checks_of.check_of(TIME)(book, answers, given), answers["start"]
    if start and end < start:
        raise RefusedError(N_("it would end at %(end)s, before it begins at %(start)s"), end=end, start=start)
    return end


def _next_position(book: Book, answers: Answers) -> str:
    """Behind the last part of its block, where those have places."""
    block = answers.get("part-of")
    places = [session.position for session in book.catalogue.sessions if block and session.part_of == block]
    return str(max(places) + 1) if any(places) else ""


def proposed_id(book: Book, answers: Answers) -> str:
    """Family name, year and a word of the title, as in a BibTeX key; the title where nobody is cited."""
    words = ascii_words(answers.get("title", ""))
    credit = next(iter(parse_credits(answers.get("speakers", "") or answers.get("moderators", ""))), None)
    if credit is None or not _is_citable(book, answers):
        return first_free([suggested_id(answers.get("title", ""), _LONGEST_ID)], book.taken)
    event = _event(book, answers)
    year = str(event.days.first.year) if event and event.days else ""
    family = "".join(ascii_words(_family(book, credit.written)))
    # short words are mostly articles and prepositions, in any language
    telling = [word for word in words if len(word) >= _LONG] or sorted(words, key=len, reverse=True)[:1]
    candidates = [suggested_id(f"{family}{year}{word}") for word in telling]
    return first_free([*candidates, suggested_id(f"{family}{year}")], book.taken)


def _is_no_break(book: Book, answers: Answers) -> bool:
    return answers["kind"] != SessionKind.BREAK


QUESTIONS: tuple[Question[Book], ...] = (
    *checks_of.questions_of(
        "session",
        {
            "event": {"needed": always, "default": _only_event, "choices": _events},
            "kind": {"default": lambda book, answers: SessionKind.TALK},
            "speakers": {
                "needed": lambda book, answers: _is_citable(book, answers) and answers["kind"] != SessionKind.PANEL,
                "applies": _is_no_break,
            },
            "moderators": {
                "needed": lambda book, answers: answers["kind"] == SessionKind.PANEL and not answers["speakers"],
                "applies": _is_no_break,
            },
            "part-of": {
                "choices": _blocks,
                "applies": lambda book, answers: bool(_blocks(book, answers)) and answers["kind"] != SessionKind.BLOCK,
            },
            "position": {"default": _next_position},
            "date": {"applies": _takes_several_days},
            "end": {"check": _end},
            **{
                name: {"applies": _is_citable}
                for name in ("keywords", "title-by", "text", "slides", "recording", "doi")
            },
        },
    ),
    checks_of.ABSTRACT,
    checks_of.id_question(proposed_id),
    Question(
        "folder",
        "where its page goes; by default beside those of its event",
        check=checks_of.folder,
        default=lambda book, answers: _folder(book, answers["event"]),
        applies=lambda book, answers: _has_page(answers["kind"]),
    ),
)


def draft(book: Book, answers: Answers, markup: Markup) -> Draft:
    """The page and its line in the table of contents. Raises RefusedError."""
    options = checks_of.options_of("session", answers)
    if not _has_page(answers["kind"]):
        return _in_the_programme(book, answers, options)
    page = new_page(book, answers["folder"], _file_name(book, answers), markup, otherwise=answers["id"])
    text = markup.heading(answers["title"]) + "\n"
    text += markup.directive("session", answers["id"], options, markup.paragraph(answers["abstract"])) + "\n"
    text += markup.comment(book.i18n(N_("The text begins here. This line is a remark that readers don’t see.")))
    order = _pages_in_order(book, answers, options, page.docname)
    place = order.index(page.docname)
    # the first session of all stands before the people, who end the proceedings
    people = [source.docname for source in book.sources.values() if is_page_of_people(book, source)]
    return with_contents(book, page, text, Place(order[:place][::-1], [*order[place + 1 :], *people]))


def _in_the_programme(book: Book, answers: Answers, options: dict[str, str]) -> Draft:
    """A pause or a discussion has no page: it is written behind the timetable that shows it."""
    for source in book.sources.values():
        for shown in source.called("programme"):
            if answers["event"] in (shown.argument, shown.options.get("event")):
                own = MARKUPS[source.path.suffix]
                options = {
                    "event": options.pop("event"),
                    "kind": options.pop("kind"),
                    "title": answers["title"],
                } | options
                block = own.directive("session", answers["id"], options, own.paragraph(answers["abstract"]))
                return Draft(changed=(inserted(source, block, source.text.count("\n") + 1),))
    raise RefusedError(
        N_(
            "no page shows the programme of '%(event)s'; expected: the directive 'programme' on one, "
            "where a pause can stand"
        ),
        event=answers["event"],
    )


def _pages(book: Book) -> dict[str, Session]:
    """The pages that are one session each; a pause has none."""
    found: dict[str, list[Session]] = {}
    for session in book.catalogue.sessions:
        found.setdefault(session.where.docname, []).append(session)
    return {page: sessions[0] for page, sessions in found.items() if len(sessions) == 1 and _has_page(sessions[0].kind)}


def _pages_in_order(book: Book, answers: Answers, options: dict[str, str], docname: str) -> list[str]:
    """The pages of the event's sessions as its programme has them, the new one among them."""
    event = _event(book, answers)
    written = Directive("session", answers["id"], options, answers["title"], 0, 0, (), 0)
    new = record_of(written, Where(docname))
    pages = {session.id: page for page, session in _pages(book).items()}
    pages[SessionId(new.id)] = docname
    sessions = (*book.catalogue.sessions, *([new] if isinstance(new, Session) else []))
    catalogue = Catalogue(book.catalogue.publication, book.catalogue.events, sessions)
    slots = catalogue.programme(event) if event else ()
    order = [session.id for slot in slots for session in (slot.session, *slot.parts)]
    return [pages[id_] for id_ in order if id_ in pages]


def _folder(book: Book, event: str) -> str:
    """Where most pages of the event's sessions are; without any, where the event's page is."""
    found = Counter(posixpath.dirname(page) for page, session in _pages(book).items() if session.event == event)
    if found:
        return found.most_common(1)[0][0] or "."
    known = book.catalogue.event(event)
    return (posixpath.dirname(known.where.docname) if known else "") or "."


def _file_name(book: Book, answers: Answers) -> str:
    """The family names of one or two speakers; else the title."""
    credits = parse_credits(answers.get("speakers", ""))
    if answers["kind"] == SessionKind.TALK and 0 < len(credits) <= 2:
        return suggested_id("-".join(_family(book, credit.written) for credit in credits))
    return suggested_id(answers["title"], _LONGEST_ID)


def _family(book: Book, written: str) -> str:
    """The family name of a person of the book; the last word of a name nobody answers to yet."""
    found = book.catalogue.people_called(written)
    return (found[0].name.literal or found[0].name.family) if found else written.rsplit(maxsplit=1)[-1]
