"""The printed volume as its tools see it: what TeX noted, what stands on which page, what the file says of itself."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import PROJECT, need

from synthkit.build import latex_runs

EVERYTHING = PROJECT / "tests" / "books" / "everything"
_PLACE = re.compile(r"\\newlabel\{synth:(first|last):([^}]*)\}\{\{(\d+)\}\{(\w+)\}")
_COMPLAINT = re.compile(
    r"^(?:Overfull \\[hv]box \((?:[5-9]|\d\d+)\.|LaTeX Warning: .*(?:undefined|multiply)"
    r"|Missing character|.*ignoring duplicate destination).*",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Volume:
    """A PDF with what TeX left beside it."""

    workplace: Path

    @property
    def pdf(self) -> Path:
        (found,) = self.workplace.glob("*.log")
        return found.with_suffix(".pdf")

    @property
    def log(self) -> str:
        return self.pdf.with_suffix(".log").read_text(encoding="utf-8", errors="replace")

    @cached_property
    def sheets(self) -> list[str]:
        """The text of each page, spaces folded."""
        text = _said("pdftotext", str(self.pdf), "-")
        return [" ".join(page.split()) for page in text.split("\f")[:-1]]

    @cached_property
    def places(self) -> dict[tuple[str, str], tuple[int, str]]:
        """The sheet and the printed page where each work begins and ends, by ("first", id) and ("last", id)."""
        found = _PLACE.findall(self.pdf.with_suffix(".aux").read_text(encoding="utf-8"))
        return {(which, name): (int(sheet), page) for which, name, sheet, page in found}

    @cached_property
    def catalog(self) -> str:
        """The file's objects as text."""
        return _said("qpdf", "--qdf", "--object-streams=disable", str(self.pdf), "-")


def _said(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, check=True)
    return done.stdout.decode("utf-8", "replace")


