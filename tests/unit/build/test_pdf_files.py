"""Parts of a book become one tagged file: tags, their identifiers, bookmarks, page numbers, links from part to part."""

import io
from typing import Any

import pytest
import typst
from pikepdf import Dictionary, Pdf

from synthkit.build.page_numbers import Place
from synthkit.build.pdf_files import Part, join, stated

BEGIN = '#set document(title: "Le lin", author: "Awa", date: auto)\n'
BEGIN += '#set page(width: 200pt, height: 300pt, numbering: "1")\n'
FRONT = BEGIN + '#link("synthkit:nouer/é:b")[Nouer]\n#pagebreak()\nFin'
FIRST = BEGIN + '= Filer\n#link("synthkit:nouer/é:b")[plus loin]#footnote[Une note.] #link("https://lin.example/")[lin]'
SECOND = (
    BEGIN
    + """#counter(page).update(2)
#heading(depth: 1)[Nouer]#label("nouer/é:b") #link(label("nouer/é:b"))[ici]#footnote[Une autre.]
== Le nœud
#table(columns: 2, table.header([A], [B]), [1], [2])
"""
)
ONE = {"nouer/é:b": Place("nouer/é:b", 1, "1")}
PLACES = {"nouer/é:b": Place("nouer/é:b", 4, "2", 70.0)}


def pdf(markup: str) -> bytes:
    made = typst.Compiler(markup.encode()).compile(format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=1)
    assert isinstance(made, bytes)
    return made


@pytest.fixture(scope="module")
def joined() -> Pdf:
    parts = [Part(pdf(FRONT), False), Part(pdf(FIRST), False), Part(pdf(SECOND), True)]
    made = stated(join(parts, PLACES, "p."), publisher="Fil & Cie", rights="CC BY 4.0", identifier="doi:10.1/lin")
    return Pdf.open(io.BytesIO(made))


def tags(pdf: Pdf) -> list[Any]:
    return [one for one in pdf.objects if isinstance(one, Dictionary) and one.get("/Type") == "/StructElem"]


def test_all_pages_are_there_roman_before_arabic(joined: Pdf) -> None:
    assert [page.label for page in joined.pages] == ["i", "ii", "1", "2"]


def test_the_tags_are_one_tree_in_reading_order(joined: Pdf) -> None:
    (document,) = joined.Root.StructTreeRoot.K
    assert [str(tag.S) for tag in document.K] == ["/P", "/P", "/H1", "/P", "/H2", "/P", "/H3", "/Table"]
    assert all(document == tag.P for tag in document.K)


def test_each_page_and_link_finds_its_tag(joined: Pdf) -> None:
    numbers = list(joined.Root.StructTreeRoot.ParentTree.Nums)
    keys = dict(zip(numbers[::2], numbers[1::2], strict=True))
    assert list(keys) == list(range(len(keys)))
    for page in joined.pages:
        for tag in [keys[page.obj.StructParents]] if isinstance(keys[page.obj.StructParents], Dictionary) else []:
            assert tag.Pg == page.obj
        for link in page.obj.get("/Annots", ()):
            assert any(one.get("/Obj") == link for one in keys[link.StructParent].K if isinstance(one, Dictionary))


def test_a_link_to_another_part_leads_there_and_says_where(joined: Pdf) -> None:
    (link,) = joined.pages[0].obj.Annots
    assert (str(link.Dest), str(link.Contents), "/A" in link) == ("nouer/é:b", "p. 2", False)
    names = joined.Root.Names.Dests.Names
    assert names[0] == link.Dest
    assert names[1][0] == joined.pages[3].obj
    assert float(names[1][3]) == 230


def test_links_within_a_part_and_out_of_the_book_stay(joined: Pdf) -> None:
    out = [link for link in joined.pages[2].obj.Annots if "/A" in link]
    assert [str(link.A.URI) for link in out] == ["https://lin.example/"]
    assert "p. 2" in [str(link.Contents) for link in joined.pages[3].obj.Annots if link.get("/Dest") == "nouer/é:b"]


def test_identifiers_are_unique_and_cells_name_the_heads_of_their_own_table(joined: Pdf) -> None:
    ids = [str(tag.ID) for tag in tags(joined) if "/ID" in tag]
    assert len(ids) == len(set(ids)) == 4
    names = [str(name) for name in list(joined.Root.StructTreeRoot.IDTree.Names)[::2]]
    assert names == sorted(ids)
    named = {str(id_) for tag in tags(joined) for one in tag.get("/A", ()) for id_ in one.get("/Headers", ())}
    assert named
    assert named < set(ids)


def test_bookmarks_of_a_part_stand_below_the_one_before(joined: Pdf) -> None:
    with joined.open_outline() as outline:
        (first,) = outline.root
        assert (first.title, [one.title for one in first.children]) == ("Filer", ["Nouer"])
        assert [one.title for one in first.children[0].children] == ["Le nœud"]
        assert first.children[0].destination[0] == joined.pages[3].obj


def test_it_says_what_it_is(joined: Pdf) -> None:
    with joined.open_metadata() as xmp:
        assert xmp["dc:title"] == "Le lin"
        assert xmp["dc:publisher"] == {"Fil & Cie"}
        assert xmp["dc:rights"] == "CC BY 4.0"
        assert xmp["dc:identifier"] == "doi:10.1/lin"
        assert (xmp["pdfuaid:part"], xmp["pdfaid:part"]) == ("1", "2")
        assert "xmpTPg" not in str(xmp).partition("xmlns:xmpTPg")[2][40:]


def test_what_is_unknown_is_not_stated_and_the_same_file_has_the_same_bytes() -> None:
    first, second = (stated(join([Part(pdf(FIRST), False)], ONE, "p."), publisher="") for _ in range(2))
    assert first == second
    assert b"dc:publisher" not in first
