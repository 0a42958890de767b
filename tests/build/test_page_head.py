"""Pages that are one work say so to machines; no other page, and no other edition."""

import json
import re

import pytest

BASE = "https://livre.example/"


@pytest.fixture(scope="module")
def online(edition):
    return edition("html")


def head(built, docname):
    text = built.text(f"{docname}.html")
    return text[: text.index("</head>")]


def work_pages(built):
    pages = [path.relative_to(built.outdir).with_suffix("").as_posix() for path in built.outdir.rglob("*.html")]
    return {page for page in pages if "application/ld+json" in head(built, page)}


def test_only_pages_that_are_a_work_have_metadata(online):
    sessions = {record["where"]["docname"] for record in json.loads(online.text("synthkit.json"))["sessions"]}
    found = work_pages(online)
    assert "index" in found
    assert not found & {"genindex", "search"}
    assert "citation_title" in head(online, "index")
    assert all("citation_" not in head(online, page) for page in ("genindex", "search"))
    assert found & sessions


def test_a_talk_has_the_eprints_vocabulary_and_no_conference_title(book, edition):
    page = next(page for page in work_pages(edition("html")) if "eprints.type" in head(edition("html"), page))
    assert 'content="conference_item"' in head(edition("html"), page)
    assert "citation_conference_title" not in head(edition("html"), page)


def test_a_chapter_names_its_volume_last_of_what_decides_the_type(online):
    page = next(page for page in work_pages(online) if "citation_inbook_title" in head(online, page))
    names = re.findall(r'<meta name="(citation_\w+)"', head(online, page))
    assert names.count("citation_inbook_title") >= 1
    assert names.index("citation_title") < len(names)


def test_without_an_address_nothing_is_invented(online):
    assert all("canonical" not in head(online, page) for page in work_pages(online))
    assert all("linkset" not in head(online, page) for page in work_pages(online))


def test_with_an_address_each_page_has_one_canonical_link(book):
    page = "# Un\n\n:::{chapter} un\nRésumé.\n:::\n"
    built = book({"index.md": "# Livre\n\n```{toctree}\nun\n```\n", "un.md": page}, html_baseurl=BASE).build()
    assert head(built, "un").count('rel="canonical"') == 1
    assert f'href="{BASE}un.html"' in head(built, "un")
    assert f'href="{BASE}cite/un.ris"' in head(built, "un")
    linkset = re.search(
        r'rel="linkset" href="https://livre\.example/([^"]+)" type="application/linkset\+json"', head(built, "un")
    )
    page, *others = json.loads(built.text(linkset[1]))["linkset"]
    for rel, links in page.items():
        assert rel == "anchor" or head(built, "un").count(f'rel="{rel}"') == len(links)
    assert page["anchor"] == f"{BASE}un.html"
    assert all((built.outdir / one["anchor"].removeprefix(BASE)).is_file() for one in others)


def test_no_metadata_leaks_into_the_epub(edition):
    built = edition("epub")
    pages = [path.read_text(encoding="utf-8") for path in built.outdir.rglob("*.xhtml")]
    assert pages
    assert not [page for page in pages if "citation_" in page or "ld+json" in page or "eprints." in page]
