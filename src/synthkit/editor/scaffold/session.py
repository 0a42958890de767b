"""A new session: a page of its own where those of its event stand, or a pause within the programme."""

import posixpath
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from synthkit.diagnostics import CommandError
from synthkit.editor.scaffold import questions as checks_of
from synthkit.editor.scaffold.draft import Draft, Place
from synthkit.editor.scaffold.markup import Markup
from synthkit.editor.scaffold.project import Book, Source
from synthkit.editor.scaffold.questions import Answers, Choices, Question, always
from synthkit.editor.scaffold.speaker import is_page_of_people
from synthkit.i18n import N_
from synthkit.model.catalogue import Catalogue
from synthkit.model.dates import parse_time
from synthkit.model.events import Event, Session, hours
from synthkit.model.ids import ascii_words, suggested_id
from synthkit.model.people import parse_credits
from synthkit.model.values import TIME
from synthkit.schema import AnySessionKind, SessionKind

_LONG = 5
_OF_A_WORK = ("keywords", "title-by", "text", "slides", "recording", "doi")


def _event(book: Book, answers: Answers) -> Event | None:
    return book.catalogue.event(answers.get("event"))


def _blocks(book: Book, answers: Answers) -> Choices:
    sessions = book.catalogue.sessions
    return [(s.id, s.title) for s in sessions if s.kind is SessionKind.BLOCK and s.event == answers.get("event")]


def _is_citable(book: Book, answers: Answers) -> bool:
    kind = _kinds(book).get(answers.get("kind", ""))
    return kind is not None and kind.cited_as is not None


def _takes_several_days(book: Book, answers: Answers) -> bool:
    event = _event(book, answers)
    return event is not None and event.days is not None and not event.days.is_single


def has_page(book: Book, kind: str) -> bool:
    """Whether a session of that kind has a page of its own."""
    return kind in _kinds(book) and _kinds(book)[kind].has_page


def _kinds(book: Book) -> dict[str, AnySessionKind]:
    return {**{kind.value: kind for kind in SessionKind}, **book.own_kinds}


def _end(book: Book, answers: Answers, given: str) -> str:
    end, start = checks_of.check_of(TIME)(book, answers, given), answers["start"]
    event = _event(book, answers) or Event("")
    named = Session("", event.id, start=parse_time(start) if start else None, end=parse_time(end))
    begins, ends = hours(named, event)
    if begins is not None and ends is not None and ends < begins:
        raise CommandError(N_("it would end at %(end)s, before it begins at %(start)s"), end=end, start=start)
    return end


def _next_position(book: Book, answers: Answers) -> str:
    """Behind the last part of its block, where those have places."""
    block = answers.get("part-of")
    places = [session.position for session in book.catalogue.sessions if block and session.part_of == block]
    return str(max(places) + 1) if any(places) else ""


def _ids(book: Book, answers: Answers) -> list[str]:
    """Family name, year and a word of the title, as in a BibTeX key; the title where nobody is cited."""
    credits = parse_credits(answers.get("speakers", "") or answers.get("moderators", ""))
    family = _family(book, credits[0].written) if credits and _is_citable(book, answers) else ""
    event = _event(book, answers)
    year = str(event.days.first.year) if event and event.days else ""
    return ids_of_work(family, year, answers.get("title", ""))


def ids_of_work(family: str, year: str, title: str) -> list[str]:
    """Ids for what is cited: family name, year and a word of the title; the title where there is no name."""
    if not family:
        return [checks_of.short_id(title)]
    words, family = ascii_words(title), "".join(ascii_words(family))
    # short words are mostly articles and prepositions, in any language
    telling = [word for word in words if len(word) >= _LONG] or sorted(words, key=len, reverse=True)[:1]
    return [suggested_id(f"{family}{year}{word}") for word in (*telling, "")]


def _pages(catalogue: Catalogue) -> dict[str, Session]:
    number = Counter(session.where.docname for session in catalogue.sessions)
    alone = (session for session in catalogue.sessions if number[session.where.docname] == 1)
    return {session.where.docname: session for session in alone if session.kind.has_page}


def folder_of_pages(book: Book, answers: Answers) -> str:
    """Where most pages of the event's sessions are; without any, where the event's page is."""
    event = _event(book, answers)
    if event is None:
        return "."
    pages = [page for page, session in _pages(book.catalogue).items() if session.event == event.id]
    return Counter(map(posixpath.dirname, pages or [event.where.docname])).most_common(1)[0][0] or "."


