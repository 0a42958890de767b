from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest

from synthkit.metadata.tags import JsonLd, Link, Meta, Property, metas, rendered
from unit.invented import HOSTILE


def test_each_tag_is_written_as_its_element() -> None:
    tags = (
        Meta("citation_title", "Lire un cadran"),
        Property("og:type", "article"),
        Link("canonical", "https://horloges.example/"),
        Link("describedby", "cite/a.bib", "application/x-bibtex"),
        JsonLd({"@type": "Book", "name": "Horloges"}),
    )
    assert rendered(tags).splitlines() == [
        '<meta name="citation_title" content="Lire un cadran">',
        '<meta property="og:type" content="article">',
        '<link rel="canonical" href="https://horloges.example/">',
        '<link rel="describedby" href="cite/a.bib" type="application/x-bibtex">',
        '<script type="application/ld+json">{"@type": "Book", "name": "Horloges"}</script>',
    ]


def test_no_tag_is_no_text() -> None:
    assert rendered(()) == ""


def test_quotes_and_angles_stay_inside_their_attribute() -> None:
    assert rendered([Meta("x", "\"'<>&")]) == '<meta name="x" content="&quot;&#x27;&lt;&gt;&amp;">'


@pytest.mark.parametrize("text", ["</script><b>", "<!-- -->", "<!--<script>", "]]>", "a & b"])
def test_nothing_in_json_ld_can_end_its_element(text: str) -> None:
    written = rendered([JsonLd({"name": text})])
    inside = written.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&") & set(inside)
    assert json.loads(inside) == {"name": text}


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_parser_finds_the_elements_and_no_other(hostile: str) -> None:
    found: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append(tag)

    Reader().feed(rendered([Meta("a", hostile), Link("b", hostile), JsonLd({"c": [hostile]}), Meta("d", "")]))
    assert found == ["meta", "link", "script", "meta"]


def test_control_characters_are_dropped_and_breaks_are_spaces() -> None:
    written = rendered([Meta("x", "a\x00b\r\n\tc\x85d\u2028e\ud800"), JsonLd({"y": "a\x00b\nc\ud800"})])
    assert written.splitlines() == [
        '<meta name="x" content="ab c d e">',
        '<script type="application/ld+json">{"y": "ab c"}</script>',
    ]
    assert written.encode()


def test_what_has_no_content_is_no_tag() -> None:
    assert metas([("a", ""), ("b", " \x00\n"), ("c", " d ")]) == (Meta("c", "d"),)
