"""The text of a record: the markup CSL-JSON knows, quotation marks, apostrophes."""

import re
from functools import lru_cache

from synthkit.csl.inline import CLOSING, Node, Parts

_TAGS = {
    "i": {"font-style": "italic"},
    "b": {"font-weight": "bold"},
    "sup": {"vertical-align": "sup"},
    "sub": {"vertical-align": "sub"},
    "sc": {"font-variant": "small-caps"},
}
_MARKUP = re.compile(
    r"<(?P<open>i|b|sup|sub|sc)>|</(?P<close>i|b|sup|sub|sc|span)>"
    r'|<span class="(?P<nocase>nocase)">|<span style="font-variant: ?(?P<small>small-caps);">'
    r"|(?P<quote>[\"'“”‘’])"
)


@lru_cache(maxsize=4096)
def _read(text: str) -> tuple[str | Node, ...]:
    return tuple(_Reader(text).parts())


def read(text: str) -> Parts:
    """A record's text: its markup and quotation marks as nodes, apostrophes as they are printed."""
    if not _MARKUP.search(text):
        return [text]
    return [Node(list(_read(text)), role="field")]


class _Reader:
    """The markup of one text, read from left to right; what has no end stays as it is written."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._marks = list(_MARKUP.finditer(text))

    def parts(self) -> Parts:
        return self._until(0, len(self._marks), 0, len(self._text))

    def _until(self, mark: int, last: int, begin: int, end: int) -> Parts:
        """What stands between two marks."""
        found: Parts = []
        text = ""
        while mark < last:
            sign = self._marks[mark]
            text += self._text[begin : sign.start()]
            partner = self._partner(mark, last)
            if partner:
                inner = self._until(mark + 1, partner, sign.end(), self._marks[partner].start())
                found += [text, self._node(sign, inner)]
                text, mark = "", partner
            else:
                text += "’" if sign[0] == "'" else sign[0]
            begin, mark = self._marks[mark].end(), mark + 1
        return [part for part in (*found, text + self._text[begin:end]) if part]

    @staticmethod
    def _node(sign: re.Match[str], inner: Parts) -> Node:
        if sign["quote"]:
            return Node(inner, role="quote", value="" if sign[0] in "\"'" else sign[0])
        if sign["nocase"]:
            return Node(inner, role="nocase")
        return Node(inner, _TAGS[sign["open"] or "sc"], "markup")

    def _partner(self, mark: int, last: int) -> int:
        """The place of the mark that ends another; 0 for none."""
        sign = self._marks[mark]
        closing = CLOSING.get(sign[0])
        wanted = sign["open"] or ("span" if sign["nocase"] or sign["small"] else "")
        if not wanted and not (closing and self._opens(sign)):
            return 0
        depth = 0
        for place in range(mark + 1, last):
            other = self._marks[place]
            if not depth and (other["close"] == wanted if wanted else other[0] == closing and self._closes(other)):
                return place
            depth += bool(other["open"] or other["nocase"] or other["small"]) - bool(other["close"])
            if depth < 0:
                return 0
        return 0

    def _opens(self, sign: re.Match[str]) -> bool:
        before, after = self._text[: sign.start()], self._text[sign.end() :]
        before = re.sub(r"<[^<>]*>$", "", before)
        return (not before or (not before[-1].isalnum() and before[-1] not in ".,;!?)")) and not after[:1].isspace()

    def _closes(self, sign: re.Match[str]) -> bool:
        before, after = self._text[: sign.start()], self._text[sign.end() :]
        return not after[:1].isalnum() and not before[-1:].isspace()
