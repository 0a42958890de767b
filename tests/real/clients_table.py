"""What each client of citations gives back of our files: the table in docs/citing.md.

``python tests/real/clients_table.py`` measures and writes the table anew; ``test_clients.py`` measures and compares.
What a client reads is brought into one shape, ``Seen``, and held against the works themselves, never against the
files.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Mapping
from itertools import count
from pathlib import Path

import bibtexparser
import pypandoc
import rispy
from bibtexparser.middlewares import SeparateCoAuthors, SplitNameParts
from bibtexparser.model import Entry, Field

PROJECT = Path(__file__).parents[2]
sys.path[:0] = [str(PROJECT / "src"), str(Path(__file__).parent)]

from library import WORDING, WORKS  # noqa: E402

from synthkit.bibliography.latex import decoded  # noqa: E402
from synthkit.export import bibtex, bundle, csl_json, ris  # noqa: E402
from synthkit.model.dates import Days  # noqa: E402
from synthkit.model.people import Name  # noqa: E402
from synthkit.model.works import Work  # noqa: E402
from synthkit.schema import CreditRole, WorkKind  # noqa: E402

DOCS = PROJECT / "docs" / "citing.md"
START, END = "<!-- clients: measured -->", "<!-- clients: end -->"
#: Versions are fixed: what a new one reads otherwise is to be seen in the table, not in a red build.
NPM_PACKAGES = (
    "@citation-js/core@0.8.2",
    "@citation-js/plugin-bibtex@0.8.2",
    "@citation-js/plugin-ris@0.8.2",
    "@citation-js/plugin-csl@0.8.2",
    "citeproc@2.4.63",
)
FIELDS = (
    "type",
    "names",
    "others",
    "editors",
    "title",
    "container",
    "event",
    "event date",
    "event place",
    "date",
    "language",
    "URL",
    "DOI",
    "ISBN",
    "pages",
)
#: What a client gives back of one work: by field, in the shape of ``expected``.
Seen = dict[str, object]
_CSL_TYPES = {
    WorkKind.TALK: "speech",
    WorkKind.PANEL: "speech",
    WorkKind.PAPER: "paper-conference",
    WorkKind.CHAPTER: "chapter",
    WorkKind.PROCEEDINGS: "book",
    WorkKind.BOOK: "book",
}
_BIB_TYPES = {
    WorkKind.TALK: "unpublished",
    WorkKind.PANEL: "unpublished",
    WorkKind.PAPER: "inproceedings",
    WorkKind.CHAPTER: "incollection",
    WorkKind.PROCEEDINGS: "proceedings",
    WorkKind.BOOK: "book",
}
_RIS_TYPES = {
    WorkKind.TALK: "SLIDE",
    WorkKind.PANEL: "SLIDE",
    WorkKind.PAPER: "CONF",
    WorkKind.CHAPTER: "CHAP",
    WorkKind.PROCEEDINGS: "BOOK",
    WorkKind.BOOK: "BOOK",
}
#: bibutils has one genre for a volume of papers and for a paper in it, two for a chapter; a volume's .ris is that of a
#: book.
_MODS_TYPES = {
    WorkKind.TALK: "unpublished",
    WorkKind.PANEL: "unpublished",
    WorkKind.PAPER: "conference publication",
    WorkKind.CHAPTER: "chapter",
    WorkKind.PROCEEDINGS: "conference publication",
    WorkKind.BOOK: "book",
}
#: CSL has a variable for three of them; whoever speaks and doesn't sign is a contributor.
_ROLES = {
    CreditRole.CHAIR: "chair",
    CreditRole.MODERATOR: "chair",
    CreditRole.DISCUSSANT: "contributor",
    CreditRole.SPEAKER: "contributor",
    CreditRole.TRANSLATOR: "translator",
}
_MONTHS = {name: f"{number:02}" for number, name in enumerate(bibtex._MONTHS, 1)}
_LANGUAGES = {"french": "fr", "english": "en", "fre": "fr", "fra": "fr", "eng": "en"}


# -- what a work holds -----------------------------------------------------------------------------


def tidy(text: object) -> str:
    """Text for comparing: composed, white space folded, the dash of a range a hyphen."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", str(text))).strip()


def person(family: object, given: object = "", suffix: object = "") -> str:
    """« Family; Given; Jr. »; a body or a single name as it stands."""
    return "; ".join(filter(None, (tidy(family), tidy(given), tidy(suffix))))


