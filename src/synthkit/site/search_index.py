"""What the search reads: for each word the pages that have it, in files by the beginnings of words.

A question loads the words it has and the pages it shows, so it costs the same in a book of ten sessions and of five
thousand. Scripts rather than JSON, because a page opened from a folder may load the one and not the other.
"""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from html import unescape
from itertools import groupby
from operator import sub
from posixpath import commonprefix
from typing import Any

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
FOLDER = "cite/search"
#: What a word of a page counts by where it stands; a page counts once, by the best. « list » is the text of a page that
#: is no record's.
WEIGHTS = {"list": 4, "text": 5, "abstract": 7, "heading": 8, "kind": 12, "keywords": 15, "title": 20, "people": 40}
#: A question that is a whole title of few words, since many words of a title find it as they are; its key has a sign no
#: word has.
WHOLE_TITLE, _FEW = 100, 4
_WEIGHTS = sorted({*WEIGHTS.values(), WHOLE_TITLE})
#: Characters of a file of words, and pages in a file of pages.
_MOST, _PAGES = 100_000, 64


def by_beginning(sizes: Mapping[str, int], most: int, start: str = "") -> Iterator[tuple[str, list[str]]]:
    """Keys in parts by their first letters, in order: the letters, and the keys that begin with them.

    Letters are added until the sizes of a part sum up to ``most``; a key that is alone may be larger.
    """
    keys = sorted(sizes)
    if sum(sizes.values()) <= most or len(keys) == 1:
        yield start, keys
        return
    for letters, group in groupby(keys, key=lambda key: key[: len(start) + 1]):
        yield from by_beginning({key: sizes[key] for key in group}, most, letters)


def files(
    index: Mapping[str, Any],
    records: Iterable[Mapping[str, str]],
    address: Callable[[str], str],
    stem: Callable[[str], str],
) -> Iterator[tuple[str, str]]:
    """Paths and texts of all files; ``index`` is Sphinx's; a record has ``at``, ``title`` and places of ``WEIGHTS``."""
    at = [address(docname) for docname in index["docnames"]]
    pages: dict[str, Mapping[str, str]] = {
        page: {"at": page, "title": unescape(re.sub("<[^>]*>", "", title))}
        for page, title in zip(at, index["titles"], strict=True)
    }
    for record in records:
        pages[record["at"]] = {**record, "title": pages.get(record["at"], record)["title"]}
    ordered = sorted(pages)
    order = {page: number for number, page in enumerate(ordered)}
    numbers = [order[page] for page in at]
    texts = {order[page]: WEIGHTS["text" if "kind" in pages[page] else "list"] for page in at}
    found: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for terms, weights in ((index["terms"], texts), (index["titleterms"], dict.fromkeys(texts, WEIGHTS["heading"]))):
        for word, of in terms.items():
            having = [numbers[number] for number in (of if isinstance(of, list) else [of])]
            found[word.lower()].update(zip(having, map(weights.__getitem__, having), strict=True))
    for page, known in pages.items():
        number = order[page]
        for place in WEIGHTS.keys() & known.keys():
            for word in re.findall(r"\w+", unicodedata.normalize("NFC", known[place])):
                weights = found[stem(word.lower())]
                weights[number] = max(weights.get(number, 0), WEIGHTS[place])
        if "#" not in page:  # by a person's name one looks for what the person contributes
            title = bare(known["title"]).replace("’", "'").split()
            if len(title) <= _FEW:
                found["=" + " ".join(title)][number] = WHOLE_TITLE
    words = {word: _packed(of) for word, of in found.items()}
    parts = list(by_beginning({word: len(word) + len(packed) for word, packed in words.items()}, _MOST))
    starts = ordered[::_PAGES]
    yield _file("index", {"words": [start for start, _ in parts], "pages": starts, "size": _PAGES, "weights": _WEIGHTS})
    yield _file("stems", _front_coded(word for word in sorted(words) if not (word.startswith("=") or word.isdecimal())))
    for number, (_, keys) in enumerate(parts):
        yield _file(f"w{number}", {word: words[word] for word in keys})
    shown = [
        {name: text for name, text in pages[page].items() if name not in ("keywords", "abstract")} for page in ordered
    ]
    for number in range(len(starts)):
        yield _file(f"p{number}", shown[number * _PAGES :][:_PAGES])


def bare(word: str) -> str:
    """A word in lower case without accents, its ligatures taken apart."""
    if word.isascii():
        return word.lower()
    letters = unicodedata.normalize("NFD", word.lower())
    return "".join(char for char in letters if unicodedata.category(char) != "Mn").translate(_LIGATURES)


def _packed(pages: Mapping[int, int]) -> str:
    """Numbers by weight, the place of the weight first; each number less the one before it.

    A number is a sign from « # » to « R » (0 to 47), behind those from « ] » to « ~ » that count its 48s by 34.
    """
    by_weight: defaultdict[int, list[int]] = defaultdict(list)
    for number in sorted(pages):
        by_weight[pages[number]].append(number)
    lists = []
    for weight, numbers in sorted(by_weight.items()):
        steps = map(sub, numbers, [0, *numbers])
        lists.append(chr(35 + _WEIGHTS.index(weight)) + "".join(map(_signs, steps)))
    return " ".join(lists)


@cache
def _signs(number: int) -> str:
    number, last = divmod(number, 48)
    signs = chr(35 + last)
    while number:
        number, digit = divmod(number, 34)
        signs = chr(93 + digit) + signs
    return signs


def _front_coded(words: Iterable[str]) -> str:
    """Sorted words, each as how many letters it shares with the one before (in base 36), and the rest."""
    before, coded = "", []
    for word in words:
        shared = min(len(commonprefix([before, word])), 35)
        coded.append("0123456789abcdefghijklmnopqrstuvwxyz"[shared] + word[shared:])
        before = word
    return " ".join(coded)


def _file(name: str, value: object) -> tuple[str, str]:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f"{FOLDER}/{name}.js", f"(globalThis.synthkitSearch??={{}}).{name}={text};\n"
