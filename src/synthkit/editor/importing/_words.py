"""What platforms and their users call things, in French and English, and what the schema calls them."""

import re
from collections.abc import Iterable, Mapping

from synthkit.model.ids import ascii_words
from synthkit.schema import SessionKind

_SPELLINGS = re.compile(r"[·.(](?:e|es|s|rice|trice)\b[·.)]?|\(.*?\)")
#: The first row of which a word stands in the name of a kind.
_KINDS: Mapping[str, SessionKind] = {
    "keynote invited invitee invite": SessionKind.KEYNOTE,
    "plenary pleniere": SessionKind.PLENARY,
    "workshop atelier ateliers": SessionKind.WORKSHOP,
    "tutorial tutoriel training formation": SessionKind.TUTORIAL,
    "poster posters affiche": SessionKind.POSTER,
    "demo demonstration": SessionKind.DEMONSTRATION,
    "lightning eclair": SessionKind.LIGHTNING_TALK,
    "panel podium tableronde ronde": SessionKind.PANEL,
    "sponsored sponsor sponsorise": SessionKind.SPONSORED,
    "opening ouverture welcome bienvenue": SessionKind.OPENING,
    "closing cloture": SessionKind.CLOSING,
    "assembly assemblee": SessionKind.ASSEMBLY,
    "block sessionblock": SessionKind.BLOCK,
    "break pause lunch dejeuner coffee cafe dinner diner registration accueil inscription cocktail": SessionKind.BREAK,
    "discussion questions": SessionKind.DISCUSSION,
}
_LINKS: Mapping[str, str] = {
    "slides slide presentation diaporama diapos": "slides",
    "video recording enregistrement replay": "recording",
    "poster affiche": "poster",
    "paper article pdf": "pdf",
    "code github gitlab codeberg": "code",
    "data dataset donnees": "data",
}

#: Columns of a spreadsheet and categories of a platform by what they are called; « person » begins those of people.
#: Of a name of several words the first row counts of which it has one: « Nom de la salle » is the room's.
COLUMNS: Mapping[str, str] = {
    "email mail courriel e-mail": "person mail",
    "orcid": "person orcid",
    "idref ppn": "person idref",
    "isni": "person isni",
    "wikidata": "person wikidata",
    "affiliation affiliations institution organisation organization etablissement company": "person affiliation",
    "biography bio biographie": "person biography",
    "role fonction": "person role",
    "end fin ends end-time heure-de-fin": "end",
    "start debut begin begins heure horaire horaires hour time start-time heure-de-debut": "start",
    "date day jour": "date",
    "duration duree minutes length": "duration",
    "kind type format session-format session-type categorie": "kind",
    "language langue": "language",
    "keywords mots-cles motscles keyword tags": "keywords",
    "abstract resume description": "abstract",
    "status statut etat state": "status",
    "slides diaporama": "slides",
    "recording video enregistrement": "recording",
    "doi": "doi",
    "track theme thematique axe topic parcours": "track",
    "room salle lieu location amphi": "room",
    "chairs chair presidence president presidente": "chairs",
    "moderators moderator moderation animation": "moderators",
    "discussants discussant discutant discutante discussion": "discussants",
    "session block bloc seance panel": "part-of",
    "names name noms nom last-name lastname family-name": "speakers",
    "prenom given given-name first-name firstname": "person given",
    "speakers speaker intervenants intervenant intervenante orateur orateurs oratrice presenters presenter": "speakers",
    "auteurs auteur authors author": "authors",
    "subtitle sous-titre": "subtitle",
    "title titre intitule": "title",
    "id code identifiant numero number key ndeg no": "id",
}


def columns_of(headings: Iterable[str]) -> dict[str, str]:
    """What each column holds, empty where nobody can tell; one called by several words what no other one does."""
    found = {heading: column_of(heading) for heading in headings}
    for heading in [heading for heading, option in found.items() if not option]:
        words = {*ascii_words(_SPELLINGS.sub("", heading).replace("’", " ").replace("'", " "))}
        meant = next((option for names, option in COLUMNS.items() if words & {*names.split()}), "")
        found[heading] = "" if meant in found.values() and meant != "speakers" else meant
    if "title" not in found.values():  # « Session title »
        titles = (heading for heading in found if column_of(heading.split(" ")[-1]) == "title")
        found |= {heading: "title" for heading in [next(titles, "")] if heading}
    return found


def column_of(heading: str) -> str:
    """What a column or a category of that very name holds; empty where it isn't known."""
    name = "-".join(ascii_words(_SPELLINGS.sub("", heading).replace("-", " ")))
    return next((option for names, option in COLUMNS.items() if name in names.split()), "")


def is_online(room: str) -> bool:
    """Whether what stands for a room is none."""
    words = set(ascii_words(room))
    return bool(words) and words <= {"online", "en", "ligne", "zoom", "remote", "virtual", "visio", "distanciel", "web"}


def is_cancelled(status: str) -> bool:
    """Whether a word of a status says that nothing takes place."""
    return bool({"cancelled", "canceled", "annule", "annulee", "withdrawn"} & {*ascii_words(status)})


def kind_of(sort: str, title: str, has_people: bool) -> str:
    """The kind of session a platform's word means; where nobody is named, what its title says."""
    return _row(_KINDS, sort) or ("" if has_people else _row(_KINDS, title)) or SessionKind.TALK


def link_of(title: str, address: str) -> str:
    """The option for a link of that title to that address; empty for none."""
    return _row(_LINKS, title) or _row(_LINKS, address.replace("/", " ").replace(".", " "))


def _row(rows: Mapping[str, str], text: str) -> str:
    words = {*ascii_words(re.sub("[-_]", " ", text)), *ascii_words(text)}
    return next((value for names, value in rows.items() if words & {*names.split()}), "")