def named(name: Name) -> str:
    """A name of a work in that shape."""
    return person(name.literal or name.family_part, name.given, name.suffix)


def in_roles(people: Mapping[str, Iterable[str]]) -> list[str]:
    """Who takes part beside authors and editors, by the role of CSL: « chair: Family; Given »."""
    return sorted(f"{role}: {name}" for role, names in people.items() for name in names)


def expected(work: Work, types: Mapping[WorkKind, str]) -> Seen:
    """What a client should give back of a work; what the work doesn't have is left out."""
    event = work.held_at
    days = event.days if event else None
    found: Seen = {
        "type": types[work.kind],
        "names": [*map(named, work.authors)],
        "others": sorted(
            f"{_ROLES[role]}: {named(name)}"
            for role, names in work.credits
            for name in names
            if _ROLES[role] != "contributor" or name not in work.authors
        ),
        "editors": [*map(named, work.editors)],
        "title": tidy(work.title),
        "container": tidy(work.container),
        "event": tidy(event.title) if event else "",
        "event date": days.iso if days else "",
        "event place": tidy(event.place) if event else "",
        "date": work.days.iso if work.days else str(work.date or ""),
        "language": work.language[:2],
        "URL": work.url,
        "DOI": work.doi,
        "ISBN": work.isbn,
        "pages": work.pages.replace("–", "-"),
    }
    if work.kind in (WorkKind.TALK, WorkKind.PANEL):
        # the talk is cited, not the editors' page on it
        found |= dict.fromkeys(("editors", "container", "ISBN", "pages"), "")
    return {field: value for field, value in found.items() if value}


def lost(wanted: Seen, seen: Seen) -> dict[str, str]:
    """The fields that don't come back, each with what came instead, empty for nothing; « note » where that has them."""
    found = {}
    for field, value in wanted.items():
        got = seen.get(field) or ""
        if got != value:
            shown = field == "type" or (field == "date" and got and str(value).startswith(str(got)))
            words = [one.replace("–", "-") for one in _in_words(field, value)]
            texts = {name: str(seen.get(name, "")).replace("–", "-") for name in ("container", "note")}
            other = next((name for name, text in texts.items() if all(one in text for one in words)), "")
            if field == "others" and got and words == _in_words(field, got):  # all of them, in another role
                other = ", ".join(sorted({one.partition(": ")[0] for one in got}))
            found[field] = str(got) if shown else other
    return found


def _in_words(field: str, value: object) -> list[str]:
    """What our notes have of a fact; names are said there."""
    if isinstance(value, list):
        people = (one.rpartition(": ")[2].split("; ") for one in value)
        return sorted(" ".join((*given[:1], family, *given[1:])) for family, *given in people)
    if field == "event date":
        first, _, last = str(value).partition("/")
        return [tidy(Days(dt.date.fromisoformat(first), dt.date.fromisoformat(last or first)).formatted(WORDING))]
    return [str(value)]


# -- clients ---------------------------------------------------------------------------------------


def ran(*command: object, cwd: Path | None = None) -> str:
    """What a program writes. Raises RuntimeError with what it says when it fails."""
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stdout.decode()}{done.stderr.decode()}")
    return done.stdout.decode("utf-8-sig")


