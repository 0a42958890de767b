from __future__ import annotations

from dataclasses import replace

from synthkit.metadata import signposting
from synthkit.metadata.page_urls import PagePlace
from synthkit.metadata.tags import Link
from synthkit.schema import WorkKind
from unit.invented import GUILD, LISE, MONA, PUBLICATION, work

HERE = "https://horloges.example/"
FILES = {
    "application/x-bibtex": f"{HERE}cite/a.bib",
    "application/x-research-info-systems": f"{HERE}cite/a.ris",
    "application/vnd.citationstyles.csl+json": f"{HERE}cite/a.json",
}
PAGE = PagePlace(f"{HERE}cadran.html", FILES, f"{HERE}cadran.pdf")
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
KNOWN = {
    LISE.id: replace(LISE, orcid="0000-0002-1825-0097"),
    MONA.id: replace(MONA, orcid="0000-0001-5109-3700"),
    GUILD.id: GUILD,
}


def test_a_page_points_to_all_that_belongs_to_its_work() -> None:
    authors = {"authors": (LISE.name, GUILD.name, MONA.name), "author_ids": (LISE.id, GUILD.id, MONA.id)}
    paper = work(WorkKind.PAPER, doi="10.1234/a_b", **authors)
    assert signposting.tags(paper, replace(PUBLICATION, licence_url=LICENCE), KNOWN, PAGE) == (
        Link("canonical", "https://horloges.example/cadran.html"),
        Link("cite-as", "https://doi.org/10.1234/a_b"),
        Link("describedby", "https://horloges.example/cite/a.bib", "application/x-bibtex"),
        Link("describedby", "https://horloges.example/cite/a.ris", "application/x-research-info-systems"),
        Link("describedby", "https://horloges.example/cite/a.json", "application/vnd.citationstyles.csl+json"),
        Link("item", "https://horloges.example/cadran.pdf", "application/pdf"),
        Link("author", "https://orcid.org/0000-0002-1825-0097"),
        Link("author", "https://orcid.org/0000-0001-5109-3700"),
        Link("license", LICENCE),
    )


def test_without_a_doi_the_page_is_cited_as_itself() -> None:
    assert signposting.tags(work(), PUBLICATION, {}, PAGE)[1] == Link("cite-as", "https://horloges.example/cadran.html")


def test_without_a_public_address_only_files_beside_the_page_are_linked() -> None:
    place = PagePlace(exports={"application/x-bibtex": "../cite/a.bib"})
    assert signposting.tags(work(author_ids=(None,)), PUBLICATION, KNOWN, place) == (
        Link("describedby", "../cite/a.bib", "application/x-bibtex"),
    )
