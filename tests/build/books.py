"""Small books: one wording for MyST and reStructuredText, Sphinx in this process, pages as trees."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.locale import translators
from sphinx.util import texescape
from sphinx.util.docutils import docutils_namespace, patch_docutils

#: Filled by the first LaTeX edition of a process; emptied here, so that each build is the first of its process.
_ESCAPES = (
    texescape._tex_escape_map,
    texescape._tex_escape_map_without_unicode,
    texescape._tex_hlescape_map,
    texescape._tex_hlescape_map_without_unicode,
)
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_TYPED = re.compile(r"^(?P<place>.*?): WARNING: (?P<text>.*?)(?: \[(?P<type>[\w.]+)\])?$")
#: What every book of these tests states; a test says what is different.
CONF: Mapping[str, object] = {
    "project": "Le lin et la laine",
    "author": "Atelier du Fil",
    "copyright": "2025, Atelier du Fil",
    "version": "1.2",
    "release": "1.2",
    "language": "fr",
    "extensions": ["myst_parser", "synthkit"],
    "myst_enable_extensions": ["colon_fence"],
    "html_theme": "alabaster",
    "html_copy_source": False,
    "bibtex_bibfiles": ["references.bib"],
    "epub_show_urls": "no",
    "exclude_patterns": ["_build"],
    "suppress_warnings": ["synthkit.uncited_reference", "synthkit.missing_bibliography"],
    "synthkit_publication": {
        "id": "lin-et-laine",
        "editors": ["Atelier du Fil"],
        "authors": ["Atelier du Fil"],
        "date": "2025",
    },
}


#: A PNG file.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
)
#: For books built many times over: the style whose references are quickest to make.
QUICK: Mapping[str, object] = {"synthkit_citation_style": "apa"}


@dataclass(frozen=True)
class Told:
    """One warning: its file relative to the source, its line (0: none), its type, its text."""

    file: str
    line: int
    type: str
    text: str


@dataclass(frozen=True)
class Built:
    """What one run of Sphinx left: what it said, what it read and wrote."""

    outdir: Path
    status: str
    warnings: str
    statuscode: int
    srcdir: Path
    read: frozenset[str] = frozenset()
    written: frozenset[str] = frozenset()

    @property
    def told(self) -> list[Told]:
        """Its warnings, one a line."""
        return [_told(line, self.srcdir) for line in self.warnings.splitlines() if line.strip()]

    def text(self, path: str) -> str:
        """A file of the edition."""
        return (self.outdir / path).read_text(encoding="utf-8")

    def page(self, docname: str) -> Tree:
        """An HTML page."""
        return Tree(self.text(f"{docname}.html"))


@dataclass
class Book:
    """A book below ``root``; ``conf`` is what its conf.py states beside ``CONF``, None where it has one of its own."""

    root: Path
    conf: dict[str, object] | None = field(default_factory=dict)

    def write(self, files: Mapping[str, str]) -> Book:
        """Write or replace source files; a first line break is cut."""
        for path, text in files.items():
            file = self.root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text.removeprefix("\n"), encoding="utf-8")
        if not (self.root / "references.bib").exists():
            (self.root / "references.bib").write_text("", encoding="utf-8")
        return self

    def source(self, path: str) -> str:
        """What stands in a source file."""
        return (self.root / path).read_text(encoding="utf-8")

    def state(self) -> None:
        """Write conf.py where it says something else, unless the book has its own."""
        if self.conf is None:
            return
        settings = {**CONF, **self.conf}
        stated = "".join(f"{name} = {value!r}\n" for name, value in settings.items() if value is not None)
        conf = self.root / "conf.py"
        if not conf.exists() or conf.read_text(encoding="utf-8") != stated:
            conf.write_text(stated, encoding="utf-8")

    def build(
        self,
        builder: str = "html",
        *,
        parallel: int = 0,
        strict: bool = False,
        to: str = "",
        only: Sequence[str] = (),
        connect: Mapping[str, Callable[..., object]] | None = None,
    ) -> Built:
        """Run Sphinx once, incrementally when it ran before; ``to`` names another output folder, ``only`` the
        sources whose pages are written, ``connect`` handlers of its events.
        """
        self.state()
        outdir = self.root / "_build" / (to or builder)
        doctrees = self.root / "_build" / f"doctrees-{to or builder}"
        status, warnings = io.StringIO(), io.StringIO()
        read: set[str] = set()
        written: set[str] = set()
        for escapes in _ESCAPES:
            escapes.clear()
        for catalogue in [key for key in translators if key[0] == "general"]:
            del translators[catalogue]  # Sphinx puts each build's below those before: a thousand are too deep to ask
        with patch_docutils(str(self.root)), docutils_namespace():
            app = Sphinx(
                self.root,
                self.root,
                outdir,
                doctrees,
                builder,
                status=status,
                warning=warnings,
                warningiserror=strict,
                parallel=parallel,
            )
            app.connect("source-read", lambda _, docname, __: read.add(docname))
            app.connect("doctree-resolved", lambda _, __, docname: written.add(docname))
            for event, handler in (connect or {}).items():
                app.connect(event, handler)
            app.build(filenames=[str(self.root / path) for path in only])
        return Built(
            outdir,
            _ANSI.sub("", status.getvalue()),
            _ANSI.sub("", warnings.getvalue()),
            app.statuscode,
            self.root,
            frozenset(read),
            frozenset(written),
        )


def _told(line: str, srcdir: Path) -> Told:
    found = _TYPED.match(line)
    if found is None:
        return Told("", 0, "", line)
    path, _, number = found["place"].rpartition(":")
    if not number.isdigit():
        path, number = found["place"], "0"
    relative = path.removeprefix(f"{srcdir}/")
    return Told(relative, int(number), found["type"] or "", found["text"])


# -- one wording, two markups ------------------------------------------------------------------------


class Myst:
    """Markdown as MyST has it."""

    suffix = ".md"

    @staticmethod
    def heading(text: str, level: int = 1) -> str:
        return f"{'#' * level} {text}\n"

    @staticmethod
    def directive(name: str, argument: str = "", body: str = "", **options: str) -> str:
        lines = [f":::{{{name}}} {argument}".rstrip()]
        lines += [f":{option.replace('_', '-')}: {value}" for option, value in options.items()]
        lines += ["", body] if body else []
        return "\n".join([*lines, ":::"]) + "\n"

    @staticmethod
    def role(name: str, text: str) -> str:
        return f"{{{name}}}`{text}`"


class Rest:
    """reStructuredText."""

    suffix = ".rst"

    @staticmethod
    def heading(text: str, level: int = 1) -> str:
        return f"{text}\n{'=-~'[level - 1] * len(text)}\n"

    @staticmethod
    def directive(name: str, argument: str = "", body: str = "", **options: str) -> str:
        lines = [f".. {name}:: {argument}".rstrip()]
        lines += [f"   :{option.replace('_', '-')}: {value}" for option, value in options.items()]
        lines += ["", *(f"   {line}".rstrip() for line in body.splitlines())] if body else []
        return "\n".join(lines) + "\n"

    @staticmethod
    def role(name: str, text: str) -> str:
        return f":{name}:`{text}`"


MARKUPS = {"myst": Myst, "rest": Rest}

REFERENCES = """
@article{okonkwo2019rouissage,
  author = {Okonkwo, Timothée and Lindqvist, Maj},
  title = {Le rouissage à l'eau claire},
  journal = {Revue des fibres},
  year = {2019},
  volume = {12},
  pages = {3--30},
  langid = {french},
}

@book{abramova1987metiers,
  author = {Abramova, Ielena},
  title = {Métiers à tisser},
  publisher = {Éditions du Peigne},
  year = {1987},
  langid = {french},
}

@misc{jamaiscite2001,
  author = {Personne, Jean},
  title = {Ce que nul ne cite},
  year = {2001},
}
"""

DAY = "journee-lin-2025"


def complete(markup: type[Myst | Rest]) -> dict[str, str]:
    """The sources of a small complete book: an event of one day, its sessions, its people, its references."""
    heading, directive, role = markup.heading, markup.directive, markup.role

    def page(*parts: str) -> str:
        return "\n".join(parts)

    pages = {
        "index": page(
            heading("Le lin et la laine"),
            f"Un livre, et {role('event', DAY)}.\n",
            directive("toctree", body="avant-propos\nactes/index\nbibliotheque"),
        ),
        "avant-propos": page(
            heading("Avant-propos"),
            directive("chapter", "avant-propos-lin", "Pourquoi ce livre.", keywords="lin, livre"),
            f"On lit {role('cite:p', 'okonkwo2019rouissage')}, puis {role('session', 'teixeira2025rouir')}.\n",
        ),
        "actes/index": page(
            heading("Journée du lin"),
            directive(
                "event",
                DAY,
                "Une journée sur les fibres.",
                kind="study-day",
                date="2025-03-12",
                hours="de 9 h à 13 h",
                timezone="Europe/Paris",
                venue="Halle aux toiles",
                city="Rouen",
                country="France",
                organisers="Atelier du Fil ; Société du rouet",
                url="https://lin.example/journee",
                direction="Hedwige Lorent",
                hosts="bertrand-azoulay-roux",
                proceedings_title="Actes de la journée du lin",
                published="2025-11",
            ),
            directive(
                "toctree",
                body="programme\nouverture\nbloc\nrouir\ntisser\ntable-ronde\nconclusion\nintervenants",
            ),
        ),
        "actes/programme": page(
            heading("Programme"),
            directive("programme", DAY),
            directive("session", "pause", event=DAY, kind="break", title="Pause", start="11:00", end="11:20"),
            directive(
                "session",
                "dialogue-rouir",
                event=DAY,
                kind="discussion",
                title="Dialogue",
                part_of="bloc-fibres",
                position="2",
            ),
            directive(
                "session",
                "dialogue-tisser",
                event=DAY,
                kind="discussion",
                title="Dialogue",
                part_of="bloc-fibres",
                position="4",
            ),
        ),
        "actes/ouverture": page(
            heading("Ouverture de la journée"),
            directive(
                "session",
                "lorent2025ouverture",
                event=DAY,
                kind="opening",
                title_by="editors",
                speakers="hedwige-lorent",
                start="09:00",
                end="09:30",
            ),
        ),
        "actes/bloc": page(
            heading("Des fibres aux fils"),
            directive("session", "bloc-fibres", event=DAY, kind="block", start="09:30", end="11:00"),
        ),
        "actes/rouir": page(
            heading("Rouir à l’eau claire"),
            directive(
                "session",
                "teixeira2025rouir",
                f"Le rouissage sépare la fibre du bois {role('cite:p', 'okonkwo2019rouissage')}.",
                event=DAY,
                part_of="bloc-fibres",
                position="1",
                speakers="Alienor Teixeyra (Société du rouet), bertrand-azoulay-roux",
                keywords="rouissage, eau",
                slides="https://lin.example/rouir.pdf",
            ),
            heading("Ce qu’on en sait", 2),
            f"Voir {role('session', 'lignes <mbarga2025tisser>')}, {role('speaker', 'Hedwige Lorent')}"
            f" et {role('chapter', 'avant-propos-lin')}.\n",
        ),
        "actes/tisser": page(
            heading("Tisser à la main"),
            directive(
                "session",
                "mbarga2025tisser",
                "Des gestes et des cadences.",
                event=DAY,
                part_of="bloc-fibres",
                position="3",
                speakers="oscar-mbarga",
                discussants="hedwige-lorent",
                text="report",
            ),
            f"Comme l’écrit {role('cite:t', 'abramova1987metiers')}.\n",
        ),
        "actes/table-ronde": page(
            heading("Que devient le métier ?"),
            directive(
                "session",
                "lorent2025metier",
                event=DAY,
                kind="panel",
                moderators="Hedwige Lorent",
                speakers="alienor-teixeira, oscar-mbarga",
                start="11:20",
                end="12:30",
            ),
        ),
        "actes/conclusion": page(
            heading("Conclusion"),
            directive(
                "session",
                "azoulay2025conclusion",
                event=DAY,
                kind="closing",
                speakers="bertrand-azoulay-roux",
                start="12:30",
                end="12:45",
            ),
        ),
        "actes/intervenants": page(
            heading("Intervenants"),
            directive("speakers"),
            directive(
                "speaker",
                "alienor-teixeira",
                "Elle rouit depuis vingt ans.",
                given="Aliénor",
                family="Teixeira",
                variants="Alienor Teixeyra",
                role="rouisseuse",
                affiliation="Halle aux toiles",
                ror="02feahw73",
                orcid="0000-0002-1825-0097",
            ),
            directive("speaker", "bertrand-azoulay-roux", given="Bertrand", family="Azoulay-Roux"),
            directive("speaker", "hedwige-lorent", given="Hedwige", family="Lorent", role="historienne"),
            directive("speaker", "oscar-mbarga", given="Oscar", family="Mbarga", particle="de"),
        ),
        "bibliotheque": page(
            heading("Bibliothèque"),
            directive("sessions", event=DAY),
            directive("bibliography"),
        ),
    }
    sources = {name + markup.suffix: text for name, text in pages.items()}
    return {**sources, "references.bib": REFERENCES}


# -- pages as trees ----------------------------------------------------------------------------------

_VOID = frozenset(["br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"])


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = ET.Element("document")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = ET.SubElement(self._open[-1], tag, {name: value or "" for name, value in attrs})
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        ET.SubElement(self._open[-1], tag, {name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        names = [element.tag for element in self._open]
        if tag in names[1:]:
            del self._open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        parent = self._open[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + data
        else:
            parent.text = (parent.text or "") + data


class Tree:
    """An HTML page: its main part, told by texts."""

    def __init__(self, markup: str) -> None:
        parser = _Parser()
        parser.feed(markup)
        parser.close()
        self.root = parser.root
        bodies = [element for element in self.root.iter("div") if element.get("role") == "main"]
        self.body = [*bodies, *self.root.iter("main"), self.root][0]

    @property
    def text(self) -> str:
        """The words of the main part, spaces folded (no-break ones too)."""
        return said(self.body)

    @property
    def ids(self) -> list[str]:
        return [element.get("id", "") for element in self.root.iter() if element.get("id")]

    @property
    def links(self) -> dict[str, str]:
        """Where the words of each link of the main part lead."""
        return {said(link): link.get("href", "") for link in self.body.iter("a")}

    @property
    def facts(self) -> dict[str, str]:
        """The fields of the main part's lists of facts, the first of each name."""
        found: dict[str, str] = {}
        for facts in self.having("dl", "synth-facts"):
            for name, value in zip(facts.findall("dt"), facts.findall("dd"), strict=True):
                found.setdefault(said(name).removesuffix(":").strip(), said(value))
        return found

    @property
    def rows(self) -> list[list[str]]:
        """The cells of every row of tables, head included."""
        return [[said(cell) for cell in row if cell.tag in ("td", "th")] for row in self.body.iter("tr")]

    def having(self, tag: str, name: str) -> list[ET.Element]:
        """Elements of the main part with that class."""
        return [element for element in self.body.iter(tag) if name in element.get("class", "").split()]


def said(element: ET.Element) -> str:
    """The words of an element, spaces folded, without the signs that link to a heading."""
    words = "".join(_words(element))
    return " ".join(words.split())


def _words(element: ET.Element) -> list[str]:
    if "headerlink" in element.get("class", "").split():
        return []
    found = [element.text or ""]
    for child in element:
        found += [*_words(child), child.tail or ""]
    return found
