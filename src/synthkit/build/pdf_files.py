"""PDF files: tagged parts of Typst joined to one, facts that it has no word for, and pages cut out of a volume of TeX.

Joined by the pages alone, parts would lose their tags, the bookmarks and the links from one to another.
"""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from pikepdf import Array, Dictionary, Name, NameTree, ObjectStreamMode, OutlineItem, Pdf, String

from synthkit.build.page_numbers import Place, Sheets

#: How a part names a place that is in another one; ``templates/print.typ`` writes it.
ELSEWHERE = "synthkit:"
#: How many pages there are, by Adobe’s schema.
_PAGES = "{http://ns.adobe.com/xap/1.0/t/pg/}NPages"
_HEADING = re.compile(r"/H([1-5])")


class Part(NamedTuple):
    """Some pages of a file; headings of one that ``is_below`` are a level lower than those before it."""

    pdf: bytes
    is_below: bool


def join(parts: Iterable[Part], places: Mapping[str, Place], page_word: str) -> Pdf:
    """One file of parts, with the metadata of the first, whose pages have roman numbers.

    ``places`` by label are those of the whole; ``page_word`` stands before the page that a link leads to.
    """
    first, *others = parts
    made = Pdf.open(io.BytesIO(first.pdf))
    tree = made.Root.StructTreeRoot
    document, numbers = tree.K[0], tree.ParentTree.Nums
    ids = _ids(tree)
    wanted = _link(made, places, page_word, 0)
    front = len(made.pages)
    with made.open_outline() as outline:
        for number, part in enumerate(others, start=1):
            source = Pdf.open(io.BytesIO(part.pdf))
            begin, key = len(made.pages), len(numbers) // 2
            wanted |= _link(source, places, page_word, key)
            _rename(source, number, int(part.is_below))
            for page in source.pages:
                made.pages.append(page)
            with source.open_outline() as own:
                items = [_moved(item, source, begin) for item in own.root]
            (outline.root[-1].children if part.is_below and outline.root else outline.root).extend(items)
            copied = made.copy_foreign(source.Root.StructTreeRoot)
            for element in copied.K[0].K:
                element.P = document
                document.K.append(element)
            # a part of which nothing is seen has no tags
            for index, of in _pairs(copied.ParentTree.Nums if "/ParentTree" in copied else ()):
                numbers.append(int(index) + key)
                numbers.append(of)
            ids.update(_ids(copied))
    tree.ParentTreeNextKey = len(numbers) // 2
    if ids:
        flat: Any = [one for id_ in sorted(ids) for one in (String(id_), ids[id_])]
        tree.IDTree = Dictionary(Names=Array(flat))
    roman, arabic = Dictionary(S=Name.r, Type=Name.PageLabel), Dictionary(S=Name.D, Type=Name.PageLabel)
    numbered: Any = [0, roman, front, arabic]
    made.Root.PageLabels = Dictionary(Nums=Array(numbered))
    names: list[Any] = []  # to extend an Array takes the longer the more it holds
    for label in sorted(wanted & places.keys(), key=lambda label: bytes(String(label))):
        page = made.pages[places[label].sheet - 1]
        top = float(page.mediabox[3]) - places[label].top
        names.extend([String(label), Array([page.obj, Name.XYZ, 0, round(top, 2), 0])])
    made.Root.Names = Dictionary(Dests=made.make_indirect(Dictionary(Names=Array(names))))
    return made