def by_biber(file: Path, _: Path) -> dict[str, Seen]:
    """The data model of biber after reading a .bib, through BibLaTeXML."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(file, folder)
        ran("biber", "--tool", "--output-format=biblatexml", "--output-file=seen.xml", file.name, cwd=Path(folder))
        root = ET.parse(Path(folder) / "seen.xml").getroot()
    space = "{http://biblatex-biber.sourceforge.net/biblatexml}"

    def names(entry: ET.Element, role: str) -> list[str]:
        people = []
        for name in entry.findall(f"{space}names[@type='{role}']/{space}name"):
            parts = {part.get("type"): decoded(" ".join(part.itertext())) for part in name.findall(f"{space}namepart")}
            family = " ".join(filter(None, (parts.get("prefix"), parts.get("family"))))
            people.append(person(family, parts.get("given", ""), parts.get("suffix", "")))
        return people

    def text(entry: ET.Element, name: str) -> str:
        found = entry.find(f"{space}{name}")
        return tidy(decoded(" ".join(found.itertext()))) if found is not None else ""

    def verbatim(entry: ET.Element, name: str) -> str:
        return entry.findtext(f"{space}{name}") or ""

    def date(entry: ET.Element, type_: str) -> str:
        for found in entry.findall(f"{space}date"):
            if found.get("type", "") == type_:
                ends = [found.findtext(f"{space}{end}") for end in ("start", "end")]
                return "/".join(filter(None, ends)) or (found.text or "").strip()
        return ""

    return {
        entry.get("id", ""): {
            "type": entry.get("entrytype"),
            "names": names(entry, "author"),
            "others": in_roles({"translator": names(entry, "translator")}),
            "editors": names(entry, "editor"),
            "title": text(entry, "title"),
            "container": text(entry, "booktitle"),
            "event": text(entry, "eventtitle"),
            "event date": date(entry, "event"),
            "event place": text(entry, "venue"),
            "date": date(entry, ""),
            "language": _language(text(entry, "langid")),
            "URL": verbatim(entry, "url"),
            "DOI": verbatim(entry, "doi"),
            "ISBN": verbatim(entry, "isbn"),
            "note": text(entry, "note"),
            "pages": _range(
                " ".join(
                    "-".join(filter(None, (part.strip() for part in found.itertext())))
                    for found in entry.findall(f"{space}pages")
                )
            ),
        }
        for entry in root
    }


def by_pandoc(file: Path, _: Path) -> dict[str, Seen]:
    """What pandoc makes of a file of any of our formats, as CSL-JSON."""
    return _read_by(pypandoc.get_pandoc_path(), file)


def by_older_pandoc(file: Path, _: Path) -> dict[str, Seen]:
    """The same by the pandoc of Debian 12."""
    return _read_by("pandoc", file)


def _read_by(pandoc: str, file: Path) -> dict[str, Seen]:
    reader = {".bib": "biblatex", ".ris": "ris", ".json": "csljson"}[file.suffix]
    return _from_csl(json.loads(ran(pandoc, "-f", reader, "-t", "csljson", file)))


_CITATION_JS = """
const {Cite} = require('@citation-js/core')
for (const plugin of ['bibtex', 'ris', 'csl']) require('@citation-js/plugin-' + plugin)
const text = require('fs').readFileSync(process.argv[3], 'utf8')
const type = process.argv[2]
const read = type === 'json' ? new Cite(JSON.parse(text)) : new Cite(text, {forceType: type})
process.stdout.write(JSON.stringify(read.format('data', {format: 'object'})))
"""


def by_citation_js(file: Path, npm: Path) -> dict[str, Seen]:
    """What citation-js makes of a file of any of our formats, as CSL-JSON."""
    (npm / "read.cjs").write_text(_CITATION_JS, encoding="utf-8")
    reader = {".bib": "@biblatex/text", ".ris": "@ris/file", ".json": "json"}[file.suffix]
    return _from_csl(json.loads(ran("node", npm / "read.cjs", reader, file)))


def by_bibutils(file: Path, _: Path) -> dict[str, Seen]:
    """What bibutils makes of .bib and .ris, as MODS."""
    root = ET.fromstring(ran({".bib": "bib2xml", ".ris": "ris2xml"}[file.suffix], file))
    space = "{http://www.loc.gov/mods/v3}"

    def names(record: ET.Element, role: str) -> list[str]:
        people = []
        for name in record.iter(f"{space}name"):
            if name.findtext(f"{space}role/{space}roleTerm") != role:
                continue
            parts: dict[str, list[str]] = {}
            for part in name.findall(f"{space}namePart"):
                parts.setdefault(part.get("type", "family"), []).append(part.text or "")
            suffix = parts.get("suffix") or parts.get("termsOfAddress") or ()
            people.append(
                person(*(" ".join(part) for part in (parts.get("family", ()), parts.get("given", ()), suffix)))
            )
        return people

    def title(parent: ET.Element | None) -> str:
        found = parent.find(f"{space}titleInfo") if parent is not None else None
        if found is None:
            return ""
        parts = [found.findtext(f"{space}{part}") or "" for part in ("title", "subTitle")]
        # bibutils cuts a title at its colon or question mark, its writers join it again
        return tidy((": " if parts[1] else "").join(parts)).replace("?: ", "? ")

    def texts(record: ET.Element, path: str) -> list[str]:
        return [
            tidy(found.text or "") for found in record.findall("/".join(f"{space}{step}" for step in path.split("/")))
        ]

    found = {}
    for record in root:
        host = record.find(f"{space}relatedItem[@type='host']")
        genres = [tidy(genre.text or "") for genre in record.iter(f"{space}genre")]
        pages = [tidy(part.text or "") for part in record.findall(f".//{space}extent/*")]
        pages += [tidy(part.text or "") for part in record.findall(f".//{space}detail[@type='page']/{space}number")]
        found[record.get("ID", "")] = {
            "type": "chapter" if genres[:1] in (["collection"], ["book chapter"]) else next(iter(genres), ""),
            "names": names(record, "author"),
            "others": in_roles({"translator": names(record, "translator")}),
            "editors": names(record, "editor"),
            "title": title(record),
            "container": title(host),
            "event place": next(iter(texts(record, "originInfo/place/placeTerm")), "") if host is not None else "",
            "date": next(iter(texts(record, "originInfo/dateIssued")), ""),
            "language": _language(next(iter(texts(record, "language/languageTerm")), "")),
            "URL": next(iter(texts(record, "location/url")), ""),
            "DOI": next((i.text for i in record.iter(f"{space}identifier") if i.get("type") == "doi"), ""),
            "ISBN": next((i.text for i in record.iter(f"{space}identifier") if i.get("type") == "isbn"), ""),
            "pages": "-".join(pages),
            "note": " ".join(texts(record, "note")),
        }
    return found


def by_jabref(file: Path, _: Path) -> dict[str, Seen]:
    """What JabRef has after reading .bib and .ris, from the .bib it saves. Of a .ris it takes the ID as « refid »."""
    with tempfile.TemporaryDirectory() as name:
        saved = Path(name) / "saved.bib"
        reader = {".bib": "bibtex", ".ris": "ris"}[file.suffix]
        ran("jabref", "-n", "-i", f"{file},{reader}", "-o", saved)
        text = saved.read_text(encoding="utf-8")
    # entries without a key would be one to the parser
    keys = count()
    text = re.sub(r"(?m)^(@\w+\{)(?=,)", lambda opening: f"{opening[0]}{next(keys)}", text)
    parsed = bibtexparser.parse_string(text, append_middleware=[SeparateCoAuthors(), SplitNameParts()])
    found = {}
    for entry in parsed.entries:

        def text_of(*fields: str, entry: Entry = entry) -> str:
            return next((tidy(decoded(entry[field])) for field in fields if field in entry), "")

        def names(role: str, entry: Entry = entry) -> list[str]:
            return [
                person(*(decoded(" ".join(part)) for part in ([*one.von, *one.last], one.first, one.jr)))
                for one in entry.fields_dict.get(role, Field(role, ())).value
            ]

        is_event = entry.entry_type in ("other", "inproceedings") and file.suffix == ".ris"
        month = (entry.get("month") or Field("", "")).value
        found[text_of("refid") or entry.key] = {
            "type": entry.entry_type,
            "names": names("author"),
            "others": in_roles({"translator": names("translator")}),
            "editors": names("editor"),
            "title": text_of("title"),
            "container": text_of("booktitle", *([] if is_event else ["journal"])),
            "event": text_of("eventtitle", *(["journal"] if is_event else [])),
            "event date": text_of("eventdate"),
            "event place": text_of("venue", *(["address"] if is_event else [])),
            "date": text_of("date") or "-".join(filter(None, (text_of("year"), _MONTHS.get(month, "")))),
            "language": _language(text_of("language")),
            "URL": text_of("url"),
            "DOI": text_of("doi"),
            "ISBN": text_of("isbn"),
            "pages": _range(text_of("pages")),
            "note": text_of("note", "comment"),
        }
    return found


def by_rispy(file: Path, _: Path) -> dict[str, Seen]:
    """What rispy makes of a .ris: the tags by their names."""
    with file.open(encoding="utf-8") as lines:
        records = rispy.load(lines)

    def names(record: Mapping[str, list[str]], *roles: str) -> list[str]:
        return [person(*name.split(", ", 2)) for role in roles for name in record.get(role, ())]

    found = {}
    for record in records:
        slide, conference = record["type_of_reference"] == "SLIDE", record["type_of_reference"] == "CONF"
        found[record["id"]] = {
            "type": record["type_of_reference"],
            "names": names(record, "authors"),
            "editors": [] if slide else names(record, "secondary_authors", "editors", "ED"),
            "title": tidy(record.get("title", "")),
            "container": tidy(record.get("custom3" if conference else "secondary_title", "")),
            "event": tidy(record.get("secondary_title", "")) if slide or conference else "",
            "event place": tidy(record.get("place_published" if slide or conference else "custom1", "")),
            "date": record.get("date", "").strip("/").replace("/", "-"),
            "language": _language(record.get("language", "")),
            "URL": next(iter(record.get("urls", ())), ""),
            "DOI": record.get("doi", ""),
            "ISBN": record.get("issn", ""),
            "pages": "-".join(filter(None, (record.get("start_page"), record.get("end_page")))),
            "note": " ".join(record.get("notes", ())),
        }
    return found


def by_bibtex(file: Path, _: Path) -> dict[str, Seen]:
    """What the style ``plain`` of classic BibTeX prints: a name or a text counts where it stands in the entry."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(file, folder / "made.bib")
        (folder / "try.aux").write_text("\\citation{*}\n\\bibstyle{plain}\n\\bibdata{made}\n")
        ran("bibtex", "try", cwd=folder)
        printed = (folder / "try.bbl").read_text(encoding="utf-8")
    blocks = re.findall(r"\\bibitem\{([^}]*)\}\n(.*?)(?=\n\\bibitem|\n\\end\{the)", printed, re.DOTALL)
    texts = {key: tidy(decoded(block.replace("~", " "))).casefold() for key, block in blocks}
    found = {}
    for work in WORKS:
        text = texts.get(work.id, "")
        seen = {}
        for field, value in expected(work, _BIB_TYPES).items():
            if field == "type":
                seen[field] = value if text else ""
            elif field == "others":
                seen["note"] = " ".join(one for one in _in_words(field, value) if one.casefold() in text)
            elif isinstance(value, list):
                people = work.authors if field == "names" else work.editors
                end = 0 if field == "names" or not work.authors else text.find(tidy(work.title).casefold())
                for one in people:
                    place = text.find(tidy(str(one)).casefold().replace(" jr.", ", jr."), end)
                    end = place + 1 if place >= end else len(text)
                seen[field] = value if end < len(text) else []
            elif field != "language":
                is_there = str(value).casefold().replace("-", "–" if field == "pages" else "-") in text
                seen[field] = value if is_there else ""
        if seen.get("date") == "" and work.date and str(work.date.year) in text:
            seen["date"] = str(work.date.year)
        found[work.id] = seen
    return found


