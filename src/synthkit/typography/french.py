"""French spacing and ordinals, as edits of a text. They add and change spaces and nothing else.

After the « Lexique des règles typographiques en usage à l'Imprimerie nationale »; a narrow no-break space (U+202F)
where it asks for a thin one, a no-break space (U+00A0) where it asks for one as wide as between words:

- narrow before ; ! ? and between thousands (12 000); wide before : and within « »;
- wide between a number and what it counts: 12 %, 30 €, 5 km, 3 millions, 9 h 35, 27 janvier;
- wide behind what is nothing without the next word: n° 3, p. 45, t. II, § 4, M. Dupont, XIXᵉ siècle, et al.

A space that is there is made the right one. A missing one is added before ; ! ? % €, behind « and before », and only
behind a letter, a closing sign or (but for the ! of a factorial) a number. None is added before a colon: what has a
colon without a space is more often a time, a ratio, a page range ``29(3):3–30`` or an identifier. Addresses, DOIs,
e-mail addresses and character references are passed over, also where they stand in plain text.

Ordinals end in superior letters: 1er, 1re, 2e, 2de, XIXe; « Ire » before what is counted so, because Ire and Ires are
names too. « 2ème », which the Lexique rejects, stays as it was written, and so do the numerals L, C, D and M, because
Le, Ce, De and Me are words.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

#: What a caller puts for each character that is no prose (code, a formula): a sign that is no letter.
COVER = "\ufffc"


class Spaces(NamedTuple):
    """What each kind of space is in an edition: before ; ! ?, before a colon, within « », between words, in numbers."""

    sign: str
    colon: str
    quote: str
    tie: str
    thousands: str


SCREEN = Spaces(sign="\u202f", colon="\u00a0", quote="\u00a0", tie="\u00a0", thousands="\u202f")
#: babel-french makes the right gaps of plain spaces; with no-break spaces there it would set two.
PRINT = Spaces(sign=" ", colon=" ", quote=" ", tie="\u00a0", thousands="\u202f")


class Edit(NamedTuple):
    """Characters ``start`` to ``end`` (at least one) become ``text``."""

    start: int
    end: int
    text: str


class Ordinal(NamedTuple):
    """Characters ``start`` to ``end`` are an ordinal; from ``raised`` on they are superior letters."""

    start: int
    raised: int
    end: int


_G = "[ \t\n\u00a0\u202f]"
_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_UNITS = (
    "%|‰|€|k€|M€|Md€|\\$|£|°C?|[kcm]?m|[km]?g|t|ha|[cdhm]?[lL]|h|min|s|ms|[kMGT]?Wh?|[kM]?V|A|[kMG]?Hz|[kKMGT]?o|"
    f"ans?|millions?|milliards?|{_MONTHS}"
)
_AFTER_SIGN = rf"(?:[\s)\]»”’…,.;:{COVER}]|$)"
#: A gap and what makes it more than that. It begins with a class of characters, which keeps it quick, and at the
#: first of many spaces alone, which keeps it linear.
_GAPS = re.compile(
    rf"""{_G}(?<!{_G}{_G})(?:
      (?P<quote>{_G}*(?=»)|(?<=«{_G}){_G}*(?=\S))
    | (?P<sign>{_G}*(?=[!?]+{_AFTER_SIGN}|;(?:[\s»{COVER}]|$)))
    | (?P<colon>{_G}*(?=:(?:[\s»{COVER}]|$)))
    | (?P<tie>(?<=\d{_G}){_G}*(?=(?:{_UNITS})(?![\w’'{COVER}]))|(?<=\d{_G}h{_G}){_G}*(?=\d))
    | (?P<thousands>(?<=\d[ \u00a0\u202f])(?=\d{{3}}(?!\w)))
    | (?P<word>{_G}*(?=[\dA-ZÀ-ÖØ-Þ]|siècles?\b|al\.|(?:{_MONTHS})\b))
    )""",
    re.VERBOSE,
)
#: What is nothing without the next word, and how that begins.
_BEFORE = re.compile(
    r"(?:^|\W)(?:(?P<number>[§№]|n[°ºᵒ]s?|nᵒˢ)|(?P<numeral>(?:pp?|t|vol|chap|fig|art|pl|col|fol)\.)"
    r"|(?P<name>MM?\.|Mmes?|Mlles?|Dre?s?|Pre?s?|Mgr)|(?P<century>[IVX]+(?:er|e|ᵉʳ|ᵉ))|(?P<first>1(?:er|ᵉʳ))|(?P<al>et))$"
)
_NEXT = {
    "number": re.compile(r"\d"),
    "numeral": re.compile(r"\d|[IVXLC]+\b(?![’'])"),
    "name": re.compile("[A-ZÀ-ÖØ-Þ]"),
    "century": re.compile("siècle"),
    "first": re.compile(_MONTHS),
    "al": re.compile(r"al\."),
}
_LONGEST = 10  # characters that ``_BEFORE`` may have to look at
_LABEL = 60  # characters: what is longer is seldom said twice
_SIGNS = re.compile("[;!?%‰€«»]")
_SIGNED = re.compile(rf"[!?]+{_AFTER_SIGN}|;(?:[\s»{COVER}]|$)")
_CLOSING = frozenset(f")]»”’%€…_{COVER}")
_THOUSANDS = re.compile(r"(?<![\w.,/–-])(?<!\d[ \u00a0\u202f])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\w)")
_TOKEN = re.compile(r"[^\s«»]+")
_ADDRESS_SIGNS = re.compile(r"://|@|10\.|www\.|doi:|urn:|mailto:", re.IGNORECASE)
_ADDRESS = re.compile(r"://|^\W*(?:www\.|doi:|urn:|mailto:)|\b10\.\d{4,9}/|[^@]@[^@]", re.IGNORECASE)
_REFERENCE = re.compile(r"&#?\w+;")
_ELIDED = re.compile(rf"'(?<=[^\W\d_]')(?=[^\W_]|[«“\"{COVER}])")
#: What is counted « Ire »; the word alone, and Ires, are names and a noun.
_FIRST = "République|Internationale|partie|section|division|dynastie|armée|classe|chambre"
_ORDINAL = re.compile(
    r"\d(?<![\w.,/’'-]\d)(?:(?<=1)(?:ers?|res?)|(?<=2)(?:nd|d)es?|(?<=2)nds?|\d*es?)(?![\w’']|-\d)"
    r"|[IVX](?<!\w[IVX])(?:"
    rf"(?<=I)(?:ers?|re(?={_G}(?:{_FIRST})))|(?<=V)I{{0,3}}es?|(?<=I)(?:I{{1,2}}|[VX])es?"
    r"|(?<=X)X{0,2}(?:I[VX]|V?I{0,3})es?)(?![\w’'])"
)


def spaced(text: str, spaces: Spaces = SCREEN) -> str:
    """``text`` with all edits made."""
    made, at = [], 0
    for edit in edits(text, spaces):
        made += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*made, text[at:]])


def edits(text: str, spaces: Spaces = SCREEN) -> list[Edit]:
    """What to change, from left to right, none touching another; nothing where all is right."""
    return (_edits_of_label if len(text) <= _LABEL else _edits)(text, spaces).copy()


def _edits(text: str, spaces: Spaces) -> list[Edit]:
    kept: list[Edit] = []
    for edit in sorted(_found(_covered(text), spaces), key=lambda edit: edit.start):
        if text[edit.start : edit.end] != edit.text and (not kept or kept[-1].end <= edit.start):
            kept.append(edit)
    return kept


#: Most lines of a page are names of things, the same on each.
_edits_of_label = lru_cache(maxsize=2048)(_edits)


def apostrophes(text: str) -> list[Edit]:
    """Straight apostrophes between a letter and the word it belongs to; other straight quotes are a matter of pairs."""
    return [Edit(found.start(), found.end(), "’") for found in _ELIDED.finditer(_covered(text))]


def ordinals(text: str) -> list[Ordinal]:
    """The ordinals of a text, from left to right."""
    found = _ORDINAL.finditer(_covered(text) if _ORDINAL.search(text) else "")  # what is covered makes none
    return [Ordinal(one.start(), one.start() + len(one[0].rstrip("ersnd")), one.end()) for one in found]


def _covered(text: str) -> str:
    """``text`` with addresses and character references covered, as long as before."""
    if _ADDRESS_SIGNS.search(text):
        text = _TOKEN.sub(lambda token: COVER * len(token[0]) if _ADDRESS.search(token[0]) else token[0], text)
    return _REFERENCE.sub(lambda sign: COVER * len(sign[0]), text) if "&" in text else text


def _found(prose: str, spaces: Spaces) -> Iterator[Edit]:
    has_thousands = False
    for gap in _GAPS.finditer(prose):
        kind = str(gap.lastgroup)
        if kind == "thousands":
            has_thousands = True
        elif kind != "word":
            yield Edit(gap.start(), gap.end(), getattr(spaces, kind))
        elif _is_tied(prose, gap.start(), gap.end()):
            yield Edit(gap.start(), gap.end(), spaces.tie)
    for sign in _SIGNS.finditer(prose):
        yield from _missing(prose, sign.start(), spaces)
    for number in _THOUSANDS.finditer(prose) if has_thousands else ():
        for at in range(number.start(), number.end()):
            if prose[at].isspace():
                yield Edit(at, at + 1, spaces.thousands)


def _is_tied(prose: str, start: int, end: int) -> bool:
    before = _BEFORE.search(prose[max(0, start - _LONGEST) : start])
    return before is not None and _NEXT[str(before.lastgroup)].match(prose, end) is not None


def _missing(prose: str, at: int, spaces: Spaces) -> Iterator[Edit]:
    """The space that a sign wants and has not; put before it, or behind «, as a part of it."""
    sign, before, after = prose[at], prose[at - 1 : at], prose[at + 1 : at + 2]
    is_factorial = sign == "!" and before.isdecimal()
    is_closed = before.isalnum() or before in _CLOSING
    if sign == "«" and after and not after.isspace():
        yield Edit(at, at + 1, sign + spaces.quote)
    elif sign == "»" and before and not before.isspace() and before != "«":
        yield Edit(at, at + 1, spaces.quote + sign)
    elif sign in "%‰€" and before.isdecimal() and not (after.isalnum() or after == "_"):
        yield Edit(at, at + 1, spaces.tie + sign)
    elif sign in ";!?" and is_closed and not is_factorial and _SIGNED.match(prose, at):
        yield Edit(at, at + 1, spaces.sign + sign)
