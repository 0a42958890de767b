"""What people have in their .bib files, read as the biblatex manual says and set as CSL 1.0.2 says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from synthkit.bibliography.csl_items import Bibliography
from synthkit.bibliography.dates import parsed
from synthkit.bibliography.latex import decoded
from synthkit.bibliography.lint import entries
from synthkit.csl.rich_text import plain
from synthkit.csl.style import Style, labelled
from synthkit.export import mods, ris

Item = dict[str, object]
WEIR = "author = {Weir, Ada}, title = {Les roues}"


@pytest.fixture
def item(tmp_path: Path) -> Callable[..., Item]:
    """The CSL item of the last entry of a text, in a French book."""

    def read(text: str) -> Item:
        path = tmp_path / "works.bib"
        path.write_text(text, encoding="utf-8")
        *_, last = Bibliography([path], "fr").references.values()
        return dict(last)

    return read


def printed(item: Item, style: str = "chicago-author-date-fr", language: str = "fr") -> str:
    return plain(Style(style, language).reference(item))


# -- types and fields ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "csl"),
    [
        *[(kind, "book") for kind in ("mvbook", "collection", "mvcollection", "mvproceedings", "reference", "manual")],
        *[(kind, "chapter") for kind in ("inbook", "bookinbook", "suppbook", "incollection", "suppcollection")],
        ("conference", "paper-conference"),
        ("booklet", "pamphlet"),
        ("inreference", "entry-encyclopedia"),
        ("patent", "patent"),
        ("dataset", "dataset"),
        ("software", "software"),
        ("www", "webpage"),
        ("movie", "motion_picture"),
        ("letter", "personal_communication"),
        ("jurisdiction", "legal_case"),
        ("review", "review"),
        ("unpublished", "manuscript"),
    ],
)
def test_each_type_of_biblatex_has_a_type_of_csl(item: Callable[..., Item], kind: str, csl: str) -> None:
    assert item(f"@{kind}{{k, {WEIR}}}")["type"] == csl


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("@article{k, entrysubtype = {newspaper}, %s}", {"type": "article-newspaper"}),
        ("@unpublished{k, eventtitle = {Journées}, venue = {Lyon}, eventdate = {2001-02-03}, %s}",
         {"type": "speech", "event-title": "Journées", "event-place": "Lyon",
          "event-date": {"date-parts": [[2001, 2, 3]]}}),
        ("@manual{k, organization = {Guilde}, %s}", {"publisher": "Guilde"}),
        ("@report{k, institution = {Guilde}, %s}", {"publisher": "Guilde"}),
        ("@booklet{k, howpublished = {Photocopie}, %s}", {"publisher": "Photocopie"}),
        ("@inproceedings{k, organization = {Guilde}, publisher = {Presses}, %s}", {"publisher": "Guilde; Presses"}),
        ("@book{k, series = {Outils}, number = {12}, %s}", {"collection-title": "Outils", "collection-number": "12"}),
        ("@article{k, journal = {Revue}, number = {2}, %s}", {"issue": "2"}),
        ("@book{k, location = {Paris and Rome}, %s}", {"publisher-place": "Paris; Rome"}),
        ("@article{k, eid = {e12}, %s}", {"page": "e12"}),
        ("@book{k, pubstate = {inpress}, %s}", {"status": "sous presse"}),
        ("@phdthesis{k, school = {Université}, %s}", {"genre": "thèse de doctorat", "publisher": "Université"}),
        ("@mastersthesis{k, %s}", {"genre": "mémoire de master"}),
        ("@thesis{k, type = {phdthesis}, %s}", {"genre": "thèse de doctorat"}),
        ("@report{k, type = {techreport}, %s}", {"genre": "rapport technique"}),
        ("@patent{k, type = {patenteu}, number = {EP1}, %s}", {"genre": "brevet européen", "number": "EP1"}),
        ("@thesis{k, type = {Thèse d’État}, %s}", {"genre": "Thèse d’État"}),
        ("@misc{k, eprint = {2101.00001}, archivePrefix = {arXiv}, %s}", {"URL": "https://arxiv.org/abs/2101.00001"}),
        ("@misc{k, eprint = {hal-01234567}, eprinttype = {hal}, %s}", {"URL": "https://hal.science/hal-01234567"}),
        ("@misc{k, eprint = {2307/1}, eprinttype = {jstor}, %s}", {"URL": "https://www.jstor.org/stable/2307/1"}),
        ("@book{k, doi = {https://doi.org/10.1234/x}, %s}", {"DOI": "10.1234/x"}),
        ("@book{k, doi = {doi:10.1234/x}, %s}", {"DOI": "10.1234/x"}),
        ("@online{k, url = {\\url{https://a.example/b}}, urldate = {2020-03-04}, %s}",
         {"URL": "https://a.example/b", "accessed": {"date-parts": [[2020, 3, 4]]}}),
        ("@book{k, note = {Lu}, addendum = {Relu.}, %s}", {"note": "Lu. Relu."}),
        ("@book{k, foreword = {Roy, Jean}, %s}", {"note": "préface de Jean Roy"}),
        ("@book{k, editora = {Fay, Ida}, editoratype = {redactor}, %s}",
         {"contributor": [{"family": "Fay", "given": "Ida"}]}),
        ("@book{k, editor = {Fay, Ida}, editortype = {compiler}, %s}",
         {"compiler": [{"family": "Fay", "given": "Ida"}], "editor": None}),
        ("@book{k, shorttitle = {Roues}, %s}", {"title-short": "Roues"}),
        ("@book{k, subtitle = {Une histoire}, %s}", {"title-short": "Les roues"}),
        ("@article{k, shortjournal = {Rev.}, series = {2}, %s}",
         {"container-title-short": "Rev.", "collection-title": "série 2"}),
        ("@article{k, series = {newseries}, %s}", {"collection-title": "nouvelle série"}),
        ("@conference{k, eventtitle = {Journées}, eventtitleaddon = {Lyon}, %s}", {"event-title": "Journées. Lyon"}),
        ("@patent{k, location = {countryfr}, %s}", {"publisher-place": "France"}),
        ("@book{k, publisher = {Seuil and {Simon and Schuster}}, %s}", {"publisher": "Seuil; Simon and Schuster"}),
        ("@misc{k, eprint = {arXiv:2101.00001v2}, %s}", {"URL": "https://arxiv.org/abs/2101.00001v2"}),
        ("@misc{k, eprint = {hep-th/9711200}, %s}", {"URL": "https://arxiv.org/abs/hep-th/9711200"}),
        ("@misc{k, eprint = {abcde}, eprinttype = {SocArXiv}, %s}", {"note": "SocArXiv abcde"}),
        ("@misc{k, hal_id = {hal-01234567}, %s}", {"URL": "https://hal.science/hal-01234567"}),
        ("@report{k, isrn = {CNRS-12}, reprinttitle = {Rouages}, %s}", {"note": "Rouages. ISRN CNRS-12"}),
        ("@book{o, title = {Wheels}, author = {Fay, Ida}, date = {1901}}\n@book{k, related = {o}, "
         "relatedtype = {translationof}, %s}", {"note": "traduction de Ida Fay, Wheels, 1901"}),
        ("@book{k, origlanguage = {english}, %s}", {"note": "langue d’origine : anglais"}),
        ("@book{k, origlanguage = {latin and ngerman}, %s}", {"note": "langue d’origine : latin, allemand"}),
        ("@book{k, doi = {{doi.org/10.1234/x}}, %s}", {"DOI": "10.1234/x"}),
        ("@misc{k, url = {<https://a.example/~b>}, %s}", {"URL": "https://a.example/~b"}),
        (r"@misc{k, url = {{https://a.example/\~{}b}}, %s}", {"URL": "https://a.example/~b"}),
        (r"@misc{k, url = {\href{https://a.example/b}{ici}}, %s}", {"URL": "https://a.example/b"}),
        ("@misc{k, url = {https://a.example; https://b.example}, %s}",
         {"URL": "https://a.example", "note": "https://b.example"}),
        ("@inreference{k, maintitle = {Encyclopédie}, volume = {2}, %s}",
         {"title": "Les roues", "container-title": "Encyclopédie"}),
    ],
)  # fmt: skip
def test_each_field_goes_where_csl_has_it(item: Callable[..., Item], entry: str, expected: Item) -> None:
    found = item(entry % WEIR)
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ("title = {Roues}, subtitle = {Une histoire}", "Roues : Une histoire"),
        ("title = {Roues}, subtitle = {A history}, langid = {english}", "Roues: A history"),
        ("title = {Roues ?}, subtitle = {Une histoire}", "Roues ? Une histoire"),
        ("title = {Roues}, titleaddon = {Avec planches}", "Roues. Avec planches"),
        ("title = {Tome}, maintitle = {Œuvres}", "Œuvres"),
        ("title = {Roues :}, subtitle = {Une histoire}", "Roues : Une histoire"),
        ("title = {Roues.}, subtitle = {Une histoire.}", "Roues. Une histoire."),
    ],
)
def test_titles_have_their_subtitles(item: Callable[..., Item], fields: str, title: str) -> None:
    assert item(f"@book{{k, {fields}}}")["title"] == title


# -- inheritance -----------------------------------------------------------------------------------

VOLUME = (
    "@proceedings{actes, editor = {Roy, Jean}, title = {Actes}, subtitle = {Tome 1}, publisher = {Presses}, "
    "date = {2021}, eventtitle = {Congrès}}\n"
)


def test_a_paper_inherits_its_volume(item: Callable[..., Item]) -> None:
    found = item(f"{VOLUME}@inproceedings{{k, crossref = {{ACTES}}, {WEIR}, pages = {{7--12}}}}")
    assert {name: found[name] for name in ("container-title", "publisher", "editor", "issued", "title")} == {
        "container-title": "Actes : Tome 1",
        "publisher": "Presses",
        "editor": [{"family": "Roy", "given": "Jean"}],
        "issued": {"date-parts": [[2021]]},
        "title": "Les roues",
    }


def test_what_an_entry_has_it_does_not_inherit(item: Callable[..., Item]) -> None:
    found = item(f"{VOLUME}@inproceedings{{k, crossref = {{actes}}, {WEIR}, booktitle = {{Autres}}, year = {{2020}}}}")
    assert (found["container-title"], found["issued"]) == ("Autres : Tome 1", {"date-parts": [[2020]]})


def test_an_article_inherits_from_its_periodical_and_a_chapter_from_its_work(item: Callable[..., Item]) -> None:
    periodical = "@periodical{p, title = {Revue}, issn = {0000-0000}, volume = {4}}\n"
    found = item(f"{periodical}@article{{k, crossref = {{p}}, {WEIR}}}")
    assert (found["container-title"], found["volume"]) == ("Revue", "4")
    work = "@mvbook{w, author = {Fay, Ida}, title = {Œuvres}}\n@book{v, crossref = {w}, title = {Tome}}\n"
    found = item(f"{work}@inbook{{k, crossref = {{v}}, title = {{Chapitre}}}}")
    assert (found["container-title"], found["volume-title"], found["title"]) == ("Œuvres", "Tome", "Chapitre")
    assert found["author"] == found["container-author"] == [{"family": "Fay", "given": "Ida"}]


def test_xdata_lends_its_fields_and_is_no_work(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_text(f"@xdata{{x, publisher = {{Presses}}}}\n@book{{k, xdata = {{x}}, {WEIR}}}", encoding="utf-8")
    found = Bibliography([path])
    assert [*found.references] == [*found.entries] == ["k"]
    assert found.find("k")["publisher"] == "Presses"
    assert found.entries["k"].block().fields_dict["publisher"].value == "{Presses}"
    assert "xdata" not in found.entries["k"].block().fields_dict


def test_a_circle_of_parents_ends(item: Callable[..., Item]) -> None:
    assert (
        item(f"@book{{a, crossref = {{k}}, publisher = {{P}}}}\n@book{{k, crossref = {{a}}, {WEIR}}}")["publisher"]
        == "P"
    )


# -- names -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Tamis Jr., P. T.", {"family": "Tamis", "given": "P. T.", "suffix": "Jr."}),
        ("Tamis, Jr., P. T.", {"family": "Tamis", "given": "P. T.", "suffix": "Jr."}),
        ("Weir III, Ada", {"family": "Weir", "given": "Ada", "suffix": "III"}),
        ("family=Berg, given=Jan, prefix=de", {"family": "Berg", "given": "Jan", "non-dropping-particle": "de"}),
        ("given=Jan, family=Berg, prefix=de, useprefix=false",
         {"family": "Berg", "given": "Jan", "dropping-particle": "de"}),
        ("Ortega y Gasset, José", {"family": "Ortega y Gasset", "given": "José"}),
        ("Luís da Silva e Souza", {"family": "Silva e Souza", "given": "Luís", "non-dropping-particle": "da"}),
    ],
)  # fmt: skip
def test_names_in_every_form_biblatex_knows(item: Callable[..., Item], written: str, name: dict[str, str]) -> None:
    assert item(f"@book{{k, author = {{{written}}}, title = {{T}}}}")["author"] == [name]


@pytest.mark.parametrize("others", ["others", "Others", "et al.", "et al"])
def test_others_are_et_al(item: Callable[..., Item], others: str) -> None:
    found = item(f"@book{{k, author = {{Duval, Zoé and Roy, Jean and {others}}}, title = {{T}}, date = {{2001}}}}")
    assert printed(found).startswith("Duval, Zoé, Jean Roy, et al. 2001.")
    assert Style("chicago-author-date-fr", "fr").label(found).text == "Duval, Roy, et al. 2001"


# -- dates -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2019/2021", {"date-parts": [[2019], [2021]]}),
        ("2020/", {"date-parts": [[2020], [0]]}),
        ("2020/..", {"date-parts": [[2020], [0]]}),
        ("2019-05-02/2019-05-04", {"date-parts": [[2019, 5, 2], [2019, 5, 4]]}),
        ("1996~", {"circa": True, "date-parts": [[1996]]}),
        ("2004-21", {"season": 1, "date-parts": [[2004]]}),
        ("199X", {"date-parts": [[1990], [1999]]}),
        ("18XX", {"date-parts": [[1800], [1899]]}),
        ("2004-XX", {"date-parts": [[2004]]}),
        ("2004-05-06T10:00:00", {"date-parts": [[2004, 5, 6]]}),
        ("-0043", {"date-parts": [[-44]]}),
        ("1999-2000", {"date-parts": [[1999], [2000]]}),
        ("2004-7-3", {"date-parts": [[2004, 7, 3]]}),
        ("2004-22/2004-23", {"date-parts": [[2004, 22], [2004, 23]]}),
        ("../1990", {"literal": "–1990"}),
        ("2004-13", {}),
        ("vers 1990", {}),
    ],
)
def test_dates_are_read_as_edtf(written: str, date: Item) -> None:
    assert parsed(written) == date


@pytest.mark.parametrize("month", ["jul", "7", "{July}", "juillet", '"July"'])
def test_a_month_is_read_however_it_is_written(item: Callable[..., Item], month: str) -> None:
    value = month if month[0] in '{"7' or month == "jul" else f"{{{month}}}"
    assert item(f"@book{{k, {WEIR}, year = 2019, month = {value}, day = 3}}")["issued"] == {
        "date-parts": [[2019, 7, 3]]
    }


@pytest.mark.parametrize(
    ("written", "issued"),
    [
        ("juillet 2019", {"date-parts": [[2019, 7]]}),
        ("3 juil. 2019", {"date-parts": [[2019, 7, 3]]}),
        ("July 3, 2019", {"date-parts": [[2019, 7, 3]]}),
        ("s. d.", None),
        ("n.d.", None),
        ("[s.d.]", None),
        ("vers 1990", {"literal": "vers 1990"}),
    ],
)
def test_dates_in_words(item: Callable[..., Item], written: str, issued: Item | None) -> None:
    assert item(f"@book{{k, {WEIR}, year = {{{written}}}}}").get("issued") == issued


@pytest.mark.parametrize(("month", "season"), [("Summer", 2), ("fall", 3), ("été", 2), ("Printemps", 1)])
def test_a_season_may_stand_for_a_month(item: Callable[..., Item], month: str, season: int) -> None:
    found = item(f"@book{{k, {WEIR}, year = 2019, month = {{{month}}}}}")["issued"]
    assert found == {"date-parts": [[2019]], "season": season}


@pytest.mark.parametrize(
    ("date", "style", "said"),
    [
        ("2019/2021", "chicago-author-date-fr", "Weir, Ada. 2019–2021."),
        ("2020/", "chicago-author-date-fr", "Weir, Ada. 2020–."),
        ("2019-05-02/2019-05-04", "chicago-author-date-fr", "2–4 mai 2019"),
        ("2019-05-02/2019-06-04", "chicago-author-date-fr", "2 mai–4 juin 2019"),
        ("2019-05-02/2019-05-04", "apa", "(2019, 2–4 mai)"),
        ("2004-21", "chicago-author-date-fr", "printemps 2004"),
        ("2004-21", "apa", "(2004, printemps)"),
    ],
)
def test_ranges_and_seasons_are_printed(item: Callable[..., Item], date: str, style: str, said: str) -> None:
    found = item(f"@online{{k, {WEIR}, date = {{{date}}}, url = {{https://a.example}}}}")
    assert said in printed(found, style)


def test_a_range_in_english_has_the_month_once(item: Callable[..., Item]) -> None:
    found = item(
        f"@online{{k, {WEIR}, langid = {{english}}, date = {{2019-05-02/2019-05-04}}, url = {{https://a.example}}}}"
    )
    assert "May 2–4" in printed(found, "apa", "en")


# -- what a style makes of it ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pages", "said"), [("7--12", "7–12"), ("3--30", "3–30"), ("A1:1--A1:25", "A1:1–A1:25"), ("321--25", "321–25")]
)
def test_a_range_of_pages_is_shortened_only_between_numbers_of_one_length(
    item: Callable[..., Item], pages: str, said: str
) -> None:
    found = item(f"@article{{k, {WEIR}, journal = {{Revue}}, year = 2001, pages = {{{pages}}}}}")
    assert f"p. {said}" in printed(found, "modern-language-association")


def test_an_edition_has_the_ending_of_its_language(item: Callable[..., Item]) -> None:
    found = item(f"@book{{k, {WEIR}, edition = {{2}}, year = 2001}}")
    assert "2ᵉ éd." in printed(found)
    assert "2nd ed." in printed(found, "chicago-author-date", "en")


@pytest.mark.parametrize("style", ["chicago-author-date-fr", "apa", "modern-language-association"])
def test_a_title_that_stands_for_the_author_is_printed_once(item: Callable[..., Item], style: str) -> None:
    found = item("@article{k, title = {Sans auteur}, journaltitle = {Revue}, year = 2001}")
    assert printed(found, style).count("Sans auteur") == 1


@pytest.mark.parametrize("style", ["chicago-author-date-fr", "apa", "iso690-author-date-fr"])
def test_undated_works_have_the_same_letter_in_text_and_list(tmp_path: Path, style: str) -> None:
    path = tmp_path / "a.bib"
    path.write_text("".join(f"@book{{k{n}, author={{Fay, Ida}}, title={{{n}}}}}\n" for n in "12"), encoding="utf-8")
    csl, found = Style(style, "fr"), Bibliography([path]).references
    labels = labelled(csl, found)
    for key, (label, hints) in labels.items():
        assert label.year in plain(csl.reference(found[key], hints))
    assert [hints.suffix for _, hints in labels.values()] == ["a", "b"]


# -- LaTeX -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"{\TeX} et \LaTeX", "TeX et LaTeX"),
        (r"H$_2$O", "H₂O"),
        (r"n$^\circ$2", "n°2"),
        (r"XIX\textsuperscript{e}", "XIXᵉ"),
        (r"mot\hyphen clé", "mot-clé"),
        (r"\url{https://a.example/b}", "https://a.example/b"),
        (r"\href{https://a.example}{ici}", "ici"),
        (r"10\,\% --- $E = mc^2$", "10 % — E = mc²"),
        (r"A History of $ \pi $, $\Omega_2$ and $\mathbb{R}^n$", "A History of π, Ω₂ and ℝⁿ"),
        (r"$x \times y \leq \frac{a}{b}$, ${\rm SO}(3)$", "x × y ≤ a/b, SO(3)"),
        (r"$a_{min} < b^{q+1}$", "a_min < b^(q+1)"),
        (r"$\{$Meta$\}$Font, UNI$\bullet$C", "{Meta}Font, UNI∙C"),
        (r"$\inconnu{x}$", r"$\inconnu{x}$"),
        (r"XIX\ieme{} siècle, 1\ier, n\up{o} 3, \primo", "XIXᵉ siècle, 1ᵉʳ, nᵒ 3, 1ᵒ"),
        (r"\S 3, \P, \copyright, \pounds, \~{}, \^{}", "§3, ¶, ©, £, ~, ^"),
        (r"\enquote{mot} \mkbibparens{a} \foreignlanguage{english}{word}", '"mot" (a) word'),
        (r"\enquote{a \enquote{b} c}", '"a ‘b’ c"'),
        (r"`mot' de 50\% of $5 & more", "‘mot' de 50% of $5 & more"),
        (r"a\\b \par c", "a b c"),
        (r"con\-tra", "contra"),
        (r"{\ConTeXt} et \AmSTeX{}, S\adddot\addspace 3\emdash fin", "ConTeXt et AMS-TeX, S. 3—fin"),
        (r"\texttt{a} \mbox{b} \textsf{c} \textup{d} \textcolor{red}{e}", "a b c d e"),
        (r"\noopsort{1973b}1981", "1981"),
        (r"CDN$16 if inside, US$16 else", "CDN$16 if inside, US$16 else"),
    ],
)
def test_what_people_write_becomes_text(written: str, text: str) -> None:
    assert decoded(written).replace("\u2009", " ").replace("\u202f", " ") == text


@pytest.mark.parametrize(
    ("written", "markup"),
    [
        (r"{\em a} {\it b}", "<i>a</i> <i>b</i>"),
        (r"{\bf a} {\sc b}", '<b>a</b> <span style="font-variant: small-caps;">b</span>'),
        (r"{\slshape a} \emph{b}", "<i>a</i> <i>b</i>"),
    ],
)
def test_italics_of_older_files_are_kept(written: str, markup: str) -> None:
    assert decoded(written, is_rich=True) == markup


# -- the check is a friend -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields",
    [
        "issn = {0317-8471, 2049-3630}",
        "isbn = {978-2-07-036002-4; 2-07-036002-4}",
        "month = {June}",
        "date = {2004-21}",
        "date = {18XX}",
        "doi = {https://doi.org/10.1234/x}",
    ],
)
def test_what_is_read_is_no_mistake(tmp_path: Path, fields: str) -> None:
    path = tmp_path / "a.bib"
    path.write_text(f"@book{{k, {WEIR}, year = 2019, publisher = {{P}}, {fields}}}", encoding="utf-8")
    assert [str(problem.code) for problem in entries.check(Bibliography([path]), None)] == []


# -- markup, addresses, keys -----------------------------------------------------------------------


def test_italics_of_a_title_are_kept_and_turn_over_in_a_title_set_apart(item: Callable[..., Item]) -> None:
    found = item(r"@book{k, title={Les topoi de l'\emph{Anthologie {NASA}}}, subtitle={\textbf{Un}}}")
    assert found["title"] == "Les topoi de l'<i>Anthologie NASA</i> : <b>Un</b>"
    segments = Style("chicago-author-date-fr", "fr").reference(found)
    assert [(one.text, one.emphasis) for one in segments[:2]] == [("Les topoi de l’", "i"), ("Anthologie NASA", "")]


def test_formats_without_italics_have_the_words_alone(item: Callable[..., Item]) -> None:
    found = item(r"@book{k, title={Les topoi de l'\emph{Anthologie}}}")
    for text in (ris.export([found]), mods.export([found])):
        assert "de l'Anthologie" in text


@pytest.mark.parametrize("written", [r"\url{https://a.example/b_c}", "https://a.example/b_c"])
def test_an_address_published_how_is_the_address(item: Callable[..., Item], written: str) -> None:
    found = item(f"@misc{{k, title={{T}}, howpublished={{{written}}}}}")
    assert (found["URL"], found.get("publisher")) == ("https://a.example/b_c", None)


def test_a_set_may_be_called_like_its_first_member_but_for_capitals(item: Callable[..., Item]) -> None:
    found = item("@book{roues, title={Roues}}\n@set{Roues, entryset={roues}}\n")
    assert found["title"] == "Roues"


@pytest.mark.parametrize(("doi", "address"), [("10.1/a#b", "10.1/a%23b"), ("10.1/a?b%c", "10.1/a%3Fb%25c")])
@pytest.mark.parametrize("style", ["chicago-author-date-fr", "iso690-author-date-fr", "apa"])
def test_signs_of_an_address_within_a_doi_are_no_part_of_one(style: str, doi: str, address: str) -> None:
    found = Style(style, "fr").reference({"id": "k", "type": "article-journal", "title": "T", "DOI": doi})
    (linked,) = [one for one in found if one.url]
    assert linked.text.endswith(doi)
    assert linked.url == f"https://doi.org/{address}"


def test_a_tilde_in_a_date_is_about(item: Callable[..., Item]) -> None:
    assert item("@book{k, date = {1996~}}")["issued"] == {"circa": True, "date-parts": [[1996]]}


def test_a_commentary_is_no_comment(item: Callable[..., Item]) -> None:
    assert item("@commentary{k, title = {T}}")["type"] == "book"