def _from_csl(items: Iterable[Mapping[str, object]]) -> dict[str, Seen]:
    return {
        str(item["id"]): {
            "type": item.get("type"),
            "names": _csl_names(item.get("author")),
            "others": in_roles({role: _csl_names(item.get(role)) for role in ("chair", "contributor", "translator")}),
            "editors": _csl_names(item.get("editor")),
            "title": tidy(item.get("title", "")),
            "container": tidy(item.get("container-title", "")),
            "event": tidy(item.get("event-title") or item.get("event") or ""),
            "event date": _csl_date(item.get("event-date")),
            "event place": tidy(item.get("event-place", "")),
            "date": _csl_date(item.get("issued")),
            "language": _language(item.get("language", "")),
            "URL": item.get("URL"),
            "DOI": item.get("DOI"),
            "ISBN": item.get("ISBN"),
            "pages": _range(item.get("page", "")),
            "note": tidy(item.get("note", "")),
        }
        for item in items
    }


def _csl_names(people: object) -> list[str]:
    found = []
    for one in people if isinstance(people, list) else []:
        particles = " ".join(filter(None, (one.get("dropping-particle"), one.get("non-dropping-particle"))))
        elides = particles.endswith(("’", "'"))
        family = one.get("literal") or f"{particles}{'' if elides else ' '}{one.get('family', '')}"
        found.append(person(family, one.get("given", ""), one.get("suffix", "")))
    return found


