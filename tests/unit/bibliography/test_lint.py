from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

import pytest

from synthkit.bibliography.csl_items import Bibliography
from synthkit.bibliography.lint import entries
from synthkit.diagnostics import Code, Problem, Where
from synthkit.i18n import I18n

ENGLISH = I18n("en")
SOUND = """% Les références du livre
@book{dupont2030,
  author = {Dupont, Lise and {Guilde des Horlogers et fils}},
  title  = {Les {IA} \\& les cadrans : 50~\\%},
  year   = {2030},
  month  = jan,
  isbn   = {978-3-16-148410-0}
}

@article{faure2031,
  author = {McFaure, III, Igor and Martin, A. and others},
  title  = "Une aiguille",
  journaltitle = {Revue des heures},
  date   = {2031-05/2031-06},
  number = {4/31},
  doi    = {10.1234/a\\_b(7)},
  url    = {https://horloges.example/a_b?c=%C3%A9#d}
}

@misc{guilde2032, title = {Fiches}, author = {{Guilde}}}
"""
Check = Callable[..., list[Problem]]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """The problems of one file with that text or those bytes."""

    def problems(text: str | bytes, cited: Collection[str] | None = None) -> list[Problem]:
        path = tmp_path / "references.bib"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return list(entries.check(Bibliography([path]), cited))

    return problems


def placed(problems: list[Problem]) -> list[tuple[Code, int]]:
    return [(problem.code, problem.where.line) for problem in problems]


def told(problem: Problem) -> str:
    return problem.format(ENGLISH)


def entry(fields: str, type_: str = "misc") -> str:
    return f"@{type_}{{a,\n  title = {{T}},\n  {fields}\n}}\n"


def test_a_sound_bibliography_has_no_problem(check: Check) -> None:
    assert check(SOUND, ["dupont2030", "faure2031", "guilde2032"]) == []


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "% rien\n", "Des mots, lise@horloges.example.\n", "@comment{x}\n@preamble{y}", "@Comment des mots\n"],
)
def test_a_bibliography_without_entries_has_no_problem(check: Check, text: str) -> None:
    assert check(text, []) == []


# -- files and blocks --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "code", "expected"),
    [
        ("note = {Roy &amp; Duval}", Code.INVALID_FIELD, "\\&"),
        ("note = {L’&eacute;cole}", Code.INVALID_FIELD, "é"),
        ("volume = {Vol. 3}", Code.REFERENCE_REMARK, "3"),
        ("number = {n° 4}", Code.REFERENCE_REMARK, "4"),
        ("subtitle = {Le *fil*}", Code.REFERENCE_REMARK, "\\emph{fil}"),
        ("author = {Roy, Luc (dir.)}", Code.MIS_SPLIT_NAME, "the name alone, without a title or what somebody does"),
        ("author = {Dr. Luc Roy}", Code.MIS_SPLIT_NAME, "the name alone, without a title or what somebody does"),
    ],
)
def test_what_would_be_printed_as_it_stands_is_reported(check: Check, fields: str, code: Code, expected: str) -> None:
    (found,) = [one for one in check(entry(fields)) if one.code is code and "expected" in one.values]
    assert (found.where.line, found.values["expected"]) == (3, expected)


@pytest.mark.parametrize(
    "fields", ["volume = {Hors-série}", "number = {Special issue 2}", "note = {AT&T; a_b_c, 2*3*4}"]
)
def test_what_is_no_sign_of_others_is_silent(check: Check, fields: str) -> None:
    assert [one for one in check(entry(fields)) if "stays as it is" in told(one)] == []


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "nulle-part.bib"
    (problem,) = entries.check(Bibliography([path]), [])
    assert (problem.code, problem.where) == (Code.MISSING_BIBLIOGRAPHY, Where(path=str(path)))
    assert "'nulle-part.bib'" in told(problem)


@pytest.mark.parametrize("path", ["", "\0.bib"])
def test_a_folder_or_an_impossible_name_is_a_missing_file(tmp_path: Path, path: str) -> None:
    assert placed(list(entries.check(Bibliography([tmp_path / path]), None))) == [(Code.MISSING_BIBLIOGRAPHY, 0)]


