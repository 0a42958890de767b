"""Texts of a CMS, Markdown or HTML, as the source of an abstract: what every edition holds, and no markup else."""

import re
import textwrap
from collections.abc import Iterator

from lxml import etree, html
from markdown_it import MarkdownIt

from synthkit.editor.scaffold.markup import MARKUPS, markdown_line, markdown_text
from synthkit.model.ids import ascii_words

_WIDTH = 100
_BREAK = "\x1f"
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_IS_HTML = re.compile(r"\s*<(?:p|div|h[1-6]|ul|ol|table|br|section|article|blockquote|span)\b", re.IGNORECASE)
_BLOCKS = re.compile(
    "p|div|h[1-6]|[uo]l|li|d[ltd]|blockquote|pre|table|thead|tbody|tr|section|article|header|footer|figure|hr"
).fullmatch
_MARKS = {"em": "*", "i": "*", "strong": "**", "b": "**"}
_ADDRESS = re.compile(r"""(https?://[^\s<>]*[^\s<>.,;:!?)\]'"»]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)""")
_SILENT = frozenset(["script", "style", "template", "noscript", "iframe", "object", "embed", "textarea", "head"])
# a platform shows a line break as one
_MARKDOWN = MarkdownIt("commonmark", {"html": True, "breaks": True}).enable("table")


def source_of(text: str, suffix: str) -> str:
    """A text as source of a page with that suffix. Headings are bold lines; pictures are their text; tables, lists.

    A heading that only says what it is goes: an abstract has one in each edition.
    """
    text = _CONTROLS.sub("", text.replace("\r\n", "\n")).strip()
    if not text:
        return ""
    markup = text if _IS_HTML.match(text) else _MARKDOWN.render(text)
    tree = html.fragment_fromstring(markup, create_parent="div")
    first = next(tree.iter("h1", "h2", "h3", "h4", "h5", "h6"), None)
    if first is not None and ascii_words(first.text_content())[:2] in (("resume",), ("abstract",), ("summary",)):
        first.clear(keep_tail=True)
    return "\n\n".join(_blocks(tree, is_plain=suffix == ".rst"))


def _blocks(element: etree._Element, *, is_plain: bool) -> Iterator[str]:
    """Blocks below an element; the text between them is a paragraph."""
    run = [_escaped(element.text, is_plain)]
    for child in element:
        if isinstance(child.tag, str) and _BLOCKS(child.tag):
            yield from _paragraph("".join(run), is_plain)
            yield from _block(child, is_plain)
            run = []
        else:
            run.append(_inline(child, is_plain))
        run.append(_escaped(child.tail, is_plain))
    yield from _paragraph("".join(run), is_plain)


def _block(element: etree._Element, is_plain: bool) -> Iterator[str]:
    tag, blocks = element.tag, list(_blocks(element, is_plain=is_plain))
    words = " ".join(element.text_content().split())
    if re.fullmatch("h[1-6]", tag) and words:
        yield from _paragraph(_marked("**", _escaped(words, is_plain), is_plain), is_plain)
    elif tag in ("ul", "ol"):
        items = [list(_blocks(item, is_plain=is_plain)) for item in element if item.tag == "li"]
        marks = [f"{number}. " if tag == "ol" else "- " for number in range(1, len(items) + 1)]
        found = ["\n\n".join(item) for item in items]
        yield "\n".join(
            mark + textwrap.indent(item, " " * len(mark)).lstrip() for mark, item in zip(marks, found, strict=True)
        )
    elif tag == "blockquote":
        yield textwrap.indent("\n\n".join(blocks), "   " if is_plain else "> ", lambda line: True).rstrip()
    elif tag == "pre" and not is_plain:
        yield fenced(element.text_content().strip("\n"), "text")
    elif tag == "tr":
        cells = (" ".join(cell.text_content().split()) for cell in element if cell.tag in ("td", "th"))
        yield "- " + _escaped(" · ".join(filter(None, cells)), is_plain)
    else:
        yield from blocks


def fenced(text: str, language: str) -> str:
    """A text as code of Markdown, whatever fences stand in it."""
    fence = "`" * max(3, *(len(ticks) + 1 for ticks in re.findall("`+", text)), 3)
    return f"{fence}{language}\n{text}\n{fence}"


def _inline(element: etree._Element, is_plain: bool) -> str:
    tag = element.tag
    if not isinstance(tag, str) or tag in _SILENT:
        return ""
    inner = [_escaped(element.text, is_plain)]
    for child in element:
        inner += [_inline(child, is_plain), _escaped(child.tail, is_plain)]
    text, words = "".join(inner), " ".join(element.text_content().split())
    if tag == "br":
        text = _BREAK
    elif tag == "img":
        text = _escaped(element.get("alt"), is_plain)
    elif tag in _MARKS:
        text = _marked(_MARKS[tag], text, is_plain)
    elif tag in ("code", "kbd", "samp", "tt") and words and "`" not in words and not is_plain:
        text = f"`{words}`"
    elif tag == "a" and words:
        text = _link(text, words, element.get("href") or "", is_plain)
    return text


def _link(text: str, words: str, address: str, is_plain: bool) -> str:
    """A link to the web or to a mail address; of any other its text alone."""
    address = re.sub(r"\s", "%20", address.strip())
    if not re.match(r"(?:https?|mailto):", address) or re.search(r"[<>\\]", address):
        return text
    if address in (words, f"mailto:{words}"):
        return text
    text = text if is_plain else markdown_text(words) if _ADDRESS.search(words) else text
    return f"{text} ({address})" if is_plain else f"[{text.strip()}](<{address}>)"


def _marked(mark: str, text: str, is_plain: bool) -> str:
    bare = text.strip(f" \n{_BREAK}")
    return text if is_plain or not bare else text.replace(bare, f"{mark}{bare}{mark}", 1)


def _escaped(text: str | None, is_plain: bool) -> str:
    if is_plain:
        return text or ""
    parts = _ADDRESS.split(text or "")
    return "".join(f"<{part}>" if at % 2 else markdown_text(part) for at, part in enumerate(parts))


def _paragraph(run: str, is_plain: bool) -> Iterator[str]:
    lines = [" ".join(line.split()) for line in run.split(_BREAK)]
    lines = [line for line in lines if line]
    if is_plain and lines:
        yield MARKUPS[".rst"].paragraph(" ".join(lines))
    elif lines:
        wrapped = [textwrap.wrap(line, _WIDTH, break_long_words=False, break_on_hyphens=False) for line in lines]
        yield "\\\n".join("\n".join(map(markdown_line, part)) for part in wrapped)
