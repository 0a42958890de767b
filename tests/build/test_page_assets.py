"""What a page of the theme loads: nothing it has no use for, and all that a book asks for."""

import re

import lxml.html
import pytest

PYDATA = {"html_theme": "pydata_sphinx_theme"}
PAGE = {"index.md": "# Un livre\n\nUn mot.\n"}


@pytest.fixture
def built(book):
    return book(PAGE, **PYDATA).build()


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


def test_the_index_of_the_search_is_loaded_by_the_page_of_the_search_alone(built):
    assert not {"searchindex.js", "searchtools.js", "fontawesome.js"} & set(sources(built))
    assert {"searchindex.js", "searchtools.js", "doctools.js"} <= set(sources(built, "search.html"))


def test_each_file_a_page_loads_is_there(built):
    for address in head(built).xpath("//script/@src | //link[@rel='stylesheet']/@href"):
        assert (built.outdir / address.partition("?")[0]).is_file(), address
    assert (built.outdir / "_static/synthkit-icons.woff2").is_file()


def test_no_style_sheet_waits_for_another(built):
    linked = [address.partition("?")[0] for address in head(built).xpath("//link[@rel='stylesheet']/@href")]
    assert "_static/basic.css" in linked
    assert [name for name in linked if "@import" in (built.outdir / name).read_text(encoding="utf-8")] == []


def test_a_page_loads_the_styles_of_what_it_shows(book):
    tabs = "# Onglets\n\n::::{tab-set}\n:::{tab-item} Un\nMot.\n:::\n::::\n\n```python\n1\n```\n"
    index = "# Un livre\n\nUn mot.\n\n```{toctree}\ntabs\n```\n"
    extensions = ["myst_parser", "sphinx_design", "synthkit"]
    built = book({"index.md": index, "tabs.md": tabs}, **PYDATA, extensions=extensions).build()
    sometimes = {"sphinx-design.min.css", "design-tabs.js", "pygments.css"}

    def loaded(page):
        files = head(built, page).xpath("//script/@src | //link[@rel='stylesheet']/@href")
        return {re.sub(r"\?.*", "", name).rpartition("/")[2] for name in files}

    assert sometimes <= loaded("tabs.html")
    assert not sometimes & loaded("index.html")
    assert not sometimes & loaded("genindex.html")


def test_a_search_while_one_types_has_what_it_needs(book):
    built = book(PAGE, **PYDATA, html_theme_options={"search_as_you_type": True}).build()
    assert {"searchindex.js", "searchtools.js"} <= set(sources(built))
    assert "search_as_you_type = true" in built.text("index.html")


def test_beside_a_script_within_the_page_the_others_run_at_once(book):
    built = book(PAGE, **PYDATA, html_js_files=[(None, {"body": "DOCUMENTATION_OPTIONS.mine = 1;"})]).build()
    scripts = head(built).xpath("script")
    assert "DOCUMENTATION_OPTIONS.mine = 1;" in [script.text for script in scripts]
    assert [script for script in scripts if script.get("src", "").endswith("doctools.js") and script.get("defer")] == []


def test_templates_of_the_book_come_before_ours(book):
    built = book(
        {**PAGE, "_templates/search-button-field.html": "<p>La mienne</p>"}, **PYDATA, templates_path=["_templates"]
    )
    assert "<p>La mienne</p>" in built.build().text("index.html")


@pytest.mark.parametrize("builder", ["epub", "dirhtml", "singlehtml"])
def test_other_builders_are_as_they_were(book, builder):
    assert book(PAGE, **PYDATA).build(builder).warnings == ""


def test_other_themes_are_left_alone(book):
    built = book(PAGE, html_theme="alabaster").build()
    assert "synthkit-mode.js" not in sources(built)
    assert not (built.outdir / "_static/synthkit-icons.woff2").exists()


# -- the menu


def parts(count):
    """A book of as many parts, the last one with a page below it."""
    names = [f"partie-{number}" for number in range(count)]
    pages = {f"{name}.md": f"# Partie <{name[7:]}>\n" for name in names}
    pages[f"{names[-1]}.md"] += "\n```{toctree}\ndessous\n```\n"
    listed = "\n".join(["Ailleurs <https://fil.example/a?b&c>", *names])
    return {"index.md": f"# Un livre\n\n```{{toctree}}\n{listed}\n```\n", "dessous.md": "# Dessous\n", **pages}


def menu(built, page):
    """The links of the menu at the head of a page: name, address, whether the page stands there."""
    links = lxml.html.fromstring(built.text(page)).xpath("(//ul[contains(@class, 'bd-navbar-elements')])[1]//a")
    return [
        (link.text_content().strip(), link.get("href"), "current" in link.getparent().get("class")) for link in links
    ]


def test_a_menu_that_holds_all_parts_is_the_themes(book):
    found = menu(book(parts(15), **PYDATA).build(), "dessous.html")
    assert len(found) == 16
    assert found[-1] == ("Partie <14>", "partie-14.html", True)


def test_a_menu_of_many_parts_has_the_first_ones_that_of_the_page_and_a_link_to_all(book):
    options = {"external_links": [{"name": "Le <site>", "url": "https://fil.example/?a&b"}]}
    built = book(parts(40), **PYDATA, html_theme_options=options).build()
    first = [("Ailleurs", "https://fil.example/a?b&c", False)]
    first += [(f"Partie <{number}>", f"partie-{number}.html", False) for number in range(4)]
    last = [("Tout le sommaire", "index.html", False), ("Le <site>", "https://fil.example/?a&b", False)]
    assert menu(built, "dessous.html") == [*first[:-1], ("Partie <39>", "partie-39.html", True), *last]
    assert menu(built, "partie-39.html") == [*first[:-1], ("Partie <39>", "#", True), *last]
    assert menu(built, "index.html") == [*first, ("Tout le sommaire", "#", False), last[1]]
    assert menu(built, "search.html") == [*first, *last]


def test_the_menu_of_a_page_does_not_grow_with_the_book(book):
    lengths = {len(menu(book(parts(count), **PYDATA).build(), "dessous.html")) for count in (17, 34)}
    assert len(lengths) == 1
