"""The printed edition is a book: parts and chapters, bibliographies in place, links that lead somewhere."""

import re

import pytest
from books import REFERENCES, Myst

_HEADING = re.compile(r"\\(synthkitpart|part|chapter|section|subsection)\*?\{((?:[^{}]|\{[^{}]*\})*)\}")


def body_of(built):
    tex = next(built.outdir.glob("*.tex")).read_text(encoding="utf-8")
    return tex[tex.index(r"\begin{document}") :]


def headings(tex):
    return [(level, title.replace(r"\sphinxhyphen{}", "-")) for level, title in _HEADING.findall(tex)]


@pytest.fixture(scope="module")
def tex(edition):
    return body_of(edition("latex"))


def test_a_top_page_with_pages_below_it_is_a_part_and_those_are_chapters(tex):
    found = [heading for heading in headings(tex) if heading[0] != "section"]
    assert found == [
        ("chapter", "Avant-propos"),
        ("synthkitpart", "Journée du lin"),
        ("chapter", "Programme"),
        ("chapter", "Ouverture de la journée"),
        ("chapter", "Des fibres aux fils"),
        ("chapter", "Rouir à l’eau claire"),
        ("chapter", "Tisser à la main"),
        ("chapter", "Que devient le métier ?"),
        ("chapter", "Conclusion"),
        ("chapter", "Intervenants"),
        ("chapter", "Bibliothèque"),
    ]


def test_what_comes_before_the_first_part_is_front_matter(tex):
    front = tex.index(r"\synthkitfrontmatter")
    assert front < tex.index(r"\chapter{Avant\sphinxhyphen{}propos}") < tex.index(r"\synthkitpart{")
    assert tex.count(r"\synthkitfrontmatter") == 1


def test_the_opening_of_a_part_stands_under_its_title(tex):
    part = tex[tex.index(r"\synthkitpart{") : tex.index(r"\chapter{Programme}")]
    assert "Une journée sur les fibres." in part
    assert "mercredi 12\u00a0mars 2025" in part


def test_a_session_ends_without_a_heading(tex):
    assert [title for _, title in headings(tex) if "Citer" in title] == []
    assert tex.count("Pour citer ce texte") == 6


def test_a_section_of_a_session_stays_a_section(tex):
    assert ("section", "Ce qu’on en sait") in headings(tex)


def test_the_bibliography_is_a_list_in_its_chapter(tex):
    assert "thebibliography" not in tex
    assert r"\bibitem" not in tex
    chapter = tex[tex.index(r"\chapter{Bibliothèque}") :]
    assert chapter.index("Éditions du Peigne") < chapter.index("Revue des fibres")


def anchors(tex):
    labels = {f"\\hyperref[\\detokenize{{{name}}}]" for name in re.findall(r"\\label\{\\detokenize\{([^}]*)\}\}", tex)}
    return labels | {f"\\hyperlink{{{name}}}" for name in re.findall(r"\\hypertarget\{([^}]*)\}", tex)}


def test_every_entry_of_the_bibliography_has_an_anchor(tex):
    chapter = tex[tex.index(r"\chapter{Bibliothèque}") :]
    for words in ("Éditions du Peigne", "Revue des fibres"):
        line = next(line for line in chapter.splitlines() if words in line)
        assert r"\label{" in line or r"\hypertarget{" in line


def test_every_link_within_the_book_leads_to_an_anchor(tex):
    links = set(re.findall(r"\\hyperref\[\\detokenize\{[^}]*\}\]", tex))
    assert len(links) > 10
    assert sorted(links - anchors(tex)) == []


def test_every_citation_leads_to_its_entry(tex):
    links = set(re.findall(r"\\hyperlink\{[^}]*\}", tex))
    assert sorted(links - anchors(tex)) == []
    assert links or r"\hyperref[\detokenize{bibliotheque:" in tex


def test_the_programme_is_a_table_without_a_number(tex):
    programme = tex[tex.index(r"\chapter{Programme}") : tex.index(r"\chapter{Ouverture")]
    assert "longtable" in programme
    assert r"\caption" not in programme
    assert "Mercredi 12\u00a0mars 2025" in programme


def test_print_offers_no_download(tex):
    assert "Télécharger" not in tex
    assert not re.search(r"\.bib\b", tex)


