"""What goes, or changes beside the sources, is gone or changed in the next build's editions too; what warned warns."""

import os
import shutil
import sys
from types import SimpleNamespace

import pytest
from books import PIXEL, Book

from synthkit.build import editions

PAGES = {"index.md": "# Livre\n\n```{toctree}\na\nb\n```\n", "a.md": "# A\n\nUn mot.\n", "b.md": "# B\n\nUn autre.\n"}
FOLDERS = {"templates_path": ["own"], "html_static_path": ["static"], "html_extra_path": ["extra"]}
BROUGHT = {"own/a.html": "a", "extra/a.txt": "a", "static/a.css": "a {}"}
TEMPLATE = '{% extends "!page.html" %}{% block body %}<p>un</p>{{ super() }}{% endblock %}'
SETUP = """
from docutils import nodes

def setup(app):
    app.connect("doctree-resolved", lambda app, tree, name: tree.append(nodes.paragraph("", "un")))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""
EXTENSION = (
    "import sys, pathlib\nsys.path.insert(0, str(pathlib.Path(__file__).parent))\nextensions.append('filature')\n"
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


@pytest.fixture(params=["html", "epub"])
def builder(request, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1929478400")
    return request.param


@pytest.fixture
def small(tmp_path):
    """A small book whose conf.py is a file with whatever is added; what it brings stands in folders of its own."""

    def make(more="", **conf):
        made = Book(tmp_path / "book", {**FOLDERS, **conf}).write({**PAGES, **BROUGHT})
        made.state()
        made.conf = None
        conf_py = made.root / "conf.py"
        conf_py.write_text(conf_py.read_text(encoding="utf-8") + more, encoding="utf-8")
        return made

    yield make
    sys.modules.pop("filature", None)
    sys.path[:] = [path for path in sys.path if not path.startswith(str(tmp_path))]


def edit(book, path, old, new):
    text = book.source(path)
    assert old in text
    book.write({path: text.replace(old, new)})


def written(built):
    """The pages that were written; the root of an EPUB is put together once more for the contents."""
    return built.written - ({"index"} if built.outdir.name == "epub" else set())


def published(folder):
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith(".")}


def stale(book, builder, **options):
    """What a build that follows another leaves otherwise than a clean one, and which pages it wrote."""
    made = book.build(builder, **options)
    for name in ("clean", "doctrees-clean"):
        shutil.rmtree(book.root / "_build" / name, ignore_errors=True)
    left, clean = published(made.outdir), published(book.build(builder, to="clean").outdir)
    assert clean
    return sorted(name for name in left.keys() | clean.keys() if left.get(name) != clean.get(name))


@pytest.mark.parametrize("parallel", [0, 2])
@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        ("a.md", "Voir {doc}`/rien`.\n"),
        ("b.md", "Voir {ref}`rien` et {session}`personne`.\n"),
        ("a.md", "```{code-block} python\nun mot ?\n```\n"),  # told while the page is put down
        ("b.md", "#### Trop bas\n"),  # told while it is read
    ],
)
def test_what_a_page_warns_of_is_told_by_each_build_until_it_is_mended(small, builder, parallel, path, wrong):
    book = small()
    sound = book.source(path)
    book.write({path: sound + "\n" + wrong})
    first = book.build(builder, parallel=parallel)
    assert {told.file for told in first.told} == {path}
    again = book.build(builder, parallel=parallel)
    assert sorted(again.told, key=str) == sorted(first.told, key=str)
    assert book.build(builder, strict=True, parallel=parallel).statuscode == 1
    book.write({path: sound})
    assert book.build(builder, strict=True, parallel=parallel).told == []
    assert written(book.build(builder, parallel=parallel)) == frozenset()


def test_a_warning_that_nobody_wants_to_see_writes_nothing_again(small, builder):
    book = small(suppress_warnings=["myst.header"])
    book.write({"a.md": "# A\n\n#### Trop bas\n"})
    assert book.build(builder).told == []
    again = book.build(builder)
    assert (again.read, written(again)) == (frozenset(), frozenset())


def test_a_template_that_is_new_other_than_it_was_or_gone_is_seen(small, builder):
    book = small()
    book.build(builder)
    book.write({"own/page.html": TEMPLATE})
    assert stale(book, builder) == []
    book.write({"own/page.html": TEMPLATE.replace("un", "deux")})
    os.utime(book.root / "own" / "page.html", (1_600_000_000, 1_600_000_000))
    assert stale(book, builder) == []
    (book.root / "own" / "page.html").unlink()
    assert stale(book, builder) == []
    assert written(book.build(builder)) == frozenset()


def test_code_of_the_book_that_changed_is_seen_and_a_plain_setting_reads_nothing(small, builder):
    book = small(SETUP)
    book.build(builder)
    edit(book, "conf.py", '"un"', '"deux"')
    assert stale(book, builder) == []
    with (book.root / "conf.py").open("a") as conf:
        conf.write("\nhtml_title = 'Un titre'\n")
    assert book.build(builder).read == frozenset()


@pytest.mark.parametrize("folder", [".", "../outils"])
def test_an_extension_of_the_book_that_changed_is_seen(small, builder, folder):
    """Or what conf.py imports, wherever it lies."""
    code = EXTENSION.replace(".parent", f".parent / {folder!r}")
    if folder != ".":
        code = code.replace("extensions.append('filature')", "from filature import setup").replace(
            ")))", ").resolve()))"
        )
    book = small(code).write({f"{folder}/filature.py": SETUP})
    book.build(builder)
    assert book.build(builder).read == frozenset()
    edit(book, f"{folder}/filature.py", '"un"', '"deux"')
    del sys.modules["filature"]  # as in a process of its own
    assert stale(book, builder) == []


def test_another_version_of_an_extension_is_seen(small, builder, monkeypatch):
    book = small()
    book.build(builder)
    monkeypatch.setattr("myst_parser.__version__", "99")
    assert book.build(builder).read == {"index", "a", "b"}
    assert book.build(builder).read == frozenset()


@pytest.mark.parametrize(
    "path",
    ["static/own.css", "extra/own.txt", "static/deep/own.css_t", "static/own.css.jinja", "theme/static/own.css"],
)
def test_a_file_that_the_book_no_longer_brings_is_gone(small, builder, path):
    book = small(html_theme_path=["."], html_theme="theme", epub_theme="theme")
    book.write({"theme/theme.toml": '[theme]\ninherit = "basic"\n', path: "p { color: red }"})
    assert "own" in "".join(published(book.build(builder).outdir))
    book.write({path: "p { color: blue }"})
    assert stale(book, builder) == []
    (book.root / path).unlink()
    assert stale(book, builder) == []


def test_a_page_stays_that_was_called_like_a_file_of_the_book(small):
    book = small().write({"extra/a.html": "<p>Autre chose</p>"})
    book.build()
    (book.root / "extra" / "a.html").unlink()
    assert stale(book, "html") == []


def test_a_sheet_of_the_epub_that_is_gone_is_missed(small):
    book = small(epub_css_files=["own.css"]).write({"static/own.css": "p { background: url(a.css) }"})
    assert book.build("epub").told == []
    (book.root / "static" / "own.css").unlink()
    assert {told.type for told in book.build("epub").told} == {"synthkit.missing_file"}


def test_pages_of_an_index_and_of_conf_are_gone_with_what_they_were_for(small, builder):
    word = "```{index} single: rouet\n```\n\n"
    book = small(html_split_index=True, html_additional_pages={"plus": "page.html"})
    edit(book, "a.md", "Un mot", f"{word}Un mot")
    made = book.build(builder).outdir
    assert [*made.glob("genindex-R*"), *made.glob("plus.*")] != []
    edit(book, "a.md", word, "")
    edit(book, "conf.py", "{'plus': 'page.html'}", "{}")
    assert stale(book, builder) == []


def test_a_better_picture_beside_another_is_seen(small, builder):
    book = small()
    edit(book, "a.md", "Un mot", "![Un dessin](dessin.*)\n\nUn mot")
    (book.root / "dessin.png").write_bytes(PIXEL)
    book.build(builder)
    assert book.build(builder).read == frozenset()
    book.write({"dessin.svg": SVG})
    assert stale(book, builder) == []
    (book.root / "dessin.svg").unlink()
    assert stale(book, builder) == []


def test_pictures_that_somebody_took_out_of_an_edition_are_there_again(small, builder):
    book = small()
    edit(book, "a.md", "Un mot", "![Un dessin](dessin.png)\n\nUn mot")
    (book.root / "dessin.png").write_bytes(PIXEL)
    shutil.rmtree(book.build(builder).outdir / "_images")
    assert stale(book, builder) == []


def test_a_chapter_taken_out_behind_a_build_that_failed_is_published_no_longer(small, tmp_path):
    book = small()
    for wrong, page in (("", "b"), ("Voir {doc}`/rien`.", "b"), ("", "")):
        book.write({"a.md": PAGES["a.md"] + wrong})
        if not page:
            (book.root / "b.md").unlink()
            edit(book, "index.md", "b\n", "")
        try:
            editions.build(book.root, tmp_path / "out", only=["html"], say=lambda _: None)
        except editions.EditionError:
            assert wrong
    assert {path.stem for path in (tmp_path / "out" / "html").glob("[ab].html")} == {"a"}


@pytest.mark.parametrize("now", ["extra", "html_additional_pages", "html-collect-pages", "build-finished"])
def test_a_file_that_takes_the_place_of_a_page_stays(small, builder, now):
    """A redirection, say, from a page that was renamed."""
    page = "b.xhtml" if builder == "epub" else "b.html"
    write = f"(app.outdir / '{page}').write_text('Voir c')"
    setup = (
        f"\ndef setup(app):\n    app.connect('{now}', lambda app, *_: ('b' in app.env.found_docs or {write}, [])[1])\n"
    )
    book = small(setup if "-" in now else "", html_additional_pages={})
    book.build(builder)
    (book.root / "b.md").unlink()
    edit(book, "index.md", "b\n", "")
    if now == "extra":
        book.write({f"extra/{page}": "Voir c"})
    if now == "html_additional_pages":
        edit(book, "conf.py", "{}", "{'b': 'page.html'}")
    assert stale(book, builder) == []
    assert page in published(book.build(builder).outdir)


def test_a_file_of_the_book_in_place_of_a_page_of_conf_stays(small):
    book = small(html_additional_pages={"plus": "page.html"})
    book.build()
    edit(book, "conf.py", "{'plus': 'page.html'}", "{}")
    book.write({"extra/plus.html": "Voir a"})
    assert stale(book, "html") == []


def test_folders_that_the_book_no_longer_brings_or_leaves_out_are_gone(small, builder):
    book = small(exclude_patterns=["_build"]).write({"static/deep/own.css": "p {}", "extra/deep/own/own.txt": "un"})
    book.build(builder)
    shutil.rmtree(book.root / "static" / "deep")
    shutil.rmtree(book.root / "extra" / "deep")
    book.write({"extra/deep": "deux"})  # no folder, a file
    assert stale(book, builder) == []
    edit(book, "conf.py", "['_build']", "['_build', '**/deep']")
    assert stale(book, builder) == []


CONVERTER = f"""
from pathlib import Path
from sphinx.transforms.post_transforms.images import ImageConverter

