"""The e-book: what its package says, what is in it, that two builds of one source are one file."""

import json
import re
import zipfile
from xml.etree import ElementTree as ET

import pytest
from books import CONF, PIXEL, Myst, complete

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360000000020001e221bc33"
    "0000000049454e44ae426082".replace(" ", "")
)


class Opened:
    """An e-book as readers open it."""

    def __init__(self, built):
        (self.file,) = built.outdir.glob("*.epub")
        with zipfile.ZipFile(self.file) as archive:
            self.files = {name: archive.read(name) for name in archive.namelist()}
        self.package = ET.fromstring(self.files["content.opf"])

    def tree(self, path):
        return ET.fromstring(self.files[path])

    def text(self, path):
        return " ".join("".join(self.tree(path).find(f".//{XHTML}body").itertext()).split())

    @property
    def pages(self):
        return [path for path in self.files if path.endswith(".xhtml")]

    def said(self, name):
        return [element.text for element in self.package.iter(f"{DC}{name}")]

    def meta(self, property):
        return [meta.text for meta in self.package.iter(f"{OPF}meta") if meta.get("property") == property]

    @property
    def items(self):
        return {item.get("id"): item for item in self.package.iter(f"{OPF}item")}

    @property
    def spine(self):
        return [self.items[ref.get("idref")].get("href") for ref in self.package.iter(f"{OPF}itemref")]

    def nav(self, kind):
        for nav in self.tree("nav.xhtml").iter(f"{XHTML}nav"):
            if nav.get(f"{OPS}type") == kind:
                return {"".join(link.itertext()): link.get("href") for link in nav.iter(f"{XHTML}a")}
        return {}


@pytest.fixture(scope="module")
def opened(edition):
    return Opened(edition("epub"))


# -- the package -----------------------------------------------------------------------------------


def test_the_package_states_the_facts_of_the_publication(opened):
    assert opened.said("title") == ["Le lin et la laine"]
    assert opened.said("creator") == ["Atelier du Fil"]
    assert opened.said("date") == ["2025"]
    assert opened.said("language") == ["fr"]
    assert opened.said("rights") == ["2025, Atelier du Fil"]
    assert opened.meta("schema:about") == ["Journée du lin"]
    assert opened.meta("role") == ["aut", "edt"]
    assert opened.meta("dcterms:date") == ["2025-03-12"]


def test_the_identifier_is_one_for_all_files_and_builds(opened, book):
    (identifier,) = opened.said("identifier")
    assert opened.package.get("unique-identifier") == "edition"
    assert f'name="dtb:uid" content="{identifier}"' in opened.files["toc.ncx"].decode()
    again = Opened(book({"index.md": "# Autre contenu\n"}).build("epub"))
    assert again.said("identifier") == [identifier]
    later = Opened(book({"index.md": "# Livre\n"}, "later", release="1.3").build("epub"))
    assert later.said("identifier") != [identifier]


def test_the_settings_of_sphinx_s_own_e_book_win(book):
    conf = {
        "epub_title": "Un autre titre",
        "epub_author": "Odile Sarment",
        "epub_publisher": "Éditions du Rouet",
        "epub_description": "Autre chose.",
        "epub_identifier": "https://lin.example/livre",
        "epub_copyright": "Domaine public",
        "epub_basename": "lin",
    }
    found = Opened(book({"index.md": "# Livre\n"}, **conf).build("epub"))
    names = ("title", "creator", "publisher", "description", "identifier", "rights")
    assert [found.said(name) for name in names] == [
        ["Un autre titre"],
        ["Odile Sarment"],
        ["Éditions du Rouet"],
        ["Autre chose."],
        ["https://lin.example/livre"],
        ["Domaine public"],
    ]
    assert found.file.name == "lin.epub"


def test_several_lines_of_copyright_are_all_stated(book):
    found = Opened(book({"index.md": "# Livre\n"}, copyright=["2024, Une maison", "2025, Une autre"]).build("epub"))
    assert found.said("rights") == ["2024, Une maison; 2025, Une autre"]


def test_the_file_is_named_by_the_publication(opened):
    assert opened.file.name == "lin-et-laine.epub"


def test_a_conf_py_that_states_nothing_makes_an_e_book_without_a_warning(book):
    unstated = dict.fromkeys(name for name in CONF if name not in ("extensions", "exclude_patterns"))
    built = book({"index.rst": "Book\n====\n"}, **unstated).build("epub")
    assert built.warnings == ""
    found = Opened(built)
    assert found.said("language") == ["en"]
    assert found.said("creator") == []
    assert "About this edition" not in found.text("titlepage.xhtml")


