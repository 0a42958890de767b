"""A paper as its authors send it, a folder with text, figures and .bib, a notebook or a .docx, as a chapter."""

import re
import shutil
import subprocess
import textwrap
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from synthkit.diagnostics import CommandError
from synthkit.editor import notebook
from synthkit.editor.importing._people import Cast
from synthkit.editor.importing._plan import Plan
from synthkit.editor.importing._programme import Programme
from synthkit.editor.scaffold.draft import Change, write
from synthkit.editor.scaffold.markup import MARKUPS, one_line
from synthkit.editor.scaffold.project import Book, text_of
from synthkit.editor.scaffold.questions import options_of, short_id
from synthkit.editor.scaffold.session import ids_of_work
from synthkit.editor.scaffold.source_scan import first_heading, lines_of_headings
from synthkit.i18n import N_
from synthkit.model.events import Event
from synthkit.model.ids import first_free

_FIGURES = frozenset([".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".csv"])
_FIELD = re.compile(r":([^\s:][^:]*):(?:\s+(.*))?$")
#: What a field below an author is of that person.
_OF_AUTHORS = {"email": "mail", "orcid": "orcid"} | dict.fromkeys(
    ("institution", "institutions", "affiliation", "affiliations"), "affiliation"
)
_REST_PART = re.compile(
    r"^\.\. (?:class|topic):: (abstract|keywords)[ \t]*\n\s*\n((?:[ \t]+\S.*\n|[ \t]*\n)+|(?:\S.*\n)+)",
    re.IGNORECASE | re.MULTILINE,
)
_HEADING = re.compile(r"(#{1,5}) ")
#: What pandoc makes: what MyST reads as it stands.
_MARKDOWN = "commonmark-raw_html+footnotes+pipe_tables+tex_math_dollars+yaml_metadata_block"
#: What it leaves out, by the element of WordprocessingML that holds it.
_LOST = {
    N_("comments"): "<w:comment ",
    N_("text boxes"): "<w:txbxContent",
    N_("embedded objects"): "<w:object",
    N_("deletions"): "<w:del ",
}


@dataclass(slots=True)
class Paper:
    """What a folder holds: title, text without it, facts of ``chapter``, authors by the options of ``speaker``.

    ``heading`` is the title as its source has it, with emphasis; empty where it was stated elsewhere. ``left`` are
    fields the book has no place for.
    """

    title: str
    body: str
    suffix: str
    facts: dict[str, str] = field(default_factory=dict)
    authors: list[dict[str, str]] = field(default_factory=list)
    heading: str = ""
    left: list[str] = field(default_factory=list)


def is_paper(path: Path) -> bool:
    """Whether it is a paper and no programme: a .docx, a notebook, or a folder with one or a text in its markup."""
    return path.suffix.lower() in (".docx", ".ipynb") or (path.is_dir() and bool(_texts(path)))


def _texts(folder: Path) -> list[Path]:
    """The texts of a folder, that of its paper first: what is called so, a text before a notebook, the longest."""
    texts = [path for path in folder.iterdir() if path.suffix in (*MARKUPS, ".ipynb") and path.stem.lower() != "readme"]

    def rank(path: Path) -> tuple[bool, bool, int]:
        is_called = path.stem.lower() in ("index", "main", "paper", "article")
        return not is_called, path.suffix == ".ipynb", -path.stat().st_size

    return sorted(texts, key=rank)


def bring(book: Book, path: Path, *, is_dry: bool = False) -> Plan:
    """A paper written into the book, or what would be; raises CommandError where its page is there already."""
    with TemporaryDirectory() as scratch:
        text, *others = _texts(path) if path.is_dir() else [path]
        lost = {other.name: 1 for other in others}
        folders = [path] if path.is_dir() else []
        if text.suffix.lower() in (".docx", ".ipynb"):
            folders.append(Path(scratch))
            lost |= (
                notebook.converted(text, folders[-1], book.i18n)
                if text.suffix.lower() == ".ipynb"
                else _converted(text, folders[-1])
            )
            text = folders[-1] / "paper.md"
        work, page, figures = _planned(book, text, folders, path.stem)
        for what, count in lost.items():
            work.tell(N_("the book has no place for: %(found)s (%(count)s)"), found=book.terminal(what), count=count)
        if not is_dry:
            write(work.changes)
            for figure, place in figures:
                target = (book.folder / page).parent / place
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(figure, target)
    return work


def _converted(path: Path, folder: Path) -> Mapping[str, int]:
    """A .docx as Markdown and its figures, by pandoc; what it leaves out, counted."""
    if not shutil.which("pandoc"):
        raise CommandError(N_("pandoc is not installed, which reads .docx: https://pandoc.org/installing.html"))
    command = ["pandoc", "--standalone", "--wrap=none", "--extract-media=.", f"--to={_MARKDOWN}", str(path.absolute())]
    done = subprocess.run([*command, "--output=paper.md"], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CommandError(N_("%(path)s can't be read: %(error)s"), path=path, error=done.stderr.strip())
    with zipfile.ZipFile(path) as archive:
        inside = [name for name in archive.namelist() if name in ("word/document.xml", "word/comments.xml")]
        source = "".join(archive.read(name).decode("utf-8", "replace") for name in inside)
    lost = {what: source.count(mark) for what, mark in _LOST.items()}
    lost |= dict.fromkeys(done.stderr.splitlines(), 1)
    return {what: count for what, count in lost.items() if count}


def _planned(book: Book, text: Path, folders: list[Path], name: str) -> tuple[Plan, str, list[tuple[Path, Path]]]:
    """What the book will be, the paper's page, the figures that go with it and their places below it."""
    content = text.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    paper = _of_rest(content) if text.suffix == ".rst" else _of_markdown(content)
    paper.title = paper.title or name
    work = Plan(book, Event(""))
    for left, count in Counter(paper.left).items():
        work.tell(N_("the book has no place for: %(found)s (%(count)s)"), found=left, count=count)
    into = Programme(work.event)
    for author in paper.authors:
        written = author.pop("name")
        into.person(written, written, **author)
    who = Cast(book, into, {}, None)
    work.remarks += who.remarks
    work.people(who)
    people = list(dict.fromkeys(who.ids.values()))
    family = next((who.people[id_].get("family") or who.people[id_].get("literal", "") for id_ in people), "")
    ids = ids_of_work(family, paper.facts.get("date", "")[:4], paper.title)
    id_ = first_free(ids, {*book.taken, *people})
    page = f"{short_id(name)}/index"
    if (book.folder / page).parent.exists():
        raise CommandError(N_("%(path)s is there already; nothing was written"), path=(book.folder / page).parent)
    markup = MARKUPS[paper.suffix]
    answers = {"id": id_, "title": paper.title, **paper.facts, "authors": ", ".join(people)}
    abstract = paper.facts.pop("abstract", "")
    record = markup.directive("chapter", id_, options_of("chapter", answers), abstract)
    work.new[f"{page}{paper.suffix}"] = "\n".join(
        (paper.heading or markup.heading(paper.title), record, f"{paper.body.strip()}\n")
    )
    work.contents([page])
    files = [(path, path.relative_to(folder)) for folder in folders for path in sorted(folder.rglob("*"))]
    figures = [(path, place) for path, place in files if path.suffix.lower() in _FIGURES]
    used = [(path, place) for path, place in figures if path.stem in paper.body]
    _add_references(work, [path for path, _ in files if path.suffix == ".bib"])
    return work, page, used


def _of_markdown(text: str) -> Paper:
    """MyST with its front matter; sections that stand beside the title there stand below it here."""
    matter = re.match(r"---\n(.*?)\n(?:---|\.\.\.)\s*\n", text, re.DOTALL)
    stated = yaml.safe_load(matter[1]) if matter else None
    stated = stated if isinstance(stated, dict) else {}
    body = text[matter.end() :] if matter else text
    title, heading = one_line(str(stated.get("title") or "")), ""
    if not title or first_heading(body, ".md") == title:
        title = title or first_heading(body, ".md")
        if found := re.search(r"^# [^\n]*(?:\n|\Z)", body, re.MULTILINE):
            heading, body = found[0], body[found.end() :]
    paper = Paper(title, _below(body), ".md", heading=heading)
    parts = stated.get("parts")
    facts = {
        "abstract": stated.get("abstract") or (parts.get("abstract") if isinstance(parts, dict) else ""),
        "keywords": ", ".join(map(str, _listed(stated.get("keywords") or ()))),
        "doi": str(stated.get("doi") or "").removeprefix("https://doi.org/"),
        "date": stated.get("date") if re.fullmatch(r"\d{4}(-\d\d){0,2}", str(stated.get("date"))) else "",
    }
    paper.facts = {name: str(value).strip() for name, value in facts.items() if value}
    known = {one.get("id"): one.get("name") for one in stated.get("affiliations") or () if isinstance(one, dict)}
    people = _listed(stated.get("authors") or stated.get("author") or ())
    paper.authors = [author for one in people if (author := _author(one, known))["name"]]
    return paper


def _below(body: str) -> str:
    """A text whose first headings are sections."""
    lines = body.split("\n")
    numbers = [number for number in lines_of_headings(body) if _HEADING.match(lines[number])]
    if any(lines[number].startswith("# ") for number in numbers):
        for number in numbers:
            lines[number] = f"#{lines[number]}"
    return "\n".join(lines)


def _author(stated: Any, known: Mapping[object, object]) -> dict[str, str]:
    if not isinstance(stated, dict):
        return {"name": one_line(str(stated or ""))}
    name, found = stated.get("name") or "", stated.get("affiliations") or stated.get("affiliation") or ()
    if isinstance(name, dict):
        name = name.get("literal") or f"{name.get('family', '')}, {name.get('given', '')}"
    named = (one.get("name") if isinstance(one, dict) else known.get(one, one) for one in _listed(found))
    places = "; ".join(str(place) for place in named if place)
    facts = {"mail": stated.get("email"), "affiliation": places, "orcid": stated.get("orcid")}
    return {"name": one_line(str(name)), **{option: str(value) for option, value in facts.items() if value}}


def _listed(stated: Any) -> list[Any]:
    return list(stated) if isinstance(stated, list | tuple) else [stated]


def _of_rest(text: str) -> Paper:
    """ReStructuredText with its fields above or below the title, abstract and keywords as classes or topics."""
    title = first_heading(text, ".rst")
    found = {part[1].lower(): textwrap.dedent(part[2]).strip() for part in _REST_PART.finditer(text)}
    lines = _REST_PART.sub("", text).split("\n")
    pairs = enumerate(pairwise(line.strip() for line in lines), 1)
    under = next((at for at, (above, line) in pairs if above == title and line and not line.strip(line[0])), 0)
    over = under - 1 - (under > 1 and lines[under - 2].strip() == lines[under].strip())
    paper = Paper(title, "", ".rst", found)
    if title:  # with its lines above and below, which the sections may have too
        paper.heading = "\n".join((*lines[over : under + 1], ""))
        del lines[over : under + 1]
    at = next((at for at, line in enumerate(lines) if line.strip() and not _FIELD.match(line)), len(lines))
    for stated in filter(None, map(_FIELD.match, lines[:at])):
        name, value = stated[1].lower(), (stated[2] or "").strip()
        if name in ("author", "authors"):
            paper.authors += [{"name": one} for one in re.split(r"\s*;\s*", value) if one]
        elif name in ("keyword", "keywords", "abstract"):
            paper.facts[f"{name}s" if name == "keyword" else name] = value
        elif name in _OF_AUTHORS and paper.authors:
            author, option = paper.authors[-1], _OF_AUTHORS[name]
            author[option] = "; ".join(filter(None, (author.get(option), value)))
        elif name != "bibliography":
            paper.left.append(name)
    paper.body = "\n".join(lines[at:])
    return paper


def _add_references(work: Plan, bibfiles: list[Path]) -> None:
    """The book's .bib with the entries of the paper's that it hasn't."""
    book, entries = work.book, [entry for path in bibfiles for entry in _entries(text_of(path))]
    new = {key: entry for key, entry in entries if key.casefold() not in book.taken}
    for key in dict.fromkeys(key for key, _ in entries if key.casefold() in book.taken):
        work.tell(N_("'%(id)s' is in the book already; its own stays"), id=key)
    if new and book.bibfiles:
        path, before = book.bibfiles[0], text_of(book.bibfiles[0])
        after = "\n\n".join((before.rstrip(), *(entry.strip() for entry in new.values()))) + "\n"
        work.others.append(Change(path, before, after))
    elif new:
        work.tell(N_("conf.py names no .bib: add the entries by hand: %(found)s"), found=", ".join(new))


def _entries(text: str) -> Iterator[tuple[str, str]]:
    for entry in re.split(r"(?m)^(?=@)", text):
        if key := re.match(r"@(?!comment|string|preamble)\w+\s*[{(]\s*([^,\s]+)\s*,", entry, re.IGNORECASE):
            yield key[1], entry
