"""The cases CSL sets texts in; words set apart by a record (``nocase``) keep theirs."""

import re
from itertools import islice

from synthkit.csl.inline import Parts, mapped

#: Words that English titles leave small, but for the first and the last.
_SMALL = frozenset(
    re.findall(
        r"\S+",
        "a about above across afore after against al along alongside amid amidst among amongst an and anenst "
        "apropos apud around as aside astride at athwart atop barring before behind below beneath beside besides "
        "between beyond but by circa d de despite down during et except for forenenst from in inside into "
        "lest like modulo near next nor notwithstanding of off on onto or out over per plus pro qua sans since "
        "so than the through thru throughout thruout till to toward towards under underneath until unto up upon v "
        "van versus via vis-à-vis von vs with within without yet",
    )
)
_ELIDED = re.compile("[dl][’']")
_WORD = re.compile(r"[^\s\u00a0\-–—/:;,.?!()\[\]\"“”«»]+(?:\.(?=\w)[^\s\-–—]*)?")


def cased(parts: Parts, case: str, is_english: bool) -> Parts:
    """Parts in a case of CSL, such as ``capitalize-first``; ``title`` changes English alone."""
    leaves: list[tuple[str, bool]] = []
    _collect(parts, False, leaves)
    text = "".join(leaf for leaf, _ in leaves)
    kept = [is_kept for leaf, is_kept in leaves for _ in leaf]
    letters = list(text)
    if is_english or case != "title":
        _set_case(text, letters, kept, case)
    places = iter(letters)
    return mapped(parts, lambda text: "".join(islice(places, len(text))))


def _collect(parts: Parts, is_kept: bool, leaves: list[tuple[str, bool]]) -> None:
    for part in parts:
        if isinstance(part, str):
            leaves.append((part, is_kept))
        else:
            is_raised = part.role == "markup" and bool({"vertical-align", "font-variant"} & part.formats.keys())
            _collect(part.parts, is_kept or part.role == "nocase" or is_raised, leaves)


def _set_case(text: str, letters: list[str], kept: list[bool], case: str) -> None:
    if case in ("lowercase", "uppercase"):
        for place, letter in enumerate(letters):
            if not kept[place]:
                letters[place] = letter.lower() if case == "lowercase" else letter.upper()
        return
    words = list(_WORD.finditer(text))
    if not words:
        return
    if case == "title":
        _title(text, words, letters, kept)
        return
    if case == "sentence":
        for word in words[1:]:
            if text.isupper() or word[0].istitle():
                _lower(word.start(), word, letters, kept)
        if text.isupper():
            _lower(words[0].start() + 1, words[0], letters, kept)
    for word in words if case == "capitalize-all" else words[:1]:
        if word[0].islower() or case == "capitalize-first":
            _capitalise(word, letters, kept)


def _title(text: str, words: list[re.Match[str]], letters: list[str], kept: list[bool]) -> None:
    is_shouted = text.isupper() and sum(word[0].isalpha() for word in words) > 1
    for number, word in enumerate(words):
        if is_shouted:
            _lower(word.start() + 1, word, letters, kept)
        before = text[: word.start()].rstrip()
        is_edge = number in (0, len(words) - 1) or before.endswith((":", "?", "!", "."))
        is_joined = text[word.end() : word.end() + 1] == "-" != text[word.start() - 1 : word.start()]
        if word[0].lower() in _SMALL and not is_edge and not is_joined:
            _lower(word.start(), word, letters, kept)
        elif (word[0].islower() or is_shouted) and not _ELIDED.match(word[0]):
            _capitalise(word, letters, kept)


def _lower(begin: int, word: re.Match[str], letters: list[str], kept: list[bool]) -> None:
    for place in range(begin, word.end()):
        if not kept[place]:
            letters[place] = letters[place].lower()


def _capitalise(word: re.Match[str], letters: list[str], kept: list[bool]) -> None:
    for place in range(word.start(), word.end()):
        if letters[place].isalpha():
            if not kept[place] and not "\u0370" <= letters[place] < "\u0400":  # β is no letter of an English word
                letters[place] = letters[place].upper()
            return
        if letters[place].isnumeric():  # « 2e », « ½a »
            return
