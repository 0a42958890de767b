"""What a page of the book's theme loads: nothing it has no use for; its contents, which stay short in a long book."""

import gzip
import re

import lxml.html
import pytest
from books import Rest, complete

THEME = {"html_theme": "synthkit"}
PAGE = {"index.md": "# Un livre\n\nUn mot.\n"}


@pytest.fixture
def built(book):
    return book(PAGE, **THEME).build()


def head(built, page="index.html"):
    return lxml.html.fromstring(built.text(page)).find("head")


def sources(built, page="index.html"):
    found = lxml.html.fromstring(built.text(page)).xpath("//script/@src")
    return [re.sub(r"\?.*", "", source).rpartition("/")[2] for source in found]


def test_a_page_runs_no_script_that_stands_within_it(built):
    within = lxml.html.fromstring(built.text("index.html")).xpath("//script[not(@src)]")
    assert {script.get("type") for script in within} == {"application/ld+json"}  # read, not run


def test_all_scripts_but_the_one_of_the_colours_wait_for_the_page(built):
    waiting = {script.get("src").partition("?")[0]: script.get("defer") for script in head(built).xpath("script[@src]")}
    assert [name for name, defer in waiting.items() if defer is None] == ["_static/synthkit-mode.js"]
    assert "_static/doctools.js" in waiting


def test_the_index_of_the_search_is_loaded_by_no_page_as_it_opens(built):
    for page in ("index.html", "search.html"):
        assert not {"searchindex.js", "searchtools.js", "language_data.js"} & set(sources(built, page))


def test_each_file_a_page_loads_is_there(built):
    for address in head(built).xpath("//script/@src | //link[@rel='stylesheet']/@href"):
        assert (built.outdir / address.partition("?")[0]).is_file(), address
    (sheet,) = built.outdir.rglob("synthkit-book.css")
    for name in re.findall(r'url\("([^"]*)"\)', sheet.read_text(encoding="utf-8")):
        assert (sheet.parent / name).is_file(), name


def test_no_style_sheet_waits_for_another(built):
    linked = [address.partition("?")[0] for address in head(built).xpath("//link[@rel='stylesheet']/@href")]
    assert "_static/synthkit-book.css" in linked
    assert [name for name in linked if "@import" in (built.outdir / name).read_text(encoding="utf-8")] == []


def test_a_page_loads_the_styles_of_what_it_shows(book):
    tabs = "# Onglets\n\n::::{tab-set}\n:::{tab-item} Un\nMot.\n:::\n::::\n\n```python\n1\n```\n"
    index = "# Un livre\n\nUn mot.\n\n```{toctree}\ntabs\n```\n"
    extensions = ["myst_parser", "sphinx_design", "synthkit"]
    built = book({"index.md": index, "tabs.md": tabs}, **THEME, extensions=extensions).build()
    sometimes = {"sphinx-design.min.css", "design-tabs.js", "pygments.css", "pygments_dark.css"}

    def loaded(page):
        files = head(built, page).xpath("//script/@src | //link[@rel='stylesheet']/@href")
        return {re.sub(r"\?.*", "", name).rpartition("/")[2] for name in files}

    assert sometimes <= loaded("tabs.html")
    assert not sometimes & loaded("index.html")
    assert not sometimes & loaded("genindex.html")


def test_beside_a_script_within_the_page_the_others_run_at_once(book):
    built = book(PAGE, **THEME, html_js_files=[(None, {"body": "DOCUMENTATION_OPTIONS.mine = 1;"})]).build()
    scripts = head(built).xpath("script")
    assert "DOCUMENTATION_OPTIONS.mine = 1;" in [script.text for script in scripts]
    assert [script for script in scripts if script.get("src", "").endswith("doctools.js") and script.get("defer")] == []


def test_templates_of_the_book_come_before_ours(book):
    built = book(
        {
            **PAGE,
            "_templates/layout.html": "{% extends '!layout.html' %}{% block footer %}<p>La mienne</p>{% endblock %}",
        },
        **THEME,
        templates_path=["_templates"],
    )
    assert "<p>La mienne</p>" in built.build().text("index.html")


@pytest.mark.parametrize("builder", ["epub", "dirhtml", "singlehtml"])
def test_other_builders_are_as_they_were(book, builder):
    assert book(PAGE, **THEME).build(builder).warnings == ""


def test_other_themes_are_left_alone(book):
    built = book(PAGE, html_theme="alabaster").build()
    assert "synthkit-mode.js" not in sources(built)
    assert not (built.outdir / "_static/synthkit-book.css").exists()


# -- what a first visit costs


def test_a_first_visit_loads_little(book):
    built = book(complete(Rest), **THEME).build()
    page = "actes/rouir.html"
    found = lxml.html.fromstring(built.text(page)).xpath("//script/@src | //link[@rel='stylesheet']/@href")
    files = [(built.outdir / page).parent / re.sub(r"\?.*", "", address) for address in found]
    sheets = sum(len(gzip.compress(file.read_bytes())) for file in files if file.suffix == ".css")
    fonts = [built.outdir / f"_static/synthkit-{name}.woff2" for name in ("regular", "italic", "semibold")]
    rest = sum(len(gzip.compress(file.read_bytes())) for file in [built.outdir / page, *files] if file.suffix != ".css")
    assert sheets < 25_000
    assert sheets + rest + sum(font.stat().st_size for font in fonts) < 120_000


# -- the contents


def parts(count):
    """A book of as many parts, the last one with a page below it."""
    names = [f"partie-{number}" for number in range(count)]
    pages = {f"{name}.md": f"# Partie <{name[7:]}>\n" for name in names}
    pages[f"{names[-1]}.md"] += "\n```{toctree}\ndessous\n```\n"
    listed = "\n".join(["Ailleurs <https://fil.example/a?b&c>", *names])
    return {"index.md": f"# Un livre\n\n```{{toctree}}\n{listed}\n```\n", "dessous.md": "# Dessous\n", **pages}


def contents(built, page):
    """The links of the contents beside a page: name, address, whether it is the page itself."""
    links = lxml.html.fromstring(built.text(page)).xpath("//nav[@id='contents']//a")
    return [(link.text_content(), link.get("href"), link.get("aria-current") == "page") for link in links]


def test_the_contents_have_all_parts_and_the_pages_of_the_own_one(book):
    built = book(parts(15), **THEME).build()
    found = contents(built, "dessous.html")
    assert found[0] == ("Ailleurs", "https://fil.example/a?b&c", False)
    assert found[-2:] == [("Partie <14>", "partie-14.html", False), ("Dessous", "#", True)]
    assert len(found) == 17
    assert contents(built, "partie-3.html")[-1] == ("Partie <14>", "partie-14.html", False)


def test_contents_of_many_parts_have_those_around_the_page_and_a_link_to_all(book):
    built = book(parts(90), **THEME).build()
    found = contents(built, "dessous.html")
    assert ("Partie <89>", "partie-89.html", False) in found
    assert ("Partie <20>", "partie-20.html", False) not in found
    assert found[-1] == ("Tout le sommaire", "index.html", False)
    assert ("Partie <20>", "partie-20.html", False) in contents(built, "partie-30.html")
    assert ("Partie <0>", "partie-0.html", False) in contents(built, "search.html")


def test_the_contents_of_a_page_do_not_grow_with_the_book(book):
    lengths = {len(contents(book(parts(count), **THEME).build(), "dessous.html")) for count in (60, 120)}
    assert len(lengths) == 1
