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

    def add_row(self, after: str, row: str) -> None:
        """One new row of the schema, below another."""
        path = self.package / "schema.py"
        text = path.read_text(encoding="utf-8")
        assert text.count(after) == 1
        path.write_text(text.replace(after, f"{after}    {row}\n"), encoding="utf-8")

    def new_session(self, **answers: str) -> str:
        """``synthkit new session``: the page it wrote."""
        given = {"event": "rencontre-2025", "title": "Tisser", "speakers": "zoe-duval", **answers}
        options = [word for name, value in given.items() for word in (f"--{name}", value)]
        before = set(self.book.glob("*.md"))
        done = self.run("-m", "synthkit", "new", "session", "--yes", *options)
        assert done.returncode == 0, done.stderr
        (page,) = set(self.book.glob("*.md")) - before
        return page.read_text(encoding="utf-8")

    def check(self) -> str:
        """``synthkit check``: what it reported."""
        done = self.run("-m", "synthkit", "check", ".", "--cache", str(self.html.parent / "cache"))
        return done.stdout + done.stderr

    def session(self) -> dict[str, object]:
        """The session as ``synthkit.json`` has it."""
        (found,) = json.loads(self.page("synthkit.json"))["sessions"]
        return found

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
from synthkit.metadata.tags import Vocabulary
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
    assert outsider.page("cite/rencontre-2025.loom") == "rencontre-2025: Rencontre du fil\nduval2025filer: Filer\n"
    works = "le-fil-2025: Le fil\nrencontre-2025: Rencontre du fil\nduval2025filer: Filer\n"
    assert outsider.page("cite/library.loom") == f"{works}sarr1987lin: Le lin\n"
    page, home = outsider.page("filer.html"), outsider.page("index.html")
    assert page.count('href="cite/duval2025filer.loom"') == 2  # in « Citer », for machines
    assert re.search(r'<link rel="describedby" href="cite/duval2025filer\.loom" type="text/x-loom"', page)
    assert 'href="cite/library.loom"' in home
    assert 'href="cite/duval2025filer.loom"' in home
    facets = json.loads(outsider.page("cite/facets.js").removeprefix("window.synthkitFacets = ").rstrip(";\n"))
    assert {"key": "loom", "name": "Loom", "joined": ["", "", ""]} in facets["formats"]
    library = json.loads(outsider.page("cite/library-0.js").partition("[0] = ")[2].rstrip(";\n"))
    assert "sarr1987lin: Le lin\n" in [files["loom"] for files in library]
    records = str(outsider.html / "synthkit.json")
    done = outsider.run("-m", "synthkit", "export", "duval2025filer", "--format", "loom", "--catalogue", records)
    assert done.stdout == "duval2025filer: Filer\n"
    call = "import sys; from synthkit.build.release import library_files; print(*library_files())"
    assert "cite/library.loom" in outsider.run("-c", call).stdout.split()


def filer(**options: str) -> str:
    """The page of the session with other options."""
    text = BOOK["filer.md"]
    for name, value in options.items():
        text = re.sub(f":{name}: .*\n", "", text).replace(":event:", f":{name}: {value}\n:event:")
    return text


def test_a_kind_of_session_is_one_row(outsider):
    last = '    DISCUSSION = "discussion", N_("Discussion"), None, False\n'
    outsider.add_row(last, 'MASTERCLASS = "masterclass", N_("Masterclass"), WorkKind.TALK')
    outsider.write("filer.md", filer(kind="masterclass", text="announced"))
    assert outsider.build() == ""
    assert re.search(r"<dt[^>]*>Nature<.*\n.*Masterclass", outsider.page("filer.html"))
    assert outsider.session()["kind"] == "masterclass"
    (cited,) = json.loads(outsider.page("cite/duval2025filer.json"))
    assert cited["type"] == "speech"
    assert cited["genre"].startswith("Masterclass")
    assert "masterclass" not in outsider.check()
    assert ":kind: masterclass" in outsider.new_session(kind="masterclass")


def test_a_kind_of_work_is_one_row(outsider):
    last = '    BOOK = "book", N_("Book"), "book", "book", "Book"\n'
    outsider.add_row(last, 'LECTURE = "lecture", N_("Lecture"), "speech", "misc", "LearningResource"')
    last = '    DISCUSSION = "discussion", N_("Discussion"), None, False\n'
    outsider.add_row(last, 'LECTURE = "lecture", N_("Lecture"), WorkKind.LECTURE')
    outsider.write("filer.md", filer(kind="lecture", text="announced"))
    outsider.write("index.md", f"{BOOK['index.md']}\n:::{{catalogue}}\n:::\n")
    assert outsider.build() == ""
    (cited,) = json.loads(outsider.page("cite/duval2025filer.json"))
    assert cited["type"] == "speech"
    assert outsider.page("cite/duval2025filer.bib").startswith("@misc{")
    assert '"@type":"LearningResource"' in outsider.page("filer.html").replace(" ", "")
    assert 'id="cat-duval2025filer"' in outsider.page("index.html")


def test_a_role_of_a_credit_is_one_row(outsider):
    last = '        *("discussant", "discussants", N_("Discussant"), N_("Discussants"), N_("as discussant")),\n'
    last += '        N_("who discusses"),\n    )\n'
    row = 'SCRIBE = "scribe", "scribes", N_("Scribe"), N_("Scribes"), N_("as scribe"), "who scribes"'
    outsider.add_row(last, row)
    gens = BOOK["gens.md"] + "\n:::{speaker} noe-tisserand\n:family: Tisserand\n:given: Noé\n:::\n"
    outsider.write("gens.md", f"{gens}\n:::{{person-index}}\n:::\n")
    outsider.write("filer.md", filer(scribes="noe-tisserand"))
    assert outsider.build() == ""
    assert re.search(r"<dt[^>]*>Scribe<.*\n.*Noé Tisserand", outsider.page("filer.html"))
    assert "</a>, communication, as scribe</p>" in outsider.page("gens.html")  # the index
    assert {"role": "scribe", "written": "noe-tisserand"} in outsider.session()["credits"]
    assert ":scribes: noe-tisserand" in outsider.new_session(scribes="noe-tisserand")
    assert "synthkit.unknown" not in outsider.check()
    outsider.write("filer.md", filer(scribes="nina-inconnue"))
    assert re.search(r"filer\.md.*nina-inconnue", outsider.check())


def test_an_option_is_one_row(outsider):
    row = '    Option("rehearsed", values.DAY, "the day of its rehearsal, as 2026-01-27", label=N_("Rehearsed")),'
    outsider.add_row('        Option("reviewers", values.WORDS),\n', row)
    outsider.write("filer.md", filer(rehearsed="2025-06-01"))
    assert outsider.build() == ""
    assert outsider.session()["facts"] == [{"name": "rehearsed", "text": "2025-06-01"}]
    assert re.search(r"<dt[^>]*>Rehearsed<.*\n.*2025-06-01", outsider.page("filer.html"))
    assert ":rehearsed: 2025-05-30" in outsider.new_session(rehearsed="2025-05-30")
    outsider.write("filer.md", filer(rehearsed="demain"))
    assert re.search(r"filer\.md.*rehearsed.*demain", outsider.check())
