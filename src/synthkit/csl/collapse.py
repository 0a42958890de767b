"""The works of one citation drawn together: « (Weir 2000a, b, 2003) », « [1–3, 7] »."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synthkit.csl import inline
from synthkit.csl.casing import cased
from synthkit.csl.inline import Node, Parts
from synthkit.csl.markup import read
from synthkit.csl.work import Cite

if TYPE_CHECKING:
    from synthkit.csl.processor import Processor


class Set:
    """A cite as it is set: its parts, its names and its year as text, its letter."""

    def __init__(self, processor: Processor, cite: Cite, *, is_first: bool) -> None:
        self.cite = cite
        self.parts = processor.body(cite, without_author=cite.without_author)
        if cite.author_only:
            self.parts = [*list(inline.nodes_of(self.parts, "names"))[:1]]
        names = next(inline.nodes_of(self.parts, "names"), None)
        self.names = inline.text_of(names.parts) if names else ""
        years = list(inline.nodes_of(self.parts, "year"))
        self.year = "/".join(inline.text_of(year.parts) for year in years)
        self.letter = cite.work.hints.suffix
        self.suffixes = list(inline.nodes_of(self.parts, "suffix"))
        if processor.cites.capitalises and ((is_first and not cite.prefix) or _ends_sentence(cite.prefix)):
            capitalise_term(self.parts)
        if cite.prefix or cite.suffix:
            self.parts = [*_affix(cite.prefix), *self.parts, *_affix(cite.suffix)]

    def without_names(self, processor: Processor) -> Parts:
        """The cite of authors who were named just before."""
        parts = processor.body(self.cite, without_author=True)
        return [*parts, *_affix(self.cite.suffix)] if parts else []


def _ends_sentence(prefix: str) -> bool:
    """Whether a new sentence begins behind a prefix, which one word with a full stop (« Cf. ») doesn't end."""
    bare = prefix.rstrip(' ”»"’')
    return bare.endswith((".", "?", "!")) and " " in bare


def capitalise_term(parts: Parts) -> bool:
    """« Ibid. » at the beginning of a note, « Anon. » at that of an entry; whether the first letter is found."""
    for part in parts:
        if isinstance(part, str):
            if part:
                return True
        elif part.role == "term":
            part.parts[:] = cased(part.parts, "capitalize-first", True)
            return True
        elif capitalise_term(part.parts):
            return True
    return False


def _affix(text: str) -> Parts:
    return read(text) if text else []


def clustered(processor: Processor, cites: list[Cite]) -> Parts:
    """One citation; nothing where none of its works shows anything."""
    layout, options = processor.cites, processor.cites.options
    found = [one for cite in cites if (one := Set(processor, cite, is_first=cite is cites[0])).parts]
    if not found:
        return []
    how = options.get("collapse", "")
    delimiter = layout.dress.delimiter
    if how == "citation-number":
        groups = _ranges(found)
        parts = inline.joined(groups, delimiter)
    else:
        if how or "cite-group-delimiter" in options:
            found = _grouped(found)
        parts = _drawn(processor, found, how, delimiter)
    if cites[0].author_only:
        return parts
    return layout.dress.dressed(parts, processor.context(cites[0].work, cites[0]))


def _linked(one: Set, parts: Parts) -> Node:
    return Node(parts, role="cite", value=one.cite.work.id)


def _grouped(found: list[Set]) -> list[Set]:
    """The cites of one author behind the first of them."""
    groups: dict[str, list[Set]] = {}
    for place, one in enumerate(found):
        groups.setdefault(one.names or f"\0{place}", []).append(one)
    return [one for group in groups.values() for one in group]


def _drawn(processor: Processor, found: list[Set], how: str, delimiter: str) -> Parts:
    """The cites one behind the other: of an author who returns the year alone, of a year its letter."""
    options = processor.cites.options
    between = options.get("cite-group-delimiter", ", " if how else delimiter)
    letters = options.get("year-suffix-delimiter", options.get("cite-group-delimiter", delimiter))
    after = options.get("after-collapse-delimiter", delimiter)
    parts: Parts = [_linked(found[0], found[0].parts)]
    was_drawn = False
    end = 0
    while end + 1 < len(found):
        last, one = found[end], found[end + 1]
        end += 1
        is_same = one.names == last.names and not one.cite.prefix and not last.cite.suffix
        if is_same and how.startswith("year-suffix") and _shares_year(last, one):
            if how == "year-suffix-ranged" and _follows(last, one):
                while end + 1 < len(found) and _follows(found[end], found[end + 1]):
                    end += 1
            gap = letters if found[end] is one else "–"
            parts += [gap, _linked(found[end], [found[end].letter])]
            was_drawn = True
        elif is_same and one.names and how.startswith("year"):
            shown = one.without_names(processor)
            parts += [after if last.cite.locator else between, _linked(one, shown)] if shown else []
            was_drawn = True
        else:
            gap = between if is_same and one.names else after if was_drawn else delimiter
            parts += [*_gap(gap, last, one), _linked(one, one.parts)]
            was_drawn = False
    return parts


def _gap(delimiter: str, last: Set, one: Set) -> Parts:
    """What stands between two cites: nothing beside what an author wrote between them."""
    if one.cite.prefix.startswith((",", ".", ";", ":", "?", "!")):
        return []
    return [" "] if last.cite.suffix.rstrip().endswith((",", ".", ";", ":", "?", "!")) else [delimiter]


def _shares_year(one: Set, other: Set) -> bool:
    """Whether two works of the same authors differ by their letters alone."""
    is_bare = all(shown.suffixes and not shown.cite.locator and not shown.cite.suffix for shown in (one, other))
    return is_bare and one.names == other.names and one.year == other.year


def _follows(one: Set, other: Set) -> bool:
    letters = one.letter, other.letter
    is_next = len(letters[0]) == len(letters[1]) == 1 and ord(letters[1]) == ord(letters[0]) + 1
    return is_next and _shares_year(one, other)


def _ranges(found: list[Set]) -> list[Parts]:
    """Numbers that follow one another as ranges of three or more."""
    rows: list[list[Set]] = []
    for one in found:
        if rows and _is_next(rows[-1][-1], one):
            rows[-1].append(one)
        else:
            rows.append([one])
    groups: list[Parts] = []
    for row in rows:
        shown = [_linked(one, one.parts) for one in row]
        groups += [[shown[0], "–", shown[-1]]] if len(shown) > 2 else [[one] for one in shown]
    return groups


def _is_next(one: Set, other: Set) -> bool:
    is_plain = not any((one.cite.locator, one.cite.suffix, other.cite.locator, other.cite.prefix))
    return is_plain and other.cite.work.hints.number == one.cite.work.hints.number + 1