def _csl_date(date: object) -> str:
    parts = date.get("date-parts", []) if isinstance(date, Mapping) else []
    return "/".join("-".join(f"{int(number):02}" for number in part) for part in parts)


def _language(name: object) -> str:
    return _LANGUAGES.get(str(name).casefold(), str(name)[:2])


def _range(pages: object) -> str:
    return re.sub(r"\s*[–-]+\s*", "-", str(pages))


Reader = Callable[[Path, Path], dict[str, Seen]]
CLIENTS: dict[tuple[str, str], tuple[Reader, Mapping[WorkKind, str]]] = {
    ("biber", "bib"): (by_biber, _BIB_TYPES),
    ("BibTeX, plain", "bib"): (by_bibtex, _BIB_TYPES),
    ("pandoc", "bib"): (by_pandoc, _CSL_TYPES),
    ("pandoc", "ris"): (by_pandoc, _CSL_TYPES),
    ("pandoc", "json"): (by_pandoc, _CSL_TYPES),
    ("pandoc 2.17", "bib"): (by_older_pandoc, _CSL_TYPES),
    ("pandoc 2.17", "json"): (by_older_pandoc, _CSL_TYPES),
    ("citation-js", "bib"): (by_citation_js, _CSL_TYPES),
    ("citation-js", "ris"): (by_citation_js, _CSL_TYPES),
    ("citation-js", "json"): (by_citation_js, _CSL_TYPES),
    ("bibutils", "bib"): (by_bibutils, _MODS_TYPES),
    ("bibutils", "ris"): (by_bibutils, {**_MODS_TYPES, WorkKind.PROCEEDINGS: "book"}),
    ("JabRef", "bib"): (by_jabref, _BIB_TYPES),
    ("JabRef", "ris"): (by_jabref, {**_BIB_TYPES, WorkKind.PROCEEDINGS: "book"}),
    ("rispy", "ris"): (by_rispy, _RIS_TYPES),
}