@pytest.mark.parametrize(
    ("broken", "line", "words"),
    [
        ("@book{b,\n title = {jamais fermé,\n year = 2030\n}\n\n@misc{c, title={T}}", 3, ("@book{b,", "closing brace")),
        ("@book{b, title = {tronqu", 3, ("@book{b, title", "closing brace")),
        ("\n@misc{b, title = {T}}}, note = {N}}\n", 4, ("'}, note = {N}}'", "outside of any entry")),
        ("misc{b, title = {T}}\n", 3, ("'misc{b", "outside of any entry")),
        ("@misc\n{b, title = {T}}\n", 3, ("'@misc'",)),
        ("@misc{, title = {T}}\n", 3, ("key of an entry",)),
        ("@misc{a b, title = {T}}\n", 3, ("'a b'", "key of an entry")),
        ("@misc{b title = {T}}\n", 3, ("a comma after the key",)),
        ("@misc{b,\n title {T}, note = {N}}\n", 3, ("'='",)),
        ("@misc{b,\n title = {T}\n note = {N}}\n", 4, ("'title'", "a comma between two fields")),
        ("@misc{b,\n title = {T},\n note = }\n", 5, ("'note'", "a value in braces")),
        ("@misc{b,\n title = {T},\n année = {2030}}\n", 5, ("'année'", "without accents")),
        ("@misc{b,\n title = {a \\} b}}\n", 4, ("'title'", "\\textbraceright{}")),
        ('@misc{b,\n title = "a } b"}\n', 4, ("'title'", "not balanced")),
    ],
)
def test_what_cannot_be_read_is_told_where_it_stands(
    check: Check, broken: str, line: int, words: tuple[str, ...]
) -> None:
    (problem,) = check(f"@misc{{avant, title = {{T}}}}\n\n{broken}")
    assert placed([problem]) == [(Code.BROKEN_REFERENCE, line)]
    assert [word for word in words if word not in told(problem)] == []


def test_bytes_that_are_not_utf_8_are_told_and_read_all_the_same(check: Check) -> None:
    (problem,) = check(b"@misc{a, title = {T}}\n\n@misc{b, title = {L'\xe9t\xe9}}\n")
    assert placed([problem]) == [(Code.BROKEN_REFERENCE, 3)]
    assert "0xE9" in told(problem)


def test_a_nul_is_told(check: Check) -> None:
    (problem,) = check(b"@misc{a,\n title = {T\0}}\n")
    assert placed([problem]) == [(Code.CONTROL_CHARACTER, 2)]
    assert "U+0000" in told(problem)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_whatever_ends_them(check: Check, end: str) -> None:
    text = "% un\n\n@misc{a,\n title = {T},\n year = {l'an}\n}\n@misc{b}\n".replace("\n", end)
    assert placed(check(text)) == [(Code.MISSING_FIELD, 7)]


# -- which entries -----------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["a", "A"])
def test_a_key_given_twice_is_told_with_its_first_place(check: Check, key: str) -> None:
    (problem,) = check(f"@misc{{a, title = {{T}}}}\n\n@misc{{{key}, title = {{U}}}}\n", ["a"])
    assert placed([problem]) == [(Code.DUPLICATE_REFERENCE, 3)]
    assert "references.bib:1" in told(problem)


def test_a_key_given_twice_in_two_files_is_told(tmp_path: Path) -> None:
    paths = [tmp_path / "a.bib", tmp_path / "b.bib"]
    for path in paths:
        path.write_text("@misc{a, title = {T}}", encoding="utf-8")
    (problem,) = entries.check(Bibliography(paths), None)
    assert (problem.where.path, f"{paths[0]}:1" in told(problem)) == (str(paths[1]), True)