class Converter(ImageConverter):
    default_priority = 150
    conversion_rules = [("image/svg+xml", "image/png")]
    match = lambda self, node: node["uri"].endswith(".svg")
    is_available = lambda self: True
    convert = lambda self, old, new: Path(new).write_bytes({PIXEL!r})

def setup(app):
    app.add_post_transform(Converter)
"""


def test_a_picture_that_was_converted_for_a_page_stays_while_the_page_does(small, builder):
    book = small(CONVERTER).write({"dessin.svg": SVG})
    edit(book, "a.md", "Un mot", "![Un dessin](dessin.svg)\n\nUn mot")
    for words in ("Deux", "Trois"):
        assert "_images/dessin.png" in published(book.build(builder).outdir)
        book.write({"b.md": f"# B\n\n{words}\n"})
        assert stale(book, builder) == []
    assert written(book.build(builder)) == frozenset()


def test_a_picture_that_the_book_has_no_more_is_gone_though_a_page_names_it(small, builder):
    book = small()
    edit(book, "a.md", "Un mot", "![Un dessin](dessin.png)\n\nUn mot")
    (book.root / "dessin.png").write_bytes(PIXEL)
    book.build(builder)
    (book.root / "dessin.png").unlink()
    assert stale(book, builder) == []


def test_a_picture_that_was_fetched_for_a_page_stays_while_the_page_does(small, builder, tmp_path, monkeypatch):
    book = small()
    edit(book, "a.md", "Un mot", "![Un dessin](http://lin.example/dessin.png)\n\nUn mot")
    answer = SimpleNamespace(status_code=200, headers={}, content=PIXEL, iter_content=lambda _: [PIXEL])
    monkeypatch.setattr("sphinx.util.requests.get", lambda *_, **__: answer)
    for words in ("Deux", "Trois"):
        assert book.build(builder).told == []
        book.write({"b.md": f"# B\n\n{words}\n"})
        assert stale(book, builder) == []


def test_a_file_to_download_writes_nothing_again(small, builder):
    book = small().write({"fil.txt": "Un fil."})
    edit(book, "a.md", "Un mot", "{download}`Un fil <fil.txt>`\n\nUn mot")
    book.build(builder)
    assert written(book.build(builder)) == frozenset()


def test_a_file_that_an_extension_puts_beside_the_sheets_stays(small, builder):
    setup = """
