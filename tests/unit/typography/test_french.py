"""French spacing and ordinals: what is changed, and what never is."""

from __future__ import annotations

import pytest

from synthkit.typography import french


def shown(text: str) -> str:
    """No-break spaces as signs one can see: · narrow, ~ wide."""
    return text.replace("\u202f", "·").replace("\u00a0", "~")


@pytest.mark.parametrize(
    ("written", "set_"),
    [
        # a space that is there
        ("non ; oui ! quoi ?", "non·; oui·! quoi·?"),
        ("vraiment ?!", "vraiment·?!"),
        ("deux points : voilà", "deux points~: voilà"),
        ("« oui »", "«~oui~»"),
        ("mot\n?", "mot·?"),
        ("quoi\u00a0?", "quoi·?"),
        ("voilà\u202f: « x\u202f»", "voilà~: «~x~»"),
        # a space that is missing
        ("non; oui! quoi?", "non·; oui·! quoi·?"),
        ("«oui», dit-elle", "«~oui~», dit-elle"),
        ("(oui!)", "(oui·!)"),
        ("en 2026?", "en 2026·?"),
        ("50%", "50~%"),
        ("30€.", "30~€."),
        # what belongs together
        ("9 h 35", "9~h~35"),
        ("12 % de 5 km", "12~% de 5~km"),
        ("12 000 €", "12·000~€"),
        ("3 millions", "3~millions"),
        ("le 27 janvier 2026", "le 27~janvier 2026"),
        ("le 1er février", "le 1er~février"),
        ("n° 3, p. 45, pp. 4-5, t. II, § 4", "n°~3, p.~45, pp.~4-5, t.~II, §~4"),
        ("M. Duval, Mme Éluard", "M.~Duval, Mme~Éluard"),
        ("au XIXe siècle", "au XIXe~siècle"),
        ("Duval et al. 2019", "Duval et~al. 2019"),
    ],
)
def test_a_space_is_the_one_that_french_sets(written: str, set_: str) -> None:
    assert shown(french.spaced(written)) == set_


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "29(3):3–30",
        "10:30",
        "1:2",
        "rien: pas de deux-points à deviner",
        "https://a.example/x?y=1;z=2!",
        "www.a.example/?;",
        "doi:10.5555/a;b!",
        "10.5555/a;2019!",
        "moi;lui!@fil.example",
        "&nbsp; &#160;",
        "5!",
        "x != y",
        "a ?= b",
        ":-) ;-) :) ;)",
        "module::fonction",
        "std::x ::",
        "a?b",
        "100%25",
        "ISBN 978-2-1234-5680-3",
        "06 12 34 56 78",
        "les 5 s’ouvrent",
        "p. Ici",
        "M. le président",
    ],
)
def test_what_is_no_french_punctuation_stays(text: str) -> None:
    assert french.edits(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("le 1er, la 1re, les 1ers", ["1^er", "1^re", "1^ers"]),
        ("la 2e, la 2de, le 2nd, le 10e", ["2^e", "2^de", "2^nd", "10^e"]),
        ("au XIXe, aux XVIIIe-XIXe", ["XIX^e", "XVIII^e", "XIX^e"]),
        ("Napoléon Ier, la Ire République, la Ve, le IVe", ["I^er", "I^re", "V^e", "IV^e"]),
        ("mi-XXe", ["XX^e"]),
    ],
)
def test_an_ordinal_ends_in_superior_letters(text: str, found: list[str]) -> None:
    assert [f"{text[one.start : one.raised]}^{text[one.raised : one.end]}" for one in french.ordinals(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "Le De Ce Me Les Des Ces Mes",
        "tu es, il est",
        "2ème, 1ère",
        "3D, 2x, 1e-5, 1.2e, v2e, a/2e",
        "vIVe, XIXes’",
        "https://a.example/XIXe/2e",
        "IIIIe VXe",
        "Ie",
        "l’Ires et l’Ire publient",
    ],
)
def test_what_only_looks_like_an_ordinal_is_none(text: str) -> None:
    assert french.ordinals(text) == []


def test_print_gets_plain_spaces_where_babel_makes_the_gap() -> None:
    text = french.spaced("«oui» : non ; 12 000 € à 9 h")
    assert shown(french.spaced(text, french.PRINT)) == "« oui » : non ; 12·000~€ à 9~h"


def test_what_stands_for_code_is_a_word() -> None:
    assert shown(french.spaced(f"{french.COVER}? {french.COVER} ; «{french.COVER}»")) == (
        f"{french.COVER}·? {french.COVER}·; «~{french.COVER}~»"
    )


def test_an_apostrophe_follows_a_letter() -> None:
    text = f"l'un, d'{french.COVER}, 'cité', l'«eux», fin'"
    changed = "".join(text[edit.start - 1] + edit.text for edit in french.apostrophes(text))
    assert changed == "l’d’l’"
