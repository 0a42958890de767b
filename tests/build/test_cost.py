"""What a build costs: nothing in seconds, but what it keeps, and what it does not do again."""

import gc
import pickle
from collections import Counter
from weakref import ref

import pytest
from books import Book
from docutils import nodes
from jinja2 import Environment
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import ExtensionError

from synthkit.csl.rich_text import Segment
from synthkit.csl.work import Hints
from synthkit.sphinx.bibtex.domain import CslEntry
from synthkit.sphinx.html.search import FrenchSearch

PAGES = {
    "index.md": "# Le lin\n\n```{toctree}\nrouet\ntrame\nlaine\n```\n",
    "rouet.md": "# Le rouet\n\nUn texte.\n",
    "trame.md": "# La trame\n\nUn texte.\n",
    "laine.md": "# La laine\n\nUn texte.\n",
}


@pytest.fixture
def book(tmp_path):
    return Book(tmp_path).write(PAGES)


def kept(app):
    return len(app.env._write_doc_doctree_cache) + len(app.env._pickled_doctree_cache)


def test_no_tree_waits_in_memory_until_its_page_is_written(book):
    counted = []
    book.build(connect={"write-started": lambda app, builder: counted.append(kept(app))})
    assert counted == [0]


def test_no_tree_stays_in_memory_behind_its_page(book):
    counted = {}
    book.build(connect={"html-page-context": lambda app, page, *_: counted.__setitem__(page, kept(app))})
    assert {page: counted[page] for page in ("rouet", "trame")} == {"rouet": 0, "trame": 0}


def test_garbage_is_looked_for_while_pages_are_read_and_written_and_behind_the_build(book):
    at_work = {}

    def note(event):
        return lambda *_: at_work.setdefault(event, gc.isenabled()) and None

    book.build(connect={event: note(event) for event in ("source-read", "html-page-context", "build-finished")})
    assert at_work == {"source-read": True, "html-page-context": True, "build-finished": False}
    assert gc.isenabled()


def test_no_garbage_is_looked_for_in_the_one_document_of_a_paper_edition(book):
    at_work = []
    book.build("latex", connect={"doctree-resolved": lambda *_: at_work.append(gc.isenabled())})
    assert at_work == [False]
    assert gc.isenabled()


def test_garbage_is_looked_for_behind_a_build_that_failed(book):
    def fail(*_):
        raise ExtensionError("")

    with pytest.raises(ExtensionError):
        book.build(connect={"html-collect-pages": fail})
    assert gc.isenabled()


def test_an_entry_of_a_bibliography_stays_packed_until_somebody_looks_into_it():
    entry = CslEntry("fil", (Segment("Le fil."),), "Fil 2020", "Fil", Hints(number=3))
    loaded = pickle.loads(pickle.dumps(pickle.loads(pickle.dumps(entry))))
    assert "segments" not in vars(loaded)
    assert loaded.segments == entry.segments
    assert vars(loaded) == vars(entry)


def test_a_book_is_let_go_of_when_its_process_builds_the_next(book):
    environments = []
    for _ in range(3):  # the first stays, frozen with what is loaded; Sphinx keeps the last
        book.build(connect={"build-finished": lambda app, _: environments.append(ref(app.env))})
    gc.collect()
    assert environments[1]() is None


def test_a_template_is_compiled_for_the_first_build_alone(book, monkeypatch):
    book.build()
    compiled, compile_ = [], Environment.compile

    def note(self, source, name=None, *args, **kwargs):
        compiled.append(name)
        return compile_(self, source, name, *args, **kwargs)

    monkeypatch.setattr(Environment, "compile", note)
    book.write({"rouet.md": "# Le rouet\n\nUn autre texte.\n"})
    assert "Un autre texte" in book.build().text("rouet.html")
    assert [name for name in compiled if name and name.endswith(".html")] == []


def test_a_template_that_was_changed_is_compiled_again(book):
    book.conf["templates_path"] = ["gabarits"]
    book.write({"gabarits/layout.html": '{% extends "!layout.html" %}{% block footer %}Premier{% endblock %}'})
    assert "Premier" in book.build().text("rouet.html")
    book.write({"gabarits/layout.html": '{% extends "!layout.html" %}{% block footer %}Second{% endblock %}'})
    assert "Second" in book.build().text("rouet.html")


def test_a_title_that_pages_share_is_rendered_once(book, monkeypatch):
    rendered = Counter()
    render = StandaloneHTMLBuilder.render_partial

    def counted(builder, node):
        if isinstance(node, nodes.title):
            rendered[node.astext()] += 1
        return render(builder, node)

    monkeypatch.setattr(StandaloneHTMLBuilder, "render_partial", counted)
    built = book.build()
    assert "La trame" in built.text("rouet.html")
    assert "La trame" in built.text("laine.html")
    assert rendered["La trame"] == 1


def test_words_nobody_looks_for_and_words_said_again_are_left_out_at_once():
    assert FrenchSearch({}).split("le métier et la main ; le métier, 12") == ["métier", "main"]
