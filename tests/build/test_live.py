"""What a preview builds: whatever was saved, and however often, it is what a clean build makes of the same sources."""

import base64
import io
import os
import re
import shutil
from pathlib import Path

import pytest
from books import CONF, QUICK, REFERENCES
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from synthkit.editor.extension import live
from synthkit.editor.preview.live_session import Built

PICTURES = [
    base64.b64decode(text)
    for text in (
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
    )
]
INDEX = "# Livre\n\n```{toctree}\n:glob:\n\nrencontre\nchapitres/*\ngens\nsources\n```\n"
MEETING = """# Rencontre du fil

:::{event} rencontre-2023
:date: 2023-09-01
:direction: rozenn-gueguen
:proceedings-title: Actes du fil
:::

```{programme} rencontre-2023
```
"""
PEOPLE = """# Gens

```{speakers}
```

:::{speaker} rozenn-gueguen
:given: Rozenn
:family: Guéguen
:::

:::{speaker} awa-sarr
:given: Awa
:family: Sarr
:::
"""
SOURCES = "# Sources\n\n```{sessions}\n```\n\n```{bibliography}\n```\n\n```{catalogue}\n```\n"


def chapter(name, title="Filer", *more):
    """A session with these paragraphs below it."""
    head = (
        f"# {title}\n\n:::{{session}} seance-{name}\n:event: rencontre-2023\n:speakers: rozenn-gueguen\n"
        f":keywords: rouet\n\nUn fil {{cite:p}}`okonkwo2019rouissage`.\n:::\n"
    )
    return "\n\n".join([head, *more]) + "\n"


BASE = {
    "index.md": INDEX,
    "rencontre.md": MEETING,
    "gens.md": PEOPLE,
    "sources.md": SOURCES,
    "chapitres/a.md": chapter("a"),
    "chapitres/b.md": chapter("b", "Nouer", "Voir {session}`seance-a`."),
    "references.bib": REFERENCES,
    "images/point.png": PICTURES[0],
}
#: What a chapter may hold beside its session: links to what may come and go, what two chapters may both have,
#: what is half typed, what no source should hold.
PARAGRAPHS = (
    "Un mot de plus, deux mots de trop.",
    "## Un intertitre",
    "Comme l’écrit {cite:t}`abramova1987metiers`.",
    "Une clé {cite:p}`inconnue`.",
    "Voir {session}`seance-c` et {speaker}`Awa Sarr`.",
    "Voir [l’autre](b.md) et [le troisième](c.md#autre).",
    "Voir {ref}`ancre-commune`.",
    "![Un point](../images/point.png)",
    "![Un autre](images/point.png)",
    ":::{session} seance-a\n:event: rencontre",
    "```{note}\nUne note",
    "<script>zut()</script> & {role}`x` \\input{y}",
    "```{index} single: rouet; à main\n```",
    "[Un fichier](../images/notes.txt)",
    ":::{footbibliography}\n:::\n\nUne note {footcite:p}`abramova1987metiers`.",
)
CHAPTERS = ("chapitres/a.md", "chapitres/b.md", "chapitres/c.md")
TITLES = ("Filer", "Nouer « à la main »", "Tisser <b>&</b>")


def chapters(path):
    name = Path(path).stem
    made = st.builds(
        lambda title, more: chapter(name, title, *more),
        st.sampled_from(TITLES),
        st.lists(st.sampled_from(PARAGRAPHS), max_size=4, unique=True),
    )
    return st.none() | made if path != CHAPTERS[0] else made


#: One save: a file and what it holds then, None for a file that is removed.
SAVES = st.one_of(
    *(st.tuples(st.just(path), chapters(path)) for path in CHAPTERS),
    st.tuples(
        st.just("gens.md"),
        st.sampled_from([PEOPLE, PEOPLE.replace("Guéguen", "Le Guen"), PEOPLE[: PEOPLE.index(":::{speaker} awa")]]),
    ),
    st.tuples(
        st.just("references.bib"),
        st.sampled_from(
            [
                REFERENCES,
                REFERENCES.replace("1987,", "1988,"),
                REFERENCES.replace("Abramova, I", "Petrova, I"),
                "@article{",
            ]
        ),
    ),
    st.tuples(
        st.just("index.md"),
        st.sampled_from([INDEX, INDEX.replace(":glob:", ":glob:\n:numbered:"), INDEX.replace("gens\n", "")]),
    ),
    st.tuples(st.just("images/point.png"), st.sampled_from([*PICTURES, None])),
    st.tuples(st.just("chapitres/images/point.png"), st.sampled_from([*PICTURES, None])),
    st.tuples(st.just("images/notes.txt"), st.sampled_from(["des notes", None])),
)


