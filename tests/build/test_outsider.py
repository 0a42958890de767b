"""What an outsider adds by one file is there wherever its kind is listed: each is added in a copy of the package."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import synthkit

BOOK = {
    "conf.py": """
project = "Le fil"
language = "fr"
extensions = ["myst_parser", "synthkit"]
html_theme = "basic"
bibtex_bibfiles = ["references.bib"]
synthkit_publication = {"id": "le-fil-2025", "publisher": "Presses du Fil"}
""",
    "references.bib": "@book{sarr1987lin, author = {Sarr, Ibra}, title = {Le lin}, year = {1987}, publisher = {Fil}}\n",
    "index.md": """
# Le fil

```{toctree}
filer
gens
```

:::{event} rencontre-2025
:title: Rencontre du fil
:date: 2025-06-02
:::
""",
    "filer.md": """
# Filer

:::{session} duval2025filer
:event: rencontre-2025
:kind: talk
:speakers: zoe-duval
:text: paper

Un résumé.
:::

Selon {cite:p}`sarr1987lin`.
""",
    "gens.md": "# Les gens\n\n:::{speaker} zoe-duval\n:family: Duval\n:given: Zoé\n:::\n",
}


class Outsider:
    """A copy of the package that somebody changes, and a book that is built with it."""

    def __init__(self, root: Path) -> None:
        self.package = root / "copy" / "synthkit"
        shutil.copytree(
            Path(synthkit.__file__).parent, self.package, ignore=shutil.ignore_patterns("__pycache__", "*.po~")
        )
        self.book, self.html = root / "book", root / "html"
        self.book.mkdir()
        for name, text in BOOK.items():
            (self.book / name).write_text(text, encoding="utf-8")

    def add(self, path: str, text: str) -> None:
        """One new file."""
        target = self.package / path
        assert not target.exists()
        target.write_text(text, encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        """A page that takes the place of another."""
        (self.book / name).write_text(text, encoding="utf-8")

    def run(self, *call: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        """A program of Python that finds the copy."""
        env = {**os.environ, "PYTHONPATH": str(self.package.parent), "LC_ALL": "C.UTF-8"}
        call = (sys.executable, *call)
        return subprocess.run(call, env=env, cwd=cwd or self.book, capture_output=True, text=True, check=False)

    def build(self) -> str:
        """Build the website; what was reported."""
        done = self.run("-m", "sphinx", "-q", "-b", "html", ".", str(self.html))
        assert done.returncode == 0, done.stderr
        return done.stderr

    def page(self, name: str) -> str:
        """A page of the website."""
        return (self.html / name).read_text(encoding="utf-8")


@pytest.fixture
def outsider(tmp_path):
    return Outsider(tmp_path)


def test_the_book_of_these_tests_has_no_problem(outsider):
    assert outsider.build() == ""
    assert [one["id"] for one in json.loads(outsider.page("synthkit.json"))["sessions"]] == ["duval2025filer"]


def test_a_view_is_one_file(outsider):
    outsider.add(
        "sphinx/render/headcount.py",
        """
from synthkit.sphinx.node_helpers import paragraph
from synthkit.sphinx.render.view import View


def headcount(page, place):
    return [paragraph(f"{len(page.catalogue.persons)} {place.choice['word']}")]


VIEW = View("headcount", headcount, ("word",))
""",
    )
    outsider.write("gens.md", BOOK["gens.md"] + "\n:::{headcount}\n:word: personne\n:::\n")
    assert outsider.build() == ""
    assert "<p>1 personne</p>" in outsider.page("gens.html")
    outsider.write("gens.md", BOOK["gens.md"] + "\n:::{headcount}\n:mot: personne\n:::\n")
    assert "synthkit.unknown_option" in outsider.build()


def test_a_page_vocabulary_is_one_file(outsider):
    outsider.add(
        "metadata/loom.py",
        """
from synthkit.metadata._vocabulary import Vocabulary
from synthkit.metadata.tags import Meta

VOCABULARY = Vocabulary(99, lambda page: [Meta("loom.title", page.work.title)])
""",
    )
    assert outsider.build() == ""
    assert '<meta name="loom.title" content="Filer">' in outsider.page("filer.html")
    assert "loom.title" not in outsider.page("gens.html")


def test_a_check_is_one_file(outsider):
    outsider.add(
        "checks/loom.py",
        """
from synthkit.diagnostics import Code, Problem


def CHECK(catalogue):
    for session in catalogue.sessions:
        yield Problem(Code.INVALID_VALUE, "no loom in '%(id)s'", session.where, {"id": session.id})
""",
    )
    assert re.search(r"filer\.md:4: WARNING: no loom in 'duval2025filer' \[synthkit\.invalid_value\]", outsider.build())


def test_a_format_is_one_file_and_offered_wherever_formats_are(outsider, tmp_path):
    outsider.add(
        "export/loom.py",
        """
from synthkit.export._exporter import Exporter

EXPORTER = Exporter(
    "Loom",
    ".loom",
    "text/x-loom",
    lambda bundle: "".join(f"{item['id']}: {item['title']}\\n" for item in bundle.items),
)
""",
    )
    outsider.write("index.md", BOOK["index.md"] + "\n```{catalogue}\n```\n\n```{downloads}\n```\n")
    assert outsider.build() == ""
    assert outsider.page("cite/duval2025filer.loom") == "duval2025filer: Filer\n"
    assert outsider.page("cite/rencontre-2025.loom") == "duval2025filer: Filer\n"
    assert outsider.page("cite/library.loom") == "le-fil-2025: Le fil\nduval2025filer: Filer\nsarr1987lin: Le lin\n"
    page, home = outsider.page("filer.html"), outsider.page("index.html")
    assert page.count('href="cite/duval2025filer.loom"') == 3  # at the head of the page, in « Citer », for machines
    assert re.search(r'<link rel="describedby" href="cite/duval2025filer\.loom" type="text/x-loom"', page)
    assert 'href="cite/library.loom"' in home
    assert 'href="cite/duval2025filer.loom"' in home
    facets = json.loads(outsider.page("cite/facets.js").removeprefix("window.synthkitFacets = ").rstrip(";\n"))
    assert {"key": "loom", "name": "Loom", "joined": ["", "", ""]} in facets["formats"]
    library = json.loads(outsider.page("cite/library.js").removeprefix("window.synthkitLibrary = ").rstrip(";\n"))
    assert library["sarr1987lin"]["loom"] == "sarr1987lin: Le lin\n"
    records = str(outsider.html / "synthkit.json")
    done = outsider.run("-m", "synthkit", "export", "duval2025filer", "--format", "loom", "--catalogue", records)
    assert done.stdout == "duval2025filer: Filer\n"
    call = "import sys; from synthkit.build.release import library_files; print(*library_files())"
    assert "cite/library.loom" in outsider.run("-c", call).stdout.split()