def test_a_file_named_twice_is_no_duplicate(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text("@misc{a, title = {T}}", encoding="utf-8")
    assert list(entries.check(Bibliography([tmp_path / "a.bib"] * 2), None)) == []


@pytest.mark.parametrize("doi", ["10.1234/AB\\_c", "10.1234/ab_c"])
def test_a_doi_given_twice_is_told_with_the_other_entry(check: Check, doi: str) -> None:
    text = f"@misc{{a, title = {{T}}, doi = {{10.1234/ab_c}}}}\n@misc{{b, title = {{T}},\n doi = {{{doi}}}}}\n"
    (problem,) = check(text)
    assert placed([problem]) == [(Code.DUPLICATE_DOI, 3)]
    assert "'a' at" in told(problem)


def test_an_entry_nobody_cites_is_told(check: Check) -> None:
    (problem,) = check("@misc{a, title = {T}}\n@misc{b, title = {T}}\n", {"A"})
    assert placed([problem]) == [(Code.UNCITED_REFERENCE, 2)]


def test_nobody_is_told_uncited_where_citations_are_not_known(check: Check) -> None:
    assert check("@misc{a, title = {T}}\n", None) == []


def test_a_volume_whose_part_is_cited_is_cited(check: Check) -> None:
    part = "@incollection{a, author = {Dupont, Lise}, title = {T}, crossref = {b}}\n"
    assert check(part + "@book{b, editor = {Faure, Igor}, title = {U}, year = 2030}\n", ["a"]) == []


def test_a_citation_without_an_entry_is_told_with_the_nearest_key(tmp_path: Path) -> None:
    path = tmp_path / "r.bib"
    path.write_text(SOUND, encoding="utf-8")
    problem = entries.unknown_citation("dupond2030", Bibliography([path]), Where("a", "a.md", 3))
    assert (problem.code, str(problem.where)) == (Code.UNKNOWN_REFERENCE, "a.md:3")
    assert told(problem).endswith("nearest known: 'dupont2030'")


# -- which fields ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("type_", "fields", "missing"),
    [
        ("article", "author = {Dupont, Lise}, year = 2030", ["journal"]),
        ("article", "author = {Dupont, Lise}, journaltitle = {R}, date = {2030}", []),
        ("article", "", ["author", "journal", "year"]),
        ("book", "editor = {Dupont, Lise}, date = {2030-05}", []),
        ("book", "author = {{}}, year = {}", ["author", "year"]),
        ("incollection", "author = {Dupont, Lise}, year = 2030", ["booktitle"]),
        ("techreport", "author = {{Guilde}}, year = 2030", ["institution"]),
        ("report", "author = {{Guilde}}, year = 2030, institution = {Guilde}", []),
        ("phdthesis", "author = {Dupont, Lise}, year = 2030, institution = {U}", []),
        ("proceedings", "year = 2030", []),
        ("online", "", ["url"]),
        ("online", "url = {https://x.example}", []),
        ("misc", "", []),
        ("dataset", "", []),
        ("BOOK", "editor = {Dupont, Lise}, Year = 2030", []),
    ],
)
def test_a_field_its_type_requires_is_told_missing(check: Check, type_: str, fields: str, missing: list[str]) -> None:
    problems = check(entry(fields, type_))
    remarks = ("author", "year", "institution")  # which some works have not
    codes = [Code.REFERENCE_REMARK if name in remarks else Code.MISSING_FIELD for name in missing]
    assert placed(problems) == [(code, 1) for code in codes]
    assert [problem.values["found"] for problem in problems] == missing


def test_an_entry_that_takes_over_from_none_is_reported_with_the_nearest(check: Check) -> None:
    (problem,) = check("@misc{ab1, title = {T}}" + entry("crossref = {ab2}"))
    assert placed([problem]) == [(Code.UNKNOWN_REFERENCE, 3)]
    assert told(problem).endswith("nearest known: 'ab1'")


@pytest.mark.parametrize("pages", ["12-", "pp 3--5", "p. 7"])
def test_pages_are_pages_alone(check: Check, pages: str) -> None:
    assert placed(check(entry(f"pages = {{{pages}}}"))) == [(Code.INVALID_FIELD, 3)]


def test_a_formula_that_stays_as_it_is_written_is_reported(check: Check) -> None:
    (problem,) = check(entry(r"note = {Of $\alpha$ and $\inconnu{x}$}"))
    assert placed([problem]) == [(Code.INVALID_FIELD, 3)]
    assert problem.values["found"] == r"$\inconnu{x}$"


def test_every_entry_has_a_title(check: Check) -> None:
    (problem,) = check("@misc{a, note = {N}}")
    assert "'a' is a @misc without 'title'" in told(problem)


def test_an_unknown_type_is_told_with_the_nearest(check: Check) -> None:
    (problem,) = check(entry("", "boook"))
    assert placed([problem]) == [(Code.UNKNOWN_ENTRY_TYPE, 1)]
    assert told(problem).endswith("nearest known: 'book'")


@pytest.mark.parametrize(
    "field",
    [
        "doi = {10.1234}",
        "doi = {10.1234/a b}",
        "isbn = {978-3-16-148410-1}",
        "isbn = {ISBN 978-3-16-148410-0}",
        "issn = {1234-5678}",
        "url = {horloges.example/a}",
        "url = {javascript:zut()}",
        "url = {\\url{https://horloges.example}}",
        "url = {https://horloges.example/a b}",
        "url = {https://}",
        "year = {20l0}",
        "year = {30}",
        "date = {mai 2030}",
        "date = {2030-02-30}",
        "date = {2030-13}",
        "month = 13",
        "month = zut",
        "note = {N}, Note = {M}",
    ],
)
def test_a_value_of_the_wrong_shape_is_told(check: Check, field: str) -> None:
    found = [code for code in placed(check(entry(field))) if code != (Code.INVALID_FIELD, 3)]
    assert (found, bool(check(entry(field)))) == ([], True)