class Desk:
    """Sources that are edited, and what a preview builds of them."""

    def __init__(self, root, conf):
        self.root = root
        self.source = root / "book"
        self.save({"conf.py": "".join(f"{name} = {value!r}\n" for name, value in {**CONF, **QUICK, **conf}.items())})
        self.built = None
        self.edit(BASE)

    def save(self, files):
        for path, content in files.items():
            file = self.source / path
            file.parent.mkdir(parents=True, exist_ok=True)
            if content is None:
                file.unlink(missing_ok=True)
            elif isinstance(content, bytes):
                file.write_bytes(content)
            else:
                file.write_text(content, encoding="utf-8")

    def edit(self, files):
        """Save at one go, build."""
        self.save(files)
        changed = frozenset(self.source / path for path in files)
        live.build(self, self.source, self.root / "kept", changed, self.built.again if self.built else frozenset())

    def send(self, built):
        """What a line would take to the server."""
        assert isinstance(built, Built), built
        self.built = built

    @property
    def warnings(self):
        return [text for text, _ in self.built.warnings]

    def clean(self):
        """A clean build of the same sources: its files and warnings."""
        out = self.root / "clean"
        shutil.rmtree(out, ignore_errors=True)
        told = io.StringIO()
        with patch_docutils(self.source), docutils_namespace():
            Sphinx(self.source, self.source, out / "html", out / "doctrees", "html", None, None, told, True).build()
        return files(out / "html"), told_lines(told.getvalue(), self.source)


def files(folder):
    """Every file of an edition but ``.buildinfo``: it digests settings, of which two builds in a process share some."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != ".buildinfo")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def told_lines(text, source):
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
    lines = (line.removeprefix(f"{source}/").replace("WARNING: ", "", 1) for line in plain.splitlines())
    return sorted({line for line in lines if line.strip()})


def differing(one, other):
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def assert_as_clean(desk):
    made, warned = desk.clean()
    assert differing(files(desk.root / "kept/html"), made) == []
    assert told_lines("\n".join(desk.warnings).replace(" [sphinx]", ""), desk.source) == warned


@pytest.fixture
def new_desk(tmp_path, monkeypatch):
    """A maker of desks."""

    def make(**conf):
        (tmp_path / "book").mkdir()
        monkeypatch.chdir(tmp_path / "book")  # warnings name paths from here
        return Desk(tmp_path, conf)

    return make


LINK, PICTURE, OTHER_PICTURE, FILE, FOOTNOTE = (PARAGRAPHS[n] for n in (5, 7, 8, 13, 14))


@pytest.mark.parametrize(
    "saves",
    [
        pytest.param(
            [
                {"chapitres/images/point.png": PICTURES[1], "chapitres/b.md": chapter("b", "Nouer", OTHER_PICTURE)},
                {"chapitres/a.md": chapter("a", "Filer", PICTURE), "images/notes.txt": "des notes"},
                {"gens.md": f"{PEOPLE}\n{FILE.replace('../', '')}\n", "images/point.png": PICTURES[1]},
            ],
            id="two pictures of one name, and a file to download",
        ),
        pytest.param(
            [
                {"index.md": INDEX.replace(":glob:", ":glob:\n:numbered:")},
                {"chapitres/a.md": chapter("a", "Filer", FOOTNOTE), "chapitres/c.md": chapter("c", "Coudre", LINK)},
                {"references.bib": REFERENCES.replace("year = {1987}", "year = {1988}"), "index.md": INDEX},
                {"chapitres/b.md": None, "gens.md": PEOPLE.replace("Guéguen", "Le Guen")},
            ],
            id="numbers given and taken, pages made and removed, a reference and a person changed",
        ),
    ],
)
def test_what_depends_on_the_order_of_reading_is_as_in_a_clean_build(new_desk, saves):
    desk = new_desk()
    for files_saved in saves:
        desk.edit(files_saved)
    assert_as_clean(desk)


def test_a_theme_that_keeps_its_navigation_for_one_build_shows_the_pages_there_are(new_desk):
    desk = new_desk(html_theme="synthkit")
    part = "# Partie\n\n```{toctree}\n:glob:\n\n*\n```\n"
    desk.edit({"index.md": INDEX.replace("sources", "partie/index"), "partie/index.md": part})
    desk.edit({"partie/un.md": "# Un\n", "partie/deux.md": "# Deux\n"})
    desk.edit({"partie/deux.md": None})
    assert_as_clean(desk)


@settings(
    max_examples=3, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate]
)
@given(saves=st.lists(SAVES, min_size=2, max_size=5))
def test_whatever_is_saved_leaves_what_a_clean_build_makes(tmp_path_factory, saves):
    with pytest.MonkeyPatch.context() as patch:
        root = tmp_path_factory.mktemp("desk")
        (root / "book").mkdir()
        patch.chdir(root / "book")
        desk = Desk(root, {})
        for path, content in saves:
            desk.edit({path: content})
        assert_as_clean(desk)


def test_a_save_with_an_older_date_is_read(new_desk):
    desk = new_desk()
    path = desk.source / "chapitres/b.md"
    desk.save({"chapitres/b.md": chapter("b", "Revenu d’une sauvegarde")})
    os.utime(path, (0, 0))
    live.build(desk, desk.source, desk.root / "kept", frozenset({path}), frozenset())
    assert "Revenu d’une sauvegarde" in (desk.root / "kept/html/chapitres/b.html").read_text(encoding="utf-8")


def test_a_warning_stays_until_its_cause_is_gone(new_desk):
    desk = new_desk()
    broken = {"chapitres/b.md": chapter("b", "Nouer", "Voir {session}`nulle-part`.")}
    desk.edit(broken)
    desk.edit({"gens.md": PEOPLE + "\nUn mot.\n"})
    ((text, page),) = desk.built.warnings
    assert text.startswith("chapitres/b.md:12: ")
    assert "nulle-part" in text
    assert page == "chapitres/b.html"
    desk.edit({"chapitres/b.md": BASE["chapitres/b.md"]})
    assert desk.warnings == []
