"""An invented colloquium: two days in Lille, four people, a body, a block, a break. Nobody here exists."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from synthkit.diagnostics import Where
from synthkit.model.catalogue import Catalogue
from synthkit.model.dates import Days, PartialDate
from synthkit.model.events import Event, Proceedings, Session
from synthkit.model.people import Credit, Name, Person
from synthkit.model.works import Chapter, Publication, Work
from synthkit.schema import SessionKind, TextKind, WorkKind

DAY_ONE, DAY_TWO = dt.date(2031, 3, 4), dt.date(2031, 3, 5)

LISE = Person("lise-dupont", Name("Dupont", "Lise"), variants=("L. Dupond",))
MONA = Person("mona-eluard", Name("Éluard", "Mona"))
IGOR = Person("igor-faure", Name("Faure", "Igor", "de la"))
INES = Person("ines-oehlert", Name("Œhlert", "Inès"))
GUILD = Person("guilde", Name(literal="Guilde des Horlogers and Sons, SA"))
PEOPLE = (LISE, MONA, IGOR, INES, GUILD)

PUBLICATION = Publication(
    id="horloges",
    title="Les horloges et le travail",
    editors=(Name("Œhlert", "Inès"),),
    authors=(Name(literal="La rédaction"),),
    publisher="Presses du Beffroi",
    place="Tournai",
    date=PartialDate(2032, 5),
    language="fr",
    url="https://horloges.example/",
    licence="CC BY 4.0",
)
EVENT = Event(
    "horloges-2031",
    "Horloges et métiers",
    days=Days(DAY_ONE, DAY_TWO),
    timezone="Europe/Paris",
    venue="Halle aux grains",
    city="Lille",
    country="France",
    direction=(Credit("ines-oehlert"),),
    hosts=(Credit("Lise Dupont"),),
    where=Where("actes/index", "/home/zoe/book/actes/index.md", 3),
)
VOLUME = Proceedings("Actes des horloges", publisher="Éditions du Cadran", place="Namur", published=PartialDate(2033))


def at(text: str) -> dt.time:
    """``9:05`` as a time."""
    hour, minute = text.split(":")
    return dt.time(int(hour), int(minute))


def session(id_: str, start: str = "", end: str = "", **values: Any) -> Session:
    """A talk of the first day by Lise Dupont, but for what is told otherwise."""
    facts: dict[str, Any] = {
        "event": EVENT.id,
        "title": f"Exposé {id_}",
        "day": DAY_ONE,
        "start": at(start) if start else None,
        "end": at(end) if end else None,
        "credits": (Credit("lise-dupont"),),
        "where": Where(f"actes/{id_}", f"/home/zoe/book/actes/{id_}.md", 5),
    }
    return Session(id_, **(facts | values))


def sessions() -> tuple[Session, ...]:
    """The programme, written down in an order that is not that of its hours."""
    return (
        session("soir", "17:00", "17:30", kind=SessionKind.CLOSING, credits=(Credit("Mona Éluard"),)),
        session("ouverture", "9:00", "9:35", kind=SessionKind.OPENING),
        session("matin", "9:35", "12:00", kind=SessionKind.BLOCK, credits=()),
        session("ressort", part_of="matin", position=2, credits=(Credit("eluard, MONA"), Credit("guilde"))),
        session("rouage", part_of="matin", position=1, text=TextKind.PAPER),
        session("pause", "12:00", "14:00", kind=SessionKind.BREAK, credits=()),
        session("debat", "10:00", "11:00", day=DAY_TWO, kind=SessionKind.PANEL, credits=(Credit("L. Dupond"),)),
    )


CHAPTER = Chapter(
    "cadrans", "Lire les cadrans", ("Mona Éluard",), where=Where("chapitres/cadrans", "/home/zoe/c.md", 1)
)


def catalogue(**parts: Any) -> Catalogue:
    """The whole book, or the same with some parts replaced."""
    facts: dict[str, Any] = {
        "publication": PUBLICATION,
        "events": (EVENT,),
        "sessions": sessions(),
        "persons": PEOPLE,
        "chapters": (CHAPTER,),
    }
    return Catalogue(**(facts | parts))


def alone(*sessions: Session, **event: Any) -> Catalogue:
    """A catalogue of nothing but these sessions, their event changed as told."""
    return catalogue(events=(replace(EVENT, **event),), sessions=sessions, chapters=())


def work(kind: WorkKind = WorkKind.CHAPTER, **values: Any) -> Work:
    """A work by Lise Dupont with the facts its kind has."""
    facts: dict[str, Any] = {
        "id": "dupont2031cadran",
        "kind": kind,
        "title": "Lire un cadran",
        "authors": (Name("Dupont", "Lise"),),
        "publisher": "Presses du Beffroi",
        "place": "Tournai",
        "date": PartialDate(2031, 3, 4),
        "language": "fr",
        "url": "https://horloges.example/cadran.html",
    }
    if kind in (WorkKind.PROCEEDINGS, WorkKind.BOOK):
        facts |= {"authors": (), "editors": (Name("Œhlert", "Inès"),)}
    else:
        facts |= {
            "container": "Les horloges et le travail",
            "container_url": "https://horloges.example/",
            "container_date": PartialDate(2032, 5),
        }
    if kind in (WorkKind.TALK, WorkKind.PANEL):
        facts |= {"session_kind": SessionKind(kind.value), "text": TextKind.ANNOUNCED}
    if kind in (WorkKind.TALK, WorkKind.PANEL, WorkKind.PAPER, WorkKind.PROCEEDINGS):
        facts |= {"event": EVENT}
    return Work(**(facts | values))


#: What nobody should write and somebody will.
HOSTILE = (
    "{",
    "}",
    "}}",
    "100 % sûr",
    "Martin & Fils",
    "mail @article{faux,",
    "@INRS",
    "a#b_c$d",
    "\\input{zut}",
    "fin de ligne \\",
    'des "guillemets" droits',
    "deux\nlignes\r\net une tabulation\t!",
    "nul\x00et cloche\x07",
    "\u202eàl ed ertiord\u202c",
    "עברית et العربية",
    "👩🏽‍💻 au travail",
    "Éluard en deux signes",
    "</script><script>zut()</script>",
    "a~b^c",
    "comme = , ceci",
)
