"""Raw HTML in a source: kept where an e-reader can take it, told where it can't."""

import re
import xml.etree.ElementTree as ET
import zipfile

import pytest

REFUSED = {
    "unclosed": "Un fil <b> et un autre.",
    "crossed": "Un <b>fil <i>et</b> un</i> autre.",
    "an item without its end": "<ul><li>Un fil</ul>\n",
    "script": "<script>zut()</script>\n\nUn fil.",
    "address that is none": 'Un <a href="https://[x">fil</a>.',
    "handler": 'Un <span onclick="zut()">fil</span>.',
    "address": 'Un <a href="javascript:zut()">fil</a>.',
    "unknown": "Un <fil>fil</fil>.",
    "obsolete": "<center>Un fil.</center>\n",
    "a block in a line": "Un <div>fil</div>.",
    "svg": "<svg><title>fil</title></svg>\n",
    "half a block": "<div>\n\nUn fil.\n",
    "form": "<input type='checkbox'/>\n\nUn fil.",
}
KEPT = {
    "closed": "Un fil et <em>un autre</em>.",
    "entity": "<p>Un fil !</p>\n",
    "language": 'Un <span lang="en" title="thread">fil</span>.',
    "a block around Markdown": "<div class='fil'>\n\nUn *fil*.\n\n</div>\n",
    "details": '<details open="open"><summary>Un fil</summary><p>Son nom.</p></details>\n',
    "a link": 'Un <a href="https://fil.example/">fil</a>.',
}
#: The line the mistake stands in.
LINE = 5


def epub_page(built):
    with zipfile.ZipFile(next(built.outdir.glob("*.epub"))) as archive:
        return archive.read("index.xhtml").decode()


@pytest.mark.parametrize("source", REFUSED.values(), ids=REFUSED)
def test_raw_html_no_epub_can_hold_is_told_where_it_stands_and_its_words_kept(book, source):
    built = book({"index.md": f"# Livre\n\nDu texte.\n\n{source}\n"}).build("epub")
    (told,) = built.told
    assert (told.file, told.line, told.type) == ("index.md", LINE, "synthkit.raw_html")
    page = epub_page(built)
    body = page[page.index("<body") :]
    ET.fromstring(page)
    assert "<script" not in body
    assert "onclick" not in page
    assert "zut" not in page
    assert "fil" in "".join(ET.fromstring(page).itertext())


@pytest.mark.parametrize("source", KEPT.values(), ids=KEPT)
def test_raw_html_an_epub_can_hold_stays_as_it_was_written(book, source):
    built = book({"index.md": f"# Livre\n\n{source}\n"}).build("epub")
    assert built.warnings == ""
    page = epub_page(built)
    ET.fromstring(page)
    assert source.split("\n", maxsplit=1)[0] in page.replace("\n", " ") or "<em>" in page


def test_it_is_told_whatever_edition_is_built_and_in_the_next_build_too(book):
    small = book({"index.md": "# Livre\n\nUn fil <b> et un autre.\n"})
    for builder in ("html", "html", "latex", "text"):
        assert [told.type for told in small.build(builder).told] == ["synthkit.raw_html"]


def test_the_web_edition_keeps_what_was_written(book):
    built = book({"index.md": "# Livre\n\nUn fil <b> et un autre.\n"}).build()
    assert "Un fil <b> et un autre" in built.text("index.html")


@pytest.mark.parametrize(
    ("builder", "page", "shown"),
    [
        ("html", "index.html", r"Un<br />\s*<strong>fil <em>et</em></strong> un autre, 1<sup>er</sup>"),
        ("latex", "livre.tex", r"Un\\\\\s*\\sphinxstylestrong\{fil \\sphinxstyleemphasis\{et\}\}"),
        ("text", "index.txt", r"Un\s*\n.*\*\*fil "),
    ],
)
def test_tags_that_markdown_has_signs_for_and_breaks_are_in_every_edition(book, builder, page, shown):
    built = book({"index.md": "# Livre\n\nUn<br><b>fil <i>et</i></b> un autre, 1<sup>er</sup>&nbsp;&eacute;.\n"}).build(
        builder
    )
    assert built.warnings == ""
    assert re.search(shown, next(built.outdir.glob(f"*{page[-4:]}")).read_text(encoding="utf-8"))


def test_each_tag_at_fault_is_told_at_its_line(book):
    built = book({"index.md": "# Livre\n\nUn <em>fil</em>\net <fil>un</fil>\nautre <zut>fil</zut>.\n"}).build()
    assert [(told.line, "zut" in told.text) for told in built.told] == [(4, False), (5, True)]


def test_what_markdown_makes_raw_by_itself_is_no_mistake(book):
    page = "# Livre\n\n- [ ] à filer\n- [x] filé\n\nUn fil\\\nsur deux lignes.\n"
    small = book({"index.md": page}, myst_enable_extensions=["tasklist"])
    for builder in ("html", "epub", "latex", "text", "man"):
        assert small.build(builder).warnings == ""


def test_a_raw_passage_meant_for_print_alone_is_no_mistake(book):
    page = "# Livre\n\n```{raw} latex\n\\bigskip\n```\n"
    assert book({"index.md": page}).build("epub").warnings == ""
