"""An invented book of any size, the same one each time: ``python benchmarks/generated.py SESSIONS FOLDER``.

Each session is a chapter of 600 words with five citations, two links to other sessions, two speakers and three
keywords. There are a third as many people as sessions, three times as many references, all of them cited, and an event
for each 25 sessions. Few words are frequent and many rare, as in any text, because each form costs a search index time.
The settings are those of this repository's own book. ``build_sources.py`` writes the same words for other tools.
"""

from __future__ import annotations

import random
import sys
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

_TEXT = (
    "le métier la main un geste une cadence l’atelier du fil des outils et mais selon avec contre sans rouet laine "
    "lin trame chaîne couleur teinture mesure savoir apprendre transmettre machine tisser filer carder journée "
    "coopérative enquête récit mémoire village rivière marché prix salaire durée règle usage crainte espoir doute"
)
WORDS = tuple(_TEXT.split())
_ONSETS = "b bl c ch cr d f fr g gl l m n p pl pr r s t tr v"
_VOWELS = "a é e i o u ou an on in ai eau"
_ENDINGS = "s e es er ait ement tion tions eur euse able age"
#: Forms a book of some hundred sessions is written in, the frequent ones first.
FORMS = 9000
WORDS_A_CHAPTER = 600
CITATIONS = 5
LINKS = 2
SESSIONS_AN_EVENT = 25
TITLE = "Le fil et la trame"
AUTHOR = "Atelier du Fil"
#: The heading in the middle of each chapter.
SECTION = "Ce qu’on en sait"
GIVEN = "Éloïse"
CONF = f"""\
project = "{TITLE}"
author = "{AUTHOR}"
copyright = "2031, {AUTHOR}"
version = release = "1.0"
language = "fr"
extensions = ["myst_parser", "sphinx_design", "synthkit"]
myst_enable_extensions = ["colon_fence"]
bibtex_bibfiles = ["references.bib"]
html_theme = "synthkit"
synthkit_publication = {{
    "id": "le-fil-et-la-trame",
    "editors": [author],
    "authors": [author],
    "publisher": author,
    "date": "2031",
}}
"""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words with one mark behind them: the reference that is cited, or the session that is linked to."""

    text: str
    cited: int = -1
    linked: int = -1


@dataclass(frozen=True, slots=True)
class Session:
    """What a chapter says, before any markup."""

    number: int
    title: str
    speakers: tuple[int, ...]
    start: str
    end: str
    keywords: tuple[str, ...]
    abstract: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def event(self) -> int:
        """The event it belongs to."""
        return self.number // SESSIONS_AN_EVENT

    @property
    def halves(self) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
        """The paragraphs above and below the heading ``SECTION``."""
        middle = len(self.paragraphs) // 2
        return self.paragraphs[:middle], self.paragraphs[middle:]


def write(folder: Path, sessions: int) -> None:
    """Write the sources below a folder; files that stand there are replaced."""
    put(folder, sources(sessions))


def put(folder: Path, files: Iterator[tuple[str, str]]) -> None:
    """Write paths and texts below a folder."""
    for path, text in files:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def sources(sessions: int) -> Iterator[tuple[str, str]]:
    """Paths and texts of the whole book."""
    parts = "\n".join(f"rencontre-{event}/index" for event in events(sessions))
    yield "conf.py", CONF
    yield "index.md", f"# {TITLE}\n\n```{{toctree}}\n{parts}\nintervenants\nbibliographie\ncatalogue\n```\n"
    for event in events(sessions):
        yield f"rencontre-{event}/index.md", _event(event, sessions_of(event, sessions))
    for number in range(sessions):
        yield chapter(number), _chapter(session(number, sessions))
    yield "intervenants.md", "# Intervenants\n\n" + "\n".join(map(_person, range(people(sessions))))
    yield "bibliographie.md", "# Bibliographie\n\n```{bibliography}\n```\n"
    yield "catalogue.md", "# Catalogue\n\n```{catalogue}\n```\n"
    yield "references.bib", references(sessions)


def chapter(session: int) -> str:
    """The path of a session's source."""
    return f"rencontre-{session // SESSIONS_AN_EVENT}/seance-{session}.md"


