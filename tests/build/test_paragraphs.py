"""Each paragraph of the website has a number and an address, which stays through changes of the others."""

import json
import re

import lxml.html
import pytest

TEXT = "# Livre\n\nUn mot d’abord sur la laine et le lin.\n\n- Encore un mot.\n\nLe même mot.\n\nLe même mot.\n"


@pytest.fixture
def made(book):
    return book({"index.md": TEXT}, html_theme="synthkit")


def paragraphs(built):
    """Number, address and words of each."""
    links = lxml.html.fromstring(built.text("index.html")).xpath("//a[@class='synth-par no-search']")
    return [(link.get("data-number"), link.get("href"), link.getparent().text_content()) for link in links]


def test_a_paragraph_has_its_number_and_an_address_of_its_words(made):
    assert paragraphs(made.build()) == [
        ("1", "#p-un-mot-d-abord-sur-la", "Un mot d’abord sur la laine et le lin."),
        ("2", "#p-encore-un-mot", "Encore un mot."),
        ("3", "#p-le-meme-mot", "Le même mot."),
        ("4", "#p-le-meme-mot-2", "Le même mot."),
    ]


def test_each_address_is_an_anchor_and_no_anchor_stands_twice(made):
    root = lxml.html.fromstring(made.build().text("index.html"))
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href.lstrip("#") for href in root.xpath("//a[@class='synth-par no-search']/@href")} <= set(ids)


def test_an_address_stays_when_another_paragraph_comes(made):
    before = {words: address for _, address, words in paragraphs(made.build())}
    made.write({"index.md": TEXT.replace("- Encore", "Un ajout au milieu.\n\n- Encore")})
    after = {words: address for _, address, words in paragraphs(made.build())}
    assert before.items() <= after.items()


def test_a_paragraph_knows_its_printed_page_and_the_next_one(book):
    made = book({"index.md": TEXT}, html_theme="synthkit", synthkit_pages="pages.json")

    def pages(marks):
        plain = {"schema": 1, "edition": "livre.pdf", "pages": 9, "works": {}, "marks": {"index": marks}}
        (made.root / "pages.json").write_text(json.dumps(plain), encoding="utf-8")
        return re.findall(r'synth-par[^>]*data-page="(\w+)"', made.build().text("index.html"))

    assert pages([[1, "ii"], [3, "1"]]) == ["ii", "ii", "1", "1"]
    assert pages([[2, "1"]]) == ["1", "1", "1"]


def test_the_search_and_other_themes_and_editions_do_not_see_it(made, book):
    assert not re.search("synth-par|§", made.build().text("searchindex.js"))
    assert "synth-par" not in book({"index.md": TEXT}, name="plain").build().text("index.html")
    assert "p-un-mot" not in next(book({"index.md": TEXT}, name="tex").build("latex").outdir.glob("*.tex")).read_text(
        "utf-8"
    )
