"""A record is found from anywhere: from its own book, from another one, from plain Markdown."""

import html
import re

import pytest
from books import DAY, MARKUPS, Book
from sphinx.util.inventory import InventoryFile

KINDS = {
    "synth:event": {DAY},
    "synth:speaker": {"alienor-teixeira", "bertrand-azoulay-roux", "hedwige-lorent", "oscar-mbarga"},
    "synth:chapter": {"avant-propos-lin"},
    "synth:session": {
        "pause",
        "dialogue-rouir",
        "dialogue-tisser",
        "lorent2025ouverture",
        "bloc-fibres",
        "teixeira2025rouir",
        "mbarga2025tisser",
        "lorent2025metier",
        "azoulay2025conclusion",
    },
}
THERE = "https://lin.example/livre"


@pytest.fixture(scope="module")
def inventory(edition):
    return InventoryFile.loads((edition().outdir / "objects.inv").read_bytes(), uri=THERE).data


@pytest.fixture
def elsewhere(book, edition):
    """A maker of a second book that knows the first one."""

    def make(page, suffix=".md", **files):
        mapping = {"lin": (THERE, str(edition().outdir / "objects.inv"))}
        extensions = ["myst_parser", "sphinx.ext.intersphinx", "synthkit"]
        made = book({f"index{suffix}": page, **files}, extensions=extensions, intersphinx_mapping=mapping)
        return made.build()

    return make


def test_the_inventory_holds_every_record_by_its_kind(inventory):
    found = {kind: set(names) for kind, names in inventory.items() if kind.startswith("synth:")}
    assert found == KINDS


def test_the_inventory_calls_a_record_by_its_title(inventory):
    item = inventory["synth:session"]["teixeira2025rouir"]
    assert item.display_name == "Rouir à l’eau claire"
    assert item.uri == f"{THERE}/actes/rouir.html#teixeira2025rouir"


def test_the_anchor_of_every_record_exists(inventory, edition):
    missing = []
    for kind in KINDS:
        for name, item in inventory[kind].items():
            docname, _, anchor = item.uri.removeprefix(f"{THERE}/").partition("#")
            if anchor not in edition().page(docname.removesuffix(".html")).ids:
                missing.append(name)
    assert missing == []


@pytest.mark.parametrize("markup", MARKUPS)
def test_another_book_links_to_a_session_by_its_id(elsewhere, markup):
    words = MARKUPS[markup]
    built = elsewhere(
        words.heading("Ailleurs") + "\n" + f"Voir {words.role('session', 'teixeira2025rouir')}.\n", words.suffix
    )
    assert built.warnings == ""
    assert built.page("index").links["Rouir à l’eau claire"] == f"{THERE}/actes/rouir.html#teixeira2025rouir"


@pytest.mark.parametrize(
    ("role", "id_", "title"),
    [
        ("event", DAY, "Journée du lin"),
        ("speaker", "hedwige-lorent", "Hedwige Lorent"),
        ("chapter", "avant-propos-lin", "Avant-propos"),
    ],
)
def test_another_book_links_to_every_kind_of_record(elsewhere, role, id_, title):
    built = elsewhere(f"# Ailleurs\n\nVoir {{{role}}}`{id_}`.\n")
    assert built.warnings == ""
    assert built.page("index").links[title].endswith(f"#{id_}")


def test_another_book_words_its_link_as_it_likes(elsewhere):
    built = elsewhere("# Ailleurs\n\nVoir {session}`ce rouissage <teixeira2025rouir>`.\n")
    assert built.page("index").links["ce rouissage"].endswith("#teixeira2025rouir")


def test_another_book_is_told_of_a_record_that_neither_has(elsewhere):
    built = elsewhere("# Ailleurs\n\nVoir {session}`teixeira2025filer`.\n")
    assert [told.type for told in built.told] == ["synthkit.unknown_session"]


SMALL = """
# Livre

:::{chapter} le-livre
:::

(etiquette)=
## Suite

:::{speaker} zelie-ferrand
:given: Zélie
:family: Ferrand
:::

"""


@pytest.mark.parametrize(
    "link",
    ["[](zelie-ferrand)", "{any}`zelie-ferrand`", "{speaker}`zelie-ferrand`", "{speaker}`Zélie Ferrand`"],
)
def test_a_record_is_linked_to_by_its_id_and_a_person_by_the_name_too(book, link):
    built = book({"index.md": f"{SMALL}\nVoir {link}.\n"}).build()
    assert built.warnings == ""
    assert built.page("index").links["Zélie Ferrand"] == "#zelie-ferrand"


def test_the_words_of_a_markdown_link_stay(book):
    built = book({"index.md": f"{SMALL}\nVoir [cette fileuse](zelie-ferrand).\n"}).build()
    assert built.warnings == ""
    assert built.page("index").links["cette fileuse"] == "#zelie-ferrand"