@pytest.mark.parametrize(
    "field",
    [
        "doi = {10.1016/0005-1098(83)90046-8}",
        "isbn = {2-07-032288-2}",
        "isbn = {080442957X}",
        "issn = {0378-5955}",
        "issn = {0317-8471 (print), 2049-3630 (electronic)}",
        "isbn = {978-2-07-036002-4 (broché)}",
        "month = {Summer}",
        "url = {https://été.example/a\\_b\\%20c}",
        "year = {vers 1990}",
        "year = {à paraître}",
        "year = {2030/2031}",
        "date = {2030-05-01/}",
        "date = {1990~}",
        "month = {dec}",
        "month = {????}",
        "year = {19xx}",
        "year = {198?}",
        "isbn = {??}",
        "month = {05}",
        'month = jan # "~27"',
    ],
)
def test_a_value_of_an_accepted_shape_is_silent(check: Check, field: str) -> None:
    assert check(entry(field)) == []


def test_what_was_found_and_what_is_expected_are_told(check: Check) -> None:
    (problem,) = check(entry("year = {20l0}"))
    assert (
        told(problem)
        == "'a': field 'year' is '20l0'; expected: a year of four digits, or pubstate = {inpress} in its place"
    )


# -- LaTeX -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "changes"),
    [
        ("\\'et\\'e", "\\'e → é"),
        ("{\\'E}luard", "{\\'E} → É"),
        ("\\`a la {\\oe}uvre", "\\`a → à, {\\oe} → œ"),
        ("gar\\c{c}on, Stra\\ss{}e", "\\c{c} → ç, \\ss{} → ß"),
        ('\\^{\\i} na\\"{\\i}f', '\\^{\\i} → î, \\"{\\i} → ï'),
        ("3\\ldots", "\\ldots → …"),
    ],
)
def test_latex_that_unicode_can_say_is_told_with_the_text(check: Check, value: str, changes: str) -> None:
    (problem,) = check(entry(f"note = {{{value}}}"))
    assert placed([problem]) == [(Code.LATEX_ACCENT, 3)]
    assert told(problem).endswith(f"expected: {changes}")


@pytest.mark.parametrize(
    "value",
    [
        "Été à l’œuvre",
        "50~\\%, a \\& b\\_c \\#1 \\$",
        "\\emph{très}",
        "$\\alpha + \\beta$",
        "\\textbackslash{}x",
    ],
)
def test_latex_that_says_more_than_a_character_is_silent(check: Check, value: str) -> None:
    assert check(entry(f"note = {{{value}}}")) == []


# -- names -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ("Dupont, Lise et Faure, Igor", None),
        ("Dupont, Lise; Faure, Igor", None),
        ("Dupont \\& Faure", None),
        ("Dupont, Lise, Faure, Igor", None),
        ("Dupont, Lise, Faure", None),
        ("Dupont, Lise,", None),
        ("Dupont, Lise and", None),
        ("and Dupont, Lise", None),
        ("Dupont, Lise and and Faure, Igor", None),
        ("Dupont et al.", None),
        ("others and Dupont, Lise", None),
        ("{Dupont, Lise and Faure, Igor}", None),
        ("{Guilde} {Atelier}", None),
        ("{Duval Z., Roy J.}", None),
        ("{Roy, Luc}", None),
        ("{Roy-Tamis, Luc A.} and {Guilde}", "{Roy-Tamis, Luc A.}"),
        ("{Z. Duval, J.-P. Roy, A. Weir}", None),
        ("{Bief and Zoé Tamis, Ada Weir}", None),
        ("{Zoé Tamis, Ada Weir et Jo Roy}", None),
        ("{Guilde}, {Atelier}, {Roue}", None),
        ("Ministère du Travail", None),
        ("Dupont, Lise and Conseil des Heures", "Conseil des Heures"),
        ("Université Laval", None),
        ("Commission européenne", None),
        ("Les Presses de l'Aubier", None),
        ("Presses universitaires de Rennes", None),
        ("ENS Éditions", None),
        ("Guilde, unité des cadrans", None),
        ("Lise Le Dupont", None),
        ("DUPONT Lise", None),
        ("ROY Jean-Marc", None),
    ],
)
def test_a_name_that_will_be_split_wrongly_is_told(check: Check, names: str, found: str | None) -> None:
    (problem,) = check(entry(f"author = {{{names}}}"))
    assert placed([problem]) == [(Code.MIS_SPLIT_NAME, 3)]
    assert problem.values["found"] == (found or names)


