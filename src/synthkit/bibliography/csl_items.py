"""The references a book cites: the entries of its .bib files, each as a CSL item."""

from __future__ import annotations

import logging
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bibtexparser.middlewares.names import (
    InvalidNameError,
    NameParts,
    parse_single_name_into_parts,
    split_multiple_persons_names,
)
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from synthkit.bibliography.parser import BibFiles, SourceEntry
from synthkit.export import csl_json
from synthkit.model.dates import PartialDate
from synthkit.model.people import Name

_TYPES = {
    "article": "article-journal",
    "book": "book",
    "collection": "book",
    "proceedings": "book",
    "incollection": "chapter",
    "inbook": "chapter",
    "inproceedings": "paper-conference",
    "techreport": "report",
    "report": "report",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "online": "webpage",
}
#: The names babel and biblatex know languages by.
_LANGUAGES = {
    **dict.fromkeys(("french", "francais", "français", "acadian", "canadien"), "fr-FR"),
    **dict.fromkeys(("english", "american", "usenglish"), "en-US"),
    **dict.fromkeys(("british", "ukenglish"), "en-GB"),
    **dict.fromkeys(("german", "ngerman"), "de-DE"),
    "spanish": "es-ES",
    "italian": "it-IT",
    "portuguese": "pt-PT",
    "dutch": "nl-NL",
}
_TEXT_FIELDS = {
    "title": "title",
    "journal": "container-title",
    "journaltitle": "container-title",
    "booktitle": "container-title",
    "volume": "volume",
    "issue": "issue",
    "series": "collection-title",
    "publisher": "publisher",
    "institution": "publisher",
    "school": "publisher",
    "address": "publisher-place",
    "location": "publisher-place",
    "edition": "edition",
    "type": "genre",
    "note": "note",
    "howpublished": "medium",
}
_VERBATIM_FIELDS = {"doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "url": "URL"}
_NAME_FIELDS = ("author", "editor", "translator")
_LATEX_CONTEXT = get_default_latex_context_db()
_LATEX_CONTEXT.add_context_category(
    "braces and signs",
    prepend=True,
    macros=[
        MacroTextSpec("textbraceleft", "{"),
        MacroTextSpec("textbraceright", "}"),
        MacroTextSpec("textasciicircum", "^"),
        MacroTextSpec("textasciitilde", "~"),
    ],
)
_LATEX = LatexNodes2Text(math_mode="verbatim", latex_context=_LATEX_CONTEXT)
# what LaTeX would read as anything but the character it is
_HAS_LATEX = re.compile(r"[\\{}$~%&^_#]|--|``|''")
# pylatexenc takes seconds for what is longer, and no reference is
_LONGEST = 20_000
_LONGEST_LIST = 200_000
# it writes to stderr what is told in the book's language
logging.getLogger("pylatexenc").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of a .bib: its key, its line (from 1), its note as printed, and itself as a CSL item."""

    key: str
    line: int
    note: str
    item: Mapping[str, object]


class Bibliography:
    """All references of one or several .bib files, the first entry of each key; ``sources``, ``entries`` and ``broken``
    are those of ``bibfile.BibFiles``.
    """

    #: what the files hold, as a digest, for who keeps it
    state = ""

    def __init__(self, paths: Iterable[Path]) -> None:
        files = BibFiles(paths)
        self.sources = files.sources
        self.broken = files.broken
        self.entries = files.entries
        self.references: dict[str, Reference] = {}
        for source in files.sources:
            if source.key not in self.references:
                self.references[source.key] = _reference(source)

    def only(self, keys: Collection[str]) -> Bibliography:
        """The references with those keys, in the order of the files."""
        chosen = Bibliography([])
        chosen.references = {key: found for key, found in self.references.items() if key in keys}
        chosen.entries = self.entries.only(keys)
        return chosen

    def find(self, key: str) -> Reference:
        """The reference with that key; one that shows nothing but the key where the file has none."""
        return self.references.get(key) or Reference(key, 0, "", {"id": key, "type": "document", "title": key})


def _reference(entry: SourceEntry) -> Reference:
    values: dict[str, str] = {}
    for field in entry.fields:
        values.setdefault(field.name, field.value)
    plain = {key: decoded(value) for key, value in values.items()}
    item: dict[str, object] = {
        "id": entry.key,
        "type": _type(entry.type, plain),
        "language": _language(plain.get("langid", "")) or _language(plain.get("language", "")),
    }
    item |= {csl: plain[bib] for bib, csl in _TEXT_FIELDS.items() if plain.get(bib)}
    item |= {csl: values[bib].replace("\\", "") for bib, csl in _VERBATIM_FIELDS.items() if values.get(bib)}
    number = "number" if item["type"] == "report" else "issue"
    item |= {number: plain["number"]} if plain.get("number") else {}
    item |= {"page": plain["pages"].replace("--", "–")} if plain.get("pages") else {}
    item |= {role: names for role in _NAME_FIELDS if (names := _names(values.get(role, "")))}
    date = plain.get("date") or plain.get("year", "")
    try:
        item["issued"] = csl_json.date_parts(PartialDate.parse(date))
    except ValueError:
        item |= {"issued": {"literal": date}} if date else {}
    return Reference(entry.key, entry.line, plain.get("note", ""), item)


def _names(value: str) -> list[dict[str, str]]:
    """The people of a field; one that can't be split as it stands, none of a list nobody would write."""
    if len(value) > _LONGEST_LIST:
        return []
    names = []
    for person in split_multiple_persons_names(value):
        if person.strip() == "others":
            continue
        try:
            names.append(_name(parse_single_name_into_parts(person)))
        except InvalidNameError:
            names.append(Name(literal=decoded(person)))
    return [csl_json.name(name) for name in names if str(name)]


def _language(name: str) -> str:
    return _LANGUAGES.get(name.casefold(), name)


def _type(bibtex: str, fields: Mapping[str, str]) -> str:
    return _TYPES.get(bibtex) or ("webpage" if fields.get("url") else "document")


def _name(person: NameParts) -> Name:
    given, particle, family, suffix = (" ".join(part) for part in (person.first, person.von, person.last, person.jr))
    if not given and not particle and (family.startswith("{") or " " not in family):
        return Name(literal=decoded(family))
    family = f"{family} {suffix}".strip()
    return Name(family=decoded(family), given=decoded(given), particle=decoded(particle))


def decoded(value: str) -> str:
    """A BibTeX value as plain text: escapes read, braces gone, white space folded."""
    folded = re.sub(r"\s+", " ", value)
    if not _HAS_LATEX.search(folded):
        return folded.strip()
    bare = re.sub(r"[{}\\]", "", folded)
    if len(folded) > _LONGEST:
        return bare.strip()
    try:
        # a bare % or & is a slip that no comment or table was meant by
        text = _LATEX.latex_to_text(re.sub(r"(?<!\\)[%&]", r"\\\g<0>", folded))
    except Exception:  # of half a macro pylatexenc makes an IndexError, a KeyError, a RecursionError …
        text = bare
    return re.sub(r" +", " ", text).strip()