def test_a_label_of_sphinx_still_works_beside_the_records(book):
    built = book({"index.md": f"{SMALL}\nVoir {{ref}}`etiquette` et [](#etiquette).\n"}).build()
    assert built.warnings == ""


def test_an_id_gives_way_to_no_heading_that_happens_to_be_called_so(book):
    """A heading before it, whose implicit anchor is the id, gets another anchor; the record keeps its own."""
    source = """
# Livre

## Le rouet

Du texte.

## Chapitre deux

:::{chapter} le-rouet
:::

Voir {chapter}`le-rouet`.
"""
    page = book({"index.md": source}).build().page("index")
    (section,) = [element for element in page.root.iter("section") if element.get("id") == "le-rouet"]
    assert "Chapitre deux" in "".join(section.itertext())
    assert page.ids.count("le-rouet") == 1


@pytest.mark.parametrize("heading", ["## Leïla Naceri\n\n", "# Leïla Naceri\n\n"])
def test_a_person_under_a_heading_of_the_same_name_has_the_anchor(book, heading):
    person = ":::{speaker} leila-naceri\n:given: Leïla\n:family: Naceri\n:::\n"
    page = f"{heading}{person}\nVoir {{speaker}}`leila-naceri`.\n"
    built = book({"index.md": f"# Livre\n\n{page}" if heading.startswith("##") else page}).build()
    assert built.warnings == ""
    assert built.text("index.html").count('id="leila-naceri"') == 1


def test_what_no_address_may_hold_is_encoded_in_the_link_and_readable_in_the_text(tmp_path):
    library = """
@article{sici, author={Abeille, Zoé}, title={Un}, journal={Revue}, year=1999,
  doi={10.1002/(SICI)1234-5678(199901)1:1<1::AID-ABC1>3.0.CO;2-P}}
@online{bar, author={Bourdon, Yves}, title={Deux}, year=2001, url={https://x.example/a|b[1]^c?p=50%&z=%C3%A9}}
"""
    page = "# Livre\n\n```{bibliography}\n:all:\n```\n"
    text = Book(tmp_path).write({"index.md": page, "references.bib": library}).build().text("index.html")
    links = dict(re.findall(r'<a class="reference external" href="(https[^"]*)">([^<]*)</a>', text))
    assert {html.unescape(address): html.unescape(said) for address, said in links.items()} == {
        "https://doi.org/10.1002/(SICI)1234-5678(199901)1:1%3C1::AID-ABC1%3E3.0.CO;2-P": (
            "https://doi.org/10.1002/(SICI)1234-5678(199901)1:1<1::AID-ABC1>3.0.CO;2-P"
        ),
        "https://x.example/a%7Cb%5B1%5D%5Ec?p=50%25&z=%C3%A9": "https://x.example/a|b[1]^c?p=50%&z=%C3%A9",
    }


@pytest.mark.parametrize("builder", ["html", "epub", "latex"])
def test_a_bare_address_is_a_link_and_the_name_of_a_file_is_none(book, builder):
    pytest.importorskip("linkify_it")
    page = "# Liens\n\nVoir https://exemple.fr/a?b=1&c=2 ; écrire à ada@exemple.fr ; ouvrir conf.py ou exemple.fr.\n"
    built = book({"index.md": page}, myst_enable_extensions=None).build(builder, strict=True)
    name = {"html": "index.html", "epub": "index.xhtml"}.get(builder)
    text = built.text(name) if name else next(built.outdir.glob("*.tex")).read_text(encoding="utf-8")
    assert "mailto:ada" in text
    opening = "\\sphinxurl{" if builder == "latex" else 'href="'
    assert f"{opening}https://exemple.fr/a?b=1" in text
    assert not [one for one in ("//conf.py", '//exemple.fr"', "//exemple.fr}") if one in text]


def test_the_paragraph_that_a_citation_names_is_a_link_into_the_other_book(elsewhere):
    entry = "@inproceedings{%s, author={Roux, Ana}, title={Le fil}, year=%d, url={%s}}\n"
    bib = entry % ("la", 2025, f"{THERE}/actes/rouir.html#teixeira2025rouir")
    bib += entry % ("nulle", 2026, "https://autre.example/actes/rouir.html")
    page = "# Ailleurs\n\nVoir {cite:p}`la{§ 12}`, [@la, § 3-4], [@nulle, § 5].\n"
    links = elsewhere(page, **{"references.bib": bib}).page("index").links
    links = {" ".join(text.split()): address for text, address in links.items()}
    assert links["§ 12"] == f"{THERE}/actes/rouir.html#par-12"
    assert links["§ 3"] == f"{THERE}/actes/rouir.html#par-3"
    assert not any(address.endswith("#par-5") for address in links.values())