DEEP = {
    "index.md": "# Livre\n\n```{toctree}\nseul\npartie\nfin\n```\n",
    "seul.md": "# Seul\n\n## Une section\n",
    "partie.md": "# Partie\n\nUn mot d’ouverture.\n\n```{toctree}\nchapitre\n```\n",
    "chapitre.md": "# Chapitre\n\nDu texte {cite:p}`abramova1987metiers`.\n\n```{toctree}\nsous-chapitre\n```\n",
    "sous-chapitre.md": "# Sous-chapitre\n\n## Plus bas\n",
    "fin.md": "# Fin\n",
    "references.bib": REFERENCES,
}
LOCAL = "\n```{bibliography}\n:filter: docname in docnames\n```\n"


def test_pages_below_a_chapter_are_its_sections(book):
    tex = body_of(
        book({**DEEP, "fin.md": f"# Fin\n{LOCAL}", "chapitre.md": DEEP["chapitre.md"] + LOCAL}).build("latex")
    )
    assert headings(tex) == [
        ("chapter", "Seul"),
        ("section", "Une section"),
        ("synthkitpart", "Partie"),
        ("chapter", "Chapitre"),
        ("section", "Sous-chapitre"),
        ("subsection", "Plus bas"),
        ("chapter", "Fin"),
    ]


def test_a_bibliography_of_a_chapter_stays_in_its_chapter(book):
    built = book({**DEEP, "chapitre.md": DEEP["chapitre.md"] + LOCAL}).build("latex")
    tex = body_of(built)
    assert tex.index(r"\chapter{Chapitre}") < tex.index("Éditions du Peigne") < tex.index(r"\chapter{Fin}")


def test_a_book_without_parts_has_chapters_alone(book):
    files = {"index.md": "# Livre\n\n```{toctree}\nun\n```\n", "un.md": Myst.heading("Un"), "references.bib": ""}
    tex = body_of(book(files).build("latex"))
    assert headings(tex) == [("chapter", "Un")]
    assert r"\synthkitfrontmatter" not in tex


def test_a_link_to_a_part_leads_to_it(book):
    page = "# Fin\n\nVoir {doc}`partie`, {ref}`une-etiquette`.\n"
    built = book({**DEEP, "fin.md": page, "partie.md": "(une-etiquette)=\n" + DEEP["partie.md"]}).build("latex")
    tex = body_of(built)
    links = set(re.findall(r"\\hyperref\[\\detokenize\{[^}]*\}\]", tex))
    assert links
    assert sorted(links - anchors(tex)) == []


# -- where works begin and end -----------------------------------------------------------------------


def test_each_work_has_its_beginning_behind_its_heading_and_its_end_before_the_next(tex):
    marks = re.findall(r"\\synthkit(first|last)\{([^}]*)\}|\\(chapter)\{", tex)
    told = [which + name if which else "|" for which, name, _ in marks]
    works = {name: ["|", f"first{name}", f"last{name}"] for name in re.findall(r"\\synthkitfirst\{(.*?)\}", tex)}
    preface, opening, *talks = works.values()
    programme, block, people, library = (["|"],) * 4
    expected = (preface, programme, opening, block, *talks, people, library)
    assert told == [mark for chapter in expected for mark in chapter]
    assert list(works) == [
        "avant-propos-lin",
        "lorent2025ouverture",
        "teixeira2025rouir",
        "mbarga2025tisser",
        "lorent2025metier",
        "azoulay2025conclusion",
    ]
    assert re.search(r"\\chapter\{Tisser à la main\}\n(\\label\{.*\}\n*)?\s*\\synthkitfirst\{mbarga2025tisser\}", tex)


def test_the_end_of_a_work_stands_in_its_last_line(tex):
    assert re.search(r"\S\\synthkitlast\{mbarga2025tisser\}\n", tex)


def test_a_work_that_ends_with_code_has_its_end_behind_it(book):
    pages = {
        "index.md": "# Livre\n\n```{toctree}\nun\n```\n",
        "un.md": "# Un\n\n" + Myst.directive("chapter", "un") + "\n```\ncode\n```\n",
    }
    tex = body_of(book(pages).build("latex"))
    assert tex.index(r"\end{sphinxVerbatim}") < tex.index(r"\synthkitlast{un}")


