"""A made-up bibliography for the comparison with citeproc-js: every type of CSL with every field that styles ask for.

Its names are the hard ones: particles of all kinds, one name alone, bodies, suffixes, other scripts, the same family
twice. Works share authors and years, so that they have to be told apart.
"""

from itertools import cycle, islice
from typing import Any

Item = dict[str, Any]

TYPES = (
    *("article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter"),
    *("dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "figure", "graphic", "hearing"),
    *("interview", "legal_case", "legislation", "manuscript", "map", "motion_picture", "musical_score", "pamphlet"),
    *("paper-conference", "patent", "performance", "personal_communication", "post", "post-weblog", "regulation"),
    *("report", "review", "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage"),
)
PEOPLE: tuple[Item, ...] = (
    {"family": "Weir", "given": "Ada"},
    {"family": "Weir", "given": "Aron B."},
    {"family": "Roy", "given": "Jean-Luc"},
    {"family": "Orville", "given": "Zoé", "non-dropping-particle": "d’"},
    {"family": "Berg", "given": "Joost", "non-dropping-particle": "van der"},
    {"family": "Humboldt", "given": "Alexander", "dropping-particle": "von"},
    {"family": "Tamis", "given": "P. T.", "suffix": "Jr."},
    {"family": "Éluard", "given": "Élise"},
    {"family": "Ortega y Cassel", "given": "José María"},
    {"literal": "Société des Poids et Mesures"},
    {"family": "Kaï"},
    {"family": "Łukasz", "given": "Ś. A."},
)
TITLES = (
    "Lire un cadran : essai sur l’heure",
    "The Clocks of Paris and the Meridian of Greenwich",
    "Que vaut une heure ?",
    "a study of wheels: from mills to watches",
    "Sur les <i>Essais</i> et H<sub>2</sub>O",
    "On “inner” voices",
    "100 % laine",
)
DATES: tuple[Item, ...] = (
    {"date-parts": [[2019]]},
    {"date-parts": [[2019, 7]]},
    {"date-parts": [[2019, 7, 14]]},
    {"date-parts": [[2004, 10, 1], [2004, 10, 14]]},
    {"date-parts": [[2018], [2020]]},
    {"date-parts": [[1789]]},
    {},
)
FIELDS: tuple[Item, ...] = (
    {"container-title": "Revue des heures", "volume": "4", "issue": "2", "page": "9-17", "DOI": "10.5555/heures.4"},
    {"publisher": "Presses du Beffroi", "publisher-place": "Tournai", "edition": "2", "number-of-pages": "312"},
    {"URL": "https://heures.example/a_b", "accessed": {"date-parts": [[2021, 3, 4]]}, "container-title": "Le Cadran"},
    {"genre": "thèse de doctorat", "publisher": "Université de Namur", "number": "12", "medium": "film"},
    {"event-title": "Colloque de l’heure", "event": "Colloque de l’heure", "event-place": "Lille", "page": "321-325"},
    {"collection-title": "Les temps", "collection-number": "7", "volume": "2", "number-of-volumes": "3", "ISBN": "1"},
    {"status": "sous presse", "version": "1.2", "archive": "Archives du Nord", "archive_location": "J 12"},
    {"authority": "Cour d’appel", "section": "3", "page": "e123", "original-date": {"date-parts": [[1901]]}},
)


def corpus(count: int = 220) -> dict[str, Item]:
    """Works by key, in the order in which a book cites them."""
    types, titles, dates, fields = cycle(TYPES), cycle(TITLES), cycle(DATES), cycle(FIELDS)
    found = {}
    for place in range(count):
        item: Item = {"id": f"k{place:03}", "type": next(types), "title": next(titles)}
        item |= {"issued": date} if (date := next(dates)) else {}
        item |= next(fields)
        authors = list(islice(cycle(PEOPLE), place * 5 % 11, place * 5 % 11 + (0, 1, 1, 2, 3, 5, 9)[place % 7]))
        item |= {"author": authors} if authors else {}
        if place % 3 == 1:
            item["editor"] = [PEOPLE[place % 12], PEOPLE[(place + 5) % 12]]
        if place % 8 == 2:
            item["translator"] = [PEOPLE[(place + 3) % 12]]
        item["language"] = ("fr-FR", "en-US")[place % 2]
        found[item["id"]] = item
    return found
