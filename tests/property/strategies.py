"""Random names, works and catalogues; text as hostile as anybody could write it."""

from __future__ import annotations

import datetime as dt
import string
import unicodedata

from hypothesis import strategies as st
from unit.invented import HOSTILE

from synthkit.diagnostics import Where
from synthkit.model.catalogue import Catalogue
from synthkit.model.dates import Days, PartialDate
from synthkit.model.events import Event, Proceedings, Revision, Session
from synthkit.model.people import Affiliation, Credit, Name, Person
from synthkit.model.works import Chapter, Publication, Work
from synthkit.schema import CreditRole, EventKind, RevisionKind, SessionKind, TextKind, TitleBy, WorkKind

#: Any text but lone surrogates, which no UTF-8 file holds.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
FRAGMENTS = (
    *HOSTILE,
    " ",
    " and ",
    ", ",
    "\\",
    "{",
    "}",
    '"',
    "%",
    "@",
    "#",
    "IA",
    "Lille",
    "l’",
    "œ",
    "\u0301",
    "\u00a0",
)
HOSTILE_TEXT = st.lists(st.sampled_from(FRAGMENTS) | TEXT, max_size=5).map("".join)


def printed(text: str) -> str:
    """What a reader can see of a text on one line: no control characters, white space folded."""
    return " ".join("".join(c for c in text if c.isspace() or unicodedata.category(c) != "Cc").split())


VISIBLE_TEXT = HOSTILE_TEXT.filter(printed)
IDS = st.text(string.ascii_letters + string.digits, max_size=6).map(lambda tail: f"a{tail}")
PARTS = st.builds(lambda tail, letter: letter + tail, HOSTILE_TEXT, st.sampled_from("ADéŒzß"))
NAMES = st.builds(Name, PARTS, st.just("") | PARTS, st.sampled_from(["", "de", "van der"])) | st.builds(
    Name, literal=PARTS
)


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    """Of a year, a month or a day."""
    day = draw(st.dates(dt.date(1000, 1, 1)))
    precision = draw(st.integers(1, 3))
    return PartialDate(*(day.year, day.month, day.day)[:precision])


DATES = st.none() | partial_dates()
TIMES = st.none() | st.builds(dt.time, st.integers(0, 23), st.integers(0, 59))
CREDITS = st.lists(st.builds(Credit, TEXT, st.sampled_from(CreditRole), TEXT), max_size=3).map(tuple)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
PLACES = st.builds(Where, TEXT)
DAYS = st.builds(lambda one, other: Days(min(one, other), max(one, other)), st.dates(), st.dates())
EVENTS = st.builds(
    Event,
    IDS,
    TEXT,
    st.sampled_from(EventKind),
    st.none() | DAYS,
    venue=TEXT,
    city=TEXT,
    organisers=TEXTS,
    hosts=CREDITS,
    proceedings=st.none() | st.builds(Proceedings, TEXT, TEXTS, TEXT, published=DATES),
    where=PLACES,
)
REVISIONS = st.lists(st.builds(Revision, st.dates(), st.sampled_from(RevisionKind), HOSTILE_TEXT), max_size=2).map(
    tuple
)
SESSIONS = st.builds(
    Session,
    IDS,
    IDS,
    TEXT,
    st.sampled_from(SessionKind),
    st.none() | st.dates(),
    TIMES,
    TIMES,
    room=TEXT,
    part_of=st.none() | IDS,
    position=st.integers(0, 9),
    credits=CREDITS,
    keywords=TEXTS,
    abstract=HOSTILE_TEXT,
    title_by=st.sampled_from(TitleBy),
    text=st.sampled_from(TextKind),
    reviewed=st.none() | st.dates(),
    reviewers=TEXTS,
    revisions=REVISIONS,
    where=PLACES,
)
PERSONS = st.builds(
    Person,
    IDS,
    NAMES,
    TEXTS,
    affiliations=st.lists(st.builds(Affiliation, TEXT, TEXT), max_size=2).map(tuple),
    biography=HOSTILE_TEXT,
    note=HOSTILE_TEXT,
    where=PLACES,
)
CHAPTERS = st.builds(Chapter, IDS, TEXT, TEXTS, DATES, keywords=TEXTS, revisions=REVISIONS, where=PLACES)
PUBLICATIONS = st.builds(
    Publication,
    IDS,
    TEXT,
    st.lists(NAMES, max_size=2).map(tuple),
    date=DATES,
    language=st.sampled_from(["fr", "en"]),
    url=st.sampled_from(["", "https://x.example/"]),
)
CATALOGUES = st.builds(
    Catalogue,
    PUBLICATIONS,
    st.lists(EVENTS, max_size=2),
    st.lists(SESSIONS, max_size=4),
    st.lists(PERSONS, max_size=3),
    st.lists(CHAPTERS, max_size=2),
)
WORKS = st.builds(
    Work,
    IDS,
    st.sampled_from(WorkKind),
    VISIBLE_TEXT,
    st.lists(NAMES, max_size=3).map(tuple),
    editors=st.lists(NAMES, max_size=2).map(tuple),
    event=st.none() | EVENTS,
    container=HOSTILE_TEXT,
    publisher=HOSTILE_TEXT,
    place=HOSTILE_TEXT,
    series=HOSTILE_TEXT,
    date=DATES,
    language=st.sampled_from(["fr", "en", ""]),
    abstract=HOSTILE_TEXT,
    licence=HOSTILE_TEXT,
)
