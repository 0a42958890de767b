"""Pages whose lists are too long for one: their entries on pages of their own, by first letters."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from itertools import groupby

from lxml import html

from synthkit.model.ids import ascii_words
from synthkit.site.search_index import by_beginning

#: Characters of a page's text with its markup; compressed it is a tenth to a fifth of that.
MOST = 400_000
_HAS = "contains(concat(' ', @class, ' '), ' {} ')"
_LISTS = " or ".join(_HAS.format(name) for name in ("synth-works", "synth-references", "synth-entries", "synth-people"))
_OUTLINES = " or ".join(_HAS.format(name) for name in ("toctree-wrapper", "synth-outline"))


@dataclass(frozen=True, slots=True)
class _Entry:
    """An item of a list, with what follows it there; ``opening`` and ``closing`` are the tags of its list."""

    key: str
    id: str
    name: str
    opening: str
    closing: str
    text: str
    ids: tuple[str, ...]


def split(
    body: str, address: Callable[[str], str], sorted_as: Callable[[str], str]
) -> tuple[str, dict[str, str]] | None:
    """What stays on a page, and the bodies of its parts by letters; None for a page that is short.

    ``address`` leads from the page and from any part to the part of some letters, for none to the page.
    ``sorted_as`` is the family name of the person whose section has an id, empty where it is another's. An entry with
    an id leaves its name on the page, with the id and a link to its part: so links of other pages lead there still.
    """
    if len(body) <= MOST:
        return None
    tree = html.fragment_fromstring(body, create_parent="div")
    for nested in tree.xpath(f"//*[{_OUTLINES}]//li/ul"):
        nested.getparent().remove(nested)
    shortened = _inner(tree)
    entries = sorted(_taken(tree, sorted_as), key=lambda entry: entry.key)
    sizes: defaultdict[str, int] = defaultdict(int)
    for entry in entries:
        sizes[entry.key] += len(entry.text)
    if sum(sizes.values()) <= MOST:  # it is long by something else
        return shortened, {}
    letters_of = {key: letters for letters, keys in by_beginning(sizes, MOST) for key in keys}
    places = {id_: letters_of[entry.key] for entry in entries for id_ in entry.ids}
    parts: dict[str, str] = {}
    for letters, group in groupby(entries, key=lambda entry: letters_of[entry.key]):
        lists: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for entry in group:
            lists[entry.opening, entry.closing].append(entry.text)
        text = "".join(f"{opening}{''.join(items)}{closing}" for (opening, closing), items in lists.items())
        parts[letters] = _navigation(letters_of, letters, address) + _led(text, letters, places, address)
    names = "".join(
        f'<li id="{one.id}"><a href="{escape(address(letters_of[one.key]))}#{one.id}">{escape(one.name)}</a></li>'
        for one in entries
        if one.id and not one.id.startswith("cat-")
    )
    rest = _navigation(letters_of, "", address) + (f'<ul class="synth-moved">{names}</ul>' if names else "")
    (tree.xpath("section") or [tree])[0].extend(html.fragments_fromstring(rest))
    return _led(_inner(tree), "", places, address), parts


def _taken(tree: html.HtmlElement, sorted_as: Callable[[str], str]) -> Iterator[_Entry]:
    """The entries of all long lists, in their order; they and their lists are taken out of the page."""
    for section in tree.xpath("//section[@id]"):
        if key := sorted_as(section.get("id")):
            name = section.xpath("string(*[self::h2 or self::h3 or self::h4])").rstrip("¶").strip()
            yield _entry(key, section.get("id"), name, "", "", [section])
            section.getparent().remove(section)
    for one in tree.xpath(f"//*[{_LISTS}]"):
        wrapper = one.getparent() if len(one.getparent()) == 1 else one
        label = wrapper.getprevious()
        is_label = label is not None and "synth-label" in (label.get("class") or "")
        opening = html.tostring(label, encoding="unicode", with_tail=False) if is_label else ""
        opening += f'<{one.tag} class="{escape(one.get("class"))}">'
        for first in one.xpath("li|dt"):
            items = [first, *([first.getnext()] if first.tag == "dt" and first.getnext() is not None else [])]
            name = first.xpath("string(p[1])") if first.tag == "li" else first.text_content()
            yield _entry(first.text_content(), first.get("id") or "", name, opening, f"</{one.tag}>", items)
        for gone in (label, wrapper) if is_label else (wrapper,):
            gone.getparent().remove(gone)


def _entry(key: str, id_: str, name: str, opening: str, closing: str, items: list[html.HtmlElement]) -> _Entry:
    letters = "".join(ascii_words(key)).lstrip("0123456789")[:40] or "-"  # « [12] Ackerman » is found under A
    ids = tuple(str(one) for item in items for one in item.xpath("descendant-or-self::*/@id"))
    text = "".join(html.tostring(item, encoding="unicode") for item in items)
    return _Entry(letters, id_, name.strip(), opening, closing, text, ids)


def _inner(tree: html.HtmlElement) -> str:
    return escape(tree.text or "") + "".join(html.tostring(child, encoding="unicode") for child in tree)


def _led(body: str, here: str, places: Mapping[str, str], address: Callable[[str], str]) -> str:
    """The text with its links to places that are on another part now."""
    pieces = body.split('href="#')
    return pieces[0] + "".join(
        f'href="{"" if (there := places.get(piece.partition(chr(34))[0], here)) == here else address(there)}#{piece}'
        for piece in pieces[1:]
    )


def _navigation(letters_of: Mapping[str, str], here: str, address: Callable[[str], str]) -> str:
    links = (
        f'<a href="{escape(address(letters))}"{" aria-current=page" if letters == here else ""}>{letters.title()}</a>'
        for letters in dict.fromkeys(letters_of.values())
    )
    return f'<nav class="synth-letters">{" ".join(links)}</nav>'
