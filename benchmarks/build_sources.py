"""The book of ``generated.py`` for tools without sessions: the same words, as each tool's documentation has it.

Every markup here is Markdown; what differs is how a reference is cited, how a session is linked to, and which file
says what the table of contents is. Speakers and keywords stand in the text of a chapter, people on a page of their own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

import generated
from generated import AUTHOR, GIVEN, SECTION, TITLE, Paragraph, Session, events, sessions_of

Files = Iterator[tuple[str, str]]
PLAIN_CONF = f"""\
project = "{TITLE}"
author = "{AUTHOR}"
copyright = "2031, {AUTHOR}"
version = release = "1.0"
language = "fr"
extensions = ["myst_parser", "sphinxcontrib.bibtex"]
bibtex_bibfiles = ["references.bib"]
html_theme = "pydata_sphinx_theme"
html_copy_source = False
html_show_sourcelink = False
"""
FLOOR_CONF = f"""\
project = "{TITLE}"
author = "{AUTHOR}"
copyright = "2031, {AUTHOR}"
version = release = "1.0"
language = "fr"
extensions = ["myst_parser"]
html_theme = "{{theme}}"
html_copy_source = False
html_show_sourcelink = False
"""
BOOK_CONFIG = {
    "title": TITLE,
    "author": AUTHOR,
    "only_build_toc_files": True,
    "execute": {"execute_notebooks": "off"},
    "bibtex_bibfiles": ["references.bib"],
    "sphinx": {"config": {"language": "fr"}},
}

#: Its themes are fetched while it builds; without one it makes the content of each page, and no page.
_NO_TEMPLATE = """\
jtex: v1
title: Nothing
version: 1.0.0
kind: site
build:
  install: "true"
  start: "true"
"""


def full_name(person: int) -> str:
    """A person as named in the text."""
    return f"{GIVEN} {generated.family(person)}"


def credits(session: Session) -> str:
    """The line that says who speaks."""
    return f"Intervenants : {', '.join(map(full_name, session.speakers))}"


def keywords(session: Session) -> str:
    """The line of keywords."""
    return f"Mots-clés : {', '.join(session.keywords)}"


@dataclass(frozen=True)
class Markup:
    """How a tool cites, and links to a session from another's page."""

    sessions: int
    cite: str
    link: str

    def pages(self) -> Files:
        """All chapters."""
        for number in range(self.sessions):
            yield generated.chapter(number), self.chapter(generated.session(number, self.sessions))

    def chapter(self, session: Session) -> str:
        """The text of a chapter."""
        above, below = ([self._paragraph(session, part) for part in half] for half in session.halves)
        parts = [f"# {session.title}", credits(session), f"{session.start} – {session.end}", keywords(session)]
        return "\n\n".join([*parts, session.abstract, *above, f"## {SECTION}", *below]) + "\n"

    def _paragraph(self, session: Session, paragraph: Paragraph) -> str:
        if paragraph.cited >= 0:
            return f"{paragraph.text} {self.cite.format(key=f'cle{paragraph.cited}')}."
        page = f"/{generated.chapter(paragraph.linked)}"
        title = generated.title(paragraph.linked)
        beside = f"../{page.removeprefix('/')}"
        return f"{paragraph.text} {self.link.format(docname=page.removesuffix('.md'), path=beside, title=title)}."


#: Sphinx and Jupyter Book: the title is found by the tool.
SPHINX_MARKS = ("{{cite:p}}`{key}`", "{{doc}}`{docname}`")


def plain(sessions: int) -> Files:
    """Sphinx with myst-parser and sphinxcontrib-bibtex."""
    yield "conf.py", PLAIN_CONF
    yield from _plain_pages(sessions, "intervenants", "bibliographie")
    yield from Markup(sessions, *SPHINX_MARKS).pages()
    yield from _ends(sessions, "```{bibliography}\n```")


def floor(sessions: int, theme: str = "basic") -> Files:
    """Sphinx with myst-parser and a theme, nothing cited: below it comes nobody who stands on these."""
    yield "conf.py", FLOOR_CONF.format(theme=theme)
    yield from _plain_pages(sessions, "intervenants")
    yield from Markup(sessions, "", SPHINX_MARKS[1]).pages()
    if sessions:
        yield _people(sessions)


def jupyter_book(sessions: int) -> Files:
    """Jupyter Book 1: its contents stand in ``_toc.yml``."""
    chapters = [
        {
            "file": f"rencontre-{event}/index",
            "sections": [
                {"file": generated.chapter(number).removesuffix(".md")} for number in sessions_of(event, sessions)
            ],
        }
        for event in events(sessions)
    ]
    last = ["intervenants", "bibliographie"] if sessions else []
    files = [*chapters, *({"file": page} for page in last)]
    toc = {"format": "jb-book", "root": "index", **({"chapters": files} if files else {})}
    yield "_config.yml", _yaml(BOOK_CONFIG)
    yield "_toc.yml", _yaml(toc)
    yield "index.md", _titled(TITLE)
    for event in events(sessions):
        yield f"rencontre-{event}/index.md", _titled(_event_title(event), _event_place(event))
    yield from Markup(sessions, *SPHINX_MARKS).pages()
    yield from _ends(sessions, "```{bibliography}\n```")