# -- the table -------------------------------------------------------------------------------------


def write_library(folder: Path, works: Iterable[Work] = WORKS) -> None:
    """The three files of the made-up library."""
    works = list(works)
    for one in (bibtex, ris, csl_json):
        text = one.EXPORTER.render(bundle(works, WORDING))
        (folder / f"library{one.EXPORTER.suffix}").write_text(text, encoding="utf-8", newline="")


def install_npm(folder: Path) -> Path:
    """The npm packages in a folder of their own. Raises RuntimeError when npm fails."""
    ran("npm", "i", "--no-audit", "--no-fund", "--silent", "--prefix", folder, *NPM_PACKAGES, cwd=folder)
    return folder


def losses(
    client: str, format_: str, file: Path, npm: Path, works: Iterable[Work] = WORKS
) -> dict[str, dict[str, str]]:
    """What each work loses on its way through a client, by its id. Raises KeyError for a work that isn't there."""
    reader, types = CLIENTS[client, format_]
    seen = reader(file, npm)
    return {work.id: lost(expected(work, types), seen[work.id]) for work in works}


def row(found: Mapping[str, Mapping[str, str]], works: Iterable[Work] = WORKS) -> dict[WorkKind, str]:
    """The cells of a client: what is lost of each kind, « 1/3 » where it is lost of one work in three that have it."""
    cells = {}
    for kind in WorkKind:
        of_kind = [work for work in works if work.kind is kind]
        told = []
        for field in FIELDS:
            having = [work for work in of_kind if field in expected(work, _CSL_TYPES)]
            losing = [work for work in having if field in found[work.id]]
            if not losing:
                continue
            instead = sorted({found[work.id][field] for work in losing} - {""})
            instead = ["year alone"] if field == "date" and all(len(i) == 4 for i in instead) and instead else instead
            part = "" if len(losing) == len(having) else f" {len(losing)}/{len(having)}"
            told.append(field + (f" → {', '.join(instead)}" if instead else "") + part)
        cells[kind] = "; ".join(told) or "all"
    return cells


Rows = Mapping[tuple[str, str], Mapping[WorkKind, str]]


def write(rows: Rows, start: str = START, end: str = END, heads: str = "client | file") -> None:
    """The table into docs/citing.md, between its marks."""
    lines = [
        f"| {heads} | " + " | ".join(kind.value for kind in WorkKind) + " |",
        "|---" * (2 + len(WorkKind)) + "|",
        *("| " + " | ".join((*first, *(cells[kind] for kind in WorkKind))) + " |" for first, cells in rows.items()),
    ]
    before, _, rest = DOCS.read_text(encoding="utf-8").partition(start)
    DOCS.write_text("\n".join((before + start, *lines, end)) + rest.partition(end)[2], encoding="utf-8")
    print(*lines, sep="\n")


def documented(start: str = START, end: str = END) -> Rows:
    """The rows docs/citing.md shows."""
    text = DOCS.read_text(encoding="utf-8").partition(start)[2].partition(end)[0]
    found = {}
    for line in text.strip().splitlines()[2:]:
        client, format_, *cells = (cell.strip() for cell in line.strip("|").split("|"))
        found[client, format_] = dict(zip(WorkKind, cells, strict=True))
    return found


def main() -> None:
    """Measure, and write the table into docs/citing.md."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_library(folder)
        npm = install_npm(folder)
        rows = {
            (client, f".{format_}"): row(losses(client, format_, folder / f"library.{format_}", npm))
            for client, format_ in CLIENTS
        }
    write(rows)


if __name__ == "__main__":
    main()