def put(app):
    (app.outdir / '_static').mkdir(parents=True, exist_ok=True)
    (app.outdir / '_static' / f'{app.config.html_title}.js').write_text('un')

def setup(app):
    app.connect('builder-inited', put)
"""
    book = small(setup, html_title="un")
    assert "_static/un.js" in published(book.build(builder).outdir)
    edit(book, "conf.py", "html_title = 'un'", "html_title = 'deux'")
    assert stale(book, builder) == []
    assert "_static/deux.js" in published(book.build(builder).outdir)


def told_alike(book, builder):
    """What a build that follows another and a clean one tell: the same, each once or more."""
    again = {(told.file, told.type, told.text) for told in book.build(builder).told}
    for name in ("clean", "doctrees-clean"):
        shutil.rmtree(book.root / "_build" / name, ignore_errors=True)
    assert again == {(told.file, told.type, told.text) for told in book.build(builder, to="clean").told}
    return {type_ for _, type_, _ in again}


def test_a_page_in_no_table_of_contents_is_told_by_each_build(small, builder):
    book = small().write({"c.md": "# C\n"})
    book.build(builder)
    assert told_alike(book, builder) == {"toc.not_included"}
    assert book.build(builder, strict=True).statuscode == 1
    edit(book, "index.md", "b\n", "b\nc\n")
    assert told_alike(book, builder) == set()


def test_links_to_a_page_that_is_gone_or_there_again_are_those_of_a_clean_build(small, builder):
    book = small()
    edit(book, "a.md", "Un mot", "[un](b.md), {doc}`deux <b>`")
    book.build(builder)
    (book.root / "b.md").unlink()
    assert stale(book, builder) == []
    assert "toc.not_readable" in told_alike(book, builder)
    book.write({"b.md": "# B\n\nEncore.\n"})
    assert stale(book, builder) == []
    assert told_alike(book, builder) == set()


def test_a_label_is_there_once_whatever_page_it_moved_to(small, builder):
    book = small().write({"b.md": "(fil)=\n# B\n"})
    book.build(builder)
    book.write({"a.md": "(fil)=\n# A\n", "b.md": "# B\n"})
    assert told_alike(book, builder) == set()


def test_a_label_that_two_pages_had_is_that_of_the_one_that_has_it(small, builder):
    book = small().write({"a.md": "(fil)=\n# A\n", "b.md": "(fil)=\n# B\n\nVoir {ref}`fil`.\n"})
    book.build(builder)
    edit(book, "a.md", "# A", "# A, autrement")
    assert len(told_alike(book, builder)) == 1
    edit(book, "b.md", "(fil)=\n", "")
    assert told_alike(book, builder) == set()
    assert book.build(builder).read == frozenset()


def test_links_that_only_a_nitpicky_build_wants_to_lead_somewhere_are_told(small, builder):
    book = small(nitpicky=False)
    edit(book, "a.md", "Un mot", "{py:func}`filer`")
    book.build(builder)
    edit(book, "conf.py", "nitpicky = False", "nitpicky = True")
    assert told_alike(book, builder) != set()


def test_a_picture_for_the_language_of_the_book_is_seen(small, builder):
    book = small()
    edit(book, "a.md", "Un mot", "![Un dessin](dessin.png)\n\nUn mot")
    (book.root / "dessin.png").write_bytes(PIXEL)
    book.build(builder)
    assert book.build(builder).read == frozenset()
    shutil.copy(book.root / "dessin.png", book.root / "dessin.fr.png")
    assert stale(book, builder) == []
    (book.root / "dessin.fr.png").unlink()
    assert stale(book, builder) == []


def test_what_another_version_of_synthkit_made_is_published_no_longer(small, tmp_path, monkeypatch):
    book, out = small(), tmp_path / "out"
    editions.build(book.root, out, only=["html"], say=lambda _: None)
    (out / ".work" / "html" / "ancien.js").write_text("un")
    editions.build(book.root, out, only=["html"], say=lambda _: None)
    assert (out / "html" / "ancien.js").is_file()
    monkeypatch.setattr("synthkit.build.runner.__version__", "99")
    editions.build(book.root, out, only=["html"], say=lambda _: None)
    assert not (out / "html" / "ancien.js").exists()


def test_a_picture_that_an_extension_shows_in_its_own_way_stays_while_the_page_does(small, builder):
    setup = """
