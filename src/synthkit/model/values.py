"""The values an option can hold, from their text: each ``parse_…`` raises ValueError for any other text."""

import re
from itertools import pairwise
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from stdnum.iso7064 import mod_11_2

_CROCKFORD = {digit: value for value, digit in enumerate("0123456789abcdefghjkmnpqrstvwxyz")}


def is_name(text: str) -> bool:
    """Whether ``text`` can be (part of) a name: it has a letter and nothing no name has."""
    return any(char.isalpha() for char in text) and not re.search(r"[\d@_/\\<>{}\[\]|=*#]", text)


def parse_list(text: str, separators: str = ",;\n") -> tuple[str, ...]:
    """The values between separators, none of them empty; a separator in parentheses separates nothing."""
    cuts = [len(text)]
    inside = False
    for sign in reversed(list(re.finditer(rf"[{separators}()]", text))):  # a look ahead from each would take the square
        if sign[0] in "()":
            inside = sign[0] == ")"
        elif not inside:
            cuts.append(sign.start())
    parts = (text[before + 1 : cut] for before, cut in pairwise([-1, *reversed(cuts)]))
    return tuple(part for part in (" ".join(part.split()) for part in parts) if part)


def parse_count(text: str) -> int:
    """A whole number from 1."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def parse_web_address(text: str) -> str:
    """An address; any scheme but http and https is refused."""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc or re.search(r"[\s<>\"{}\\^`|]", text):
        raise ValueError(text)
    return text


def parse_timezone(text: str) -> str:
    """The name of an IANA time zone."""
    try:
        return ZoneInfo(text).key
    except (KeyError, OSError) as error:
        raise ValueError(text) from error


def parse_orcid(text: str) -> str:
    """An ORCID as ``0000-0002-1825-0097``, from its digits or its address; its check digit is ISO 7064, MOD 11-2."""
    bare = re.sub(r"^https?://orcid\.org/", "", text.strip(), flags=re.IGNORECASE)
    if not re.fullmatch(r"([0-9]{4}-){3}[0-9]{3}[0-9Xx]", bare) or not mod_11_2.is_valid(bare.replace("-", "").upper()):
        raise ValueError(text)
    return bare.upper()


def parse_ror(text: str) -> str:
    """A ROR as its nine characters, from them or from its address; its two check digits are ISO 7064, MOD 97-10."""
    bare = re.sub(r"^https?://ror\.org/", "", text.strip(), flags=re.IGNORECASE).lower()
    if not re.fullmatch(r"0[0-9a-hjkmnp-tv-z]{6}[0-9]{2}", bare):
        raise ValueError(text)
    number = 0
    for digit in bare[:7]:
        number = number * 32 + _CROCKFORD[digit]
    if 98 - (number * 100) % 97 != int(bare[7:]):
        raise ValueError(text)
    return bare
