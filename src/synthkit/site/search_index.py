"""What the search reads: for each word the pages that have it, in files by the beginnings of words.

A question loads the words it has and the pages it shows, so it costs the same in a book of ten sessions and of five
thousand. Scripts rather than JSON, because a page opened from a folder may load the one and not the other.
"""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import unescape
from itertools import groupby
from typing import Any

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
FOLDER = "cite/search"
#: What a word of a page counts by where it stands; a page counts once, by the best.
WEIGHTS = {"text": 5, "heading": 8, "kind": 12, "keywords": 15, "title": 20, "people": 40}
#: A question that is a whole title; its key has a sign no word has.
WHOLE_TITLE = 100
#: Characters of a file of words, and pages in a file of pages.
_MOST, _PAGES = 200_000, 64


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
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)

    def note(word: str, page: str, weight: int) -> None:
        found[word][page] = max(found[word].get(page, 0), weight)

    for terms, place in ((index["terms"], "text"), (index["titleterms"], "heading")):
        for word, numbers in terms.items():
            for number in numbers if isinstance(numbers, list) else [numbers]:
                note(word, at[number], WEIGHTS[place])
    for record in records:
        pages[record["at"]] = {**record, "title": pages.get(record["at"], record)["title"]}
    for page, known in pages.items():
        for place in WEIGHTS.keys() & known.keys():
            for word in re.findall(r"\w+", unicodedata.normalize("NFC", known[place])):
                note(stem(word.lower()), page, WEIGHTS[place])
        if "#" not in page:  # by a person's name one looks for what the person contributes
            note("=" + " ".join(bare(known["title"]).replace("’", "'").split()), page, WHOLE_TITLE)
    ordered = sorted(pages)
    order = {page: number for number, page in enumerate(ordered)}
    words = {word: _packed({order[page]: weight for page, weight in of.items()}) for word, of in found.items()}
    parts = list(by_beginning({word: len(word) + len(packed) for word, packed in words.items()}, _MOST))
    starts = ordered[::_PAGES]
    yield _file("index", {"words": [start for start, _ in parts], "pages": starts, "size": _PAGES})
    yield _file("stems", [word for word in sorted(words) if not word.startswith("=")])
    for number, (_, keys) in enumerate(parts):
        entries = ",".join(f"{json.dumps(word, ensure_ascii=False)}:{words[word]}" for word in keys)
        yield _file(f"w{number}", f"{{{entries}}}")
    for number in range(len(starts)):
        yield _file(f"p{number}", [pages[page] for page in ordered[number * _PAGES :][:_PAGES]])


def bare(word: str) -> str:
    """A word in lower case without accents, its ligatures taken apart."""
    letters = unicodedata.normalize("NFD", word.lower())
    return "".join(char for char in letters if unicodedata.category(char) != "Mn").translate(_LIGATURES)


def _packed(pages: Mapping[int, int]) -> str:
    """Lists of numbers by weight, the weight first; each number less the one before it."""
    lists: list[Sequence[int]] = []
    for weight in sorted(set(pages.values())):
        numbers = sorted(number for number, of in pages.items() if of == weight)
        lists.append([weight, *(now - before for before, now in zip([0, *numbers], numbers, strict=False))])
    return json.dumps(lists, separators=(",", ":"))


def _file(name: str, value: object) -> tuple[str, str]:
    text = (
        value
        if isinstance(value, str)
        else json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    )
    return f"{FOLDER}/{name}.js", f"(globalThis.synthkitSearch??={{}}).{name}={text};\n"
