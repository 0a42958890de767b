"""Each page leads to its source and to a form that knows the page; the state of the book to what can be brought."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from books import Book, Myst, complete, said

HOME = "https://github.com/fil/lin"
FORMS = {"session": "nouvelle.yml", "correction": "corriger.yml", "error": "erreur.yml"}
REPOSITORY = {"url": HOME, "branch": "essai", "folder": "livre", "forms": FORMS}
PAGES = {
    **complete(Myst),
    "participer.md": "# Participer\n\n```{state}\n```\n",
    "index.md": complete(Myst)["index.md"].replace("bibliotheque", "bibliotheque\nparticiper"),
}


def asked(address: str) -> dict[str, str]:
    """The fields of an address."""
    return {name: text for name, (text,) in parse_qs(urlsplit(address).query, strict_parsing=True).items()}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    found = Book(tmp_path_factory.mktemp("forge"), {"synthkit_repository": REPOSITORY}).write(PAGES).build()
    assert found.warnings == ""
    return found


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """The same book without a repository, but for its pages and the state of it in other editions."""
    return Book(tmp_path_factory.mktemp("alone")).write(PAGES)


def test_each_page_that_somebody_wrote_leads_to_its_source(built):
    for docname in (name.removesuffix(".md") for name in PAGES if name.endswith(".md")):
        assert built.page(docname).links["Modifier"] == f"{HOME}/edit/essai/livre/{docname}.md"


@pytest.mark.parametrize("page", ["genindex", "search"])
def test_a_page_that_nobody_wrote_leads_nowhere(built, page):
    assert "Signaler une erreur" not in built.text(f"{page}.html")


def test_an_error_is_reported_with_the_page_the_session_and_its_title(built):
    address = built.page("actes/rouir").links["Signaler une erreur"]
    assert address.startswith(f"{HOME}/issues/new?")
    assert asked(address) == {
        "template": "erreur.yml",
        "title": "Erreur : Rouir à l’eau claire",
        "page": "actes/rouir.md",
        "record": "teixeira2025rouir",
        "name": "Rouir à l’eau claire",
    }


def test_the_home_page_is_no_record(built):
    assert "record" not in asked(built.page("index").links["Signaler une erreur"])


def test_the_page_is_told_by_its_address_where_the_book_has_one(book):
    made = book(PAGES, synthkit_repository=REPOSITORY, html_baseurl="https://lin.example/").build()
    fields = asked(made.page("actes/rouir").links["Signaler une erreur"])
    assert fields["page"] == "https://lin.example/actes/rouir.html"


@pytest.mark.parametrize("repository", [{}, {"url": ""}, {"forms": FORMS}])
def test_without_an_address_no_page_has_a_dead_link(book, repository):
    made = book(PAGES, synthkit_repository=repository).build()
    assert made.warnings == ""
    for page in ("actes/rouir", "participer"):
        assert "Signaler une erreur" not in made.page(page).links
        assert "issues/new" not in made.text(f"{page}.html")


@pytest.mark.parametrize(
    "title", ['Lin "fin" & <b>laine</b>', "</nav><script>zut()</script>", "100 % #1 ?a=b&c=d", "“l’étoupe”"]
)
def test_whatever_a_title_holds_it_stays_one_field(book, title):
    page = f"# {title}\n\n:::{{chapter}} essai\n:::\n"
    made = book({"index.md": page}, synthkit_repository=REPOSITORY).build()
    assert "<script>alert" not in made.text("index.html")
    fields = asked(made.page("index").links["Signaler une erreur"])
    assert set(fields) == {"template", "title", "page", "name"}
    assert fields["title"] == f"Erreur : {fields['name']}"


def test_other_editions_have_no_such_links(alone):
    made = Book(alone.root, {"synthkit_repository": REPOSITORY}).build("epub")
    assert made.warnings == ""
    assert HOME not in made.text("participer.xhtml") + made.text("actes/rouir.xhtml")


def test_the_state_of_the_book_tells_each_session_and_each_person(built):
    rows = {row[0]: row[1:] for row in built.page("participer").rows}
    assert rows["Rouir à l’eau claire"] == [
        "Ce qui est là : titre des intervenants, résumé, diaporama",
        "Ce qui manque : texte (annonce), enregistrement, relecture",
    ]
    assert "texte (compte rendu)" in rows["Tisser à la main"][0]
    assert rows["Aliénor Teixeira"] == [
        "Ce qui est là : fonction, notice, ORCID",
        "Ce qui manque : photographie",
    ]
    assert "Pause" not in rows
    assert "Des fibres aux fils" not in rows


def test_the_state_of_the_book_counts_what_is_there(built):
    assert "titre des intervenants 4 sur 5, résumé 2 sur 5, texte 1 sur 5" in built.page("participer").text


def test_what_is_missing_leads_to_the_form_that_brings_it(built):
    (row,) = [row for row in built.page("participer").body.iter("tr") if "Rouir à l’eau claire" in said(row)]
    links = {said(link): link for link in row.iter("a")}
    address = links["enregistrement"].get("href")
    assert asked(address) == {
        "template": "corriger.yml",
        "title": "À apporter : enregistrement, Rouir à l’eau claire",
        "page": "actes/rouir",
        "record": "teixeira2025rouir",
        "name": "Rouir à l’eau claire",
        "missing": "enregistrement",
    }
    assert links["enregistrement"].get("title") == "À apporter : enregistrement, Rouir à l’eau claire"
    assert asked(built.page("participer").links["Proposer une séance"])["template"] == "nouvelle.yml"


def test_each_row_of_the_state_has_its_heading(built):
    page = built.page("participer")
    assert [said(cell) for cell in page.body.iter("th")][:3] == ["Séance", "Ce qui est là", "Ce qui manque"]
    assert "Rouir à l’eau claire" in [said(cell) for cell in page.body.iter("th")]


@pytest.mark.parametrize("builder", ["latex", "text"])
def test_the_state_of_the_book_is_in_every_edition(alone, builder):
    made = alone.build(builder)
    assert made.warnings == ""
    (text,) = (
        [made.text(path.name) for path in made.outdir.glob("*.tex")]
        if builder == "latex"
        else [made.text("participer.txt")]
    )
    assert "Ce qui manque" in text
    assert "enregistrement, relecture" in " ".join(text.split())


def test_a_book_without_records_says_so_and_takes_proposals(book):
    made = book({"index.md": "# Livre\n\n```{state}\n```\n"}, synthkit_repository=REPOSITORY).build()
    assert made.warnings == ""
    assert "Le livre n’a encore ni séance ni personne." in made.page("index").text
    assert "Proposer une séance" in made.page("index").links


def test_a_change_of_a_session_is_told_by_the_state_at_the_next_build(book):
    made = book(PAGES)
    made.build()
    talk = made.source("actes/tisser.md").replace(":text: report", ":text: report\n:recording: https://lin.example/t")
    made.write({"actes/tisser.md": talk})
    rows = {row[0]: row[1:] for row in made.build().page("participer").rows}
    assert "enregistrement" in rows["Tisser à la main"][0]


def test_a_review_is_told_with_its_day_and_its_readers(book):
    reviewed = ":text: report\n:reviewed: 2025-04-01\n:reviewers: Hedwige Lorent, Zoé Passante"
    talk = {"actes/tisser.md": PAGES["actes/tisser.md"].replace(":text: report", reviewed)}
    made = book({**PAGES, **talk}).build()
    assert made.warnings == ""
    page = made.page("actes/tisser")
    assert page.facts["Relu"] == "le 1er avril 2025, par Hedwige Lorent, Zoé Passante"
    assert page.links["Hedwige Lorent"] == "intervenants.html#hedwige-lorent"


def test_a_remark_on_a_person_stands_on_the_notice(book):
    noted = ":family: Mbarga\n:note: La source écrit M’Barga."
    people = {"actes/intervenants.md": PAGES["actes/intervenants.md"].replace(":family: Mbarga", noted)}
    made = book({**PAGES, **people}).build()
    assert made.warnings == ""
    (note,) = made.page("actes/intervenants").having("p", "synth-note")
    assert said(note) == "La source écrit M’Barga."
