"""French typography where readers meet it: text, titles, navigation, each edition in its own way; one switch."""

import html
import re
import zipfile

import pytest
from books import REFERENCES

ENGLISH = "@misc{roe2020, author = {Roe, Ann}, title = {Who weaves? A survey}, year = 2020, langid = {english}}"
BOOK = {
    "index.md": """
# Le lin; la laine?

![Une roue: «vide»](roue.png)

```{toctree}
:caption: Que lire ?

suite
Un autre titre ? <autre>
```
""",
    "suite.md": """
# Au XIXe siècle ?

## Vraiment !

Oui? «Non» ; un *mot* ? `a ? b;` $a ; b$ et [le lien](https://lin.example/?a;b!) !

Le 1er mai, 29(3):3–30 à 10:30, l'*italique* et "cité".

[Really? «No»; 2e]{.language-en}

Voir {cite:t}`okonkwo2019rouissage` et {cite:t}`roe2020` ; {doc}`autre`.

```{bibliography}
```
""",
    "autre.md": "# Autre\n\n:::{event} autre-lin\n:date: 2026-02-01\n:::\n\nDu texte : voilà.\n",
    "references.bib": REFERENCES + ENGLISH,
}
CONF = {"myst_enable_extensions": ["attrs_inline", "colon_fence", "dollarmath"]}
#: A picture of one point.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360000000020001e221bc33"
    "0000000049454e44ae426082".replace(" ", "")
)


def shown(text):
    """No-break spaces as signs one can see: · narrow, ~ wide."""
    for space, sign in (("\u202f", "·"), ("&#8239;", "·"), ("\u00a0", "~"), ("&#160;", "~")):
        text = text.replace(space, sign)
    return text


@pytest.fixture
def french(book):
    def build(builder="html", **conf):
        small = book(BOOK, **{**CONF, **conf})
        (small.root / "roue.png").write_bytes(PNG)
        return small.build(builder)

    return build


def words(built, page):
    """The text of a page, its no-break spaces kept."""
    return shown(re.sub(r"[ \n]+", " ", html.unescape(re.sub("<[^>]*>", "", built.text(f"{page}.html")))))


def test_a_page_is_spaced_and_its_code_formulas_and_addresses_are_not(french):
    built = french()
    assert built.warnings == ""
    page = shown(built.text("suite.html"))
    text = words(built, "suite")
    assert "Oui·? «~Non~»·; un mot·?" in text
    assert "a ? b;" in text
    assert "a ; b" in text
    assert 'href="https://lin.example/?a;b!"' in page
    assert "29(3):3–30 à 10:30, l’italique et «~cité~»." in text


def test_words_of_another_language_stay_as_they_were_written(french):
    text = words(french(), "suite")
    assert "Really? «No»; 2e" in text
    assert "Who weaves? A survey" in text  # a title, by the language of its reference


def test_an_ordinal_is_raised_and_still_one_word_to_the_search(french):
    built = french()
    assert "XIX<sup>e</sup>~siècle" in shown(built.text("suite.html"))
    assert "1<sup>er</sup>~mai" in shown(built.text("suite.html"))
    assert '"1er":' in built.text("searchindex.js")


def test_a_date_that_synthkit_writes_has_its_ordinal_too(french):
    assert "1<sup>er</sup>~février 2026" in shown(french().text("autre.html"))


def test_the_navigation_and_the_titles_of_pages_are_spaced(french):
    page = shown(french(html_theme="synthkit").text("suite.html"))
    assert "<title>Au XIXe~siècle·?" in page
    assert re.search(r'rel="prev" title="Le lin·; la laine·\?"', page)
    assert "Un autre titre·?" in page
    index = shown(french(html_theme="synthkit").text("index.html"))
    assert "XIX<sup>e</sup>~siècle·?" in index
    assert "Que lire·?" in index
    assert 'alt="Une roue: «~vide~»"' in index


def test_the_table_of_contents_of_a_page_is_spaced(french):
    assert ">Vraiment·!</a>" in shown(french().text("index.html"))


def test_a_title_of_conf_py_is_spaced_on_each_page(french):
    page = shown(french(html_title="Le lin: quoi?").text("suite.html"))
    assert "Le lin: quoi·?</title>" in page


