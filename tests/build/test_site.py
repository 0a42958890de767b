"""What a website has beside its pages: feed, map, icons, a picture to share, a page for addresses nobody has."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from functools import cache
from importlib.util import find_spec

import lxml.html
import pytest
from books import MARKUPS, QUICK, Book, Myst, complete, said

from synthkit.figures import typst

BASE = "https://livre.example/fil/"
NAMES = {"feed.xml", "sitemap.xml", "robots.txt", "llms.txt", "card.png", "404.html"}
ICONS = {"favicon.ico", "favicon.svg", "apple-touch-icon.png"}
THEMES = ["alabaster", "synthkit"]


def pages(markup=Myst):
    """The small complete book with a dated correction."""
    found = complete(markup)
    found[f"actes/tisser{markup.suffix}"] += "\n" + markup.directive("revision", "2025-12-02", "Un nom.")
    return found


@pytest.fixture
def site(book):
    """A maker of the small book: ``site(html_baseurl="")``."""
    return lambda **conf: book(pages(), **{**QUICK, "html_baseurl": BASE, **conf})


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    """The small book in an edition, built at the first call and only looked at."""

    @cache
    def built(builder="html", theme="alabaster"):
        conf = {**QUICK, "html_baseurl": BASE, "html_theme": theme}
        return Book(tmp_path_factory.mktemp(builder), conf).write(pages()).build(builder)

    return built


def at_top(built):
    return {path.name for path in built.outdir.iterdir()} & (NAMES | ICONS)


def head(built, docname):
    text = built.text(f"{docname}.html")
    return text[: text.index("</head>")]


def metas(text):
    return dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', text))


@pytest.mark.parametrize("markup", MARKUPS)
def test_a_book_with_an_address_has_each_file_and_no_robots_below_a_folder(book, markup):
    built = book(pages(MARKUPS[markup]), **QUICK, html_baseurl=BASE).build()
    assert built.warnings == ""
    assert at_top(built) == (NAMES | ICONS) - {"robots.txt"}


def test_a_site_with_a_host_of_its_own_has_robots(site):
    built = site(html_baseurl="https://livre.example").build()
    assert "Sitemap: https://livre.example/sitemap.xml" in built.text("robots.txt")


def test_without_an_address_there_are_icons_alone_and_it_is_said_once(site):
    built = site(html_baseurl="").build()
    assert at_top(built) == ICONS
    assert built.status.count("ni flux, ni plan du site") == 1
    assert 'rel="alternate"' not in head(built, "index")
    assert "og:image" not in head(built, "index")


def test_an_address_that_is_taken_back_takes_the_files_along(site):
    made = site()
    made.build()
    made.conf["html_baseurl"] = ""
    assert at_top(made.build()) == ICONS


@pytest.mark.parametrize("builder", ["epub", "singlehtml", "latex"])
def test_other_editions_have_none_of_it(edition, builder):
    built = edition(builder)
    assert at_top(built) == set()
    pages = [path.read_text(encoding="utf-8") for path in built.outdir.rglob("*.*html")]
    assert not [page for page in pages if "feed.xml" in page or "theme-color" in page or "apple-touch" in page]


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_the_map_has_the_canonical_address_of_each_page(edition, builder):
    built = edition(builder)
    urls = [url.findtext("{*}loc") for url in ET.fromstring(built.text("sitemap.xml"))]
    documents = [path for path in built.srcdir.rglob("*.md") if "_build" not in path.parts]
    canonical = {
        link: path
        for path in built.outdir.rglob("*.html")
        for link in re.findall(r'rel="canonical" href="([^"]+)"', path.read_text(encoding="utf-8"))
        if path.parent.name not in ("genindex", "search") and path.name not in ("genindex.html", "search.html")
    }
    assert set(urls) == set(canonical)
    assert len(urls) == len(set(urls)) == len(documents)
    assert urls[0] == BASE


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_the_list_for_language_models_has_each_page_once_below_its_part(edition, builder):
    text = edition(builder).text("llms.txt")
    assert text.startswith("# Le lin et la laine\n\n")
    urls = [url.findtext("{*}loc") for url in ET.fromstring(edition(builder).text("sitemap.xml"))]
    if find_spec("html_to_markdown"):  # each page is there as Markdown
        urls = [re.sub(r"/$", "/index.html", url).removesuffix(".html") + ".md" for url in urls]
    listed = re.findall(r"^- \[[^\n]+?\]\((\S+)\)", text, re.M)
    data = [f"{BASE}synthkit.json", f"{BASE}cite/library.json"]
    assert sorted(listed) == sorted([*urls, *data])
    part = text[text.index("\n## Journée du lin\n") :].split("\n## ")[1]
    (talk,) = (url for url in urls if "/tisser" in url)
    assert f"]({talk}): " in part
    assert f"{BASE}avant-propos" not in part
    assert [f"{BASE}avant-propos" in one for one in text.split("\n## ")].count(True) == 1


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_each_page_is_there_as_markdown_and_says_so(edition, builder):
    pytest.importorskip("html_to_markdown")
    built = edition(builder)
    pages = [page for page in built.outdir.rglob("*.html") if 'rel="canonical"' in page.read_text(encoding="utf-8")]
    written = {page.with_suffix(".md") for page in pages if page.with_suffix(".md").is_file()}
    assert len(written) == len(ET.fromstring(built.text("sitemap.xml")))
    for file in written:
        page = lxml.html.parse(file.with_suffix(".html"))
        assert page.xpath("//link[@rel='alternate'][@type='text/markdown']/@href") == [file.name]
    at = "actes/tisser.html" if builder == "html" else "actes/tisser/"
    text = built.text("actes/tisser.md" if builder == "html" else "actes/tisser/index.md")
    assert text.startswith("# Tisser")
    assert f"]({BASE}{'actes/index.html' if builder == 'html' else 'actes/'}#" in text
    assert at not in text or f"{BASE}{at}" in text
    assert not re.search(r"\]\((?!https?://|mailto:)|¶|§ 1|@unpublished|</", text)


def test_formulas_tables_notes_and_quotes_are_markdown(book):
    pytest.importorskip("html_to_markdown")
    page = (
        "# Cuves\n\nUne formule $a_1 < b$ et une note[^n].\n\n$$\\frac{1}{2}$$\n\n> Une citation.\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n```python\nx = 1\n```\n\n[^n]: La note.\n"
    )
    conf = {**QUICK, "html_baseurl": BASE, "myst_enable_extensions": ["dollarmath"]}
    text = book({"index.md": page}, **conf).build("html").text("index.md")
    for written in ("$a_1 < b$", "$$\\frac{1}{2}$$", "> Une citation.", "| 1", "```\nx = 1\n```", "La note."):
        assert written in text, written


def test_the_markdown_of_a_page_that_is_gone_goes_too(site):
    pytest.importorskip("html_to_markdown")
    book = site()
    built = book.build("html")
    assert (built.outdir / "avant-propos.md").is_file()
    (built.srcdir / "avant-propos.md").unlink()
    assert not (book.build("html").outdir / "avant-propos.md").exists()


def test_without_an_address_no_page_is_there_as_markdown(site):
    built = site(html_baseurl="").build("html")
    assert not [*built.outdir.glob("*.md")]


def test_a_page_has_the_date_of_its_last_change_in_the_map(edition):
    urls = ET.fromstring(edition().text("sitemap.xml"))
    dates = {url.findtext("{*}loc").removeprefix(BASE): url.findtext("{*}lastmod") for url in urls}
    assert dates["actes/tisser.html"] == "2025-12-02"
    assert dates[""] == "2025"
    assert dates["actes/index.html"] == "2025-11"
    assert dates["actes/rouir.html"] is None


@pytest.mark.parametrize("theme", THEMES)
def test_every_page_links_to_the_feed_and_the_icons_from_where_it_is(edition, theme):
    built = edition(theme=theme)
    for docname, up in (("index", ""), ("actes/rouir", "../"), ("search", ""), ("genindex", "")):
        found = head(built, docname)
        assert f'<link rel="alternate" href="{up}feed.xml" type="application/atom+xml"' in found
        assert 'title="Dernières modifications – Le lin et la laine"' in found
        for name in ICONS:
            assert found.count(f'href="{up}{name}"') == 1


@pytest.mark.parametrize(
    "own", [{"html_favicon": "moi.ico"}, {"html_theme_options": {"favicons": [{"href": "moi.ico"}]}}]
)
def test_an_icon_of_ones_own_wins(site, own):
    made = site(html_theme="pydata_sphinx_theme", html_static_path=["moi.ico"], **own)
    (made.root / "moi.ico").write_bytes(b"icon")
    built = made.build()
    assert not at_top(built) & ICONS
    assert "favicon.svg" not in head(built, "index")
    assert (built.outdir / "_static" / "moi.ico").is_file()


def test_a_file_the_book_brings_along_is_left_as_it_is(site):
    made = site(html_extra_path=["racine"])
    (made.root / "racine").mkdir()
    for name in ("robots.txt", "favicon.ico", "404.html"):
        (made.root / "racine" / name).write_text("à moi", encoding="utf-8")
    built = made.build()
    assert {built.text(name) for name in ("robots.txt", "favicon.ico", "404.html")} == {"à moi"}


def test_a_page_is_shared_with_the_picture_of_the_book(edition):
    built = edition()
    assert (built.outdir / "card.png").read_bytes()[16:24] == (1200).to_bytes(4) + (630).to_bytes(4)
    for docname in ("index", "actes/rouir", "actes/programme"):
        found = metas(head(built, docname))
        assert found["og:image"] == f"{BASE}card.png"
        assert (found["og:image:width"], found["og:image:height"]) == ("1200", "630")
        assert found["og:image:alt"] == "Couverture : Atelier du Fil. Le lin et la laine. 2025"
        assert found["og:title"]
        assert found["twitter:card"] == "summary_large_image"
    assert "og:image" not in head(built, "search")


def test_a_page_of_a_publication_is_shared_with_a_card_of_its_own_drawn_when_its_words_are_new(site, tmp_path):
    made = site(synthkit_editions=str(tmp_path))
    built = made.build()
    found = metas(head(built, "actes/rouir"))
    assert found["og:image"] == f"{BASE}cards/teixeira2025rouir.png"
    assert found["og:image:alt"] == (
        "Aliénor Teixeira et Bertrand Azoulay-Roux. Rouir à l’eau claire. Journée du lin · 12 mars 2025"
    )
    assert metas(head(built, "actes/programme"))["og:image"] == f"{BASE}card.png"
    cards = built.outdir / "cards"
    assert {path.read_bytes()[16:24] for path in cards.iterdir()} == {(1200).to_bytes(4) + (630).to_bytes(4)}
    before = {path.name: path.stat().st_mtime_ns for path in cards.iterdir()}
    renamed = pages()["actes/rouir.md"].replace("# Rouir à l’eau", "# Rouir à la rosée")
    made.write({"actes/rouir.md": renamed, "avant-propos.md": "# Avant-propos\n"}).build()
    after = {path.name: path.stat().st_mtime_ns for path in cards.iterdir()}
    assert before.keys() - after.keys() == {"avant-propos-lin.png"}
    assert {name for name in after if after[name] != before[name]} == {"teixeira2025rouir.png"}


def test_every_page_somebody_wrote_has_one_description(edition):
    built = edition()
    written = [path.with_suffix("").relative_to(built.srcdir).as_posix() for path in built.srcdir.glob("*.md")]
    assert {docname: head(built, docname).count('name="description"') for docname in written} == dict.fromkeys(
        written, 1
    )
    assert metas(head(built, "actes/intervenants"))["description"].endswith("Le lin et la laine")


def test_a_description_an_author_wrote_is_the_only_one(book):
    page = "---\nmyst:\n  html_meta:\n    description: La mienne\n---\n# Livre\n\nAutre chose.\n"
    text = head(book({"index.md": "# Un\n\n```{toctree}\np\n```\n", "p.md": page}, html_baseurl=BASE).build(), "p")
    assert re.findall(r'<meta[^>]*description"[^>]*>', text.replace("og:", ""))[0].count("La mienne") == 1
    assert text.count('name="description"') == 1


# -- what a strict policy of security refuses ---------------------------------------------------------------


@pytest.mark.parametrize("theme", THEMES)
def test_no_page_runs_a_script_or_has_a_style_sheet_within_it(edition, theme):
    files = [path for path in edition(theme=theme).outdir.rglob("*.html") if "_static" not in path.parts]
    assert len(files) > 10
    for path in files:
        page = lxml.html.parse(path)
        run = [script for script in page.iter("script") if not script.get("src")]
        assert {script.get("type") for script in run} <= {"application/ld+json"}, path
        assert not page.xpath("//style"), path
        assert not page.xpath("//@*[starts-with(name(), 'on')]"), path
        assert not page.xpath("//@href[starts-with(., 'javascript:')]"), path


@pytest.mark.parametrize("theme", THEMES)
def test_no_page_asks_another_host_for_anything(edition, theme):
    for path in edition(theme=theme).outdir.rglob("*.html"):
        page = lxml.html.parse(path)
        asked = page.xpath("//script/@src | //img/@src | //link[contains('stylesheet icon preload', @rel)]/@href")
        assert [address for address in asked if "//" in address] == [], path


def test_the_field_of_the_search_is_named_in_the_language_of_the_book(edition):
    page = lxml.html.fromstring(edition(theme="synthkit").text("index.html"))
    (label,) = page.xpath("//label[input[@name='q']]")
    assert label.text_content().strip() == "Chercher dans ce livre"


def test_the_search_box_of_a_plain_theme_is_there_without_a_script(edition):
    (box,) = lxml.html.fromstring(edition().text("actes/rouir.html")).xpath("//*[@id='searchbox']")
    assert box.get("style") is None
    assert box.xpath(".//form/@action") == ["../search.html"]


# -- 404 ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_the_page_for_no_page_leads_from_any_depth(edition, theme, builder):
    built = edition(builder, theme)
    text = built.text("404.html")
    addresses = re.findall(r'\s(?:href|src|action)="([^"]*)"', text)
    files = [address.partition("?")[0].partition("#")[0] for address in addresses if address.startswith("/")]
    assert len(files) > 10
    assert [address for address in addresses if not address.startswith(("/fil/", "#", "https://"))] == []
    assert [file for file in files if not (built.outdir / _file(file.removeprefix("/fil/"))).exists()] == []
    assert 'data-content_root="/fil/"' in text
    assert 'name="robots" content="noindex"' in text
    assert "canonical" not in text


@pytest.mark.parametrize("builder", ["html", "epub"])
def test_an_address_that_nobody_can_split_ends_no_build(book, builder):
    source = (
        "Livre\n=====\n\n.. toctree::\n\n   Un hôte <https://[hote>\n\n.. image:: https://[hote/x.png\n   :alt: fil\n"
    )
    built = book({"index.rst": source}, html_baseurl="https://lin.example/").build(builder)
    assert "fil" in built.text("index.html" if builder == "html" else "index.xhtml")
    assert "synthkit.unsafe_link" in {told.type for told in built.told}


def _file(address):
    return f"{address}index.html" if address.endswith("/") or not address else address


def test_the_page_for_no_page_says_so_in_french_and_shows_the_ways_in(edition):
    page = edition().page("404")
    assert "Page introuvable" in page.text
    assert page.links["Accueil"] == "/fil/index.html"
    assert page.links["Avant-propos"] == "/fil/avant-propos.html"
    (form,) = page.having("form", "synth-lost-search")
    assert form.get("action") == "/fil/search.html"
    assert any(field.get("name") == "q" for field in form.iter("input"))
    assert said(form) == "Chercher dans ce livre Chercher"


def test_a_page_of_that_name_which_somebody_wrote_stays(book):
    sources = {"index.md": "# Un\n\n```{toctree}\n404\n```\n", "404.md": "# Perdu\n"}
    assert "Perdu" in book(sources, html_baseurl=BASE).build().text("404.html")


# -- again and again ---------------------------------------------------------------------------------------


def test_two_builds_make_the_same_bytes_and_a_second_build_writes_none_of_it_again(site):
    made = site()
    built = made.build()
    times = {name: (built.outdir / name).stat().st_mtime_ns for name in at_top(built)}
    first = {name: (built.outdir / name).read_bytes() for name in at_top(built)}
    assert made.build().written == frozenset()
    assert {name: (built.outdir / name).stat().st_mtime_ns for name in times} == times
    other = made.build(to="other", parallel=2)
    assert {name: (other.outdir / name).read_bytes() for name in at_top(other)} == first


def test_the_first_dated_change_of_a_book_gives_every_page_the_feed(book):
    sources = {"index.md": "# Un\n\n```{toctree}\np\nq\n```\n", "p.md": "# P\n\n:::{chapter} p\n:::\n", "q.md": "# Q\n"}
    made = book(sources, html_baseurl=BASE, synthkit_publication={"id": "un"})
    assert "feed.xml" not in made.build().text("q.html")
    made.write({"p.md": sources["p.md"] + "\n:::{revision} 2031-01-02\nUn mot.\n:::\n"})
    built = made.build()
    assert "feed.xml" in head(built, "q")
    assert (built.outdir / "feed.xml").is_file()
    made.write({"p.md": sources["p.md"]})
    built = made.build()
    assert "feed.xml" not in head(built, "q")
    assert not (built.outdir / "feed.xml").exists()


def test_hostile_titles_are_text_in_every_head(book):
    sources = {
        "index.md": '# Un </title><script>"x"\n\nTexte "cité" <b>\n\n```{toctree}\np\n```\n',
        "p.md": "# P <i>\n",
    }
    built = book(sources, html_baseurl=BASE, project='Le "livre" </script>').build()
    for docname in ("index", "p", "404"):
        assert '<script>"x"' not in built.text(f"{docname}.html")
        assert '"livre" </script>' not in head(built, docname)


def test_pictures_an_earlier_build_drew_are_not_drawn_again(site, monkeypatch):
    made = site()
    monkeypatch.setattr(typst, "known", {})
    icons = {name: (made.build().outdir / name).read_bytes() for name in ICONS}
    for name in ICONS:
        (made.build().outdir / name).unlink()
    monkeypatch.setattr(typst, "known", {})
    monkeypatch.setattr(typst.subprocess, "run", lambda *_, **__: pytest.fail("drawn again"))
    built = made.build()
    assert {name: (built.outdir / name).read_bytes() for name in ICONS} == icons