def test_accessibility_is_said_of_what_is_there(opened, book):
    assert opened.meta("schema:accessMode") == ["textual"]
    assert "alternativeText" not in opened.meta("schema:accessibilityFeature")
    assert opened.meta("schema:accessibilityHazard") == ["none"]
    assert "table des matières" in opened.meta("schema:accessibilitySummary")[0]
    assert opened.meta("dcterms:conformsTo") == []
    described = book({"index.md": "# Livre\n\n![Une roue](roue.png) et $x$\n"}, myst_enable_extensions=["dollarmath"])
    (described.root / "roue.png").write_bytes(PIXEL)
    features = Opened(described.build("epub")).meta("schema:accessibilityFeature")
    assert {"alternativeText", "MathML"} <= set(features)


def test_each_work_is_in_the_linked_record(opened):
    (link,) = [link for link in opened.package.iter(f"{OPF}link") if link.get("rel") == "record"]
    graph = json.loads(opened.files[link.get("href")])["@graph"]
    places = {node["@id"]: node for node in graph}
    talk = places["actes/rouir.xhtml#teixeira2025rouir"]
    assert [author["name"] for author in talk["author"]] == ["Aliénor Teixeira", "Bertrand Azoulay-Roux"]
    for place in set(places) - set(opened.said("identifier")):
        path, _, anchor = place.partition("#")
        assert anchor in {element.get("id") for element in opened.tree(path).iter()}


# -- the pages -------------------------------------------------------------------------------------


def test_every_page_declares_its_language(opened):
    for path in opened.pages:
        root = opened.tree(path)
        assert (root.get("lang"), root.get(LANG)) == ("fr", "fr"), path


def test_the_book_is_read_from_cover_to_index(opened):
    assert opened.spine[:5] == ["cover.xhtml", "titlepage.xhtml", "nav.xhtml", "index.xhtml", "avant-propos.xhtml"]
    assert set(opened.spine) == set(opened.pages)


def test_the_navigation_is_in_the_language_of_the_book(opened):
    assert opened.tree("nav.xhtml").find(f".//{XHTML}title").text == "Table des matières"
    assert opened.nav("landmarks") == {
        "Couverture": "cover.xhtml",
        "Page de titre": "titlepage.xhtml",
        "Table des matières": "nav.xhtml#toc",
        "Début du texte": "avant-propos.xhtml",
        "Bibliographie": "bibliotheque.xhtml",
    }


def test_readers_that_look_for_the_old_guide_find_the_cover_page(opened):
    found = {mark.get("type"): mark.get("href") for mark in opened.package.iter(f"{OPF}reference")}
    assert found == {"cover": "cover.xhtml", "toc": "nav.xhtml#toc"}


def test_the_contents_are_those_of_the_old_table_too(opened):
    old = re.findall(r'<text>(.*?)</text></navLabel>\s*<content src="(.*?)"', opened.files["toc.ncx"].decode())
    assert dict(old) == opened.nav("toc")


def test_every_entry_of_the_navigation_leads_somewhere(opened):
    for href in opened.nav("toc").values():
        path, _, anchor = href.partition("#")
        assert not anchor or anchor in {element.get("id") for element in opened.tree(path).iter()}, href


def test_pages_say_what_they_are(opened):
    roles = {path: opened.tree(path).find(f".//{XHTML}section") for path in opened.spine[3:]}
    found = {path: section.get("role") for path, section in roles.items()}
    assert found["actes/index.xhtml"] == "doc-part"
    assert found["actes/rouir.xhtml"] == "doc-chapter"
    assert found["bibliotheque.xhtml"] == "doc-bibliography"
    assert found["index.xhtml"] is None


def test_the_title_page_says_what_the_cover_says(opened):
    image = opened.tree("cover.xhtml").find(f".//{XHTML}img")
    assert image.get("alt") == "Couverture\u00a0: Atelier du Fil. Le lin et la laine. 2025"
    assert opened.files[image.get("src")].startswith(PNG[:8])
    (item,) = [item for item in opened.items.values() if item.get("properties") == "cover-image"]
    assert item.get("href") == image.get("src")
    assert "Le lin et la laine Atelier du Fil 2025" in opened.text("titlepage.xhtml")


def test_no_line_of_the_title_page_begins_with_a_sign(book):
    found = Opened(book({"index.md": "# Livre\n"}, project="Le lin : un fil ?").build("epub"))
    assert "Le lin\u00a0: un fil\u202f?" in found.files["titlepage.xhtml"].decode()
    assert found.said("title") == ["Le lin : un fil ?"]


