from __future__ import annotations

from dataclasses import replace

import pytest

from synthkit.metadata import opengraph
from synthkit.metadata.tags import PagePlace, rendered
from synthkit.schema import WorkKind
from unit.invented import PUBLICATION, work

PAGE = PagePlace("https://horloges.example/cadran.html")


def test_a_page_looks_the_same_wherever_it_is_shared() -> None:
    found = opengraph.tags(work(abstract="Un cadran."), PUBLICATION, PAGE)
    assert [(tag.property, tag.content) for tag in found] == [
        ("og:title", "Lire un cadran"),
        ("og:type", "article"),
        ("og:url", "https://horloges.example/cadran.html"),
        ("og:description", "Un cadran."),
        ("og:site_name", "Les horloges et le travail"),
        ("og:locale", "fr_FR"),
    ]


@pytest.mark.parametrize("kind", WorkKind)
def test_volumes_are_books_and_all_else_is_an_article(kind: WorkKind) -> None:
    (found,) = [tag.content for tag in opengraph.tags(work(kind), PUBLICATION, PAGE) if tag.property == "og:type"]
    assert found == ("book" if kind in (WorkKind.BOOK, WorkKind.PROCEEDINGS) else "article")


def test_what_is_unknown_has_no_empty_property() -> None:
    found = opengraph.tags(work(title="", authors=(), language="zz"), replace(PUBLICATION, title="\x00 "), PagePlace())
    assert [tag.property for tag in found] == ["og:type"]


@pytest.mark.parametrize(
    ("language", "locale"),
    [("fr", "fr_FR"), ("en", "en_US"), ("pt_BR", "pt_BR"), ("fr-CA", "fr_CA"), ("zh_Hans", "zh_CN"), ("?", "")],
)
def test_a_locale_names_a_country(language: str, locale: str) -> None:
    assert opengraph.locale(language) == locale


def test_a_page_that_is_no_work_is_a_page_of_the_site() -> None:
    found = opengraph.page_tags("Le programme", "L’horaire.", PUBLICATION, "https://horloges.example/p.html")
    assert [(tag.property, tag.content) for tag in found] == [
        ("og:title", "Le programme"),
        ("og:type", "website"),
        ("og:url", "https://horloges.example/p.html"),
        ("og:description", "L’horaire."),
        ("og:site_name", "Les horloges et le travail"),
        ("og:locale", "fr_FR"),
    ]


def test_a_picture_comes_with_its_size_and_a_text_in_its_place() -> None:
    found = rendered(opengraph.picture_tags("https://horloges.example/card.png", (1200, 630), 'Un "cadran"'))
    assert found.splitlines() == [
        '<meta property="og:image" content="https://horloges.example/card.png">',
        '<meta property="og:image:type" content="image/png">',
        '<meta property="og:image:width" content="1200">',
        '<meta property="og:image:height" content="630">',
        '<meta property="og:image:alt" content="Un &quot;cadran&quot;">',
        '<meta name="twitter:card" content="summary_large_image">',
    ]