def test_an_id_with_signs_of_tex_names_its_pages_in_plain_letters(book):
    pages = {
        "index.md": "# Livre\n\n```{toctree}\nun\n```\n",
        "un.md": "# Un\n\n" + Myst.directive("chapter", r"é_{\input}%#"),
    }
    tex = body_of(book(pages).build("latex"))
    assert re.findall(r"\\synthkitfirst\{(.*)\}", tex) == ["=C3=A9_=EF=BF=BD=EF=BF=BDinput=EF=BF=BD=25=23"]


def test_a_break_before_a_heading_can_be_pointed_at(book):
    """Sphinx's writer leaves out what marks a place before a heading: the link led nowhere, on page « ?? »."""
    event = Myst.directive("event", "veillee", date="2024-05-02")
    rest = Myst.directive("session", "pause", event="veillee", kind="break", title="Pause")
    pages = {"index.md": f"# Livre\n\n{event}\n## Avant\n\n{rest}\n## Après\n\nVoir {{session}}`pause`.\n"}
    tex = body_of(book(pages).build("latex"))
    assert tex.count(r"\label{\detokenize{index:pause}}") == 1


# -- citations, page numbers, addresses --------------------------------------------------------------


def test_a_work_is_cited_once_at_the_foot_of_its_first_page_with_its_pages(tex):
    chapter = tex[tex.index(r"\chapter{Tisser à la main}") : tex.index(r"\chapter{Que devient")]
    (cited,) = re.findall(r"\\synthkitcited\{(.*)\}\n", chapter)
    assert "Oscar" in cited
    assert r"\synthkitpages{mbarga2025tisser}" in cited
    assert chapter.index(r"\synthkitcited") < chapter.index("Des gestes et des cadences")
    assert not re.search("[\ue000-\uf8ff]", tex)  # what stood for the pages while the reference was made


@pytest.mark.parametrize("style", ["chicago-author-date-fr", "iso690-author-date-fr", "apa", "chicago-author-date"])
def test_the_pages_of_a_chapter_are_cited_in_every_style(book, style):
    pages = {
        "index.md": "# Livre\n\n```{toctree}\nun\n```\n",
        "un.md": "# Un\n\n" + Myst.directive("chapter", "un"),
    }
    tex = body_of(book(pages, synthkit_citation_style=style).build("latex"))
    (cited,) = re.findall(r"\\synthkitcited\{(.*)\}\n", tex)
    assert cited.count(r"\synthkitpages{un}") == 1


def test_the_programme_names_the_page_of_each_session_and_none_of_a_break(tex):
    programme = tex[tex.index(r"\chapter{Programme}") : tex.index(r"\chapter{Ouverture")]
    found = re.findall(r"\\pageref\{\\detokenize\{actes/[a-z-]+:([^}]*)\}\}", programme)
    assert found == [
        "lorent2025ouverture",
        "bloc-fibres",
        "teixeira2025rouir",
        "mbarga2025tisser",
        "lorent2025metier",
        "azoulay2025conclusion",
    ]


LINKED = {
    "index.md": "# Livre\n\n```{toctree}\nun\ndeux\n```\n",
    "un.md": "# Un\n\nVoir « {doc}`deux` », puis {doc}`deux`, et {doc}`un`.\n",
    "deux.md": "# Deux\n\nVoir [le site](https://lin.example/a%20b), <https://lin.example/nu>,"
    " [10.5555/lin](https://doi.org/10.5555/lin), [https://lin.example/é#f](https://lin.example/%C3%A9#f)"
    " et [l’adresse](mailto:a@lin.example).\n",
}


def test_the_first_link_to_a_chapter_tells_its_page_behind_the_quotation_mark(book):
    tex = body_of(book(LINKED).build("latex"))
    assert tex.count(r"\synthkitpage{") == 1
    assert re.search(r"\{Deux\}+ » \\synthkitpage\{\\detokenize\{deux::doc\}\}, puis", tex)


def test_the_address_of_a_link_is_printed_once(book):
    tex = body_of(book(LINKED).build("latex"))
    assert re.findall(r"\\sphinx(?:nolink)?url\{([^}]*)\}", tex) == [
        r"https://lin.example/a\%20b",
        "https://lin.example/nu",
        "https://doi.org/10.5555/lin",
        r"https://lin.example/é\#f",
        "a@lin.example",
    ]