@pytest.mark.parametrize(
    "names",
    [
        "Dupont, Lise and Faure, Igor and others",
        "Lise Dupont",
        "Lise E. Dupont",
        "JRR Dupont",
        "L. E. (Lise Ève) Dupont",
        "Lise v. Faure",
        "L. V. Faure",
        "L. Ben Faure",
        "L. [Lise] Faure",
        "L. deFaure",
        "LISE DUPONT",
        "Jean Paul Dupont",
        "family=Faure, given=Igor, prefix=de la",
        "Ludwig van Dupont",
        "R. de Faure",
        "J.-L. de la Faure",
        "Jean d'Ormoy",
        "de la Faure, Igor",
        "Faure, Igor de",
        "Dupont, Jr, Lise",
        "McDupont, III, E.",
        "{Ministère du Travail}",
        "{Ministère de la Culture, Direction du livre}",
        "{Department for Science, Innovation and Technology}",
        "{Marks and Spencer}",
        "{Renault SA, Paris}",
        "{Guilde, Atelier et fils} and {Smith \\& Sons} and {Simon and Schuster}",
        "Mirabelle",
        "{\\'E}luard, Lise",
        "Bureau, Lise",
        "Dupont-Faure, L.-A.",
    ],
)
def test_a_name_that_is_split_as_it_was_meant_is_silent(check: Check, names: str) -> None:
    assert [p for p in check(entry(f"author = {{{names}}}")) if p.code is Code.MIS_SPLIT_NAME] == []


def test_what_is_in_press_needs_no_year(check: Check) -> None:
    article = "@article{a, author={Dupont, Lise}, title={T}, journaltitle={R}, pubstate={inpress}}"
    assert check(article, ["a"]) == []


# -- all of it ---------------------------------------------------------------------------------------


def test_all_problems_are_told_in_the_order_of_lines(check: Check) -> None:
    text = "@book{a,\n title = {\\'Et\\'e},\n year = {20l0},\n author = {Conseil des Heures}}\n@book{b, title = {U"
    assert placed(check(text, [])) == [
        (Code.UNCITED_REFERENCE, 1),
        (Code.LATEX_ACCENT, 2),
        (Code.INVALID_FIELD, 3),
        (Code.MIS_SPLIT_NAME, 4),
        (Code.BROKEN_REFERENCE, 5),
    ]


@pytest.mark.parametrize("hostile", ["%s", "%(id)s", "100 %", "</script>"])
def test_what_was_found_is_told_as_text_on_one_line(check: Check, hostile: str) -> None:
    (problem,) = check(entry(f"url = {{{hostile}\n{'x' * 100}}}"))
    assert hostile in told(problem)
    assert "\n" not in told(problem)
    assert len(told(problem)) < 200


@pytest.mark.parametrize("value", ["a " * 20_000, "{IA} " * 10_000, "l\\'eau " * 10_000])
def test_a_long_line_is_read(check: Check, value: str) -> None:
    check(f"@misc{{a, title = {{{value}}}, url = {{{value}}}, year = {{{value}1}}}}")


def test_the_books_own_references_are_sound() -> None:
    path = Path(__file__).parents[3] / "references.bib"
    assert [told(problem) for problem in entries.check(Bibliography([path]), None)] == []


@pytest.mark.parametrize(
    "name",
    ["Pedro de Rezende", "Simone de Beauvoir", "Jean de La Fontaine", "Joachim du Bellay", "Louis de Broglie"],
)
def test_a_person_with_a_particle_is_no_body(check: Check, name: str) -> None:
    assert placed(check(entry(f"author = {{{name}}}, year = 2030"))) == []