def test_there_is_an_index_where_something_is_indexed(opened, book):
    assert "genindex.xhtml" not in opened.files
    files = {"index.md": "# Livre\n\n{index}`Rouet` et le reste.\n"}
    found = Opened(book(files).build("epub"))
    assert found.nav("toc")["Index"] == "genindex.xhtml"
    assert "Rouet" in found.text("genindex.xhtml")
    assert "index" in found.meta("schema:accessibilityFeature")


def test_a_page_no_table_of_contents_names_is_read_last(book):
    files = {"index.md": "# Livre\n", "seul.md": "---\norphan: true\n---\n\n# Seul\n\nTexte perdu ?\n"}
    found = Opened(book(files).build("epub"))
    assert found.spine[-1] == "seul.xhtml"
    assert "Texte perdu ?" in found.text("seul.xhtml")


def test_a_page_that_is_gone_is_not_in_the_next_e_book(book):
    made = book({"index.md": "# Livre\n\n```{toctree}\nun\n```\n", "un.md": "# Un\n"})
    assert "un.xhtml" in Opened(made.build("epub")).files
    (made.root / "un.md").unlink()
    again = made.write({"index.md": "# Livre\n"}).build("epub")
    assert "un.xhtml" not in Opened(again).files


# -- what is in it ---------------------------------------------------------------------------------


def test_only_what_a_page_shows_is_in_the_book(opened, book):
    assert [path for path in opened.files if path.startswith("_static")] == [
        "_static/pygments.css",
        "_static/synthkit-epub.css",
        *(f"_static/synthkit-{cut}.woff2" for cut in ("italic", "regular", "semibold")),
    ]
    made = book({"index.rst": "Livre\n=====\n\n.. image:: roué.png\n   :alt: Une roue\n"})
    for name in ("roué.png", "autre.png"):
        (made.root / name).write_bytes(PIXEL)
    found = Opened(made.build("epub"))
    assert [path for path in found.files if path.endswith(".png")] == ["cover.png", "_images/roué.png"]
    assert "_images/rou%C3%A9.png" in {item.get("href") for item in found.items.values()}


def test_a_sheet_of_the_editor_comes_with_the_files_it_names(book):
    made = book({"index.md": "# Livre\n"}, html_static_path=["_s"], epub_css_files=["a.css"])
    (made.root / "_s").mkdir()
    (made.root / "_s" / "a.css").write_text("@import 'b.css'; body { src: url(c.woff2) }")
    (made.root / "_s" / "b.css").write_text("p { margin: 0 }")
    (made.root / "_s" / "c.woff2").write_bytes(b"wOF2")
    found = Opened(made.build("epub"))
    assert {"_static/a.css", "_static/b.css", "_static/c.woff2"} <= set(found.files)
    assert {item.get("media-type") for item in found.items.values()} >= {"font/woff2"}


def test_a_file_that_is_not_there_is_told(book):
    made = book({"index.md": "# Livre\n"}, html_static_path=["_s"], epub_css_files=["a.css"])
    (made.root / "_s").mkdir()
    (made.root / "_s" / "a.css").write_text("body { background: url(nulle-part.png) }")
    built = made.build("epub")
    assert [(told.file, told.type) for told in built.told] == [("conf.py", "synthkit.missing_file")]
    assert "_static/nulle-part.png" in built.warnings


def test_an_image_that_is_not_there_is_told_once(book):
    built = book({"index.md": "# Livre\n\n![Rien](nulle-part.png)\n"}).build("epub")
    assert [told.type for told in built.told] == ["image.not_readable"]


def test_nothing_runs_and_nothing_is_hidden(opened):
    sheets = "".join(text.decode() for path, text in opened.files.items() if path.endswith(".css"))
    hidden = re.findall(r"([^{}\n]*) \{[^}]*(?:display: *none|visibility)[^}]*\}", sheets)
    assert hidden == ["colgroup", "nav[hidden]"]  # columns hold no text; the lists are the reading system's to show
    assert not [path for path in opened.pages if b"<script" in opened.files[path]]