def _pairs(flat: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    each = iter(flat)
    return zip(each, each, strict=True)


def _ids(tree: Any) -> dict[str, Any]:
    return {str(name): of for name, of in _pairs(tree.IDTree.Names)} if "/IDTree" in tree else {}


def _link(source: Pdf, places: Mapping[str, Place], page_word: str, key: int) -> set[str]:
    """Links lead to places by label, and say in the book's language where; the labels.

    ``key`` is how many keys the tree of parents has before this part.
    """
    found = set()
    for page in source.pages:
        if "/StructParents" in page.obj:
            page.obj.StructParents = int(page.obj.StructParents) + key
        for link in page.obj.get("/Annots", ()):
            if "/StructParent" in link:
                link.StructParent = int(link.StructParent) + key
            address = bytes(link.A.URI).decode() if "/A" in link and "/URI" in link.A else ""
            label = address.removeprefix(ELSEWHERE) if address.startswith(ELSEWHERE) else ""
            if label:
                del link.A
            elif isinstance(link.get("/Dest"), String):
                label = bytes(link.Dest).decode()
            if label:
                link.Dest = String(label)
                link.Contents = String(f"{page_word} {places[label].page}")
                found.add(label)
    return found


def _rename(source: Pdf, number: int, levels: int) -> None:
    """Identifiers of tags are unique in the whole file, and headings as low as their part is."""
    for tag in source.objects:
        if not isinstance(tag, Dictionary) or tag.get("/Type") != "/StructElem":
            continue
        if "/ID" in tag:
            tag.ID = String(f"{number} {tag.ID}")
        if levels and (level := _HEADING.fullmatch(str(tag.S))):
            tag.S = Name(f"/H{int(level[1]) + levels}")
        for attributes in tag.get("/A", ()):
            if "/Headers" in attributes:
                attributes.Headers = Array(String(f"{number} {id_}") for id_ in attributes.Headers)
    tree = source.Root.StructTreeRoot
    if "/IDTree" in tree:
        tree.IDTree.Names = Array(one for _, of in _pairs(tree.IDTree.Names) for one in (of.ID, of))


def _moved(item: OutlineItem, source: Pdf, begin: int) -> OutlineItem:
    page, _, left, top, _ = item.destination  # type: ignore[misc]
    made = OutlineItem(item.title, begin + source.pages.index(page), "XYZ", left=float(left), top=float(top))
    made.is_closed = bool(item.children)
    made.children.extend(_moved(child, source, begin) for child in item.children)
    return made


def stated(pdf: Pdf, *, publisher: str = "", rights: str = "", rights_url: str = "", **texts: str) -> bytes:
    """The file, with these facts as XMP; ``texts`` are elements of Dublin Core. The same bytes for the same file."""
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        del xmp[_PAGES]  # those of the first part
        for name, fact in {**texts, "rights": rights}.items():
            if fact:
                xmp[f"dc:{name}"] = fact
        if publisher:
            xmp["dc:publisher"] = {publisher}
        if rights_url:
            xmp["xmpRights:WebStatement"] = rights_url
    return _written(pdf)


def cut(volume: Pdf, sheets: Sheets, title: str, authors: str, keywords: str, language: str) -> bytes:
    """The pages from the first sheet to the last, with their page numbers; the same bytes for the same volume.

    Links out of the book stay, and those to these pages; those to pages that are not here become text.
    """
    made = Pdf.new()
    pages = list(volume.pages)[sheets.first - 1 : sheets.last]
    for page in pages:
        made.pages.append(page)
    here = {page.objgen: new.obj for page, new in zip(pages, made.pages, strict=True)}
    names = volume.Root.get("/Names", Dictionary())
    named: Any = NameTree(names.Dests) if "/Dests" in names else {}
    for page, new in zip(pages, made.pages, strict=True):
        links = Array()
        for old, link in zip(page.obj.get("/Annots", ()), new.obj.get("/Annots", ()), strict=True):
            if "/Dest" in old or old.get("/A", Dictionary()).get("/S") == "/GoTo":
                target = _target(old.Dest if "/Dest" in old else old.A.D, named)
                if target is None:
                    continue
                # some programs write the number of the page in its place
                to = (volume.pages[target[0]] if isinstance(target[0], int) else target[0]).objgen
                if to not in here:
                    continue
                link.Dest = Array([here[to], *list(target)[1:]])
                if "/A" in link:
                    del link.A
            links.append(link)
        if "/Annots" in new.obj:
            new.obj.Annots = links
    labels = [Dictionary(P=String(page.label)) for page in pages]
    made.Root.PageLabels = Dictionary(Nums=Array(one for place in enumerate(labels) for one in place))
    facts = {"/Title": title, "/Author": authors, "/Keywords": keywords, "/Creator": "synthkit"}
    # of what the volume says of itself, that which holds for its parts
    facts |= {name: str(value) for name, value in volume.docinfo.items() if name.endswith("Date")}
    for name, value in facts.items():
        if value:
            made.docinfo[name] = String(value)
    made.Root.Lang = String(language)
    made.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    return _written(made)


def _target(destination: Any, named: Mapping[str, Any]) -> Any:
    """The page and the place in it; None for what is nowhere."""
    if isinstance(destination, String | Name):
        destination = named.get(str(destination))
    return destination.D if isinstance(destination, Dictionary) else destination


def _written(pdf: Pdf) -> bytes:
    written = io.BytesIO()
    pdf.save(written, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    return written.getvalue()
