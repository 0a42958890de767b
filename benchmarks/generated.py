"""An invented book of any size, the same one each time: ``python benchmarks/generated.py SESSIONS FOLDER``.

Each session is a chapter of 600 words with five citations, two links to other sessions, two speakers and three
keywords. There are a third as many people as sessions, three times as many references, all of them cited, and an event
for each 25 sessions. The settings are those of this repository's own book.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

_TEXT = (
    "le métier la main un geste une cadence l’atelier du fil des outils et mais selon avec contre sans rouet laine "
    "lin trame chaîne couleur teinture mesure savoir apprendre transmettre machine tisser filer carder journée "
    "coopérative enquête récit mémoire village rivière marché prix salaire durée règle usage crainte espoir doute"
)
WORDS = tuple(_TEXT.split())
WORDS_A_CHAPTER = 600
CITATIONS = 5
LINKS = 2
SESSIONS_AN_EVENT = 25
CONF = """\
project = "Le fil et la trame"
author = "Atelier du Fil"
copyright = "2031, Atelier du Fil"
version = release = "1.0"
language = "fr"
extensions = ["myst_parser", "sphinx_design", "synthkit"]
myst_enable_extensions = ["colon_fence"]
bibtex_bibfiles = ["references.bib"]
html_theme = "pydata_sphinx_theme"
html_copy_source = False
html_show_sourcelink = False
html_theme_options = {
    "navigation_with_keys": False,
    "show_nav_level": 2,
    "navbar_align": "left",
    "footer_start": ["copyright"],
    "footer_end": [],
    "secondary_sidebar_items": ["page-toc"],
}
synthkit_publication = {
    "id": "le-fil-et-la-trame",
    "editors": [author],
    "authors": [author],
    "publisher": author,
    "date": "2031",
}
"""


def write(folder: Path, sessions: int) -> None:
    """Write the sources below a folder; files that stand there are replaced."""
    for path, text in sources(sessions):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def sources(sessions: int) -> Iterator[tuple[str, str]]:
    """Paths and texts of the whole book."""
    events = range(-(-sessions // SESSIONS_AN_EVENT))
    parts = "\n".join(f"rencontre-{event}/index" for event in events)
    yield "conf.py", CONF
    yield "index.md", f"# Le fil et la trame\n\n```{{toctree}}\n{parts}\nintervenants\nbibliographie\ncatalogue\n```\n"
    for event in events:
        yield f"rencontre-{event}/index.md", _event(event, _sessions_of(event, sessions))
    for session in range(sessions):
        yield chapter(session), _chapter(session, sessions)
    yield "intervenants.md", "# Intervenants\n\n" + "\n".join(map(_person, range(people(sessions))))
    yield "bibliographie.md", "# Bibliographie\n\n```{bibliography}\n```\n"
    yield "catalogue.md", "# Catalogue\n\n```{catalogue}\n```\n"
    yield "references.bib", "\n".join(map(_reference, range(3 * sessions)))


def chapter(session: int) -> str:
    """The path of a session's source."""
    return f"rencontre-{session // SESSIONS_AN_EVENT}/seance-{session}.md"


def people(sessions: int) -> int:
    """How many people a book of that size has."""
    return max(2, sessions // 3)


def _sessions_of(event: int, sessions: int) -> range:
    return range(event * SESSIONS_AN_EVENT, min(sessions, (event + 1) * SESSIONS_AN_EVENT))


def _event(event: int, sessions: range) -> str:
    pages = "\n".join(f"seance-{session}" for session in sessions)
    return (
        f"# Rencontre n° {event}\n\n:::{{event}} rencontre-{event}\n:date: 2031-{event % 12 + 1:02}-07\n"
        f":city: Lisieux\n:venue: Halle aux toiles\n:proceedings-title: Actes de la rencontre n° {event}\n:::\n\n"
        f"```{{programme}} rencontre-{event}\n```\n\n```{{toctree}}\n:maxdepth: 1\n\n{pages}\n```\n"
    )


def _chapter(session: int, sessions: int) -> str:
    chance = random.Random(f"session {session}")
    start, end = (480 + 25 * (session % SESSIONS_AN_EVENT) + minutes for minutes in (0, 25))
    speakers = ", ".join(f"personne-{(session + step) % people(sessions)}" for step in (0, 1))
    head = (
        f"# Séance n° {session} : {_text(chance, 4)}\n\n:::{{session}} seance{session}\n"
        f":event: rencontre-{session // SESSIONS_AN_EVENT}\n:speakers: {speakers}\n"
        f":start: {start // 60}:{start % 60:02}\n:end: {end // 60}:{end % 60:02}\n"
        f":keywords: {', '.join(chance.sample(WORDS[-20:], 3))}\n\n{_text(chance, 40).capitalize()}.\n:::\n"
    )
    cited = [*range(3 * session, 3 * session + 3), *(chance.randrange(3 * sessions) for _ in range(CITATIONS - 3))]
    marks = [f"{{cite:p}}`cle{reference}`" for reference in cited]
    marks += [f"{{session}}`seance{chance.randrange(sessions)}`" for _ in range(LINKS)]
    words = (WORDS_A_CHAPTER - 40) // len(marks)
    paragraphs = [f"{_text(chance, words).capitalize()} {mark}." for mark in marks]
    middle = len(paragraphs) // 2
    return "\n\n".join([head, *paragraphs[:middle], "## Ce qu’on en sait", *paragraphs[middle:]]) + "\n"


def _person(person: int) -> str:
    return f":::{{speaker}} personne-{person}\n:given: Éloïse\n:family: Famille{_letters(person)}\n:::\n"


def _reference(reference: int) -> str:
    chance = random.Random(f"reference {reference}")
    return (
        f"@article{{cle{reference},\n  author = {{Auteur{_letters(reference)}, Anne and Second, Jean}},\n"
        f"  title = {{{_text(chance, 7).capitalize()}}},\n  journal = {{Revue des fibres}},\n"
        f"  year = {{{1950 + reference % 80}}},\n  volume = {{{reference % 40 + 1}}},\n"
        f"  pages = {{{reference + 1}--{reference + 20}}},\n  langid = {{french}},\n}}\n"
    )


def _text(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words))


def _letters(number: int) -> str:
    """A number in letters: a name holds no digits."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


if __name__ == "__main__":
    write(Path(sys.argv[2]), int(sys.argv[1]))