def test_cells_and_figures_are_lines_as_mupdf_wants_them(book):
    table = "```{list-table}\n* - un *mot*\n  - a\n\n    b\n* - deux\n  - - c\n```\n"
    made = book({"index.md": f"# Livre\n\n{table}\n```{{figure}} roue.svg\n:alt: Roue\n\nUne roue\n```\n"})
    (made.root / "roue.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    page = Opened(made.build("epub")).files["index.xhtml"].decode()
    assert re.search(r"<td><span>un <em>mot</em></span></td>", page)
    assert re.search(r"<td><span>a</span>\s*<br/><span>b</span>\s*</td>", page)
    assert "<td><span>deux</span></td>" in page
    assert re.search(r"<td><ul[^>]*>\s*<li><p>c</p>", page)
    assert re.search(r"<p><img [^>]*/>\s*</p>\s*<figcaption>", page)


def test_the_typeface_of_the_book_goes_with_its_licence(opened):
    assert {path for path in opened.files if path.endswith(".woff2")} == {
        f"_static/synthkit-{cut}.woff2" for cut in ("regular", "italic", "semibold")
    }
    assert b"SIL OPEN FONT LICENSE" in opened.files["META-INF/synthkit-fonts-licence.txt"]


def test_scripts_of_a_picture_are_left_out_and_told(book):
    made = book({"index.md": "# Livre\n\n![Une roue](roue.svg)\n"})
    drawn = '<circle r="1" onclick="f()"/><a href=" java\nscript:f()"><text>a</text></a>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><script>f()</script>{drawn}<title>T</title></svg>'
    (made.root / "roue.svg").write_text(svg, encoding="utf-8")
    built = made.build("epub")
    assert [(told.file, told.type) for told in built.told] == [("index.md", "synthkit.raw_html")]
    picture = Opened(built).files["_images/roue.svg"].decode()
    assert "f()" not in picture
    assert "<title>T</title>" in picture


# -- printed pages ---------------------------------------------------------------------------------

PRINTED = {
    "index.md": "# Livre\n\nUn.\n\n```{toctree}\na\nb\n```\n",
    "a.md": "# A\n\nAlpha.\n\nBêta.\n\n- Gamma.\n",
    "b.md": "# B\n\nDelta.\n\nEpsilon.\n",
}


def page_data(book, name, marks):
    plain = {"schema": 1, "edition": "livre.pdf", "pages": 9, "works": {}, "marks": marks}
    (book.root / name).write_text(json.dumps(plain), encoding="utf-8")


def test_printed_pages_are_listed_and_lead_to_their_first_paragraph(book):
    made = book(PRINTED, synthkit_pages="pages.json")
    page_data(made, "pages.json", {"index": [[1, "i"]], "a": [[1, "1"], [3, "2"]], "b": [[1, "2"], [2, "3"], [9, "4"]]})
    found = Opened(made.build("epub"))
    assert found.nav("page-list") == {
        "i": "index.xhtml#page-i",
        "1": "a.xhtml#page-1",
        "2": "a.xhtml#page-2",
        "3": "b.xhtml#page-3",
    }
    (second,) = [element for element in found.tree("a.xhtml").iter() if element.get("id") == "page-2"]
    assert (second.get(f"{OPS}type"), second.get("role"), second.get("aria-label")) == (
        "pagebreak",
        "doc-pagebreak",
        "2",
    )
    assert second.tail == "Gamma."
    assert found.meta("pageBreakSource") == ["livre.pdf"]
    assert {"pageNavigation", "pageBreakMarkers"} <= set(found.meta("schema:accessibilityFeature"))


def test_pages_of_another_printing_are_found_though_no_source_changed(book):
    made = book(PRINTED, synthkit_pages="pages.json")
    page_data(made, "pages.json", {"a": [[1, "1"]]})
    made.build("epub")
    page_data(made, "pages.json", {"b": [[2, "7"]]})
    assert Opened(made.build("epub")).nav("page-list") == {"7": "b.xhtml#page-7"}


def test_a_book_without_a_printed_edition_has_no_pages(opened):
    assert opened.nav("page-list") == {}
    assert opened.meta("pageBreakSource") == []
    assert not [path for path in opened.pages if b"synth-mark" in opened.files[path]]


# -- the same file again ---------------------------------------------------------------------------


def test_two_builds_of_one_source_are_one_file(book, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    formulas = "\n\\begin{align}\nx &= 1\n\\end{align}\n"
    sources = complete(Myst)
    sources["avant-propos.md"] += formulas
    conf = {"myst_enable_extensions": ["colon_fence", "amsmath"]}
    one, two = (Opened(book(sources, name, **conf).build("epub", parallel=n)) for name, n in (("a", 0), ("b", 2)))
    assert {path for path in one.files if one.files[path] != two.files[path]} == set()
    assert one.file.read_bytes() == two.file.read_bytes()
    assert one.meta("dcterms:modified") == ["2030-03-17T17:46:40Z"]