def bare(text: str) -> str:
    """Letters and digits alone: TeX breaks and hyphenates."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


@pytest.fixture(scope="session")
def volume(built: Path) -> Volume:
    """The real book."""
    need("lualatex", latex_runs.TEX_INSTALL)
    need("pdftotext", "sudo apt install poppler-utils")
    return Volume(built / ".work" / "pdf")


Typeset = Callable[..., Volume]


@pytest.fixture(scope="session")
def typeset(tmp_path_factory: pytest.TempPathFactory) -> Typeset:
    """A maker of volumes: the sources of a book, or its files by name, with settings over those of its conf.py."""
    for tool in latex_runs.TEX_TOOLS:
        need(tool, latex_runs.TEX_INSTALL)
    need("pdftotext", "sudo apt install poppler-utils")

    def make(source: Path | dict[str, str], **settings: str) -> Volume:
        root = tmp_path_factory.mktemp("volume")
        if isinstance(source, Path):
            shutil.copytree(source, root / "book", ignore=shutil.ignore_patterns("_build"))
        else:
            (root / "book").mkdir()
            for name, text in source.items():
                (root / "book" / name).write_text(text, encoding="utf-8")
        stated = [part for name, value in settings.items() for part in ("-D", f"{name}={value}")]
        command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "latex", *stated, root / "book", root / "latex"]
        subprocess.run(command, check=True)
        quietly = "LATEXMKOPTS=-interaction=nonstopmode -halt-on-error"
        # Sphinx's Makefile asks for it: without it TeX takes the date of the day for what it writes into the file
        wanted = {**os.environ, "FORCE_SOURCE_DATE": "1"}
        subprocess.run(["make", "all-pdf", quietly], cwd=root / "latex", env=wanted, capture_output=True, check=True)
        return Volume(root / "latex")

    return make


@pytest.fixture(scope="session")
def everything(typeset: Typeset) -> Volume:
    """The small book that uses everything once."""
    return typeset(EVERYTHING)


def test_a_citation_in_a_heading_or_a_caption_is_printed(typeset):
    cited = "{cite:t}`abeille2001`"
    page = f"# Selon {cited}\n\n## Sous {cited}\n\n:::{{table}} Table {cited}\n\n| a |\n|---|\n| {cited} |\n:::\n"
    page += f"\n:::{{code-block}} text\n:caption: Code {cited}\nx\n:::\n"
    made = typeset(
        {
            "conf.py": 'extensions = ["myst_parser", "synthkit"]\nlanguage = "fr"\n'
            'myst_enable_extensions = ["colon_fence"]\nbibtex_bibfiles = ["a.bib"]\nsuppress_warnings = ["synthkit"]\n',
            "a.bib": "@book{abeille2001, author={Abeille, Zoé}, title={Ruches}, year=2001}",
            "index.md": "# Livre\n\n```{toctree}\nun\nfin\n```\n",
            "un.md": page,
            "fin.md": "# Fin\n\n```{bibliography}\n```\n",
        }
    )
    printed = " ".join(made.sheets)
    # the heading also stands in the contents
    assert [printed.count(f"{where} Abeille (2001)") for where in ("Selon", "Sous", "Table", "Code")] == [2, 1, 1, 1]


# -- TeX has nothing to complain of ------------------------------------------------------------------


def test_no_line_of_the_book_sticks_out_and_no_reference_is_lost(volume):
    assert [found[0] for found in _COMPLAINT.finditer(volume.log)] == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_line_of_a_book_with_everything_sticks_out(typeset, everything, language):
    made = everything if language == "fr" else typeset(EVERYTHING, language=language)
    assert [found[0] for found in _COMPLAINT.finditer(made.log)] == []


def test_the_files_are_sound_and_bring_their_fonts(volume, everything):
    need("qpdf", "sudo apt install qpdf")
    for made in (volume, everything):
        subprocess.run(["qpdf", "--check", made.pdf], capture_output=True, check=True)
        fonts = _said("pdffonts", str(made.pdf)).splitlines()[2:]
        assert fonts
        assert [line for line in fonts if line.split()[-5] != "yes"] == []


def test_all_an_author_wrote_is_printed(everything):
    listed = (EVERYTHING / "markers.txt").read_text(encoding="utf-8").splitlines()
    markers = [line for line in listed if line and not line.startswith("#") and "latex" not in line.partition(":")[2]]
    printed = bare("".join(everything.sheets))
    assert markers
    assert [marker for marker in markers if bare(marker) not in printed] == []


# -- works and their pages ---------------------------------------------------------------------------


def test_each_session_and_chapter_begins_on_the_sheet_of_its_title(volume, catalogue):
    guides = {chapter.id for chapter in catalogue.chapters if chapter.where.docname.startswith("participer/")}
    texts = {record.id for record in (*catalogue.sessions, *catalogue.chapters)} - guides
    works = [work for work in catalogue.works if work.id in texts]
    assert works
    assert guides
    assert not any(("first", guide) in volume.places for guide in guides)
    assert [work.id for work in works if work.title not in volume.sheets[volume.places["first", work.id][0] - 1]] == []


def test_each_work_ends_before_the_next_begins_and_on_a_page_of_text(volume):
    found = [(at[0], volume.places["last", name][0]) for (which, name), at in volume.places.items() if which == "first"]
    assert all(first <= last for first, last in found)
    assert all(last < follower for (_, last), (follower, _) in pairwise(found))
    assert all(volume.sheets[last - 1] for _, last in found)


def test_the_first_page_of_a_work_cites_it_with_its_printed_pages(volume):
    for (which, name), (sheet, first) in volume.places.items():
        last = volume.places["last", name][1]
        if which == "first":
            cited = volume.sheets[sheet - 1].rpartition("Pour citer ce texte :")[2]
            assert re.search(rf"\b{first}\b" if first == last else rf"\b{first}–{last}\b", cited), name


def test_the_title_is_the_largest_text_of_a_session_s_first_page(volume, catalogue):
    pages = Counter(session.where.docname for session in catalogue.sessions if session.is_citable)
    for session in (one for one in catalogue.sessions if one.is_citable and pages[one.where.docname] == 1):
        sheet = str(volume.places["first", session.id][0])
        page = _said("pdftohtml", "-xml", "-i", "-stdout", "-f", sheet, "-l", sheet, str(volume.pdf))
        sizes = {name: int(size) for name, size in re.findall(r'<fontspec id="(\d+)" size="(\d+)"', page)}
        largest = {name for name, size in sizes.items() if size == max(sizes.values())}
        lines = re.findall(r'<text [^>]*font="(\d+)">(.*?)</text>', page)
        assert bare("".join(re.sub("<.*?>", "", line) for font, line in lines if font in largest)) == bare(
            session.title
        )


def test_no_page_holds_but_a_line_or_two(volume):
    opening = volume.places["first", "avant-propos"][0]  # the title, what is said of the book, the contents
    words = {number: len(sheet.split()) for number, sheet in enumerate(volume.sheets, start=1)}
    assert {number: count for number, count in words.items() if number >= opening and count < 40} == {}


# -- indexes -----------------------------------------------------------------------------------------


INDEXES = ["Index des personnes", "Index des sujets", "Index des institutions"]


def _index(volume: Volume, title: str) -> str:
    return " ".join(sheet for sheet in volume.sheets if sheet.startswith(title))


def test_each_person_stands_in_the_index_with_the_page_of_the_notice(volume, catalogue):
    index = _index(volume, "Index des personnes")
    names = [person.name for person in catalogue.persons]
    assert [name for name in names if name.family_first not in index] == []
    page = next(sheet for sheet in volume.sheets if sheet.startswith("Chapitre") and "Les intervenants" in sheet[:40])
    first = volume.sheets.index(page) + 1
    found = re.search(r"Ackerman, Ada, ([\d,– ]+)", index)
    assert found
    numbers = [int(number) for number in re.findall(r"\d+", found[1])]
    assert numbers == sorted(set(numbers))
    before = volume.places["first", "avant-propos"][0] - 1  # sheets before page 1
    assert first - before in numbers


def test_a_spelling_of_a_source_is_sent_to_the_name(volume):
    assert "Benchikou, Kamel, voir Bentchikou, Kamel" in _index(volume, "Index des personnes")


def test_the_index_of_subjects_has_each_keyword(volume, catalogue):
    index = _index(volume, "Index des sujets")
    printed = [record for record in (*catalogue.sessions, *catalogue.chapters) if ("first", record.id) in volume.places]
    words = {word for record in printed for word in record.keywords}
    assert words
    assert sorted(word for word in words if word not in index) == []


def test_the_index_of_institutions_has_each_spelling_of_the_notices(volume, catalogue):
    index = _index(volume, "Index des institutions")
    names = {at.name for person in catalogue.persons for at in person.affiliations}
    assert names
    assert sorted(name for name in names if name not in index) == []
    assert "Conservatoire national des arts et métiers (Cnam), voir Cnam" in index


def test_no_page_holds_nothing_but_pointers_to_the_indexes(volume):
    assert not [sheet for sheet in volume.sheets if "Cet index se trouve à la fin du volume" in sheet]


def test_the_indexes_stand_in_the_contents_and_the_bookmarks(volume):
    need("qpdf", "sudo apt install qpdf")
    last = str(volume.places["first", "avant-propos"][0] - 1)
    contents = _said("pdftotext", "-layout", "-f", "3", "-l", last, str(volume.pdf), "-")
    lines = r"[ .]+\d+\n+ *".join(INDEXES)
    assert re.search(rf"^ *{lines}[ .]+\d+$", contents, re.MULTILINE)
    found = json.loads(_said("qpdf", "--json=1", "--json-key=outlines", str(volume.pdf)))["outlines"]
    bookmarks = [bookmark["title"] for bookmark in found]
    opening = [
        contents.splitlines()[0].strip(),
        "Avant-propos",
        "Introduction : des effets à l’activité",
        "La synthèse",
    ]
    assert bookmarks[:4] == opening
    assert bookmarks[-3:] == INDEXES


# -- what is printed of links ------------------------------------------------------------------------


def test_references_show_their_dois_and_addresses(volume):
    printed = bare("".join(volume.sheets))
    source = (PROJECT / "references.bib").read_text(encoding="utf-8")
    dois = re.findall(r"^\s*doi\s*=\s*[{\"](.*?)[}\"]", source, re.MULTILINE | re.IGNORECASE)
    assert dois
    assert [doi for doi in dois if bare(doi) not in printed] == []


TYPOGRAPHY = {
    "conf.py": 'project = "Signes"\nlanguage = "fr"\nextensions = ["myst_parser", "synthkit"]\nrelease = "1"\n'
    'bibtex_bibfiles = ["r.bib"]\nsuppress_warnings = ["synthkit"]\nsynthkit_publication = {"id": "signes"}\n',
    "r.bib": "",
    "index.md": "# Signes\n\n```{toctree}\nun\n```\n",
    "un.md": "# Un\n\n`f(x):y;z!`, la pagination 29(3):3–30, le doi:10.5555/a;b:(2031)?, l’heure 9:30.\n\n"
    "Une adresse, https://lin.example/a:b?c;d!\n\nUn mot : un autre ; vraiment ? Oui ! « Cité ».\n",
}


@pytest.fixture(scope="session", params=["lualatex", "xelatex"])
def signs(typeset: Typeset, request: pytest.FixtureRequest) -> Volume:
    """A page of signs."""
    need(request.param, f"{latex_runs.TEX_INSTALL} texlive-xetex")
    return typeset(TYPOGRAPHY, latex_engine=request.param)


@pytest.mark.parametrize(
    "as_written",
    ["29(3):3–30", "doi:10.5555/a;b:(2031)?", "heure 9:30", "f(x):y;z!", "https://lin.example/a:b?c;d!"],
)
def test_french_spacing_leaves_what_is_no_sentence_as_written(signs, as_written):
    assert as_written in " ".join(signs.sheets)


def test_french_signs_keep_their_space(signs):
    printed = " ".join(signs.sheets)
    assert re.search(r"mot\s: un autre\s; vraiment\s\? Oui\s! «\sCité\s»", printed)


# -- what the file says of itself --------------------------------------------------------------------


def test_the_file_says_its_title_author_language_licence(volume, catalogue):
    need("qpdf", "sudo apt install qpdf")
    book = catalogue.publication
    told = _said("pdfinfo", str(volume.pdf))
    author = ", ".join(map(str, book.authors))
    for name, value in (("Title", book.title), ("Author", author), ("Subject", book.description)):
        assert re.search(rf"^{name}:\s+{re.escape(value)}$", told, re.MULTILINE), name
    assert re.search(r"^Keywords:\s+.*dialogue social", told, re.MULTILINE)
    assert re.search(r"/Lang \(fr\)", volume.catalog)
    meta = _said("pdfinfo", "-meta", str(volume.pdf))
    assert f"<xmpRights:WebStatement>{book.licence_url}<" in meta
    assert re.search(r"<dc:language>\s*<rdf:Bag>\s*<rdf:li>fr</rdf:li>", meta)
    assert str(book.authors[0]) in meta


def test_pages_are_called_in_the_reader_as_they_are_on_paper(volume):
    need("qpdf", "sudo apt install qpdf")
    labels = json.loads(_said("qpdf", "--json=1", "--json-key=pagelabels", str(volume.pdf)))["pagelabels"]
    told = [(label["index"], label["label"]["/S"]) for label in labels]
    assert told[0] == (0, "/r")
    assert told[-1] == (volume.places["first", "avant-propos"][0] - 1, "/D")


def test_the_same_source_gives_the_same_file_byte_for_byte(typeset, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    first, second = (typeset(TYPOGRAPHY).pdf.read_bytes() for _ in range(2))
    assert first == second