@pytest.mark.parametrize("name", ["Musée de Lyon", "Ville de Paris", "Amis de la Terre", "Éditions du Seuil"])
def test_a_body_without_braces_is_reported(check: Check, name: str) -> None:
    problems = check(entry(f"author = {{{name}}}, year = 2030"))
    assert [problem.code for problem in problems] == [Code.MIS_SPLIT_NAME]


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ("keywords = {a}, keywords = {b}", [Code.REFERENCE_REMARK]),
        ("subject = {a}, subject = {b}", [Code.REFERENCE_REMARK]),
        ("publisher = {A}, publisher = {A}", [Code.REFERENCE_REMARK]),
        ("publisher = {A}, publisher = {B}", [Code.INVALID_FIELD]),
        ("acknowledgement = ack-nhfb", [Code.REFERENCE_REMARK]),
        ("publisher = pub-nobody", [Code.INVALID_FIELD]),
        ("month = {July/August}", []),
        ("month = {fall--winter}", []),
        ("isbn = {978-2-07-036002-4 hardback}", []),
        ("year = {n.d.}", []),
    ],
)
def test_an_error_is_what_would_be_printed_wrong(check: Check, fields: str, codes: list[Code]) -> None:
    year = "" if "year" in fields else "year = 2030, "
    assert [problem.code for problem in check(entry(f"author = {{Dupont, Lise}}, {year}{fields}"))] == codes


def test_a_type_of_its_own_is_a_remark_and_a_slip_an_error(check: Check) -> None:
    assert placed(check("@package{a, title = {T}}")) == [(Code.REFERENCE_REMARK, 1)]
    assert placed(check("@artcle{a, title = {T}}")) == [(Code.UNKNOWN_ENTRY_TYPE, 1)]


def test_an_entry_that_is_only_shown_with_another_lacks_nothing(check: Check) -> None:
    assert placed(check("@book{a, title = {T}, options = {skipbib=true}}")) == []


# -- what nobody can have meant ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "field",
    [
        *("year = {2020-13}", "year = {2020-02-30}", "year = {2031/2030}", "year = {0000}", "year = {2030-2029}"),
        *("date = {2031/2030}", "date = {2030-05-02/2030-05-01}", "origdate = {1890-02-30}", "urldate = {2030-00}"),
        *("pages = {30--12}", "pages = {30-12}", "pages = {1--4, 30--12}", "pages = {S30–S12}", "pages = {128--3}"),
        *("year = {2030}, month = feb, day = {30}", "year = 2030, month = 4, day = 31"),
    ],
)
def test_dates_that_are_none_and_pages_that_run_backwards_are_reported(check: Check, field: str) -> None:
    assert placed(check(entry(field))) == [(Code.INVALID_FIELD, 3)]


@pytest.mark.parametrize(
    "field",
    [
        *("year = {2030-12}", "year = {2030-12-31}", "year = {1998-99}", "year = {1999/00}", "year = {2012--13}"),
        *(
            "year = {1998--9}",
            "date = {2030/..}",
            "date = {2030-05/2030}",
            "date = {/2030}",
            "date = {2030-21/2030-22}",
        ),
        *(
            "pages = {123--8}",
            "pages = {123--28}",
            "pages = {12-3}",
            "pages = {9--12}",
            "pages = {30}",
            "pages = {3--3}",
        ),
        *("pages = {iv--12}", "pages = {12, 3--4}", "pages = {A12--B3}", "pages = {3:30--4:12}", "pages = {e1230}"),
        *("year = 2028, month = feb, day = 29", "year = 2030, month = jan, day = {12--14}"),
    ],
)
def test_spans_and_shortened_ends_are_silent(check: Check, field: str) -> None:
    assert check(entry(field)) == []


def test_a_macro_that_nobody_knows_is_reported_with_what_is_printed(check: Check) -> None:
    found = check(entry("note = {N},\n  publisher = {Fil \\inconnu\\ et \\maison{laine}}"))
    assert [(one.code, one.where.line) for one in found] == [(Code.INVALID_FIELD, 4), (Code.REFERENCE_REMARK, 4)]
    assert told(found[0]) == (
        "'a': of '\\inconnu' in field 'publisher' nothing is printed; expected: signs, or their macros"
    )
    assert "of '\\maison{laine}' in field 'publisher' 'laine' is printed" in told(found[1])


@pytest.mark.parametrize(
    "value",
    [
        *("\\texttt{a} \\mbox{b} {\\it c} {\\ttfamily d}", "\\MakeUppercase{a}", "voir \\citeyear{b}"),
        *("\\LaTeX{} et \\TeX", "\\textcolor{red}{a}", "$\\alpha$", "\\textsf{a} \\thinspace b"),
    ],
)
def test_macros_that_change_no_word_are_silent(check: Check, value: str) -> None:
    assert check(entry(f"note = {{{value}}}")) == []
    assert check(entry(f"abstract = {{{value} \\inconnu}}")) == []
