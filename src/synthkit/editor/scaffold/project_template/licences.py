"""Licences a text can be under, by the name readers know."""

from dataclasses import dataclass

_CREATIVE_COMMONS = ("by", "by-sa", "by-nc", "by-nd", "by-nc-sa", "by-nc-nd")
#: All rights reserved.
RESERVED = "none"


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence and the address of its text in words; both empty where all rights are reserved."""

    name: str = ""
    url: str = ""


def licence(name: str, language: str) -> Licence:
    """The licence of that name, told in a language; KeyError for an unknown one."""
    return {
        **{
            f"CC {kind.upper()} 4.0": Licence(
                f"CC {kind.upper()} 4.0", f"https://creativecommons.org/licenses/{kind}/4.0/deed.{language}"
            )
            for kind in _CREATIVE_COMMONS
        },
        "CC0 1.0": Licence("CC0 1.0", f"https://creativecommons.org/publicdomain/zero/1.0/deed.{language}"),
        RESERVED: Licence(),
    }[name]


NAMES = (*(f"CC {kind.upper()} 4.0" for kind in _CREATIVE_COMMONS), "CC0 1.0", RESERVED)