def test_a_chapter_behind_the_parts_is_no_part_of_the_last_one(book):
    tex = body_of(book(DEEP).build("latex"))
    behind = tex.index(r"\synthkitbehindparts")
    assert tex.index(r"\chapter{Chapitre}") < behind < tex.index(r"\chapter{Fin}")
    assert tex.count(r"\synthkitbehindparts") == 1


# -- indexes -----------------------------------------------------------------------------------------


def entries(tex, title):
    index = tex[tex.index(rf"\begin{{synthkitindex}}{{{title}}}") :]
    index = index[: index.index(r"\end{synthkitindex}")]
    found = re.findall(r"\\synthkit(letter|entry|see)\{([^}]*)\}(?:\{(.*)\})?", index)
    return [(kind, said.replace(r"\sphinxhyphen{", "-"), rest) for kind, said, rest in found]


def test_the_index_of_persons_has_everybody_and_each_spelling_under_its_letter(tex):
    found = [(kind, said) for kind, said, _ in entries(tex, "Index des personnes")]
    assert found[:4] == [("letter", "A"), ("entry", "Azoulay-"), ("letter", "L"), ("entry", "Lorent, Hedwige")]
    assert found[4:] == [
        ("letter", "M"),
        ("entry", "Mbarga, Oscar de"),
        ("letter", "T"),
        ("entry", "Teixeira, Aliénor"),
        ("see", "Teixeyra, Alienor"),
    ]


def test_a_person_s_pages_are_the_sessions_the_notice_and_each_link(tex):
    pages = {said: spans for kind, said, spans in entries(tex, "Index des personnes") if kind == "entry"}
    spans = re.findall(r"\\synthkitspan\{([^}]*)\}\{([^}]*)\}", pages["Lorent, Hedwige"])
    assert ("first:lorent2025ouverture", "last:lorent2025ouverture") in spans
    assert ("first:mbarga2025tisser", "last:mbarga2025tisser") in spans  # she discusses it
    assert ("at:record:hedwige-lorent", "at:record:hedwige-lorent") in spans
    labels = [f"synthkitat{{{first[3:]}}}" for first, _ in spans if re.match(r"at:\d", first)]
    assert labels
    assert all(label in tex for label in labels)


def test_the_index_of_subjects_has_the_keywords_of_sessions_and_chapters(tex):
    found = entries(tex, "Index des sujets")
    assert [said for kind, said, _ in found if kind == "entry"] == ["eau", "lin", "livre", "rouissage"]
    spans = {said: rest for _, said, rest in found}
    # a word that its text doesn't have: where it begins, which names its keywords
    assert spans["eau"] == r"\synthkitspan{first:teixeira2025rouir}{first:teixeira2025rouir}"


def test_a_book_without_people_and_keywords_has_no_index(book):
    tex = body_of(book({"index.md": "# Livre\n\n```{toctree}\nun\n```\n", "un.md": "# Un\n"}).build("latex"))
    assert "synthkitindex" not in tex


# -- what the file says of itself --------------------------------------------------------------------


def test_the_file_names_its_title_authors_language_and_licence(book):
    publication = {
        "id": "lin",
        "authors": ["Société du rouet, du peigne", {"family": "Lorent", "given": "Hedwige"}],
        "licence": "CC BY 4.0",
        "licence_url": "https://creativecommons.org/licenses/by/4.0/",
        "description": "100 % {lin} & co",
    }
    made = book({"index.md": "# Livre\n"}, synthkit_publication=publication)
    tex = next(made.build("latex").outdir.glob("*.tex")).read_text(encoding="utf-8")
    assert "pdftitle={Le lin et la laine}" in tex
    assert r"pdfauthor={Société du rouet\xmpcomma{} du peigne, Hedwige Lorent}" in tex
    assert "pdflang={fr}" in tex
    assert "pdflicenseurl={https://creativecommons.org/licenses/by/4.0/}" in tex
    assert r"pdfsubject={100 \% \{lin\} \& co}" in tex


def test_the_same_moment_gives_the_same_source(book, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    made = book({"index.md": "# Livre\n"})
    first, second = (next(made.build("latex", to=to).outdir.glob("*.tex")).read_bytes() for to in ("un", "deux"))
    assert first == second
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000001")
    assert next(made.build("latex", to="trois").outdir.glob("*.tex")).read_bytes() != first