def mkdocs(sessions: int, *, cites: bool = True) -> Files:
    """MkDocs with Material and mkdocs-bibtex, which lists a page's references at its end; Zensical without it."""
    nav: list[object] = ["index.md"]
    nav += [
        {_event_title(event): [f"rencontre-{event}/index.md", *map(generated.chapter, sessions_of(event, sessions))]}
        for event in events(sessions)
    ]
    nav += ["intervenants.md", "bibliographie.md"] if sessions else []
    config = {
        "site_name": TITLE,
        "site_author": AUTHOR,
        "theme": {"name": "material", "language": "fr", "font": False},
        "markdown_extensions": ["footnotes"],
        "plugins": ["search", *([{"bibtex": {"bib_file": "docs/references.bib"}}] if cites else [])],
        "nav": nav,
    }
    yield "mkdocs.yml", _yaml(config)
    for path, text in _mkdocs_pages(sessions):
        yield f"docs/{path}", text


def _mkdocs_pages(sessions: int) -> Files:
    yield "index.md", _titled(TITLE)
    for event in events(sessions):
        yield f"rencontre-{event}/index.md", _titled(_event_title(event), _event_place(event))
    yield from Markup(sessions, "[@{key}]", "[{title}]({path})").pages()
    yield from _ends(sessions, "\\full_bibliography")


def mystmd(sessions: int) -> Files:
    """mystmd, which finds titles itself and lists a page's references at its end."""
    children = [
        {
            "file": f"rencontre-{event}/index.md",
            "children": [{"file": generated.chapter(number)} for number in sessions_of(event, sessions)],
        }
        for event in events(sessions)
    ]
    project = {
        "title": TITLE,
        "authors": [{"name": AUTHOR}],
        "bibliography": ["references.bib"],
        "toc": [{"file": "index.md"}, *children, *([{"file": "intervenants.md"}] if sessions else [])],
    }
    yield "myst.yml", _yaml({"version": 1, "project": project, "site": {"template": "template/template.yml"}})
    yield "template/template.yml", _NO_TEMPLATE
    yield "index.md", _titled(TITLE)
    for event in events(sessions):
        yield f"rencontre-{event}/index.md", _titled(_event_title(event), _event_place(event))
    yield from Markup(sessions, "{{cite:p}}`{key}`", "[]({path})").pages()
    yield from _ends(sessions, "")


def _plain_pages(sessions: int, *last: str) -> Files:
    """The home page and those of events, each with its contents."""
    parts = [*(f"rencontre-{event}/index" for event in events(sessions)), *last]
    yield "index.md", _titled(TITLE, *([_toctree(parts)] if sessions else []))
    for event in events(sessions):
        pages = [f"seance-{number}" for number in sessions_of(event, sessions)]
        yield f"rencontre-{event}/index.md", _titled(_event_title(event), _event_place(event), _toctree(pages))


def empty(conf: str) -> Files:
    """A book of Sphinx with a title and no more: what starting costs."""
    yield "conf.py", conf
    yield "index.md", _titled(TITLE)
    yield "references.bib", ""


def bare(_: int) -> Files:
    """The same without any extension."""
    yield "conf.py", f'project = "{TITLE}"\n'
    yield "index.rst", f"{TITLE}\n{'=' * len(TITLE)}\n"


def _ends(sessions: int, bibliography: str) -> Files:
    """What follows the chapters: people, references. An empty book has neither."""
    yield "references.bib", generated.references(sessions)
    if sessions:
        yield _people(sessions)
    if sessions and bibliography:
        yield "bibliographie.md", _titled("Bibliographie", bibliography)


def _people(sessions: int) -> tuple[str, str]:
    names = "\n".join(f"- {full_name(person)}" for person in range(generated.people(sessions)))
    return "intervenants.md", _titled("Intervenants", names)


def _event_title(event: int) -> str:
    return f"Rencontre n° {event}"


def _event_place(event: int) -> str:
    return f"2031-{event % 12 + 1:02}-07, Halle aux toiles, Lisieux"


def _titled(title: str, *parts: str) -> str:
    return "\n\n".join([f"# {title}", *parts]) + "\n"


def _toctree(pages: list[str]) -> str:
    return "```{toctree}\n:maxdepth: 1\n\n" + "\n".join(pages) + "\n```"


def _yaml(value: object) -> str:
    """JSON is YAML."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
