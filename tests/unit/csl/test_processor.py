"""What the processor makes of small styles, as citeproc-js and CSL 1.0.2 have it."""

from typing import Any

import pytest

from synthkit.csl.cites import located
from synthkit.csl.processor import Processor
from synthkit.csl.stylesheet import Stylesheet
from synthkit.csl.work import Cite

Item = dict[str, Any]
_STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  {macros}
  <citation {options}><layout delimiter="; ">{citation}</layout></citation>
  <bibliography>{sort}<layout>{entry}</layout></bibliography>
</style>"""
_WHO = ("author", "editor")
_AUTHOR = '<names variable="author"><name form="short" delimiter=", "/><et-al/></names>'


def processor(items: list[Item], locale: str = "en-US", **parts: str) -> Processor:
    """A processor of a style of the given parts, with works ``a``, ``b`` …"""
    defaults = dict.fromkeys(("macros", "options", "sort"), "") | {"citation": _AUTHOR, "entry": "<text value='x'/>"}
    found = Processor(Stylesheet(_STYLE.format(**(defaults | parts)).encode(), locale))
    found.add({"type": "book", **item, "id": chr(ord("a") + place)} for place, item in enumerate(items))
    return found


def entry(item: Item, locale: str = "en-US", **parts: str) -> str:
    """The entry of one work."""
    found = processor([item], locale, **parts)
    return found.plain(found.entry(found.works["a"]))


def labels(found: Processor) -> list[str]:
    """How the text cites each work."""
    return [found.plain(found.citation([Cite(work)])) for work in found.works.values()]


def issued(*days: list[int]) -> Item:
    """A work of a day, or of a range of days."""
    return {"issued": {"date-parts": [list(day) for day in days]}}


@pytest.mark.parametrize("key", ['variable="issued"', 'macro="date"'])
def test_a_range_of_years_stands_by_its_beginning(key: str) -> None:
    works = [issued([2019]), issued([2018], [2020]), issued([2017, 5])]
    date = '<macro name="date"><date variable="issued" form="numeric"/></macro>'
    found = processor(works, macros=date, sort=f"<sort><key {key}/></sort>")
    assert [work.id for work in found.works.values()] == ["c", "b", "a"]


def test_a_reprint_comes_behind_the_other_works_of_its_year() -> None:
    both = "".join(f'<date variable="{name}"><date-part name="year"/></date>' for name in ("original-date", "issued"))
    works = [issued([2019]) | {"original-date": {"date-parts": [[1901]]}}, issued([2019])]
    date = f'<macro name="date"><group delimiter=" ">{both}</group></macro>'
    found = processor(works, macros=date, sort='<sort><key macro="date"/></sort>')
    assert [work.id for work in found.works.values()] == ["b", "a"]


@pytest.mark.parametrize(
    ("parts", "days", "right"),
    [
        ('<date-part name="year" prefix="(" suffix=")"/>', ([2018], [2020]), "(2018–2020)"),
        ('<date-part name="year" prefix="(" suffix=")"/>', ([2018], [0]), "(2018–)"),
        (
            '<date-part name="day" suffix=". "/><date-part name="month"/>',
            ([2004, 10, 1], [2004, 10, 14]),
            "1–14. octobre",
        ),
        ('<date-part name="month" prefix=", "/><date-part name="day" prefix=" "/>', ([2019, 7],), ", juillet"),
        ('<date-part name="month" prefix=", "/><date-part name="day" prefix=" "/>', ([2019, 7, 14],), ", 14 juillet"),
    ],
)
def test_a_range_has_the_affixes_of_a_date(parts: str, days: tuple[list[int], ...], right: str) -> None:
    assert entry(issued(*days), "fr-FR", entry=f'<date variable="issued">{parts}</date>') == right


def test_conditions_hold_one_after_the_other_until_works_differ() -> None:
    more = "".join(
        f'<choose><if disambiguate="true"><text variable="{name}" prefix=", "/></if></choose>'
        for name in ("title", "edition")
    )
    works = [
        {"author": [{"family": "Weir"}], "title": title, "edition": edition}
        for title, edition in (("Heures", "1"), ("Cadrans", "1"), ("Cadrans", "2"))
    ]
    found = labels(processor(works, citation=_AUTHOR + more))
    assert found == ["Weir, Heures", "Weir, Cadrans, 1", "Weir, Cadrans, 2"]


def test_names_tell_works_apart_up_to_one_more_than_the_shortest_list_has() -> None:
    lists = ["A B C", "A B C D", "A B C E", "X B C D F", "X B C D F", "X B C"]
    works = [{"author": [{"family": name, "given": "Zoé"} for name in one.split()]} for one in lists]
    options = 'et-al-min="3" et-al-use-first="1" disambiguate-add-names="true"'
    found = labels(processor(works, options=options))
    assert found[:3] == ["A, B, C", "A, B, C, D", "A, B, C, E"]
    assert found[3:] == ["X, B, C, et al.", "X, B, C, et al.", "X, B, C"]


def test_of_the_names_in_a_branch_the_first_that_are_there_stand_in() -> None:
    branch = '<choose><if type="book"><names variable="editor"/><names variable="translator"/></if></choose>'
    names = f'<names variable="author"><name/><substitute>{branch}</substitute></names>'
    people = {"editor": [{"family": "Weir"}], "translator": [{"family": "Roy"}]}
    assert entry(people, entry=names) == "Weir"


def test_affixes_of_a_name_are_for_people() -> None:
    names = '<names variable="editor"><name prefix="éd. " delimiter=", "/></names>'
    people = [{"family": "Weir"}, {"literal": "Société des heures"}, {"family": "Roy"}]
    assert entry({"editor": people}, entry=names) == "éd. Weir, Société des heures, éd. Roy"


def test_the_label_of_a_locator_stands_before_the_pages_of_a_work_cited_whole() -> None:
    place = '<label variable="locator" form="short" suffix=" "/><text variable="locator"/><text variable="page"/>'
    found = processor([{"page": "9-17"}, {}], citation=f"<text value='x'/><group prefix=', '>{place}</group>")
    assert labels(found) == ["x, p. 9–17", "x"]


def test_pages_by_number_have_the_hyphen_of_the_style() -> None:
    terms = '<locale><terms><term name="page-range-delimiter">-</term></terms></locale>'
    assert entry({"page": "9–17"}, macros=terms, entry='<number variable="page"/>') == "9-17"


def test_a_particle_that_is_never_demoted_counts_in_the_order_of_short_names() -> None:
    names = '<macro name="who"><names variable="author"><name form="short"/></names></macro>'
    people = [{"family": "Weir"}, {"family": "Berg", "non-dropping-particle": "van der"}, {"family": "Roy"}]
    source = _STYLE.format(
        macros=names, options="", citation=_AUTHOR, sort='<sort><key macro="who"/></sort>', entry="<text value='x'/>"
    ).replace("<style ", '<style demote-non-dropping-particle="never" ')
    found = Processor(Stylesheet(source.encode()))
    found.add({"id": str(place), "type": "book", "author": [one]} for place, one in enumerate(people))
    assert [work.id for work in found.works.values()] == ["2", "1", "0"]


def test_given_names_that_tell_works_apart_are_whole_where_the_text_has_no_initials() -> None:
    works = [{"author": [{"family": "Weir", "given": given}]} for given in ("Ada", "Aron")]
    names = '<names variable="author"><name initialize-with="." name-as-sort-order="all"/></names>'
    found = processor(works, options='disambiguate-add-givenname="true"', entry=names)
    assert labels(found) == ["Ada Weir", "Aron Weir"]
    assert [found.plain(found.entry(work)) for work in found.works.values()] == ["Weir, Ada", "Weir, Aron"]


@pytest.mark.parametrize(("mark", "right"), [(".", "Tamis P.T. Jr."), ("", "Tamis PT Jr"), (" ", "Tamis P T Jr")])
def test_a_suffix_has_the_full_stop_of_initials(mark: str, right: str) -> None:
    names = (
        f'<names variable="author"><name initialize-with="{mark}" name-as-sort-order="all" sort-separator=" "/></names>'
    )
    assert entry({"author": [{"family": "Tamis", "given": "P. T.", "suffix": "Jr."}]}, entry=names) == right


def test_what_follows_a_name_follows_et_al_too() -> None:
    names = '<names variable="author"><name suffix=" " et-al-min="2" et-al-use-first="1"/></names><text value="x"/>'
    assert entry({"author": [{"family": "Weir"}, {"family": "Roy"}]}, entry=names) == "Weir et al. x"


def test_a_chinese_given_name_has_no_initials() -> None:
    names = '<names variable="author"><name initialize-with="."/></names>'
    assert entry({"author": [{"family": "王", "given": "小明"}]}, entry=names) == "王小明"


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("§ 12", "(§ 12)"),
        ("§§ 12-14", "(§§ 12–14)"),
        ("sect. 12", "(sec. 12)"),
        ("par. 12", "(para. 12)"),
        ("p. 12", "(p. 12)"),
    ],
)
def test_a_locator_behind_a_sign_keeps_it_whatever_the_style_calls_it(written: str, right: str) -> None:
    located_ = '<label variable="locator" form="short" strip-periods="true" suffix=". "/><text variable="locator"/>'
    found = processor([{}], citation=f'<group prefix="(" suffix=")">{located_}</group>')
    assert found.plain(found.citation([Cite(found.works["a"], located(written))])) == right


def test_an_entry_that_begins_with_a_term_begins_with_a_capital() -> None:
    author = f'<text term="anonymous" form="short"/>{_AUTHOR}'
    assert entry({}, entry=author + '<text value=" x"/>') == "Anon. x"
    assert entry({}, entry='<text value="x "/>' + author) == "x anon."


@pytest.mark.parametrize(("written", "right"), [("la soie", "La soie"), ("2e fil", "2e fil"), ("½a", "½a")])
def test_a_first_letter_is_a_capital_unless_a_number_stands_before_it(written: str, right: str) -> None:
    assert entry({"title": written}, entry='<text variable="title" text-case="capitalize-first"/>') == right


@pytest.mark.parametrize(("direction", "right"), [("ascending", ["c", "a", "b"]), ("descending", ["a", "c", "b"])])
def test_works_without_a_date_come_last_also_where_the_style_says_so_in_words(direction: str, right: list[str]) -> None:
    year = '<date variable="issued"><date-part name="year"/></date>'
    choice = f'<choose><if variable="issued">{year}</if><else><text term="no date"/></else></choose>'
    date = f'<macro name="date">{choice}</macro>'
    works = [issued([2019]), {}, issued([2017])]
    found = processor(works, macros=date, sort=f'<sort><key macro="date" sort="{direction}"/></sort>')
    assert [work.id for work in found.works.values()] == right


def order(works: list[Item], **parts: str) -> str:
    """The works in the order of the bibliography."""
    return "".join(processor(works, **parts).works)


def people(*families: str) -> Item:
    """A work of some people."""
    return {"author": [{"family": family, "given": "Ada"} for family in families]}


def test_in_a_key_the_list_says_how_many_names_count() -> None:
    macro = '<macro name="who"><names variable="author"><name form="short" et-al-min="2"/></names></macro>'
    works = [people("Roy", "Weir"), people("Roy", "Abel"), people("Roy")]
    sort = '<sort><key macro="who"/></sort>'
    style = _STYLE.format(macros=macro, options="", citation=_AUTHOR, sort=sort, entry="<text value='x'/>")
    style = style.replace("<bibliography>", '<bibliography et-al-min="4" et-al-use-first="1">')
    found = Processor(Stylesheet(style.encode()))
    found.add({"type": "book", **work, "id": "abc"[place]} for place, work in enumerate(works))
    assert "".join(found.works) == "cba"


@pytest.mark.parametrize(("count", "right"), [(5, "A, B, C, D, E"), (6, "A, B, C, D, … F"), (9, "A, B, C, D, … I")])
def test_a_last_name_behind_dots_stands_for_two_names_at_least(count: int, right: str) -> None:
    name = '<name form="short" et-al-min="6" et-al-use-first="5" et-al-use-last="true"/>'
    assert entry(people(*"ABCDEFGHI"[:count]), entry=f'<names variable="author">{name}</names>') == right


def test_given_names_that_tell_authors_apart_are_not_for_editors() -> None:
    works: list[Item] = [
        {"author": [{"family": "Weir", "given": name}], "editor": [{"family": "Roy", "given": "Zoé"}]}
        for name in ("Ada", "Abe")
    ]
    names = "".join(f'<names variable="{who}" suffix=" "><name initialize-with="."/></names>' for who in _WHO)
    found = processor(works, options='disambiguate-add-givenname="true"', entry=names)
    assert found.plain(found.entry(found.works["a"])).strip() == "Ada Weir Z. Roy"


@pytest.mark.parametrize(
    ("dress", "right"),
    [('text-case="uppercase"', "BERG, Joost VAN DER"), ('font-style="italic"', "berg, Joost van der")],
)
def test_a_particle_behind_the_given_name_is_dressed_as_the_family(dress: str, right: str) -> None:
    work = {"author": [{"family": "berg", "given": "Joost", "non-dropping-particle": "van der"}]}
    parts = f'<name name-as-sort-order="all"><name-part name="family" {dress}/></name>'
    assert entry(work, entry=f'<names variable="author">{parts}</names>') == right


@pytest.mark.parametrize(
    ("match", "right"), [("", "x"), ('match="any"', "x"), ('match="none"', ""), ("match='all'", "x")]
)
def test_a_work_of_one_of_several_types_meets_a_condition_that_names_them(match: str, right: str) -> None:
    assert entry({}, entry=f'<choose><if type="map book" {match}><text value="x"/></if></choose>') == right


def test_works_are_sorted_by_the_first_of_their_pages() -> None:
    works: list[Item] = [{"page": "120-125"}, {"page": "9-17"}, {}]
    assert order(works, sort='<sort><key variable="page-first"/></sort>') == "bac"


def test_works_without_an_author_come_before_those_whose_authors_are_counted() -> None:
    count = '<macro name="count"><names variable="author"><name form="count"/></names></macro>'
    works = [people("Roy", "Weir"), {}, people("Roy")]
    assert order(works, macros=count, sort='<sort><key macro="count"/></sort>') == "bca"


def test_of_a_macro_with_a_date_the_date_alone_is_a_key() -> None:
    dated = (
        '<macro name="date"><text variable="status"/><date variable="issued"><date-part name="year"/></date></macro>'
    )
    works = [issued([2019]) | {"status": "a"}, issued([1999]) | {"status": "b"}]
    assert order(works, macros=dated, sort='<sort><key macro="date"/></sort>') == "ba"


def test_a_date_without_the_parts_a_key_is_made_of_is_no_key() -> None:
    day = '<date variable="issued"><date-part name="month"/></date>'
    dated = f'<macro name="date"><group><text variable="volume"/>{day}</group></macro>'
    works = [issued([2019]), issued([2019, 5])]
    assert order(works, macros=dated, sort='<sort><key macro="date"/></sort>') == "ba"


def test_what_stands_between_names_counts_in_their_order() -> None:
    who = '<macro name="who"><names variable="author"><name delimiter=" – "/></names></macro>'
    works = [people("Weir", "Roy"), people("Weir Ada")]
    assert order(works, macros=who, sort='<sort><key macro="who"/></sort>') == "ab"


def test_no_date_stands_beside_a_group_with_a_letter() -> None:
    year = '<group><date variable="issued" form="numeric"/><text variable="year-suffix"/></group>'
    missing = '<choose><if match="none" variable="issued"><text term="no date" form="short"/></if></choose>'
    macro = f'<macro name="date">{year}{missing}</macro>'
    assert entry({}, macros=macro, entry='<text macro="date"/>') == "n.d."