from docutils import nodes

def show(app, tree, docname):
    if docname == "a":
        app.builder.images["dessin.png"] = "un dessin.png"
        tree.append(nodes.raw("", '<p><img src="_images/un%20dessin.png" alt="" /></p>', format="html"))

def setup(app):
    app.connect("doctree-resolved", show)
"""
    book = small(setup)
    (book.root / "dessin.png").write_bytes(PIXEL)
    for words in ("Deux", "Trois"):
        assert "_images/un dessin.png" in published(book.build(builder).outdir)
        book.write({"b.md": f"# B\n\n{words}\n"})
        assert stale(book, builder) == []


@pytest.mark.parametrize("page", ["a", "d6", "d7", "index"])
def test_what_is_told_while_a_template_is_rendered_is_told_by_each_build(small, builder, page):
    setup = """
from sphinx.util import logging

def tell(app, page, template, context, tree):
    context["tell"] = lambda: logging.getLogger("a").warning("un mot") or ""

def setup(app):
    app.connect("html-page-context", tell)
"""
    telling = f"{{% if pagename == '{page}' %}}{{{{ tell() }}}}{{% endif %}}"
    body = f"{{% block body %}}{telling}{{{{ super() }}}}{{% endblock %}}"
    more = [f"d{number}" for number in range(8)]
    book = small(setup).write(
        {"own/page.html": '{% extends "!page.html" %}' + body, **{f"{d}.md": "# D\n" for d in more}}
    )
    edit(book, "index.md", "b\n", "b\n" + "\n".join(more) + "\n")
    assert len(book.build(builder, parallel=2).told) == 1
    assert len(book.build(builder, parallel=2).told) == 1
