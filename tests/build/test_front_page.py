"""What a front page shows of the whole book: its events, its people by name, how it is cited."""

import re
import zipfile

import lxml.html
import pytest
from books import MARKUPS, said


def sources(markup):
    heading, directive = markup.heading, markup.directive
    pages = {
        "index": [
            heading("Livre"),
            directive("events"),
            directive("speakers", form="names"),
            directive("citation"),
            directive("toctree", body="tard\ntot\nun-jour\ngens"),
        ],
        "tard": [heading("Grand Colloque"), directive("event", "tard", date="2024-05-02/2024-05-03", city="Metz")],
        "tot": [
            heading("Veillée"),
            directive("event", "tot", kind="seminar", date="2023-01-09", organisers="Le Rouet"),
        ],
        "un-jour": [heading("Sans date"), directive("event", "un-jour")],
        "gens": [
            heading("Gens"),
            directive("speaker", "zoe-roy", given="Zoé", family="Roy"),
            directive("speaker", "awa-elie", given="Awa", family="Élie"),
        ],
    }
    return {f"{name}{markup.suffix}": "\n".join(parts) for name, parts in pages.items()}


@pytest.fixture(params=MARKUPS)
def page(book, request):
    built = book(sources(MARKUPS[request.param])).build()
    assert built.warnings == ""
    return built.page("index")


def test_events_stand_in_the_order_of_their_days_with_kind_and_place(page):
    (listed,) = page.having("ul", "synth-events")
    assert [[said(line) for line in item] for item in listed] == [
        ["Veillée", "Séminaire · lundi 9 janvier 2023", "Le Rouet"],
        ["Grand Colloque", "Colloque · 2–3 mai 2024 · Metz"],
        ["Sans date", "Colloque"],
    ]
    assert page.links["Veillée"] == "tot.html"


def test_people_are_a_line_of_names_as_french_sorts(page):
    assert "Awa Élie · Zoé Roy" in page.text
    assert page.links["Awa Élie"] == "gens.html#awa-elie"


def test_the_book_is_cited_as_a_whole_with_its_files(page):
    assert page.links["BibTeX"].startswith("cite/")
    references = [said(reference) for reference in page.having("p", "synth-reference")]
    assert len(references) > 1
    assert [text for text in references if "Le lin et la laine" not in text] == []


def test_a_book_without_events_says_so(book):
    built = book({"index.md": "# Livre\n\n```{events}\n```\n"}).build()
    assert built.warnings == ""
    assert "Aucune manifestation n’est encore enregistrée ici." in built.page("index").text


def test_a_form_nobody_knows_is_told_with_those_there_are(book):
    (told,) = book({"index.md": "# Livre\n\n```{speakers}\n:form: name\n```\n"}).build().told
    assert told.type == "synthkit.invalid_value"
    assert "list, names" in told.text


# -- the title page and the contents


@pytest.fixture
def front(book):
    pages = {
        "index.md": "# Le fil : un livre\n\n```{titlepage}\n```\n\n```{outline}\n```\n\n"
        "```{toctree}\n:hidden:\n\nseul\njour/index\n```\n",
        "seul.md": "# Seul\n\n:::{chapter} seul\nDe la laine.\n:::\n",
        "jour/index.md": "# Le jour\n\n```{toctree}\n:maxdepth: 1\n\nprogramme\nbloc\nun\n../deux\n```\n",
        "jour/programme.md": "# Horaire\n\n:::{event} jour-2025\n:date: 2025-04-02\n:city: Rouen\n:::\n\n"
        ":::{programme} jour-2025\n:::\n\n## Pause\n\n:::{session} pause2025\n:event: jour-2025\n:kind: break\n"
        ":start: 9:00\n:end: 9:10\n:::\n",
        "jour/bloc.md": "# Bloc\n\n:::{session} bloc2025\n:event: jour-2025\n:kind: block\n"
        ":start: 9:10\n:end: 10:00\n:::\n",
        "jour/un.md": "# Un\n\n:::{session} un2025\n:event: jour-2025\n:part-of: bloc2025\n:speakers: Ève\n:::\n",
        "deux.md": "# Deux\n\n:::{chapter} deux\nDu lin, puis du chanvre.\n:::\n",
    }
    publication = {"id": "fil", "description": "Ce que dit le fil.", "licence": "CC BY 4.0", "date": "2025"}
    return book(
        pages,
        html_theme="synthkit",
        synthkit_publication=publication,
        suppress_warnings=["synthkit.unknown_speaker", "synthkit.missing_bibliography"],
    )


def test_the_title_page_has_the_promise_the_events_the_licence_and_the_ways_in(front):
    page = front.build().page("index")
    (found,) = page.having("div", "synth-titlepage")
    assert [said(line) for line in found.iter("p") if "synth-promise" in line.get("class", "")] == [
        "Ce que dit le fil."
    ]
    assert page.links["Horaire"] == "jour/programme.html"
    assert page.links["Lire"] == "seul.html"
    assert page.links["Programme"] == "jour/programme.html"
    assert "2025 · CC BY 4.0" in said(found)
    (cover,) = page.having("div", "synth-cover")
    assert cover.get("aria-hidden") == "true"


