from __future__ import annotations

import json
from dataclasses import replace

import pytest

from synthkit.metadata import signposting
from synthkit.metadata.tags import Link, PagePlace, WorkPage
from synthkit.schema import WorkKind
from unit.invented import GUILD, LISE, MONA, PUBLICATION, work

HERE = "https://horloges.example/"
FILES = {
    "application/x-bibtex": f"{HERE}cite/a.bib",
    "application/x-research-info-systems": f"{HERE}cite/a.ris",
    "application/vnd.citationstyles.csl+json": f"{HERE}cite/a.json",
}
LINKSET = f"{HERE}cite/a.linkset.json"
PAGE = PagePlace(f"{HERE}cadran.html", FILES, f"{HERE}cadran.pdf", LINKSET)
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
KNOWN = {
    LISE.id: replace(LISE, orcid="0000-0002-1825-0097"),
    MONA.id: replace(MONA, orcid="0000-0001-5109-3700"),
    GUILD.id: GUILD,
}


def test_a_page_points_to_all_that_belongs_to_its_work() -> None:
    authors = {"authors": (LISE.name, GUILD.name, MONA.name), "author_ids": (LISE.id, GUILD.id, MONA.id)}
    paper = work(WorkKind.PAPER, doi="10.1234/a_b", **authors)
    assert signposting.tags(WorkPage(paper, replace(PUBLICATION, licence_url=LICENCE), KNOWN, PAGE)) == (
        Link("canonical", "https://horloges.example/cadran.html"),
        Link("cite-as", "https://doi.org/10.1234/a_b"),
        Link("type", "https://schema.org/AboutPage"),
        Link("type", "https://schema.org/ScholarlyArticle"),
        Link("describedby", "https://horloges.example/cite/a.bib", "application/x-bibtex"),
        Link("describedby", "https://horloges.example/cite/a.ris", "application/x-research-info-systems"),
        Link("describedby", "https://horloges.example/cite/a.json", "application/vnd.citationstyles.csl+json"),
        Link("item", "https://horloges.example/cadran.pdf", "application/pdf"),
        Link("author", "https://orcid.org/0000-0002-1825-0097"),
        Link("author", "https://orcid.org/0000-0001-5109-3700"),
        Link("license", LICENCE),
        Link("linkset", LINKSET, "application/linkset+json"),
    )


def test_without_a_doi_the_page_is_cited_as_itself() -> None:
    assert signposting.tags(WorkPage(work(), PUBLICATION, {}, PAGE))[1] == Link(
        "cite-as", "https://horloges.example/cadran.html"
    )


def test_without_a_public_address_only_files_beside_the_page_are_linked() -> None:
    place = PagePlace(exports={"application/x-bibtex": "../cite/a.bib"})
    assert signposting.tags(WorkPage(work(author_ids=(None,)), PUBLICATION, KNOWN, place)) == (
        Link("type", "https://schema.org/AboutPage"),
        Link("type", "https://schema.org/Chapter"),
        Link("describedby", "../cite/a.bib", "application/x-bibtex"),
    )


#: How often each link stands at a resource of a kind: FAIR Signposting Profile of 2 October 2023, level 2.
PROFILE = {
    "page": {
        "author": (0, 99),
        "cite-as": (1, 1),
        "describedby": (1, 99),
        "item": (1, 99),
        "license": (0, 1),
        "type": (1, 2),
    },
    "content": {
        "author": (0, 99),
        "cite-as": (0, 1),
        "describedby": (0, 99),
        "collection": (1, 99),
        "license": (0, 1),
        "type": (0, 1),
    },
    "metadata": {"describes": (1, 99)},
}


@pytest.mark.parametrize("kind", WorkKind)
@pytest.mark.parametrize("pdf", [f"{HERE}cadran.pdf", ""])
def test_the_linkset_keeps_to_the_fair_profile(kind: WorkKind, pdf: str) -> None:
    authors = {"authors": (LISE.name, MONA.name), "author_ids": (LISE.id, MONA.id)}
    page = WorkPage(work(kind, **authors), replace(PUBLICATION, licence_url=LICENCE), KNOWN, replace(PAGE, pdf_url=pdf))
    sets = {one.pop("anchor"): one for one in json.loads(signposting.linkset(page))["linkset"]}
    assert set(sets) == {PAGE.url, *FILES.values(), *filter(None, [pdf])}
    kinds = {PAGE.url: "page", pdf: "content", **dict.fromkeys(FILES.values(), "metadata")}
    for anchor, links in sets.items():
        rules = PROFILE[kinds[anchor]]
        assert set(links) <= set(rules), anchor
        assert [rel for rel, (least, most) in rules.items() if not least <= len(links.get(rel, ())) <= most] == []
    landing = sets[PAGE.url]
    assert landing["type"][0] == {"href": "https://schema.org/AboutPage"}
    assert landing["item"] == [{"href": pdf or PAGE.url, "type": "application/pdf" if pdf else "text/html"}]
    assert all("type" in one for one in landing["describedby"])
    assert [one["href"] for one in landing["author"]] == [
        person.orcid_url for person in (KNOWN[LISE.id], KNOWN[MONA.id])
    ]
    back = [{"href": PAGE.url, "type": "text/html"}]
    assert all(sets[address]["describes"] == back for address in FILES.values())
    assert sets.get(pdf, {"collection": back})["collection"] == back
