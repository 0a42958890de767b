"""Numbers as CSL 1.0.2 has them: what counts as one, page ranges, ordinals, Roman numerals."""

import re

from synthkit.csl.stylesheet import Locale

_NUMERIC = re.compile(r"[^\W\d_]{0,4}\d+[^\W\d_]{0,3}(?:\s*[-–,&]\s*[^\W\d_]{0,4}\d+[^\W\d_]{0,3})*\.?")
_SEVERAL = re.compile(r"\d\s*(?<!\\)(?:[-–,&]|\b(?:and|et|und|y|e)\b)\s*(?:(?:and|et|und|y|e|&)\s+)?\w?\d")
_RANGE = re.compile(r"([^\W\d_]*)(\d+)([^\W\d_]*)\s*[-–]\s*([^\W\d_]*)(\d+)([^\W\d_]*)")
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
#: What stands between numbers, as it is set.
_SEPARATORS = {"-": "–", ",": ", ", "&": " & "}


def is_numeric(text: str) -> bool:
    """Whether a text is numbers alone, each with a letter or two, commas, hyphens and ampersands between."""
    return bool(_NUMERIC.fullmatch(text.strip()))


def is_several(text: str) -> bool:
    """Whether a text names more than one number."""
    return bool(_SEVERAL.search(text)) or bool(re.search(r"[ivxlc]\s*[-–,&]\s*[ivxlc]", text))


def roman(number: int) -> str:
    """A number in small Roman numerals; as it is from 4000."""
    if not 0 < number < 4000:
        return str(number)
    found = ""
    for value, sign in _ROMAN:
        while number >= value:
            found, number = found + sign, number - value
    return found


def ordinal(number: int, locale: Locale, gender: str, *, is_long: bool = False) -> str:
    """A number with its ordinal ending, of the noun's gender where the language has several."""
    if is_long and 1 <= number <= 10:
        name = f"long-ordinal-{number:02}"
        found = locale.term(f"{name}/{gender}") or locale.term(name)
        if found:
            return found
    for name in (f"ordinal-{number % 100:02}", f"ordinal-{number % 10:02}", "ordinal"):
        for form in (gender, ""):
            ending = locale.ordinals.get((name, form))
            if ending and (name == f"ordinal-{number:02}" or not ending[1]):
                return f"{number}{ending[0]}"
    return str(number)


def numbered(text: str, form: str, locale: Locale, gender: str) -> str:
    """A numeric text in a form of ``cs:number``, its separators set in order."""

    def shown(piece: str) -> str:
        if not piece.isdecimal() or form == "numeric":
            return _SEPARATORS.get(piece, piece)
        number = int(piece)
        return roman(number) if form == "roman" else ordinal(number, locale, gender, is_long=form == "long-ordinal")

    return "".join(map(shown, re.split(r"\s*([-–,&])\s*", text.strip())))


def paged(text: str, form: str, delimiter: str) -> str:
    """Page ranges in the style's format; those that aren't plain numbers stay whole."""

    def shortened(found: re.Match[str]) -> str:
        before, first, behind, before_last, last, behind_last = found.groups()
        if behind or behind_last or (before_last and before_last != before):
            return found[0].replace("-", delimiter).replace("–", delimiter) if form else found[0]
        if before and before_last != before and len(last) >= len(first):
            return before + first + delimiter + last
        whole = first[: max(0, len(first) - len(last))] + last
        return before + first + delimiter + _last_page(first, whole, form, before)

    if form:
        text = re.sub(r"\s*,\s*", ", ", _RANGE.sub(shortened, text))
    return re.sub(r"(?<=[\divxlc])\s*[-–]\s*(?=[\divxlc])", delimiter, text)


def _last_page(first: str, last: str, form: str, prefix: str) -> str:
    """The last of two pages; shortened where both ends are of one length."""
    same = next((place for place, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), None)
    if len(first) != len(last) or form == "expanded" or same is None:
        return prefix + last
    if form == "minimal":
        return last[same:]
    two = last[min(same, len(last) - 2) :]
    if form == "minimal-two":
        return two
    if len(first) < 3 or first.endswith("00"):
        return last
    if int(first[-2:]) < 10 and same >= len(first) - 2:
        return last[same:]
    return last if form in ("chicago", "chicago-15") and len(first) == 4 and same == 1 else two
