"""A library with every hard case at once. Nobody in it exists, no body, no place of work.

``LIBRARY`` has what a record can have, ``BARE`` next to nothing: no date, no address, no editor, no author of the book.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from synthkit.diagnostics import Where
from synthkit.i18n import I18n
from synthkit.model.catalogue import Catalogue
from synthkit.model.dates import Days, PartialDate
from synthkit.model.events import Event, Proceedings, Session
from synthkit.model.people import Credit, Name, Person
from synthkit.model.works import Chapter, Publication
from synthkit.schema import CreditRole, SessionKind, TextKind, TitleBy

WORDING = I18n("fr")
DAY_ONE, DAY_TWO = dt.date(2031, 3, 30), dt.date(2031, 4, 1)
BODY = "Société des Poids et Mesures, Cadrans & Fils"

NAMES = {
    "le-goff": Name("Goff", "Anne-Marie", "Le"),
    "berg": Name("Berg", "Joost", "van der"),
    "orville": Name("Orville", "Zoé", "d’"),
    "eluard": Name("Éluard", "Paulin"),
    "oeuvre": Name("Œuvre", "Inès"),
    "wisniewski": Name("Wiśniewski", "Łukasz"),
    "ortega": Name("Ortega y Cassel", "José María"),
    "kai": Name(literal="Kaï"),
    "body": Name(literal=BODY),
    "junior": Name("Faure", "Igor", suffix="Jr."),
}
EVENT = Event(
    "mesures-2031",
    "L’heure & la mesure : 100 % exacte ?",
    days=Days(DAY_ONE, DAY_TWO),
    venue="Halle aux grains",
    address="3 rue du Cadran",
    city="Lille",
    country="France",
    organisers=(BODY,),
    proceedings=Proceedings(
        "Actes de « L’heure & la mesure »",
        editors=(BODY, "Kaï"),
        publisher="Éditions du Cadran & Fils",
        place="Namur",
        published=PartialDate(2033, 9),
        series="Cahiers de l’IMT_#7",
        isbn="978-2-1234-5680-3",
        doi="10.5555/actes_(2033)",
    ),
    abstract="Deux jours & une nuit.",
    where=Where("actes/index", "actes/index.md", 1),
)


def _session(
    id_: str, title: str, *people: str, others: Sequence[tuple[CreditRole, str]] = (), **values: object
) -> Session:
    facts = {"day": DAY_ONE, "text": TextKind.ANNOUNCED, "where": Where(f"actes/{id_}_é", f"actes/{id_}.md", 1)}
    credits = (*(Credit(person) for person in people), *(Credit(person, role) for role, person in others))
    return Session(id_, EVENT.id, title, credits=credits, **(facts | values))


SESSIONS = (
    _session("ouverture", "Ouverture", "body", kind=SessionKind.OPENING, start=dt.time(9), title_by=TitleBy.EDITORS),
    _session(
        "annonce",
        "Que vaut l’heure ? Mesurer & compter 100 % des « cas » de Jean d’Ormesson",
        "berg",
        start=dt.time(10),
        keywords=("temps", "mesure & poids"),
        abstract="Une annonce avec {accolades}, 5 % et un \\ de trop.",
    ),
    _session(
        "compte_rendu",
        "L’ensemble {a, b} : le prix en $, C_2^n ~ 3 #1 et \\alpha",
        "le-goff",
        "kai",
        start=dt.time(11),
        text=TextKind.REPORT,
    ),
    _session("sans_jour", "Sans jour", "orville", day=None, doi="10.5555/sans_jour"),
    _session(
        "table",
        'Table ronde : "le temps" de l’IMT à Łódź',
        "orville",
        "eluard",
        "body",
        "oeuvre",
        "wisniewski",
        kind=SessionKind.PANEL,
        day=DAY_TWO,
        start=dt.time(9),
    ),
    _session(
        "paper",
        "The Clocks of Paris and the Meridian of Greenwich: Was NATO Ever on Time?",
        "wisniewski",
        "ortega",
        "berg",
        day=DAY_TWO,
        start=dt.time(10),
        text=TextKind.PAPER,
        language="en",
        doi="10.5555/mesures_2033;7-(b)",
        pages="12–19",
        keywords=("clocks",),
        abstract="A paper.",
    ),
    _session("article", "La montre d’Éluard", "ortega", day=DAY_TWO, start=dt.time(11), text=TextKind.PAPER),
    _session(
        "presidee",
        "Une heure présidée",
        "junior",
        start=dt.time(14),
        others=[(CreditRole.CHAIR, "eluard"), (CreditRole.DISCUSSANT, "kai"), (CreditRole.TRANSLATOR, "le-goff")],
    ),
    _session(
        "debat",
        "Débat sans exposé",
        kind=SessionKind.PANEL,
        start=dt.time(15),
        others=[(CreditRole.MODERATOR, "berg"), (CreditRole.DISCUSSANT, "eluard")],
    ),
    _session(
        "signe",
        "Un texte lu par un autre",
        "berg",
        day=DAY_TWO,
        start=dt.time(12),
        text=TextKind.PAPER,
        others=[(CreditRole.AUTHOR, "junior"), (CreditRole.CHAIR, "kai"), (CreditRole.TRANSLATOR, "le-goff")],
    ),
)
LIBRARY = Catalogue(
    Publication(
        id="mesures",
        title="Mesures : l’IMT et le temps",
        editors=(NAMES["le-goff"], NAMES["body"]),
        authors=(NAMES["orville"], NAMES["body"]),
        publisher="Presses de l’Aubier & Cie",
        place="Dinant",
        date=PartialDate(2032, 5),
        version="1.2",
        language="fr",
        url="https://mesures.example/livre/",
        licence="CC BY 4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
        isbn="978-2-1234-5680-3",
        doi="10.5555/mesures_2032",
        description="Tout sur les mesures & le temps.",
    ),
    (EVENT,),
    SESSIONS,
    tuple(Person(id_, name) for id_, name in NAMES.items()),
    (
        Chapter(
            "cadrans",
            "Lire les cadrans du Louvre",
            ("eluard", "body"),
            PartialDate(2032, 6, 1),
            where=Where("lire les cadrans", "", 1),
        ),
        Chapter(
            "presentation",
            "Présentation des éditeurs",
            ("le-goff", "body"),
            where=Where("présentation", "", 1),
        ),
        Chapter(
            "heures",
            "Les heures – un chapitre sans signature",
            language="fr-CA",
            pages="7",
            where=Where("heures", "", 1),
        ),
    ),
)
BARE = Catalogue(
    Publication(id="nu", title="Un livre nu", language="fr", editors=(NAMES["oeuvre"],)),
    (Event("nu-colloque", "Colloque nu", where=Where("nu/index", "", 1)),),
    (
        Session("nu-expose", "nu-colloque", "Un exposé nu", credits=(Credit("Kaï"),)),
        Session(
            "nu-texte",
            "nu-colloque",
            "Un texte nu",
            credits=(Credit("berg"),),
            text=TextKind.PAPER,
        ),
    ),
    (Person("berg", NAMES["berg"]),),
    (Chapter("nu-chapitre", "Un chapitre nu", ("Kaï",)),),
)
#: Every work of both.
WORKS = (*LIBRARY.works, *BARE.works)