_NO_BREAK = {"applies": lambda book, answers: answers["kind"] != SessionKind.BREAK}
QUESTIONS: tuple[Question, ...] = (
    *checks_of.questions_of(
        "session",
        {
            "event": {
                "needed": always,
                "default": lambda book, answers: events[0].id if len(events := book.catalogue.events) == 1 else "",
                "choices": lambda book, answers: [(event.id, event.title) for event in book.catalogue.events],
            },
            "kind": {
                "default": lambda book, answers: SessionKind.TALK,
                "choices": lambda book, answers: [
                    (name, book.terminal(one.label)) for name, one in _kinds(book).items()
                ],
            },
            "speakers": {
                "needed": lambda book, answers: (
                    _is_citable(book, answers)
                    and answers["kind"] != SessionKind.PANEL
                    and _kinds(book)[answers["kind"]].needs_people
                ),
                **_NO_BREAK,
            },
            "moderators": {
                "needed": lambda book, answers: answers["kind"] == SessionKind.PANEL and not answers["speakers"],
                **_NO_BREAK,
            },
            "part-of": {
                "choices": _blocks,
                "applies": lambda book, answers: bool(_blocks(book, answers)) and answers["kind"] != SessionKind.BLOCK,
            },
            "position": {"default": _next_position},
            "date": {"applies": _takes_several_days},
            "end": {"check": _end},
            **{name: {"applies": _is_citable} for name in _OF_A_WORK},
        },
    ),
    checks_of.ABSTRACT,
    checks_of.id_question(_ids),
    Question(
        "folder",
        N_("where its page goes; by default beside those of its event"),
        check=checks_of.folder,
        default=folder_of_pages,
        applies=lambda book, answers: has_page(book, answers["kind"]),
    ),
)


def add(draft: Draft, answers: Answers, markup: Markup) -> None:
    """The page and its line in the table of contents. Raises CommandError."""
    book = draft.book
    if not has_page(book, answers["kind"]):
        source = page_of_programme(book, answers["event"])
        add_to_programme(draft, source, answers, source.markup.paragraph(answers["abstract"]))
        return
    families = [_family(book, credit.written) for credit in parse_credits(answers.get("speakers", ""))]
    page = book.free_page(answers["folder"], name_of_page(answers["kind"], families, answers["title"]), answers["id"])
    draft.new[f"{page}{markup.suffix}"] = draft.page_of_record(
        "session", answers, markup.paragraph(answers["abstract"]), markup
    )
    catalogue, event = draft.catalogue, _event(book, answers)
    pages, slots = _pages(catalogue), catalogue.programme(event) if event else ()
    held = (one.where.docname for slot in slots for one in (slot.session, *slot.parts))
    list_pages(draft, [(docname, docname == page) for docname in held if docname in pages])


def list_pages(draft: Draft, order: Sequence[tuple[str, bool]]) -> None:
    """Lines of the pages that are new behind those that precede them in a programme, runs of them at once."""
    # the first session of all stands before the people, who end the proceedings
    people = [source.docname for source in draft.book.sources.values() if is_page_of_people(draft.book, source)]
    pages, start = [page for page, _ in order], 0
    for is_new, run in groupby(order, key=lambda one: one[1]):
        end = start + len(list(run))
        if is_new:
            draft.contents(pages[start:end], Place(pages[:start][::-1], [*pages[end:], *people]))
        start = end


def page_of_programme(book: Book, event: str) -> Source:
    """The page that shows an event's programme. Raises CommandError."""
    for source in book.sources.values():
        for shown in source.called("programme"):
            if event in (shown.argument, shown.options.get("event")):
                return source
    message = N_(
        "no page shows the programme of '%(event)s'; expected: the directive 'programme' on one, "
        "where a pause can stand"
    )
    raise CommandError(message, event=event)


def add_to_programme(draft: Draft, source: Source, answers: Answers, body: str) -> None:
    """A pause or a discussion, written behind the timetable that shows it; ``body`` is source already."""
    options = {name: answers[name] for name in ("event", "kind", "title")} | checks_of.options_of("session", answers)
    draft.block(source, len(source.lines), source.markup.directive("session", answers["id"], options, body))


def name_of_page(kind: str, families: Sequence[str], title: str) -> str:
    """The family names of one or two speakers of a talk; else the title."""
    if kind == SessionKind.TALK and 0 < len(families) <= 2:
        return suggested_id("-".join(families))
    return checks_of.short_id(title)


def _family(book: Book, written: str) -> str:
    """The family name of a person of the book; the last word of a name nobody answers to yet."""
    found = book.catalogue.people_called(written)
    return (found[0].name.literal or found[0].name.family) if found else written.rsplit(maxsplit=1)[-1]
