"""One page of an EPUB: read as a tree, mended, looked through for what it holds."""

import html
import posixpath
import re
from collections.abc import Iterator, Mapping
from urllib.parse import SplitResult, unquote, urlsplit

from lxml import etree

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
_MATHML = "http://www.w3.org/1998/Math/MathML"
_SVG = "http://www.w3.org/2000/svg"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_PARAGRAPH = f"{{{XHTML}}}p"
_CELLS = (f"{{{XHTML}}}td", f"{{{XHTML}}}th")
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
#: The class of an empty element at the beginning of a paragraph, before its number (``WrittenMarks``).
MARK = "synth-mark-"
#: Of HTML alone, unknown to XML.
_ENTITY = re.compile(rb"&(?!amp;|lt;|gt;|quot;|apos;)[A-Za-z]\w*;")
#: MyST names a formula without a label anew in each build; nothing leads there, and no two books would be alike.
_RANDOM = re.compile(r"equation-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
#: Where pages name files they can't be shown without; links lead elsewhere and are none of them.
_SOURCES = ("img", "src"), ("source", "src"), ("audio", "src"), ("video", "src"), ("video", "poster"), ("track", "src")
_OTHERS = ("object", "data"), ("embed", "src"), ("script", "src"), ("iframe", "src"), ("input", "src")
_PROGRAM = re.compile(r"|module|.*(?:javascript|ecmascript)", re.IGNORECASE)
_SAFELY = {"resolve_entities": False, "no_network": True, "huge_tree": True}
#: Elements of an SVG that run: a picture in an e-book is a picture.
_RUNNING = frozenset({"script", "foreignObject", "handler", "listener", "iframe", "embed", "object"})
_CSS_URL = re.compile(r"""url\(\s*(["']?)(?P<url>.*?)\1\s*\)|@import\s+(["'])(?P<import>.*?)\3""")


class Page:
    """A page as a tree. ``path`` is where it stands, seen from the top of the book."""

    def __init__(self, path: str, markup: bytes) -> None:
        self.path = path
        self.root = _tree(markup)
        # what Sphinx and MyST write for browsers alone
        for element in self.root.iter("*"):
            if _RANDOM.fullmatch(element.get("id", "")):
                del element.attrib["id"]
            if element.get("role") == "heading" and "aria-level" not in element.attrib:
                element.set("aria-level", "2")  # the caption of a table of contents, below the page's title
        for cell in list(self.root.iter(*_CELLS)):
            _unwrap(cell)
        # MuPDF shows a caption behind its table, and a picture within a line alone
        for caption in self.root.xpath("//h:table/h:caption[../@id]", namespaces={"h": XHTML}):
            table = caption.getparent()
            anchor = table.attrib.pop("id")
            table.set("aria-labelledby", anchor)
            caption.tag = f"{{{XHTML}}}div"
            caption.attrib.update({"id": anchor, "class": "synth-caption"})
            table.addprevious(caption)
        for image in self.root.xpath("//h:figure/h:img", namespaces={"h": XHTML}):
            image.addprevious(line := etree.Element(_PARAGRAPH))
            line.append(image)

    def written(self) -> bytes:
        """The page as XHTML that readers take for HTML too: only void elements close themselves."""
        for element in self.root.iter(f"{{{XHTML}}}*"):
            if len(element) == 0 and element.text is None and etree.QName(element).localname not in _VOID:
                element.text = ""
        tree = self.root.getroottree()
        return bytes(etree.tostring(tree, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")) + b"\n"

    def take_role(self, epub_type: str) -> None:
        """Say what the page is: on its first section, for reading systems (``epub:type``) and for assistive ones."""
        section = self.root.find(f".//{{{XHTML}}}section")
        if epub_type and section is not None:
            section.set(f"{{{OPS}}}type", epub_type)
            section.set("role", f"doc-{epub_type}")

    def mark_pages(self, labels: Mapping[int, str]) -> None:
        """Mark where printed pages begin: ``labels`` by number of the paragraph that is the first of one."""
        for mark in [mark for mark in self.elements("span") if mark.get("class", "").startswith(MARK)]:
            number = mark.attrib.pop("class").removeprefix(MARK)
            label = labels.get(int(number)) if number.isdecimal() else None
            if label is None:
                mark.tag = "gone"
                continue
            kind = {f"{{{OPS}}}type": "pagebreak", "role": "doc-pagebreak"}
            mark.attrib.update({"id": page_anchor(label), **kind, "aria-label": label})
        etree.strip_elements(self.root, "gone", with_tail=False)

    def elements(self, name: str) -> Iterator[etree._Element]:
        """The elements of HTML with that name."""
        yield from self.root.iter(f"{{{XHTML}}}{name}")

    @property
    def ids(self) -> set[str]:
        """The anchors of the page."""
        return {element.get("id") for element in self.root.iter("*") if element.get("id")}

    @property
    def resources(self) -> list[str]:
        """The files of the book the page is shown with, as paths from its top."""
        return [path for address in self._addresses() if (path := within(self.path, address))]

    def _addresses(self) -> Iterator[str]:
        for name, attribute in (*_SOURCES, *_OTHERS):
            yield from (element.get(attribute, "") for element in self.elements(name))
        for link in self.elements("link"):
            if "stylesheet" in link.get("rel", "").split():
                yield link.get("href", "")
        for image in self.root.iter(f"{{{_SVG}}}image"):
            yield image.get(_XLINK) or image.get("href", "")
        yield from (url for element in self.root.iter("*") for url in css_addresses(element.get("style", "")))
        yield from (url for style in self.elements("style") for url in css_addresses(style.text or ""))

    @property
    def has_formulas(self) -> bool:
        """Whether there is MathML."""
        return self.root.find(f".//{{{_MATHML}}}math") is not None

    @property
    def has_moving_pictures(self) -> bool:
        """Whether something may move, sound or flash."""
        moving = ("audio", "video", "iframe", "embed", "object", "canvas")
        return any(True for name in moving for _ in self.elements(name)) or any(
            image.get("src", "").lower().endswith(".gif") for image in self.elements("img")
        )

    @property
    def images(self) -> list[bool]:
        """For each image that is not mere ornament, whether a text stands for it."""
        found = []
        for image in self.elements("img"):
            text, source = image.get("alt"), image.get("src", "")
            if text != "" and image.get("role") != "presentation":
                # Sphinx writes the file's name where the author gave no text
                found.append(text is not None and posixpath.basename(text) != posixpath.basename(unquote(source)))
        for drawing in self.root.iter(f"{{{_SVG}}}svg"):
            if drawing.get("aria-hidden") != "true":
                found.append(bool(drawing.get("aria-label")) or drawing.find(f"{{{_SVG}}}title") is not None)
        return found

    @property
    def properties(self) -> str:
        """What the manifest has to say of the page, words apart by spaces."""
        # of another type a script is data
        scripts = any(_PROGRAM.fullmatch(script.get("type", "")) for script in self.elements("script"))
        remote = any(_parts(address).scheme in ("http", "https") for address in self._addresses())
        found = {
            "mathml": self.has_formulas,
            "remote-resources": remote,
            "scripted": scripts or self.root.find(f".//{{{XHTML}}}form") is not None,
            "svg": self.root.find(f".//{{{_SVG}}}svg") is not None,
        }
        return " ".join(name for name, holds in found.items() if holds)


def _unwrap(cell: etree._Element) -> None:
    """A cell of paragraphs has lines in their place: MuPDF prints paragraphs in cells over one another."""
    paragraphs = list(cell)
    if (cell.text or "").strip() or any(one.tag != _PARAGRAPH or (one.tail or "").strip() for one in paragraphs):
        return
    for place, paragraph in enumerate(paragraphs):
        paragraph.tag = f"{{{XHTML}}}span"
        if place:
            paragraph.addprevious(etree.Element(f"{{{XHTML}}}br"))


def within(path: str, address: str) -> str:
    """A file named by an address on a page or sheet at ``path``, from the top of the book; empty when it is outside."""
    parts = _parts(address)
    if parts.scheme or parts.netloc or not parts.path:
        return ""
    found = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    return "" if found.startswith(("../", "/")) else found


def _parts(address: str) -> SplitResult:
    """The parts of an address; none of one that nobody can split."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("", "", "", "", "")


def css_addresses(sheet: str) -> list[str]:
    """The addresses a style sheet names."""
    return [found["url"] or found["import"] or "" for found in _CSS_URL.finditer(sheet)]


def page_anchor(label: str) -> str:
    """The anchor of the beginning of a printed page."""
    return "page-" + re.sub(r"[^A-Za-z0-9_.-]", "-", label)


def _tree(markup: bytes) -> etree._Element:
    try:
        return etree.fromstring(markup, etree.XMLParser(**_SAFELY))
    except etree.XMLSyntaxError:
        # Sphinx writes XML, and authors read what isn't (``sphinx.degrade.raw_html``); other extensions write anything
        known = _ENTITY.sub(lambda entity: html.unescape(entity[0].decode()).encode(), markup)
        return etree.fromstring(known, etree.XMLParser(**_SAFELY, recover=True))


def still(svg: bytes) -> bytes:
    """The picture without scripts, handlers of events and links that run; as it is where it has none or is no XML."""
    try:
        root = etree.fromstring(svg, etree.XMLParser(**_SAFELY))
    except etree.XMLSyntaxError:
        return svg
    is_still = True
    for element in list(root.iter("*")):
        if etree.QName(element).localname in _RUNNING:
            is_still, element.tag = False, "gone"
        for name, value in element.attrib.items():
            runs = "".join(value.split()).lower().startswith("javascript:")
            if runs or etree.QName(name).localname.lower().startswith("on"):
                is_still = False
                del element.attrib[name]
    if is_still:
        return svg
    etree.strip_elements(root, "gone", with_tail=False)
    return bytes(etree.tostring(root.getroottree(), encoding="utf-8", xml_declaration=True))