def outline(item):
    """The lines of an entry, and the entries below it."""
    below = [outline(one) for inner in item.findall("ul") for one in inner]
    return [said(line) for line in item.findall("p")], below


def test_the_outline_nests_all_pages_and_tells_who_and_when(front):
    (listed,) = front.build().page("index").having("ul", "synth-outline")
    assert [outline(item) for item in listed] == [
        (["Seul"], []),
        (
            ["Le jour"],
            [(["Horaire"], []), (["Bloc", "9 h 10 – 10 h"], [(["Un", "Ève"], [])]), (["Deux"], [])],
        ),
    ]


def test_the_page_of_a_part_tells_who_when_and_what(front):
    (listed,) = front.build().page("jour/index").having("ul", "synth-outline")
    assert [outline(item)[0] for item in listed] == [
        ["Horaire"],
        ["Bloc", "9 h 10 – 10 h"],
        ["Deux", "Du lin, puis du chanvre."],
    ]
    assert outline(listed[1])[1] == [(["Un", "Ève"], [])]


def test_a_talk_stands_below_its_block_in_the_contents_beside_the_text(front):
    root = lxml.html.fromstring(front.build().text("deux.html"))
    (below,) = root.xpath("//nav[@id='contents']//li[a='Bloc']/ul")
    assert [link.get("href") for link in below.iter("a")] == ["jour/un.html"]


def test_a_new_time_and_a_new_title_are_told_on_the_front_page(front):
    front.build()
    front.write({"jour/bloc.md": front.source("jour/bloc.md").replace("9:10", "9:20").replace("# Bloc", "# Atelier")})
    assert "Atelier 9 h 20 – 10 h" in front.build().page("index").text


# -- rows of a programme


PAUSE = {
    "index.md": "# Le jour\n\nAprès la {session}`pause <pause2025>`.\n\n"
    ":::{event} jour-2025\n:date: 2025-04-02\n:::\n\n"
    "```{programme} jour-2025\n```\n\n## La suite\n\n"
    ":::{session} pause2025\n:event: jour-2025\n:kind: break\n:title: Pause\n:start: 9:00\n:end: 9:10\n:::\n\nMot.\n",
}


def test_a_link_to_a_break_leads_to_its_row(book):
    page = book(PAUSE, suppress_warnings=["synthkit.missing_bibliography"]).build().page("index")
    assert page.links["pause"] == "#pause2025"
    assert page.ids.count("pause2025") == 1
    (row,) = page.having("div", "synth-is-break")
    assert row.get("id") == "pause2025"


def test_a_break_without_a_programme_is_where_it_was_written(book):
    pages = {"index.md": PAUSE["index.md"].replace("```{programme} jour-2025\n```", "")}
    page = book(pages, suppress_warnings=["synthkit.missing_bibliography"]).build().page("index")
    assert page.ids.count("pause2025") == 1


def test_the_row_has_the_anchor_on_paper_and_in_the_epub_too(book):
    made = book(PAUSE, suppress_warnings=["synthkit.missing_bibliography"])
    tex = next(made.build("latex").outdir.glob("*.tex")).read_text(encoding="utf-8")
    table, _, after = tex.partition(r"\section{La suite}")
    assert r"index:pause2025" in table.partition(r"\begin{longtable}")[2]
    assert r"\label{\detokenize{index:pause2025" not in after
    with zipfile.ZipFile(next(made.build("epub").outdir.glob("*.epub"))) as archive:
        page = archive.read("index.xhtml").decode()
    assert re.search(r'<tr[^>]* id="pause2025"', page)


def test_a_page_of_several_texts_is_told_as_none_of_them_and_lists_its_references_behind_the_last(book):
    pages = {
        "index.md": "# Livre\n\n```{outline}\n```\n\n```{toctree}\n:hidden:\n\nmoments\nbib\n```\n",
        "moments.md": "# Début et fin\n\n## Début\n\n:::{session} debut\n:event: jour\n:kind: opening\n:start: 9:00\n"
        ":end: 9:05\n:::\n\nDe la laine {cite:p}`roy2020`.\n\n## Fin\n\n:::{session} fin\n:event: jour\n"
        ":kind: closing\n:start: 18:00\n:end: 18:05\n:::\n\nDu lin.\n\n# Jour\n\n:::{event} jour\n"
        ":date: 2025-04-02\n:::\n",
        "bib.md": "# Références\n\n```{bibliography}\n```\n",
        "ici.bib": "@book{roy2020, author={Roy, Zoé}, title={La laine}, date={2020}}\n",
    }
    built = book(pages, bibtex_bibfiles=["ici.bib"]).build()
    (listed,) = built.page("index").having("ul", "synth-outline")
    assert outline(listed[0]) == (["Début et fin"], [])
    text = built.page("moments").text
    assert text.index("Du lin.") < text.index("Références de ce chapitre") < text.index("Roy, Zoé")