def people(sessions: int) -> int:
    """How many people a book of that size has."""
    return max(2, sessions // 3)


def events(sessions: int) -> range:
    """The events of a book of that size."""
    return range(-(-sessions // SESSIONS_AN_EVENT))


def sessions_of(event: int, sessions: int) -> range:
    """The sessions of an event, in a book of so many."""
    return range(event * SESSIONS_AN_EVENT, min(sessions, (event + 1) * SESSIONS_AN_EVENT))


def family(person: int) -> str:
    """The family name of a person."""
    return f"Famille{_letters(person)}"


def references(sessions: int) -> str:
    """The .bib of a book of that size."""
    return "\n".join(map(_reference, range(3 * sessions)))


def reference_title(reference: int) -> str:
    """The title of a reference."""
    return _text(random.Random(f"reference {reference}"), 7).capitalize()


def session(number: int, sessions: int) -> Session:
    """A session of a book of so many."""
    chance = random.Random(f"session {number}")
    start, end = (480 + 25 * (number % SESSIONS_AN_EVENT) + minutes for minutes in (0, 25))
    heading = _title(number, chance)
    keywords = tuple(chance.sample(WORDS[-20:], 3))
    abstract = f"{_text(chance, 40).capitalize()}."
    cited = [*range(3 * number, 3 * number + 3), *(chance.randrange(3 * sessions) for _ in range(CITATIONS - 3))]
    linked = [chance.randrange(sessions) for _ in range(LINKS)]
    words = (WORDS_A_CHAPTER - 40) // (CITATIONS + LINKS)
    return Session(
        number,
        heading,
        tuple((number + step) % people(sessions) for step in (0, 1)),
        f"{start // 60}:{start % 60:02}",
        f"{end // 60}:{end % 60:02}",
        keywords,
        abstract,
        (
            *(Paragraph(_text(chance, words).capitalize(), cited=reference) for reference in cited),
            *(Paragraph(_text(chance, words).capitalize(), linked=other) for other in linked),
        ),
    )


def title(number: int) -> str:
    """The title of a session."""
    return _title(number, random.Random(f"session {number}"))


def _title(number: int, chance: random.Random) -> str:
    return f"Séance n° {number} : {_text(chance, 4)}"


def _event(event: int, sessions: range) -> str:
    pages = "\n".join(f"seance-{session}" for session in sessions)
    return (
        f"# Rencontre n° {event}\n\n:::{{event}} rencontre-{event}\n:date: 2031-{event % 12 + 1:02}-07\n"
        f":city: Lisieux\n:venue: Halle aux toiles\n:proceedings-title: Actes de la rencontre n° {event}\n:::\n\n"
        f"```{{programme}} rencontre-{event}\n```\n\n```{{toctree}}\n:maxdepth: 1\n\n{pages}\n```\n"
    )


def _chapter(session: Session) -> str:
    speakers = ", ".join(f"personne-{person}" for person in session.speakers)
    head = (
        f"# {session.title}\n\n:::{{session}} seance{session.number}\n"
        f":event: rencontre-{session.event}\n:speakers: {speakers}\n"
        f":start: {session.start}\n:end: {session.end}\n"
        f":keywords: {', '.join(session.keywords)}\n\n{session.abstract}\n:::\n"
    )
    above, below = (map(_paragraph, half) for half in session.halves)
    return "\n\n".join([head, *above, f"## {SECTION}", *below]) + "\n"


def _paragraph(paragraph: Paragraph) -> str:
    is_citation = paragraph.cited >= 0
    mark = f"{{cite:p}}`cle{paragraph.cited}`" if is_citation else f"{{session}}`seance{paragraph.linked}`"
    return f"{paragraph.text} {mark}."


def _person(person: int) -> str:
    return f":::{{speaker}} personne-{person}\n:given: {GIVEN}\n:family: {family(person)}\n:::\n"


def _reference(reference: int) -> str:
    return (
        f"@article{{cle{reference},\n  author = {{Auteur{_letters(reference)}, Anne and Second, Jean}},\n"
        f"  title = {{{reference_title(reference)}}},\n  journal = {{Revue des fibres}},\n"
        f"  year = {{{1950 + reference % 80}}},\n  volume = {{{reference % 40 + 1}}},\n"
        f"  pages = {{{reference + 1}--{reference + 20}}},\n  langid = {{french}},\n}}\n"
    )


def _forms() -> Iterator[str]:
    """Words that could be French, without end."""
    chance = random.Random("forms")
    onsets, vowels, endings = (sounds.split() for sounds in (_ONSETS, _VOWELS, _ENDINGS))
    while True:
        syllables = (chance.choice(onsets) + chance.choice(vowels) for _ in range(chance.choice((1, 2, 2, 3))))
        yield "".join(syllables) + chance.choice(["", *endings])


_FORMS = (*WORDS, *(form for _, form in zip(range(FORMS - len(WORDS)), _forms(), strict=False)))
#: Zipf's law: the second word is half as frequent as the first, and so on.
_FREQUENCY = tuple(accumulate(1 / (rank + 2.7) for rank in range(FORMS)))


def _text(chance: random.Random, words: int) -> str:
    return " ".join(_FORMS[bisect(_FREQUENCY, chance.random() * _FREQUENCY[-1])] for _ in range(words))


def _letters(number: int) -> str:
    """A number in letters: a name holds no digits."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


if __name__ == "__main__":
    write(Path(sys.argv[2]), int(sys.argv[1]))