def test_the_contents_of_an_epub_are_spaced(french):
    with zipfile.ZipFile(next(french("epub").outdir.glob("*.epub"))) as archive:
        for name in ("nav.xhtml", "toc.ncx"):
            assert "siècle·?" in shown(archive.read(name).decode()), name


def test_print_has_the_plain_spaces_that_babel_makes_right(french):
    tex = shown(next(french("latex").outdir.glob("*.tex")).read_text(encoding="utf-8"))
    assert r"\chapter{Au XIX\synthkitup{e}~siècle ?}" in tex
    assert r"Oui ? « Non » ; un \sphinxstyleemphasis{mot} ?" in tex
    assert r"Le 1\synthkitup{er}~mai, 29(3):3–30 à 10:30, l’\sphinxstyleemphasis{italique} et « cité »." in tex


def test_a_part_of_a_printed_book_is_spaced_once(book):
    files = {
        "index.md": "# Livre\n\n```{toctree}\npartie\n```\n",
        "partie.md": "# Le XXe siècle?\n\n```{toctree}\nun\n```\n",
        "un.md": "# Un\n",
    }
    tex = next(book(files).build("latex").outdir.glob("*.tex")).read_text(encoding="utf-8")
    assert r"\synthkitpart{Le XXe" in tex
    assert "siècle ?}" in tex


def test_text_has_its_quotation_marks(french):
    assert "«~cité~»" in shown(french("text").text("suite.txt"))


@pytest.mark.parametrize("builder", ["man", "xml", "pseudoxml", "singlehtml", "dirhtml", "texinfo"])
def test_every_other_edition_takes_it(french, builder):
    assert french(builder).warnings == ""


def test_records_and_exports_keep_what_was_written(book):
    index = "# Livre\n\n```{toctree}\nseance\nreste\n```\n"
    page = "# Que vaut l’heure?\n\n:::{session} duval2026heure\n:event: e\n:speakers: d\n:::\n\n"
    rest = "# E\n\n:::{event} e\n:date: 2026-02-01\n:::\n\n## D\n\n:::{speaker} d\n:family: Duval\n:::\n"
    built = book({"index.md": index, "seance.md": page, "reste.md": rest}).build()
    for path in ("synthkit.json", "cite/duval2026heure.bib", "cite/library.ris"):
        assert not re.search("[\u00a0\u202f]", built.text(path)), path
    assert "Que vaut l’heure?" in built.text("cite/duval2026heure.bib")
    assert re.search('"og:title" content="Que vaut l’heure\\?"', built.text("seance.html"))


@pytest.mark.parametrize("switch", [{"synthkit_french_typography": False}, {"language": "en"}])
@pytest.mark.parametrize("builder", ["html", "epub", "latex", "text"])
def test_switched_off_everything_stays_as_it_was_written(french, builder, switch):
    built = french(builder, **switch)
    assert built.warnings == ""
    if builder == "epub":
        with zipfile.ZipFile(next(built.outdir.glob("*.epub"))) as archive:
            text = archive.read("suite.xhtml").decode()
    else:
        path = {"html": "suite.html", "text": "suite.txt"}.get(builder)
        text = built.text(path) if path else next(built.outdir.glob("*.tex")).read_text(encoding="utf-8")
    assert "Oui? «Non» ;" in text
    assert "XIXe siècle ?" in text
    assert "<sup>" not in text


def test_switched_off_babel_spaces_nothing_either(french):
    def preamble(**conf):
        tex = next(french("latex", **conf).outdir.glob("*.tex")).read_text(encoding="utf-8")
        return tex[: tex.index(r"\begin{document}")]

    assert r"\synthkitaswritten" in preamble(synthkit_french_typography=False)
    assert r"\synthkitaswritten" not in preamble()
    assert r"\synthkitaswritten" not in preamble(language="en")


def test_switched_on_a_book_of_another_language_is_spaced(french):
    assert "Oui·? «~Non~»·;" in words(french(language="en", synthkit_french_typography=True), "suite")


def test_a_second_build_changes_nothing(french, book):
    first = french()
    pages = {path: path.read_text(encoding="utf-8") for path in first.outdir.rglob("*.html")}
    second = book(BOOK, **CONF)
    (second.root / "suite.md").write_text(BOOK["suite.md"].lstrip() + "\n", encoding="utf-8")
    again = second.build()
    assert {path: path.read_text(encoding="utf-8") for path in again.outdir.rglob("*.html")} == pages
