"""What platforms and their users call things, in French and English, and what the schema calls them."""

from collections.abc import Mapping

from synthkit.model.ids import ascii_words
from synthkit.schema import SessionKind

#: The first row of which a word stands in the name of a kind.
_KINDS: Mapping[str, SessionKind] = {
    "keynote pleniere-invitee conference-invitee": SessionKind.KEYNOTE,
    "plenary pleniere": SessionKind.PLENARY,
    "workshop atelier ateliers": SessionKind.WORKSHOP,
    "tutorial tutoriel training formation": SessionKind.TUTORIAL,
    "poster posters affiche": SessionKind.POSTER,
    "demo demonstration": SessionKind.DEMONSTRATION,
    "lightning eclair": SessionKind.LIGHTNING_TALK,
    "panel podium table-ronde ronde": SessionKind.PANEL,
    "sponsored sponsor sponsorise": SessionKind.SPONSORED,
    "opening ouverture welcome bienvenue": SessionKind.OPENING,
    "closing cloture": SessionKind.CLOSING,
    "assembly assemblee": SessionKind.ASSEMBLY,
    "block session-block": SessionKind.BLOCK,
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


def kind_of(sort: str, title: str, has_people: bool) -> str:
    """The kind of session a platform's word means; where nobody is named, what its title says."""
    return _row(_KINDS, sort) or ("" if has_people else _row(_KINDS, title)) or SessionKind.TALK


def link_of(title: str, address: str) -> str:
    """The option for a link of that title to that address; empty for none."""
    return _row(_LINKS, title) or _row(_LINKS, address.replace("/", " ").replace(".", " "))


def _row(rows: Mapping[str, str], text: str) -> str:
    words = {*ascii_words(text.replace("-", " ")), *ascii_words(text)}
    return next(
        (value for names, value in rows.items() if words & {*names.replace("-", "").split(), *names.split()}), ""
    )
